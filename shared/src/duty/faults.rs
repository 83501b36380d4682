//! What is wrong with the rota of the coming thirty days, before it happens.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::hours::dates;
use super::rest::{short_rests, short_weeks};
use super::{Number, Shift, ShiftKind};
use crate::alert::proof::{self, Proof};
use crate::board::Board;
use crate::board::card::Card;
use crate::id::{ClientId, StaffId};
use crate::time::{Span, Timestamp, days_after};

/// How many days ahead are looked at.
pub const DAYS: u64 = 30;

/// Something that is wrong with the rota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Since when.
    pub from: Timestamp,
    /// Until when; `None` until somebody mends it.
    pub to: Option<Timestamp>,
    /// What.
    pub what: What,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Too few have a role that the team needs.
    Gap {
        /// The role.
        kind: ShiftKind,
        /// The free shift that would fill it, if there is one.
        swap: Option<Number>,
    },
    /// Somebody has two shifts at once.
    Double {
        /// Who.
        who: StaffId,
        /// The roles.
        kinds: (ShiftKind, ShiftKind),
    },
    /// A client has no deputy.
    NoDeputy {
        /// The client.
        client: ClientId,
    },
    /// Somebody rests too little.
    ShortRest {
        /// Who.
        who: StaffId,
        /// The longest rest in twenty-four hours.
        longest: Span,
    },
    /// Somebody has too little rest in a week.
    ShortWeek {
        /// Who.
        who: StaffId,
        /// The longest rest in the week.
        longest: Span,
    },
    /// Somebody is on duty whom no alert can reach.
    NotReady {
        /// Who.
        who: StaffId,
        /// In which role.
        kind: ShiftKind,
        /// Why.
        why: Unready,
    },
    /// The rota is not planned so far.
    Unpublished,
}

/// Why no alert can reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unready {
    /// There is no device.
    NoDevice,
    /// No device has shown a test letter that was tapped.
    Unproven,
}

/// Whether alerts can reach a member in a role, as far as that is known beforehand. Those
/// who answer for the whole team need a device that has proved itself.
///
/// # Errors
///
/// Says what is missing.
pub fn readiness(board: &Board, staff: StaffId, kind: ShiftKind) -> Result<(), Unready> {
    match proof::of(board, staff) {
        Proof::NoDevice => Err(Unready::NoDevice),
        Proof::Unproven if proof::is_asked_of(kind) => Err(Unready::Unproven),
        Proof::Unproven | Proof::Proven { .. } => Ok(()),
    }
}

/// Everything that is wrong in the thirty days after `now`, the earliest first.
#[must_use]
pub fn faults(board: &Board, now: Timestamp) -> Vec<Fault> {
    let until = Timestamp::at_hour(days_after(now.local().date(), DAYS), 0);
    let mut found = Vec::new();
    gaps(board, now, until, &mut found);
    doubles(board, now, until, &mut found);
    rests(board, now, until, &mut found);
    devices(board, now, until, &mut found);
    found.extend(
        board
            .cards
            .values()
            .filter_map(|card| no_deputy(board, card, now, until)),
    );
    if let Some(from) = unknown_from(board).filter(|from| *from < until) {
        found.push(Fault {
            from: from.max(now),
            to: None,
            what: What::Unpublished,
        });
    }
    found.sort_by_key(|fault| (fault.from, order(fault.what)));
    found
}

/// What hurts most comes first among faults of the same moment.
fn order(what: What) -> u8 {
    match what {
        What::Gap { .. } => 0,
        What::NotReady { .. } => 1,
        What::Double { .. } => 2,
        What::ShortRest { .. } => 3,
        What::ShortWeek { .. } => 4,
        What::NoDeputy { .. } => 5,
        What::Unpublished => 6,
    }
}

/// The first instant about which the rota says nothing.
fn unknown_from(board: &Board) -> Option<Timestamp> {
    let midnight = |date: NaiveDate| Timestamp::at_hour(days_after(date, 1), 0);
    board.rota_to.map(midnight)
}

/// Needs that too few fill. Days beyond the published rota are unknown, which is a fault of
/// its own.
fn gaps(board: &Board, now: Timestamp, until: Timestamp, found: &mut Vec<Fault>) {
    let rules = &board.duty.rules;
    let until = unknown_from(board).map_or(until, |known| known.min(until));
    let (first, last) = (now.local().date().pred_opt(), until.local().date());
    for need in &rules.needs {
        for date in dates(first.unwrap_or(last), last) {
            let Some((from, to)) = need.hours.on(date, &board.calendar, &rules.weeks) else {
                continue;
            };
            // Hours that have begun count to their end, whatever lies behind.
            let window = (from.max(now), to);
            if from < until && window.0 < window.1 {
                too_few(board, need.kind, usize::from(need.count), window, found);
            }
        }
    }
    // What an absence has left on call is a gap even where nobody has said what is needed.
    for swap in &board.duty.swaps {
        let kind = swap.shift.kind;
        let is_declared = rules.needs.iter().any(|need| need.kind == kind);
        let stands_alone = kind.is_on_call() || kind == ShiftKind::DayCm;
        let is_near = swap.shift.from < until;
        if swap.is_vacant() && swap.is_open(now) && stands_alone && !is_declared && is_near {
            found.push(Fault {
                from: swap.shift.from.max(now),
                to: Some(swap.shift.to),
                what: What::Gap {
                    kind,
                    swap: Some(swap.number),
                },
            });
        }
    }
}

/// The stretches of a window in which fewer than `count` have a role.
fn too_few(
    board: &Board,
    kind: ShiftKind,
    count: usize,
    (from, to): (Timestamp, Timestamp),
    found: &mut Vec<Fault>,
) {
    let shifts: Vec<&Shift> = board
        .shifts
        .iter()
        .filter(|shift| shift.kind == kind && shift.overlaps(from, to))
        .collect();
    let mut cuts: BTreeSet<Timestamp> = shifts
        .iter()
        .flat_map(|shift| [shift.from, shift.to])
        .filter(|cut| from < *cut && *cut < to)
        .collect();
    cuts.extend([from, to]);
    let cuts: Vec<Timestamp> = cuts.into_iter().collect();
    let mut open: Option<(Timestamp, Timestamp)> = None;
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let who: BTreeSet<StaffId> = shifts
            .iter()
            .filter(|shift| shift.covers(start))
            .map(|shift| shift.who)
            .collect();
        if who.len() < count {
            open = Some((open.map_or(start, |(since, _)| since), end));
        } else if let Some(gap) = open.take() {
            found.push(gap_fault(board, kind, gap));
        }
    }
    if let Some(gap) = open {
        found.push(gap_fault(board, kind, gap));
    }
}

fn gap_fault(board: &Board, kind: ShiftKind, (from, to): (Timestamp, Timestamp)) -> Fault {
    let mut swaps = board.duty.swaps.iter();
    let swap = swaps.find(|swap| {
        swap.is_vacant()
            && swap.taken.is_none()
            && swap.shift.kind == kind
            && swap.shift.overlaps(from, to)
    });
    Fault {
        from,
        to: Some(to),
        what: What::Gap {
            kind,
            swap: swap.map(|swap| swap.number),
        },
    }
}

/// Two shifts of the same person at the same time. Shifts are kept in the order of their
/// beginning, so those that can meet lie close together.
fn doubles(board: &Board, now: Timestamp, until: Timestamp, found: &mut Vec<Fault>) {
    for (index, one) in board.shifts.iter().enumerate() {
        let later = board.shifts[index + 1..].iter();
        for other in later.take_while(|other| other.from < one.to) {
            if one.who == other.who
                && let Some(both) = one.part(other.from, other.to)
                && both.overlaps(now, until)
            {
                found.push(Fault {
                    from: both.from.max(now),
                    to: Some(both.to),
                    what: What::Double {
                        who: one.who,
                        kinds: (one.kind, other.kind),
                    },
                });
            }
        }
    }
}

fn rests(board: &Board, now: Timestamp, until: Timestamp, found: &mut Vec<Fault>) {
    for who in board.members.keys() {
        let rests = short_rests(&board.shifts, *who, &board.duty.rules);
        let coming = rests
            .into_iter()
            .filter(|rest| now <= rest.from + Span::hours(24) && rest.from < until);
        found.extend(coming.map(|rest| Fault {
            from: rest.from,
            to: Some(rest.from + Span::hours(24)),
            what: What::ShortRest {
                who: *who,
                longest: rest.longest,
            },
        }));
        let weeks = short_weeks(&board.shifts, *who, &board.duty.rules, (now, until));
        found.extend(weeks.into_iter().map(|week| Fault {
            from: week.from.max(now),
            to: Some(Timestamp::at_hour(
                days_after(week.from.local().date(), 7),
                0,
            )),
            what: What::ShortWeek {
                who: *who,
                longest: week.longest,
            },
        }));
    }
}

/// People on duty whom no alert can reach, each once: at their first shift. A manager's day
/// gets no alerts of its own.
fn devices(board: &Board, now: Timestamp, until: Timestamp, found: &mut Vec<Fault>) {
    for who in board.members.keys() {
        let first = board
            .shifts
            .iter()
            .filter(|shift| shift.who == *who && shift.kind != ShiftKind::Manager)
            .filter(|shift| shift.overlaps(now, until))
            .find_map(|shift| Some((shift, readiness(board, *who, shift.kind).err()?)));
        found.extend(first.map(|(shift, why)| Fault {
            from: shift.from.max(now),
            to: Some(shift.to),
            what: What::NotReady {
                who: *who,
                kind: shift.kind,
                why,
            },
        }));
    }
}

/// A client without deputy, now or when the dates of the acting one end.
fn no_deputy(board: &Board, card: &Card, now: Timestamp, until: Timestamp) -> Option<Fault> {
    if card.deputy.is_some() {
        return None;
    }
    let acting = |date| {
        let mut all = board.duty.acting.iter();
        all.any(|acting| acting.client == card.client && acting.holds_on(date))
    };
    let today = now.local().date();
    let first = dates(today, until.local().date()).find(|date| !acting(*date))?;
    let from = Timestamp::at_hour(first, 0).max(now);
    (from < until).then_some(Fault {
        from,
        to: None,
        what: What::NoDeputy {
            client: card.client,
        },
    })
}
