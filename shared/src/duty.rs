//! Duty: who works when, in which role (`policy.md` 7).
//!
//! The shifts that hold are [`crate::board::Board::shifts`]; everything that asks who is on
//! duty reads them and nothing else. [`Duty`] holds what they are made from and what is being
//! arranged: patterns, absences, swaps, acting deputies, and what the team says it needs.
//!
//! - [`hours`]: weekdays and clock times, and what they mean on holidays and when clocks change.
//! - [`rota`]: patterns, needs and the rules of a team's rota.
//! - [`arrange`]: absences, swaps, acting deputies, hand-overs that were read.
//! - [`ask`]: what a person may ask for, what then changes, why it is refused.
//! - [`limits`]: who may ask for what.
//! - [`faults`], [`rest`]: what is wrong with the coming thirty days.
//! - [`now`]: who is on duty now and next. [`handover`]: what the next one must know.

pub mod arrange;
pub mod ask;
pub mod faults;
pub mod handover;
pub mod hours;
pub mod limits;
pub mod now;
pub mod rest;
pub mod rota;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::access;
use crate::board::Board;
use crate::id::{ClientId, StaffId};
use crate::time::Timestamp;

pub use arrange::{Absence, Acting, Read, Swap, Taken};
pub use ask::{Ask, Change, Moved, Refusal};
pub use hours::{HolidayWeek, Hours, OnFree};
pub use rota::{Need, Pattern, Rules};

/// What a shift is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShiftKind {
    /// An ordinary day shift.
    Day,
    /// The day's case manager for clients whose own CM and deputy are away.
    DayCm,
    /// On call: the case manager who answers outside office hours.
    Jour,
    /// On call behind the jour.
    Bakjour,
    /// The manager on call for the region or the municipality.
    Ledningsjour,
    /// A manager's day.
    Manager,
}

impl ShiftKind {
    /// Every kind, as the rota lists them.
    pub const ALL: [Self; 6] = [
        Self::DayCm,
        Self::Jour,
        Self::Bakjour,
        Self::Ledningsjour,
        Self::Day,
        Self::Manager,
    ];

    /// The word in forms and addresses, as in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::DayCm => "day_cm",
            Self::Jour => "jour",
            Self::Bakjour => "bakjour",
            Self::Ledningsjour => "ledningsjour",
            Self::Manager => "manager",
        }
    }

    /// The kind that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether the person can be the one who answers for clients of their own:
    /// by day or on jour (`policy.md` 7, list of candidates).
    #[must_use]
    pub fn answers_for_own_clients(self) -> bool {
        matches!(self, Self::Day | Self::DayCm | Self::Jour)
    }

    /// Whether the shift is worked on call.
    #[must_use]
    pub fn is_on_call(self) -> bool {
        matches!(self, Self::Jour | Self::Bakjour | Self::Ledningsjour)
    }

    /// Whether the shift is worked by day.
    #[must_use]
    pub fn is_day(self) -> bool {
        matches!(self, Self::Day | Self::DayCm | Self::Manager)
    }

    /// Whether the one who works it must take part in care.
    #[must_use]
    pub fn needs_care(self) -> bool {
        matches!(self, Self::Day | Self::DayCm | Self::Jour | Self::Bakjour)
    }
}

/// One person's duty from one instant to another; the end is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shift {
    /// Who works.
    pub who: StaffId,
    /// In which role.
    pub kind: ShiftKind,
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after the shift.
    pub to: Timestamp,
}

impl Shift {
    /// Whether the shift covers `at`.
    #[must_use]
    pub fn covers(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.to
    }

    /// Whether any instant of the shift lies between `from` and `to`, `to` not included.
    #[must_use]
    pub fn overlaps(&self, from: Timestamp, to: Timestamp) -> bool {
        self.from < to && from < self.to
    }

    /// The part of the shift between two instants; `None` if there is none.
    #[must_use]
    pub fn part(&self, from: Timestamp, to: Timestamp) -> Option<Self> {
        let part = Self {
            from: self.from.max(from),
            to: self.to.min(to),
            ..*self
        };
        (part.from < part.to).then_some(part)
    }

    /// The same hours and role for another person.
    #[must_use]
    pub fn of(self, who: StaffId) -> Self {
        Self { who, ..self }
    }
}

/// The number of a pattern, an absence or a swap of a team, from 1 in the order in which
/// they were entered.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Number(pub u32);

impl Number {
    /// The number after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// What the shifts are made from, and what is being arranged about them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// The newest number that was given.
    #[serde(default)]
    pub last: Number,
    /// What the team has said about its rota.
    #[serde(default)]
    pub rules: Rules,
    /// The weekly patterns, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<Pattern>,
    /// Who is away, the oldest entry first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Absence>,
    /// Shifts that somebody wants to be rid of, or that an absence has left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub swaps: Vec<Swap>,
    /// Who acts as deputy for which client, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acting: Vec<Acting>,
    /// The hand-over lists that were read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<Read>,
}

impl Duty {
    /// Whether nothing was ever entered here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The swap with a number.
    #[must_use]
    pub fn swap(&self, number: Number) -> Option<&Swap> {
        self.swaps.iter().find(|swap| swap.number == number)
    }

    /// Who is away at any time between two instants.
    #[must_use]
    pub fn is_away(&self, who: StaffId, from: Timestamp, to: Timestamp) -> bool {
        self.absences
            .iter()
            .any(|absence| absence.who == who && absence.from < to && from < absence.to)
    }
}

/// Who stands in for the case manager of a client at a moment: the acting deputy while the
/// dates hold and the client may be seen, else the deputy on the card.
#[must_use]
pub fn deputy(board: &Board, client: ClientId, now: Timestamp) -> Option<StaffId> {
    acting(board, client, now.local().date()).or_else(|| board.cards.get(&client)?.deputy)
}

/// Who acts as deputy for a client on a date, if anybody does who may see the client.
#[must_use]
pub fn acting(board: &Board, client: ClientId, date: NaiveDate) -> Option<StaffId> {
    let acting = board.duty.acting.iter().rev();
    acting
        .filter(|acting| acting.client == client && acting.holds_on(date))
        .map(|acting| acting.who)
        .find(|who| access::may_see(board, *who, client))
}
