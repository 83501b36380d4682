//! The two runs of a day: 06:00 evaluates, 13:00 executes (`policy.md` 3).

use chrono::NaiveDate;

use super::Due;
use crate::alert::notice;
use crate::board::Board;
use crate::board::card::{Card, Level};
use crate::board::decide::Ctx;
use crate::board::event::Event;
use crate::deescalation::Transition;
use crate::deescalation::gate::{self, Case, EXECUTION_HOUR, LATE_LIMIT, MORNING_HOUR, Purpose};
use crate::deescalation::proposal::Proposal;
use crate::load;
use crate::time::{Span, Timestamp, days_after};

/// The hour at which the morning's proposals are told.
const NOTICE_HOUR: u32 = 8;

/// Today's runs unless they are done, else tomorrow's.
pub(super) fn next(board: &Board, now: Timestamp) -> impl Iterator<Item = (Timestamp, Due)> {
    let today = now.local().date();
    let date = |done: Option<NaiveDate>| {
        done.filter(|done| *done >= today)
            .map_or(today, |done| days_after(done, 1))
    };
    let (morning, noon) = (date(board.evaluated), date(board.executed));
    let evaluate = (
        Timestamp::at_hour(morning, MORNING_HOUR),
        Due::Evaluate { date: morning },
    );
    let execute = (
        Timestamp::at_hour(noon, EXECUTION_HOUR),
        Due::Execute { date: noon },
    );
    let notify = board
        .evaluated
        .filter(|date| !board.proposals.is_empty() && board.notified < Some(*date))
        .map(|date| (Timestamp::at_hour(date, NOTICE_HOUR), Due::Notify { date }));
    [evaluate, execute].into_iter().chain(notify)
}

/// 08:00: each receiver is told how many proposals are theirs (`policy.md` 3.3).
pub(super) fn notify(board: &Board, date: NaiveDate, ctx: &Ctx) -> Vec<Event> {
    let mut chance = fastrand::Rng::with_seed(ctx.chance);
    vec![Event::NoticesWritten {
        morning: Some(date),
        shift: None,
        letters: notice::morning(board, ctx.now, &mut chance),
    }]
}

/// When the manager is told that the load has crossed a threshold: by day, at once.
pub(super) fn next_load(board: &Board, now: Timestamp) -> Option<(Timestamp, Due)> {
    let at = notice::quiet_time(now);
    load::notice(board, at).map(|_| (at, Due::Load))
}

/// The load has crossed a threshold; upwards, the manager is told (`policy.md` 8).
pub(super) fn cross(board: &Board, ctx: &Ctx) -> Vec<Event> {
    let mut chance = fastrand::Rng::with_seed(ctx.chance);
    let Some(crossed) = load::notice(board, ctx.now) else {
        return Vec::new();
    };
    let is_over = matches!(crossed, Event::LoadCrossed { over: true });
    let told = is_over.then(|| Event::NoticesWritten {
        morning: None,
        shift: None,
        letters: notice::overloaded(board, ctx.now, &mut chance),
    });
    [crossed].into_iter().chain(told).collect()
}

/// 06:00: a proposal for each client whose gates are all open. A run that comes too
/// late, or while the rules stand still, proposes nothing that day.
pub(super) fn evaluate(board: &Board, date: NaiveDate, now: Timestamp) -> Vec<Event> {
    let late = lateness(now, date, MORNING_HOUR);
    if late > LATE_LIMIT || board.stopped.is_some() {
        return vec![Event::EvaluationMissed { date }];
    }
    let looks = board
        .on_board()
        .filter_map(|card| look(board, card, date, late));
    looks.chain([Event::Evaluated { date }]).collect()
}

fn look(board: &Board, card: &Card, date: NaiveDate, late: Span) -> Option<Event> {
    let transition = Transition::from_level(card.level)?;
    let case = Case {
        board,
        card,
        transition,
        date,
    };
    let (client, verdicts) = (card.client, gate::judge(&case, Purpose::Propose { late }));
    Some(if gate::all_open(&verdicts) {
        let execution = case.execution();
        Event::ProposalMade {
            client,
            transition,
            execution,
            verdicts,
        }
    } else {
        Event::ProposalWithheld {
            client,
            transition,
            verdicts,
        }
    })
}

/// 13:00: every gate again, in the same append that executes.
pub(super) fn execute(board: &Board, date: NaiveDate, ctx: &Ctx) -> Vec<Event> {
    let steps = board.proposals.iter().filter_map(|(client, proposal)| {
        let card = board.cards.get(client)?;
        Some(step(board, card, proposal, date, ctx))
    });
    steps
        .flatten()
        .chain([Event::ExecutionDone { date }])
        .collect()
}

fn step(board: &Board, card: &Card, proposal: &Proposal, date: NaiveDate, ctx: &Ctx) -> Vec<Event> {
    let now = ctx.now;
    let (client, transition) = (card.client, proposal.transition);
    // A proposal of an earlier day, left by a server that was away, is cancelled: it is
    // judged for its own day, which the run has missed.
    let planned = proposal.execution.local().date();
    let late = if planned == date {
        lateness(now, date, EXECUTION_HOUR)
    } else {
        now.since(proposal.execution)
    };
    let case = Case {
        board,
        card,
        transition,
        date: planned,
    };
    let shown = proposal.shown;
    let verdicts = gate::judge(&case, Purpose::Execute { shown, late });
    if card.level != transition.from() || !gate::all_open(&verdicts) {
        return vec![Event::StepCancelled {
            client,
            transition,
            verdicts,
        }];
    }
    let policy = board.policy.version.clone();
    let stepped = Event::SteppedDown {
        client,
        transition,
        policy,
        verdicts,
    };
    // Off the board an alert is over.
    let closed = board
        .open_alert(client)
        .filter(|_| transition.to() == Level::Plan)
        .map(|alert| Event::AlertClosed {
            alert: alert.number,
        });
    let mut chance = fastrand::Rng::with_seed(ctx.chance);
    let letters = notice::stepped(board, client, now, &mut chance);
    let told = (!letters.is_empty()).then_some(Event::NoticesWritten {
        morning: None,
        shift: None,
        letters,
    });
    [stepped].into_iter().chain(closed).chain(told).collect()
}

fn lateness(now: Timestamp, date: NaiveDate, hour: u32) -> Span {
    now.since(Timestamp::at_hour(date, hour))
}
