//! What entries about a client bring about in the rules, besides themselves.

use super::Ctx;
use crate::alert::notice;
use crate::board::Board;
use crate::board::card::{Card, Fact, Sign};
use crate::board::deviation::DeviationKind;
use crate::board::event::{Event, Recorded};
use crate::deescalation::late;
use crate::deescalation::proposal::Cancelled;
use crate::id::ClientId;
use crate::time::Timestamp;

/// The entries with what they bring about. A step that they take back comes first, so
/// that a level which was set before it finds the one that held then.
#[must_use]
pub fn with_consequences(board: &Board, card: &Card, entered: Vec<Event>, ctx: &Ctx) -> Vec<Event> {
    let reversed = entered
        .iter()
        .find_map(|event| reversal(board, card.client, event, ctx));
    let cancelled = board.proposals.get(&card.client).and_then(|proposal| {
        let level = reversed.is_some().then_some(Cancelled::Level);
        let by = entered.iter().find_map(cancels).or(level)?;
        Some(Event::ProposalCancelled {
            client: card.client,
            transition: proposal.transition,
            by,
        })
    });
    let warned = entered
        .iter()
        .filter_map(|event| warning(card, event, ctx.when()));
    let told = reversed
        .is_none()
        .then(|| {
            entered
                .iter()
                .find_map(|event| tell_cm(board, card, event, ctx))
        })
        .flatten();
    let drafted = entered.iter().filter_map(|event| deviation(card, event));
    let drafted_too = reversed.is_some().then_some(Event::DeviationDrafted {
        client: card.client,
        about: DeviationKind::Reversal,
        within: None,
    });
    let after: Vec<_> = cancelled
        .into_iter()
        .chain(warned)
        .chain(drafted)
        .chain(drafted_too)
        .chain(told)
        .collect();
    reversed.into_iter().chain(entered).chain(after).collect()
}

/// What an entry that arrives late takes back (`policy.md` 5).
pub(super) fn reversal(board: &Board, client: ClientId, event: &Event, ctx: &Ctx) -> Option<Event> {
    let late = as_late(board, event, ctx)?;
    let step = late::reversal(board, client, &late, event.is_crisis())?;
    Some(Event::Reversed {
        client: step.before.client,
        step: step.seq,
        late: late.when(),
        level: step.before.level,
        since: step.before.since,
        raised: step.before.raised,
    })
}

/// Where a person has set another level since the step, only the CM is told.
fn tell_cm(board: &Board, card: &Card, event: &Event, ctx: &Ctx) -> Option<Event> {
    let late = as_late(board, event, ctx)?;
    if !late::comes_too_late(board, card.client, &late, event.is_crisis()) {
        return None;
    }
    let mut chance = fastrand::Rng::with_seed(ctx.chance);
    let letters = notice::to_cm(board, card.client, ctx.now, &mut chance);
    (!letters.is_empty()).then_some(Event::NoticesWritten {
        morning: None,
        shift: None,
        letters,
    })
}

/// An entry as it would stand in the log, if it arrives after it happened.
fn as_late(board: &Board, event: &Event, ctx: &Ctx) -> Option<Recorded> {
    let late = Recorded {
        seq: board.seq.next(),
        at: ctx.now,
        happened: ctx.happened,
        by: ctx.actor,
        command: None,
        event: event.clone(),
    };
    (late.when() < ctx.now && event.is_entered()).then_some(late)
}

/// What cancels a waiting proposal at once (`policy.md` 3.5 and 3.6).
fn cancels(event: &Event) -> Option<Cancelled> {
    match event {
        event if event.is_crisis() => Some(Cancelled::Crisis),
        Event::HoldSet { .. } => Some(Cancelled::Hold),
        Event::Assessed { sign, .. } if *sign != Sign::Green => Some(Cancelled::Sign),
        Event::Placed { from, level, .. } if from != level => Some(Cancelled::Level),
        _ => None,
    }
}

/// A sign in aftercare that is not green (`policy.md` 4).
fn warning(card: &Card, event: &Event, when: Timestamp) -> Option<Event> {
    let Event::Assessed { client, sign } = event else {
        return None;
    };
    let back = card.aftercare(when)?;
    (*sign != Sign::Green && when >= back.at).then_some(Event::AftercareWarned {
        client: *client,
        sign: *sign,
    })
}

/// What is drafted for the ordinary system of deviations (`domain.md` 3.8).
fn deviation(card: &Card, event: &Event) -> Option<Event> {
    let about = match event {
        Event::Noted {
            fact: Fact::DepotMissed,
            ..
        } => DeviationKind::DepotMissed,
        Event::EmergencyAccess { .. } => DeviationKind::EmergencyAccess,
        _ => return None,
    };
    Some(Event::DeviationDrafted {
        client: card.client,
        about,
        within: None,
    })
}
