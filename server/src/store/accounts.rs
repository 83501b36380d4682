//! Accounts, sessions, and the limit on attempts to log in.

use std::fmt;

use serde::{Deserialize, Serialize};
use shared::{Span, StaffId, TeamId, Timestamp};

use super::Store;
use super::fault::Result;
use super::functions::Call;
use super::link::command;
use super::{keys, value};

/// Who somebody is who logs in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The member of the staff.
    pub staff: StaffId,
    /// Their team.
    pub team: TeamId,
    /// The name that is typed, exactly.
    pub user: String,
    /// The password's hash; `None` if this account has no password.
    pub password_hash: Option<String>,
}

/// Shows no hash.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("staff", &self.staff)
            .field("team", &self.team)
            .finish_non_exhaustive()
    }
}

/// Somebody who is logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Who.
    pub staff: StaffId,
    /// In which team.
    pub team: TeamId,
    /// Since when.
    pub made: Timestamp,
}

/// How often logging in has failed lately.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogInFailures {
    /// Failures with the name. Those from the address count a tenth, because an address may be
    /// that of a whole hospital.
    pub count: u32,
    /// How many seconds until they are forgotten.
    pub seconds_left: u32,
}

/// How many failures from an address weigh as much as one with a name.
const ADDRESS_WEIGHS: u32 = 10;

impl Store {
    /// Stores an account; one with the same name is replaced.
    pub async fn save_account(&self, account: &Account) -> Result<()> {
        let ask = &mut command("HSET");
        ask.arg(keys::ACCOUNTS.only())
            .arg(&account.user)
            .arg(value::encode(account)?);
        let _: u64 = self.link.ask(ask).await?;
        Ok(())
    }

    /// The account with this name.
    pub async fn account(&self, user: &str) -> Result<Option<Account>> {
        let key = keys::ACCOUNTS.only();
        let json: Option<String> = self.link.ask(command("HGET").arg(key).arg(user)).await?;
        json.map(|json| value::decode(key, &json)).transpose()
    }

    /// All accounts, by name.
    pub async fn accounts(&self) -> Result<Vec<Account>> {
        let key = keys::ACCOUNTS.only();
        let stored: Vec<String> = self.link.ask(command("HVALS").arg(key)).await?;
        let mut accounts = stored
            .iter()
            .map(|json| value::decode(key, json))
            .collect::<Result<Vec<Account>>>()?;
        accounts.sort_by(|a, b| a.user.cmp(&b.user));
        Ok(accounts)
    }

    /// Begins a session that lives for `ttl`. `hash` is that of its token: enough to recognise
    /// it, not enough to use it.
    pub async fn create_session(&self, hash: &str, session: &Session, ttl: Span) -> Result<()> {
        let ask = &mut command("SET");
        ask.arg(keys::SESSION.one(hash))
            .arg(value::encode(session)?);
        self.link.ask(ask.arg("PX").arg(ttl.as_millis())).await
    }

    /// The session with this hash of its token, if it lives.
    pub async fn session(&self, hash: &str) -> Result<Option<Session>> {
        let key = keys::SESSION.one(hash);
        let json: Option<String> = self.link.ask(command("GET").arg(&key)).await?;
        json.map(|json| value::decode(&key, &json)).transpose()
    }

    /// Ends a session.
    pub async fn end_session(&self, hash: &str) -> Result<()> {
        let _: u64 = self
            .link
            .ask(command("DEL").arg(keys::SESSION.one(hash)))
            .await?;
        Ok(())
    }

    /// How often logging in has failed lately with this name or from this address.
    pub async fn log_in_failures(&self, user: &str, address: &str) -> Result<LogInFailures> {
        let call = Call::new("failures")
            .key(failed_name(user))
            .key(failed_address(address));
        let ((named, named_for), (from, from_for)): ((u32, u32), (u32, u32)) =
            self.link.call(call).await?;
        let by_address = from / ADDRESS_WEIGHS;
        let (count, millis) = if by_address > named {
            (by_address, from_for)
        } else {
            (named, named_for)
        };
        Ok(LogInFailures {
            count,
            seconds_left: millis.div_ceil(1_000),
        })
    }

    /// Counts a failure to log in, for the name and for the address in one step. The first one
    /// begins a `window` after which all are forgotten.
    pub async fn log_in_failed(&self, user: &str, address: &str, window: Span) -> Result<()> {
        let call = Call::new("count_failure")
            .key(failed_name(user))
            .key(failed_address(address));
        self.link.call(call.arg(window.as_millis())).await
    }

    /// Forgets the failures with a name. Those from the address stay: one right password must not
    /// buy guesses at others.
    pub async fn log_in_succeeded(&self, user: &str) -> Result<()> {
        let _: u64 = self.link.ask(command("DEL").arg(failed_name(user))).await?;
        Ok(())
    }
}

/// Names are hashed here, because people type passwords into the wrong field.
fn failed_name(user: &str) -> String {
    keys::FAILED_NAME.one(value::digest(user))
}

fn failed_address(address: &str) -> String {
    keys::FAILED_ADDRESS.one(value::digest(address))
}
