//! What stands in the way of a client's step down, and when it may come (`policy.md` 3.2).

use chrono::NaiveDate;

use crate::board::Board;
use crate::board::card::Card;
use crate::deescalation::Transition;
use crate::deescalation::gate::{
    self, Block, Case, EXECUTION_HOUR, Evidence, Purpose, State, Verdict, Wanting,
};
use crate::time::{Timestamp, days_after};

/// How many days ahead the earliest date is looked for.
const LOOK_AHEAD_DAYS: u64 = 120;

/// The way back to the care plan, as it looks now.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Which step.
    pub transition: Transition,
    /// The execution for which the gates are judged: the next 13:00 in the window.
    pub execution: Timestamp,
    /// Every gate with its evidence.
    pub verdicts: Vec<Verdict>,
    /// The first execution in the window at which everything that only needs time is
    /// open, with today's facts; `None` if time alone does not help.
    pub earliest: Option<Timestamp>,
    /// Whether the rules never decide about this client.
    pub never: bool,
}

impl Outlook {
    /// The gates that are not open.
    pub fn hinders(&self) -> impl Iterator<Item = &Verdict> {
        gate::hinders(&self.verdicts)
    }

    /// Whether only the calendar has kept the step from being proposed.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        gate::all_open(&self.verdicts)
    }
}

/// The outlook of a client; `None` on levels from which the rules know no step.
#[must_use]
pub fn of(board: &Board, card: &Card, now: Timestamp) -> Option<Outlook> {
    let transition = Transition::from_level(card.level)?;
    let case = |date| Case {
        board,
        card,
        transition,
        date,
    };
    let first = first_day(now);
    let next = execution_days(board, first).next()?;
    let earliest = execution_days(board, first)
        .find(|date| time_is_ripe(&case(*date)))
        .map(|date| Timestamp::at_hour(date, EXECUTION_HOUR));
    let verdicts = gate::judge(&case(next), Purpose::Show { now });
    Some(Outlook {
        transition,
        execution: case(next).execution(),
        never: card
            .reason()
            .is_some_and(|reason| !gate::may_be_automatic(reason)),
        verdicts,
        earliest,
    })
}

/// The first date whose 13:00 has not passed.
fn first_day(now: Timestamp) -> NaiveDate {
    let today = now.local().date();
    if now <= Timestamp::at_hour(today, EXECUTION_HOUR) {
        today
    } else {
        days_after(today, 1)
    }
}

fn execution_days(board: &Board, first: NaiveDate) -> impl Iterator<Item = NaiveDate> + '_ {
    (0..LOOK_AHEAD_DAYS)
        .map(move |days| days_after(first, days))
        .filter(|date| board.calendar.is_execution_day(*date))
}

/// Whether everything that only needs time to pass would be open on that day.
fn time_is_ripe(case: &Case) -> bool {
    let only_people_remain = match gate::blocks(case).because {
        Evidence::Blocks { blocks } => !blocks
            .iter()
            .any(|block| matches!(block, Block::Hold { .. } | Block::Legal { .. })),
        _ => true,
    };
    let medication_rests = match gate::psychiatrist(case).because {
        Evidence::Wants { wanting } => !wanting
            .iter()
            .any(|one| matches!(one, Wanting::MedicationRest { .. })),
        _ => true,
    };
    [
        gate::stay(case),
        gate::since_crisis(case),
        gate::review(case),
    ]
    .iter()
    .all(|verdict| verdict.state == State::Open)
        && only_people_remain
        && medication_rests
}
