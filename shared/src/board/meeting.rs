//! The board meeting: who is there, what is looked at, and what is decided
//! (`ui.md`, the meeting).
//!
//! A meeting carries nothing about a client that is not told client by client, so that
//! leaving out whom somebody may not see leaves a whole meeting behind.

mod agenda;
mod minutes;
mod missing;
mod news;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::board::Board;
use crate::board::card::Card;
use crate::board::event::{Actor, Event};
use crate::id::{ClientId, StaffId};
use crate::position::Seq;
use crate::time::{Span, Timestamp};

pub use agenda::{Item, Section, agenda, new_since};
pub use minutes::{Minute, Minutes};
pub use missing::{Lack, Missing, lacks, missing};
pub use news::{News, Novelty};

/// How long a meeting may be (`scenarios.md` 4).
pub const BUDGET: Span = Span::minutes(20);

/// A meeting that is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// When it began.
    pub started: Timestamp,
    /// Who leads it.
    pub chair: StaffId,
    /// From when on something is new: the beginning of the meeting before.
    pub since: Timestamp,
    /// When the meeting before ended, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_ended: Option<Timestamp>,
    /// What is looked at, in this order.
    pub agenda: Vec<Item>,
    /// Where the meeting has been, the last where it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    /// Who is there now, in the room or remote.
    pub present: BTreeSet<StaffId>,
    /// Who is or was there last from somewhere else.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub remote: BTreeSet<StaffId>,
    /// Who is or was there.
    pub attended: BTreeSet<StaffId>,
    /// What was decided, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
}

/// The meeting turned to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The client.
    pub client: ClientId,
    /// In which section.
    pub section: Section,
    /// When.
    pub at: Timestamp,
}

/// Something about a client that somebody who was there entered during the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The client.
    pub client: ClientId,
    /// The event.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
    /// Who entered it.
    pub by: StaffId,
}

impl Meeting {
    /// A meeting that begins.
    #[must_use]
    pub fn begin(board: &Board, chair: StaffId, present: &[StaffId], now: Timestamp) -> Self {
        // Added one by one: collecting sorts first, with code that every phone downloads.
        let mut here = BTreeSet::new();
        here.insert(chair);
        here.extend(present);
        Self {
            started: now,
            chair,
            since: new_since(board, now),
            last_ended: board.last_meeting.as_ref().map(|last| last.to),
            agenda: agenda(board, now),
            moves: Vec::new(),
            attended: here.clone(),
            remote: BTreeSet::new(),
            present: here,
            decisions: Vec::new(),
        }
    }

    /// Where the meeting is. Everybody's screen follows it.
    #[must_use]
    pub fn pointer(&self) -> Option<&Move> {
        self.moves.last()
    }

    /// When the meeting looked at a client last.
    #[must_use]
    pub fn discussed(&self, client: ClientId) -> Option<Timestamp> {
        self.moves
            .iter()
            .rev()
            .find(|one| one.client == client)
            .map(|one| one.at)
    }

    /// Whether an item stands on the agenda.
    #[must_use]
    pub fn lists(&self, client: ClientId, section: Section) -> bool {
        self.agenda
            .iter()
            .any(|item| item.client == client && item.section == section)
    }

    /// Whether the actor is a person who is there.
    #[must_use]
    pub fn has(&self, actor: Actor) -> bool {
        matches!(actor, Actor::Staff(staff) if self.present.contains(&staff))
    }

    /// Notes that a colleague came, or left. Who was there from somewhere else stays so in
    /// the minutes.
    pub(crate) fn attend(&mut self, staff: StaffId, present: bool, remote: bool) {
        if !present {
            self.present.remove(&staff);
            return;
        }
        self.present.insert(staff);
        self.attended.insert(staff);
        if remote {
            self.remote.insert(staff);
        } else {
            self.remote.remove(&staff);
        }
    }

    /// Puts a client who came on the board during the meeting at the end of the section
    /// of the level, never under the pointer (`scenarios.md` 4.7).
    pub(crate) fn add(&mut self, card: &Card) {
        let stands = |item: &Item| item.client == card.client && item.section.is_of_the_board();
        let Some(section) = Section::of_level(card.level) else {
            return;
        };
        if self.agenda.iter().any(stands) {
            return;
        }
        let end = self.agenda.partition_point(|item| item.section <= section);
        let item = Item {
            client: card.client,
            section,
            added: true,
        };
        self.agenda.insert(end, item);
    }

    /// Leaves out whom a viewer may not see.
    pub(crate) fn retain(&mut self, may_see: impl Fn(ClientId) -> bool) {
        self.agenda.retain(|item| may_see(item.client));
        self.moves.retain(|one| may_see(one.client));
        self.decisions.retain(|one| may_see(one.client));
    }
}

/// Whether an event is a decision if somebody who is there enters it during a meeting:
/// everything that a person enters about a client, and nothing that follows by itself.
#[must_use]
pub fn is_decision(event: &Event) -> bool {
    event.is_entered() || matches!(event, Event::ConsentChanged { .. })
}

impl Board {
    /// Whether a board meeting is held now and this person is there. What only a meeting
    /// decides may be entered by those who are (`policy.md` 2, D7, and 3.5).
    #[must_use]
    pub fn meeting_with(&self, staff: StaffId) -> bool {
        self.meeting
            .as_ref()
            .is_some_and(|meeting| meeting.present.contains(&staff))
    }
}
