//! Gates about the run itself: D11, the window, and D12, the machinery.

use super::{Case, Evidence, Gate, LATE_LIMIT, Purpose, State, Verdict};
use crate::carried;
use crate::id::DeviceId;
use crate::time::{Span, Timestamp};

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
        Purpose::Show { .. } | Purpose::Propose { .. } => {
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
        Purpose::Show { .. } => Span::default(),
        Purpose::Propose { late } | Purpose::Execute { late, .. } => late,
    };
    let unsynced = unsynced(case, purpose);
    let (state, because) = if let Some(since) = board.stopped {
        (State::Closed, Evidence::Stopped { since })
    } else if late > LATE_LIMIT {
        (State::Closed, Evidence::Late { by: late })
    } else if let Some(since) = unsynced {
        (State::Closed, Evidence::Unsynced { since })
    } else if matches!(purpose, Purpose::Show { .. }) && board.evaluated.is_none() {
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

/// Since when the longest silent device has been out of step, among those that count.
///
/// A device counts while its owner is on duty at the moment of judging: somebody who comes at
/// eight cannot be asked at six to open their phone. How long it was silent is judged for the
/// execution like every length of time; but whoever looks at another time sees how it is then, as
/// most devices speak again before the next 13:00.
fn unsynced(case: &Case, purpose: Purpose) -> Option<Timestamp> {
    let board = case.board;
    let (judged, until) = match purpose {
        Purpose::Show { now } => (now, now),
        Purpose::Propose { .. } => (case.morning(), case.execution()),
        Purpose::Execute { .. } => (case.execution(), case.execution()),
    };
    let counts = |device: &DeviceId, since: Timestamp| match board.carriers.get(device) {
        None => case.ago(since) > board.policy.unsynced_limit,
        Some(staff) => {
            carried::is_silent(&board.policy, since, until)
                && board.on_duty(judged).any(|shift| shift.who == *staff)
        }
    };
    let silent = board.unsynced.iter();
    silent
        .filter(|(device, since)| counts(device, **since))
        .map(|(_, since)| *since)
        .min()
}
