//! Gate D10: who takes over when the client leaves the board.
//!
//! Who takes over for good stands on the card. Who acts as deputy on some dates is in service
//! for the client on those dates, but does not fill an empty post.

use chrono::NaiveDate;

use super::{Case, Evidence, Gate, State, Verdict, Wanting};
use crate::access::ViewClass;
use crate::board::card::Post;
use crate::duty::{self, ShiftKind};
use crate::id::StaffId;
use crate::time::{Timestamp, days_after};

/// D10: CM and deputy are both named, one of them works by day on each of the working
/// days after the step, and a contact is booked soon after it. Days beyond the published
/// rota are unknown.
pub(super) fn receiver(case: &Case) -> Verdict {
    if !case.leaves_the_board() {
        return verdict(State::Open, Vec::new());
    }
    let (cm, deputy) = (able(case, case.card.cm), able(case, case.card.deputy));
    let mut wanting = Vec::new();
    for (post, who) in [(Post::Cm, cm), (Post::Deputy, deputy)] {
        if who.is_none() {
            wanting.push(Wanting::Holder { post });
        }
    }
    let mut is_unknown = false;
    let mut day = case.date;
    for _ in 0..case.board.policy.receiver_days {
        day = case.board.calendar.next_working_day(day);
        if case.board.rota_to.is_none_or(|to| day > to) {
            is_unknown = true;
            wanting.push(Wanting::Rota { from: day });
            break;
        }
        let acting = duty::acting(case.board, case.card.client, day);
        if !works_by_day(case, [cm, deputy, acting], day) {
            wanting.push(Wanting::DayShift { date: day });
        }
    }
    let execution = case.execution();
    let is_booked = case.card.bookings.iter().any(|booking| {
        !booking.missed
            && booking.at > execution
            && booking.at.since(execution) <= case.board.policy.contact_within
    });
    if !is_booked {
        wanting.push(Wanting::Booking);
    }
    let only_unknown = is_unknown && wanting.len() == 1;
    let state = if only_unknown {
        State::Unknown
    } else {
        State::open_if(wanting.is_empty())
    };
    verdict(state, wanting)
}

/// Somebody who holds a post, if they may see the client; without that they cannot act.
fn able(case: &Case, holder: Option<StaffId>) -> Option<StaffId> {
    holder.filter(|who| {
        case.board
            .members
            .get(who)
            .is_some_and(|member| ViewClass::of(member).may_see(case.card))
    })
}

/// Only day shifts count.
fn works_by_day(case: &Case, who: [Option<StaffId>; 3], date: NaiveDate) -> bool {
    let (begins, ends) = (
        Timestamp::at_hour(date, 0),
        Timestamp::at_hour(days_after(date, 1), 0),
    );
    case.board.shifts.iter().any(|shift| {
        matches!(shift.kind, ShiftKind::Day | ShiftKind::DayCm)
            && who.contains(&Some(shift.who))
            && shift.from < ends
            && shift.to > begins
    })
}

fn verdict(state: State, wanting: Vec<Wanting>) -> Verdict {
    Verdict {
        gate: Gate::D10,
        state,
        because: Evidence::Wants { wanting },
    }
}
