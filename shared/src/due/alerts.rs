//! What alerts make due: the next rung, a ladder that begins again.

use super::Due;
use crate::alert::{Alert, AlertState, Rung, ladder};
use crate::board::Board;
use crate::board::event::Event;
use crate::time::Timestamp;

pub(super) fn next_of_alert(
    board: &Board,
    alert: &Alert,
    now: Timestamp,
) -> Option<(Timestamp, Due)> {
    let number = alert.number;
    match alert.state {
        AlertState::Climbing { .. } => {
            let (rung, at) = ladder::next(alert)?;
            Some((
                at,
                Due::Climb {
                    alert: number,
                    rung,
                },
            ))
        }
        AlertState::Acknowledged { at, .. } => {
            Some((at + Alert::ACTION_WITHIN, Due::Restart { alert: number }))
        }
        AlertState::Uncovered => {
            // Not the time of the raise: a ladder that begins again may find nobody on
            // duty hours later. Shifts that a late server missed cannot answer any more.
            let begins = board
                .shifts
                .iter()
                .filter(|shift| shift.to > alert.started.max(now))
                .map(|shift| shift.from.max(alert.started))
                .min()?;
            Some((begins, Due::Begin { alert: number }))
        }
        AlertState::Closed { .. } => None,
    }
}

/// No action followed: the ladder begins again with the list of this minute.
pub(super) fn restart(
    board: &Board,
    alert: &Alert,
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Vec<Event> {
    let number = alert.number;
    if !ladder::is_covered(board, now) {
        return vec![
            Event::LadderRestarted { alert: number },
            Event::AlertUncovered { alert: number },
        ];
    }
    let mut again = alert.clone();
    again.started = now;
    vec![
        Event::LadderRestarted { alert: number },
        ladder::climb(board, &again, Rung::T0, now, chance),
    ]
}
