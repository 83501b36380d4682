//! Gates about the run itself: D11, the window, and D12, the machinery.

use super::{Case, Evidence, Gate, LATE_LIMIT, Purpose, State, Verdict};
use crate::time::Span;

/// D11: the window, and at the execution also the meeting that saw the proposal.
pub(super) fn window(case: &Case, purpose: Purpose) -> Verdict {
    let verdict = |state, because| Verdict {
        gate: Gate::D11,
        state,
        because,
    };
    if !case.board.calendar.is_execution_day(case.date) {
        let date = case.date;
        return verdict(State::Closed, Evidence::OutsideWindow { date });
    }
    match purpose {
        Purpose::Show | Purpose::Propose { .. } => {
            verdict(State::Open, Evidence::Window { shown: None })
        }
        Purpose::Execute {
            shown: Some(shown), ..
        } if (case.morning()..=case.execution()).contains(&shown) => {
            verdict(State::Open, Evidence::Window { shown: Some(shown) })
        }
        Purpose::Execute { .. } => verdict(State::Closed, Evidence::NotShown),
    }
}

/// D12: the rules run, in time, and no device of anybody on duty keeps news to itself.
pub(super) fn machinery(case: &Case, purpose: Purpose) -> Verdict {
    let board = case.board;
    let late = match purpose {
        Purpose::Show => Span::default(),
        Purpose::Propose { late } | Purpose::Execute { late, .. } => late,
    };
    let limit = board.policy.unsynced_limit;
    let unsynced = board
        .unsynced
        .values()
        .filter(|since| case.ago(**since) > limit);
    let (state, because) = if let Some(since) = board.stopped {
        (State::Closed, Evidence::Stopped { since })
    } else if late > LATE_LIMIT {
        (State::Closed, Evidence::Late { by: late })
    } else if let Some(since) = unsynced.min() {
        (State::Closed, Evidence::Unsynced { since: *since })
    } else if purpose == Purpose::Show && board.evaluated.is_none() {
        (State::Unknown, Evidence::NeverRun)
    } else {
        (State::Open, Evidence::InTime)
    };
    Verdict {
        gate: Gate::D12,
        state,
        because,
    }
}
