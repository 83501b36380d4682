//! A server in a process of its own.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command as TokioCommand};

/// What the pages need to know of their files; the tests here read no script.
const ASSETS: &str =
    r#"{"script":"/pkg/start.js","preload":[],"later":"/pkg/later.wasm","style":"/pkg/style.css"}"#;

/// A data folder with everything that a server leaves behind when it ends.
pub struct Place {
    folder: TempDir,
    addr: String,
}

impl Default for Place {
    fn default() -> Self {
        Self::new()
    }
}

impl Place {
    /// An empty folder and a free address.
    ///
    /// # Panics
    ///
    /// Panics if the machine gives neither.
    #[must_use]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        std::fs::create_dir_all(&site).expect("a folder");
        std::fs::write(site.join("assets.json"), ASSETS).expect("a file");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free address");
        let addr = listener.local_addr().expect("an address").to_string();
        Self { folder, addr }
    }

    /// The data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The address of the server that runs here.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// A command for the server's program with the settings of this place.
    #[must_use]
    pub fn command(&self, task: &str) -> Command {
        let mut command = Command::new(program());
        command
            .arg(task)
            .env_clear()
            .envs(std::env::vars().filter(|(name, _)| name == "PATH" || name == "TMPDIR"))
            .env("TAVLA_ADDR", &self.addr)
            .env("TAVLA_DATA", self.data())
            .env("TAVLA_SITE", self.folder.path().join("site"))
            .stdin(Stdio::null());
        command
    }

    /// Starts the demonstration here and waits until it serves.
    ///
    /// # Panics
    ///
    /// Panics if it does not start.
    pub async fn start(&self, settings: &[(&str, &str)]) -> ServerProcess {
        self.run("demo", settings).await
    }

    /// Starts the server for a real team here, before there is one.
    ///
    /// # Panics
    ///
    /// Panics if it does not start.
    pub async fn serve(&self, settings: &[(&str, &str)]) -> ServerProcess {
        self.run("serve", settings).await
    }

    async fn run(&self, task: &str, settings: &[(&str, &str)]) -> ServerProcess {
        let mut command = self.command(task);
        command
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = TokioCommand::from(command)
            .kill_on_drop(true)
            .spawn()
            .expect("the server's program is there; `make build` builds it");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut errors = child.stderr.take().expect("its errors");
        let first = lines.next_line().await.expect("its output can be read");
        if first.is_none() {
            let mut said = String::new();
            errors
                .read_to_string(&mut said)
                .await
                .expect("its errors can be read");
            panic!("the server did not start: {said}");
        }
        // Whoever does not read a pipe stops the one who writes to it.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let log = tokio::spawn(async move {
            let mut said = String::new();
            // A log that is cut off is still worth showing.
            let _ = errors.read_to_string(&mut said).await;
            said
        });
        ServerProcess {
            child,
            log,
            origin: self.origin(),
        }
    }
}

/// A server that runs.
pub struct ServerProcess {
    child: Child,
    log: tokio::task::JoinHandle<String>,
    /// Its address.
    pub origin: String,
}

impl ServerProcess {
    /// The number of its process, for signals.
    ///
    /// # Panics
    ///
    /// Panics if it has ended.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Kills it with the signal that nothing can catch, as a power cut would.
    ///
    /// # Panics
    ///
    /// Panics if it can't be killed.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("it can be killed");
    }

    /// Asks it to stop and waits. Returns how it ended, and its log.
    ///
    /// # Panics
    ///
    /// Panics if it can't be asked.
    pub async fn stop(mut self) -> (ExitStatus, String) {
        signal(self.id(), "TERM");
        let ended = self.child.wait().await.expect("it ends");
        (ended, self.log.await.expect("its log"))
    }
}

/// Sends a signal to a process.
///
/// # Panics
///
/// Panics if the process is not there.
pub fn signal(process: u32, name: &str) {
    let sent = Command::new("kill")
        .args([format!("-{name}"), process.to_string()])
        .status()
        .expect("kill is there");
    assert!(sent.success(), "the process {process} is there");
}

/// The Redis that the server of a data folder has started.
///
/// # Panics
///
/// Panics if none runs.
#[must_use]
pub fn redis_of(data: &Path) -> u32 {
    let folder = data
        .join("redis")
        .canonicalize()
        .expect("the folder of Redis");
    std::fs::read_dir("/proc")
        .expect("the list of processes")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok())
        .find(|process| {
            let name = std::fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
            let place = std::fs::read_link(format!("/proc/{process}/cwd")).unwrap_or_default();
            name.trim().starts_with("redis") && place == folder
        })
        .expect("the server's Redis runs")
}

/// The server's program lies beside the tests.
fn program() -> PathBuf {
    let mut folder = std::env::current_exe().expect("the test has a place");
    folder.pop();
    if folder.ends_with("deps") {
        folder.pop();
    }
    folder.join("server")
}
