//! What an event does to a board. Whatever is in the log has happened, so nothing
//! here can fail: an event about something unknown changes nothing but the number.

use crate::alert::{Alert, AlertState, Delivery, LetterState, Rung, Written};
use crate::alert::{AlertNumber, ladder};
use crate::board::Board;
use crate::board::card::{
    Assessment, BackToPlan, Card, Channel, Contact, ContactToday, Hold, Level, Stamped, Why,
};
use crate::board::event::{Actor, Event, Recorded};
use crate::deescalation::proposal::Proposal;
use crate::id::{ClientId, LetterId};
use crate::time::{Span, Timestamp, days_after};

/// How long ended shifts are kept: a shift change looks back over one weekend.
const SHIFTS_KEPT: Span = Span::days(7);
/// How far back assessments are kept beyond the last few; D3 looks back seven days.
const ASSESSMENTS_LOOK_BACK: Span = Span::days(8);

impl Board {
    /// Applies an event that has happened.
    pub fn apply(&mut self, recorded: &Recorded) {
        self.seq = recorded.seq;
        if let Some(client) = recorded.event.client()
            && let Some(card) = self.cards.get_mut(&client)
        {
            card.apply(recorded, self.policy.aftercare_days);
        }
        if let Some(alert) = recorded.event.alert()
            && let Some(alert) = self.alerts.get_mut(&alert)
        {
            alert.apply(recorded);
        }
        self.apply_to_team(recorded);
        self.apply_to_proposals(recorded);
    }

    fn apply_to_team(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::PolicySet { policy, calendar } => {
                self.policy = policy.clone();
                self.calendar = calendar.clone();
            }
            Event::MemberJoined { staff, member } => {
                self.members.insert(*staff, *member);
            }
            Event::DevicesChanged { staff, devices } => {
                if let Some(member) = self.members.get_mut(staff) {
                    member.devices = *devices;
                }
            }
            Event::ShiftsPlanned { shifts } => {
                self.shifts.retain(|shift| at.since(shift.to) < SHIFTS_KEPT);
                self.shifts.extend(shifts);
                self.shifts
                    .sort_by_key(|shift| (shift.from, shift.kind, shift.who));
            }
            Event::ClientEnrolled {
                client,
                cm,
                deputy,
                open_to,
            } => {
                let card = self
                    .cards
                    .entry(*client)
                    .or_insert_with(|| Card::new(*client, at));
                card.cm = *cm;
                card.deputy = *deputy;
                card.open_to.clone_from(open_to);
            }
            Event::AlertRaised {
                alert,
                client,
                class,
            } => {
                self.forget_old_alerts(at);
                self.alerts
                    .insert(*alert, Alert::new(*alert, *client, *class, recorded.by, at));
            }
            Event::Acknowledged { alert, .. } => self.name_the_one_who_took(*alert, recorded),
            Event::Evaluated { date } => self.evaluated = Some(*date),
            Event::ExecutionDone { date } => self.executed = Some(*date),
            _ => {}
        }
    }

    fn apply_to_proposals(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::ProposalMade {
                client,
                transition,
                execution,
                verdicts,
            } => {
                self.proposals.insert(
                    *client,
                    Proposal {
                        transition: *transition,
                        made: recorded.at,
                        execution: *execution,
                        verdicts: verdicts.clone(),
                        shown: None,
                    },
                );
            }
            Event::ProposalShown { client } => {
                if let Some(proposal) = self.proposals.get_mut(client) {
                    proposal.shown = Some(recorded.at);
                }
            }
            // A veto, a person's own decision and the run itself end the wait.
            Event::HoldSet { client, .. }
            | Event::SteppedDown { client, .. }
            | Event::StepCancelled { client, .. } => {
                self.proposals.remove(client);
            }
            Event::Placed {
                client,
                from,
                level,
                ..
            } if from != level => {
                self.proposals.remove(client);
            }
            _ => {}
        }
    }

    /// Whoever takes an alert is the client's contact today, unless one is named.
    fn name_the_one_who_took(&mut self, alert: AlertNumber, recorded: &Recorded) {
        let Some(client) = self.alerts.get(&alert).map(|alert| alert.client) else {
            return;
        };
        let Some(card) = self.cards.get_mut(&client) else {
            return;
        };
        if let Actor::Staff(staff) = recorded.by
            && card.contact_on(recorded.at).is_none()
        {
            card.contact_today = Some(recorded.stamp(ContactToday {
                who: vec![staff],
                at: recorded.at,
                how: Channel::Phone,
            }));
        }
    }

    fn forget_old_alerts(&mut self, now: Timestamp) {
        self.alerts
            .retain(|_, alert| alert.is_open() || now.since(alert.raised) < Alert::NUMBER_RESTS);
    }
}

impl Recorded {
    /// The value with the age of this event.
    fn stamp<T>(&self, value: T) -> Stamped<T> {
        Stamped {
            value,
            seq: self.seq,
            at: self.at,
            by: self.by,
        }
    }
}

impl Card {
    fn apply(&mut self, recorded: &Recorded, aftercare_days: u8) {
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

impl Alert {
    fn apply(&mut self, recorded: &Recorded) {
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
                // Reached first: the first rung after a night without duty sets `started`.
                self.reach(*rung, at);
                self.started = self.started - ladder::passed_at_once(*rung);
            }
            Event::AlertUncovered { .. } => self.state = AlertState::Uncovered,
            Event::LetterAccepted { letter, .. } => {
                self.deliver(*letter, Delivery::Accepted { at });
            }
            Event::LetterShown { letter, .. } => self.deliver(*letter, Delivery::Shown { at }),
            Event::LetterFailed { letter, why, .. } => {
                self.deliver(*letter, Delivery::Failed { at, why: *why });
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
                self.started = at;
                self.helpers.clear();
                self.responsible = None;
                self.reserve = None;
                self.reserve_leads = false;
                self.state = AlertState::Climbing { rung: None };
            }
            Event::AlertClosed { .. } => self.state = AlertState::Closed { at },
            _ => {}
        }
    }

    fn reach(&mut self, rung: Rung, at: Timestamp) {
        // The first rung after a night without duty begins the ladder.
        if rung == Rung::T0 && self.state == AlertState::Uncovered {
            self.started = at;
        }
        self.state = AlertState::Climbing { rung: Some(rung) };
    }

    fn write(&mut self, letters: &[Written], at: Timestamp) {
        self.letters
            .extend(letters.iter().map(|written| LetterState {
                written: *written,
                at,
                delivery: Delivery::Queued,
            }));
    }

    /// A later state never gives way to an earlier one: a push service may answer
    /// after the phone has already shown the letter.
    fn deliver(&mut self, letter: LetterId, delivery: Delivery) {
        let Some(state) = self
            .letters
            .iter_mut()
            .find(|state| state.written.id == letter)
        else {
            return;
        };
        if delivery.rank() > state.delivery.rank() {
            state.delivery = delivery;
        }
    }
}

impl Delivery {
    fn rank(self) -> u8 {
        match self {
            Self::Queued => 0,
            Self::Failed { .. } => 1,
            Self::Accepted { .. } => 2,
            Self::Shown { .. } => 3,
        }
    }
}

/// The client of an event, looked up through its alert where the event names none.
#[must_use]
pub fn client_of(board: &Board, event: &Event) -> Option<ClientId> {
    event
        .client()
        .or_else(|| Some(board.alerts.get(&event.alert()?)?.client))
}
