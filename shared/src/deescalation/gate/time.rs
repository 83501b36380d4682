//! Gates that only time opens: D1, D2 and D8.

use super::{Case, Evidence, Gate, State, Verdict};

/// D1: the shortest stay.
pub(crate) fn stay(case: &Case) -> Verdict {
    let (had, needs) = (case.ago(case.card.since), case.rules().stay);
    Verdict {
        gate: Gate::D1,
        state: State::open_if(had >= needs),
        because: Evidence::Lasted { had, needs },
    }
}

/// D2: the shortest time since the last crisis event. On yellow a crisis event in this
/// stay leaves the way back to people.
pub(crate) fn since_crisis(case: &Case) -> Verdict {
    let (state, because) = match (case.card.crisis(), case.rules().since_crisis) {
        (Some(at), None) if case.in_stay(at) => (State::Closed, Evidence::CrisisInStay { at }),
        (None, _) | (Some(_), None) => (State::Open, Evidence::NoCrisis),
        (Some(at), Some(needs)) => {
            let had = case.ago(at);
            (
                State::open_if(had >= needs),
                Evidence::Lasted { had, needs },
            )
        }
    };
    Verdict {
        gate: Gate::D2,
        state,
        because,
    }
}

/// D8: the review date has come.
pub(crate) fn review(case: &Case) -> Verdict {
    let date = case.card.review_date();
    Verdict {
        gate: Gate::D8,
        state: date.map_or(State::Unknown, |date| State::open_if(date <= case.date)),
        because: Evidence::Review { date },
    }
}
