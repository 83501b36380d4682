//! What an event does to a client's card.
//!
//! An entry that was made offline takes its place by when it happened. Registers keep
//! the newest, lists are sorted, and a level that was set later stands; so the order of
//! arrival does not matter (`policy.md` 5).

use crate::board::card::facts::{is_since, later};
use crate::board::card::{
    Assessment, BackToPlan, Booking, Card, Contact, Crisis, Fact, Flag, Hold, HoldKind, Level,
    Missed, Post, PsychiatristClock, Reason, Request, Stamped, TakenBack, Why,
};
use crate::board::event::{Actor, Event, Recorded};
use crate::calendar::Calendar;
use crate::deescalation::policy::Policy;
use crate::id::{ContactId, StaffId};
use crate::position::Seq;
use crate::time::{Span, Timestamp};

/// How far back assessments are kept beyond the last few; D3 looks back seven days.
const ASSESSMENTS_LOOK_BACK: Span = Span::days(8);
/// How far back missed contacts are kept; D4 looks back three days.
const MISSED_LOOK_BACK: Span = Span::days(8);
/// How far back crisis events are kept before the last one.
const CRISES_LOOK_BACK: Span = Span::days(60);
/// A contact a little before its time is the planned one.
const EARLY_BY: Span = Span::minutes(30);

/// The rules and the calendar under which an event happens.
#[derive(Clone, Copy)]
pub(crate) struct Under<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) calendar: &'a Calendar,
}

impl Card {
    /// Takes an event in.
    pub(crate) fn enter(&mut self, recorded: &Recorded, under: Under) {
        let placing;
        let recorded = match &recorded.event {
            Event::Placed { from, .. } if *from == self.level => {
                placing = self.after_the_level(recorded);
                if self.placed.is_none() {
                    self.since = self.since.min(placing.when());
                }
                &placing
            }
            Event::Returned { .. } => {
                placing = self.after_the_level(recorded);
                &placing
            }
            _ => recorded,
        };
        let (when, by) = (recorded.when(), recorded.by);
        // Access in an emergency counts for clients on the board (`policy.md` 1).
        let is_off_board =
            self.level == Level::Plan && matches!(recorded.event, Event::EmergencyAccess { .. });
        if recorded.event.is_crisis() && !is_off_board {
            self.crisis_at(Crisis {
                at: when,
                seq: recorded.seq,
                by,
            });
        }
        match &recorded.event {
            Event::Placed {
                from,
                level,
                reason,
                text,
                review,
                ..
            } => {
                self.give_reason(recorded, *reason, text);
                if let Some(review) = review {
                    later(&mut self.review, recorded.stamp(*review));
                }
                later(&mut self.placed, recorded.stamp(*level));
                if from != level {
                    self.change_level(recorded, *level, under);
                }
            }
            Event::Returned { level, review, .. } => {
                if let Some(review) = review {
                    later(&mut self.review, recorded.stamp(*review));
                }
                later(&mut self.placed, recorded.stamp(*level));
                self.change_level(recorded, *level, under);
            }
            Event::RaisedAgain { review, .. } => {
                self.give_reason(recorded, Reason::Prevention, Why::CONTACT_MISSING);
                later(&mut self.review, recorded.stamp(*review));
                later(&mut self.placed, recorded.stamp(Level::Yellow));
                self.change_level(recorded, Level::Yellow, under);
            }
            Event::SteppedDown { transition, .. } => {
                self.placed = Some(recorded.stamp(transition.to()));
                self.change_level(recorded, transition.to(), under);
                self.await_contact(under.policy);
            }
            Event::Reversed {
                level,
                since,
                raised,
                late,
                ..
            } => {
                let step = self.placed.as_ref().map_or(recorded.at, |placed| placed.at);
                // The level of before holds since before: a late raise comes after it.
                self.placed = Some(Stamped {
                    at: *since,
                    ..recorded.stamp(*level)
                });
                (self.level, self.since, self.raised) = (*level, *since, *raised);
                self.back_to_plan = None;
                self.taken_back = Some(TakenBack { step, late: *late });
            }
            Event::Appointed { post, who, .. } => self.appoint(*post, *who, when),
            Event::ConsentChanged {
                open_to, vacant, ..
            } => {
                self.open_to.clone_from(open_to);
                for post in vacant {
                    self.appoint(*post, None, when);
                }
            }
            Event::ContactNamed { contact, .. } => {
                later(&mut self.contact_today, recorded.stamp(contact.clone()));
            }
            Event::Assessed { sign, .. } => {
                let sign = *sign;
                self.assess(Assessment {
                    sign,
                    at: when,
                    by,
                    seq: recorded.seq,
                });
            }
            Event::ContactLogged {
                how,
                reached,
                booking,
                ..
            } => {
                let contact = Contact {
                    at: when,
                    by,
                    how: *how,
                    reached: *reached,
                };
                self.log_contact(contact, *booking, recorded.seq);
            }
            Event::VisitChanged { change, .. } => self.visit(change, when),
            Event::Booked { booking, .. } => {
                let at = self.bookings.partition_point(|one| one.at <= booking.at);
                self.bookings.insert(at, *booking);
            }
            Event::Corrected { entry, .. } => {
                self.assessments.retain(|one| one.seq != *entry);
                self.missed.retain(|one| one.seq != *entry);
                self.crises.retain(|one| one.seq != *entry);
            }
            Event::BookingCancelled { booking, .. } => {
                self.bookings.retain(|one| one.id != *booking);
            }
            Event::ContactMissed { booking, .. } => {
                let at = self.missed_at(*booking, recorded, under.policy);
                self.miss(*booking, at, recorded.seq, by);
            }
            Event::ActionOpened { action, .. } => self.actions.push(action.clone()),
            Event::ActionClosed { action, .. } => self.actions.retain(|one| one.id != *action),
            Event::ActionHandedOver { action, to, .. } => {
                if let Some(action) = self.actions.iter_mut().find(|one| one.id == *action) {
                    action.hand_over = Some(*to);
                }
            }
            Event::FlagRaised { flag, .. } => self.say_flag(*flag, recorded.stamp(true)),
            Event::FlagCleared { flag, .. } => self.say_flag(*flag, recorded.stamp(false)),
            Event::LegalChanged { legal, .. } => {
                let newest = self.legal.filter(|old| old.changed > legal.changed);
                self.legal = newest.or(Some(*legal));
            }
            Event::ReviewSet { date, .. } => later(&mut self.review, recorded.stamp(*date)),
            Event::Noted { fact, .. } => self.note(recorded, fact),
            Event::PsychiatristAsked { text, .. } => self.requests.push(Request {
                seq: recorded.seq,
                at: when,
                by,
                text: text.clone(),
            }),
            Event::PsychiatristAnswered { asked, .. } => {
                self.requests.retain(|request| request.seq != *asked);
            }
            Event::PsychiatristOverdue { .. } => {
                if let Some(clock) = &mut self.psychiatrist {
                    clock.overdue = true;
                }
            }
            Event::HoldSet {
                by: kind,
                reason,
                until,
                ..
            } => self.hold(recorded, *kind, reason, *until),
            Event::HoldLifted { hold, .. } => match hold {
                Some(hold) => self.holds.retain(|one| one.seq != *hold),
                None => self.holds.clear(),
            },
            Event::ContactLimitMet { .. } => {
                if let Some(back) = &mut self.back_to_plan {
                    back.contact_by = None;
                }
            }
            Event::AftercareEnded { .. } => {
                if let Some(back) = &mut self.back_to_plan {
                    back.over = true;
                }
            }
            _ => {}
        }
    }

    /// Who changes the present level has seen it, whatever the clock of the device said: a
    /// raise is never lost to a clock that runs behind. A placing from another level was
    /// made before the present one, and that stands.
    fn after_the_level(&self, recorded: &Recorded) -> Recorded {
        let when = match &self.placed {
            Some(placed) => recorded.when().max(placed.at),
            // Nobody had decided anything: it may have begun before the client was enrolled.
            None => recorded.when(),
        };
        Recorded {
            happened: Some(when).filter(|when| *when != recorded.at),
            ..recorded.clone()
        }
    }

    /// Who was named later holds the post.
    fn appoint(&mut self, post: Post, who: Option<StaffId>, when: Timestamp) {
        if self.appointed.get(&post).is_some_and(|last| *last > when) {
            return;
        }
        self.appointed.insert(post, when);
        match post {
            Post::Cm => self.cm = who,
            Post::Deputy => self.deputy = who,
        }
    }

    fn give_reason(&mut self, recorded: &Recorded, reason: Reason, text: &str) {
        let why = recorded.stamp(Why {
            reason,
            text: text.to_owned(),
        });
        let is_newest = self.why.as_ref().is_none_or(|old| old.at <= why.at);
        if is_newest && (self.level == Level::Plan || self.reason() != Some(reason)) {
            self.reason_since = Some(why.at);
        }
        later(&mut self.why, why);
    }

    /// `since` changes only when the level changes, and a change that happened later
    /// stands (`policy.md` 1).
    fn change_level(&mut self, recorded: &Recorded, level: Level, under: Under) {
        let when = recorded.when();
        if level == self.level || when < self.since {
            return;
        }
        if self.level == Level::Plan {
            self.raised = Some(when);
            self.back_to_plan = None;
        }
        if level == Level::Plan {
            self.leave_the_board(recorded, under.policy.aftercare_days);
        }
        self.level = level;
        self.since = when;
        self.psychiatrist = (level == Level::Red
            && !is_since(self.facts.psychiatrist.as_ref(), when))
        .then(|| PsychiatristClock {
            due: under
                .calendar
                .psychiatrist_due(when, under.policy.psychiatrist_days),
            overdue: false,
        });
    }

    /// Open actions go to those who were named, else to the CM, and aftercare begins
    /// (`policy.md` 3.7 and 4).
    fn leave_the_board(&mut self, recorded: &Recorded, aftercare_days: u8) {
        let at = recorded.when();
        self.raised = None;
        for action in &mut self.actions {
            if let Some(to) = action.hand_over.take() {
                (action.owner, action.due) = (to.owner, to.due);
            } else if let Some(cm) = self.cm {
                action.owner = cm;
            }
        }
        self.back_to_plan = Some(BackToPlan {
            at,
            by: recorded.by,
            from: self.level,
            aftercare_until: at.calendar_days_later(aftercare_days),
            contact_by: None,
            reached: None,
            over: false,
        });
    }

    /// After a step by the rules a contact must reach the client soon (`policy.md` 4).
    fn await_contact(&mut self, policy: &Policy) {
        let within = match self.reason() {
            Some(Reason::Discharged) => policy.discharged_contact_within,
            _ => policy.contact_within,
        };
        if let Some(back) = &mut self.back_to_plan {
            back.contact_by = Some(back.at + within);
        }
    }

    /// D2 looks back over weeks, and never past the last one.
    fn crisis_at(&mut self, crisis: Crisis) {
        let place = self.crises.partition_point(|old| old.at <= crisis.at);
        self.crises.insert(place, crisis);
        let newest = self.crises.last().map_or(crisis.at, |last| last.at);
        self.crises
            .retain(|one| newest.since(one.at) <= CRISES_LOOK_BACK);
    }

    /// The last few are kept, and those of the last days. Which ones that are does not
    /// depend on the order in which they came.
    fn assess(&mut self, one: Assessment) {
        let at = self.assessments.partition_point(|old| old.at <= one.at);
        self.assessments.insert(at, one);
        let newest = self.assessments.last().map_or(one.at, |last| last.at);
        let surplus = self
            .assessments
            .len()
            .saturating_sub(Self::ASSESSMENTS_KEPT);
        let old = self
            .assessments
            .iter()
            .take_while(|one| newest.since(one.at) > ASSESSMENTS_LOOK_BACK)
            .count();
        self.assessments.drain(..surplus.min(old));
    }

    fn log_contact(&mut self, contact: Contact, booking: Option<ContactId>, seq: Seq) {
        let when = contact.at;
        if self.last_contact.is_none_or(|last| last.at <= when) {
            self.last_contact = Some(contact);
        }
        if contact.reached {
            self.bookings.retain(|one| match booking {
                Some(id) => one.id != id,
                None => one.at > when + EARLY_BY,
            });
            if let Some(back) = &mut self.back_to_plan
                && when > back.at
                && back.reached.is_none_or(|old| when < old)
            {
                back.reached = Some(when);
            }
        } else if let Some(id) = booking.or_else(|| self.planned_for(when)) {
            self.miss(id, when, seq, contact.by);
        }
    }

    /// The planned contact that an attempt at a moment belongs to.
    fn planned_for(&self, when: Timestamp) -> Option<ContactId> {
        let fits =
            |one: &&Booking| one.at <= when + EARLY_BY && when.since(one.at) <= Span::minutes(60);
        self.bookings.iter().filter(fits).map(|one| one.id).next()
    }

    /// When a contact was missed. A server that was away notices it late.
    fn missed_at(&self, booking: ContactId, recorded: &Recorded, policy: &Policy) -> Timestamp {
        let planned = self.bookings.iter().find(|one| one.id == booking);
        planned
            .zip(policy.missed_after)
            .filter(|_| recorded.by == Actor::Rules)
            .map_or(recorded.when(), |(one, after)| {
                recorded.when().min(one.at + after)
            })
    }

    fn miss(&mut self, booking: ContactId, at: Timestamp, seq: Seq, by: Actor) {
        let planned = self.bookings.iter_mut().find(|one| one.id == booking);
        let planned = planned.map(|one| {
            one.missed = true;
            one.at
        });
        let place = self.missed.partition_point(|old| old.at <= at);
        self.missed.insert(
            place,
            Missed {
                booking,
                planned,
                at,
                seq,
                by,
            },
        );
        let newest = self.missed.last().map_or(at, |last| last.at);
        self.missed
            .retain(|one| newest.since(one.at) <= MISSED_LOOK_BACK);
        self.bookings
            .retain(|one| !one.missed || newest.since(one.at) <= MISSED_LOOK_BACK);
    }

    fn say_flag(&mut self, flag: Flag, said: Stamped<bool>) {
        let mut slot = self.flags.remove(&flag);
        later(&mut slot, said);
        self.flags.extend(slot.map(|said| (flag, said)));
    }

    fn note(&mut self, recorded: &Recorded, fact: &Fact) {
        self.facts.note(recorded.stamp(()), fact);
        if is_since(self.facts.psychiatrist.as_ref(), self.since) {
            self.psychiatrist = None;
        }
    }

    fn hold(
        &mut self,
        recorded: &Recorded,
        kind: HoldKind,
        reason: &str,
        until: Option<chrono::NaiveDate>,
    ) {
        let at = recorded.when();
        let today = at.local().date();
        let since = self.hold_since(kind, at);
        self.holds.retain(|hold| hold.holds_on(today));
        let hold = Hold {
            seq: recorded.seq,
            kind,
            reason: reason.to_owned(),
            by: recorded.by,
            at,
            since,
            until,
        };
        let place = self.holds.partition_point(|old| old.at <= at);
        self.holds.insert(place, hold);
    }
}
