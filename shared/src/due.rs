//! What time itself makes due, and when. The engine asks for the next thing, waits
//! for its time and carries it out; a server that was away does late what it missed.

mod alerts;

use chrono::NaiveDate;

use crate::alert::ladder;
use crate::alert::{AlertNumber, Rung};
use crate::board::Board;
use crate::board::decide::Ctx;
use crate::board::event::Event;
use crate::deescalation::Transition;
use crate::deescalation::gate::{self, Case, EXECUTION_HOUR, LATE_LIMIT, MORNING_HOUR, Purpose};
use crate::time::{Span, Timestamp, days_after};

/// Something that time makes due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The morning's look at every card.
    Evaluate {
        /// The local date.
        date: NaiveDate,
    },
    /// The steps that were proposed in the morning.
    Execute {
        /// The local date.
        date: NaiveDate,
    },
    /// The next rung of an alert.
    Climb {
        /// The alert.
        alert: AlertNumber,
        /// The rung.
        rung: Rung,
    },
    /// An alert was taken, but no action followed in time.
    Restart {
        /// The alert.
        alert: AlertNumber,
    },
    /// The first staffed minute after an alert that nobody was on duty for.
    Begin {
        /// The alert.
        alert: AlertNumber,
    },
}

/// The next thing that is due, with its time; the time may already have passed.
#[must_use]
pub fn next(board: &Board, now: Timestamp) -> Option<(Timestamp, Due)> {
    let alerts = board
        .alerts
        .values()
        .filter_map(|alert| alerts::next_of_alert(board, alert, now));
    let rules = [next_evaluation(board, now), next_execution(board, now)];
    alerts.chain(rules).min_by_key(|(at, _)| *at)
}

/// Today's 06:00 unless that is done, else tomorrow's.
fn next_evaluation(board: &Board, now: Timestamp) -> (Timestamp, Due) {
    let date = next_date(board.evaluated, now);
    (
        Timestamp::at_hour(date, MORNING_HOUR),
        Due::Evaluate { date },
    )
}

fn next_execution(board: &Board, now: Timestamp) -> (Timestamp, Due) {
    let date = next_date(board.executed, now);
    (
        Timestamp::at_hour(date, EXECUTION_HOUR),
        Due::Execute { date },
    )
}

fn next_date(done: Option<NaiveDate>, now: Timestamp) -> NaiveDate {
    let today = now.local().date();
    if done.is_some_and(|done| done >= today) {
        days_after(today, 1)
    } else {
        today
    }
}

/// What happens when something due is carried out. `ctx.now` may lie after the time
/// at which it was due; the answer is empty if it is not due any more.
#[must_use]
pub fn carry_out(board: &Board, due: &Due, ctx: &Ctx) -> Vec<Event> {
    if !is_due(board, *due, ctx.now) {
        return Vec::new();
    }
    let mut chance = fastrand::Rng::with_seed(ctx.chance);
    match due {
        Due::Evaluate { date } => evaluate(board, *date, ctx.now),
        Due::Execute { date } => execute(board, *date, ctx.now),
        Due::Climb { alert, rung } => board
            .alerts
            .get(alert)
            .map(|alert| vec![ladder::climb(board, alert, *rung, ctx.now, &mut chance)])
            .unwrap_or_default(),
        Due::Restart { alert } => board
            .alerts
            .get(alert)
            .map(|alert| alerts::restart(board, alert, ctx.now, &mut chance))
            .unwrap_or_default(),
        Due::Begin { alert } => board
            .alerts
            .get(alert)
            .map(|alert| {
                let mut alert = alert.clone();
                alert.started = ctx.now;
                vec![ladder::climb(board, &alert, Rung::T0, ctx.now, &mut chance)]
            })
            .unwrap_or_default(),
    }
}

/// Whether something is due still, and already. Another server may have been quicker;
/// and nothing that lowers a level may ever come before its time.
fn is_due(board: &Board, due: Due, now: Timestamp) -> bool {
    match due {
        Due::Evaluate { date } => {
            board.evaluated < Some(date) && now >= Timestamp::at_hour(date, MORNING_HOUR)
        }
        Due::Execute { date } => {
            board.executed < Some(date) && now >= Timestamp::at_hour(date, EXECUTION_HOUR)
        }
        Due::Climb { alert, .. } | Due::Restart { alert } | Due::Begin { alert } => board
            .alerts
            .get(&alert)
            .and_then(|alert| alerts::next_of_alert(board, alert, now))
            .is_some_and(|(at, next)| next == due && at <= now),
    }
}

/// 06:00: a proposal for each client whose gates are all open (`policy.md` 3.1).
/// A run that comes too late proposes nothing that day.
fn evaluate(board: &Board, date: NaiveDate, now: Timestamp) -> Vec<Event> {
    let late = lateness(now, date, MORNING_HOUR);
    let mut events = Vec::new();
    if late <= LATE_LIMIT {
        for card in board.on_board() {
            let Some(transition) = Transition::from_level(card.level) else {
                continue;
            };
            let case = Case {
                card,
                policy: &board.policy,
                calendar: &board.calendar,
                transition,
                date,
            };
            let (client, verdicts) = (card.client, gate::judge(&case, Purpose::Propose));
            events.push(if gate::all_open(&verdicts) {
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
            });
        }
    }
    events.push(Event::Evaluated { date });
    events
}

/// 13:00: every gate again, in the same append that executes (`policy.md` 3.6).
fn execute(board: &Board, date: NaiveDate, now: Timestamp) -> Vec<Event> {
    let late = lateness(now, date, EXECUTION_HOUR);
    let mut events = Vec::new();
    for (client, proposal) in &board.proposals {
        let Some(card) = board.cards.get(client) else {
            continue;
        };
        let transition = proposal.transition;
        // A proposal of an earlier day, left by a server that was away, is cancelled:
        // it is judged for its own day, which the run has missed.
        let planned = proposal.execution.local().date();
        let late = if planned == date {
            late
        } else {
            now.since(proposal.execution)
        };
        let case = Case {
            card,
            policy: &board.policy,
            calendar: &board.calendar,
            transition,
            date: planned,
        };
        let verdicts = gate::judge(
            &case,
            Purpose::Execute {
                shown: proposal.shown,
                late,
            },
        );
        let client = *client;
        let holds = card.level == transition.from();
        events.push(if holds && gate::all_open(&verdicts) {
            let policy = board.policy.version.clone();
            Event::SteppedDown {
                client,
                transition,
                policy,
                verdicts,
            }
        } else {
            Event::StepCancelled {
                client,
                transition,
                verdicts,
            }
        });
        if holds && transition.to() == crate::board::card::Level::Plan {
            let stepped = matches!(events.last(), Some(Event::SteppedDown { .. }));
            events.extend(board.open_alert(client).filter(|_| stepped).map(|alert| {
                Event::AlertClosed {
                    alert: alert.number,
                }
            }));
        }
    }
    events.push(Event::ExecutionDone { date });
    events
}

fn lateness(now: Timestamp, date: NaiveDate, hour: u32) -> Span {
    now.since(Timestamp::at_hour(date, hour))
}
