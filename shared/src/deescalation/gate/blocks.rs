//! Gate D7: nothing that forbids.

use super::{Block, Case, Evidence, Gate, State, Verdict};
use crate::board::card::facts::is_since;
use crate::board::card::{Flag, Reason};
use crate::time::Span;

/// After how long an objection that nobody has talked about is overdue in the meeting.
const OBJECTION_OVERDUE: Span = Span::days(7);

/// D7: nothing that forbids. A card without a reason could hide one: unknown.
#[must_use]
pub fn blocks(case: &Case) -> Verdict {
    let card = case.card;
    let mut blocks = Vec::new();
    if case.board.policy.paused {
        blocks.push(Block::Paused);
    }
    for flag in card.raised_flags() {
        if matches!(flag, Flag::Suicide | Flag::Violence | Flag::Child) {
            blocks.push(Block::Flag { flag });
        }
    }
    if let Some(legal) = card.legal
        && case.ago(legal.changed) < case.board.policy.legal_rest
    {
        blocks.push(Block::Legal {
            status: legal.status,
            changed: legal.changed,
        });
    }
    if let Some(objection) = card.facts.open_objection() {
        blocks.push(Block::Objection {
            at: objection.at,
            overdue: case.ago(objection.at) > OBJECTION_OVERDUE,
        });
    }
    blocks.extend(card.reason().and_then(|reason| of_reason(case, reason)));
    if let Some(hold) = card.hold_on(case.date) {
        blocks.push(Block::Hold { until: hold.until });
    }
    let state = match (blocks.is_empty(), card.reason()) {
        (true, None) => State::Unknown,
        (is_empty, _) => State::open_if(is_empty),
    };
    Verdict {
        gate: Gate::D7,
        state,
        because: Evidence::Blocks { blocks },
    }
}

/// What a reason asks for before the rules may decide (`domain.md` 1.3).
fn of_reason(case: &Case, reason: Reason) -> Option<Block> {
    let (card, facts) = (case.card, &case.card.facts);
    match reason {
        Reason::Discharged => {
            let since = card.reason_since.unwrap_or(card.since);
            let is_done = is_since(facts.discharge_followed_up.as_ref(), since)
                && is_since(facts.discharge_ticked.as_ref(), since);
            (!is_done).then_some(Block::FollowUp)
        }
        Reason::Addiction => {
            let is_done = is_since(facts.addiction_contact.as_ref(), card.since);
            (!is_done).then_some(Block::AddictionCare)
        }
        reason if may_be_automatic(reason) => None,
        reason => Some(Block::Reason { reason }),
    }
}

/// Whether the rules may decide about clients with this reason at all. With `medicin`,
/// `barn` and `vald` they may again once a person has changed the reason (`policy.md` 2).
#[must_use]
pub fn may_be_automatic(reason: Reason) -> bool {
    match reason {
        Reason::Crisis
        | Reason::Prevention
        | Reason::LifeEvent
        | Reason::IntensiveShort
        | Reason::Discharged
        | Reason::Addiction
        | Reason::Somatic => true,
        Reason::IntensiveLong
        | Reason::New
        | Reason::Inpatient
        | Reason::Avoidant
        | Reason::Legal
        | Reason::Medication
        | Reason::Child
        | Reason::Violence
        | Reason::Other => false,
    }
}
