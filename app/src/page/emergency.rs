//! What the pages of an emergency access are made from.

use serde::{Deserialize, Serialize};
use shared::board::card::Flag;
use shared::dossier::Dossier;
use shared::people::StaffCard;
use shared::{CommandId, Rejection, Timestamp};

/// Opening what one may not see, because life is in danger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmergencyContent {
    /// How far it has come.
    pub stage: Stage,
    /// What was typed.
    pub typed: Typed,
    /// The name of the next command, so that a form that is sent twice counts once.
    pub id: CommandId,
}

/// How far an emergency access has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Stage {
    /// The person says whom it is about, and why.
    Asked,
    /// Something is missing, or cannot be read.
    Unreadable,
    /// The page says what will happen; the person confirms a second time.
    Unsure,
    /// The team has no client of that name and date of birth.
    Nobody,
    /// The rules refuse it.
    Refused(Rejection),
    /// It is open.
    Open(Box<Opened>),
    /// Its time is over.
    Over,
}

/// What opens in an emergency, and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The name, and of the plans what helps now.
    pub dossier: Option<Dossier>,
    /// The client's full name.
    pub name: String,
    /// Flags that are raised, for the staff's safety.
    pub flags: Vec<Flag>,
    /// CM and deputy, to be called.
    pub colleagues: Vec<StaffCard>,
    /// When it was opened.
    pub since: Timestamp,
    /// When it closes.
    pub until: Timestamp,
}

/// What the form says.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The client's full name.
    pub name: String,
    /// The date of birth.
    pub born: String,
    /// Why, in a line.
    pub reason: String,
    /// Life is in danger: the first confirmation.
    pub danger: String,
    /// What will happen was read: the second.
    pub sure: String,
    /// The name of the command.
    pub id: String,
}

/// A name that was typed never reaches a log.
impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(…)")
    }
}
