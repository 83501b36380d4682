//! Who works when in the demonstration: weekdays 08:00 to 17:00, on call outside.

use chrono::{NaiveDate, NaiveTime};
use shared::Timestamp;
use shared::calendar::Calendar;
use shared::duty::{Hours, Need, OnFree, Rules, ShiftKind};
use shared::time::{days_after, weekday};

use crate::setup::ShiftEntry;

/// The first day of the rota.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2026, 2, 9).expect("the date exists");
/// How many days are planned.
const DAYS: u64 = 91;
/// The leave of M.H.: the Friday of the first scenario.
const LEAVE: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 13).expect("the date exists");

/// Who works by day; L.K. is the day's case manager.
const BY_DAY: [&str; 11] = [
    "mh", "an", "qp", "xl", "gs", "kj", "ps", "tv", "cf", "ja", "nb",
];
/// Who is on call in turn, first and second.
const ON_CALL: [(&str, &str); 4] = [("nb", "cf"), ("re", "tv"), ("tv", "re"), ("nb", "cf")];

/// The shifts of thirteen weeks.
pub(super) fn shifts() -> Vec<ShiftEntry> {
    let calendar = Calendar::default();
    let mut shifts = Vec::new();
    for day in (0..DAYS).map(|days| days_after(FIRST, days)) {
        if calendar.is_working_day(day) {
            by_day(day, &mut shifts);
            on_call(day, calendar.next_working_day(day), &mut shifts);
        }
    }
    shifts
}

/// What must be filled: the day's case manager by day, three on call at all other hours.
pub(super) fn rules() -> Rules {
    const EVERY: [u8; 7] = [0, 1, 2, 3, 4, 5, 6];
    let need = |kind, days: &[u8], from, to, free| Need {
        kind,
        hours: Hours {
            days: days.to_vec(),
            from: hour(from),
            to: hour(to),
            free,
        },
        count: 1,
    };
    let on_call = [ShiftKind::Jour, ShiftKind::Bakjour, ShiftKind::Ledningsjour];
    let by_night = on_call.into_iter().flat_map(|kind| {
        [
            need(kind, &EVERY, 17, 8, OnFree::Keep),
            need(kind, &EVERY[5..], 8, 17, OnFree::Keep),
            need(kind, &EVERY[..5], 8, 17, OnFree::Only),
        ]
    });
    let by_day = need(ShiftKind::DayCm, &EVERY[..5], 8, 17, OnFree::LeaveOut);
    Rules {
        needs: std::iter::once(by_day).chain(by_night).collect(),
        on_call_is_weekly_rest: true,
        ..Rules::default()
    }
}

fn hour(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

fn by_day(day: NaiveDate, shifts: &mut Vec<ShiftEntry>) {
    let (from, to) = (Timestamp::at_hour(day, 8), Timestamp::at_hour(day, 17));
    let mut add = |who: &str, kind| {
        shifts.push(ShiftEntry {
            who: who.to_owned(),
            kind,
            from,
            to,
        });
    };
    for who in BY_DAY
        .into_iter()
        .filter(|who| !(day == LEAVE && *who == "mh"))
    {
        add(who, ShiftKind::Day);
    }
    add("lk", ShiftKind::DayCm);
    add("od", ShiftKind::Manager);
}

/// From the end of a working day to the beginning of the next: over the week-end it is
/// the same pair.
fn on_call(day: NaiveDate, next: NaiveDate, shifts: &mut Vec<ShiftEntry>) {
    let (from, to) = (Timestamp::at_hour(day, 17), Timestamp::at_hour(next, 8));
    let (jour, bakjour) = match weekday(day) {
        3 => ON_CALL[1],
        4 => ON_CALL[0],
        other => ON_CALL[other % ON_CALL.len()],
    };
    for (who, kind) in [
        (jour, ShiftKind::Jour),
        (bakjour, ShiftKind::Bakjour),
        ("wt", ShiftKind::Ledningsjour),
    ] {
        shifts.push(ShiftEntry {
            who: who.to_owned(),
            kind,
            from,
            to,
        });
    }
}
