//! What has happened to clients since the last meeting, and belongs first in the next one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::board::card::Level;
use crate::board::event::Event;
use crate::id::ClientId;
use crate::time::Timestamp;

/// What makes a client new in a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Novelty {
    /// The client came on the board.
    PutUp,
    /// The level was raised.
    Raised,
    /// A planned contact did not come about.
    ContactMissed,
    /// An alert began, or a new crisis joined one.
    Alert,
    /// A crisis event.
    Crisis,
    /// A sign that is not green in aftercare.
    Aftercare,
}

impl Novelty {
    /// What an event makes new. `level` is the client's level after it.
    #[must_use]
    pub fn of(event: &Event, level: Level) -> Option<Self> {
        match event {
            Event::Placed { from, level, .. } if level < from => Some(if *from == Level::Plan {
                Self::PutUp
            } else {
                Self::Raised
            }),
            Event::Returned { .. } | Event::RaisedAgain { .. } => Some(Self::PutUp),
            Event::Reversed { .. } if level != Level::Plan => Some(Self::Raised),
            Event::ContactMissed { .. } => Some(Self::ContactMissed),
            Event::AlertRaised { .. } | Event::AlertJoined { .. } => Some(Self::Alert),
            Event::ContactLogged { crisis: true, .. }
            | Event::CrisisReported { .. }
            | Event::EmergencyAccess { .. } => Some(Self::Crisis),
            Event::AftercareWarned { .. } => Some(Self::Aftercare),
            _ => None,
        }
    }

    /// Whether it concerns the meeting also when the client is not on the board.
    #[must_use]
    pub fn counts_off_the_board(self) -> bool {
        !matches!(self, Self::PutUp | Self::Raised)
    }
}

/// For each client what is new, and when it came about last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct News(BTreeMap<ClientId, BTreeMap<Novelty, Timestamp>>);

impl News {
    /// Whether there is nothing new.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is new about a client, each with its last time.
    pub fn of(&self, client: ClientId) -> impl Iterator<Item = (Novelty, Timestamp)> + '_ {
        self.0
            .get(&client)
            .into_iter()
            .flatten()
            .map(|(novelty, at)| (*novelty, *at))
    }

    pub(crate) fn note(&mut self, client: ClientId, novelty: Novelty, at: Timestamp) {
        self.0.entry(client).or_default().insert(novelty, at);
    }

    /// Keeps what `keep` says of client and time.
    pub(crate) fn retain(&mut self, keep: impl Fn(ClientId, Timestamp) -> bool) {
        self.0.retain(|client, novelties| {
            novelties.retain(|_, at| keep(*client, *at));
            !novelties.is_empty()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_talked_about_is_not_new_any_more() {
        let at = Timestamp::from_millis;
        let mut chance = fastrand::Rng::with_seed(1);
        let [one, other] = [(); 2].map(|()| ClientId::new(at(0), &mut chance));
        let mut news = News::default();
        news.note(one, Novelty::PutUp, at(1));
        news.note(one, Novelty::ContactMissed, at(9));
        news.note(other, Novelty::PutUp, at(1));
        news.retain(|_, when| when > at(5));
        assert_eq!(
            news.of(one).collect::<Vec<_>>(),
            [(Novelty::ContactMissed, at(9))]
        );
        assert_eq!(news.of(other).count(), 0);
        news.retain(|client, _| client == other);
        assert!(news.is_empty());
    }
}
