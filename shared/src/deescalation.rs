//! Back to the care plan: the policy RP-1 (`policy.md` 1 to 3).
//!
//! Each gate is a small pure function that answers *open*, *closed* or *unknown*
//! with its evidence. Unknown is never open. The screen prints the very list that
//! the engine used.

pub mod advice;
pub mod aftercare;
pub mod dry_run;
pub mod gate;
pub mod late;
pub mod outlook;
pub mod policy;
pub mod proposal;

use serde::{Deserialize, Serialize};

use crate::board::card::Level;

/// A step down that the rules may propose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transition {
    /// From red to step-down.
    RedToStepdown,
    /// From step-down to the care plan.
    StepdownToPlan,
    /// From yellow to the care plan.
    YellowToPlan,
}

impl Transition {
    /// Every step, the most urgent level first.
    pub const ALL: [Self; 3] = [
        Self::RedToStepdown,
        Self::StepdownToPlan,
        Self::YellowToPlan,
    ];

    /// The word in addresses and messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::RedToStepdown => "red_to_stepdown",
            Self::StepdownToPlan => "stepdown_to_plan",
            Self::YellowToPlan => "yellow_to_plan",
        }
    }

    /// The step that leads down from `level`, if the rules know one.
    #[must_use]
    pub fn from_level(level: Level) -> Option<Self> {
        match level {
            Level::Red => Some(Self::RedToStepdown),
            Level::Stepdown => Some(Self::StepdownToPlan),
            Level::Yellow => Some(Self::YellowToPlan),
            Level::Inpatient | Level::Plan => None,
        }
    }

    /// The level before the step.
    #[must_use]
    pub fn from(self) -> Level {
        match self {
            Self::RedToStepdown => Level::Red,
            Self::StepdownToPlan => Level::Stepdown,
            Self::YellowToPlan => Level::Yellow,
        }
    }

    /// The level after the step.
    #[must_use]
    pub fn to(self) -> Level {
        match self {
            Self::RedToStepdown => Level::Stepdown,
            Self::StepdownToPlan | Self::YellowToPlan => Level::Plan,
        }
    }
}
