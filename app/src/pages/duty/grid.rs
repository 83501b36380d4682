//! The week: a row for each role, a column for each day, and what is wrong in its place.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::duty::faults::{Fault, What};
use shared::duty::{Shift, ShiftKind};
use shared::time::days_after;
use shared::wording::card::shift as role;
use shared::wording::time::{clock, date, weekday_word};
use shared::{StaffId, Timestamp};

use super::{Desk, desk};

/// How many people without a phone are named in a cell.
const MOST_NAMED: usize = 2;

/// The week as a table. On a phone each role is a list of days.
#[component]
pub fn Grid(faults: Vec<Fault>) -> impl IntoView {
    let desk = desk();
    let days: Vec<NaiveDate> = (0..7).map(|day| days_after(desk.week, day)).collect();
    let today = desk.now.local().date();
    let heads = days
        .iter()
        .map(|day| {
            view! {
                <th scope="col" data-today=(*day == today).then_some("")>
                    {date(desk.language, *day, desk.now)}
                </th>
            }
        })
        .collect_view();
    let rows = ShiftKind::ALL
        .into_iter()
        .map(|kind| {
            let cells = days
                .iter()
                .map(|day| cell(desk, kind, *day, &faults))
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{role(desk.language, kind)}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="rota-week">
            <thead>
                <tr>
                    <th scope="col">{desk.texts.role}</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn cell(desk: Desk, kind: ShiftKind, day: NaiveDate, faults: &[Fault]) -> impl IntoView + use<> {
    let shifts = desk.board.with_value(|board| {
        let shifts = board.shifts.iter();
        let fits = shifts.filter(|shift| shift.kind == kind && is_on(shift.from, shift.to, day));
        fits.copied().collect::<Vec<_>>()
    });
    let mut by_time: BTreeMap<(Timestamp, Timestamp), Vec<StaffId>> = BTreeMap::new();
    for shift in &shifts {
        by_time
            .entry((shift.from, shift.to))
            .or_default()
            .push(shift.who);
    }
    let groups = by_time
        .into_iter()
        .map(|((from, to), who)| {
            let time = hours(desk, from, to, day);
            let who = who
                .into_iter()
                .map(|staff| {
                    let own = (staff == desk.viewer).then_some("");
                    view! { <b data-own=own>{desk.initials(staff)}</b>" " }
                })
                .collect_view();
            view! { <li><span class="rota-time">{time}</span>" "{who}</li> }
        })
        .collect_view();
    let mut marks: Vec<String> = faults
        .iter()
        .filter_map(|fault| mark(desk, fault, kind, day, &shifts))
        .collect();
    marks.extend(without_phone(desk, faults, kind, day));
    let is_wrong = !marks.is_empty();
    let is_empty = shifts.is_empty() && !is_wrong;
    let marks = marks
        .into_iter()
        .map(|mark| {
            view! { <li class="rota-fault"><span aria-hidden="true">"⚠ "</span>{mark}</li> }
        })
        .collect_view();
    let today = (day == desk.now.local().date()).then_some("");
    view! {
        <td data-fault=is_wrong.then_some("") data-today=today data-empty=is_empty.then_some("")>
            <span class="rota-day" aria-hidden="true">{date(desk.language, day, desk.now)}</span>
            {if is_empty {
                view! { <span class="quiet-words">"–"</span> }.into_any()
            } else {
                view! { <ul>{groups}{marks}</ul> }.into_any()
            }}
        </td>
    }
}

/// Whether something that lasts from one instant to another stands in a day's column: where
/// it begins, and on every day whose noon it covers.
fn is_on(from: Timestamp, to: Timestamp, day: NaiveDate) -> bool {
    let noon = Timestamp::at_hour(day, 12);
    from.local().date() == day || (from < noon && noon < to)
}

/// The hours of a shift on a day; the weekday of its end where that is neither this day nor
/// the next.
fn hours(desk: Desk, from: Timestamp, to: Timestamp, day: NaiveDate) -> String {
    let (begins, ends) = (from.local().date(), to.local().date());
    if begins != day {
        desk.texts.whole_day.to_owned()
    } else if ends > days_after(day, 1) {
        let weekday = weekday_word(desk.language, ends);
        format!("{}–{weekday} {}", clock(from), clock(to))
    } else {
        format!("{}–{}", clock(from), clock(to))
    }
}

/// Who has no phone; a number where they are many.
fn without_phone(desk: Desk, faults: &[Fault], kind: ShiftKind, day: NaiveDate) -> Vec<String> {
    let who: Vec<StaffId> = faults
        .iter()
        .filter(|fault| is_on(fault.from, fault.to.unwrap_or(fault.from), day))
        .filter_map(|fault| match fault.what {
            What::NotReady {
                who, kind: role, ..
            } if role == kind => Some(who),
            _ => None,
        })
        .collect();
    let words = desk.texts.no_phone;
    if who.len() > MOST_NAMED {
        return vec![format!("{} × {words}", who.len())];
    }
    who.into_iter()
        .map(|who| format!("{} {words}", desk.initials(who)))
        .collect()
}

/// What is wrong in a cell, in a word or two.
fn mark(
    desk: Desk,
    fault: &Fault,
    kind: ShiftKind,
    day: NaiveDate,
    shifts: &[Shift],
) -> Option<String> {
    let texts = desk.texts;
    let to = fault.to.unwrap_or(fault.from);
    let works = |who: StaffId| shifts.iter().any(|shift| shift.who == who);
    let is_here = is_on(fault.from, to, day);
    match fault.what {
        What::Gap { kind: missing, .. } if missing == kind && is_here => {
            Some(format!("{}–{} {}", clock(fault.from), clock(to), texts.gap))
        }
        What::Double { who, kinds } if is_here && (kinds.0 == kind || kinds.1 == kind) => {
            Some(format!("{} {}", desk.initials(who), texts.doubled))
        }
        What::ShortRest { who, .. } if fault.from.local().date() == day && works(who) => {
            Some(format!("{} {}", desk.initials(who), texts.short_rest))
        }
        _ => None,
    }
}
