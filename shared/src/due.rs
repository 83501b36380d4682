//! What time itself makes due, and when. The engine asks for the next thing, waits
//! for its time and carries it out; a server that was away does late what it missed.

mod alerts;
mod client;
mod runs;
mod shifts;

use chrono::NaiveDate;

use crate::alert::{AlertNumber, Rung};
use crate::board::Board;
use crate::board::decide::Ctx;
use crate::board::event::Event;
use crate::id::{ClientId, ContactId};
use crate::time::Timestamp;

/// Something that time makes due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The morning's look at every card.
    Evaluate {
        /// The local date.
        date: NaiveDate,
    },
    /// The letters about the steps that were proposed in the morning.
    Notify {
        /// The local date.
        date: NaiveDate,
    },
    /// The steps that were proposed in the morning.
    Execute {
        /// The local date.
        date: NaiveDate,
    },
    /// A planned contact without an entry.
    Miss {
        /// The client.
        client: ClientId,
        /// The contact.
        booking: ContactId,
    },
    /// The psychiatrist has not seen a client in time.
    Psychiatrist {
        /// The client.
        client: ClientId,
    },
    /// The end of the time in which a contact must reach a client off the board.
    ContactLimit {
        /// The client.
        client: ClientId,
    },
    /// The end of aftercare.
    Aftercare {
        /// The client.
        client: ClientId,
    },
    /// The beginning of shifts on call.
    ShiftStart {
        /// When.
        at: Timestamp,
    },
    /// The load has crossed a threshold.
    Load,
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
    /// The time for an action is to be counted anew: the alert was taken in the future,
    /// because the clock went back.
    Await {
        /// The alert.
        alert: AlertNumber,
    },
    /// The first staffed minute after an alert that nobody was on duty for; or at once, where
    /// the ladder's beginning lies in the future because the clock went back.
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
    alerts
        .chain(next_of_rules(board, now))
        .chain(runs::next_load(board, now))
        .chain(shifts::next(board, now))
        .min_by_key(|(at, _)| *at)
}

/// The next thing that the rules have to do, alerts left aside.
#[must_use]
pub fn next_of_rules(board: &Board, now: Timestamp) -> Option<(Timestamp, Due)> {
    let clients = board
        .cards
        .values()
        .flat_map(|card| client::next_of_card(board, card));
    clients
        .chain(runs::next(board, now))
        .min_by_key(|(at, _)| *at)
}

/// What happens when something due is carried out. `ctx.now` may lie after the time
/// at which it was due; the answer is empty if it is not due any more.
#[must_use]
pub fn carry_out(board: &Board, due: &Due, ctx: &Ctx) -> Vec<Event> {
    if !is_due(board, *due, ctx.now) {
        return Vec::new();
    }
    match *due {
        Due::Evaluate { date } => runs::evaluate(board, date, ctx.now),
        Due::Notify { date } => runs::notify(board, date, ctx),
        Due::Execute { date } => runs::execute(board, date, ctx),
        Due::Miss { client, booking } => client::miss(client, booking),
        Due::Psychiatrist { client } => client::psychiatrist(client),
        Due::ContactLimit { client } => client::contact_limit(board, client, ctx),
        Due::Load => runs::cross(board, ctx),
        Due::ShiftStart { at } => shifts::start(board, at, ctx),
        Due::Aftercare { client } => vec![Event::AftercareEnded { client }],
        Due::Climb { .. } | Due::Restart { .. } | Due::Await { .. } | Due::Begin { .. } => {
            alerts::carry_out(board, due, ctx)
        }
    }
}

/// Whether something is due still, and already. Another server may have been quicker;
/// and nothing that lowers a level may ever come before its time.
fn is_due(board: &Board, due: Due, now: Timestamp) -> bool {
    match due {
        Due::Evaluate { .. } | Due::Notify { .. } | Due::Execute { .. } => {
            runs::next(board, now).any(|(at, next)| next == due && at <= now)
        }
        Due::Load => runs::next_load(board, now).is_some_and(|(at, _)| at <= now),
        Due::ShiftStart { .. } => {
            shifts::next(board, now).is_some_and(|(at, next)| next == due && at <= now)
        }
        Due::Miss { client, .. }
        | Due::Psychiatrist { client }
        | Due::ContactLimit { client }
        | Due::Aftercare { client } => board.cards.get(&client).is_some_and(|card| {
            client::next_of_card(board, card).any(|(at, next)| next == due && at <= now)
        }),
        Due::Climb { alert, .. }
        | Due::Restart { alert }
        | Due::Await { alert }
        | Due::Begin { alert } => board
            .alerts
            .get(&alert)
            .and_then(|alert| alerts::next_of_alert(board, alert, now))
            .is_some_and(|(at, next)| next == due && at <= now),
    }
}
