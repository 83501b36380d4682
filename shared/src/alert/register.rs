//! The register of letters: what was sent to whom on which way, and what became of it.
//!
//! It is for whoever asks afterwards why somebody was not reached. It holds numbers and
//! colleagues, never a client, so those who may see no client may read it.

use serde::{Deserialize, Serialize};

use crate::alert::letter::{Carrier, Text};
use crate::alert::{AlertNumber, Class, Delivery, Failure};
use crate::board::Board;
use crate::id::StaffId;
use crate::time::Timestamp;

/// What is looked for; everything, if nothing is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// The alert.
    pub number: Option<AlertNumber>,
    /// Who should have got it.
    pub to: Option<StaffId>,
    /// Only what reached nobody.
    pub failed: bool,
}

/// A letter on one of its ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When it was written.
    pub at: Timestamp,
    /// The alert that it is about.
    pub alert: AlertNumber,
    /// How urgent that is.
    pub class: Class,
    /// Whether it was an exercise.
    pub is_exercise: bool,
    /// Which of the fixed texts.
    pub text: Text,
    /// Who should get it.
    pub to: StaffId,
    /// The way.
    pub way: Carrier,
    /// Where it stands.
    pub delivery: Delivery,
}

/// The letters about alerts that the board still knows – thirty days and every open one –
/// the newest first.
#[must_use]
pub fn search(board: &Board, query: &Query) -> Vec<Entry> {
    let mut found: Vec<Entry> = board
        .alerts
        .values()
        .filter(|alert| query.number.is_none_or(|number| number == alert.number))
        .flat_map(|alert| {
            let card = board.cards.get(&alert.client);
            let is_exercise = card.is_some_and(|card| card.is_exercise);
            alert.letters.iter().flat_map(move |state| {
                let by_push = [(Carrier::Push, state.delivery)];
                let ways = by_push.into_iter().chain(state.others.iter());
                ways.map(move |(way, delivery)| Entry {
                    at: state.at,
                    alert: alert.number,
                    class: alert.class,
                    is_exercise,
                    text: state.written.text,
                    to: state.written.to,
                    way,
                    delivery,
                })
            })
        })
        .filter(|entry| query.to.is_none_or(|to| to == entry.to))
        .filter(|entry| !query.failed || has_failed(entry.delivery))
        .collect();
    found.sort_by_key(|entry| std::cmp::Reverse((entry.at, entry.alert, entry.to, entry.way)));
    found
}

/// Whether a letter should have reached somebody and did not. One that a colleague made
/// needless is no failure.
#[must_use]
pub fn has_failed(delivery: Delivery) -> bool {
    matches!(delivery, Delivery::Failed { why, .. } if why != Failure::NotNeeded)
}
