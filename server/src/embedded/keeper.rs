//! Starting, watching and ending the child.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use tokio::process::Child;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};
use tracing::{error, info, warn};

use super::EmbeddedError;
use super::place::Place;
use crate::store::admin::{self, Condition};

/// How often a starting or ending Redis is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// How long a starting Redis may be silent. Loading is not silence: it may take as long as it needs.
const SILENT_FOR: Duration = Duration::from_secs(10);

/// How long Redis may take to end.
pub(super) const END_WITHIN: Duration = Duration::from_secs(10);

/// The pause before a dead child is started again: 100, 200, 400, … ms, at most 5 s.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// How many of the log's last lines an error shows.
const LAST_LINES: usize = 10;

/// What the record needs (`store::durability` checks it), and that nobody else can connect.
const SETTINGS: [(&str, &str); 10] = [
    ("--appendonly", "yes"),
    ("--appendfsync", "always"),
    ("--aof-load-truncated", "no"),
    ("--maxmemory-policy", "noeviction"),
    ("--save", ""),
    ("--dir", "."),
    ("--daemonize", "no"),
    ("--pidfile", "redis.pid"),
    ("--port", "0"),
    ("--unixsocketperm", "700"),
];

/// Keeps a child alive until told to stop, or until whoever could tell is gone.
pub(super) async fn keep(redis: &Redis, mut child: Child, mut stopped: watch::Receiver<bool>) {
    let mut pause = FIRST_PAUSE;
    loop {
        tokio::select! {
            _ = stopped.changed() => return redis.end(child).await,
            status = child.wait() => {
                warn!(status = %describe(status), "Redis died; starting it again");
            }
        }
        child = loop {
            // A pause that the wish to stop cuts short.
            if timeout(pause, stopped.changed()).await.is_ok() {
                return;
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
            let started = tokio::select! {
                _ = stopped.changed() => return,
                started = redis.start() => started,
            };
            match started {
                Ok(child) => break child,
                Err(fault) => error!(%fault, "Redis could not be started again"),
            }
        };
        pause = FIRST_PAUSE;
        info!("Redis runs again");
    }
}

/// How to run a Redis at a place.
pub(super) struct Redis {
    pub(super) place: Place,
    /// Held by this process, and by every child for as long as it lives.
    pub(super) lock: File,
}

impl Redis {
    /// Starts a child and waits until it answers. A child that is being started is killed when the
    /// waiting is given up.
    pub(super) async fn start(&self) -> Result<Child, EmbeddedError> {
        let mut child = self.spawn()?;
        match self.until_ready(&mut child).await {
            Ok(()) => Ok(child),
            Err(why) => {
                let _ = child.kill().await;
                let (log, last_lines) = (self.place.log(), self.place.last_lines(LAST_LINES));
                Err(EmbeddedError::NotReady {
                    why,
                    log,
                    last_lines,
                })
            }
        }
    }

    fn spawn(&self) -> Result<Child, EmbeddedError> {
        let unusable = |why| EmbeddedError::Folder {
            folder: self.place.data.clone(),
            why,
        };
        let mut log = OpenOptions::new();
        let log = log
            .create(true)
            .append(true)
            .mode(0o600)
            .open(self.place.log());
        let log = log.map_err(unusable)?;
        let mut command = Command::new("redis-server");
        command
            .current_dir(&self.place.folder)
            .args(SETTINGS.iter().flat_map(|(name, value)| [name, value]))
            .arg("--unixsocket")
            .arg(&self.place.socket)
            .stdin(Stdio::from(self.lock.try_clone().map_err(unusable)?))
            .stdout(Stdio::from(log.try_clone().map_err(unusable)?))
            .stderr(Stdio::from(log))
            // Ctrl-C in a terminal reaches a whole group of processes; the server must still be
            // able to write while it stops.
            .process_group(0);
        tokio::process::Command::from(command)
            // Everything that was confirmed is on disk, so this is safe, and nothing is left over.
            .kill_on_drop(true)
            .spawn()
            .map_err(EmbeddedError::NoProgram)
    }

    async fn until_ready(&self, child: &mut Child) -> Result<(), String> {
        loop {
            tokio::select! {
                status = child.wait() => return Err(format!("it ended with {}", describe(status))),
                sign = timeout(SILENT_FOR, self.sign_of_life()) => match sign {
                    Ok(Condition::Ready) => return Ok(()),
                    Ok(_) => {}
                    Err(_) => return Err(format!("it was silent for {} s", SILENT_FOR.as_secs())),
                }
            }
        }
    }

    /// The first condition that is not silence.
    async fn sign_of_life(&self) -> Condition {
        let url = self.place.url();
        let mut ticks = ticks();
        loop {
            ticks.tick().await;
            match admin::condition(&url).await {
                Condition::Silent => {}
                condition => return condition,
            }
        }
    }

    /// Ends a child; kills it if it does not listen, which loses nothing that was confirmed.
    async fn end(&self, mut child: Child) {
        admin::shut_down(&self.place.url()).await;
        if let Ok(status) = timeout(END_WITHIN, child.wait()).await {
            info!(status = %describe(status), "Redis has ended");
        } else {
            warn!("Redis does not end; killing it");
            let _ = child.kill().await;
        }
    }
}

/// Looks again and again; there is nothing that could be waited for instead.
pub(super) fn ticks() -> Interval {
    let mut ticks = interval(LOOK_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

fn describe(status: io::Result<ExitStatus>) -> String {
    status.map_or_else(|fault| fault.to_string(), |status| status.to_string())
}
