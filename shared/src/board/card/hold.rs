//! Vetoes against automatic steps: "Håll kvar" (`policy.md` 3.5).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Card;
use crate::board::event::Actor;
use crate::calendar::Calendar;
use crate::deescalation::policy::Policy;
use crate::position::Seq;
use crate::time::{Timestamp, days_after};

/// Whose veto it is. The two end differently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldKind {
    /// Any member of the team.
    #[default]
    Member,
    /// The psychiatrist.
    Psychiatrist,
    /// The board meeting, which alone may renew beyond fourteen days.
    Meeting,
}

/// A veto.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// The event that set it; it is lifted by this number.
    #[serde(default)]
    pub seq: Seq,
    /// Whose it is.
    #[serde(default)]
    pub kind: HoldKind,
    /// The reason in a line.
    pub reason: String,
    /// Who set it.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// When the first of unbroken vetoes was set.
    pub since: Timestamp,
    /// The last date on which it holds; `None` until it is lifted.
    pub until: Option<NaiveDate>,
}

impl Hold {
    /// Whether the veto holds on a date.
    #[must_use]
    pub fn holds_on(&self, date: NaiveDate) -> bool {
        self.until.is_none_or(|until| date <= until)
    }
}

/// The last date of a veto that is set at `at`: `wish` if a longer end was chosen, at the
/// most the last date that vetoes in a row may have; `None` until it is lifted.
///
/// A veto that ends with a colleague's is a veto still: it holds when theirs is lifted.
#[must_use]
pub fn end(
    card: &Card,
    policy: &Policy,
    calendar: &Calendar,
    kind: HoldKind,
    at: Timestamp,
    wish: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let today = at.local().date();
    let chosen = wish.unwrap_or_else(|| usual_end(policy, calendar, today));
    match kind {
        HoldKind::Psychiatrist => wish.or(card.review_date()),
        HoldKind::Meeting => Some(chosen),
        HoldKind::Member => Some(chosen.min(last_of_a_row(card, policy, today))),
    }
}

/// The end of a veto for which none was chosen: the third working day after its own.
#[must_use]
pub fn usual_end(policy: &Policy, calendar: &Calendar, today: NaiveDate) -> NaiveDate {
    calendar.working_days_after(today, policy.hold_working_days)
}

/// The last date that a veto may have which continues those that hold `today`.
#[must_use]
pub fn last_of_a_row(card: &Card, policy: &Policy, today: NaiveDate) -> NaiveDate {
    let first = card
        .member_hold(today)
        .map_or(today, |hold| hold.since.local().date());
    days_after(first, u64::from(policy.hold_most_days))
}

impl Card {
    /// The veto that holds longest on a date.
    #[must_use]
    pub fn hold_on(&self, date: NaiveDate) -> Option<&Hold> {
        self.holds
            .iter()
            .filter(|hold| hold.holds_on(date))
            .max_by_key(|hold| (hold.until.is_none(), hold.until))
    }

    /// The longest of the members' vetoes that holds on a date.
    fn member_hold(&self, date: NaiveDate) -> Option<&Hold> {
        self.holds
            .iter()
            .filter(|hold| hold.kind == HoldKind::Member && hold.holds_on(date))
            .max_by_key(|hold| hold.until)
    }

    /// When the first of the vetoes was set that a new one of the same kind continues.
    pub(crate) fn hold_since(&self, kind: HoldKind, at: Timestamp) -> Timestamp {
        let today = at.local().date();
        self.member_hold(today)
            .filter(|_| kind == HoldKind::Member)
            .map_or(at, |hold| hold.since)
    }
}
