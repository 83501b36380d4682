//! A step down that waits for its execution time.

use serde::{Deserialize, Serialize};

use crate::deescalation::Transition;
use crate::deescalation::gate::Verdict;
use crate::time::Timestamp;

/// A proposal, made at 06:00 for 13:00 the same day (`policy.md` 3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// Which step.
    pub transition: Transition,
    /// When it was made.
    pub made: Timestamp,
    /// When it will be taken.
    pub execution: Timestamp,
    /// Every gate with its evidence in the morning.
    pub verdicts: Vec<Verdict>,
    /// When the board meeting saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Timestamp>,
}

/// What cancelled a waiting proposal before its time (`policy.md` 3.5 and 3.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cancelled {
    /// A veto.
    Hold,
    /// A crisis event.
    Crisis,
    /// A sign that is not green.
    Sign,
    /// A person set another level.
    Level,
}
