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
    /// An alert was acknowledged later than it was handed over to the reserve: five minutes after
    /// it began, or what the team has chosen.
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
    /// In how many minutes the alert should have been taken, where the team had a number of its
    /// own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<u8>,
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

/// A time in which the rules stood still. It is drafted without a client: nobody knows yet whom
/// it touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// The event that ended it.
    pub seq: Seq,
    /// Since when the rules stood still.
    pub from: Timestamp,
    /// When they worked again.
    pub until: Timestamp,
}
