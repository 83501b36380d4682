//! What can go wrong with a Redis, and that nothing is lost, doubled or guessed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use server::store::{Appended, ConnectError, Error, Follower, Store};
use shared::position::{Position, Seq};
use shared::{Epoch, Span};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::time::timeout;

use crate::support::*;

/// How long a test waits for a state before it says that it never came.
const LONG: Duration = Duration::from_secs(30);

/// Opens the log until it begins a new life: Redis has been started again then.
async fn open_new_life(store: &Store, fresh: Epoch) -> Position {
    let opened = async {
        loop {
            match store.open(&team(), fresh).await {
                Ok(position) if position.epoch == fresh => return position,
                Ok(_) | Err(Error::Unavailable(_)) => tokio::task::yield_now().await,
                Err(error) => panic!("{error}"),
            }
        }
    };
    timeout(LONG, opened).await.expect("a new life begins")
}

#[tokio::test]
async fn a_killed_redis_comes_back_with_everything_and_a_new_epoch() {
    let ground = Ground::new().await;
    let store = &ground.store;
    let start = ground.open().await;
    let old = ground
        .append(start, &[shown(1), rung(1234, &[letter(1)])])
        .await;
    let log = store.read_after(&team(), Seq(0), 10).await.expect("reads");
    let mut follower = store.follow(&team(), old.seq).await.expect("follows");

    ground.kill();
    let broken = next_error(&mut follower).await;
    assert!(matches!(broken, Error::Unavailable(_)), "{broken}");

    let new = open_new_life(store, epoch(2)).await;
    assert_eq!(new.seq, old.seq);
    assert_eq!(store.read_after(&team(), Seq(0), 10).await, Ok(log));
    assert_eq!(store.waiting(&team()).await, Ok(1));
    assert_eq!(store.open(&team(), epoch(3)).await, Ok(new));

    let refused = store.append(&team(), old, None, &[shown(2)], SEND).await;
    assert_eq!(refused, Err(Error::NewLife));
    let done = store.append(&team(), new, None, &[shown(2)], SEND).await;
    assert_eq!(done, Ok(Appended::Done { seq: Seq(3) }));
    ground.embedded.stop().await;
}

#[tokio::test]
async fn data_that_is_replaced_under_a_running_redis_is_a_new_life() {
    let ground = Ground::new().await;
    let store = &ground.store;
    let start = ground.open().await;
    let old = ground.append(start, &[shown(1), shown(2)]).await;
    let mut follower = store.follow(&team(), old.seq).await.expect("follows");

    // As a restored backup would leave it: the same epoch, but one event less.
    ground.cli(&["XDEL", "{norr}:log", "2-0"]);
    ground.cli(&["HSET", "{norr}:meta", "seq", "1"]);
    let before = Position { seq: Seq(1), ..old };
    let refused = store.append(&team(), before, None, &[shown(3)], SEND).await;
    assert_eq!(refused, Err(Error::NewLife));
    let new = store.open(&team(), epoch(2)).await.expect("opens");
    assert_eq!(
        new,
        Position {
            epoch: epoch(2),
            seq: Seq(1)
        }
    );
    assert_eq!(next_error(&mut follower).await, Error::NewLife);

    ground.cli(&["FLUSHALL"]);
    let refused = store.append(&team(), new, None, &[shown(3)], SEND).await;
    assert_eq!(refused, Err(Error::NewLife));
    let empty = store.open(&team(), epoch(3)).await.expect("opens");
    assert_eq!(
        empty,
        Position {
            epoch: epoch(3),
            seq: Seq(0)
        }
    );
}

/// The error that ends a follower.
async fn next_error(follower: &mut Follower) -> Error {
    let error = async {
        loop {
            if let Err(error) = follower.next().await {
                return error;
            }
        }
    };
    timeout(LONG, error).await.expect("the follower ends")
}

#[tokio::test]
async fn functions_that_were_flushed_are_loaded_again() {
    let ground = Ground::new().await;
    let at = ground.open().await;
    ground.cli(&["FUNCTION", "FLUSH"]);
    assert_eq!(ground.append(at, &[shown(1)]).await.seq, Seq(1));
}

#[tokio::test]
async fn a_redis_that_may_lose_writes_is_refused_with_a_sentence() {
    let ground = Ground::new().await;
    let url = ground.embedded.url();
    ground.cli(&[
        "CONFIG",
        "SET",
        "appendfsync",
        "everysec",
        "maxmemory-policy",
        "allkeys-lru",
    ]);
    let refused = Store::connect(&url, false).await.expect_err("refused");
    let sentence = refused.to_string();
    assert!(matches!(refused, ConnectError::Volatile { faults } if faults.len() == 2));
    for part in [
        "`appendfsync` is `everysec` and must be `always`",
        "redis-cli CONFIG SET appendfsync always",
        "`maxmemory-policy` is `allkeys-lru` and must be `noeviction`",
        "TAVLA_ALLOW_VOLATILE_REDIS=1",
    ] {
        assert!(sentence.contains(part), "{part} is missing in: {sentence}");
    }
    Store::connect(&url, true)
        .await
        .expect("allowed in plain words")
        .ping()
        .await
        .expect("pings");
}

#[tokio::test]
async fn a_wrong_address_is_refused_with_a_sentence() {
    let bad = Store::connect("redis.example", false)
        .await
        .expect_err("refused");
    assert!(matches!(bad, ConnectError::BadUrl(_)), "{bad}");
    let silent = Store::connect("unix:///nobody/is/here.sock", false)
        .await
        .expect_err("refused");
    assert!(matches!(silent, ConnectError::Unreachable(_)), "{silent}");
}

#[tokio::test]
async fn a_value_that_cannot_be_read_is_an_error_with_its_key() {
    let ground = Ground::new().await;
    let store = &ground.store;
    let corrupt = |key: &str| Error::Corrupt {
        key: key.to_owned(),
    };

    ground.cli(&[
        "HSET",
        "{norr}:staff",
        &staff(1).to_string(),
        r#"{"v":1,"value":{}}"#,
    ]);
    assert_eq!(
        store.people(&team()).await.err(),
        Some(corrupt("{norr}:staff"))
    );
    ground.cli(&["SET", "tavla:clock", "soon"]);
    assert_eq!(store.clock_offset().await, Err(corrupt("tavla:clock")));
    ground.cli(&["HSET", "tavla:accounts", "nils", r#"{"v":2,"value":{}}"#]);
    assert_eq!(store.account("nils").await, Err(corrupt("tavla:accounts")));

    let at = ground.open().await;
    ground.append(at, &[shown(1)]).await;
    ground.cli(&["XADD", "{norr}:log", "2-0", "e", "{}"]);
    assert_eq!(
        store.read_after(&team(), Seq(0), 10).await,
        Err(corrupt("{norr}:log"))
    );
    assert_eq!(store.load(&team()).await, Err(corrupt("{norr}:log")));
    assert_eq!(
        store.open(&team(), epoch(2)).await,
        Err(corrupt("{norr}:meta"))
    );
}

#[tokio::test]
async fn a_hole_in_the_log_is_an_error() {
    let ground = Ground::new().await;
    let at = ground.open().await;
    ground.append(at, &[shown(1), shown(2), shown(3)]).await;
    ground.cli(&["XDEL", "{norr}:log", "2-0"]);
    let hole = ground.store.load(&team()).await;
    assert_eq!(
        hole,
        Err(Error::Corrupt {
            key: "{norr}:log".to_owned()
        })
    );
}

#[tokio::test]
async fn a_silent_redis_fails_a_command_and_does_not_hang_it() {
    let ground = Ground::new().await;
    let pid = ground.cli(&["INFO", "server"]);
    let pid = pid
        .lines()
        .find_map(|line| line.strip_prefix("process_id:"))
        .expect("a pid")
        .trim();
    let signal = |name: &str| {
        std::process::Command::new("kill")
            .args([name, pid])
            .status()
            .expect("kill runs")
    };
    signal("-STOP");
    let silent = ground.store.ping().await;
    signal("-CONT");
    assert!(matches!(silent, Err(Error::Unavailable(_))), "{silent:?}");
    let answers = async {
        while ground.store.ping().await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    timeout(LONG, answers).await.expect("it answers again");
}

#[tokio::test]
async fn an_answer_that_was_lost_on_the_way_is_given_again() {
    let ground = Ground::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let cuts = Arc::new(AtomicUsize::new(0));
    let socket = proxy(
        &ground,
        &folder.path().join("proxy.sock"),
        Arc::clone(&cuts),
    );
    let store = Store::connect(&format!("unix://{}", socket.display()), false)
        .await
        .expect("connects");
    let at = ground.open().await;
    let entries = [rung(1234, &[letter(1)])];
    let norr = team();
    let append = || store.append(&norr, at, Some(command(1)), &entries, SEND);

    // The answers to the append and to its repetition are both cut off.
    cuts.store(2, Ordering::SeqCst);
    let lost = append().await;
    assert!(matches!(lost, Err(Error::Unavailable(_))), "{lost:?}");
    assert_eq!(cuts.load(Ordering::SeqCst), 0);
    assert_eq!(append().await, Ok(Appended::Seen { seq: Seq(1) }));

    // One cut is not even noticed.
    cuts.store(1, Ordering::SeqCst);
    let next = Position { seq: Seq(1), ..at };
    let done = store
        .append(&team(), next, Some(command(2)), &[shown(1)], SEND)
        .await;
    assert_eq!(done, Ok(Appended::Seen { seq: Seq(2) }));

    assert_eq!(
        store
            .read_after(&team(), Seq(0), 10)
            .await
            .map(|log| log.len()),
        Ok(2)
    );
    let claimed = store
        .claim(&team(), NOON, Span::seconds(20), 10)
        .await
        .expect("claims");
    assert_eq!(claimed.len(), 1);
}

/// Stands between a store and Redis. While `cuts` is not 0, the answer to the next append is
/// swallowed and its connection is closed.
fn proxy(ground: &Ground, socket: &Path, cuts: Arc<AtomicUsize>) -> PathBuf {
    let listener = UnixListener::bind(socket).expect("binds");
    let redis = ground.socket();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let redis = UnixStream::connect(&redis).await.expect("Redis answers");
            tokio::spawn(pass(client, redis, Arc::clone(&cuts)));
        }
    });
    socket.to_owned()
}

async fn pass(client: UnixStream, redis: UnixStream, cuts: Arc<AtomicUsize>) {
    let (mut from_client, mut to_client) = client.into_split();
    let (mut from_redis, mut to_redis) = redis.into_split();
    let (mut asked, mut answered) = (vec![0; 65_536], vec![0; 65_536]);
    let mut is_append = false;
    loop {
        tokio::select! {
            read = from_client.read(&mut asked) => {
                let read = read.unwrap_or(0);
                if read == 0 || to_redis.write_all(&asked[..read]).await.is_err() {
                    return;
                }
                is_append = asked[..read].windows(7).any(|word| word == b"_append");
            }
            read = from_redis.read(&mut answered) => {
                let read = read.unwrap_or(0);
                let cut = |left: usize| left.checked_sub(1);
                if is_append && cuts.fetch_update(Ordering::SeqCst, Ordering::SeqCst, cut).is_ok() {
                    return;
                }
                if read == 0 || to_client.write_all(&answered[..read]).await.is_err() {
                    return;
                }
            }
        }
    }
}
