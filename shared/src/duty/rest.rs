//! The daily rest: at least eleven hours without a break in every period of twenty-four hours
//! (arbetstidslagen 1982:673, 13 §; directive 2003/88/EC, article 3). The weekly rest: at least
//! thirty-six hours without a break in every week (14 §; article 5).
//!
//! A period of the daily rest begins where work begins, a week on Monday. Hours in which the
//! clock changes count as long as they are. Being on call from home is daily rest until one is
//! called but no weekly rest (14 §). Collective agreements may say otherwise (3 §), so the team
//! can say so, and a short rest is shown and not forbidden.

use chrono::{Datelike, Days, NaiveDate};

use super::{Rules, Shift};
use crate::id::StaffId;
use crate::time::{Span, Timestamp, days_after};

/// The least daily rest.
pub const LEAST: Span = Span::hours(11);
/// The least weekly rest.
pub const LEAST_WEEKLY: Span = Span::hours(36);
/// The period in which the daily rest must lie.
const PERIOD: Span = Span::hours(24);

/// A period without enough rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShortRest {
    /// When the period begins.
    pub from: Timestamp,
    /// The longest rest in it.
    pub longest: Span,
}

/// The periods in which a person rests too little, the earliest first. One that begins in
/// another is left out: one short night is one fault.
#[must_use]
pub fn short_rests(shifts: &[Shift], who: StaffId, rules: &Rules) -> Vec<ShortRest> {
    let work = merged(&work(shifts, who, rules.on_call_is_work));
    let mut short: Vec<ShortRest> = Vec::new();
    for (index, (from, _)) in work.iter().enumerate() {
        if short.last().is_some_and(|last| *from < last.from + PERIOD) {
            continue;
        }
        let longest = longest_free(&work[index..], *from, *from + PERIOD);
        if longest < LEAST {
            short.push(ShortRest {
                from: *from,
                longest,
            });
        }
    }
    short
}

/// The weeks in which a person has too little weekly rest, among those that meet a time.
#[must_use]
pub fn short_weeks(
    shifts: &[Shift],
    who: StaffId,
    rules: &Rules,
    (from, until): (Timestamp, Timestamp),
) -> Vec<ShortRest> {
    let work = work(shifts, who, !rules.on_call_is_weekly_rest);
    let mut short = Vec::new();
    let mut monday = week_of(from.local().date());
    loop {
        let next = days_after(monday, 7);
        let (begins, ends) = (Timestamp::at_hour(monday, 0), Timestamp::at_hour(next, 0));
        // The calendar ends before time does.
        if begins >= until || next == monday {
            return short;
        }
        let longest = longest_free(&work, begins, ends);
        if longest < LEAST_WEEKLY {
            short.push(ShortRest {
                from: begins,
                longest,
            });
        }
        monday = next;
    }
}

/// When a person works, in the order of its beginning.
fn work(shifts: &[Shift], who: StaffId, with_on_call: bool) -> Vec<(Timestamp, Timestamp)> {
    let mut work: Vec<_> = shifts
        .iter()
        .filter(|shift| shift.who == who && (with_on_call || !shift.kind.is_on_call()))
        .map(|shift| (shift.from, shift.to))
        .collect();
    work.sort_unstable();
    work
}

/// The Monday of a date's week.
fn week_of(date: NaiveDate) -> NaiveDate {
    let days = u64::from(date.weekday().num_days_from_monday());
    date.checked_sub_days(Days::new(days)).unwrap_or(date)
}

/// The longest time without work between two instants. `work` is in the order of its beginning.
fn longest_free(work: &[(Timestamp, Timestamp)], from: Timestamp, end: Timestamp) -> Span {
    let mut longest = Span::default();
    let mut free_since = from;
    for (next, until) in work.iter().filter(|(_, until)| *until > from) {
        if *next >= end {
            break;
        }
        longest = longest.max(next.since(free_since));
        free_since = free_since.max(*until);
    }
    longest.max(end.since(free_since)).max(Span::default())
}

/// Stretches of work without a pause between them.
fn merged(work: &[(Timestamp, Timestamp)]) -> Vec<(Timestamp, Timestamp)> {
    let mut stretches: Vec<(Timestamp, Timestamp)> = Vec::new();
    for (from, to) in work {
        match stretches.last_mut() {
            Some(last) if *from <= last.1 => last.1 = last.1.max(*to),
            _ => stretches.push((*from, *to)),
        }
    }
    stretches
}
