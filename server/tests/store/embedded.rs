//! A Redis of the server's own.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use server::embedded::{Embedded, EmbeddedError};
use server::store::Store;
use shared::position::{Position, Seq};

use crate::support::*;

#[tokio::test]
async fn a_stopped_redis_leaves_everything_to_the_next() {
    let Ground {
        data,
        embedded,
        store,
    } = Ground::new().await;
    let at = store.open(&team(), epoch(1)).await.expect("opens");
    store
        .append(&team(), at, None, &[shown(1)], SEND)
        .await
        .expect("appends");
    let log = store.read_after(&team(), Seq(0), 10).await.expect("reads");
    embedded.stop().await;
    assert!(store.ping().await.is_err());

    let embedded = Embedded::start(data.path()).await.expect("starts again");
    // The same store finds the new one by itself.
    assert_eq!(store.read_after(&team(), Seq(0), 10).await, Ok(log));
    let again = store.open(&team(), epoch(2)).await;
    assert_eq!(
        again,
        Ok(Position {
            epoch: epoch(2),
            seq: Seq(1)
        })
    );
    let mode = fs::metadata(data.path().join("redis"))
        .expect("the folder")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o700);
    embedded.stop().await;
}

#[tokio::test]
async fn a_second_server_on_the_same_folder_is_refused() {
    let ground = Ground::new().await;
    let refused = Embedded::start(ground.data.path())
        .await
        .expect_err("refused");
    assert!(
        matches!(refused, EmbeddedError::AlreadyRunning { .. }),
        "{refused}"
    );
    assert!(
        refused.to_string().contains("another server is running"),
        "{refused}"
    );
    ground
        .store
        .ping()
        .await
        .expect("the first one still has its Redis");
}

#[tokio::test]
async fn a_redis_that_a_killed_server_left_behind_is_ended_first() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = data.path().join("redis");
    fs::create_dir(&folder).expect("a folder");
    let lock = File::create(folder.join("lock")).expect("a file");
    lock.lock().expect("locks");
    let socket = folder.join("redis.sock");
    let mut leftover = Command::new("redis-server")
        .current_dir(&folder)
        .args([
            "--port",
            "0",
            "--appendonly",
            "yes",
            "--appendfsync",
            "always",
            "--save",
            "",
        ])
        .arg("--unixsocket")
        .arg(&socket)
        .stdin(Stdio::from(lock))
        .stdout(Stdio::null())
        .spawn()
        .expect("redis-server runs");
    let set = || {
        Command::new("redis-cli")
            .arg("-s")
            .arg(&socket)
            .args(["SET", "tavla:clock", "7"])
            .output()
    };
    while set().expect("redis-cli runs").stdout != b"OK\n" {
        tokio::task::yield_now().await;
    }

    let embedded = Embedded::start(data.path()).await.expect("starts");
    assert!(
        leftover.wait().expect("it was ours").success(),
        "it ended cleanly"
    );
    let store = Store::connect(&embedded.url(), false)
        .await
        .expect("connects");
    assert_eq!(
        store.clock_offset().await.map(shared::Span::as_millis),
        Ok(7)
    );
    embedded.stop().await;
}

#[tokio::test]
async fn a_folder_with_a_long_path_has_its_socket_elsewhere() {
    let outer = tempfile::tempdir().expect("a folder");
    let data = outer.path().join("å b".repeat(40)).join("data");
    let embedded = Embedded::start(&data).await.expect("starts");
    let store = Store::connect(&embedded.url(), false)
        .await
        .expect("connects");
    store.ping().await.expect("answers");
    assert!(embedded.url().len() < 120, "{}", embedded.url());
    let socket = embedded.url().trim_start_matches("unix://").to_owned();
    embedded.stop().await;
    fs::remove_dir(std::path::Path::new(&socket).parent().expect("a folder")).expect("it is empty");
}

#[tokio::test]
async fn a_damaged_file_is_refused_and_the_log_says_why() {
    let Ground {
        data,
        embedded,
        store,
    } = Ground::new().await;
    store.found(&team(), "Team Norr").await.expect("founds");
    embedded.stop().await;
    let folder = fs::read_dir(data.path().join("redis/appendonlydir")).expect("the files");
    let newest = folder
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.to_string_lossy().ends_with(".incr.aof"))
        .expect("a file of commands");
    let mut file = File::options().append(true).open(newest).expect("opens");
    file.write_all(b"*3\r\n$3\r\nSET\r\n$5\r\ntav")
        .expect("writes");
    drop(file);

    let refused = Embedded::start(data.path())
        .await
        .expect_err("refused")
        .to_string();
    assert!(
        refused.contains("did not become ready: it ended with exit status: 1"),
        "{refused}"
    );
    assert!(refused.contains("redis-check-aof"), "{refused}");
}
