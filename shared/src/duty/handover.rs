//! What the one who comes on duty must know, and whether it was read.

use super::{Shift, ShiftKind};
use crate::alert::AlertNumber;
use crate::board::Board;
use crate::board::card::{Booking, Level};
use crate::id::{ClientId, StaffId};
use crate::time::{Span, Timestamp};

/// How long before a shift its list is shown, and how far the end of one shift may lie from
/// the beginning of the next for the two to meet.
const MEETS_WITHIN: Span = Span::minutes(60);
/// How long one sees whether the next ones have read the list.
const RECEIPT_SHOWN: Span = Span::hours(24);
/// How far back the list looks where nobody was on duty before.
const LOOKS_BACK: Span = Span::hours(24);

/// The hand-over list of a shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// The shift that begins, or has begun.
    pub shift: Shift,
    /// Who goes off duty.
    pub from: Vec<StaffId>,
    /// Since when things count as new: the beginning of their shift.
    pub since: Timestamp,
    /// Clients who came on the board or were raised.
    pub raised: Vec<ClientId>,
    /// Contacts that are planned until the shift ends, the earliest first.
    pub planned: Vec<(ClientId, Booking)>,
    /// Alerts that are open.
    pub alerts: Vec<AlertNumber>,
    /// When the person said that they have read it.
    pub read: Option<Timestamp>,
}

/// Whether one who came on has read what the others left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Who came on.
    pub who: StaffId,
    /// In which role.
    pub kind: ShiftKind,
    /// When their shift begins.
    pub shift: Timestamp,
    /// When they read it.
    pub read: Option<Timestamp>,
}

/// The hand-over list for somebody whose shift has begun or begins within the hour. `board`
/// holds what they may see and nothing else ([`crate::access::view`]).
#[must_use]
pub fn list(board: &Board, staff: StaffId, now: Timestamp) -> Option<HandOver> {
    let shift = *board
        .shifts
        .iter()
        .filter(|shift| shift.who == staff && hands_over(shift.kind))
        .filter(|shift| shift.covers(now + MEETS_WITHIN) || shift.covers(now))
        .max_by_key(|shift| shift.from)?;
    let before: Vec<&Shift> = board
        .shifts
        .iter()
        .filter(|other| other.who != staff && hands_over(other.kind))
        .filter(|other| meets(other.to, shift.from) && other.from < shift.from)
        .collect();
    let since = before.iter().map(|other| other.from).min();
    let since = since.unwrap_or(shift.from - LOOKS_BACK);
    let mut from: Vec<StaffId> = before.iter().map(|other| other.who).collect();
    from.sort_unstable();
    from.dedup();
    let raised = board
        .on_board()
        .filter(|card| card.since >= since && card.level != Level::Stepdown)
        .map(|card| card.client)
        .collect();
    let mut planned: Vec<(ClientId, Booking)> = board
        .cards
        .values()
        .flat_map(|card| card.bookings.iter().map(|booking| (card.client, *booking)))
        .filter(|(_, booking)| now <= booking.at && booking.at < shift.to)
        .collect();
    planned.sort_by_key(|(client, booking)| (booking.at, *client));
    let alerts = board.alerts.values().filter(|alert| alert.is_open());
    Some(HandOver {
        shift,
        from,
        since,
        raised,
        planned,
        alerts: alerts.map(|alert| alert.number).collect(),
        read: read_at(board, staff, shift.from),
    })
}

/// Whether those who came on after somebody's last shift have read the list.
#[must_use]
pub fn receipts(board: &Board, staff: StaffId, now: Timestamp) -> Vec<Receipt> {
    let last = board
        .shifts
        .iter()
        .filter(|shift| shift.who == staff && hands_over(shift.kind))
        .filter(|shift| {
            shift.from <= now
                && shift.to <= now + MEETS_WITHIN
                && now.since(shift.to) < RECEIPT_SHOWN
        })
        .max_by_key(|shift| shift.to);
    let Some(last) = last else {
        return Vec::new();
    };
    let mut receipts: Vec<Receipt> = board
        .shifts
        .iter()
        .filter(|next| next.who != staff && hands_over(next.kind))
        .filter(|next| meets(last.to, next.from) && last.from < next.from)
        .map(|next| Receipt {
            who: next.who,
            kind: next.kind,
            shift: next.from,
            read: read_at(board, next.who, next.from),
        })
        .collect();
    receipts.sort_by_key(|receipt| (receipt.kind, receipt.who));
    receipts
}

/// When somebody read the list of a shift.
#[must_use]
pub fn read_at(board: &Board, who: StaffId, shift: Timestamp) -> Option<Timestamp> {
    let mut read = board.duty.read.iter();
    read.find(|read| read.who == who && read.shift == shift)
        .map(|read| read.at)
}

/// A manager's day is no duty that one hands over.
fn hands_over(kind: ShiftKind) -> bool {
    kind.needs_care()
}

fn meets(end: Timestamp, begin: Timestamp) -> bool {
    let apart = begin.since(end);
    apart <= MEETS_WITHIN && end.since(begin) <= MEETS_WITHIN
}
