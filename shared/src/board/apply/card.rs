//! What an event does to a client's card.

use crate::board::card::{Assessment, BackToPlan, Card, Contact, Hold, Level, Why};
use crate::board::event::{Event, Recorded};
use crate::time::{Span, Timestamp, days_after};

/// How far back assessments are kept beyond the last few; D3 looks back seven days.
const ASSESSMENTS_LOOK_BACK: Span = Span::days(8);

impl Card {
    pub(super) fn apply(&mut self, recorded: &Recorded, aftercare_days: u8) {
        let (at, by) = (recorded.at, recorded.by);
        match &recorded.event {
            Event::Placed {
                level,
                reason,
                text,
                review,
                ..
            } => {
                self.why = Some(recorded.stamp(Why {
                    reason: *reason,
                    text: text.clone(),
                }));
                self.placed = Some(recorded.stamp(*level));
                if let Some(review) = review {
                    self.review = Some(*review);
                }
                self.change_level(recorded, *level, aftercare_days);
            }
            Event::SteppedDown { transition, .. } => {
                self.placed = Some(recorded.stamp(transition.to()));
                self.change_level(recorded, transition.to(), aftercare_days);
            }
            Event::ContactNamed { contact, .. } => {
                self.contact_today = Some(recorded.stamp(contact.clone()));
            }
            Event::Assessed { sign, .. } => {
                self.assessments.push(Assessment {
                    sign: *sign,
                    at,
                    by,
                });
                let surplus = self
                    .assessments
                    .len()
                    .saturating_sub(Self::ASSESSMENTS_KEPT);
                let old = self
                    .assessments
                    .iter()
                    .take_while(|one| at.since(one.at) > ASSESSMENTS_LOOK_BACK)
                    .count();
                self.assessments.drain(..surplus.min(old));
            }
            Event::ContactLogged {
                how,
                reached,
                crisis,
                ..
            } => {
                self.last_contact = Some(Contact {
                    at,
                    by,
                    how: *how,
                    reached: *reached,
                });
                if *crisis {
                    self.crisis = Some(at);
                }
                self.bookings.retain(|booking| booking.at > at);
            }
            Event::Booked { booking, .. } => {
                self.bookings.push(*booking);
                self.bookings.sort_by_key(|booking| booking.at);
            }
            Event::ActionOpened { action, .. } => self.actions.push(action.clone()),
            Event::ActionClosed { action, .. } => self.actions.retain(|one| one.id != *action),
            Event::FlagRaised { flag, .. } => {
                self.flags.insert(*flag, recorded.stamp(()));
            }
            Event::FlagCleared { flag, .. } => {
                self.flags.remove(flag);
            }
            Event::LegalChanged { legal, .. } => self.legal = Some(*legal),
            Event::ReviewSet { date, .. } => self.review = Some(*date),
            Event::HoldSet { reason, until, .. } => {
                let since = self
                    .hold
                    .as_ref()
                    .filter(|hold| hold.until >= at.local().date())
                    .map_or(at, |hold| hold.since);
                self.hold = Some(Hold {
                    reason: reason.clone(),
                    by,
                    at,
                    since,
                    until: *until,
                });
            }
            Event::HoldLifted { .. } => self.hold = None,
            _ => {}
        }
    }

    /// `since` changes only when the level changes (`policy.md` 1).
    fn change_level(&mut self, recorded: &Recorded, level: Level, aftercare_days: u8) {
        let at = recorded.at;
        if level == Level::Red && self.level != Level::Red {
            self.crisis = Some(at);
        }
        if level == self.level {
            return;
        }
        if self.level == Level::Plan {
            self.raised = Some(at);
            self.back_to_plan = None;
        }
        if level == Level::Plan {
            self.leave_the_board(recorded, aftercare_days);
        }
        self.level = level;
        self.since = at;
    }

    /// Open actions go to the CM, the veto has done its work, aftercare begins
    /// (`policy.md` 3.7 and 4).
    fn leave_the_board(&mut self, recorded: &Recorded, aftercare_days: u8) {
        let local = recorded.at.local();
        self.raised = None;
        self.hold = None;
        if let Some(cm) = self.cm {
            for action in &mut self.actions {
                action.owner = cm;
            }
        }
        self.back_to_plan = Some(BackToPlan {
            at: recorded.at,
            by: recorded.by,
            from: self.level,
            aftercare_until: Timestamp::at(
                days_after(local.date(), u64::from(aftercare_days)),
                local.time(),
            ),
        });
    }
}
