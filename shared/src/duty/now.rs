//! Who is on duty now, and who comes next.

use super::{Shift, ShiftKind};
use crate::board::Board;
use crate::id::StaffId;
use crate::order::sort_by_key;
use crate::time::{Span, Timestamp};

/// How far ahead somebody counts as the next one.
const AHEAD: Span = Span::days(7);

/// The roles that one asks for by name. Those who work an ordinary day are a count.
const ROLES: [ShiftKind; 4] = [
    ShiftKind::DayCm,
    ShiftKind::Jour,
    ShiftKind::Bakjour,
    ShiftKind::Ledningsjour,
];

/// A role, who has it and who has it next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleNow {
    /// The role.
    pub kind: ShiftKind,
    /// Who has it now.
    pub now: Vec<StaffId>,
    /// Who begins next, and when.
    pub next: Option<(StaffId, Timestamp)>,
}

/// The roles that somebody has now or will have within a week.
#[must_use]
pub fn now_and_next(board: &Board, now: Timestamp) -> Vec<RoleNow> {
    let roles = ROLES.into_iter().map(|kind| {
        let mut on: Vec<StaffId> = board
            .on_duty(now)
            .filter(|shift| shift.kind == kind)
            .map(|shift| shift.who)
            .collect();
        sort_by_key(&mut on, |who| *who);
        on.dedup();
        let next = board
            .shifts
            .iter()
            .filter(|shift| shift.kind == kind && shift.from > now && shift.from <= now + AHEAD)
            .filter(|shift| !follows_on(shift, board, now))
            .min_by_key(|shift| (shift.from, shift.who))
            .map(|shift| (shift.who, shift.from));
        RoleNow {
            kind,
            now: on,
            next,
        }
    });
    roles
        .filter(|role| !role.now.is_empty() || role.next.is_some())
        .collect()
}

/// Whether a shift only continues the one that the same person works now.
fn follows_on(shift: &Shift, board: &Board, now: Timestamp) -> bool {
    board
        .on_duty(now)
        .any(|on| on.who == shift.who && on.kind == shift.kind && on.to == shift.from)
}

/// Until when somebody is on duty who is so now, over shifts that follow each other.
#[must_use]
pub fn on_duty_until(board: &Board, staff: StaffId, now: Timestamp) -> Option<Timestamp> {
    let mut until = None;
    let mut at = now;
    let own = || board.shifts.iter().filter(|shift| shift.who == staff);
    while let Some(to) = own()
        .filter(|shift| shift.covers(at))
        .map(|shift| shift.to)
        .max()
    {
        (until, at) = (Some(to), to);
    }
    until
}
