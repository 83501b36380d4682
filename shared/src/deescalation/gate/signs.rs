//! Gates about early-warning signs, always judged by people: D3 and D3f.

use std::collections::HashSet;

use super::{Case, Evidence, Gate, State, Verdict};
use crate::board::card::Sign;
use crate::time::Span;

/// How far back D3 looks.
const LOOK_BACK: Span = Span::days(7);

/// D3: enough green assessments by people, and the latest is green.
pub(super) fn greens(case: &Case) -> Verdict {
    let verdict = |state, because| Verdict {
        gate: Gate::D3,
        state,
        because,
    };
    let (card, rules) = (case.card, case.rules());
    let Some(latest) = card.latest_assessment() else {
        return verdict(State::Unknown, Evidence::NeverAssessed);
    };
    let spoiler = rules.no_other_sign.and_then(|limit| {
        card.assessments
            .iter()
            .rev()
            .find(|one| one.sign != Sign::Green && case.ago(one.at) < limit)
    });
    if let Some(other) = spoiler.or_else(|| (latest.sign != Sign::Green).then_some(latest)) {
        let (sign, at) = (other.sign, other.at);
        return verdict(State::Closed, Evidence::NotGreen { sign, at });
    }
    let counted: Vec<_> = card
        .assessments
        .iter()
        .filter(|one| {
            one.sign == Sign::Green && case.in_stay(one.at) && case.ago(one.at) <= LOOK_BACK
        })
        .collect();
    let days: HashSet<_> = counted.iter().map(|one| one.at.local().date()).collect();
    let persons: HashSet<_> = counted.iter().map(|one| one.by).collect();
    let count = |number: usize| u8::try_from(number).unwrap_or(u8::MAX);
    let (greens, days, persons) = (
        count(counted.len()),
        count(days.len()),
        count(persons.len()),
    );
    verdict(
        State::open_if(
            greens >= rules.greens && days >= rules.green_days && persons >= rules.green_persons,
        ),
        Evidence::Greens {
            greens,
            days,
            persons,
            needs_greens: rules.greens,
            needs_days: rules.green_days,
            needs_persons: rules.green_persons,
        },
    )
}

/// D3f: the latest assessment is at most a day old at 06:00 of the execution day.
pub(super) fn fresh(case: &Case) -> Verdict {
    let limit = case.board.policy.fresh;
    let (state, because) = match case.card.latest_assessment() {
        None => (State::Unknown, Evidence::NeverAssessed),
        Some(latest) => {
            // An assessment made after 06:00 is fresh; its age is not negative.
            let age = case.morning().since(latest.at).max(Span::default());
            (State::open_if(age <= limit), Evidence::Fresh { age, limit })
        }
    };
    Verdict {
        gate: Gate::D3f,
        state,
        because,
    }
}
