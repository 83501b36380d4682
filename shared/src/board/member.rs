//! The staff as the rules need to know them. Names are in [`crate::people`].

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// An employer. The secrecy boundary runs between them (`domain.md` 0, 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Organisation {
    /// The region: psychiatric care.
    Region,
    /// The municipality: social services.
    Municipality,
}

/// What a member's work is in the eyes of the rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// Takes part in the care of the team's clients.
    #[default]
    Care,
    /// As [`Function::Care`], and decides in medical questions.
    Psychiatrist,
    /// As [`Function::Care`], and leads the team.
    TeamLeader,
    /// Sees load and gaps, never identities (`domain.md` 4.1).
    Manager,
}

impl Function {
    /// Whether the member takes part in care.
    #[must_use]
    pub fn cares(self) -> bool {
        self != Self::Manager
    }
}

/// A member of the staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The employer.
    pub employer: Organisation,
    /// The work.
    pub function: Function,
    /// How many phones and browsers of theirs can be sent letters.
    #[serde(default)]
    pub devices: u16,
    /// Since when there is no contact with their page, if it was lost while the page was
    /// open. A page that was closed is no loss.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_lost: Option<Timestamp>,
}

/// Phones and browsers of a member that have proved themselves: a test letter was shown there
/// and tapped (`design.md` 5). Being subscribed proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proven {
    /// How many; at least one.
    pub devices: u16,
    /// When one of them did so last.
    pub last: Timestamp,
}
