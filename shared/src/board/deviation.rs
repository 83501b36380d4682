//! Drafts of deviations: what went wrong, so that the team can learn from it.
//!
//! The board only ever drafts. A person reads, completes and sends it in the ordinary
//! system at the workplace (`domain.md` 3.8).

use serde::{Deserialize, Serialize};

use crate::board::event::Actor;
use crate::id::{ClientId, StaffId};
use crate::position::Seq;
use crate::time::Timestamp;

/// What a deviation is about (`policy.md` 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviationKind {
    /// An alert was acknowledged later than five minutes after it began.
    LateAcknowledgement,
    /// A step of the rules was taken back.
    Reversal,
    /// The psychiatrist did not see the client in time.
    PsychiatristOverdue,
    /// A depot was missed.
    DepotMissed,
    /// Somebody opened in an emergency what they may not see.
    EmergencyAccess,
}

/// A draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deviation {
    /// The event that drafted it.
    pub seq: Seq,
    /// The client.
    pub client: ClientId,
    /// What about.
    pub about: DeviationKind,
    /// When it was drafted.
    pub at: Timestamp,
    /// Who was asked to write it; the CM where the rules drafted it.
    pub writer: Option<StaffId>,
    /// Who entered it in the ordinary system, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_on: Option<PassedOn>,
}

/// A person entered a deviation in the ordinary system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOn {
    /// Who.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}
