//! The gates of RP-1: one small function each (`policy.md` 2).

mod blocks;
mod care;
mod receiver;
mod run;
mod signs;
mod time;
mod verdict;

use chrono::NaiveDate;

use crate::board::Board;
use crate::board::card::{Card, Level};
use crate::deescalation::Transition;
use crate::deescalation::policy::StepRules;
use crate::time::{Span, Timestamp};

pub use blocks::{blocks, may_be_automatic};
pub use verdict::{Block, Evidence, Gate, Plan, State, Verdict, Wanting};

pub(crate) use care::psychiatrist;
pub(crate) use time::{review, since_crisis, stay};

/// For which purpose the gates are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To show what stands in the way.
    Show {
        /// When somebody looks.
        now: Timestamp,
    },
    /// To propose: the calendar alone counts in D11.
    Propose {
        /// How late the run is.
        late: Span,
    },
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
    /// The team: its rules, calendar, rota and machinery.
    pub board: &'a Board,
    /// The client's card.
    pub card: &'a Card,
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
        self.board.policy.step(self.transition)
    }

    fn leaves_the_board(&self) -> bool {
        self.transition.to() == Level::Plan
    }

    /// How long before the planned execution something happened.
    fn ago(&self, at: Timestamp) -> Span {
        self.execution().since(at)
    }

    /// Whether something happened in the present stay.
    fn in_stay(&self, at: Timestamp) -> bool {
        at >= self.card.since
    }
}

/// Judges every gate. The order is that of `policy.md`.
#[must_use]
pub fn judge(case: &Case, purpose: Purpose) -> Vec<Verdict> {
    vec![
        time::stay(case),
        time::since_crisis(case),
        signs::greens(case),
        signs::fresh(case),
        care::contacts(case),
        care::actions(case),
        care::psychiatrist(case),
        blocks::blocks(case),
        time::review(case),
        care::plans(case),
        receiver::receiver(case),
        run::window(case, purpose),
        run::machinery(case, purpose),
        care::told(case),
    ]
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

/// Whether only the calendar stands in the way: ready, and waiting for a working day.
#[must_use]
pub fn only_the_day(verdicts: &[Verdict]) -> bool {
    let mut hinders = hinders(verdicts);
    hinders.next().is_some_and(|one| one.gate == Gate::D11) && hinders.next().is_none()
}
