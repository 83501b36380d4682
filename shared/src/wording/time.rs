//! Clocks, dates and ages as people in Sweden read them: 24 hours, local time, the weekday for
//! anything that is not today.

use chrono::{Datelike, NaiveDate};

use crate::time::{Span, Timestamp, weekday};
use crate::wording::Language;

const WEEKDAYS_SV: [&str; 7] = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"];
const WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS_SV: [&str; 12] = [
    "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];
const MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Hours and minutes, cut to the minute: `08:31`.
#[must_use]
pub fn clock(at: Timestamp) -> String {
    at.local().clock()
}

/// The weekday: `tors`.
#[must_use]
pub fn weekday_word(language: Language, date: NaiveDate) -> &'static str {
    language.pick(WEEKDAYS_SV, WEEKDAYS_EN)[weekday(date)]
}

/// A date with its weekday: `tors 19 mar`; with the year if it is another than that of `now`.
#[must_use]
pub fn date(language: Language, date: NaiveDate, now: Timestamp) -> String {
    let short = format!(
        "{} {}",
        weekday_word(language, date),
        day_and_month(language, date)
    );
    if date.year() == now.local().date().year() {
        short
    } else {
        format!("{short} {}", date.year())
    }
}

/// A date that was written on paper, such as that of a plan: `9 mar 2026`.
#[must_use]
pub fn date_in_full(language: Language, date: NaiveDate) -> String {
    format!("{} {}", day_and_month(language, date), date.year())
}

fn day_and_month(language: Language, date: NaiveDate) -> String {
    let month = language.pick(MONTHS_SV, MONTHS_EN)[date.month0() as usize];
    format!("{} {month}", date.day())
}

/// A moment as short as it is clear: `07:40` today, `fre 14:20` less than a week away, else
/// `tis 10 mar 14:20`.
#[must_use]
pub fn moment(language: Language, at: Timestamp, now: Timestamp) -> String {
    let (day, today) = (at.local().date(), now.local().date());
    match day.signed_duration_since(today).num_days() {
        0 => clock(at),
        -6..=6 => format!("{} {}", weekday_word(language, day), clock(at)),
        _ => dated(language, at, now),
    }
}

/// A moment with its weekday and date, whenever it is: `ons 18 mar 13:00`.
#[must_use]
pub fn dated(language: Language, at: Timestamp, now: Timestamp) -> String {
    format!("{} {}", date(language, at.local().date(), now), clock(at))
}

/// A moment in a line of text: `i dag 13:00`, `i går 16:10`, else as [`moment`].
#[must_use]
pub fn day_and_clock(language: Language, at: Timestamp, now: Timestamp) -> String {
    let days = at
        .local()
        .date()
        .signed_duration_since(now.local().date())
        .num_days();
    let word = match days {
        0 => language.pick("i dag", "today"),
        -1 => language.pick("i går", "yesterday"),
        1 => language.pick("i morgon", "tomorrow"),
        _ => return moment(language, at, now),
    };
    format!("{word} {}", clock(at))
}

/// A length of time in its largest unit, cut: `5 min`, `2 h`, `3 dygn`.
#[must_use]
pub fn age(language: Language, span: Span) -> String {
    let minutes = span.whole_minutes().max(0);
    match minutes {
        0..60 => format!("{minutes} min"),
        60..1440 => format!("{} h", minutes / 60),
        _ => days(language, minutes / 1440),
    }
}

/// Whole 24-hour days: `3 dygn`.
#[must_use]
pub fn days(language: Language, count: i64) -> String {
    let unit = language.pick("dygn", if count == 1 { "day" } else { "days" });
    format!("{count} {unit}")
}

/// How long ago something was: `nyss`, `för 5 min sedan`.
#[must_use]
pub fn ago(language: Language, at: Timestamp, now: Timestamp) -> String {
    let span = now.since(at);
    if span.whole_minutes() < 1 {
        return language.pick("nyss", "just now").to_owned();
    }
    let age = age(language, span);
    match language {
        Language::Sv => format!("för {age} sedan"),
        Language::En => format!("{age} ago"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::*;

    fn at(month: u32, day: u32, hour: u32, minute: u32) -> Timestamp {
        let date = NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        Timestamp::at(date, NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
    }

    #[test]
    fn a_moment_is_as_short_as_it_is_clear() {
        let now = at(3, 16, 8, 30);
        let check = |moment_at, sv: &str, en: &str| {
            assert_eq!(moment(Language::Sv, moment_at, now), sv);
            assert_eq!(moment(Language::En, moment_at, now), en);
        };
        check(at(3, 16, 7, 40), "07:40", "07:40");
        check(at(3, 13, 14, 20), "fre 14:20", "Fri 14:20");
        check(at(3, 10, 14, 20), "tis 14:20", "Tue 14:20");
        check(at(3, 9, 14, 20), "mån 9 mar 14:20", "Mon 9 Mar 14:20");
        check(at(3, 19, 10, 0), "tors 10:00", "Thu 10:00");
        check(at(5, 6, 13, 0), "ons 6 maj 13:00", "Wed 6 May 13:00");
    }

    #[test]
    fn a_date_carries_its_year_when_it_is_another() {
        let next_year = NaiveDate::from_ymd_opt(2027, 1, 4).unwrap();
        assert_eq!(
            date(Language::Sv, next_year, at(3, 16, 8, 30)),
            "mån 4 jan 2027"
        );
        assert_eq!(
            dated(Language::Sv, at(3, 18, 13, 0), at(3, 16, 8, 30)),
            "ons 18 mar 13:00"
        );
    }

    #[test]
    fn an_age_is_cut_to_its_largest_unit() {
        let check = |span, sv: &str, en: &str| {
            assert_eq!(age(Language::Sv, span), sv);
            assert_eq!(age(Language::En, span), en);
        };
        check(Span::seconds(59), "0 min", "0 min");
        check(Span::minutes(5), "5 min", "5 min");
        check(Span::minutes(119), "1 h", "1 h");
        check(Span::hours(24), "1 dygn", "1 day");
        check(Span::hours(95), "3 dygn", "3 days");
        check(Span::minutes(-5), "0 min", "0 min");
        let now = at(3, 16, 8, 30);
        assert_eq!(
            ago(Language::Sv, now - Span::minutes(5), now),
            "för 5 min sedan"
        );
        assert_eq!(ago(Language::En, now - Span::seconds(20), now), "just now");
    }
}
