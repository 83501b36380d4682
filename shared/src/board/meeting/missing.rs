//! What a meeting must not leave behind (`scenarios.md` 4.11).

use serde::{Deserialize, Serialize};

use crate::board::card::facts::is_since;
use crate::board::card::{Card, Level};
use crate::id::ClientId;
use crate::time::Timestamp;

/// Something that a client on the board must have when the meeting ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// A contact named for today.
    Contact,
    /// On red: a psychiatrist clock that runs, or a decision by the psychiatrist.
    Psychiatrist,
    /// On red: a review date.
    Review,
}

/// A client for whom something is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The client.
    pub client: ClientId,
    /// What.
    pub lacks: Vec<Lack>,
}

/// What a client lacks now; nothing off the board.
#[must_use]
pub fn lacks(card: &Card, now: Timestamp) -> Vec<Lack> {
    let is_on_board = card.level != Level::Plan;
    let is_red = card.level == Level::Red;
    let is_decided = is_since(card.facts.psychiatrist.as_ref(), card.since);
    [
        (is_on_board && card.contact_on(now).is_none(), Lack::Contact),
        (
            is_red && card.psychiatrist.is_none() && !is_decided,
            Lack::Psychiatrist,
        ),
        (is_red && card.review.is_none(), Lack::Review),
    ]
    .into_iter()
    .filter_map(|(is_missing, lack)| is_missing.then_some(lack))
    .collect()
}

/// What is missing on these cards now.
#[must_use]
pub fn missing<'a>(cards: impl Iterator<Item = &'a Card>, now: Timestamp) -> Vec<Missing> {
    cards
        .map(|card| Missing {
            client: card.client,
            lacks: lacks(card, now),
        })
        .filter(|one| !one.lacks.is_empty())
        .collect()
}
