//! What the list of minutes is made from.

use serde::{Deserialize, Serialize};
use shared::load::history::MeetingHeld;
use shared::people::People;
use shared::position::Seq;

/// The meetings of the past. Nothing in it is about a client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AllMinutesContent {
    /// The meetings by the number of their minutes, the newest first.
    pub meetings: Vec<(Seq, MeetingHeld)>,
    /// Whether there are newer ones than these.
    pub newer: bool,
    /// Whether there are older ones than these.
    pub older: bool,
    /// Names.
    pub people: People,
}
