//! The connection to Redis, made anew when it breaks.

use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, Cmd, FromRedisValue, RedisError, Value};
use tokio::sync::Mutex;
use tokio::time::timeout;

use super::durability;
use super::fault::{ConnectError, Error, Result};
use super::functions::{self, Call};

/// How long anybody waits for Redis. A person waits for the answer, and a slow disk that takes
/// longer to confirm a write is a fault that must be seen.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// A command that is being put together.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the module that speaks Redis"
)]
pub(super) fn command(name: &str) -> Cmd {
    redis::cmd(name)
}

/// A client for an address.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the module that speaks Redis"
)]
pub(super) fn client(url: &str) -> Result<Client, ConnectError> {
    Client::open(url).map_err(|error| ConnectError::BadUrl(error.to_string()))
}

/// A new connection. It waits for answers without a limit: the callers know how long.
pub(super) async fn connection(client: &Client) -> Result<MultiplexedConnection, RedisError> {
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(PATIENCE))
        .set_response_timeout(None);
    client
        .get_multiplexed_async_connection_with_config(&config)
        .await
}

/// The one connection for commands.
pub(super) struct Link {
    client: Client,
    allow_volatile: bool,
    /// Locked for as long as a connection is being made, so that only one is made.
    held: Mutex<Held>,
}

struct Held {
    /// Counts connections, so that of many commands which meet a broken one only the first
    /// throws it away, and none throws away its successor.
    number: u64,
    connection: Option<MultiplexedConnection>,
}

impl Link {
    pub(super) fn new(url: &str, allow_volatile: bool) -> Result<Self, ConnectError> {
        let held = Mutex::new(Held {
            number: 0,
            connection: None,
        });
        Ok(Self {
            client: client(url)?,
            allow_volatile,
            held,
        })
    }

    /// Makes the first connection.
    pub(super) async fn connect(&self) -> Result<(), ConnectError> {
        timeout(PATIENCE, self.current())
            .await
            .unwrap_or_else(|_| Err(ConnectError::Unreachable(too_slow())))
            .map(|_| ())
    }

    /// The client, for connections of one's own.
    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Sends a command and reads the answer as `T`.
    pub(super) async fn ask<T: FromRedisValue>(&self, command: &Cmd) -> Result<T> {
        let Ok(value) = timeout(PATIENCE, self.send(command)).await else {
            self.forget_slow();
            return Err(Error::Unavailable(too_slow()));
        };
        redis::from_redis_value(value?).map_err(|error| Error::Refused(error.to_string()))
    }

    /// Calls a function.
    pub(super) async fn call<T: FromRedisValue>(&self, call: Call) -> Result<T> {
        self.ask(&call.command()).await
    }

    /// Sends a command, and once more if the connection turned out to be broken or the functions
    /// to be missing.
    async fn send(&self, command: &Cmd) -> Result<Value> {
        let mut tries = 0;
        loop {
            tries += 1;
            let (number, mut connection) =
                self.current().await.map_err(|error| unavailable(&error))?;
            match command.query_async::<Value>(&mut connection).await {
                Ok(value) => return Ok(value),
                Err(error) if error.is_unrecoverable_error() => {
                    self.forget(number).await;
                    if tries == 2 {
                        return Err(error.into());
                    }
                }
                Err(error) if functions::are_missing(&error) && tries == 1 => {
                    functions::load(&mut connection).await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The connection and its number; makes one if there is none.
    async fn current(&self) -> Result<(u64, MultiplexedConnection), ConnectError> {
        let mut held = self.held.lock().await;
        if let Some(connection) = &held.connection {
            return Ok((held.number, connection.clone()));
        }
        let unreachable = |error: RedisError| ConnectError::Unreachable(error.to_string());
        let mut connection = connection(&self.client).await.map_err(unreachable)?;
        durability::check(&mut connection, self.allow_volatile).await?;
        functions::load(&mut connection)
            .await
            .map_err(unreachable)?;
        held.number += 1;
        held.connection = Some(connection.clone());
        Ok((held.number, connection))
    }

    /// Throws a broken connection away.
    async fn forget(&self, number: u64) {
        let mut held = self.held.lock().await;
        if held.number == number {
            held.connection = None;
        }
    }

    /// Throws away a connection on which an answer stayed away: its other end may be gone without
    /// a word. If the lock is taken, a new one is being made already.
    fn forget_slow(&self) {
        if let Ok(mut held) = self.held.try_lock() {
            held.connection = None;
        }
    }
}

pub(super) fn too_slow() -> String {
    format!("no answer within {} s", PATIENCE.as_secs())
}

fn unavailable(error: &ConnectError) -> Error {
    Error::Unavailable(error.to_string())
}
