//! Following a log with a read that blocks.

use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{Client, Value};
use shared::board::event::Recorded;
use shared::position::Seq;
use shared::{Epoch, TeamId};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::super::fault::{Error, Result};
use super::super::keys;
use super::super::link::{PATIENCE, command, connection, too_slow};
use super::records;

/// How long a read blocks before it comes back with nothing. That nothing is a sign of life.
const HEARTBEAT: Duration = Duration::from_millis(HEARTBEAT_MS);
const HEARTBEAT_MS: u64 = 2_000;

/// The most events of one batch.
const BATCH: usize = 500;

/// Batches that may wait for a slow reader; after that Redis keeps what follows.
const AHEAD: usize = 4;

/// Follows a team's log.
///
/// A task of its own reads, so that [`Follower::next`] may be dropped at any point, as `select!`
/// does, without losing an event. The task ends with the follower, and after the first error.
#[derive(Debug)]
pub struct Follower {
    epoch: Epoch,
    batches: mpsc::Receiver<Result<Vec<Recorded>>>,
    reader: JoinHandle<()>,
}

impl Follower {
    pub(super) async fn start(client: &Client, team: &TeamId, after: Seq) -> Result<Self> {
        let mut source = Source::connect(client, team, after).await?;
        let epoch = source.epoch;
        let (sender, batches) = mpsc::channel(AHEAD);
        let reader = tokio::spawn(async move {
            loop {
                let batch = source.read().await;
                let ended = batch.is_err();
                if sender.send(batch).await.is_err() || ended {
                    return;
                }
            }
        });
        Ok(Self {
            epoch,
            batches,
            reader,
        })
    }

    /// The life of the log that is followed. If it is not the one that the caller has opened, the
    /// caller opens again.
    #[must_use]
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// The next events, or none after some quiet seconds, as a sign of life.
    ///
    /// # Errors
    ///
    /// Every error is the end of this follower; the caller makes another. [`Error::NewLife`] if
    /// the log has been opened under another epoch meanwhile.
    pub async fn next(&mut self) -> Result<Vec<Recorded>> {
        let ended = || Err(Error::Unavailable("this follower has ended".to_owned()));
        self.batches.recv().await.unwrap_or_else(ended)
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

/// The connection that blocks.
struct Source {
    connection: MultiplexedConnection,
    meta: String,
    log: String,
    epoch: Epoch,
    after: Seq,
}

impl Source {
    async fn connect(client: &Client, team: &TeamId, after: Seq) -> Result<Self> {
        let (meta, log) = (keys::META.of(team), keys::LOG.of(team));
        let start = async {
            let mut connection = connection(client).await?;
            let mut ask = command("HGET");
            let epoch: Option<String> = ask
                .arg(&meta)
                .arg("epoch")
                .query_async(&mut connection)
                .await?;
            Ok((connection, epoch))
        };
        let (connection, epoch) = timeout(PATIENCE, start)
            .await
            .unwrap_or_else(|_| Err(Error::Unavailable(too_slow())))?;
        let epoch = epoch
            .ok_or(Error::NewLife)?
            .parse()
            .map_err(|_| Error::corrupt(&*meta))?;
        Ok(Self {
            connection,
            meta,
            log,
            epoch,
            after,
        })
    }

    /// Reads what comes next, and in which life it came: Redis answers the second command right
    /// after the first, so events of another life are never taken for this one's.
    async fn read(&mut self) -> Result<Vec<Recorded>> {
        let mut both = redis::pipe();
        both.cmd("XREAD")
            .arg("COUNT")
            .arg(BATCH)
            .arg("BLOCK")
            .arg(HEARTBEAT_MS);
        both.arg("STREAMS")
            .arg(&self.log)
            .arg(format!("{}-0", self.after));
        both.cmd("HGET").arg(&self.meta).arg("epoch");

        let answers = timeout(HEARTBEAT + PATIENCE, both.query_async(&mut self.connection));
        let (entries, epoch): (Value, Option<String>) =
            answers.await.unwrap_or_else(|_| Err(slow()))?;
        if epoch != Some(self.epoch.to_string()) {
            return Err(Error::NewLife);
        }
        let records = records(&self.log, of_one_stream(entries))?;
        for recorded in &records {
            if recorded.seq != self.after.next() {
                return Err(Error::corrupt(&*self.log));
            }
            self.after = recorded.seq;
        }
        Ok(records)
    }
}

/// The entries in an answer about one stream; `nil` means that nothing came.
fn of_one_stream(answer: Value) -> Value {
    let streams = match answer {
        Value::Nil => return Value::Array(Vec::new()),
        Value::Map(streams) => streams.into_iter().next().map(|(_, entries)| entries),
        Value::Array(streams) => match streams.into_iter().next() {
            Some(Value::Array(stream)) => stream.into_iter().nth(1),
            _ => None,
        },
        _ => None,
    };
    streams.unwrap_or(Value::Nil)
}

fn slow() -> redis::RedisError {
    std::io::Error::new(std::io::ErrorKind::TimedOut, too_slow()).into()
}
