//! The daily rest: at least eleven hours without a break in every period of twenty-four hours
//! (arbetstidslagen 1982:673, 13 §; directive 2003/88/EC, article 3).
//!
//! A period begins where work begins. A night in which the clock changes counts as long as it
//! is. Collective agreements may say otherwise, so a short rest is shown and not forbidden.

use super::{Rules, Shift};
use crate::id::StaffId;
use crate::time::{Span, Timestamp};

/// The least rest.
pub const LEAST: Span = Span::hours(11);
/// The period in which it must lie.
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
    let mut work: Vec<(Timestamp, Timestamp)> = shifts
        .iter()
        .filter(|shift| shift.who == who && (rules.on_call_is_work || !shift.kind.is_on_call()))
        .map(|shift| (shift.from, shift.to))
        .collect();
    work.sort_unstable();
    let work = merged(&work);
    let mut short: Vec<ShortRest> = Vec::new();
    for (index, (from, _)) in work.iter().enumerate() {
        if short.last().is_some_and(|last| *from < last.from + PERIOD) {
            continue;
        }
        let end = *from + PERIOD;
        let mut longest = Span::default();
        let mut free_since = *from;
        for (next, until) in &work[index..] {
            if *next >= end {
                break;
            }
            longest = longest.max(next.since(free_since));
            free_since = free_since.max(*until);
        }
        longest = longest.max(end.since(free_since));
        if longest < LEAST {
            short.push(ShortRest {
                from: *from,
                longest: longest.max(Span::default()),
            });
        }
    }
    short
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
