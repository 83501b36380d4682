//! Who may be asked, told or reached at a moment (`policy.md` 7).

use crate::access;
use crate::board::Board;
use crate::board::member::Function;
use crate::duty::{self, ShiftKind};
use crate::id::{ClientId, StaffId};
use crate::time::{Span, Timestamp};

/// How long contact must have been lost before somebody counts as unreachable.
const LOST_FOR: Span = Span::minutes(2);

/// Who may be asked to take an alert about a client at a moment, the first first.
#[must_use]
pub fn candidates(board: &Board, client: ClientId, now: Timestamp) -> Vec<StaffId> {
    let Some(card) = board.cards.get(&client) else {
        return Vec::new();
    };
    let on_duty: Vec<_> = board.on_duty(now).collect();
    let own = [card.cm, duty::deputy(board, client, now)]
        .into_iter()
        .flatten()
        .filter(|staff| {
            on_duty
                .iter()
                .any(|shift| shift.who == *staff && shift.kind.answers_for_own_clients())
        });
    let by_role = [
        ShiftKind::DayCm,
        ShiftKind::Jour,
        ShiftKind::Bakjour,
        ShiftKind::Ledningsjour,
    ]
    .into_iter()
    .flat_map(|kind| on_duty.iter().filter(move |shift| shift.kind == kind))
    .map(|shift| shift.who);
    let leader = on_duty
        .iter()
        .filter(|shift| shift.kind.is_day() && is_leader(board, shift.who))
        .map(|shift| shift.who);
    let mut found: Vec<StaffId> = Vec::new();
    for staff in own.chain(by_role).chain(leader) {
        if !found.contains(&staff) && may_be_asked(board, staff, client, now) {
            found.push(staff);
        }
    }
    found
}

/// Whether somebody may see the client, and is not on a visit there that nobody has heard of:
/// whoever is missing is not asked to look for themselves, and no phone rings beside them.
fn may_be_asked(board: &Board, staff: StaffId, client: ClientId, now: Timestamp) -> bool {
    let visit = board
        .cards
        .get(&client)
        .and_then(|card| card.visit.as_ref())
        .filter(|visit| visit.is_late(now));
    access::may_see(board, staff, client) && visit.is_none_or(|visit| !visit.who.contains(&staff))
}

/// Whether anybody at all is on duty for the team at a moment.
#[must_use]
pub fn is_covered(board: &Board, now: Timestamp) -> bool {
    board.on_duty(now).next().is_some()
}

/// Whether a person is on duty at a moment, in whatever role.
pub(super) fn is_on_duty(board: &Board, staff: StaffId, now: Timestamp) -> bool {
    board.on_duty(now).any(|shift| shift.who == staff)
}

/// Everyone on duty who may see the client, and the team leader: the only person who
/// may be disturbed off duty (`policy.md` 7).
pub(super) fn everyone_on_duty(board: &Board, client: ClientId, now: Timestamp) -> Vec<StaffId> {
    board
        .on_duty(now)
        .map(|shift| shift.who)
        .chain(leaders(board))
        .filter(|staff| may_be_asked(board, *staff, client, now))
        .collect()
}

/// The team leader, if on duty and allowed to see the client.
pub(super) fn leaders_on_duty(board: &Board, client: ClientId, now: Timestamp) -> Vec<StaffId> {
    leaders(board)
        .filter(|staff| is_on_duty(board, *staff, now) && may_be_asked(board, *staff, client, now))
        .collect()
}

/// The managers on call who may see the client, else the managers of the day. Without
/// right to see the client those open a page without identity.
pub(super) fn managers(board: &Board, client: ClientId, now: Timestamp) -> Vec<StaffId> {
    let of_kind = |kind| {
        board
            .on_duty(now)
            .filter(move |shift| shift.kind == kind)
            .map(|shift| shift.who)
    };
    let on_call: Vec<StaffId> = of_kind(ShiftKind::Ledningsjour)
        .filter(|staff| access::may_see(board, *staff, client))
        .collect();
    if on_call.is_empty() {
        of_kind(ShiftKind::Manager).collect()
    } else {
        on_call
    }
}

/// Whether a letter to this person is known to have nowhere to go. That a page is closed
/// is not enough; that it was open and fell silent is.
pub(super) fn is_unreachable(board: &Board, staff: StaffId, now: Timestamp) -> bool {
    board.members.get(&staff).is_none_or(|member| {
        let is_lost = |since| now.since(since) > LOST_FOR;
        member.devices == 0 || member.contact_lost.is_some_and(is_lost)
    })
}

fn leaders(board: &Board) -> impl Iterator<Item = StaffId> {
    board
        .members
        .keys()
        .copied()
        .filter(|staff| is_leader(board, *staff))
}

fn is_leader(board: &Board, staff: StaffId) -> bool {
    board
        .members
        .get(&staff)
        .is_some_and(|member| member.function == Function::TeamLeader)
}
