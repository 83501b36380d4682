//! When the board proposes to raise a client. Only a person raises (`policy.md` 6).

use crate::board::card::{Card, Level, Sign};
use crate::time::{Span, Timestamp};

/// Why a raise is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The latest sign is red.
    RedSign {
        /// When it was seen.
        at: Timestamp,
    },
    /// Two attempts at the same planned contact were missed within two hours.
    MissedTwice {
        /// The second.
        at: Timestamp,
    },
    /// A depot was missed while the signs are yellow.
    DepotMissed {
        /// When.
        at: Timestamp,
    },
    /// An emergency visit or the police became known.
    Emergency {
        /// When.
        at: Timestamp,
    },
    /// Red for so long that another reason may fit better. Removes nothing.
    LongRed {
        /// Since when.
        since: Timestamp,
    },
}

/// Two attempts so close together are one missed client (`policy.md` 6).
const MISSED_WITHIN: Span = Span::hours(2);

/// What speaks for a raise now, with the facts of this stay.
#[must_use]
pub fn of(card: &Card, long_red: Span, now: Timestamp) -> Vec<Advice> {
    if card.level == Level::Red {
        let is_long = now.since(card.since) > long_red;
        return is_long
            .then_some(Advice::LongRed { since: card.since })
            .into_iter()
            .collect();
    }
    let here = |at: Timestamp| at >= card.since;
    let latest = card.latest_assessment().filter(|one| here(one.at));
    let red = latest
        .filter(|one| one.sign == Sign::Red)
        .map(|one| Advice::RedSign { at: one.at });
    let depot = card
        .facts
        .depot_missed
        .as_ref()
        .filter(|missed| here(missed.at))
        .filter(|_| latest.is_some_and(|one| one.sign != Sign::Green))
        .map(|missed| Advice::DepotMissed { at: missed.at });
    let emergency = card
        .facts
        .emergency
        .as_ref()
        .filter(|heard| here(heard.at))
        .map(|heard| Advice::Emergency { at: heard.at });
    let missed = (card.level == Level::Yellow)
        .then(|| missed_twice(card))
        .flatten()
        .filter(|at| here(*at))
        .map(|at| Advice::MissedTwice { at });
    [red, missed, depot, emergency]
        .into_iter()
        .flatten()
        .collect()
}

/// The second of two attempts at the same contact that were missed close together.
fn missed_twice(card: &Card) -> Option<Timestamp> {
    card.missed.iter().rev().find_map(|second| {
        card.missed
            .iter()
            .any(|first| {
                first.booking == second.booking
                    && first.at < second.at
                    && second.at.since(first.at) <= MISSED_WITHIN
            })
            .then_some(second.at)
    })
}
