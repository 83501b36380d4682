//! Alerts: what they are, and where they stand.
//!
//! An *alert* climbs a *ladder* of *rungs*; a rung has *recipients*; a recipient has
//! *devices*; what is sent is a *letter* (`design.md` 5).

mod candidates;
pub(crate) mod climbs;
pub mod delivery;
pub mod ladder;
pub mod letter;
pub mod notice;
mod pace;
pub mod proof;
pub mod register;
mod seen;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use crate::alert::climbs::Climbed;
use crate::alert::delivery::OtherWays;
use crate::alert::letter::{Letter, Text};
pub use crate::alert::pace::Delays;
pub use crate::alert::seen::Seen;
use crate::board::event::Actor;
use crate::id::{ClientId, LetterId, StaffId};
use crate::time::{Span, Timestamp};

/// Four random digits that may be seen on a lock screen. They are never derived
/// from the client and not used again within thirty days (`domain.md` 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AlertNumber(u16);

impl AlertNumber {
    /// The smallest number; four digits read the same on every screen.
    pub const FIRST: u16 = 1000;
    /// The largest number.
    pub const LAST: u16 = 9999;

    /// The alert number `number`, if it has four digits.
    #[must_use]
    pub fn new(number: u16) -> Option<Self> {
        (Self::FIRST..=Self::LAST)
            .contains(&number)
            .then_some(Self(number))
    }
}

impl fmt::Display for AlertNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for AlertNumber {
    type Err = BadAlertNumber;

    fn from_str(text: &str) -> Result<Self, BadAlertNumber> {
        text.parse().ok().and_then(Self::new).ok_or(BadAlertNumber)
    }
}

impl TryFrom<String> for AlertNumber {
    type Error = BadAlertNumber;

    fn try_from(text: String) -> Result<Self, BadAlertNumber> {
        text.parse()
    }
}

impl From<AlertNumber> for String {
    fn from(number: AlertNumber) -> Self {
        number.to_string()
    }
}

/// The text is not an alert number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an alert number has four digits")]
pub struct BadAlertNumber;

/// How urgent an alert is (`policy.md` 7).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// A raise to red, or a crisis event. The first, so that the more urgent is the smaller.
    #[default]
    P1,
    /// A raise to yellow, or something to look at after a step down.
    P2,
}

impl Class {
    /// Whether this is the class that stood for every alert before there were two.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A rung of the ladder (`policy.md` 7), named by the time since it began in RP-1. When it comes
/// [`Delays`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rung {
    /// R1 and R2 are told.
    #[serde(rename = "T0")]
    T0,
    /// R1 is told again.
    #[serde(rename = "T+2")]
    T2,
    /// R2 becomes responsible.
    #[serde(rename = "T+5")]
    T5,
    /// Everyone on duty, and the team leader.
    #[serde(rename = "T+10")]
    T10,
    /// The manager on call; for a [`Class::P2`] the reserve becomes responsible.
    #[serde(rename = "T+15")]
    T15,
    /// The team leader, for a [`Class::P2`]; its last rung.
    #[serde(rename = "T+30")]
    T30,
    /// Everyone of the two rungs before, again and again. The number counts from 1.
    #[serde(rename = "repeat")]
    Repeat(u16),
}

/// A letter that was written in the same moment as an event, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The letter.
    pub id: LetterId,
    /// Who shall get it.
    pub to: StaffId,
    /// Which of the fixed texts it carries.
    pub text: Text,
    /// How urgent its alert is; means nothing if the letter is about none.
    #[serde(default, skip_serializing_if = "Class::is_default")]
    pub class: Class,
    /// The time that stands in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// The number of proposals that stands in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u16>,
    /// Whether it travels on every way that there is, by mail too (`policy.md` 7:
    /// *by all channels*).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all_ways: bool,
}

impl Written {
    /// What is sent, given the alert that the letter is about.
    #[must_use]
    pub fn letter(&self, alert: Option<AlertNumber>) -> Letter {
        Letter {
            alert,
            class: self.class,
            text: self.text,
            deadline: self.deadline,
            count: self.count,
            all_ways: self.all_ways,
        }
    }
}

/// Why a letter will reach nobody on a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// The person has no phone or browser that can be sent letters.
    NoDevice,
    /// Every subscription of theirs has ended.
    Gone,
    /// The push service, the gateway or the mail server refuses our key or our request.
    Refused,
    /// The letter could not be delivered while it still made sense.
    Expired,
    /// Nobody has set up this way for the server.
    NotSetUp,
    /// No telephone number that can be dialled is known for the person.
    NoNumber,
    /// No mail address is known for the person.
    NoAddress,
    /// The gateway took it and reported later that it did not arrive.
    Undelivered,
    /// Somebody took the alert before it was sent, so it was not sent any more.
    NotNeeded,
}

/// Where a letter stands. No state promises the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
pub enum Delivery {
    /// It is in the outbox. It has not left the server.
    Queued,
    /// A push service, a gateway or a mail server has it. The phone may still be off.
    Accepted {
        /// When.
        at: Timestamp,
    },
    /// A device has shown it. Nobody need have read it.
    Shown {
        /// When.
        at: Timestamp,
    },
    /// The gateway reports that the phone has it, or that the call was answered.
    /// Nobody need have read it.
    Delivered {
        /// When the report came.
        at: Timestamp,
    },
    /// It will reach nobody on this way.
    Failed {
        /// When that became clear.
        at: Timestamp,
        /// Why.
        why: Failure,
    },
}

/// A letter with its state, as the person who raised the alarm sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterState {
    /// The letter.
    pub written: Written,
    /// When it was written.
    pub at: Timestamp,
    /// Where it stands by push.
    pub delivery: Delivery,
    /// Where it stands on the other ways that it goes.
    #[serde(default, skip_serializing_if = "OtherWays::is_empty")]
    pub others: OtherWays,
}

/// What an alert waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
pub enum AlertState {
    /// Nobody is on duty: it waits for the first staffed minute.
    Uncovered,
    /// It climbs until somebody takes it.
    Climbing {
        /// The last rung that was reached; `None` before the first, as for what was
        /// raised at night and waits for the morning.
        rung: Option<Rung>,
    },
    /// Somebody has taken it. It waits for an action.
    Acknowledged {
        /// Who.
        by: Actor,
        /// When.
        at: Timestamp,
    },
    /// It is over.
    Closed {
        /// When.
        at: Timestamp,
    },
}

/// An alert about a client.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own, and stands in old logs by its name"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// The number.
    pub number: AlertNumber,
    /// The client.
    pub client: ClientId,
    /// How urgent it is.
    pub class: Class,
    /// Who raised it.
    pub reporter: Actor,
    /// When it was raised.
    pub raised: Timestamp,
    /// When the present ladder began; deadlines count from here.
    pub started: Timestamp,
    /// It must be read tonight: the night does not hold it up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tonight: bool,
    /// The board meeting raised it, and so has taken it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_meeting: bool,
    /// It is about colleagues on a visit who did not check in, and about nothing else.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub visit: bool,
    /// When its rungs come: as the team had it when the alert was raised. A change concerns the
    /// next alert, so that no time that stands in a letter moves.
    #[serde(default, skip_serializing_if = "Delays::is_default")]
    pub delays: Delays,
    /// What it waits for.
    pub state: AlertState,
    /// How often its ladder has begun again.
    #[serde(default, skip_serializing_if = "seen::is_zero")]
    pub restarts: u16,
    /// Who is responsible for taking it now.
    #[serde(default)]
    pub responsible: Option<StaffId>,
    /// Who stands behind them.
    #[serde(default)]
    pub reserve: Option<StaffId>,
    /// The first one was known to be unreachable, so the reserve leads from the start.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reserve_leads: bool,
    /// Rungs on which nobody could be sent anything, with their times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nobody_reached: Vec<(Rung, Timestamp)>,
    /// Colleagues who help the one who took it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub helpers: Vec<StaffId>,
    /// Every letter of this alert.
    #[serde(default)]
    pub letters: Vec<LetterState>,
}

impl Alert {
    /// How long a number is not used again (`scenarios.md` 0.1).
    pub const NUMBER_RESTS: Span = Span::days(30);

    /// An alert at the foot of a ladder with the times of RP-1.
    #[must_use]
    pub fn new(
        number: AlertNumber,
        client: ClientId,
        class: Class,
        reporter: Actor,
        raised: Timestamp,
    ) -> Self {
        Self {
            number,
            client,
            class,
            reporter,
            raised,
            started: raised,
            tonight: false,
            in_meeting: false,
            visit: false,
            delays: Delays::default(),
            state: AlertState::Climbing { rung: None },
            restarts: 0,
            responsible: None,
            reserve: None,
            reserve_leads: false,
            nobody_reached: Vec::new(),
            helpers: Vec::new(),
            letters: Vec::new(),
        }
    }

    /// Whether the alert still asks for something.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !matches!(self.state, AlertState::Closed { .. })
    }

    /// The same alert with the times of a team.
    #[must_use]
    pub fn with(self, delays: Delays) -> Self {
        Self { delays, ..self }
    }

    /// Whether somebody took a P1 later than its hand-over to the reserve; a deviation is drafted
    /// at the first action (`policy.md` 7).
    #[must_use]
    pub fn was_taken_late(&self) -> bool {
        let first = self
            .letters
            .iter()
            .map(|letter| letter.at)
            .filter(|at| *at >= self.started)
            .min()
            .unwrap_or(self.started);
        match self.state {
            AlertState::Acknowledged { at, .. } => {
                let deadline = self.delays.offset(self.class, Rung::T5);
                self.class == Class::P1 && !self.in_meeting && at.since(first) > deadline
            }
            _ => false,
        }
    }

    /// Whether nobody has taken the alert yet.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        matches!(
            self.state,
            AlertState::Climbing { .. } | AlertState::Uncovered
        )
    }
}
