//! The gates of RP-1: one small function each (`policy.md` 2).

mod verdict;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::board::card::{ActionClass, Card, Flag, Reason, Sign};
use crate::calendar::Calendar;
use crate::deescalation::Transition;
use crate::deescalation::policy::{Policy, StepRules};
use crate::time::{Span, Timestamp};

pub use verdict::{Block, Evidence, Gate, State, Verdict};

/// For which purpose the gates are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To propose, or to show what stands in the way: the calendar alone counts in D11.
    Propose,
    /// To take the step: the meeting must have seen the proposal.
    Execute {
        /// When it did.
        shown: Option<Timestamp>,
        /// How late the run is.
        late: Span,
    },
}

/// One client before one planned execution.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The client's card.
    pub card: &'a Card,
    /// The rules.
    pub policy: &'a Policy,
    /// The calendar.
    pub calendar: &'a Calendar,
    /// Which step.
    pub transition: Transition,
    /// The date of the planned execution.
    pub date: NaiveDate,
}

/// The hour at which the rules look at the board.
pub const MORNING_HOUR: u32 = 6;
/// The hour at which steps are taken.
pub const EXECUTION_HOUR: u32 = 13;
/// How late a run may be and still count as in time (`policy.md` 2, D12).
pub const LATE_LIMIT: Span = Span::minutes(10);
/// How far back D3 looks.
const SIGNS_LOOK_BACK: Span = Span::days(7);

impl Case<'_> {
    /// The planned execution: every length of time is judged for this instant.
    #[must_use]
    pub fn execution(&self) -> Timestamp {
        Timestamp::at_hour(self.date, EXECUTION_HOUR)
    }

    fn morning(&self) -> Timestamp {
        Timestamp::at_hour(self.date, MORNING_HOUR)
    }

    fn rules(&self) -> &StepRules {
        self.policy.step(self.transition)
    }
}

/// Judges every gate. The order is that of `policy.md`.
#[must_use]
pub fn judge(case: &Case, purpose: Purpose) -> Vec<Verdict> {
    let mut verdicts = vec![
        stay(case),
        since_crisis(case),
        greens(case),
        fresh(case),
        actions(case),
        blocks(case),
        review(case),
        window(case, purpose),
    ];
    if let Purpose::Execute { late, .. } = purpose {
        verdicts.push(machinery(late));
    }
    verdicts
}

/// Whether every gate is open.
#[must_use]
pub fn all_open(verdicts: &[Verdict]) -> bool {
    verdicts.iter().all(|verdict| verdict.state == State::Open)
}

/// The gates that are not open, in their order.
pub fn hinders(verdicts: &[Verdict]) -> impl Iterator<Item = &Verdict> {
    verdicts
        .iter()
        .filter(|verdict| verdict.state != State::Open)
}

/// D1: the shortest stay.
pub(crate) fn stay(case: &Case) -> Verdict {
    let (had, needs) = (case.execution().since(case.card.since), case.rules().stay);
    Verdict {
        gate: Gate::D1,
        state: State::open_if(had >= needs),
        because: Evidence::Lasted { had, needs },
    }
}

/// D2: the shortest time since the last crisis event.
pub(crate) fn since_crisis(case: &Case) -> Verdict {
    let (state, because) = match (case.card.crisis, case.rules().since_crisis) {
        (Some(at), None) if at >= case.card.since => (State::Closed, Evidence::CrisisInStay { at }),
        (None, _) | (Some(_), None) => (State::Open, Evidence::NoCrisis),
        (Some(at), Some(needs)) => {
            let had = case.execution().since(at);
            (
                State::open_if(had >= needs),
                Evidence::Lasted { had, needs },
            )
        }
    };
    Verdict {
        gate: Gate::D2,
        state,
        because,
    }
}

/// D3: enough green assessments by people, and the latest is green.
fn greens(case: &Case) -> Verdict {
    let verdict = |state, because| Verdict {
        gate: Gate::D3,
        state,
        because,
    };
    let (card, rules, execution) = (case.card, case.rules(), case.execution());
    let Some(latest) = card.latest_assessment() else {
        return verdict(State::Unknown, Evidence::NeverAssessed);
    };
    let younger_than =
        |limit: Span| move |at: Timestamp| execution.since(at) < limit && at >= card.since;
    let spoiler = rules.no_other_sign.and_then(|limit| {
        let young = younger_than(limit);
        card.assessments
            .iter()
            .rev()
            .find(|one| one.sign != Sign::Green && young(one.at))
    });
    if let Some(other) = spoiler.or_else(|| (latest.sign != Sign::Green).then_some(latest)) {
        return verdict(
            State::Closed,
            Evidence::NotGreen {
                sign: other.sign,
                at: other.at,
            },
        );
    }
    let counted: Vec<_> = card
        .assessments
        .iter()
        .filter(|one| {
            one.sign == Sign::Green
                && one.at >= card.since
                && execution.since(one.at) <= SIGNS_LOOK_BACK
        })
        .collect();
    let days: BTreeSet<_> = counted.iter().map(|one| one.at.local().date()).collect();
    let persons: std::collections::HashSet<_> = counted.iter().map(|one| one.by).collect();
    let count = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
    let (greens, days, persons) = (
        count(counted.len()),
        count(days.len()),
        count(persons.len()),
    );
    verdict(
        State::open_if(
            greens >= rules.greens && days >= rules.green_days && persons >= rules.green_persons,
        ),
        Evidence::Greens {
            greens,
            days,
            persons,
            needs_greens: rules.greens,
            needs_days: rules.green_days,
            needs_persons: rules.green_persons,
        },
    )
}

/// D3f: the latest assessment is at most a day old at 06:00 of the execution day.
fn fresh(case: &Case) -> Verdict {
    let limit = case.policy.fresh;
    let (state, because) = match case.card.latest_assessment() {
        None => (State::Unknown, Evidence::NeverAssessed),
        Some(latest) => {
            // An assessment made after 06:00 is fresh; its age is not negative.
            let age = case.morning().since(latest.at).max(Span::default());
            (State::open_if(age <= limit), Evidence::Fresh { age, limit })
        }
    };
    Verdict {
        gate: Gate::D3f,
        state,
        because,
    }
}

/// D5: open actions. Those of class *kris* close the gate, or, where every action
/// counts, those without a due time after the execution.
fn actions(case: &Case) -> Verdict {
    let every = case.rules().every_action;
    let open = case
        .card
        .actions
        .iter()
        .filter(|action| {
            if every {
                action.due <= case.execution()
            } else {
                action.class == ActionClass::Crisis
            }
        })
        .count();
    Verdict {
        gate: Gate::D5,
        state: State::open_if(open == 0),
        because: Evidence::Actions {
            open: u16::try_from(open).unwrap_or(u16::MAX),
        },
    }
}

/// D7: nothing that forbids. A card without a reason could hide one: unknown.
pub(crate) fn blocks(case: &Case) -> Verdict {
    let card = case.card;
    let mut blocks = Vec::new();
    if case.policy.paused {
        blocks.push(Block::Paused);
    }
    for flag in card.flags.keys() {
        if matches!(flag, Flag::Suicide | Flag::Violence | Flag::Child) {
            blocks.push(Block::Flag { flag: *flag });
        }
    }
    if let Some(legal) = card.legal
        && case.execution().since(legal.changed) < case.policy.legal_rest
    {
        blocks.push(Block::Legal {
            status: legal.status,
            changed: legal.changed,
        });
    }
    if let Some(reason) = card.reason()
        && !may_be_automatic(reason)
    {
        blocks.push(Block::Reason { reason });
    }
    if let Some(hold) = &card.hold
        && case.date <= hold.until
    {
        blocks.push(Block::Hold { until: hold.until });
    }
    let state = match (blocks.is_empty(), card.reason()) {
        (true, None) => State::Unknown,
        (is_empty, _) => State::open_if(is_empty),
    };
    Verdict {
        gate: Gate::D7,
        state,
        because: Evidence::Blocks { blocks },
    }
}

/// Whether the rules may decide about clients with this reason at all.
///
/// The reasons `medicin`, `utskriven`, `missbruk`, `barn` and `vald` open again by
/// facts that the board does not record yet; until then people decide about them.
#[must_use]
pub fn may_be_automatic(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::Crisis
            | Reason::Prevention
            | Reason::LifeEvent
            | Reason::IntensiveShort
            | Reason::Somatic
    )
}

/// D8: the review date has come.
pub(crate) fn review(case: &Case) -> Verdict {
    let date = case.card.review;
    Verdict {
        gate: Gate::D8,
        state: date.map_or(State::Unknown, |date| State::open_if(date <= case.date)),
        because: Evidence::Review { date },
    }
}

/// D11: the window, and at the execution also the meeting that saw the proposal.
fn window(case: &Case, purpose: Purpose) -> Verdict {
    let verdict = |state, because| Verdict {
        gate: Gate::D11,
        state,
        because,
    };
    if !case.calendar.is_execution_day(case.date) {
        let date = case.date;
        return verdict(State::Closed, Evidence::OutsideWindow { date });
    }
    match purpose {
        Purpose::Propose => verdict(State::Open, Evidence::Window { shown: None }),
        Purpose::Execute {
            shown: Some(shown), ..
        } if (case.morning()..=case.execution()).contains(&shown) => {
            verdict(State::Open, Evidence::Window { shown: Some(shown) })
        }
        Purpose::Execute { .. } => verdict(State::Closed, Evidence::NotShown),
    }
}

/// D12, as far as the engine itself can tell: the run came in time.
fn machinery(late: Span) -> Verdict {
    let in_time = late <= LATE_LIMIT;
    Verdict {
        gate: Gate::D12,
        state: State::open_if(in_time),
        because: if in_time {
            Evidence::InTime
        } else {
            Evidence::Late { by: late }
        },
    }
}
