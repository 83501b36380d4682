//! What alerts make due: the next rung, a ladder that begins again.

use super::Due;
use crate::alert::{Alert, AlertState, Rung, ladder};
use crate::board::Board;
use crate::board::decide::Ctx;
use crate::board::event::Event;
use crate::time::Timestamp;

pub(super) fn next_of_alert(
    board: &Board,
    alert: &Alert,
    now: Timestamp,
) -> Option<(Timestamp, Due)> {
    let number = alert.number;
    match alert.state {
        // The clock went back, by an hour if it was set to another zone. Nobody knows how
        // long the ladder has been climbing, and waiting for its times would be silence.
        AlertState::Climbing { .. } if alert.started.since(now) > ladder::IN_TIME => {
            Some((ladder::may_begin(alert, now), Due::Begin { alert: number }))
        }
        AlertState::Climbing { .. } => {
            let (rung, at) = ladder::next(alert)?;
            Some((
                not_late_at_night(alert, at, now),
                Due::Climb {
                    alert: number,
                    rung,
                },
            ))
        }
        // The same after it was taken: half an hour without an action must not become
        // an hour and a half. Whoever has it keeps it; the minutes count from now.
        AlertState::Acknowledged { at, .. } if at.since(now) > ladder::IN_TIME => {
            Some((now, Due::Await { alert: number }))
        }
        AlertState::Acknowledged { at, .. } => {
            let until = at + alert.delays.action_within();
            Some((until, Due::Restart { alert: number }))
        }
        AlertState::Uncovered => {
            // Not the time of the raise: a ladder that begins again may find nobody on
            // duty hours later. Shifts that a late server missed cannot answer any more.
            let begins = board
                .shifts
                .iter()
                .filter(|shift| shift.to > alert.started.max(now))
                .map(|shift| {
                    (
                        ladder::may_begin(alert, shift.from.max(alert.started)),
                        shift.to,
                    )
                })
                .filter(|(begins, to)| begins < to)
                .map(|(begins, _)| begins)
                .min()?;
            let begins = not_late_at_night(alert, begins, now);
            Some((begins, Due::Begin { alert: number }))
        }
        AlertState::Closed { .. } => None,
    }
}

/// Climbs, begins again, or begins after a time without duty.
pub(super) fn carry_out(board: &Board, due: &Due, ctx: &Ctx) -> Vec<Event> {
    let mut chance = fastrand::Rng::with_seed(ctx.chance);
    let (now, alerts) = (ctx.now, &board.alerts);
    match due {
        Due::Climb { alert, rung } => alerts
            .get(alert)
            .map(|alert| vec![ladder::climb(board, alert, *rung, now, &mut chance)]),
        Due::Restart { alert } => alerts
            .get(alert)
            .map(|alert| restart(board, alert, now, &mut chance)),
        Due::Await { alert } => Some(vec![Event::ActionAwaited { alert: *alert }]),
        Due::Begin { alert } => alerts.get(alert).map(|alert| {
            let mut alert = alert.clone();
            alert.started = now;
            vec![ladder::climb(board, &alert, Rung::T0, now, &mut chance)]
        }),
        _ => None,
    }
    .unwrap_or_default()
}

/// What a server missed by day does not come in the night, if the alert may wait.
fn not_late_at_night(alert: &Alert, at: Timestamp, now: Timestamp) -> Timestamp {
    let morning = ladder::may_begin(alert, now);
    if morning > now && now.since(at) > ladder::IN_TIME {
        morning
    } else {
        at
    }
}

/// No action followed: the ladder begins again with the list of this minute, or waits
/// for the morning if it may.
fn restart(board: &Board, alert: &Alert, now: Timestamp, chance: &mut fastrand::Rng) -> Vec<Event> {
    let number = alert.number;
    let mut events = vec![Event::LadderRestarted { alert: number }];
    if ladder::may_begin(alert, now) <= now {
        // This ladder begins now; it is not late by the age of the one before.
        let mut alert = alert.clone();
        alert.started = now;
        events.push(ladder::climb(board, &alert, Rung::T0, now, chance));
    }
    events
}
