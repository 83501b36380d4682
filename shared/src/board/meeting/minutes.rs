//! The minutes: what a meeting leaves behind for the records and for those who were absent.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Meeting;
use crate::board::Board;
use crate::board::card::{ContactToday, Level};
use crate::board::member::Organisation;
use crate::id::{ClientId, StaffId};
use crate::position::Seq;
use crate::time::{Span, Timestamp};

/// The minutes of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// When it began.
    pub from: Timestamp,
    /// When it ended.
    pub to: Timestamp,
    /// Who led it.
    pub chair: StaffId,
    /// Who was there, for all of it or a part.
    pub present: BTreeSet<StaffId>,
    /// Who of them was there from somewhere else last.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub remote: BTreeSet<StaffId>,
    /// What was said of whom, in the order of the agenda; each client once.
    pub items: Vec<Minute>,
}

/// What a meeting leaves behind about a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minute {
    /// The client.
    pub client: ClientId,
    /// The level when the meeting ended.
    pub level: Level,
    /// The organisations that may have it in their notes.
    pub open_to: Vec<Organisation>,
    /// Whether the client stood on the agenda; else something was entered all the same.
    pub on_agenda: bool,
    /// When the meeting looked at the client last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discussed: Option<Timestamp>,
    /// The events that were decided, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Seq>,
    /// Who meets the client today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactToday>,
}

impl Minutes {
    /// The minutes of a meeting that ends now.
    #[must_use]
    pub fn of(board: &Board, meeting: &Meeting, now: Timestamp) -> Self {
        let listed = meeting.agenda.iter().map(|item| item.client);
        let decided = meeting.decisions.iter().map(|one| one.client);
        let mut seen = BTreeSet::new();
        let items = listed
            .chain(decided)
            .filter(|client| seen.insert(*client))
            .filter_map(|client| minute(board, meeting, client, now))
            .collect();
        Self {
            from: meeting.started,
            to: now,
            chair: meeting.chair,
            present: meeting.attended.clone(),
            remote: meeting.remote.clone(),
            items,
        }
    }

    /// How long the meeting was.
    #[must_use]
    pub fn length(&self) -> Span {
        self.to.since(self.from)
    }

    /// How many clients stood on the agenda.
    #[must_use]
    pub fn listed(&self) -> usize {
        self.items.iter().filter(|item| item.on_agenda).count()
    }

    /// How many of them the meeting has looked at.
    #[must_use]
    pub fn discussed(&self) -> usize {
        self.items
            .iter()
            .filter(|item| item.on_agenda && item.discussed.is_some())
            .count()
    }

    /// The items that may stand in the notes of an organisation, which keeps its own
    /// record (`domain.md` 4.10).
    pub fn notes_of(&self, organisation: Organisation) -> impl Iterator<Item = &Minute> {
        self.items
            .iter()
            .filter(move |item| item.open_to.contains(&organisation))
    }

    /// The contacts that a colleague makes today, the earliest first.
    #[must_use]
    pub fn day_of(&self, staff: StaffId) -> Vec<(ClientId, &ContactToday)> {
        let mut day: Vec<_> = self
            .items
            .iter()
            .filter_map(|item| Some((item.client, item.contact.as_ref()?)))
            .filter(|(_, contact)| contact.who.contains(&staff))
            .collect();
        day.sort_by_key(|(_, contact)| contact.at);
        day
    }

    /// Leaves out whom a viewer may not see.
    pub(crate) fn retain(&mut self, may_see: impl Fn(ClientId) -> bool) {
        self.items.retain(|item| may_see(item.client));
    }
}

fn minute(board: &Board, meeting: &Meeting, client: ClientId, now: Timestamp) -> Option<Minute> {
    let card = board.cards.get(&client)?;
    Some(Minute {
        client,
        level: card.level,
        open_to: card.open_to.clone(),
        on_agenda: meeting.agenda.iter().any(|item| item.client == client),
        discussed: meeting.discussed(client),
        decisions: meeting
            .decisions
            .iter()
            .filter(|one| one.client == client)
            .map(|one| one.seq)
            .collect(),
        contact: card.contact_on(now).cloned(),
    })
}
