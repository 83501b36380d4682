//! What an event does to a board. Whatever is in the log has happened, so nothing
//! here can fail: an event about something unknown changes nothing but the number.

mod alert;
mod card;

use crate::alert::Alert;
use crate::alert::AlertNumber;
use crate::board::Board;
use crate::board::card::{Card, Channel, ContactToday, Stamped};
use crate::board::event::{Actor, Event, Recorded};
use crate::deescalation::proposal::Proposal;
use crate::id::ClientId;
use crate::time::{Span, Timestamp};

/// How long ended shifts are kept: a shift change looks back over one weekend.
const SHIFTS_KEPT: Span = Span::days(7);

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

/// The client of an event, looked up through its alert where the event names none.
#[must_use]
pub fn client_of(board: &Board, event: &Event) -> Option<ClientId> {
    event
        .client()
        .or_else(|| Some(board.alerts.get(&event.alert()?)?.client))
}
