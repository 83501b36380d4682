//! The way back to the care plan: the step, what counts, and what stands behind it.

use shared::board::card::Card;
use shared::deescalation::outlook;
use shared::wording::{card as words, rules, time};

use super::{GateLine, Held};
use crate::view::Look;
use crate::view::row::capitalised;

/// The way back to the care plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// The step, in words; absent on levels from which the rules know none.
    pub step: Option<String>,
    /// What counts, in a sentence.
    pub head: String,
    /// Every gate.
    pub gates: Vec<GateLine>,
    /// The version of the rules.
    pub policy: String,
    /// Every veto that holds.
    pub holds: Vec<Held>,
    /// Whether a proposal waits for its time.
    pub proposed: bool,
}

impl Look<'_> {
    pub(super) fn way_back(&self, card: &Card) -> WayBack {
        let language = self.language;
        let holds = self.holds(card);
        let policy = self.board.policy.version.clone();
        let proposal = self.board.proposals.get(&card.client);
        let Some(outlook) = outlook::of(self.board, card, self.now) else {
            return WayBack {
                step: None,
                head: language
                    .pick(
                        "Ingen automatik på den här nivån: teamet beslutar.",
                        "No automation on this level: the team decides.",
                    )
                    .to_owned(),
                gates: Vec::new(),
                policy,
                holds,
                proposed: false,
            };
        };
        let count = outlook.hinders().count();
        let hinders = rules::hinders(language, count);
        let dated = |at| time::dated(language, at, self.now);
        let head = if let Some(proposal) = proposal {
            let at = time::day_and_clock(language, proposal.execution, self.now);
            match proposal.shown {
                Some(shown) => format!(
                    "{} {at}. {} {}.",
                    language.pick("Verkställs", "Will be taken"),
                    language.pick("Visat i tavelmötet", "Shown in the board meeting"),
                    time::clock(shown)
                ),
                None => format!(
                    "{} {at}.",
                    language.pick(
                        "Måste visas i tavelmötet, annars verkställs det inte",
                        "Must be shown in the board meeting, or it will not be taken"
                    )
                ),
            }
        } else if outlook.never {
            let reason = card
                .reason()
                .map_or("", |reason| words::reason(language, reason));
            language.pick(
                format!("Ingen automatik: orsak {reason}. Teamet beslutar."),
                format!("No automation: reason {reason}. The team decides."),
            )
        } else {
            match outlook.earliest {
                _ if outlook.is_ready() => format!("{}.", capitalised(&self.ready(card, &outlook))),
                Some(at) => language.pick(
                    format!("Tidigast {}. {hinders} nu.", dated(at)),
                    format!("Earliest {}. {hinders} now.", dated(at)),
                ),
                None => language.pick(
                    format!("{hinders}. Tiden ensam löser det inte."),
                    format!("{hinders}. Time alone does not solve it."),
                ),
            }
        };
        // A proposal shows the evidence that it was made on.
        let (transition, verdicts) = proposal.map_or_else(
            || (outlook.transition, outlook.verdicts.clone()),
            |proposal| (proposal.transition, proposal.verdicts.clone()),
        );
        WayBack {
            step: Some(rules::transition(
                language,
                &self.board.policy.level_names,
                transition,
            )),
            head,
            gates: self.gates(card, transition, &verdicts),
            policy,
            holds,
            proposed: proposal.is_some(),
        }
    }
}
