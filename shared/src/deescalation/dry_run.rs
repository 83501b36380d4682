//! What the rules would have proposed in the past weeks with other numbers.
//!
//! The log is folded as it was, and on each morning the gates are judged twice: with the
//! numbers of today and with those that are tried. It is not played on: what people would have
//! done after another proposal nobody knows.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Transition;
use super::gate::{self, Case, MORNING_HOUR, Purpose};
use super::policy::Policy;
use crate::alert::Climbed;
use crate::alert::climbs::Climbs;
use crate::board::Board;
use crate::board::event::Recorded;
use crate::id::ClientId;
use crate::time::{Span, Timestamp, days_after};

/// How many days back are looked at.
pub const DAYS: u64 = 30;

/// A stay on a level, and the first morning on which each set of numbers proposed its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// The client.
    pub client: ClientId,
    /// The step.
    pub transition: Transition,
    /// Since when the client was on the level.
    pub since: Timestamp,
    /// The morning with the numbers of today.
    pub present: Option<NaiveDate>,
    /// The morning with the numbers that are tried.
    pub tried: Option<NaiveDate>,
}

/// A run through the past.
#[derive(Debug)]
pub struct DryRun {
    board: Board,
    present: Policy,
    tried: Policy,
    next: NaiveDate,
    stays: BTreeMap<(ClientId, Timestamp), Stay>,
    climbs: Climbs,
}

/// What a run has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The stays that either set of numbers would have ended, the longest since first.
    pub stays: Vec<Stay>,
    /// How many alerts reached each rung.
    pub climbed: Vec<Climbed>,
}

impl DryRun {
    /// Begins before the first event of a log. The first morning is that of `from`. A pause
    /// counts for neither: what is compared are the numbers.
    #[must_use]
    pub fn new(present: &Policy, tried: &Policy, from: NaiveDate) -> Self {
        let running = |policy: &Policy| Policy {
            paused: false,
            ..policy.clone()
        };
        Self {
            board: Board::default(),
            present: running(present),
            tried: running(tried),
            next: from,
            stays: BTreeMap::new(),
            climbs: Climbs::new(present.ladder, tried.ladder, from),
        }
    }

    /// Takes in the next event of the log.
    pub fn read(&mut self, recorded: &Recorded) {
        self.look_until(recorded.at);
        self.climbs.read(&self.board, recorded);
        self.board.apply(recorded);
    }

    /// What both sets of numbers would have led to.
    #[must_use]
    pub fn finish(mut self, now: Timestamp) -> Found {
        self.look_until(now);
        let proposed = |stay: &Stay| stay.present.is_some() || stay.tried.is_some();
        let mut stays: Vec<Stay> = self.stays.into_values().filter(proposed).collect();
        stays.sort_by_key(|stay| (stay.since, stay.client));
        Found {
            stays,
            climbed: self.climbs.finish(&self.board, now),
        }
    }

    /// Looks at every morning up to a moment.
    fn look_until(&mut self, until: Timestamp) {
        while Timestamp::at_hour(self.next, MORNING_HOUR) < until {
            if self.board.stopped.is_none() {
                self.look(self.next);
            }
            let after = days_after(self.next, 1);
            if after == self.next {
                return; // The calendar ends here.
            }
            self.next = after;
        }
    }

    fn look(&mut self, date: NaiveDate) {
        let real = std::mem::replace(&mut self.board.policy, self.present.clone());
        let present = proposed(&self.board, date);
        self.board.policy = self.tried.clone();
        let tried = proposed(&self.board, date);
        self.board.policy = real;
        for stay in present {
            self.stay(stay).present.get_or_insert(date);
        }
        for stay in tried {
            self.stay(stay).tried.get_or_insert(date);
        }
    }

    fn stay(&mut self, stay: Stay) -> &mut Stay {
        self.stays.entry((stay.client, stay.since)).or_insert(stay)
    }
}

/// The stays whose end the numbers of the board propose on a morning.
fn proposed(board: &Board, date: NaiveDate) -> Vec<Stay> {
    let ripe = board.on_board().filter_map(|card| {
        let transition = Transition::from_level(card.level)?;
        let case = Case {
            board,
            card,
            transition,
            date,
        };
        let late = Span::default();
        let verdicts = gate::judge(&case, Purpose::Propose { late });
        gate::all_open(&verdicts).then_some(Stay {
            client: card.client,
            transition,
            since: card.since,
            present: None,
            tried: None,
        })
    });
    ripe.collect()
}
