//! Vetoes: "Håll kvar" (`policy.md` 3.5).

use super::{Desk, line};
use crate::board::card::{Card, Level};
use crate::board::event::Event;
use crate::board::member::Function;
use crate::rejection::Rejection;
use crate::time::days_after;

impl Desk<'_> {
    /// A veto holds to the end of the third working day after the day it is set;
    /// vetoes in a row hold at most fourteen calendar days. The psychiatrist's holds to
    /// the review date (`policy.md` 3.5).
    pub(super) fn hold(&self, card: &Card, reason: &str) -> Result<Event, Rejection> {
        if card.level == Level::Plan {
            return Err(Rejection::NotOnBoard);
        }
        let policy = &self.board.policy;
        let today = self.ctx.now.local().date();
        let until = self
            .board
            .calendar
            .working_days_after(today, policy.hold_working_days);
        let running = card.hold.as_ref().filter(|hold| hold.until >= today);
        let (client, reason) = (card.client, line(reason)?);
        if self.member.function == Function::Psychiatrist
            && let Some(until) = card.review.filter(|review| *review >= today)
        {
            let until = running.map_or(until, |hold| hold.until.max(until));
            return Ok(Event::HoldSet {
                client,
                reason,
                until,
            });
        }
        let first = running.map_or(today, |hold| hold.since.local().date());
        let last = days_after(first, u64::from(policy.hold_most_days));
        if running.is_some_and(|hold| hold.until >= last) {
            return Err(Rejection::HoldTooLong);
        }
        // A colleague's veto never shortens one that runs longer.
        let until = running
            .map_or(until, |hold| hold.until.max(until))
            .min(last);
        Ok(Event::HoldSet {
            client,
            reason,
            until,
        })
    }

    /// Lifted by the person who set it or by the psychiatrist.
    pub(super) fn lift_hold(&self, card: &Card) -> Result<Event, Rejection> {
        let today = self.ctx.now.local().date();
        let hold = card.hold.as_ref().filter(|hold| hold.until >= today);
        let hold = hold.ok_or(Rejection::NoHold)?;
        let may = hold.by == self.ctx.actor
            || matches!(
                self.member.function,
                Function::Psychiatrist | Function::TeamLeader
            );
        if may {
            Ok(Event::HoldLifted {
                client: card.client,
            })
        } else {
            Err(Rejection::NotAllowed)
        }
    }
}
