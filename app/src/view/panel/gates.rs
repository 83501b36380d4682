//! The gates of the way back, each with what a person can do about it.

use shared::board::card::{Card, Fact, Post, Told};
use shared::deescalation::Transition;
use shared::deescalation::gate::{Block, Evidence, Gate, Plan, State, Verdict, Wanting};
use shared::wording::rules;

use crate::view::Look;

/// A gate as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateLine {
    /// What the gate says.
    pub state: State,
    /// What it says, in a word.
    pub word: &'static str,
    /// What it asks for.
    pub name: String,
    /// What that rests on.
    pub evidence: String,
    /// What a person can do about it.
    pub remedy: Option<Remedy>,
}

/// What a person can do about a gate that is not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Judge the signs.
    Assess,
    /// Enter this.
    Note(Fact),
    /// Ask for the psychiatrist.
    AskPsychiatrist,
    /// Set when the team looks at the level again.
    Review,
    /// Plan a contact.
    Book,
    /// Name CM or deputy.
    Appoint(Post),
}

impl Look<'_> {
    pub(super) fn gates(
        &self,
        card: &Card,
        transition: Transition,
        verdicts: &[Verdict],
    ) -> Vec<GateLine> {
        let step = self.board.policy.step(transition);
        verdicts
            .iter()
            .map(|verdict| GateLine {
                state: verdict.state,
                word: rules::state(self.language, verdict.state),
                name: rules::gate(self.language, verdict.gate, step),
                evidence: rules::evidence(self.language, &verdict.because, self.now),
                remedy: self.remedy(card, verdict),
            })
            .collect()
    }

    /// What the viewer can do about a gate; the first thing, where there are several.
    fn remedy(&self, card: &Card, verdict: &Verdict) -> Option<Remedy> {
        match &verdict.because {
            _ if verdict.state == State::Open => None,
            Evidence::Wants { wanting } => wanting.iter().find_map(|one| self.brings(one)),
            Evidence::Blocks { blocks } => blocks.iter().find_map(|block| match block {
                Block::Objection { .. } if card.cm == Some(self.viewer.staff) => {
                    Some(Remedy::Note(Fact::ObjectionTalked))
                }
                Block::FollowUp if card.facts.discharge_followed_up.is_none() => {
                    Some(Remedy::Note(Fact::DischargeFollowedUp))
                }
                Block::FollowUp if self.board.meeting_with(self.viewer.staff) => {
                    Some(Remedy::Note(Fact::DischargeTicked))
                }
                Block::AddictionCare => Some(Remedy::Note(Fact::AddictionContact)),
                _ => None,
            }),
            Evidence::Review { .. } => Some(Remedy::Review),
            _ if matches!(verdict.gate, Gate::D3 | Gate::D3f) => Some(Remedy::Assess),
            _ => None,
        }
    }

    fn brings(&self, wanting: &Wanting) -> Option<Remedy> {
        let is_psychiatrist = self.viewer_is_psychiatrist();
        Some(match wanting {
            Wanting::PsychiatristReview | Wanting::PsychiatristClock { .. } if is_psychiatrist => {
                Remedy::Note(Fact::PsychiatristReviewed(String::new()))
            }
            Wanting::PsychiatristReview | Wanting::PsychiatristClock { .. } => {
                Remedy::AskPsychiatrist
            }
            Wanting::MedicationRest { .. } if is_psychiatrist => {
                Remedy::Note(Fact::MedicationCleared)
            }
            Wanting::Plan { plan } => Remedy::Note(match plan {
                Plan::Crisis => Fact::CrisisPlanConfirmed,
                Plan::Care => Fact::CarePlanChecked,
                Plan::Sip => Fact::SipAnswered(shared::board::card::SipAnswer::Holds),
            }),
            Wanting::Holder { post } => Remedy::Appoint(*post),
            Wanting::Booking => Remedy::Book,
            Wanting::Told | Wanting::View => Remedy::Note(Fact::Told(Told {
                reached: true,
                view: None,
                no_view: None,
            })),
            Wanting::PsychiatristAnswer { .. }
            | Wanting::MedicationRest { .. }
            | Wanting::DayShift { .. }
            | Wanting::Rota { .. } => return None,
        })
    }
}
