//! Quiet letters that belong to no alert (`policy.md` 3.3, 3.7 and 7): only by day, and
//! only to those on duty who may see the client.

use std::collections::BTreeSet;

use crate::access;
use crate::alert::candidates::is_on_duty;
use crate::alert::letter::Text;
use crate::alert::{Class, Written};
use crate::board::Board;
use crate::board::member::Function;
use crate::deescalation::proposal::Proposal;
use crate::duty::{self, Change, Shift, ShiftKind, limits};
use crate::id::{ClientId, LetterId, StaffId};
use crate::time::{Timestamp, days_after};

/// The local hours in which a quiet letter may be sent; the last is not part of it.
const QUIET_HOURS: std::ops::Range<u32> = 7..18;

/// The morning's letters about the proposals that wait: to each case manager, deputy and
/// psychiatrist on day duty, with the number of proposals that are theirs. All that a
/// psychiatrist may see are the psychiatrist's.
#[must_use]
pub fn morning(board: &Board, now: Timestamp, chance: &mut fastrand::Rng) -> Vec<Written> {
    if !QUIET_HOURS.contains(&now.local().hour()) {
        return Vec::new();
    }
    let on_day_duty: BTreeSet<StaffId> = board
        .on_duty(now)
        .filter(|shift| shift.kind.is_day())
        .map(|shift| shift.who)
        .collect();
    on_day_duty
        .into_iter()
        .filter_map(|staff| {
            let theirs: Vec<_> = proposals_of(board, staff, now).collect();
            let deadline = theirs.iter().map(|proposal| proposal.execution).min()?;
            Some(Written {
                id: LetterId::new(now, chance),
                to: staff,
                text: Text::M7,
                class: Class::default(),
                deadline: Some(deadline),
                count: Some(u16::try_from(theirs.len()).unwrap_or(u16::MAX)),
                all_ways: false,
            })
        })
        .collect()
}

/// The letters to a client's case manager and deputy after a step down, if they are on
/// duty and it is day.
#[must_use]
pub fn stepped(
    board: &Board,
    client: ClientId,
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Vec<Written> {
    let Some(card) = board.cards.get(&client) else {
        return Vec::new();
    };
    // One who is both gets one letter.
    let deputy = duty::deputy(board, client, now).filter(|deputy| Some(*deputy) != card.cm);
    quietly(board, client, [card.cm, deputy], now, chance)
}

/// The letter to a client's case manager when an entry arrived too late to take a step
/// back (`policy.md` 5), if they are on duty and it is day.
#[must_use]
pub fn to_cm(
    board: &Board,
    client: ClientId,
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Vec<Written> {
    let cm = board.cards.get(&client).and_then(|card| card.cm);
    quietly(board, client, [cm], now, chance)
}

fn quietly(
    board: &Board,
    client: ClientId,
    people: impl IntoIterator<Item = Option<StaffId>>,
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Vec<Written> {
    if !QUIET_HOURS.contains(&now.local().hour()) {
        return Vec::new();
    }
    people
        .into_iter()
        .flatten()
        .filter(|staff| is_on_duty(board, *staff, now) && access::may_see(board, *staff, client))
        .map(|to| updated(to, now, chance))
        .collect()
}

/// The letters about a change of the rota: to those whose shifts or tasks it changes or who
/// are asked for something, and, if nobody works a shift any more, to those who plan. Any time,
/// but only to people on duty, and never to the one who made the change (`policy.md` 7).
#[must_use]
pub fn rota(
    board: &Board,
    made: &Change,
    by: StaffId,
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Vec<Written> {
    let added = made.moved().map_or(&[][..], |moved| &moved.added);
    let is_on = |who: StaffId| {
        let begins_now = |shift: &Shift| shift.who == who && shift.covers(now);
        is_on_duty(board, who, now) || added.iter().any(begins_now)
    };
    concerned(board, made)
        .into_iter()
        .filter(|who| *who != by && is_on(*who))
        .map(|to| updated(to, now, chance))
        .collect()
}

/// The people whom a change of the rota concerns.
fn concerned(board: &Board, made: &Change) -> BTreeSet<StaffId> {
    let moved = made.moved();
    let shifts = moved.map(|moved| moved.removed.iter().chain(&moved.added));
    let mut people: BTreeSet<StaffId> = shifts.into_iter().flatten().map(|one| one.who).collect();
    match made {
        Change::Absent { vacant, .. } | Change::PatternSet { vacant, .. } if !vacant.is_empty() => {
            let all = board.members.keys().copied();
            people.extend(all.filter(|who| limits::plans(board, *who)));
        }
        Change::SwapAsked { swap } => people.extend(swap.to),
        Change::SwapTakenBack { swap } => {
            people.extend(board.duty.swap(*swap).and_then(|swap| swap.to));
        }
        Change::ActingSet { acting } => {
            people.insert(acting.who);
            people.extend(board.cards.get(&acting.client).and_then(|card| card.cm));
        }
        Change::ActingEnded { client } => {
            let ended = board.duty.acting.iter();
            let of_client = ended.filter(|acting| acting.client == *client);
            people.extend(of_client.map(|acting| acting.who));
            people.extend(board.cards.get(client).and_then(|card| card.cm));
        }
        _ => {}
    }
    people
}

/// The letters that try the phones of those whose shift on call begins.
#[must_use]
pub fn shift_start(board: &Board, at: Timestamp, chance: &mut fastrand::Rng) -> Vec<Written> {
    let starting: BTreeSet<StaffId> = board
        .shifts
        .iter()
        .filter(|shift| shift.from == at && shift.kind.is_on_call())
        .map(|shift| shift.who)
        .collect();
    starting
        .into_iter()
        .map(|to| updated(to, at, chance))
        .collect()
}

/// The next instant from `now` on at which a quiet letter may be sent.
#[must_use]
pub fn quiet_time(now: Timestamp) -> Timestamp {
    let (date, hour) = (now.local().date(), now.local().hour());
    if hour < QUIET_HOURS.start {
        Timestamp::at_hour(date, QUIET_HOURS.start)
    } else if hour >= QUIET_HOURS.end {
        Timestamp::at_hour(days_after(date, 1), QUIET_HOURS.start)
    } else {
        now
    }
}

/// The letter that says no more than that the board has changed.
fn updated(to: StaffId, now: Timestamp, chance: &mut fastrand::Rng) -> Written {
    Written {
        id: LetterId::new(now, chance),
        to,
        text: Text::M8,
        class: Class::default(),
        deadline: None,
        count: None,
        all_ways: false,
    }
}

/// The proposals that wait and are a person's to look at.
fn proposals_of(board: &Board, staff: StaffId, now: Timestamp) -> impl Iterator<Item = &Proposal> {
    let decides_all = board
        .members
        .get(&staff)
        .is_some_and(|member| member.function == Function::Psychiatrist);
    board
        .proposals
        .iter()
        .filter(move |(client, proposal)| {
            let is_theirs = board.cards.get(client).is_some_and(|card| {
                decides_all
                    || card.cm == Some(staff)
                    || duty::deputy(board, **client, now) == Some(staff)
            });
            is_theirs && proposal.execution > now && access::may_see(board, staff, **client)
        })
        .map(|(_, proposal)| proposal)
}

/// The letter to each manager on duty when the load has gone over the capacity, if it is
/// day (`policy.md` 8). It names nobody.
#[must_use]
pub fn overloaded(board: &Board, now: Timestamp, chance: &mut fastrand::Rng) -> Vec<Written> {
    if !QUIET_HOURS.contains(&now.local().hour()) {
        return Vec::new();
    }
    let managers: BTreeSet<StaffId> = board
        .on_duty(now)
        .filter(|shift| shift.kind == ShiftKind::Manager)
        .map(|shift| shift.who)
        .collect();
    managers
        .into_iter()
        .map(|to| updated(to, now, chance))
        .collect()
}
