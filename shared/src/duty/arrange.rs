//! Absences, swaps, acting deputies, hand-overs that were read.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Number, Shift};
use crate::id::{ClientId, StaffId};
use crate::time::Timestamp;

/// A time in which somebody does not work. Why is nobody's business here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// Its number.
    pub number: Number,
    /// Who is away.
    pub who: StaffId,
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

/// A shift that looks for somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap {
    /// Its number.
    pub number: Number,
    /// The shift, with the one who wants to be rid of it.
    pub shift: Shift,
    /// The colleague who is asked; `None` for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<StaffId>,
    /// The absence that has left the shift: until it is taken, nobody works it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absence: Option<Number>,
    /// When it was asked.
    pub asked: Timestamp,
    /// Who has taken it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<Taken>,
}

impl Swap {
    /// Whether it can be taken at a moment.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.taken.is_none() && now < self.shift.to
    }

    /// Whether nobody works the shift while it is open.
    #[must_use]
    pub fn is_vacant(&self) -> bool {
        self.absence.is_some()
    }
}

/// Who has taken a shift, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Who.
    pub by: StaffId,
    /// When it was taken.
    pub at: Timestamp,
}

/// Somebody who stands in as deputy for a client on some dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acting {
    /// The client.
    pub client: ClientId,
    /// Who stands in.
    pub who: StaffId,
    /// The first date.
    pub first: NaiveDate,
    /// The last date.
    pub last: NaiveDate,
}

impl Acting {
    /// Whether it holds on a date.
    #[must_use]
    pub fn holds_on(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }
}

/// Somebody who came on duty has read what the ones before leave behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Who has read it.
    pub who: StaffId,
    /// When their shift begins.
    pub shift: Timestamp,
    /// When they said so.
    pub at: Timestamp,
}
