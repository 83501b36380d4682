//! What the pages of the phone are made from.

use serde::{Deserialize, Serialize};
use shared::board::card::Card;
use shared::board::event::Recorded;
use shared::dossier::Dossier;
use shared::people::People;
use shared::{Board, ClientId, CommandId, Rejection, StaffId};

/// What somebody needs on the phone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MyDayContent {
    /// The board, with what the person may see and nothing else.
    pub board: Board,
    /// Names of the same.
    pub people: People,
    /// What happened to the person's own clients while they were away.
    pub news: Vec<(ClientId, Vec<Recorded>)>,
    /// Something was saved just now.
    pub saved: bool,
    /// Names for the commands of the visits that go on.
    pub ids: Vec<CommandId>,
}

/// What a form about a client does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Raises the client.
    Raise,
    /// Logs a contact.
    Contact,
    /// Begins, continues or ends a visit.
    Visit,
    /// Shows what there is to know in a crisis.
    Plan,
}

/// Choosing a client for a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChooseContent {
    /// For which form.
    pub kind: EntryKind,
    /// The board, with what the person may see and nothing else.
    pub board: Board,
    /// Names of the same.
    pub people: People,
    /// What was searched for.
    pub search: String,
}

/// A form about a client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryContent {
    /// What it does.
    pub kind: EntryKind,
    /// The client's card.
    pub card: Card,
    /// Names of the client and the staff.
    pub people: People,
    /// Plans and people; for a visit and for the plan.
    pub dossier: Option<Dossier>,
    /// The number of the psychiatric emergency department, where it is set.
    pub acute: Option<String>,
    /// Who may go on a visit, those on duty first, and how many those are.
    pub colleagues: (Vec<StaffId>, usize),
    /// What was said before, if that was refused.
    pub said: Vec<(String, String)>,
    /// Why it was refused.
    pub rejection: Option<Rejection>,
    /// Names of the commands, so that a form that is sent twice counts once.
    pub ids: (CommandId, CommandId),
    /// Where to go afterwards; a path of this server.
    pub next: String,
}
