//! What an event does to an alert.

use crate::alert::letter::Carrier;
use crate::alert::{Alert, AlertNumber, AlertState, Delivery, LetterState, Rung, Written, ladder};
use crate::board::Board;
use crate::board::event::{Actor, Event, Recorded};
use crate::id::{LetterId, StaffId};
use crate::time::Timestamp;

impl Alert {
    pub(super) fn apply(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::RungReached {
                rung,
                responsible,
                reserve,
                reserve_leads,
                letters,
                ..
            } => {
                self.reserve_leads |= reserve_leads;
                self.responsible = *responsible;
                self.reserve = *reserve;
                self.reach(*rung, at);
                self.write(letters, at);
            }
            Event::NobodyReached { rung, .. } => {
                self.nobody_reached.push((*rung, at));
                // Reached first: the first rung sets `started`.
                self.reach(*rung, at);
                self.started = self.started - ladder::passed_at_once(self, *rung);
            }
            Event::AlertUncovered { .. } => self.state = AlertState::Uncovered,
            Event::LetterAccepted {
                letter, carrier, ..
            } => self.deliver(*letter, *carrier, Delivery::Accepted { at }),
            Event::LetterShown { letter, .. } => {
                self.deliver(*letter, Carrier::Push, Delivery::Shown { at });
            }
            Event::LetterDelivered {
                letter, carrier, ..
            } => self.deliver(*letter, *carrier, Delivery::Delivered { at }),
            Event::LetterFailed {
                letter,
                carrier,
                why,
                ..
            } => self.deliver(*letter, *carrier, Delivery::Failed { at, why: *why }),
            Event::LetterRerouted {
                written, carrier, ..
            } => {
                if let Some(state) = self.letter(written.id) {
                    state.also_goes_by(*carrier);
                }
            }
            Event::Acknowledged { letters, .. } => {
                self.state = AlertState::Acknowledged {
                    by: recorded.by,
                    at,
                };
                self.write(letters, at);
            }
            Event::HelpOffered { .. } => {
                if let Actor::Staff(staff) = recorded.by
                    && !self.helpers.contains(&staff)
                {
                    self.helpers.push(staff);
                }
            }
            Event::LadderRestarted { .. } => {
                self.restarts = self.restarts.saturating_add(1);
                self.started = at;
                self.in_meeting = false;
                self.helpers.clear();
                self.responsible = None;
                self.reserve = None;
                self.reserve_leads = false;
                self.state = AlertState::Climbing { rung: None };
            }
            Event::ActionAwaited { .. } => {
                if let AlertState::Acknowledged { at: taken, .. } = &mut self.state {
                    *taken = at.min(*taken);
                }
            }
            Event::AlertClosed { .. } => self.state = AlertState::Closed { at },
            _ => {}
        }
    }

    fn reach(&mut self, rung: Rung, at: Timestamp) {
        // The first rung begins the ladder, whatever it waited for.
        if rung == Rung::T0 {
            self.started = at;
        }
        self.state = AlertState::Climbing { rung: Some(rung) };
    }

    fn write(&mut self, letters: &[Written], at: Timestamp) {
        let queued = letters
            .iter()
            .map(|written| LetterState::queued(*written, at));
        self.letters.extend(queued);
    }

    fn deliver(&mut self, letter: LetterId, carrier: Carrier, delivery: Delivery) {
        if let Some(state) = self.letter(letter) {
            state.deliver(carrier, delivery);
        }
    }

    fn letter(&mut self, letter: LetterId) -> Option<&mut LetterState> {
        self.letters
            .iter_mut()
            .find(|state| state.written.id == letter)
    }
}

impl Board {
    /// Contact with somebody was lost. A letter that their phone has shown since then
    /// says the opposite.
    pub(super) fn lose_contact(&mut self, staff: StaffId, since: Timestamp) {
        let has_shown = |letter: &LetterState| {
            letter.written.to == staff
                && matches!(letter.delivery, Delivery::Shown { at } if at > since)
        };
        let is_there = self
            .alerts
            .values()
            .any(|alert| alert.letters.iter().any(has_shown));
        if let Some(member) = self.members.get_mut(&staff)
            && !is_there
        {
            member.contact_lost = Some(since);
        }
    }

    pub(super) fn regain_contact(&mut self, staff: StaffId) {
        if let Some(member) = self.members.get_mut(&staff) {
            member.contact_lost = None;
        }
    }

    /// Who got a letter of an alert.
    pub(super) fn receiver(&self, alert: AlertNumber, letter: LetterId) -> Option<StaffId> {
        let mut letters = self.alerts.get(&alert)?.letters.iter();
        letters
            .find(|state| state.written.id == letter)
            .map(|state| state.written.to)
    }
}
