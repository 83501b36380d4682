//! Weekdays and clock times, and what they mean on holidays and when clocks change.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, is_named_holiday};
use crate::time::{Timestamp, days_after, weekday};

/// What happens to hours on a public holiday, on an eve that the team counts as free, and in
/// the team's holiday weeks. An ordinary Saturday or Sunday is none of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnFree {
    /// They hold as on any day.
    #[default]
    Keep,
    /// They are left out.
    LeaveOut,
    /// They hold on such days alone, in the place of what is left out.
    Only,
}

impl OnFree {
    /// Whether hours hold on a day that is free or not.
    #[must_use]
    pub fn holds(self, is_free: bool) -> bool {
        match self {
            Self::Keep => true,
            Self::LeaveOut => !is_free,
            Self::Only => is_free,
        }
    }
}

/// A week, or some days, in which the ordinary patterns do not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayWeek {
    /// What the team calls it: `Midsommarveckan`.
    pub name: String,
    /// The first date.
    pub first: NaiveDate,
    /// The last date.
    pub last: NaiveDate,
}

impl HolidayWeek {
    /// The most characters that its name may have.
    pub const LONGEST_NAME: usize = 80;

    /// Whether a date belongs to it.
    #[must_use]
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }
}

/// Hours of the clock in Stockholm on some weekdays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// The weekdays on which they begin, 0 for Monday to 6 for Sunday.
    pub days: Vec<u8>,
    /// When they begin.
    pub from: NaiveTime,
    /// When they end: on the next day if this is not later than `from`.
    pub to: NaiveTime,
    /// What happens on holidays.
    #[serde(default)]
    pub free: OnFree,
}

impl Hours {
    /// The hours that begin on `date`, if there are any, from the first instant to the first
    /// one after. They follow the clock on the wall: a night in which the clock changes is an
    /// hour shorter or longer.
    #[must_use]
    pub fn on(
        &self,
        date: NaiveDate,
        calendar: &Calendar,
        weeks: &[HolidayWeek],
    ) -> Option<(Timestamp, Timestamp)> {
        let is_their_day = self
            .days
            .iter()
            .any(|day| usize::from(*day) == weekday(date));
        if !is_their_day || !self.free.holds(is_free(date, calendar, weeks)) {
            return None;
        }
        let end = if self.to <= self.from {
            days_after(date, 1)
        } else {
            date
        };
        let (from, to) = (Timestamp::at(date, self.from), Timestamp::at(end, self.to));
        // Hours that lie wholly in the hour which is skipped in spring do not exist.
        (from < to).then_some((from, to))
    }
}

/// Whether a date is free besides the ordinary week-end.
#[must_use]
pub fn is_free(date: NaiveDate, calendar: &Calendar, weeks: &[HolidayWeek]) -> bool {
    let is_weekend = weekday(date) >= 5;
    weeks.iter().any(|week| week.contains(date))
        || (!calendar.is_working_day(date) && (!is_weekend || is_named_holiday(date)))
}

/// The dates from `first` to `last`, both included.
pub(crate) fn dates(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    first.iter_days().take_while(move |date| *date <= last)
}
