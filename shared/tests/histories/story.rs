//! What the log has said about a client, in the words of `policy.md`, sorted by when it
//! happened. Nothing here is shared with the code of the board.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use shared::board::card::{ActionClass, Fact, Flag, Level, Post, Reason, Sign};
use shared::board::event::{Actor, Recorded};
use shared::board::member::Organisation;
use shared::position::Seq;
use shared::{ActionId, ContactId, Event, StaffId, Timestamp};

/// A moment in the log: when it happened, and its number among those of that moment.
pub(crate) type When = (Timestamp, Seq);

/// A level that was set.
#[derive(Clone, Copy)]
pub(crate) struct Placing {
    pub(crate) when: When,
    pub(crate) level: Level,
    /// Whether it was another level than before: setting the same again changes nothing.
    pub(crate) is_other: bool,
}

/// A planned contact.
pub(crate) struct Plan {
    pub(crate) at: Timestamp,
    /// When it was made or called off.
    pub(crate) over: Option<Timestamp>,
    /// When somebody said that the client was not reached.
    pub(crate) missed: Option<Timestamp>,
}

/// An action, open or closed.
pub(crate) struct Task {
    pub(crate) class: ActionClass,
    pub(crate) closed: bool,
    pub(crate) hand_over: Option<Timestamp>,
}

/// Everything that was said about a client.
#[derive(Default)]
pub(crate) struct Story {
    pub(crate) placings: Vec<Placing>,
    pub(crate) steps: Vec<(Seq, Timestamp)>,
    pub(crate) reasons: BTreeMap<When, Reason>,
    pub(crate) reviews: BTreeMap<When, NaiveDate>,
    pub(crate) signs: BTreeMap<When, (Sign, Actor)>,
    pub(crate) crises: Vec<Timestamp>,
    pub(crate) plans: BTreeMap<ContactId, Plan>,
    pub(crate) tasks: BTreeMap<ActionId, Task>,
    pub(crate) facts: Vec<(When, Fact)>,
    pub(crate) flags: BTreeMap<Flag, BTreeMap<When, bool>>,
    pub(crate) legal: Vec<Timestamp>,
    pub(crate) asked: BTreeSet<Seq>,
    pub(crate) holds: BTreeMap<Seq, Option<NaiveDate>>,
    pub(crate) posts: BTreeMap<&'static str, Option<StaffId>>,
    /// When somebody was named for a post last.
    named: BTreeMap<&'static str, Timestamp>,
    pub(crate) open_to: Vec<Organisation>,
    pub(crate) proposed: Option<Timestamp>,
    pub(crate) shown: Option<Timestamp>,
}

impl Story {
    /// Reads one more event about the client.
    pub(crate) fn read(&mut self, recorded: &Recorded) {
        let (at, when) = (recorded.at, (recorded.when(), recorded.seq));
        match &recorded.event {
            Event::ClientEnrolled {
                cm,
                deputy,
                open_to,
                ..
            } => {
                self.posts.insert(Post::Cm.word(), *cm);
                self.posts.insert(Post::Deputy.word(), *deputy);
                self.open_to.clone_from(open_to);
            }
            Event::Placed {
                from,
                level,
                reason,
                review,
                ..
            } => {
                // Who changes the present level has seen it, whatever their clock says.
                let is_seen = *from == self.level();
                let when = if is_seen {
                    self.after_the_last(when)
                } else {
                    when
                };
                self.reasons.insert(when, *reason);
                self.review(when, *review);
                self.place(when, *level, from != level);
            }
            Event::Returned { level, review, .. } => {
                let when = self.after_the_last(when);
                self.review(when, *review);
                self.place(when, *level, true);
            }
            Event::RaisedAgain { review, .. } => {
                self.reasons.insert(when, Reason::Prevention);
                self.review(when, Some(*review));
                self.place(when, Level::Yellow, true);
            }
            Event::SteppedDown { transition, .. } => {
                self.steps.push((recorded.seq, at));
                self.place(when, transition.to(), true);
            }
            Event::Reversed { step, .. } => {
                // Whatever else was set since was the same level again.
                self.placings.retain(|one| one.when.1 < *step);
                self.steps.retain(|(seq, _)| seq < step);
            }
            Event::Assessed { sign, .. } => {
                self.signs.insert(when, (*sign, recorded.by));
            }
            Event::ContactLogged {
                reached,
                crisis,
                booking,
                ..
            } => {
                if *crisis {
                    self.crises.push(when.0);
                }
                self.contact(when.0, at, *reached, *booking);
            }
            Event::EmergencyAccess { .. } if self.level_at(when) != Level::Plan => {
                self.crises.push(when.0);
            }
            Event::Booked { booking, .. } => {
                let plan = Plan {
                    at: booking.at,
                    over: None,
                    missed: None,
                };
                self.plans.insert(booking.id, plan);
            }
            Event::BookingCancelled { booking, .. } => {
                if let Some(plan) = self.plans.get_mut(booking) {
                    plan.over = plan.over.or(Some(at));
                }
            }
            Event::ActionOpened { action, .. } => {
                let task = Task {
                    class: action.class,
                    closed: false,
                    hand_over: None,
                };
                self.tasks.insert(action.id, task);
            }
            Event::ActionClosed { action, .. } => {
                if let Some(task) = self.tasks.get_mut(action) {
                    task.closed = true;
                }
            }
            Event::ActionHandedOver { action, to, .. } => {
                if let Some(task) = self.tasks.get_mut(action) {
                    task.hand_over = Some(to.due);
                }
            }
            Event::FlagRaised { flag, .. } => {
                self.flags.entry(*flag).or_default().insert(when, true);
            }
            Event::FlagCleared { flag, .. } => {
                self.flags.entry(*flag).or_default().insert(when, false);
            }
            Event::LegalChanged { legal, .. } => self.legal.push(legal.changed),
            Event::ReviewSet { date, .. } => self.review(when, Some(*date)),
            Event::HoldSet { until, .. } => drop(self.holds.insert(recorded.seq, *until)),
            Event::HoldLifted { hold, .. } => match hold {
                Some(hold) => drop(self.holds.remove(hold)),
                None => self.holds.clear(),
            },
            Event::Noted { fact, .. } => self.facts.push((when, fact.clone())),
            // Who was named later holds the post, whatever arrived last.
            Event::Appointed { post, .. }
                if self
                    .named
                    .get(post.word())
                    .is_some_and(|last| *last > when.0) => {}
            Event::Appointed { post, who, .. } => {
                self.posts.insert(post.word(), *who);
                self.named.insert(post.word(), when.0);
            }
            Event::ConsentChanged { open_to, .. } => self.open_to.clone_from(open_to),
            Event::PsychiatristAsked { .. } => drop(self.asked.insert(recorded.seq)),
            Event::PsychiatristAnswered { asked, .. } => drop(self.asked.remove(asked)),
            Event::ProposalMade { .. } => (self.proposed, self.shown) = (Some(at), None),
            Event::ProposalShown { .. } => self.shown = Some(at),
            Event::ProposalCancelled { .. } | Event::StepCancelled { .. } => self.proposed = None,
            _ => {}
        }
    }

    /// The moment, or that of the last placing if it is later.
    fn after_the_last(&self, when: When) -> When {
        let last = self.placings.last().map_or(when.0, |one| one.when.0);
        (when.0.max(last), when.1)
    }

    fn review(&mut self, when: When, date: Option<NaiveDate>) {
        self.reviews.extend(date.map(|date| (when, date)));
    }

    fn place(&mut self, when: When, level: Level, is_other: bool) {
        let placing = Placing {
            when,
            level,
            is_other,
        };
        self.placings.push(placing);
        self.placings.sort_by_key(|one| one.when);
        if level == Level::Plan {
            // Every action has gone to the one who was named for it.
            for task in self.tasks.values_mut() {
                task.hand_over = None;
            }
        }
    }

    /// A contact that reached the client ends every plan up to half an hour ahead, or the
    /// one that it names.
    fn contact(&mut self, when: Timestamp, at: Timestamp, reached: bool, named: Option<ContactId>) {
        if !reached {
            if let Some(plan) = named.and_then(|id| self.plans.get_mut(&id)) {
                plan.missed = Some(when);
            }
            return;
        }
        for (id, plan) in &mut self.plans {
            let is_it = named.map_or(plan.at.since(when).whole_minutes() < 30, |named| {
                named == *id
            });
            if is_it && plan.over.is_none() {
                plan.over = Some(at);
            }
        }
    }

    /// The level at a moment.
    fn level_at(&self, when: When) -> Level {
        let before = self.placings.iter().rfind(|one| one.when < when);
        before.map_or(Level::Plan, |one| one.level)
    }

    /// The level now.
    pub(crate) fn level(&self) -> Level {
        self.placings.last().map_or(Level::Plan, |one| one.level)
    }

    /// Since when: the beginning of the last row of equal levels.
    pub(crate) fn since(&self) -> Timestamp {
        let level = self.level();
        let row = self
            .placings
            .iter()
            .rev()
            .take_while(|one| one.level == level);
        row.last().map(|one| one.when.0).unwrap_or_default()
    }

    /// The last crisis event: marked ones, emergency access, and every raise to red.
    pub(crate) fn crisis(&self) -> Option<Timestamp> {
        let mut level = Level::Plan;
        let raises = self.placings.iter().filter_map(|one| {
            let is_raise = one.level == Level::Red && level != Level::Red;
            level = one.level;
            is_raise.then_some(one.when.0)
        });
        raises.chain(self.crises.iter().copied()).max()
    }

    /// The reason that holds, and since when.
    pub(crate) fn reason(&self) -> Option<(Reason, Timestamp)> {
        let (_, reason) = self.reasons.last_key_value()?;
        let row = self
            .reasons
            .iter()
            .rev()
            .take_while(|(_, one)| *one == reason);
        row.last().map(|(when, _)| (*reason, when.0))
    }

    /// The latest time of a fact that fits.
    pub(crate) fn latest(&self, fits: impl Fn(&Fact) -> bool) -> Option<Timestamp> {
        let fitting = self.facts.iter().filter(|(_, fact)| fits(fact));
        fitting.map(|(when, _)| when.0).max()
    }

    /// Whether a flag is raised.
    pub(crate) fn has_flag(&self, flag: Flag) -> bool {
        let said = self.flags.get(&flag).and_then(|said| said.last_key_value());
        said.is_some_and(|(_, raised)| *raised)
    }
}
