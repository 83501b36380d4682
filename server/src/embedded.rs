//! A Redis of the server's own, for those who have none.
//!
//! Without `REDIS_URL` the server starts `redis-server` as a child, on a unix socket inside its
//! data folder, with the settings that the record needs. There is one engine and one code path:
//! the store does not know whose Redis it talks to.
//!
//! # Life cycle
//!
//! Two locks hold the folder. `lock` belongs to this process, so that a second server on the same
//! folder is refused. `redis/lock` is handed to the child as its standard input and so is held
//! for exactly as long as a Redis has the files open, also when this process is killed; the next
//! server finds such a leftover, ends it cleanly and only then starts its own. Without that, two
//! processes could write the same file.
//!
//! One task keeps the child: it starts another when the child dies, with a growing pause, and ends
//! it when the server stops.

mod keeper;
mod place;

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tracing::{error, info};

use crate::store::admin;
use keeper::{END_WITHIN, Redis, keep, ticks};
use place::Place;

/// A Redis that lives as long as the server.
#[derive(Debug)]
pub struct Embedded {
    url: String,
    stop: watch::Sender<bool>,
    keeper: JoinHandle<()>,
}

/// Why the server's own Redis did not start.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// The data folder cannot be used.
    #[error("the data folder {} cannot be used: {why}. Check that it may be written to, \
             or name another one in TAVLA_DATA", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        why: io::Error,
    },
    /// Another server has the data folder.
    #[error("another server is running on the data folder {}. Stop it first, \
             or name another folder in TAVLA_DATA", .folder.display())]
    AlreadyRunning {
        /// The folder.
        folder: PathBuf,
    },
    /// The Redis of an earlier server does not end.
    #[error("the Redis of an earlier server still has the data folder {} open and does not end. \
             Its process id stands in {}; end that process and start again",
            .folder.display(), .pid_file.display())]
    Leftover {
        /// The folder.
        folder: PathBuf,
        /// The file with the process id.
        pid_file: PathBuf,
    },
    /// The program is missing.
    #[error(
        "redis-server could not be run: {0}. Install it (on Debian and Ubuntu: apt-get install \
             redis-server), or name a running Redis in REDIS_URL"
    )]
    NoProgram(io::Error),
    /// It started but did not become ready.
    #[error("redis-server did not become ready: {why}. The last lines of {}:\n{last_lines}", .log.display())]
    NotReady {
        /// What was seen.
        why: String,
        /// Its log.
        log: PathBuf,
        /// The end of that log.
        last_lines: String,
    },
}

impl Embedded {
    /// Starts a Redis on a data folder, which is made if it is missing, and waits until it answers.
    ///
    /// # Errors
    ///
    /// See [`EmbeddedError`]; every variant says what helps.
    pub async fn start(data: &Path) -> Result<Self, EmbeddedError> {
        let unusable = |why| EmbeddedError::Folder {
            folder: data.to_owned(),
            why,
        };
        let place = Place::prepare(data).map_err(unusable)?;

        let server_lock = lock_file(&place.data.join("lock")).map_err(unusable)?;
        let server_lock = match server_lock.try_lock() {
            Ok(()) => Held(server_lock),
            Err(TryLockError::WouldBlock) => {
                return Err(EmbeddedError::AlreadyRunning {
                    folder: data.to_owned(),
                });
            }
            Err(TryLockError::Error(why)) => return Err(unusable(why)),
        };

        let redis_lock = lock_file(&place.folder.join("lock")).map_err(unusable)?;
        end_leftover(&place, &redis_lock).await?;

        let redis = Redis {
            place,
            lock: redis_lock,
        };
        let child = redis.start().await?;
        let url = redis.place.url();
        let (stop, stopped) = watch::channel(false);
        let keeper = tokio::spawn(async move {
            keep(&redis, child, stopped).await;
            drop(server_lock);
        });
        Ok(Self { url, stop, keeper })
    }

    /// Its address, for the store.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// Ends the Redis and waits until it has written everything and is gone.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        if let Err(fault) = self.keeper.await {
            error!(%fault, "the keeper of Redis failed");
        }
    }
}

/// Ends a Redis that an earlier server left behind, which is seen by its lock.
async fn end_leftover(place: &Place, lock: &File) -> Result<(), EmbeddedError> {
    let mut ticks = ticks();
    let mut asked = false;
    let gone = async {
        loop {
            ticks.tick().await;
            match lock.try_lock() {
                Ok(()) => return Ok(()),
                Err(TryLockError::WouldBlock) if !asked => {
                    info!("an earlier server left its Redis behind; ending it");
                    admin::shut_down(&place.url()).await;
                    asked = true;
                }
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(why)) => return Err(why),
            }
        }
    };
    match timeout(END_WITHIN, gone).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(why)) => Err(EmbeddedError::Folder {
            folder: place.data.clone(),
            why,
        }),
        Err(_) => Err(EmbeddedError::Leftover {
            folder: place.data.clone(),
            pid_file: place.folder.join("redis.pid"),
        }),
    }
}

/// A lock that this process holds until it lets go.
///
/// Closing the file is not enough: a process that this one is just starting has a copy of it
/// until it runs its own program, and on a busy machine that is long enough for the next
/// server to be refused.
struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        if let Err(fault) = self.0.unlock() {
            error!(%fault, "the lock of the data folder could not be given back");
        }
    }
}

fn lock_file(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .read(true)
        .mode(0o600)
        .open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_given_back_although_a_process_that_begins_has_a_copy_of_its_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("lock");
        let first = lock_file(&path).expect("a file");
        first.try_lock().expect("nobody has it");
        let copy = first
            .try_clone()
            .expect("as a process that was just split off has it");
        let second = lock_file(&path).expect("a file");
        assert!(second.try_lock().is_err(), "it is held");
        drop(Held(first));
        second.try_lock().expect("it was given back");
        drop(copy);
    }
}
