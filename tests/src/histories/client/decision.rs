//! What the rules decided, as the lines of an answer.

use std::collections::BTreeMap;

use serde::Serialize;
use shared::Timestamp;
use shared::board::card::{Card, Level, Reason, Sign};
use shared::board::event::{Event, Recorded};
use shared::deescalation::Transition;
use shared::deescalation::gate::{self, Gate, State, Verdict};

use super::super::instant::Instant;

/// One decision, in the words of the format.
#[derive(Serialize)]
pub(super) struct Decision {
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Instant>,
    #[serde(flatten)]
    what: What,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum What {
    Evaluated {
        transition: &'static str,
        outcome: &'static str,
        hinders: Vec<Gate>,
    },
    NotEvaluated,
    ProposalCancelled,
    Executed {
        from: &'static str,
        to: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        contact_limit: Option<Instant>,
        #[serde(skip_serializing_if = "Option::is_none")]
        aftercare_until: Option<Instant>,
    },
    ExecutionCancelled {
        hinders: Vec<&'static str>,
    },
    Reversed {
        level: &'static str,
        since: Instant,
    },
    ContactLimitMet,
    AutoUp,
    AftercareWarning {
        sign: Sign,
    },
    AftercareEnded,
    Level {
        level: &'static str,
        since: Instant,
        reason: Option<Reason>,
    },
    PsychiatristDue {
        due: Instant,
    },
    PsychiatristOverdue,
    Final {
        level: &'static str,
        since: Instant,
        reason: Option<Reason>,
    },
}

impl Decision {
    /// Where the client stands at the end.
    pub(super) fn last(card: &Card) -> Self {
        Self {
            at: None,
            what: What::Final {
                level: code(card.level),
                since: Instant(card.since),
                reason: card.reason(),
            },
        }
    }
}

/// What must be remembered of a card to see that an event changed it.
#[derive(Clone, Copy)]
pub(super) struct Before {
    level: Option<Level>,
    since: Option<Timestamp>,
}

impl Before {
    pub(super) fn of(card: Option<&Card>) -> Self {
        Self {
            level: card.map(|card| card.level),
            since: card.map(|card| card.since),
        }
    }
}

/// Writes down what an event decided. `card` already contains it.
pub(super) fn write(all: &mut Vec<Decision>, recorded: &Recorded, before: Before, card: &Card) {
    let at = Some(Instant(recorded.at));
    all.extend(decided(recorded, before, card).map(|what| Decision { at, what }));
    let changed = before.level != Some(card.level) || before.since != Some(card.since);
    let by_person = matches!(
        recorded.event,
        Event::Placed { .. } | Event::Returned { .. }
    );
    if changed
        && by_person
        && let Some(clock) = card.psychiatrist
    {
        let due = Instant(clock.due);
        all.push(Decision {
            at,
            what: What::PsychiatristDue { due },
        });
    }
}

fn decided(recorded: &Recorded, before: Before, card: &Card) -> Option<What> {
    Some(match &recorded.event {
        Event::ProposalMade { transition, .. } => What::Evaluated {
            transition: step(*transition),
            outcome: "proposal",
            hinders: Vec::new(),
        },
        Event::ProposalWithheld {
            transition,
            verdicts,
            ..
        } => What::Evaluated {
            transition: step(*transition),
            outcome: if gate::only_the_day(verdicts) {
                "ready_waiting"
            } else {
                "blocked"
            },
            hinders: gate::hinders(verdicts).map(|one| one.gate).collect(),
        },
        Event::EvaluationMissed { .. } => {
            Transition::from_level(card.level)?;
            What::NotEvaluated
        }
        Event::ProposalCancelled { .. } => What::ProposalCancelled,
        Event::SteppedDown { transition, .. } => {
            let back = card.back_to_plan.filter(|_| card.level == Level::Plan);
            What::Executed {
                from: code(transition.from()),
                to: code(transition.to()),
                contact_limit: back.and_then(|back| back.contact_by).map(Instant),
                aftercare_until: back.map(|back| Instant(back.aftercare_until)),
            }
        }
        Event::StepCancelled { verdicts, .. } => {
            let hinders: Vec<_> = gate::hinders(verdicts).map(|one| one.gate.name()).collect();
            What::ExecutionCancelled {
                hinders: if hinders.is_empty() {
                    vec!["newer"]
                } else {
                    hinders
                },
            }
        }
        Event::Reversed { level, since, .. } => What::Reversed {
            level: code(*level),
            since: Instant(*since),
        },
        Event::ContactLimitMet { .. } => What::ContactLimitMet,
        Event::RaisedAgain { .. } => What::AutoUp,
        Event::AftercareWarned { sign, .. } => What::AftercareWarning { sign: *sign },
        Event::AftercareEnded { .. } => What::AftercareEnded,
        Event::Placed { .. } | Event::Returned { .. } => {
            if before.level == Some(card.level) && before.since == Some(card.since) {
                return None;
            }
            What::Level {
                level: code(card.level),
                since: Instant(card.since),
                reason: card.reason(),
            }
        }
        Event::PsychiatristOverdue { .. } => What::PsychiatristOverdue,
        _ => return None,
    })
}

/// What every gate said in one run.
#[derive(Serialize)]
pub(super) struct Gates {
    at: Instant,
    run: &'static str,
    transition: &'static str,
    states: BTreeMap<Gate, State>,
}

impl Gates {
    /// The gates of an evaluation or an execution.
    pub(super) fn of(recorded: &Recorded) -> Option<Self> {
        let (run, transition, verdicts): (_, _, &[Verdict]) = match &recorded.event {
            Event::ProposalMade {
                transition,
                verdicts,
                ..
            }
            | Event::ProposalWithheld {
                transition,
                verdicts,
                ..
            } => ("evaluation", transition, verdicts),
            Event::SteppedDown {
                transition,
                verdicts,
                ..
            }
            | Event::StepCancelled {
                transition,
                verdicts,
                ..
            } => ("execution", transition, verdicts),
            _ => return None,
        };
        Some(Self {
            at: Instant(recorded.at),
            run,
            transition: step(*transition),
            states: verdicts.iter().map(|one| (one.gate, one.state)).collect(),
        })
    }
}

fn code(level: Level) -> &'static str {
    match level {
        Level::Red => "ROD",
        Level::Yellow => "GUL",
        Level::Stepdown => "NED",
        Level::Inpatient => "BLA",
        Level::Plan => "PLAN",
    }
}

fn step(transition: Transition) -> &'static str {
    match transition {
        Transition::RedToStepdown => "ROD_NED",
        Transition::StepdownToPlan => "NED_PLAN",
        Transition::YellowToPlan => "GUL_PLAN",
    }
}
