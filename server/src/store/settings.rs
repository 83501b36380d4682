//! What the servers of one installation share.

use std::fmt;

use shared::Span;

use super::Store;
use super::fault::{Error, Result};
use super::keys;
use super::link::command;

/// The private keys that sign pushes, base64url.
#[derive(Clone, PartialEq, Eq)]
pub struct VapidKeys {
    /// The one under which browsers subscribe now.
    pub present: String,
    /// Those under which some may have subscribed before, the newest first.
    pub earlier: Vec<String>,
}

/// Shows no key.
impl fmt::Debug for VapidKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VapidKeys")
            .field("earlier", &self.earlier.len())
            .finish_non_exhaustive()
    }
}

impl Store {
    /// The private keys that sign pushes. The first server to ask stores `fresh`; later ones get
    /// that same key, because a device only takes letters signed with the key under which it
    /// subscribed.
    pub async fn vapid_keys(&self, fresh: &str) -> Result<VapidKeys> {
        let key = keys::VAPID.only();
        let _: Option<String> = self
            .link
            .ask(command("SET").arg(key).arg(fresh).arg("NX"))
            .await?;
        let present: String = self.link.ask(command("GET").arg(key)).await?;
        let ask = &mut command("LRANGE");
        let all: Vec<String> = self
            .link
            .ask(ask.arg(keys::VAPID_ALL.only()).arg(0).arg(-1))
            .await?;
        let mut earlier = Vec::new();
        for key in all {
            if key != present && !earlier.contains(&key) {
                earlier.push(key);
            }
        }
        Ok(VapidKeys { present, earlier })
    }

    /// Makes `fresh` the present key; the earlier ones are kept.
    ///
    /// Both keys are in the list before one becomes the other, so that no key under which a
    /// device may have subscribed is ever lost, also if this is cut short or done twice at once.
    pub async fn rotate_vapid(&self, fresh: &str) -> Result<VapidKeys> {
        let before = self.vapid_keys(fresh).await?;
        let all = keys::VAPID_ALL.only();
        let mut add = command("LPUSH");
        add.arg(all);
        if before.earlier.is_empty() {
            add.arg(&before.present);
        }
        let _: i64 = self.link.ask(add.arg(fresh)).await?;
        let _: () = self
            .link
            .ask(command("SET").arg(keys::VAPID.only()).arg(fresh))
            .await?;
        self.vapid_keys(fresh).await
    }

    /// How far the demonstration's clock is ahead.
    pub async fn clock_offset(&self) -> Result<Span> {
        let key = keys::CLOCK.only();
        let millis: Option<String> = self.link.ask(command("GET").arg(key)).await?;
        match millis.map(|millis| millis.parse()) {
            None => Ok(Span::default()),
            Some(Ok(millis)) => Ok(Span::millis(millis)),
            Some(Err(_)) => Err(Error::corrupt(key)),
        }
    }

    /// Sets how far the demonstration's clock is ahead.
    pub async fn set_clock_offset(&self, offset: Span) -> Result<()> {
        let key = keys::CLOCK.only();
        self.link
            .ask(command("SET").arg(key).arg(offset.as_millis()))
            .await
    }
}
