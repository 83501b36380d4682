//! What the page about the rules is made from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::Rejection;
use shared::alert::Climbed;
use shared::board::event::Recorded;
use shared::deescalation::dry_run::Stay;
use shared::deescalation::policy::Policy;
use shared::people::People;

/// The rules of the team.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RulesContent {
    /// The rules that hold.
    pub present: Policy,
    /// What stood in the form, by the path of the number, if it was sent.
    pub typed: BTreeMap<String, String>,
    /// Whether the person may change them.
    pub may_change: bool,
    /// Whether they were changed just now.
    pub saved: bool,
    /// Why the last wish was refused.
    pub rejection: Option<Rejection>,
    /// What other numbers would have proposed, if that was asked for.
    pub tried: Option<Tried>,
    /// What was changed, the oldest first, if that was asked for.
    pub history: Option<Vec<Recorded>>,
    /// Names.
    pub people: People,
}

/// What other numbers would have proposed in the past weeks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tried {
    /// The rules that were tried.
    pub policy: Policy,
    /// The stays of clients whom the person may see.
    pub stays: Vec<Stay>,
    /// How many stays there are of others.
    pub unseen: usize,
    /// How many alerts reached each rung.
    pub climbed: Vec<Climbed>,
}
