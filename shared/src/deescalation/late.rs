//! Late facts: what the rules would have done, had they known (`policy.md` 5).

use serde::{Deserialize, Serialize};

use crate::board::Board;
use crate::board::apply::card::Under;
use crate::board::card::{Card, Level};
use crate::board::event::{Event, Recorded};
use crate::deescalation::Transition;
use crate::deescalation::gate::{self, Case, Gate, Purpose, State, Verdict};
use crate::id::ClientId;
use crate::position::Seq;
use crate::time::{Span, Timestamp};

/// A step that the rules took, with what they knew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepTaken {
    /// The event.
    pub seq: Seq,
    /// When it was taken.
    pub at: Timestamp,
    /// Which step.
    pub transition: Transition,
    /// When the board meeting saw the proposal.
    pub shown: Option<Timestamp>,
    /// Whether somebody or something has set another level since.
    pub overtaken: bool,
    /// The card before the step. Entries that arrive late are taken in here too.
    pub before: Card,
}

impl StepTaken {
    /// Whether an entry that happened at `when` and arrives at `now` belongs before the
    /// step, and still counts.
    fn comes_after(&self, when: Timestamp, now: Timestamp, within: Span) -> bool {
        when < self.at && now.since(self.at) <= within
    }

    /// Whether the step would not have been taken with an entry known then. What was
    /// closed without it does not count: the rota may have changed since.
    fn falls_with(&self, board: &Board, late: &Recorded) -> bool {
        if matches!(late.event, Event::TeamPaused { .. }) {
            return held_at(board, late, self);
        }
        let mut known = self.before.clone();
        known.enter(
            late,
            Under {
                policy: &board.policy,
                calendar: &board.calendar,
            },
        );
        if known.level != self.transition.from() {
            return true;
        }
        let purpose = Purpose::Execute {
            shown: self.shown,
            late: Span::default(),
        };
        let judge = |card: &Card| {
            let case = Case {
                board,
                card,
                transition: self.transition,
                date: self.at.local().date(),
            };
            gate::judge(&case, purpose)
        };
        let was_open = |gate: Gate, all: &[Verdict]| {
            all.iter()
                .any(|one| one.gate == gate && one.state == State::Open)
        };
        let without = judge(&self.before);
        judge(&known).iter().any(|verdict| {
            // How fresh a sign was and how the machinery ran is not asked again.
            !matches!(verdict.gate, Gate::D3f | Gate::D12)
                && verdict.state != State::Open
                && was_open(verdict.gate, &without)
        })
    }
}

/// The earliest step that an entry takes back. `late` is the entry as it would stand in
/// the log; `is_crisis` if it is a crisis event, which always does.
#[must_use]
pub fn reversal<'a>(
    board: &'a Board,
    client: ClientId,
    late: &Recorded,
    is_crisis: bool,
) -> Option<&'a StepTaken> {
    undone(board, client, late, is_crisis).find(|step| !step.overtaken)
}

/// Whether an entry would have taken a step back that somebody's decision has overtaken.
#[must_use]
pub fn comes_too_late(board: &Board, client: ClientId, late: &Recorded, is_crisis: bool) -> bool {
    undone(board, client, late, is_crisis).any(|step| step.overtaken)
}

/// The steps that would not have been taken with an entry known then, the earliest first.
fn undone<'a>(
    board: &'a Board,
    client: ClientId,
    late: &Recorded,
    is_crisis: bool,
) -> impl Iterator<Item = &'a StepTaken> {
    let within = board.policy.late_entry_within;
    board
        .steps
        .get(&client)
        .into_iter()
        .flatten()
        .filter(move |step| {
            step.comes_after(late.when(), late.at, within)
                && (is_crisis || step.falls_with(board, late))
        })
}

/// Whether a pause that became known late held when a step was taken: nobody had let the
/// rules work again before it.
fn held_at(board: &Board, paused: &Recorded, step: &StepTaken) -> bool {
    !board
        .paused_at
        .is_some_and(|last| paused.when() < last && last < step.at)
}

/// The card as it was when something happened, as far as steps of the rules have changed
/// it since.
#[must_use]
pub fn card_at<'a>(board: &'a Board, card: &'a Card, when: Timestamp) -> &'a Card {
    board
        .steps
        .get(&card.client)
        .and_then(|steps| steps.iter().find(|step| !step.overtaken && when < step.at))
        .map_or(card, |step| &step.before)
}

/// The level that held when something happened, as far as steps of the rules have
/// changed it since.
#[must_use]
pub fn level_at(board: &Board, card: &Card, when: Timestamp) -> Level {
    card_at(board, card, when).level
}
