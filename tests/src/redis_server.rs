//! A Redis of its own process, for tests in which it breaks or serves several servers.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use shared::board::event::Recorded;
use tempfile::TempDir;

use crate::wait;

/// A Redis with the settings that the record needs.
pub struct RedisServer {
    folder: TempDir,
    child: Mutex<Child>,
}

impl RedisServer {
    /// Starts a Redis on an empty folder.
    ///
    /// # Panics
    ///
    /// Panics if it does not start.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let child = Mutex::new(spawn(&folder));
        let redis = Self { folder, child };
        redis.answers().await;
        redis
    }

    /// Its socket.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("redis.sock")
    }

    /// Kills it as a power cut would.
    ///
    /// # Panics
    ///
    /// Panics if it can't be killed.
    pub fn kill(&self) {
        let mut child = self.child();
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
    }

    /// Starts it again on the same data.
    ///
    /// # Panics
    ///
    /// Panics if it does not start.
    pub async fn start_again(&self) {
        *self.child() = spawn(&self.folder);
        self.answers().await;
    }

    /// Runs `redis-cli` and returns what it prints.
    #[must_use]
    pub fn cli(&self, args: &[&str]) -> String {
        cli(&self.socket(), args)
    }

    /// The whole log of a team.
    #[must_use]
    pub fn log(&self, team: &str) -> Vec<Recorded> {
        log(&self.socket(), team)
    }

    fn child(&self) -> MutexGuard<'_, Child> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn answers(&self) {
        wait::until("Redis to answer", async || {
            (self.cli(&["PING"]) == "PONG").then_some(())
        })
        .await;
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        // It may have ended before.
        let mut child = self.child();
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// Runs `redis-cli` at a socket and returns what it prints.
///
/// # Panics
///
/// Panics if it does not run.
#[must_use]
pub fn cli(socket: &Path, args: &[&str]) -> String {
    let done = Command::new("redis-cli")
        .arg("-s")
        .arg(socket)
        .args(args)
        .output()
        .expect("redis-cli runs");
    String::from_utf8(done.stdout)
        .expect("text")
        .trim()
        .to_owned()
}

/// The whole log of a team in the Redis at a socket.
///
/// # Panics
///
/// Panics if an entry can't be read.
#[must_use]
pub fn log(socket: &Path, team: &str) -> Vec<Recorded> {
    let said = cli(
        socket,
        &["--json", "XRANGE", &format!("{{{team}}}:log"), "-", "+"],
    );
    let entries: Vec<(String, Vec<String>)> =
        serde_json::from_str(&said).expect("the log is a list of entries");
    entries
        .iter()
        .map(|(_, fields)| serde_json::from_str(&fields[1]).expect("an event"))
        .collect()
}

fn spawn(folder: &TempDir) -> Child {
    let socket = folder.path().join("redis.sock");
    // What a killed Redis left behind would be taken for a Redis that answers.
    let _ = std::fs::remove_file(&socket);
    Command::new("redis-server")
        .args(["--port", "0", "--save", "", "--appendonly", "yes"])
        .args([
            "--appendfsync",
            "always",
            "--maxmemory-policy",
            "noeviction",
        ])
        .args(["--aof-load-truncated", "no", "--unixsocket"])
        .arg(socket)
        .arg("--dir")
        .arg(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("redis-server is there")
}
