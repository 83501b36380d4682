//! The load: what the clients on the board ask for, against what the staff can give
//! (`policy.md` 8).
//!
//! Everything is counted in whole minutes, so that no threshold depends on rounding.

pub mod caseload;
pub mod history;
pub mod report;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::board::Board;
use crate::board::card::Level;
use crate::board::event::Event;
use crate::duty::ShiftKind;
use crate::id::StaffId;
use crate::time::{Timestamp, days_after};

/// What one client on each level asks for a day, and what one person can give, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weights {
    /// A client on red.
    pub red: u16,
    /// A client on yellow.
    pub yellow: u16,
    /// A client on step-down.
    pub stepdown: u16,
    /// A client in hospital or custody.
    pub inpatient: u16,
    /// The direct work of one person who is staffed that day.
    pub person: u16,
}

/// The numbers of `policy.md` 8: 2.5, 1, 0.5 and 0.5 hours, and 4.0 direct hours a person.
impl Default for Weights {
    fn default() -> Self {
        Self {
            red: 150,
            yellow: 60,
            stepdown: 30,
            inpatient: 30,
            person: 240,
        }
    }
}

impl Weights {
    /// What so many clients ask for a day, in minutes.
    #[must_use]
    pub fn work(&self, counts: Counts) -> u64 {
        [
            (counts.red, self.red),
            (counts.yellow, self.yellow),
            (counts.stepdown, self.stepdown),
            (counts.inpatient, self.inpatient),
        ]
        .into_iter()
        .map(|(count, minutes)| u64::from(count) * u64::from(minutes))
        .sum()
    }

    /// What so many persons can give a day, in minutes.
    #[must_use]
    pub fn capacity(&self, persons: u32) -> u64 {
        u64::from(persons) * u64::from(self.person)
    }
}

/// Clients on the board by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// On red.
    pub red: u32,
    /// On yellow.
    pub yellow: u32,
    /// On step-down.
    pub stepdown: u32,
    /// In hospital or custody.
    pub inpatient: u32,
}

impl Counts {
    /// Counts the clients of a board. An exercise asks for no hours.
    #[must_use]
    pub fn of(board: &Board) -> Self {
        let clients = board.cards.values().filter(|card| !card.is_exercise);
        Self::of_levels(clients.map(|card| (card.level, 1)))
    }

    /// Sums up clients by level, as a tally gives them to those who see no identities.
    #[must_use]
    pub fn of_levels(levels: impl IntoIterator<Item = (Level, u32)>) -> Self {
        let mut counts = Self::default();
        for (level, count) in levels {
            match level {
                Level::Red => counts.red += count,
                Level::Yellow => counts.yellow += count,
                Level::Stepdown => counts.stepdown += count,
                Level::Inpatient => counts.inpatient += count,
                Level::Plan => {}
            }
        }
        counts
    }
}

/// Where the load lies; judged on the exact share, not on the rounded one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// Under 80 per cent.
    Green,
    /// From 80 to 100 per cent, both included.
    Amber,
    /// Over 100 per cent.
    Red,
}

/// The load of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// What the clients ask for, in minutes.
    pub minutes: u64,
    /// What the staff can give, in minutes; 0 if nobody is staffed.
    pub capacity_minutes: u64,
}

impl Load {
    /// From this share on, in per cent, the load is no longer green.
    const AMBER: u64 = 80;
    /// Over this share the load is red, and the team is over its capacity.
    const FULL: u64 = 100;
    /// Under this share a team that was over its capacity is so no longer.
    const CLEARED: u64 = 95;

    /// The load of so many clients with the usual numbers. `capacity` is in minutes.
    #[must_use]
    pub fn of(counts: Counts, capacity: u64) -> Self {
        Self {
            minutes: Weights::default().work(counts),
            capacity_minutes: capacity,
        }
    }

    /// The load of so many clients on a local date, with the numbers and the rota of the
    /// board. A manager, who sees no card, has the counts from the tally.
    #[must_use]
    pub fn on(board: &Board, counts: Counts, date: NaiveDate) -> Self {
        let weights = &board.policy.load;
        Self {
            minutes: weights.work(counts),
            capacity_minutes: weights.capacity(staffed(board, date)),
        }
    }

    /// The load of a board on the local date of `now`.
    #[must_use]
    pub fn of_board(board: &Board, now: Timestamp) -> Self {
        Self::on(board, Counts::of(board), now.local().date())
    }

    /// Per cent, to the nearest, half up; `None` if nobody is staffed.
    #[must_use]
    pub fn percent(&self) -> Option<u64> {
        let capacity = self.capacity_minutes;
        (200 * self.minutes + capacity).checked_div(2 * capacity)
    }

    /// Where the load lies; `None` if nobody is staffed, for missing is never green.
    #[must_use]
    pub fn band(&self) -> Option<Band> {
        (self.capacity_minutes > 0).then(|| {
            if self.is_over(Self::FULL) {
                Band::Red
            } else if self.is_under(Self::AMBER) {
                Band::Green
            } else {
                Band::Amber
            }
        })
    }

    /// Whether the load is over `percent` of the capacity, unrounded.
    fn is_over(&self, percent: u64) -> bool {
        100 * self.minutes > percent * self.capacity_minutes
    }

    /// Whether the load is under `percent` of the capacity, unrounded.
    fn is_under(&self, percent: u64) -> bool {
        100 * self.minutes < percent * self.capacity_minutes
    }
}

/// Whether a team is over its capacity: from more than 100 per cent until less than 95,
/// both unrounded (`policy.md` 8). A day on which nobody is staffed changes nothing.
#[must_use]
pub fn over(was_over: bool, load: &Load) -> bool {
    if load.capacity_minutes == 0 {
        was_over
    } else if was_over {
        !load.is_under(Load::CLEARED)
    } else {
        load.is_over(Load::FULL)
    }
}

/// What the manager is told when the load crosses a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Crossing {
    /// The team is over its capacity now.
    Over,
    /// The team is within its capacity again.
    Cleared,
}

impl Crossing {
    /// The crossing between two states, if there is one.
    #[must_use]
    pub fn between(was_over: bool, is_over: bool) -> Option<Self> {
        match (was_over, is_over) {
            (false, true) => Some(Self::Over),
            (true, false) => Some(Self::Cleared),
            (true, true) | (false, false) => None,
        }
    }
}

/// The crossing that has come about and is not on the board yet, if there is one.
#[must_use]
pub fn notice(board: &Board, now: Timestamp) -> Option<Event> {
    let over = over(board.overloaded, &Load::of_board(board, now));
    Crossing::between(board.overloaded, over).map(|_| Event::LoadCrossed { over })
}

/// How many different persons have a day shift on a local date.
#[must_use]
pub fn staffed(board: &Board, date: NaiveDate) -> u32 {
    let (from, to) = (
        Timestamp::at_hour(date, 0),
        Timestamp::at_hour(days_after(date, 1), 0),
    );
    let persons: BTreeSet<StaffId> = board
        .shifts
        .iter()
        .filter(|shift| matches!(shift.kind, ShiftKind::Day | ShiftKind::DayCm))
        .filter(|shift| shift.from < to && shift.to > from)
        .map(|shift| shift.who)
        .collect();
    u32::try_from(persons.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(minutes: u64, capacity_minutes: u64) -> Load {
        Load {
            minutes,
            capacity_minutes,
        }
    }

    #[test]
    fn the_board_after_the_meeting_of_scenario_4_13() {
        let counts = Counts {
            red: 3,
            yellow: 6,
            stepdown: 2,
            inpatient: 1,
        };
        let load = Load::of(counts, Weights::default().capacity(8));
        assert_eq!((load.minutes, load.capacity_minutes), (15 * 60, 32 * 60));
        assert_eq!(load.percent(), Some(47));
        assert_eq!(load.band(), Some(Band::Green));
    }

    #[test]
    fn per_cent_is_the_nearest_and_half_counts_up() {
        assert_eq!(load(1, 200).percent(), Some(1));
        assert_eq!(load(99, 20_000).percent(), Some(0));
        assert_eq!(load(201, 200).percent(), Some(101));
        assert_eq!(load(0, 240).percent(), Some(0));
        assert_eq!(load(60, 0).percent(), None);
    }

    #[test]
    fn the_band_is_judged_unrounded() {
        let band = |minutes| load(minutes, 1_000).band();
        assert_eq!(band(799), Some(Band::Green));
        assert_eq!(band(800), Some(Band::Amber));
        assert_eq!(band(1_000), Some(Band::Amber));
        assert_eq!(band(1_001), Some(Band::Red));
        assert_eq!(load(0, 0).band(), None);
    }

    #[test]
    fn over_begins_above_a_hundred_and_ends_below_ninety_five() {
        assert!(!over(false, &load(1_000, 1_000)));
        assert!(over(false, &load(1_001, 1_000)));
        assert!(over(true, &load(950, 1_000)));
        assert!(!over(true, &load(949, 1_000)));
        assert!(!over(false, &load(949, 1_000)));
    }

    #[test]
    fn a_day_without_staff_crosses_nothing() {
        assert!(over(true, &load(600, 0)));
        assert!(!over(false, &load(600, 0)));
        assert_eq!(Crossing::between(true, true), None);
        assert_eq!(Crossing::between(false, true), Some(Crossing::Over));
        assert_eq!(Crossing::between(true, false), Some(Crossing::Cleared));
    }
}
