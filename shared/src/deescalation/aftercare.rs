//! What aftercare asks of the team (`policy.md` 4).

use crate::board::Board;
use crate::board::card::{Card, Level, Reason};
use crate::board::event::Event;
use crate::deescalation::policy::Policy;
use crate::time::Timestamp;

/// One tap in aftercare: back to the level before. `None` when there is none at `when`.
#[must_use]
pub fn one_tap_return(policy: &Policy, card: &Card, when: Timestamp) -> Option<Event> {
    let level = card.aftercare(when)?.from;
    Some(Event::Returned {
        client: card.client,
        level,
        review: policy.review_on_change(Level::Plan, level, when.local().date()),
    })
}

/// When somebody must be on duty whom nobody has planned for: the contact after a
/// discharge falls due on a day that is not a working day, and no contact is booked in
/// time with somebody who works then.
#[must_use]
pub fn duty_slot(board: &Board, card: &Card, now: Timestamp) -> Option<Timestamp> {
    let back = card.aftercare(now)?;
    let by = back.contact_by?;
    let is_asked = card.reason() == Some(Reason::Discharged)
        && back.reached.is_none()
        && now <= by
        && !board.calendar.is_working_day(by.local().date());
    let is_planned = card.bookings.iter().any(|booking| {
        let works = |at| board.on_duty(at).any(|shift| shift.who == booking.who);
        booking.at >= back.at && booking.at <= by && works(booking.at)
    });
    (is_asked && !is_planned).then_some(by)
}
