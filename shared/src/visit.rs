//! A visit that somebody watches: who went, and until when they check in (`domain.md` 5, 10).
//!
//! An address is never stored. Whoever does not check in may be in danger, so that begins an
//! alert to those on duty who are not on the visit.

use serde::{Deserialize, Serialize};

use crate::access;
use crate::board::Board;
use crate::id::{ClientId, StaffId};
use crate::time::{Span, Timestamp};

/// The usual time until the check-in, in minutes.
pub const USUAL_MINUTES: u16 = 60;
/// The least and the most time until a check-in, in minutes. What lies outside is taken as the
/// nearest.
pub const MINUTES: std::ops::RangeInclusive<u16> = 5..=240;
/// Whoever is heard of late, from an entry made without coverage, has at least this long.
const AFTER_LATE_ENTRY: Span = Span::minutes(5);

/// A visit that goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Who went.
    pub who: Vec<StaffId>,
    /// Since when.
    pub began: Timestamp,
    /// When one of them was last heard of.
    pub heard: Timestamp,
    /// Until when they check in.
    pub check_in: Timestamp,
    /// Whether that time passed without a word, and others were told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missed: bool,
}

impl Visit {
    /// Whether the check-in is late: those on the visit cannot be asked to look for themselves.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.missed || self.check_in <= now
    }
}

/// When a check-in is due that was promised at `when` and received at `now`.
#[must_use]
pub fn due(when: Timestamp, now: Timestamp, minutes: u16) -> Timestamp {
    let minutes = minutes.clamp(*MINUTES.start(), *MINUTES.end());
    let promised = when + Span::minutes(i64::from(minutes));
    if when < now {
        promised.max(now + AFTER_LATE_ENTRY)
    } else {
        promised
    }
}

/// What somebody asks for about a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ask {
    /// Begins a visit.
    Start {
        /// Who goes.
        who: Vec<StaffId>,
        /// Minutes until the check-in.
        minutes: u16,
        /// One goes alone although nobody should, and was warned.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        alone: bool,
    },
    /// All is well, and the visit goes on.
    CheckIn {
        /// Minutes until the next check-in.
        minutes: u16,
    },
    /// All is well, and the visit is over.
    End,
}

/// What happened to a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
pub enum Change {
    /// A visit began.
    Started {
        /// Who went.
        who: Vec<StaffId>,
        /// Until when they check in.
        check_in: Timestamp,
    },
    /// All was well, and the visit went on.
    CheckedIn {
        /// Until when they check in next.
        check_in: Timestamp,
    },
    /// All was well, and the visit was over.
    Ended,
    /// Nobody checked in by the time that was promised.
    Missed,
}

/// Why something about a visit is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
pub enum Refusal {
    /// A visit goes on already.
    GoesOn {
        /// Who went.
        who: Vec<StaffId>,
        /// Until when they check in.
        check_in: Timestamp,
    },
    /// No visit goes on.
    NoVisit,
    /// Nobody should go there alone.
    NeverAlone,
}

/// Who may go on a visit to a client, those on duty first, and how many those are.
#[must_use]
pub fn colleagues(
    board: &Board,
    viewer: StaffId,
    client: ClientId,
    now: Timestamp,
) -> (Vec<StaffId>, usize) {
    let may = |staff: &StaffId| access::may_see(board, *staff, client);
    let mut first: Vec<StaffId> = vec![viewer];
    let mut on_duty: Vec<StaffId> = board.on_duty(now).map(|shift| shift.who).collect();
    on_duty.sort_unstable();
    for staff in on_duty {
        if may(&staff) && !first.contains(&staff) {
            first.push(staff);
        }
    }
    let count = first.len();
    let others = board.members.keys().filter(|staff| may(staff));
    let others: Vec<StaffId> = others
        .filter(|staff| !first.contains(staff))
        .copied()
        .collect();
    first.extend(others);
    (first, count)
}
