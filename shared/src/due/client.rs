//! What a client's card makes due.

use super::Due;
use crate::alert::Class;
use crate::board::Board;
use crate::board::card::{Card, Level};
use crate::board::decide::{Ctx, raise, raise_for_visit};
use crate::board::deviation::DeviationKind;
use crate::board::event::Event;
use crate::id::{ClientId, ContactId};
use crate::time::Timestamp;
use crate::visit::Change;

/// Everything that waits for its time on a card.
pub(super) fn next_of_card<'a>(
    board: &'a Board,
    card: &'a Card,
) -> impl Iterator<Item = (Timestamp, Due)> + 'a {
    let client = card.client;
    let missed = board
        .policy
        .missed_after
        .into_iter()
        .flat_map(move |after| {
            card.bookings
                .iter()
                .filter(|booking| !booking.missed)
                .map(move |booking| {
                    let booking_id = booking.id;
                    let due = Due::Miss {
                        client,
                        booking: booking_id,
                    };
                    (booking.at + after, due)
                })
        });
    let psychiatrist = card
        .psychiatrist
        .filter(|clock| !clock.overdue)
        .map(|clock| (clock.due, Due::Psychiatrist { client }));
    let back = card
        .back_to_plan
        .as_ref()
        .filter(|back| card.level == Level::Plan && !back.over);
    let limit = back
        .and_then(|back| back.contact_by)
        .map(|at| (at, Due::ContactLimit { client }));
    let end = back.map(|back| (back.aftercare_until, Due::Aftercare { client }));
    let visit = card
        .visit
        .as_ref()
        .filter(|visit| !visit.missed)
        .map(|visit| (visit.check_in, Due::CheckIn { client }));
    missed
        .chain(psychiatrist)
        .chain(limit)
        .chain(end)
        .chain(visit)
}

/// Nobody on a visit checked in: those on duty are told, and not those on the visit.
pub(super) fn check_in(board: &Board, client: ClientId, ctx: &Ctx) -> Vec<Event> {
    let missed = Event::VisitChanged {
        client,
        change: Change::Missed,
    };
    std::iter::once(missed)
        .chain(raise_for_visit(board, client, ctx))
        .collect()
}

/// An hour after its time a planned contact without an entry was missed (D4).
pub(super) fn miss(client: ClientId, booking: ContactId) -> Vec<Event> {
    vec![Event::ContactMissed { client, booking }]
}

/// The psychiatrist clock has run out (`policy.md` 6).
pub(super) fn psychiatrist(client: ClientId) -> Vec<Event> {
    let about = DeviationKind::PsychiatristOverdue;
    vec![
        Event::PsychiatristOverdue { client },
        Event::DeviationDrafted {
            client,
            about,
            within: None,
        },
    ]
}

/// A contact that reached the client was logged in time, or the rules raise the client
/// again (`policy.md` 4). It is the only level that they ever raise.
pub(super) fn contact_limit(board: &Board, client: ClientId, ctx: &Ctx) -> Vec<Event> {
    let Some(back) = board.cards.get(&client).and_then(|card| card.back_to_plan) else {
        return Vec::new();
    };
    let in_time = back
        .reached
        .zip(back.contact_by)
        .is_some_and(|(reached, by)| reached <= by);
    if in_time {
        return vec![Event::ContactLimitMet { client }];
    }
    let today = ctx.now.local().date();
    let review = board
        .policy
        .review_after(Level::Yellow, today)
        .unwrap_or(today);
    std::iter::once(Event::RaisedAgain { client, review })
        .chain(raise(board, client, Class::P2, false, ctx))
        .collect()
}
