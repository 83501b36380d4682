//! What an event does to a board. Whatever is in the log has happened, so nothing
//! here can fail: an event about something unknown changes nothing but the number.

mod alert;
pub(crate) mod card;
mod duty;
mod meeting;
mod visit;

use crate::alert::{Alert, AlertNumber};
use crate::board::Board;
use crate::board::apply::card::Under;
use crate::board::card::{Card, Channel, ContactToday, Stamped};
use crate::board::deviation::{Deviation, DeviationKind, Outage, PassedOn};
use crate::board::event::{Actor, Event, Recorded};
use crate::board::member::Proven;
use crate::carried;
use crate::deescalation::late::StepTaken;
use crate::deescalation::proposal::Proposal;
use crate::id::ClientId;
use crate::order::sort_by_key;
use crate::time::{Span, Timestamp};

/// How long ended shifts are kept: a late entry looks back at the days after a step.
const SHIFTS_KEPT: Span = Span::days(30);
/// How many times in which the rules stood still are kept.
const OUTAGES_KEPT: usize = 20;
/// How many drafts of deviations are kept.
const DEVIATIONS_KEPT: usize = 100;

impl Board {
    /// Applies an event that has happened.
    pub fn apply(&mut self, recorded: &Recorded) {
        self.seq = recorded.seq;
        if let Some(client) = recorded.event.client() {
            self.remember_steps(client, recorded);
            let under = Under {
                policy: &self.policy,
                calendar: &self.calendar,
            };
            if let Some(card) = self.cards.get_mut(&client) {
                card.enter(recorded, under);
            }
        }
        if let Some(alert) = recorded.event.alert()
            && let Some(alert) = self.alerts.get_mut(&alert)
        {
            alert.apply(recorded);
        }
        self.apply_to_team(recorded);
        self.apply_to_rules(recorded);
        self.apply_to_proposals(recorded);
        self.apply_to_meeting(recorded);
    }

    /// Keeps what the rules knew when they took a step, for entries that arrive late.
    fn remember_steps(&mut self, client: ClientId, recorded: &Recorded) {
        if let Event::SteppedDown { transition, .. } = &recorded.event
            && let Some(before) = self.cards.get(&client)
        {
            let steps = self.steps.entry(client).or_default();
            let within = self.policy.late_entry_within;
            steps.retain(|step| recorded.at.since(step.at) <= within);
            steps.push(StepTaken {
                seq: recorded.seq,
                at: recorded.at,
                transition: *transition,
                shown: self.proposals.get(&client).and_then(|one| one.shown),
                overtaken: false,
                before: before.clone(),
            });
            return;
        }
        let Some(steps) = self.steps.get_mut(&client) else {
            return;
        };
        if let Event::Reversed { step, .. } = &recorded.event {
            steps.retain(|one| one.seq < *step);
            return;
        }
        let under = Under {
            policy: &self.policy,
            calendar: &self.calendar,
        };
        let sets_level = match &recorded.event {
            Event::Placed { from, level, .. } => from != level,
            Event::Returned { .. } | Event::RaisedAgain { .. } => true,
            _ => false,
        };
        for step in steps {
            if recorded.when() < step.at && recorded.event.is_entered() {
                step.before.enter(recorded, under);
            }
            step.overtaken |= sets_level;
        }
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
            Event::DevicesProven {
                staff,
                devices,
                last,
            } => match last {
                Some(last) => {
                    let proven = Proven {
                        devices: *devices,
                        last: *last,
                    };
                    self.proven.insert(*staff, proven);
                }
                None => {
                    self.proven.remove(staff);
                }
            },
            Event::ContactLost { staff, since } => self.lose_contact(*staff, *since),
            Event::ContactRegained { staff } => self.regain_contact(*staff),
            Event::LetterShown { alert, letter } => {
                if let Some(staff) = self.receiver(*alert, *letter) {
                    self.regain_contact(staff);
                }
            }
            Event::ShiftsPlanned {
                shifts,
                published_to,
            } => {
                self.shifts.retain(|shift| at.since(shift.to) < SHIFTS_KEPT);
                self.shifts.extend(shifts);
                sort_by_key(&mut self.shifts, |shift| {
                    (shift.from, shift.kind, shift.who)
                });
                let planned = shifts.iter().map(|shift| shift.from.local().date()).max();
                self.rota_to = published_to.or(self.rota_to.max(planned));
            }
            Event::DutyChanged { change } => self.apply_to_duty(change, at),
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
            Event::MarkedForExercise { client } => {
                if let Some(card) = self.cards.get_mut(client) {
                    card.is_exercise = true;
                }
            }
            Event::AlertRaised {
                alert,
                client,
                class,
                tonight,
                in_meeting,
                visit,
            } => {
                self.forget_old_alerts(at);
                let mut raised =
                    Alert::new(*alert, *client, *class, recorded.by, at).with(self.policy.ladder);
                raised.tonight = *tonight;
                raised.in_meeting = *in_meeting;
                raised.visit = *visit;
                self.alerts.insert(*alert, raised);
            }
            Event::Acknowledged { alert, .. } => self.name_the_one_who_took(*alert, recorded),
            Event::DeviationDrafted {
                client,
                about,
                within,
            } => self.draft(recorded, *client, *about, *within),
            Event::DeviationPassedOn { draft, .. } => {
                let mut drafts = self.deviations.iter_mut();
                if let Some(one) = drafts.find(|one| one.seq == *draft) {
                    one.passed_on = Some(PassedOn {
                        by: recorded.by,
                        at,
                    });
                }
            }
            _ => {}
        }
    }

    fn apply_to_rules(&mut self, recorded: &Recorded) {
        match &recorded.event {
            Event::TeamPaused { .. } | Event::TeamResumed
                if self.paused_at.is_some_and(|last| last > recorded.when()) => {}
            Event::TeamPaused { reason } => {
                self.policy.paused = true;
                self.paused_at = Some(recorded.when());
                self.pause = Some(recorded.stamp(reason.clone()));
            }
            Event::TeamResumed => {
                self.policy.paused = false;
                self.paused_at = Some(recorded.when());
                self.pause = None;
            }
            Event::RulesStopped { since } => self.stopped = Some(*since),
            Event::RulesStarted => {
                if let Some(from) = self.stopped.take() {
                    self.outages.push(Outage {
                        seq: recorded.seq,
                        from,
                        until: recorded.at,
                    });
                    let surplus = self.outages.len().saturating_sub(OUTAGES_KEPT);
                    self.outages.drain(..surplus);
                }
            }
            Event::DeviceUnsynced {
                device,
                since,
                staff,
            } => {
                carried::forget_old(self, recorded.at);
                self.unsynced.insert(*device, *since);
                match staff {
                    Some(staff) => self.carriers.insert(*device, *staff),
                    None => self.carriers.remove(device),
                };
            }
            Event::DeviceSynced { device } => {
                self.unsynced.remove(device);
                self.carriers.remove(device);
            }
            Event::Evaluated { date } | Event::EvaluationMissed { date } => {
                self.evaluated = Some(*date);
            }
            Event::ExecutionDone { date } => self.executed = Some(*date),
            Event::NoticesWritten { morning, shift, .. } => {
                self.notified = morning.or(self.notified);
                self.shift_tried = shift.or(self.shift_tried);
            }
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
            | Event::ProposalCancelled { client, .. }
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

    /// Whoever takes an alert is the client's contact today, unless one is named. The
    /// meeting is nobody's contact; it names one.
    fn name_the_one_who_took(&mut self, alert: AlertNumber, recorded: &Recorded) {
        let Some(client) = self
            .alerts
            .get(&alert)
            .filter(|alert| !alert.in_meeting)
            .map(|alert| alert.client)
        else {
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

    fn draft(
        &mut self,
        recorded: &Recorded,
        client: ClientId,
        about: DeviationKind,
        within: Option<u8>,
    ) {
        let cm = self.cards.get(&client).and_then(|card| card.cm);
        let writer = match recorded.by {
            Actor::Staff(staff) => Some(staff),
            Actor::Rules | Actor::Server => cm,
        };
        self.deviations.push(Deviation {
            seq: recorded.seq,
            client,
            about,
            within,
            at: recorded.at,
            writer,
            passed_on: None,
        });
        let surplus = self.deviations.len().saturating_sub(DEVIATIONS_KEPT);
        self.deviations.drain(..surplus);
    }

    fn forget_old_alerts(&mut self, now: Timestamp) {
        self.alerts
            .retain(|_, alert| alert.is_open() || now.since(alert.raised) < Alert::NUMBER_RESTS);
    }
}

impl Recorded {
    /// The value with the age of this event.
    pub(crate) fn stamp<T>(&self, value: T) -> Stamped<T> {
        Stamped {
            value,
            seq: self.seq,
            at: self.when(),
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
