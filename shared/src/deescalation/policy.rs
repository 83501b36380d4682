//! The policy as data: the numbers that a team may change.

pub mod numbers;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::alert::Delays;
use crate::board::card::{Level, LevelNames};
use crate::deescalation::Transition;
use crate::load::{Weights, caseload};
use crate::time::{Span, days_after};

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
///
/// A number that an old log does not know has the value of [`Policy::default`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
    /// D4: how long a missed contact closes the gate, made good or not.
    pub missed_rest: Span,
    /// D4: how long after its time a planned contact without an entry counts as missed;
    /// `None` if only people say so.
    pub missed_after: Option<Span>,
    /// D6: how long after a change of medication nothing happens by itself.
    pub medication_rest: Span,
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
    /// D10: on how many working days after the step the CM or the deputy has a day shift.
    pub receiver_days: u8,
    /// D10 and aftercare: how soon after a step to the care plan a contact comes.
    pub contact_within: Span,
    /// Aftercare: the same for a client who was newly discharged.
    pub discharged_contact_within: Span,
    /// D12: how long a device of somebody on duty may be out of step.
    pub unsynced_limit: Span,
    /// How many calendar days of aftercare follow a step to the care plan.
    pub aftercare_days: u8,
    /// How long after a step a late entry takes it back.
    pub late_entry_within: Span,
    /// How many working days the psychiatrist has after a raise to red.
    pub psychiatrist_days: u8,
    /// After how long on red the board asks for another reason.
    pub long_red: Span,
    /// What the clients ask for and what the staff can give (`policy.md` 8).
    pub load: Weights,
    /// The model by which case managers work, and how many clients each may have.
    #[serde(skip_serializing_if = "caseload::Setting::is_default")]
    pub caseload: caseload::Setting,
    /// When the rungs of an alert come (`policy.md` 7).
    #[serde(skip_serializing_if = "Delays::is_default")]
    pub ladder: Delays,
    /// What the team calls its levels. No decision rests on it, so it has no part in the
    /// version.
    #[serde(skip_serializing_if = "LevelNames::is_standard")]
    pub level_names: LevelNames,
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

    pub(crate) fn step_mut(&mut self, transition: Transition) -> &mut StepRules {
        match transition {
            Transition::RedToStepdown => &mut self.red_to_stepdown,
            Transition::StepdownToPlan => &mut self.stepdown_to_plan,
            Transition::YellowToPlan => &mut self.yellow_to_plan,
        }
    }

    /// Whether every number is the same; the version, the pause and the names do not count.
    #[must_use]
    pub fn has_numbers_of(&self, other: &Self) -> bool {
        let mut same = self.clone();
        same.version.clone_from(&other.version);
        same.paused = other.paused;
        same.level_names.clone_from(&other.level_names);
        same == *other
    }

    /// The review date that a raise on `date` sets; other levels keep the old one.
    #[must_use]
    pub fn review_after(&self, level: Level, date: NaiveDate) -> Option<NaiveDate> {
        let days = match level {
            Level::Red => self.review_red_days,
            Level::Yellow => self.review_yellow_days,
            Level::Stepdown | Level::Inpatient | Level::Plan => return None,
        };
        Some(days_after(date, u64::from(days)))
    }

    /// The review date that a change from one level to another sets on `date`. The same
    /// level again keeps the old one (`policy.md` 1).
    #[must_use]
    pub fn review_on_change(&self, from: Level, to: Level, date: NaiveDate) -> Option<NaiveDate> {
        (from != to).then(|| self.review_after(to, date)).flatten()
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
            missed_rest: Span::hours(72),
            missed_after: Some(Span::minutes(60)),
            medication_rest: Span::days(7),
            legal_rest: Span::days(14),
            review_red_days: 7,
            review_yellow_days: 3,
            hold_working_days: 3,
            hold_most_days: 14,
            receiver_days: 3,
            contact_within: Span::hours(72),
            discharged_contact_within: Span::hours(48),
            unsynced_limit: Span::hours(24),
            aftercare_days: 14,
            late_entry_within: Span::days(14),
            psychiatrist_days: 2,
            long_red: Span::days(42),
            load: Weights::default(),
            caseload: caseload::Setting::default(),
            ladder: Delays::default(),
            level_names: LevelNames::default(),
        }
    }
}
