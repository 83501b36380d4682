//! Moments, spans and local dates. Nothing here knows what time it is now.
//!
//! Two kinds of time must never be mixed (`policy.md` 1): *elapsed* durations are
//! differences between instants, *windows and dates* are local in
//! Europe/Stockholm. [`Span`] is the first, [`Local`] the second.

use std::fmt;
use std::ops::{Add, Sub};

use chrono::{
    DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike,
    Utc,
};
use chrono_tz::{Europe::Stockholm, Tz};
use serde::{Deserialize, Serialize};

/// 1 January 1900 UTC.
const EARLIEST: i64 = -2_208_988_800_000;
/// 1 January 2200 UTC.
const LATEST: i64 = 7_258_118_400_000;

/// An instant, in whole milliseconds since 1 January 1970 UTC, from the years 1900 to 2200.
///
/// Times come from other people's devices and from files. One that lies outside is taken for
/// the nearest that lies within, so that nothing which counts with times can overflow, and
/// nothing that counts days goes on for ever.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(from = "i64", into = "i64")]
pub struct Timestamp(i64);

impl From<i64> for Timestamp {
    fn from(millis: i64) -> Self {
        Self::from_millis(millis)
    }
}

impl From<Timestamp> for i64 {
    fn from(at: Timestamp) -> Self {
        at.0
    }
}

impl Timestamp {
    /// The instant that lies `millis` milliseconds after 1 January 1970 UTC, or the nearest
    /// one that there is.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        if millis < EARLIEST {
            Self(EARLIEST)
        } else if millis > LATEST {
            Self(LATEST)
        } else {
            Self(millis)
        }
    }

    /// Milliseconds since 1 January 1970 UTC.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The elapsed time since `earlier`; negative if `earlier` lies after this instant.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0 - earlier.0)
    }

    /// The same instant as a clock and a calendar on a wall in Stockholm show it.
    #[must_use]
    pub fn local(self) -> Local {
        let utc = DateTime::<Utc>::from_timestamp_millis(self.0).unwrap_or_default();
        Local(utc.with_timezone(&Stockholm))
    }

    /// The instant at which clocks in Stockholm show `time` on `date`.
    ///
    /// In the hour that is skipped in spring, the instant after the skip is taken;
    /// in the hour that is repeated in autumn, the first of the two.
    #[must_use]
    pub fn at(date: NaiveDate, time: NaiveTime) -> Self {
        let wall = NaiveDateTime::new(date, time);
        if !(1900..2200).contains(&date.year()) {
            return Self::from_millis(wall.and_utc().timestamp_millis());
        }
        let instant = match Stockholm.from_local_datetime(&wall) {
            LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant,
            LocalResult::None => {
                let after = wall + chrono::TimeDelta::hours(1);
                return match Stockholm.from_local_datetime(&after) {
                    LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => {
                        Self(instant.timestamp_millis() - i64::from(wall.minute()) * 60_000)
                    }
                    LocalResult::None => Self(wall.and_utc().timestamp_millis()),
                };
            }
        };
        Self(instant.timestamp_millis())
    }

    /// The same local time some calendar days later.
    #[must_use]
    pub fn calendar_days_later(self, days: u8) -> Self {
        let local = self.local();
        Self::at(days_after(local.date(), u64::from(days)), local.time())
    }

    /// The instant of a full hour of the clock in Stockholm.
    #[must_use]
    pub fn at_hour(date: NaiveDate, hour: u32) -> Self {
        Self::at(
            date,
            NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default(),
        )
    }
}

impl Add<Span> for Timestamp {
    type Output = Self;

    fn add(self, span: Span) -> Self {
        Self::from_millis(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Timestamp {
    type Output = Self;

    fn sub(self, span: Span) -> Self {
        Self::from_millis(self.0.saturating_sub(span.0))
    }
}

/// A moment as it is read off a wall clock and a calendar in Stockholm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local(DateTime<Tz>);

impl Local {
    /// The calendar date.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.0.date_naive()
    }

    /// The time of day.
    #[must_use]
    pub fn time(self) -> NaiveTime {
        self.0.time()
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u32 {
        self.0.hour()
    }

    /// Hours and minutes, cut to the minute: `19:17`.
    #[must_use]
    pub fn clock(self) -> String {
        format!("{:02}:{:02}", self.0.hour(), self.0.minute())
    }

    /// Date and time with the offset from UTC, for machines: `2026-03-16T08:30:00+01:00`.
    #[must_use]
    pub fn machine(self) -> String {
        self.0.to_rfc3339()
    }
}

/// The date `days` days after `date`; the same date if the calendar ends before that.
#[must_use]
pub fn days_after(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}

/// A date some days earlier.
#[must_use]
pub fn days_before(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_sub_days(Days::new(days)).unwrap_or(date)
}

/// The number of the weekday, 0 for Monday to 6 for Sunday.
#[must_use]
pub fn weekday(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

/// An elapsed time in milliseconds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Span(i64);

impl Span {
    /// A span of milliseconds.
    #[must_use]
    pub const fn millis(millis: i64) -> Self {
        Self(millis)
    }

    /// A span of seconds.
    #[must_use]
    pub const fn seconds(seconds: i64) -> Self {
        Self(seconds * 1_000)
    }

    /// A span of minutes.
    #[must_use]
    pub const fn minutes(minutes: i64) -> Self {
        Self::seconds(minutes * 60)
    }

    /// A span of hours.
    #[must_use]
    pub const fn hours(hours: i64) -> Self {
        Self::minutes(hours * 60)
    }

    /// A span of 24-hour days, whatever the clocks do meanwhile.
    #[must_use]
    pub const fn days(days: i64) -> Self {
        Self::hours(days * 24)
    }

    /// The length in milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Whole minutes, cut.
    #[must_use]
    pub const fn whole_minutes(self) -> i64 {
        self.0.div_euclid(60_000)
    }

    /// Whole 24-hour days, cut.
    #[must_use]
    pub const fn whole_days(self) -> i64 {
        self.0.div_euclid(86_400_000)
    }

    /// Whole hours, to the nearest; half an hour counts up.
    #[must_use]
    pub const fn nearest_hours(self) -> i64 {
        self.0.saturating_add(1_800_000).div_euclid(3_600_000)
    }
}

/// Hours and minutes, cut: `68 h 20 min`, or `72 h` when there are no minutes.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.whole_minutes();
        let (hours, rest) = (minutes.div_euclid(60), minutes.rem_euclid(60));
        match (hours, rest) {
            (0, rest) => write!(f, "{rest} min"),
            (hours, 0) => write!(f, "{hours} h"),
            (hours, rest) => write!(f, "{hours} h {rest} min"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_nobody_can_mean_is_the_nearest_that_there_is_and_nothing_overflows() {
        let read = |text: &str| -> Timestamp { serde_json::from_str(text).expect("a number") };
        let (first, last) = (read("-9223372036854775808"), read("9223372036854775807"));
        assert_eq!(first.local().date().to_string(), "1900-01-01");
        assert_eq!(last.local().date().to_string(), "2200-01-01");
        assert_eq!(last + Span::millis(i64::MAX), last);
        assert_eq!(first - Span::millis(i64::MAX), first);
        assert!(last.since(first) > Span::days(300 * 365));
        assert!(first.since(last) < Span::default());
        assert!(Span::millis(i64::MAX).nearest_hours() > 0);
        for date in [NaiveDate::MIN, NaiveDate::MAX] {
            for hour in [0, 23] {
                let at = Timestamp::at_hour(date, hour);
                assert!(at == first || at == last, "{date}");
            }
        }
        assert_eq!(serde_json::to_string(&last).expect("text"), "7258118400000");
    }
}
