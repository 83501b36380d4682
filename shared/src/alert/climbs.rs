//! How far the alerts of the past weeks would have climbed at other times.
//!
//! The log says when each ladder began and when somebody took the alert; the rungs are counted
//! in between. Nobody knows when it would have been taken had the letters come at other times.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::pace::{Delays, after, passed_at_once, time_of};
use super::{Alert, AlertNumber, Class, Rung};
use crate::board::Board;
use crate::board::event::{Event, Recorded};
use crate::time::Timestamp;

/// How many alerts reached a rung before somebody took them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Climbed {
    /// How urgent they were.
    pub class: Class,
    /// The rung.
    pub rung: Rung,
    /// How many with the times of today.
    pub present: u32,
    /// How many with the times that are tried.
    pub tried: u32,
}

/// The rungs that are counted: every one after the first, and the repeats as one.
const COUNTED: [(Class, Rung); 7] = [
    (Class::P1, Rung::T2),
    (Class::P1, Rung::T5),
    (Class::P1, Rung::T10),
    (Class::P1, Rung::T15),
    (Class::P1, Rung::Repeat(1)),
    (Class::P2, Rung::T15),
    (Class::P2, Rung::T30),
];

/// Counts ladders while a log is read.
#[derive(Debug)]
pub(crate) struct Climbs {
    delays: [Delays; 2],
    from: NaiveDate,
    /// The ladders that nobody has stopped yet, and when they began.
    begun: BTreeMap<AlertNumber, Timestamp>,
    counts: BTreeMap<(Class, Rung), [u32; 2]>,
}

impl Climbs {
    /// Begins with the present times and those that are tried. What began before `from` is left
    /// out.
    pub(crate) fn new(present: Delays, tried: Delays, from: NaiveDate) -> Self {
        Self {
            delays: [present, tried],
            from,
            begun: BTreeMap::new(),
            counts: BTreeMap::new(),
        }
    }

    /// Takes in the next event. `board` does not contain it yet.
    pub(crate) fn read(&mut self, board: &Board, recorded: &Recorded) {
        match &recorded.event {
            Event::RungReached { alert, rung, .. } | Event::NobodyReached { alert, rung, .. }
                if *rung == Rung::T0 && recorded.at.local().date() >= self.from =>
            {
                self.begun.insert(*alert, recorded.at);
            }
            Event::Acknowledged { alert, .. } | Event::AlertClosed { alert } => {
                if let Some(begun) = self.begun.remove(alert)
                    && let Some(alert) = board.alerts.get(alert)
                {
                    self.count(board, alert, begun, recorded.at);
                }
            }
            _ => {}
        }
    }

    /// The counts, with the ladders that climb at `now`.
    pub(crate) fn finish(mut self, board: &Board, now: Timestamp) -> Vec<Climbed> {
        for (number, begun) in std::mem::take(&mut self.begun) {
            if let Some(alert) = board.alerts.get(&number) {
                self.count(board, alert, begun, now);
            }
        }
        COUNTED
            .into_iter()
            .map(|(class, rung)| {
                let [present, tried] = self.counts.get(&(class, rung)).copied().unwrap_or([0; 2]);
                Climbed {
                    class,
                    rung,
                    present,
                    tried,
                }
            })
            .collect()
    }

    fn count(&mut self, board: &Board, alert: &Alert, begun: Timestamp, end: Timestamp) {
        let card = board.cards.get(&alert.client);
        if card.is_none_or(|card| card.is_exercise) {
            return;
        }
        for (index, delays) in self.delays.into_iter().enumerate() {
            for rung in reached(alert, begun, end, delays) {
                let counts = self.counts.entry((alert.class, rung)).or_default();
                counts[index] += 1;
            }
        }
    }
}

/// The rungs after the first, up to the first repeat, that a ladder reaches before its end. A
/// rung on which nobody could be told is passed at once, as it was.
fn reached(alert: &Alert, begun: Timestamp, end: Timestamp, delays: Delays) -> Vec<Rung> {
    let mut ladder = Alert {
        started: begun,
        ..alert.clone().with(delays)
    };
    let is_empty = |rung: Rung| {
        let mut nobody = alert.nobody_reached.iter();
        nobody.any(|(one, at)| *one == rung && *at >= begun)
    };
    let (mut rungs, mut rung) = (Vec::new(), Rung::T0);
    while !matches!(rung, Rung::Repeat(_)) {
        if is_empty(rung) {
            ladder.started = ladder.started - passed_at_once(&ladder, rung);
        }
        match after(&ladder, rung) {
            Some(next) if time_of(&ladder, next) <= end => rung = next,
            _ => break,
        }
        rungs.push(rung);
    }
    rungs
}
