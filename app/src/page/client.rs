//! What a client's own page is made from, and what its forms say.

use serde::{Deserialize, Serialize};
use shared::board::event::Recorded;
use shared::dossier::Dossier;
use shared::people::People;
use shared::{Board, ClientId, CommandId, Rejection};

/// A client's own page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClientContent {
    /// The board, with what the person may see and nothing else.
    pub board: Board,
    /// Names of the same.
    pub people: People,
    /// The client.
    pub client: ClientId,
    /// Plans and people; absent if none was written.
    pub dossier: Option<Dossier>,
    /// What happened, as far as the person may see it, the newest last.
    pub timeline: Vec<Recorded>,
    /// Whether more has happened than the time line holds.
    pub is_cut: bool,
    /// How much of it is shown.
    pub part: Part,
    /// What was asked for or typed.
    pub asked: Asked,
    /// Why that was not done.
    pub said: Option<Said>,
    /// The name of the next command, so that a form that is sent twice counts once.
    pub id: CommandId,
}

/// How much of a client's page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// All of it.
    Whole,
    /// The crisis plan, to print.
    CrisisPlan,
    /// The early warning signs, to print.
    EarlySigns,
}

/// Why a form was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// The rules refuse it.
    Rejected(Rejection),
    /// A field is missing, or cannot be read.
    Unreadable,
    /// Somebody must be allowed to see the client.
    NobodyLeft,
}

/// What the address or a form of the page says. What cannot be read is as good as empty, and
/// what was typed is shown again with a refusal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The kind of entries on the time line.
    pub kind: String,
    /// The page of the time line, from 1.
    pub page: String,
    /// The form.
    pub ask: String,
    /// The name of the command.
    pub id: String,
    /// CM or deputy.
    pub post: String,
    /// A colleague.
    pub who: String,
    /// The region may see the client.
    pub region: String,
    /// The municipality may see the client.
    pub municipality: String,
    /// The legal status.
    pub status: String,
    /// The last day of the decision.
    pub ends: String,
    /// The entry to be corrected.
    pub entry: String,
    /// The place of a fact in its list.
    pub fact: String,
    /// A line of text.
    pub text: String,
    /// A second one.
    pub other: String,
    /// The consequences were read.
    pub sure: String,
}

/// The forms of a client's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Naming CM or deputy.
    Appoint,
    /// What the client lets see.
    Consent,
    /// Compulsory care.
    Legal,
    /// An entry was wrong.
    Correct,
    /// A fact became known.
    Note,
    /// One tap in aftercare.
    Return,
}

impl Ask {
    /// Every form.
    pub const ALL: [Self; 6] = [
        Self::Appoint,
        Self::Consent,
        Self::Legal,
        Self::Correct,
        Self::Note,
        Self::Return,
    ];

    /// The word for this form in addresses and fields.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Appoint => "appoint",
            Self::Consent => "consent",
            Self::Legal => "legal",
            Self::Correct => "correct",
            Self::Note => "note",
            Self::Return => "return",
        }
    }
}

impl Asked {
    /// The form that is open.
    #[must_use]
    pub fn form(&self) -> Option<Ask> {
        Ask::ALL.into_iter().find(|ask| ask.word() == self.ask)
    }
}
