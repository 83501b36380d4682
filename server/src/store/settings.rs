//! What the servers of one installation share.

use shared::Span;

use super::Store;
use super::fault::{Error, Result};
use super::keys;
use super::link::command;

impl Store {
    /// The private key that signs pushes. The first server to ask stores `fresh`; later ones get
    /// that same key, because another key would end every subscription.
    pub async fn vapid_key(&self, fresh: &str) -> Result<String> {
        let key = keys::VAPID.only();
        let _: Option<String> = self
            .link
            .ask(command("SET").arg(key).arg(fresh).arg("NX"))
            .await?;
        self.link.ask(command("GET").arg(key)).await
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
