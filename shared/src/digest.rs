//! What happened to a person's clients while they were off duty (`policy.md` 7: off duty means
//! left in peace, with a digest at the next shift).

use std::collections::BTreeSet;

use crate::access;
use crate::board::Board;
use crate::board::card::Level;
use crate::board::event::{Event, Recorded};
use crate::duty::{self, handover};
use crate::id::{ClientId, StaffId};
use crate::time::{Span, Timestamp};
use crate::visit::Change;

/// How far back a digest looks when no earlier shift is known, as after a long absence.
const LOOKS_BACK: Span = Span::days(30);

/// The time that a digest tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// When the last shift before ended.
    pub since: Timestamp,
    /// Whether a shift before is known.
    pub is_known: bool,
    /// When the present shift begins. Whoever has read the hand-over of that shift has read
    /// the digest, too: both stand on one page.
    pub shift: Timestamp,
}

/// How long somebody whose shift has begun, or begins within the hour, was away; nothing where
/// one shift follows another, and nothing once it was read.
#[must_use]
pub fn away(board: &Board, staff: StaffId, now: Timestamp) -> Option<Away> {
    let shift = handover::list(board, staff, now)?;
    if shift.read.is_some() {
        return None;
    }
    let from = shift.shift.from;
    let last = board
        .shifts
        .iter()
        .filter(|one| one.who == staff && one.from < from)
        .map(|one| one.to)
        .max();
    let since = last.unwrap_or(from - LOOKS_BACK);
    (since < from).then_some(Away {
        since,
        is_known: last.is_some(),
        shift: from,
    })
}

/// The clients for whom somebody is case manager or deputy, and whom they may see.
#[must_use]
pub fn own_clients(board: &Board, staff: StaffId, now: Timestamp) -> BTreeSet<ClientId> {
    board
        .cards
        .values()
        .filter(|card| {
            card.cm == Some(staff) || duty::deputy(board, card.client, now) == Some(staff)
        })
        .map(|card| card.client)
        .filter(|client| access::may_see(board, staff, *client))
        .collect()
}

/// Somebody's own clients about whom there is something to read: the board's count, without the
/// log.
#[must_use]
pub fn changed(board: &Board, staff: StaffId, now: Timestamp) -> Option<(Away, Vec<ClientId>)> {
    let away = away(board, staff, now)?;
    let is_new = |at: Timestamp| at >= away.since;
    let clients: Vec<ClientId> = own_clients(board, staff, now)
        .into_iter()
        .filter(|client| {
            let card = &board.cards[client];
            is_new(card.since)
                || card.crisis().is_some_and(is_new)
                || board
                    .alerts
                    .values()
                    .any(|alert| alert.client == *client && is_new(alert.raised))
        })
        .collect();
    (!clients.is_empty()).then_some((away, clients))
}

/// Of these clients, how many are on the board now and were not before.
#[must_use]
pub fn put_on_board(board: &Board, clients: &[ClientId], since: Timestamp) -> usize {
    let cards = clients.iter().filter_map(|client| board.cards.get(client));
    cards
        .filter(|card| card.level != Level::Plan && card.raised.is_some_and(|at| at >= since))
        .count()
}

/// What of a client's time line belongs into the digest, the oldest first.
#[must_use]
pub fn lines(timeline: &[Recorded], since: Timestamp) -> Vec<&Recorded> {
    timeline
        .iter()
        .filter(|recorded| recorded.at >= since && is_news(&recorded.event))
        .collect()
}

/// Whether somebody who was away must know: the level, a crisis, an alert and who took it, a
/// planned contact or a check-in that did not come about, a post or a limit.
fn is_news(event: &Event) -> bool {
    match event {
        Event::Placed { from, level, .. } => from != level,
        Event::SteppedDown { .. }
        | Event::Reversed { .. }
        | Event::RaisedAgain { .. }
        | Event::Returned { .. }
        | Event::ContactMissed { .. }
        | Event::PsychiatristOverdue { .. }
        | Event::Appointed { .. }
        | Event::AlertRaised { .. }
        | Event::Acknowledged { .. }
        | Event::LadderRestarted { .. }
        | Event::AlertUncovered { .. }
        | Event::VisitChanged {
            change: Change::Missed,
            ..
        } => true,
        event => event.is_crisis(),
    }
}
