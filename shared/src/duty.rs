//! Duty: who works when, in which role (`policy.md` 7).

use serde::{Deserialize, Serialize};

use crate::id::StaffId;
use crate::time::Timestamp;

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
}
