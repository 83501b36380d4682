//! Gates about what the team does for the client: D4, D5, D6, D9 and D13.

use super::{Case, Evidence, Gate, Plan, State, Verdict, Wanting};
use crate::board::card::ActionClass;
use crate::board::card::facts::is_since;
use crate::deescalation::Transition;

/// D4: no planned contact was missed a short time ago, made good or not.
pub(super) fn contacts(case: &Case) -> Verdict {
    let rest = case.board.policy.missed_rest;
    let missed = case
        .card
        .missed
        .iter()
        .rev()
        .find(|missed| case.ago(missed.at) < rest);
    Verdict {
        gate: Gate::D4,
        state: State::open_if(missed.is_none()),
        because: missed.map_or(Evidence::NothingMissed, |missed| Evidence::ContactMissed {
            at: missed.at,
        }),
    }
}

/// D5: open actions. Those of class *kris* close the gate; on step-down every action
/// without the owner and the due time that it will have off the board.
pub(super) fn actions(case: &Case) -> Verdict {
    let every = case.rules().every_action;
    let execution = case.execution();
    let open = case
        .card
        .actions
        .iter()
        .filter(|action| {
            if every {
                action.hand_over.is_none_or(|to| to.due <= execution)
            } else {
                action.class == ActionClass::Crisis
            }
        })
        .count();
    Verdict {
        gate: Gate::D5,
        state: State::open_if(open == 0),
        because: Evidence::Actions {
            open: u16::try_from(open).unwrap_or(u16::MAX),
        },
    }
}

/// D6: the psychiatrist. Seen or decided in this stay on red; nothing that is asked for
/// is open, and medication has been left alone for a time or was cleared.
pub(crate) fn psychiatrist(case: &Case) -> Verdict {
    let (card, facts) = (case.card, &case.card.facts);
    let mut wanting = Vec::new();
    if let Some(clock) = card.psychiatrist {
        wanting.push(Wanting::PsychiatristClock { due: clock.due });
    } else if case.transition == Transition::RedToStepdown
        && !is_since(facts.psychiatrist.as_ref(), card.since)
    {
        wanting.push(Wanting::PsychiatristReview);
    }
    if let Some(request) = card.requests.first() {
        wanting.push(Wanting::PsychiatristAnswer { asked: request.at });
    }
    if let Some(change) = facts.uncleared_medication() {
        let (had, needs) = (case.ago(change.at), case.board.policy.medication_rest);
        if had < needs {
            wanting.push(Wanting::MedicationRest { had, needs });
        }
    }
    verdict(Gate::D6, wanting)
}

/// D9: the plans. The crisis plan after the last crisis event, on yellow in this stay;
/// off step-down also the care plan and the SIP question.
pub(super) fn plans(case: &Case) -> Verdict {
    let (card, facts) = (case.card, &case.card.facts);
    let confirmed = match (case.transition, card.crisis()) {
        (Transition::YellowToPlan, _) => is_since(facts.crisis_plan.as_ref(), card.since),
        (_, Some(crisis)) => is_since(facts.crisis_plan.as_ref(), crisis),
        (_, None) => facts.crisis_plan.is_some(),
    };
    let full = case.transition == Transition::StepdownToPlan;
    let checked = !full || is_since(facts.care_plan.as_ref(), card.since);
    let answered = !full || is_since(facts.sip.as_ref(), card.since);
    let wanting = [
        (confirmed, Plan::Crisis),
        (checked, Plan::Care),
        (answered, Plan::Sip),
    ]
    .into_iter()
    .filter(|(done, _)| !done)
    .map(|(_, plan)| Wanting::Plan { plan })
    .collect();
    verdict(Gate::D9, wanting)
}

/// D13: the client. An attempt to tell on the way to step-down; told, and the view or
/// why there is none, on the way off the board.
pub(super) fn told(case: &Case) -> Verdict {
    let (card, facts) = (case.card, &case.card.facts);
    let told = facts.told.as_ref().filter(|told| told.at >= card.since);
    let is_known = is_since(facts.view.as_ref(), card.since);
    let wanting = match (case.leaves_the_board(), told) {
        (false, Some(_)) => Vec::new(),
        (true, _) if is_known => Vec::new(),
        (true, Some(told)) if told.value.reached => vec![Wanting::View],
        _ => vec![Wanting::Told],
    };
    verdict(Gate::D13, wanting)
}

fn verdict(gate: Gate, wanting: Vec<Wanting>) -> Verdict {
    Verdict {
        gate,
        state: State::open_if(wanting.is_empty()),
        because: Evidence::Wants { wanting },
    }
}
