//! How alerts climb by the log.

use std::collections::BTreeMap;

use shared::alert::{AlertNumber, Rung, Written};
use shared::board::event::{Event, Recorded};
use shared::{StaffId, Timestamp};

use super::Wrong;

/// One alert between two beginnings of its ladder.
struct Run {
    /// The last rung.
    rung: Option<Rung>,
    began: Timestamp,
    taken: bool,
}

/// What is wrong in the way of the alerts: rungs twice or out of order, rungs and a second
/// taking after the first, two letters of one step.
pub(super) fn runs(log: &[Recorded]) -> Vec<Wrong> {
    let mut runs: BTreeMap<AlertNumber, Run> = BTreeMap::new();
    let mut wrong = Vec::new();
    for one in log {
        let Some(alert) = one.event.alert() else {
            continue;
        };
        let run = runs.entry(alert).or_insert(Run {
            rung: None,
            began: one.at,
            taken: false,
        });
        match &one.event {
            // A number may be used again after a month.
            Event::AlertRaised { .. } | Event::LadderRestarted { .. } => {
                *run = Run {
                    rung: None,
                    began: one.at,
                    taken: false,
                };
            }
            Event::RungReached { rung, letters, .. } => {
                wrong.extend(run.climb(alert, *rung, one.at));
                wrong.extend(doubled(alert, *rung, letters));
            }
            Event::NobodyReached { rung, .. } => wrong.extend(run.climb(alert, *rung, one.at)),
            Event::Acknowledged { .. } => {
                if run.taken {
                    wrong.push(Wrong::TakenTwice(alert));
                }
                run.taken = true;
            }
            _ => {}
        }
    }
    wrong
}

impl Run {
    fn climb(&mut self, alert: AlertNumber, rung: Rung, at: Timestamp) -> Option<Wrong> {
        // A clock that went back begins the ladder anew: its times lay in the future.
        let begins_anew = rung == Rung::T0 && at < self.began;
        let is_next = begins_anew
            || self
                .rung
                .is_none_or(|last| rung > last || rung == Rung::T30);
        if rung == Rung::T0 {
            self.began = at;
        }
        self.rung = Some(rung);
        if self.taken {
            Some(Wrong::ClimbedAfterAcknowledgement(alert, rung))
        } else if is_next {
            None
        } else {
            Some(Wrong::OutOfOrder(alert, rung))
        }
    }
}

fn doubled(alert: AlertNumber, rung: Rung, letters: &[Written]) -> Option<Wrong> {
    let mut seen: Vec<StaffId> = Vec::new();
    for letter in letters {
        if seen.contains(&letter.to) {
            return Some(Wrong::Doubled(alert, rung, letter.to));
        }
        seen.push(letter.to);
    }
    None
}
