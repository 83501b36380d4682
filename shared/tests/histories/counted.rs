//! Counts what the histories reach: a property that is never put to the test proves nothing.

use std::collections::BTreeMap;

use shared::Event;
use shared::deescalation::Transition;
use shared::visit::Change;

use crate::play::Play;

/// How often each kind of event happened.
#[derive(Default)]
pub(crate) struct Counted(BTreeMap<&'static str, usize>);

/// What a share of the histories must have reached.
const REACHED: [&str; 28] = [
    "SteppedDown from red",
    "SteppedDown from step-down",
    "SteppedDown from yellow",
    "ProposalMade",
    "ProposalShown",
    "ProposalWithheld",
    "ProposalCancelled",
    "StepCancelled",
    "Reversed",
    "RaisedAgain",
    "ContactLimitMet",
    "Returned",
    "AftercareWarned",
    "AftercareEnded",
    "EvaluationMissed",
    "ContactMissed",
    "PsychiatristOverdue",
    "DeviationDrafted",
    "HoldSet",
    "EmergencyAccess",
    "AlertJoined",
    "AlertUncovered",
    "NobodyReached",
    "LadderRestarted",
    "Visit started",
    "Visit checked in",
    "Visit ended",
    "Visit missed",
];

/// With fewer histories than this nothing is asked for.
const ENOUGH: u32 = 2_000;

impl Counted {
    /// Counts the events of a history.
    pub(crate) fn count(&mut self, play: &Play) {
        for recorded in &play.log {
            *self.0.entry(name(&recorded.event)).or_default() += 1;
        }
    }

    /// Whether everything was reached.
    pub(crate) fn check(&self, histories: u32) {
        let missing = REACHED.iter().filter(|name| !self.0.contains_key(**name));
        let missing: Vec<_> = missing.collect();
        assert!(
            histories < ENOUGH || missing.is_empty(),
            "never reached: {missing:?}"
        );
        #[expect(clippy::print_stdout, reason = "`cargo test -- --nocapture` shows it")]
        {
            println!("{histories} histories: {:?}", self.0);
        }
    }
}

/// The name of a kind of event that histories must reach.
fn name(event: &Event) -> &'static str {
    match event {
        Event::SteppedDown { transition, .. } => match transition {
            Transition::RedToStepdown => "SteppedDown from red",
            Transition::StepdownToPlan => "SteppedDown from step-down",
            Transition::YellowToPlan => "SteppedDown from yellow",
        },
        Event::ProposalMade { .. } => "ProposalMade",
        Event::ProposalShown { .. } => "ProposalShown",
        Event::ProposalWithheld { .. } => "ProposalWithheld",
        Event::ProposalCancelled { .. } => "ProposalCancelled",
        Event::StepCancelled { .. } => "StepCancelled",
        Event::Reversed { .. } => "Reversed",
        Event::RaisedAgain { .. } => "RaisedAgain",
        Event::ContactLimitMet { .. } => "ContactLimitMet",
        Event::Returned { .. } => "Returned",
        Event::AftercareWarned { .. } => "AftercareWarned",
        Event::AftercareEnded { .. } => "AftercareEnded",
        Event::EvaluationMissed { .. } => "EvaluationMissed",
        Event::ContactMissed { .. } => "ContactMissed",
        Event::PsychiatristOverdue { .. } => "PsychiatristOverdue",
        Event::DeviationDrafted { .. } => "DeviationDrafted",
        Event::HoldSet { .. } => "HoldSet",
        Event::EmergencyAccess { .. } => "EmergencyAccess",
        Event::AlertJoined { .. } => "AlertJoined",
        Event::AlertUncovered { .. } => "AlertUncovered",
        Event::NobodyReached { .. } => "NobodyReached",
        Event::LadderRestarted { .. } => "LadderRestarted",
        Event::ActionAwaited { .. } => "ActionAwaited",
        Event::VisitChanged { change, .. } => match change {
            Change::Started { .. } => "Visit started",
            Change::CheckedIn { .. } => "Visit checked in",
            Change::Ended => "Visit ended",
            Change::Missed => "Visit missed",
        },
        _ => "others",
    }
}
