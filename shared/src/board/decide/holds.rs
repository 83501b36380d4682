//! Vetoes: "Håll kvar" (`policy.md` 3.5).

use chrono::NaiveDate;

use super::{Desk, line};
use crate::board::card::hold;
use crate::board::card::{Card, HoldKind, Level};
use crate::board::event::Event;
use crate::board::member::Function;
use crate::deescalation::late;
use crate::position::Seq;
use crate::rejection::Rejection;

impl Desk<'_> {
    /// Any member of the team may hold a client on the board, with a reason.
    pub(super) fn hold(
        &self,
        card: &Card,
        reason: &str,
        wish: Option<NaiveDate>,
    ) -> Result<Event, Rejection> {
        let at = self.ctx.when();
        if late::level_at(self.board, card, at) == Level::Plan {
            return Err(Rejection::NotOnBoard);
        }
        if wish.is_some_and(|until| until < at.local().date()) {
            return Err(Rejection::InThePast);
        }
        let kind = match self.member.function {
            Function::Psychiatrist => HoldKind::Psychiatrist,
            Function::Care | Function::TeamLeader | Function::Manager => HoldKind::Member,
        };
        // After vetoes in a row only the meeting renews. A colleague's veto is recorded
        // even if it ends with the first: theirs may be lifted.
        let today = at.local().date();
        let (policy, calendar) = (&self.board.policy, &self.board.calendar);
        let last = hold::last_of_a_row(card, policy, today);
        let mut full = card
            .holds
            .iter()
            .filter(|hold| kind == HoldKind::Member && hold.until == Some(last))
            .peekable();
        let by = if full.peek().is_some() && self.is_at_meeting() {
            HoldKind::Meeting
        } else if full.any(|hold| self.is(hold.by)) {
            return Err(Rejection::HoldTooLong { until: Some(last) });
        } else {
            kind
        };
        // A longer end may be chosen, a shorter one not; and a review date that has passed
        // cannot end what begins today.
        let usual = hold::usual_end(policy, calendar, today);
        let wish = wish.map(|until| match by {
            HoldKind::Psychiatrist => until,
            HoldKind::Member | HoldKind::Meeting => until.max(usual),
        });
        let until = hold::end(card, policy, calendar, by, at, wish).filter(|until| *until >= today);
        Ok(Event::HoldSet {
            client: card.client,
            by,
            reason: line(reason)?,
            until,
        })
    }

    /// Lifted by the person who set it, by the psychiatrist or in the meeting.
    pub(super) fn lift_hold(&self, card: &Card, hold: Option<Seq>) -> Result<Event, Rejection> {
        let today = self.ctx.when().local().date();
        let hold = match hold {
            Some(seq) => card.holds.iter().find(|hold| hold.seq == seq),
            None => card.hold_on(today),
        };
        let hold = hold.ok_or(Rejection::NoHold)?;
        let may = self.is(hold.by)
            || self.member.function == Function::Psychiatrist
            || self.is_at_meeting();
        if may {
            Ok(Event::HoldLifted {
                client: card.client,
                hold: Some(hold.seq),
            })
        } else {
            Err(Rejection::NotYourHold { by: hold.by })
        }
    }
}
