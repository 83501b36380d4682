//! A second, independent reading of `policy.md` 2 and 5, from the log alone: what must be
//! true when the rules lower a level, and when a late entry takes a step back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use shared::board::card::{ActionClass, Fact, Flag, Level, Post, Reason, Sign};
use shared::board::event::{Actor, Recorded};
use shared::board::member::{Function, Member};
use shared::deescalation::Transition;
use shared::deescalation::gate::{Gate, State};
use shared::duty::{Shift, ShiftKind};
use shared::time::days_after;
use shared::{ClientId, DeviceId, Event, Span, StaffId, Timestamp};

use crate::story::Story;

type Checked = Result<(), TestCaseError>;

/// What the log has said about the team and its clients.
#[derive(Default)]
pub(crate) struct Oracle {
    stories: BTreeMap<ClientId, Story>,
    members: BTreeMap<StaffId, Member>,
    shifts: Vec<Shift>,
    published_to: Option<NaiveDate>,
    paused: bool,
    stopped: bool,
    unsynced: BTreeMap<DeviceId, (Timestamp, Option<StaffId>)>,
    evaluated: BTreeMap<NaiveDate, Timestamp>,
}

impl Oracle {
    /// Reads one more event.
    pub(crate) fn read(&mut self, recorded: &Recorded) {
        if let Some(client) = recorded.event.client() {
            self.stories.entry(client).or_default().read(recorded);
        }
        match &recorded.event {
            Event::MemberJoined { staff, member } => drop(self.members.insert(*staff, *member)),
            Event::ShiftsPlanned {
                shifts,
                published_to,
            } => {
                self.shifts.extend(shifts);
                self.published_to = *published_to;
            }
            Event::PolicySet { policy, .. } => self.paused = policy.paused,
            Event::TeamPaused { .. } => self.paused = true,
            Event::TeamResumed => self.paused = false,
            Event::RulesStopped { .. } => self.stopped = true,
            Event::RulesStarted => self.stopped = false,
            Event::DeviceUnsynced {
                device,
                since,
                staff,
            } => {
                self.unsynced.insert(*device, (*since, *staff));
            }
            Event::DeviceSynced { device } => drop(self.unsynced.remove(device)),
            Event::Evaluated { date } => drop(self.evaluated.insert(*date, recorded.at)),
            _ => {}
        }
    }

    /// Checks a step that the rules take against everything that the log said before it.
    pub(crate) fn check_step(&self, recorded: &Recorded) -> Checked {
        let Event::SteppedDown {
            client,
            transition,
            verdicts,
            ..
        } = &recorded.event
        else {
            return Ok(());
        };
        let story = &self.stories[client];
        let case = Case::new(self, story, *transition, recorded.at);
        prop_assert_eq!(recorded.by, Actor::Rules);
        prop_assert_eq!(story.level(), transition.from());
        let gates: Vec<_> = verdicts.iter().map(|verdict| verdict.gate).collect();
        prop_assert_eq!(gates, Gate::ALL);
        prop_assert!(verdicts.iter().all(|verdict| verdict.state == State::Open));
        case.d1_d2()?;
        case.d3()?;
        case.d4()?;
        case.d5()?;
        case.d6()?;
        case.d7()?;
        case.d8_d9()?;
        case.d10()?;
        case.d11_d12(recorded.at)?;
        case.d13()
    }

    /// A crisis event that arrives late always takes back the earliest step before which
    /// it happened, within 14 days and while nobody has set another level since.
    pub(crate) fn must_reverse(&self, recorded: &Recorded) -> Option<shared::position::Seq> {
        let client = recorded.event.client()?;
        let story = self.stories.get(&client)?;
        let when = recorded.when();
        let is_crisis = match &recorded.event {
            Event::ContactLogged { crisis, .. } => *crisis,
            _ => false,
        };
        let step = story
            .steps
            .iter()
            .find(|(_, at)| when < *at && recorded.at.since(*at) <= Span::days(14));
        let (seq, _) = step.filter(|_| is_crisis)?;
        let own =
            |level: &crate::story::Placing| story.steps.iter().any(|one| one.0 == level.when.1);
        let set_since = story
            .placings
            .iter()
            .any(|one| one.is_other && one.when.1 > *seq && !own(one));
        (!set_since).then_some(*seq)
    }
}

/// One step before its execution.
struct Case<'a> {
    oracle: &'a Oracle,
    story: &'a Story,
    transition: Transition,
    date: NaiveDate,
    execution: Timestamp,
}

impl<'a> Case<'a> {
    fn new(oracle: &'a Oracle, story: &'a Story, transition: Transition, at: Timestamp) -> Self {
        let date = at.local().date();
        Self {
            oracle,
            story,
            transition,
            date,
            execution: Timestamp::at_hour(date, 13),
        }
    }

    fn ago(&self, at: Timestamp) -> Span {
        self.execution.since(at)
    }

    /// Whether something was entered at or after the beginning of the stay.
    fn in_stay(&self, fits: impl Fn(&Fact) -> bool) -> bool {
        self.since(self.story.since(), fits)
    }

    fn since(&self, since: Timestamp, fits: impl Fn(&Fact) -> bool) -> bool {
        self.story.latest(fits).is_some_and(|at| at >= since)
    }

    fn d1_d2(&self) -> Checked {
        let days = match self.transition {
            Transition::YellowToPlan => 3,
            _ => 7,
        };
        let since = self.story.since();
        prop_assert!(self.ago(since) >= Span::days(days), "D1");
        if let Some(crisis) = self.story.crisis() {
            let enough = match self.transition {
                Transition::RedToStepdown => self.ago(crisis) >= Span::days(7),
                Transition::StepdownToPlan => self.ago(crisis) >= Span::days(14),
                Transition::YellowToPlan => crisis < since,
            };
            prop_assert!(enough, "D2");
        }
        Ok(())
    }

    fn d3(&self) -> Checked {
        let signs = &self.story.signs;
        let Some(((latest_at, _), (latest, _))) = signs.last_key_value() else {
            return Err(TestCaseError::fail("D3: never assessed"));
        };
        prop_assert_eq!(*latest, Sign::Green, "D3: the latest");
        let morning = Timestamp::at_hour(self.date, 6);
        prop_assert!(morning.since(*latest_at) <= Span::hours(24), "D3f");
        let greens = signs.iter().filter(|((at, _), (sign, _))| {
            let counts = *at >= self.story.since() && self.ago(*at) <= Span::days(7);
            counts && *sign == Sign::Green
        });
        let greens: Vec<_> = greens
            .map(|((at, _), (_, by))| (at.local().date(), *by))
            .collect();
        let days: BTreeSet<_> = greens.iter().map(|one| one.0).collect();
        let mut people: Vec<_> = greens.iter().map(|one| one.1).collect();
        people.dedup();
        prop_assert!(
            people.iter().all(|by| matches!(by, Actor::Staff(_))),
            "D3: by people"
        );
        let red = self.transition == Transition::RedToStepdown;
        let enough = if red { 3 } else { 2 };
        prop_assert!(
            greens.len() >= enough && days.len() >= enough,
            "D3: how many"
        );
        if red {
            prop_assert!(people.len() >= 2, "D3: two persons");
            let spoiled = signs.iter().any(|((at, _), (sign, _))| {
                *sign != Sign::Green && self.ago(*at) < Span::hours(72)
            });
            prop_assert!(!spoiled, "D3: 72 hours");
        }
        Ok(())
    }

    /// A planned contact is missed an hour after its time without an entry, or when a
    /// person says so.
    fn d4(&self) -> Checked {
        let unheard = self.story.plans.values().filter_map(|plan| {
            let missed = plan.at + Span::hours(1);
            let entry = plan.over.into_iter().chain(plan.missed).min();
            entry.is_none_or(|entry| entry > missed).then_some(missed)
        });
        let said = self.story.plans.values().filter_map(|plan| plan.missed);
        let spoiled = unheard
            .chain(said)
            .any(|at| at <= self.execution && self.ago(at) < Span::hours(72));
        prop_assert!(!spoiled, "D4");
        Ok(())
    }

    fn d5(&self) -> Checked {
        let mut open = self.story.tasks.values().filter(|task| !task.closed);
        let is_free = match self.transition {
            Transition::StepdownToPlan => {
                open.all(|task| task.hand_over.is_some_and(|due| due > self.execution))
            }
            _ => open.all(|task| task.class != ActionClass::Crisis),
        };
        prop_assert!(is_free, "D5");
        Ok(())
    }

    fn d6(&self) -> Checked {
        prop_assert!(self.story.asked.is_empty(), "D6: a request");
        let story = self.story;
        let changed = story.latest(|fact| matches!(fact, Fact::MedicationChanged(_)));
        let cleared = story.latest(|fact| *fact == Fact::MedicationCleared);
        let rests = changed.is_none_or(|at| self.ago(at) >= Span::days(7) || cleared >= Some(at));
        prop_assert!(rests, "D6: medication");
        if self.transition == Transition::RedToStepdown {
            let seen = self.in_stay(|fact| matches!(fact, Fact::PsychiatristReviewed(_)));
            prop_assert!(seen, "D6: seen in this stay");
        }
        Ok(())
    }

    fn d7(&self) -> Checked {
        let story = self.story;
        for flag in [Flag::Suicide, Flag::Violence, Flag::Child] {
            prop_assert!(!story.has_flag(flag), "D7: {flag:?}");
        }
        let legal_rests = story.legal.iter().all(|at| self.ago(*at) >= Span::days(14));
        prop_assert!(legal_rests, "D7: compulsory care");
        let objected = story.latest(|fact| matches!(fact, Fact::Objected(_)));
        let talked = story.latest(|fact| *fact == Fact::ObjectionTalked);
        prop_assert!(
            objected.is_none_or(|at| talked >= Some(at)),
            "D7: objection"
        );
        let held = story
            .holds
            .values()
            .any(|until| until.is_none_or(|until| until >= self.date));
        prop_assert!(!held, "D7: hold");
        prop_assert!(!self.oracle.paused, "D7: team pause");
        let Some((reason, since)) = story.reason() else {
            return Err(TestCaseError::fail("D7: no reason"));
        };
        let allowed = match reason {
            Reason::Crisis
            | Reason::Prevention
            | Reason::LifeEvent
            | Reason::IntensiveShort
            | Reason::Somatic => true,
            Reason::Discharged => {
                self.since(since, |fact| *fact == Fact::DischargeFollowedUp)
                    && self.since(since, |fact| *fact == Fact::DischargeTicked)
            }
            Reason::Addiction => self.in_stay(|fact| *fact == Fact::AddictionContact),
            _ => false,
        };
        prop_assert!(allowed, "D7: reason {reason:?}");
        Ok(())
    }

    fn d8_d9(&self) -> Checked {
        let review = self.story.reviews.last_key_value();
        prop_assert!(review.is_some_and(|(_, date)| *date <= self.date), "D8");
        let confirmed = self.story.latest(|fact| *fact == Fact::CrisisPlanConfirmed);
        let since = match self.transition {
            Transition::YellowToPlan => Some(self.story.since()),
            _ => self.story.crisis(),
        };
        prop_assert!(confirmed.is_some() && confirmed >= since, "D9: crisis plan");
        if self.transition == Transition::StepdownToPlan {
            prop_assert!(
                self.in_stay(|fact| *fact == Fact::CarePlanChecked),
                "D9: care plan"
            );
            let answered = self.in_stay(|fact| matches!(fact, Fact::SipAnswered(_)));
            prop_assert!(answered, "D9: SIP");
        }
        Ok(())
    }

    fn d10(&self) -> Checked {
        if self.transition == Transition::RedToStepdown {
            return Ok(());
        }
        let posts = [Post::Cm, Post::Deputy].map(|post| self.story.posts[post.word()]);
        for who in posts {
            let able = who
                .and_then(|who| self.oracle.members.get(&who))
                .is_some_and(|member| {
                    member.function != Function::Manager
                        && self.story.open_to.contains(&member.employer)
                });
            prop_assert!(able, "D10: CM and deputy");
        }
        let mut day = self.date;
        for _ in 0..3 {
            day = next_working_day(day);
            prop_assert!(self.oracle.published_to >= Some(day), "D10: unknown rota");
            let works = self.oracle.shifts.iter().any(|shift| {
                let by_day = matches!(shift.kind, ShiftKind::Day | ShiftKind::DayCm);
                by_day && posts.contains(&Some(shift.who)) && shift.from.local().date() == day
            });
            prop_assert!(works, "D10: day shift {day}");
        }
        let booked = self.story.plans.values().any(|plan| {
            let is_soon =
                plan.at > self.execution && plan.at.since(self.execution) <= Span::hours(72);
            plan.over.is_none() && plan.missed.is_none() && is_soon
        });
        prop_assert!(booked, "D10: booked contact");
        Ok(())
    }

    fn d11_d12(&self, at: Timestamp) -> Checked {
        let weekday = self.date.weekday();
        let in_week = matches!(
            weekday,
            Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu
        );
        let tomorrow = days_after(self.date, 1);
        prop_assert!(in_week && is_working_day(self.date), "D11: the day");
        prop_assert!(is_working_day(tomorrow), "D11: the next day");
        let morning = Timestamp::at_hour(self.date, 6);
        let in_time =
            |at: Timestamp, hour: Timestamp| (hour..=hour + Span::minutes(10)).contains(&at);
        prop_assert!(in_time(at, self.execution), "D11: at 13:00");
        let proposed = self.story.proposed;
        prop_assert!(
            proposed.is_some_and(|at| in_time(at, morning)),
            "D12: proposed at 06:00"
        );
        let shown = self.story.shown;
        let seen = shown.is_some_and(|at| (morning..=self.execution).contains(&at));
        prop_assert!(seen, "D11: shown today");
        let evaluated = self.oracle.evaluated.get(&self.date);
        prop_assert!(
            evaluated.is_some_and(|at| in_time(*at, morning)),
            "D12: evaluated"
        );
        prop_assert!(!self.oracle.stopped, "D12: heartbeat");
        let on_duty = |who| {
            let shifts = self.oracle.shifts.iter();
            let at = self.execution;
            shifts
                .filter(|shift| shift.who == who)
                .any(|shift| shift.from <= at && at < shift.to)
        };
        let long = self.oracle.unsynced.values().any(|(at, who)| {
            let silent = self.ago(*at);
            silent > Span::hours(24)
                && who.is_none_or(|who| on_duty(who) && silent <= Span::days(14))
        });
        prop_assert!(!long, "D12: devices");
        Ok(())
    }

    fn d13(&self) -> Checked {
        prop_assert!(
            self.in_stay(|fact| matches!(fact, Fact::Told(_))),
            "D13: tried"
        );
        if self.transition.to() == Level::Plan {
            let view = self.in_stay(|fact| match fact {
                Fact::Told(told) => told.reached && (told.view.is_some() || told.no_view.is_some()),
                _ => false,
            });
            prop_assert!(view, "D13: the view");
        }
        Ok(())
    }
}

/// The free weekdays of the months in which the histories are played.
const FREE: [(u32, u32); 5] = [(4, 3), (4, 6), (5, 1), (5, 14), (6, 19)];

fn is_working_day(date: NaiveDate) -> bool {
    assert!(date.year() == 2026, "the list of free days is that of 2026");
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
        && !FREE.contains(&(date.month(), date.day()))
}

fn next_working_day(date: NaiveDate) -> NaiveDate {
    let mut day = days_after(date, 1);
    while !is_working_day(day) {
        day = days_after(day, 1);
    }
    day
}
