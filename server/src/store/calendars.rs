//! The secret addresses of calendars. Only their hashes are stored: whoever reads Redis knows
//! whose calendar there is, and cannot open it.

use serde::{Deserialize, Serialize};
use shared::{StaffId, TeamId, Timestamp};

use super::Store;
use super::fault::Result;
use super::link::command;
use super::{keys, value};

/// Whose calendar it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarOwner {
    /// The member of the staff.
    pub staff: StaffId,
    /// Their team.
    pub team: TeamId,
}

#[derive(Serialize, Deserialize)]
struct Address {
    hash: String,
    since: Timestamp,
}

impl Store {
    /// Makes `secret` the only one that opens a colleague's calendar.
    pub async fn save_calendar(
        &self,
        owner: &CalendarOwner,
        secret: &str,
        since: Timestamp,
    ) -> Result<()> {
        let old = self.address(&owner.team, owner.staff).await?;
        let hash = value::digest(secret);
        let ask = &mut command("SET");
        ask.arg(keys::CALENDAR.one(&hash))
            .arg(value::encode(owner)?);
        let () = self.link.ask(ask).await?;
        // From here on the new one counts and the old one does not.
        let ask = &mut command("HSET");
        ask.arg(keys::CALENDARS.of(&owner.team))
            .arg(owner.staff.to_string())
            .arg(value::encode(&Address { hash, since })?);
        let _: u64 = self.link.ask(ask).await?;
        match old {
            Some(old) => self.forget(&old.hash).await,
            None => Ok(()),
        }
    }

    /// Switches a colleague's calendar off, if there is one.
    pub async fn end_calendar(&self, owner: &CalendarOwner) -> Result<()> {
        let old = self.address(&owner.team, owner.staff).await?;
        let ask = &mut command("HDEL");
        ask.arg(keys::CALENDARS.of(&owner.team))
            .arg(owner.staff.to_string());
        let _: u64 = self.link.ask(ask).await?;
        match old {
            Some(old) => self.forget(&old.hash).await,
            None => Ok(()),
        }
    }

    /// Since when a colleague has a calendar; `None` without one.
    pub async fn calendar_since(&self, owner: &CalendarOwner) -> Result<Option<Timestamp>> {
        let address = self.address(&owner.team, owner.staff).await?;
        Ok(address.map(|address| address.since))
    }

    /// Whose calendar a secret opens.
    pub async fn calendar(&self, secret: &str) -> Result<Option<CalendarOwner>> {
        let hash = value::digest(secret);
        let key = keys::CALENDAR.one(&hash);
        let json: Option<String> = self.link.ask(command("GET").arg(&key)).await?;
        let Some(json) = json else {
            return Ok(None);
        };
        let owner: CalendarOwner = value::decode(&key, &json)?;
        let address = self.address(&owner.team, owner.staff).await?;
        Ok(address
            .is_some_and(|address| address.hash == hash)
            .then_some(owner))
    }

    async fn address(&self, team: &TeamId, staff: StaffId) -> Result<Option<Address>> {
        let key = keys::CALENDARS.of(team);
        let ask = &mut command("HGET");
        ask.arg(&key).arg(staff.to_string());
        let json: Option<String> = self.link.ask(ask).await?;
        json.map(|json| value::decode(&key, &json)).transpose()
    }

    async fn forget(&self, hash: &str) -> Result<()> {
        let ask = &mut command("DEL");
        let _: u64 = self.link.ask(ask.arg(keys::CALENDAR.one(hash))).await?;
        Ok(())
    }
}
