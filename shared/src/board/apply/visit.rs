//! What an event does to a visit.

use crate::board::card::Card;
use crate::time::Timestamp;
use crate::visit::{Change, Visit};

impl Card {
    /// Takes a change in. What was entered offline and is older than what is known of the visit
    /// changes nothing.
    pub(super) fn visit(&mut self, change: &Change, when: Timestamp) {
        let known = self
            .visit
            .as_mut()
            .filter(|visit| visit.heard <= when || *change == Change::Missed);
        match (change, known) {
            (Change::Started { who, check_in }, _) => {
                self.visit = Some(Visit {
                    who: who.clone(),
                    began: when,
                    heard: when,
                    check_in: *check_in,
                    missed: false,
                });
            }
            (Change::CheckedIn { check_in }, Some(visit)) => {
                visit.heard = when;
                visit.check_in = *check_in;
                visit.missed = false;
            }
            (Change::Ended, Some(_)) => self.visit = None,
            (Change::Missed, Some(visit)) => visit.missed = true,
            (_, None) => {}
        }
    }
}
