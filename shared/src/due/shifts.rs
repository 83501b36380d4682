//! The beginning of shifts on call: every phone is tried (`policy.md` 7).

use super::Due;
use crate::alert::notice;
use crate::board::Board;
use crate::board::decide::Ctx;
use crate::board::event::Event;
use crate::time::{Span, Timestamp};

/// How late a phone is still tried by a server that was away.
const LATE_LIMIT: Span = Span::minutes(10);

/// The next beginning of shifts on call.
pub(super) fn next(board: &Board, now: Timestamp) -> Option<(Timestamp, Due)> {
    board
        .shifts
        .iter()
        .filter(|shift| shift.kind.is_on_call())
        .map(|shift| shift.from)
        .filter(|from| now.since(*from) <= LATE_LIMIT && board.shift_tried < Some(*from))
        .min()
        .map(|at| (at, Due::ShiftStart { at }))
}

pub(super) fn start(board: &Board, at: Timestamp, ctx: &Ctx) -> Vec<Event> {
    let mut chance = fastrand::Rng::with_seed(ctx.chance);
    vec![Event::NoticesWritten {
        morning: None,
        shift: Some(at),
        letters: notice::shift_start(board, at, &mut chance),
    }]
}
