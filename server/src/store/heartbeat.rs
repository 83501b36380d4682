//! The heartbeat of a team's rules (gate D12): a server that found nothing overdue says so.

use shared::{Span, TeamId, Timestamp};

use super::Store;
use super::fault::{Error, Result};
use super::keys;
use super::link::command;

impl Store {
    /// Says that nothing is overdue for a team at a real time.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if the store does not answer.
    pub async fn beat(&self, team: &TeamId, now_real: Timestamp) -> Result<()> {
        let mut set = command("SET");
        set.arg(keys::HEARTBEAT.of(team)).arg(now_real.millis());
        self.link.ask(&set).await
    }

    /// For how long no server has said so; `None` if none ever has.
    ///
    /// # Errors
    ///
    /// [`Error::Corrupt`] if what is stored is not a time.
    pub async fn silence(&self, team: &TeamId, now_real: Timestamp) -> Result<Option<Span>> {
        let key = keys::HEARTBEAT.of(team);
        let beat: Option<String> = self.link.ask(command("GET").arg(&key)).await?;
        beat.map(|beat| {
            beat.parse()
                .map(|millis| now_real.since(Timestamp::from_millis(millis)))
                .map_err(|_| Error::corrupt(key))
        })
        .transpose()
    }
}
