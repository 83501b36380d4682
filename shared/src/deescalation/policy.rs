//! The policy as data: the numbers that a team may change.

use serde::{Deserialize, Serialize};

use crate::deescalation::Transition;
use crate::time::Span;

/// What a step down asks for (`policy.md` 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRules {
    /// D1: the shortest stay on the present level.
    pub stay: Span,
    /// D2: the shortest time since the last crisis event; `None` means that a crisis
    /// event in this stay leaves the way back to people.
    pub since_crisis: Option<Span>,
    /// D3: how many green assessments.
    pub greens: u8,
    /// D3: on how many days.
    pub green_days: u8,
    /// D3: by how many persons.
    pub green_persons: u8,
    /// D3: how long before the execution nothing yellow or red may have been seen.
    pub no_other_sign: Option<Span>,
    /// D5: whether any open action without a due time after the execution closes the
    /// gate, or only those of class *kris*.
    pub every_action: bool,
}

/// The rules of a team. The version stands in every decision that they made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// The name and version.
    pub version: String,
    /// Whether the team has paused the automation (`policy.md` 3.5). A paused team
    /// sees every gate, and D7 is closed for every client.
    pub paused: bool,
    /// From red to step-down.
    pub red_to_stepdown: StepRules,
    /// From step-down to the care plan.
    pub stepdown_to_plan: StepRules,
    /// From yellow to the care plan.
    pub yellow_to_plan: StepRules,
    /// D3f: how old the latest assessment may be at 06:00.
    pub fresh: Span,
    /// D7: how long after a change of compulsory care nothing happens by itself.
    pub legal_rest: Span,
    /// D8: calendar days from a raise to red until the review.
    pub review_red_days: u8,
    /// D8: calendar days from a raise to yellow until the review.
    pub review_yellow_days: u8,
    /// How many working days a veto holds after the day on which it was set.
    pub hold_working_days: u8,
    /// How many calendar days vetoes in a row may hold.
    pub hold_most_days: u8,
    /// How many calendar days of aftercare follow a step to the care plan.
    pub aftercare_days: u8,
}

impl Policy {
    /// The numbers of one step.
    #[must_use]
    pub fn step(&self, transition: Transition) -> &StepRules {
        match transition {
            Transition::RedToStepdown => &self.red_to_stepdown,
            Transition::StepdownToPlan => &self.stepdown_to_plan,
            Transition::YellowToPlan => &self.yellow_to_plan,
        }
    }
}

/// RP-1 as it stands in `policy.md`, paused: the rules take no step by themselves
/// until a team says so.
impl Default for Policy {
    fn default() -> Self {
        let two_greens = StepRules {
            stay: Span::days(7),
            since_crisis: Some(Span::days(14)),
            greens: 2,
            green_days: 2,
            green_persons: 1,
            no_other_sign: None,
            every_action: false,
        };
        Self {
            version: "RP-1".to_owned(),
            paused: true,
            red_to_stepdown: StepRules {
                since_crisis: Some(Span::days(7)),
                greens: 3,
                green_days: 3,
                green_persons: 2,
                no_other_sign: Some(Span::hours(72)),
                ..two_greens
            },
            stepdown_to_plan: StepRules {
                every_action: true,
                ..two_greens
            },
            yellow_to_plan: StepRules {
                stay: Span::days(3),
                since_crisis: None,
                ..two_greens
            },
            fresh: Span::hours(24),
            legal_rest: Span::days(14),
            review_red_days: 7,
            review_yellow_days: 3,
            hold_working_days: 3,
            hold_most_days: 14,
            aftercare_days: 14,
        }
    }
}
