//! The store: the only module that knows Redis.
//!
//! Rules stay in Rust. What must happen in one step is a function inside Redis
//! (`store/*.lua`), and those functions know numbers, not medicine.
//!
//! # Concurrency
//!
//! A [`Store`] is a cheap handle. All commands of all its clones share one connection, which is
//! made anew when it breaks; a command fails with [`Error::Unavailable`] within two seconds and
//! never hangs. Each [`Follower`] blocks on a connection of its own. There is no lock: whoever
//! writes says what it has seen ([`Position`], a version, a lease), and the function refuses if
//! that is out of date.
//!
//! A command whose connection breaks is sent once more, so the effect of a call that failed with
//! [`Error::Unavailable`] may have happened. That is harmless for every call here: an append is
//! recognised by its command id or refused by its position, and all others may be repeated.
//!
//! # Layout
//!
//! - `keys`: every key, with its type, writer and lifetime; `docs/keys.md` is the same list.
//! - `link`: the connection. `durability`: what Redis must promise. `functions`: the Lua.
//! - `log`, `snapshot`: the events and their fold. `outbox`: letters that wait.
//!   `receipts`: which letter a gateway's message belongs to.
//! - `heartbeat`: when the rules were last seen at work.
//! - `documents`: teams, names, dossiers. `accounts`, `calendars`, `devices`,
//!   `settings`: the rest.

mod accounts;
pub(crate) mod admin;
mod calendars;
mod devices;
mod documents;
mod durability;
mod fault;
mod functions;
mod heartbeat;
mod keys;
mod link;
mod log;
mod outbox;
mod receipts;
mod settings;
mod snapshot;
mod value;

use std::sync::Arc;

#[cfg(doc)]
use shared::position::Position;

pub use accounts::{Account, LogInFailures, Session};
pub use calendars::CalendarOwner;
pub use devices::{Device, Report, Saved};
pub use fault::{ConnectError, Error, Result};
pub use log::{Appended, Entry, Follower, Letters};
pub use outbox::{Claimed, OutboxItem, Settle, TestLetter};
pub use receipts::Receipt;
pub use settings::VapidKeys;

/// A handle to the store. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    link: Arc<link::Link>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// Connects, checks that Redis keeps what it is given, and loads the functions.
    ///
    /// The check is made again on every later connection, because another Redis may answer then.
    ///
    /// # Errors
    ///
    /// Refuses a Redis that may lose writes unless `allow_volatile` is set; the error says for each
    /// wrong setting how to mend it.
    pub async fn connect(url: &str, allow_volatile: bool) -> Result<Self, ConnectError> {
        let link = link::Link::new(url, allow_volatile)?;
        link.connect().await?;
        Ok(Self {
            link: Arc::new(link),
        })
    }

    /// Whether Redis answers and its functions are loaded.
    ///
    /// # Errors
    ///
    /// Fails with [`Error::Unavailable`] if it does not.
    pub async fn ping(&self) -> Result<()> {
        self.link.ask(&link::command("PING")).await
    }
}
