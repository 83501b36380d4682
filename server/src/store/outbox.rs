//! The outbox: letters that wait for a courier.
//!
//! A courier claims letters with a lease, sends them and settles them. A courier that dies leaves
//! its lease to run out, and the next one claims the letter again: at least once, never silently
//! none. Every claim has a token; a claim that came later makes the earlier token stale.

use serde::{Deserialize, Serialize};
use shared::alert::letter::{Carrier, Letter, Text};
use shared::alert::{AlertNumber, Class};
use shared::{DeviceId, LetterId, Span, StaffId, TeamId, Timestamp};
use tracing::error;

use super::Store;
use super::fault::{Error, Result};
use super::functions::Call;
use super::link::command;
use super::{keys, value};

/// How long a settled letter is known, so that a device can still say that it showed it.
const REMEMBERED: Span = Span::days(7);

/// A letter on one of its ways, that waits or was sent within the last days. Each way has an item
/// of its own: its own lease, its own pauses, its own end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxItem {
    /// The letter.
    pub id: LetterId,
    /// The team in whose outbox it lies.
    pub team: TeamId,
    /// The alert that it is about.
    pub alert: Option<AlertNumber>,
    /// Who shall get it.
    pub to: StaffId,
    /// The only device that shall get it; `None` for all of the person's.
    pub device: Option<DeviceId>,
    /// On which way.
    #[serde(default)]
    pub carrier: Carrier,
    /// Which of the fixed texts.
    pub text: Text,
    /// How urgent its alert is; means nothing if the letter is about none.
    #[serde(default)]
    pub class: Class,
    /// The time that stands in the text.
    pub deadline: Option<Timestamp>,
    /// The number of proposals that stands in the text.
    #[serde(default)]
    pub count: Option<u16>,
    /// Whether the letter goes on every way that there is.
    #[serde(default)]
    pub all_ways: bool,
    /// When it was written.
    pub written: Timestamp,
    /// The real time from which it makes no sense any more.
    pub give_up: Timestamp,
    /// How often it was claimed, this time included.
    #[serde(skip)]
    pub attempts: u32,
}

/// A letter to one device that only shows whether letters arrive there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestLetter {
    /// The letter.
    pub id: LetterId,
    /// Who asked for it.
    pub to: StaffId,
    /// The device.
    pub device: DeviceId,
    /// Which of the fixed texts.
    pub text: Text,
    /// When it was written.
    pub written: Timestamp,
}

/// A letter that one courier may send until its lease ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The letter.
    pub item: OutboxItem,
    /// What proves the claim when it is settled.
    pub token: u32,
}

/// What became of a letter that was claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settle {
    /// There is nothing more to do.
    Done,
    /// It is to be sent again, not before this real time.
    RetryAt(Timestamp),
}

impl Store {
    /// Puts a letter into the outbox that no event has caused.
    pub async fn put_test_letter(
        &self,
        team: &TeamId,
        letter: &TestLetter,
        now_real: Timestamp,
    ) -> Result<()> {
        let TestLetter {
            id,
            to,
            device,
            text,
            written,
        } = *letter;
        let sense = Letter {
            alert: None,
            class: Class::default(),
            text,
            deadline: None,
            count: None,
            all_ways: false,
        }
        .makes_sense_for();
        let item = OutboxItem {
            id,
            team: team.clone(),
            alert: None,
            to,
            device: Some(device),
            carrier: Carrier::Push,
            text,
            class: Class::default(),
            deadline: None,
            count: None,
            all_ways: false,
            written,
            give_up: now_real + sense,
            attempts: 0,
        };
        let call = Call::new("put_letter")
            .key(keys::DUE.of(team))
            .key(keys::LETTERS.of(team))
            .arg(item.place())
            .arg(value::encode(&item)?)
            .arg(0);
        self.link.call(call).await
    }

    /// Puts a letter into the outbox once more, for one device that did not take it while
    /// another of its recipient's did, to be sent not before the real time `at`. Nothing is
    /// put if the letter makes no sense any more then, or waits for the device already.
    pub async fn put_for_device(
        &self,
        item: &OutboxItem,
        device: DeviceId,
        at: Timestamp,
    ) -> Result<()> {
        if item.device.is_some() || at >= item.give_up {
            return Ok(());
        }
        let item = OutboxItem {
            device: Some(device),
            ..item.clone()
        };
        let call = Call::new("put_letter")
            .key(keys::DUE.of(&item.team))
            .key(keys::LETTERS.of(&item.team))
            .arg(item.place())
            .arg(value::encode(&item)?)
            .arg(at.millis());
        self.link.call(call).await
    }

    /// Claims letters that are due at the real time `now_real`, the longest due first.
    ///
    /// A letter that cannot be read is logged and stays where it is; it does not hold up others.
    pub async fn claim(
        &self,
        team: &TeamId,
        now_real: Timestamp,
        lease: Span,
        most: usize,
    ) -> Result<Vec<Claimed>> {
        let letters = keys::LETTERS.of(team);
        let call = Call::new("claim")
            .key(keys::DUE.of(team))
            .key(&letters)
            .key(keys::TRIES.of(team))
            .arg(now_real.millis())
            .arg((now_real + lease).millis())
            .arg(most);
        let rows: Vec<(String, u32, String)> = self.link.call(call).await?;
        let mut claimed = Vec::with_capacity(rows.len());
        for (id, token, json) in rows {
            if let Ok(item) = value::decode::<OutboxItem>(&letters, &json) {
                claimed.push(Claimed {
                    item: item.tried(token),
                    token,
                });
            } else {
                error!(key = letters, letter = id, "a letter cannot be read");
            }
        }
        Ok(claimed)
    }

    /// Settles a letter that was claimed. `false` means that the lease was lost: the letter was
    /// claimed by another courier, and this settling changed nothing.
    pub async fn settle(&self, team: &TeamId, claimed: &Claimed, settle: Settle) -> Result<bool> {
        let call = take_away("settle", team, &claimed.item.place()).arg(claimed.token);
        self.link
            .call(match settle {
                Settle::Done => call,
                Settle::RetryAt(at) => call.arg(at.millis()),
            })
            .await
    }

    /// Makes every letter due, those included that are being sent: what they wait for are times
    /// of a clock that was wrong.
    pub async fn all_due(&self, team: &TeamId) -> Result<()> {
        let key = keys::DUE.of(team);
        let ask = &mut command("ZRANGE");
        let waiting: Vec<String> = self.link.ask(ask.arg(&key).arg(0).arg(-1)).await?;
        if waiting.is_empty() {
            return Ok(());
        }
        let mut set = command("ZADD");
        // One that was settled meanwhile must not come back.
        set.arg(&key).arg("XX");
        for id in waiting {
            set.arg(0).arg(id);
        }
        self.link.ask(&set).await
    }

    /// How many letters wait or are being sent.
    pub async fn waiting(&self, team: &TeamId) -> Result<usize> {
        self.link
            .ask(command("ZCARD").arg(keys::DUE.of(team)))
            .await
    }

    /// The real time at which the next letter may be claimed; 1970 for one that never was.
    pub async fn next_due(&self, team: &TeamId) -> Result<Option<Timestamp>> {
        let key = keys::DUE.of(team);
        let ask = &mut command("ZRANGE");
        let first: Vec<String> = self
            .link
            .ask(ask.arg(&key).arg(0).arg(0).arg("WITHSCORES"))
            .await?;
        let Some(score) = first.get(1) else {
            return Ok(None);
        };
        let millis = score.parse().map_err(|_| Error::corrupt(key))?;
        Ok(Some(Timestamp::from_millis(millis)))
    }

    /// Whether one of these letters on its way was free to be claimed at the real time
    /// `since`, or is not in the outbox at all.
    pub async fn any_untouched(
        &self,
        team: &TeamId,
        letters: &[(LetterId, Carrier)],
        since: Timestamp,
    ) -> Result<bool> {
        let mut ask = command("ZMSCORE");
        ask.arg(keys::DUE.of(team));
        for (id, carrier) in letters {
            ask.arg(place(*id, *carrier));
        }
        let due: Vec<Option<f64>> = self.link.ask(&ask).await?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds of three centuries are exact in a float"
        )]
        let since = since.millis() as f64;
        Ok(due.iter().any(|due| due.is_none_or(|due| due <= since)))
    }

    /// A letter that waits, or that was settled within the last seven days. Only its id is known,
    /// so every team is asked; there are few.
    pub async fn letter(&self, id: LetterId) -> Result<Option<OutboxItem>> {
        for team in self.teams().await? {
            let key = keys::SENT.of_one(&team, id);
            let call = Call::new("find_letter")
                .key(keys::LETTERS.of(&team))
                .key(&key);
            let json: Option<String> = self.link.call(call.arg(id.to_string())).await?;
            if let Some(json) = json {
                return value::decode(&key, &json).map(Some);
            }
        }
        Ok(None)
    }
}

impl OutboxItem {
    /// Under which name it lies in the outbox: the letter's id for a push, as before there were
    /// other ways, and the way behind it for these; for one of several devices, the device.
    pub(super) fn place(&self) -> String {
        let id = self.id;
        match (self.carrier, self.device, self.alert) {
            // A letter that goes to all devices may lie there for one of them besides. A
            // test letter is written for one alone.
            (Carrier::Push, Some(device), Some(_)) => format!("{id}:{device}"),
            (carrier, ..) => place(id, carrier),
        }
    }

    /// What is sent.
    #[must_use]
    pub fn letter(&self) -> Letter {
        Letter {
            alert: self.alert,
            class: self.class,
            text: self.text,
            deadline: self.deadline,
            count: self.count,
            all_ways: self.all_ways,
        }
    }

    fn tried(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }
}

/// Under which name a letter lies in the outbox for all of its recipient's devices, or for
/// another way.
fn place(id: LetterId, carrier: Carrier) -> String {
    match carrier {
        Carrier::Push => id.to_string(),
        Carrier::Sms => format!("{id}:sms"),
        Carrier::Voice => format!("{id}:voice"),
        Carrier::Mail => format!("{id}:mail"),
    }
}

/// A call that takes a letter out of the outbox and remembers it.
fn take_away(function: &'static str, team: &TeamId, place: &str) -> Call {
    Call::new(function)
        .key(keys::DUE.of(team))
        .key(keys::LETTERS.of(team))
        .key(keys::TRIES.of(team))
        .key(keys::SENT.of_one(team, place))
        .arg(place)
        .arg(REMEMBERED.as_millis() / 1_000)
}
