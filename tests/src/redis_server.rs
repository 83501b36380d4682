//! A Redis of its own process, for tests in which it breaks or serves several servers.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use shared::board::event::Recorded;
use tempfile::TempDir;

use crate::server_process::signal;
use crate::wait;

/// A Redis with the settings that the record needs.
pub struct RedisServer {
    folder: TempDir,
    child: Child,
}

impl RedisServer {
    /// Starts a Redis on an empty folder.
    ///
    /// # Panics
    ///
    /// Panics if it does not start.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let child = spawn(&folder);
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
    pub fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it ends");
    }

    /// Starts it again on the same data.
    ///
    /// # Panics
    ///
    /// Panics if it does not start.
    pub async fn start_again(&mut self) {
        self.child = spawn(&self.folder);
        self.answers().await;
    }

    /// Stops its process without ending it, or lets it go on.
    pub fn signal(&self, name: &str) {
        signal(self.child.id(), name);
    }

    /// Runs `redis-cli` and returns what it prints.
    ///
    /// # Panics
    ///
    /// Panics if it does not run.
    #[must_use]
    pub fn cli(&self, args: &[&str]) -> String {
        let done = Command::new("redis-cli")
            .arg("-s")
            .arg(self.socket())
            .args(args)
            .output()
            .expect("redis-cli runs");
        String::from_utf8(done.stdout)
            .expect("text")
            .trim()
            .to_owned()
    }

    /// The whole log of a team.
    ///
    /// # Panics
    ///
    /// Panics if an entry can't be read.
    #[must_use]
    pub fn log(&self, team: &str) -> Vec<Recorded> {
        let said = self.cli(&["--json", "XRANGE", &format!("{{{team}}}:log"), "-", "+"]);
        let entries: Vec<(String, Vec<String>)> =
            serde_json::from_str(&said).expect("the log is a list of entries");
        entries
            .iter()
            .map(|(_, fields)| serde_json::from_str(&fields[1]).expect("an event"))
            .collect()
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
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
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
