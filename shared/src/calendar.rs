//! The Swedish calendar: public holidays and working days (`policy.md` 1).

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::time::{Timestamp, days_after, weekday};

/// The hour at which the psychiatrist clock ends.
const PSYCHIATRIST_HOUR: u32 = 17;

/// An eve that is free by agreement, not by law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Eve {
    /// The Friday before midsummer's day.
    Midsommarafton,
    /// 24 December.
    Julafton,
    /// 31 December.
    Nyarsafton,
}

/// The days that are free or worked besides those of the law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// The eves that count as free.
    pub free_eves: Vec<Eve>,
    /// Further free days.
    pub extra_free: Vec<NaiveDate>,
    /// Days that are worked although they would be free.
    pub extra_working: Vec<NaiveDate>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            free_eves: vec![Eve::Midsommarafton, Eve::Julafton, Eve::Nyarsafton],
            extra_free: Vec::new(),
            extra_working: Vec::new(),
        }
    }
}

impl Calendar {
    /// Whether `date` is a working day: Monday to Friday, not a public holiday and
    /// not an eve that the team counts as free.
    #[must_use]
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        if self.extra_working.contains(&date) {
            return true;
        }
        weekday(date) < 5
            && !is_public_holiday(date)
            && !self.is_free_eve(date)
            && !self.extra_free.contains(&date)
    }

    /// The first working day after `date`.
    #[must_use]
    pub fn next_working_day(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days()
            .skip(1)
            .find(|day| self.is_working_day(*day))
            .unwrap_or(date)
    }

    /// The last working day before `date`.
    #[must_use]
    pub fn previous_working_day(&self, date: NaiveDate) -> NaiveDate {
        date.iter_days()
            .rev()
            .skip(1)
            .find(|day| self.is_working_day(*day))
            .unwrap_or(date)
    }

    /// The `count`th working day after `date`.
    #[must_use]
    pub fn working_days_after(&self, date: NaiveDate, count: u8) -> NaiveDate {
        (0..count).fold(date, |day, _| self.next_working_day(day))
    }

    /// Whether the rules may take a step down on `date` as far as the calendar is
    /// concerned: Monday to Thursday, a working day before a working day (gate D11).
    #[must_use]
    pub fn is_execution_day(&self, date: NaiveDate) -> bool {
        weekday(date) < 4 && self.is_working_day(date) && self.is_working_day(days_after(date, 1))
    }

    /// Until when the psychiatrist sees a client who was raised to red: 17:00 on the
    /// `days`th working day after the day of the raise (`policy.md` 6).
    #[must_use]
    pub fn psychiatrist_due(&self, raised: Timestamp, days: u8) -> Timestamp {
        let day = self.working_days_after(raised.local().date(), days);
        Timestamp::at_hour(day, PSYCHIATRIST_HOUR)
    }

    fn is_free_eve(&self, date: NaiveDate) -> bool {
        self.free_eves.iter().any(|eve| match eve {
            Eve::Midsommarafton => {
                date.month() == 6
                    && (19..=25).contains(&date.day())
                    && date.weekday() == Weekday::Fri
            }
            Eve::Julafton => (date.month(), date.day()) == (12, 24),
            Eve::Nyarsafton => (date.month(), date.day()) == (12, 31),
        })
    }
}

/// Whether `date` is a public holiday by lag (1989:253) om allmänna helgdagar.
#[must_use]
pub fn is_public_holiday(date: NaiveDate) -> bool {
    date.weekday() == Weekday::Sun || is_named_holiday(date)
}

/// Whether `date` is a public holiday that lag (1989:253) names: every one of them,
/// also where it falls on a Sunday, but not a Sunday that is nothing else.
#[must_use]
pub fn is_named_holiday(date: NaiveDate) -> bool {
    let (month, day) = (date.month(), date.day());
    let is_saturday = date.weekday() == Weekday::Sat;
    let since_easter = date.signed_duration_since(easter(date.year())).num_days();
    matches!((month, day), (1, 1 | 6) | (5, 1) | (6, 6) | (12, 25 | 26))
        // Good Friday, Easter Day, Easter Monday, Ascension Day, Whit Sunday.
        || matches!(since_easter, -2 | 0 | 1 | 39 | 49)
        // Midsummer's day and All Saints' Day are Saturdays.
        || (is_saturday && month == 6 && (20..=26).contains(&day))
        || (is_saturday && ((month == 10 && day == 31) || (month == 11 && day <= 6)))
}

/// Easter Sunday of a year in the Gregorian calendar (the anonymous algorithm of 1876).
fn easter(year: i32) -> NaiveDate {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let to_sunday =
        (32 + 2 * century.rem_euclid(4) + 2 * rest.div_euclid(4) - epact - rest.rem_euclid(4))
            .rem_euclid(7);
    let shift = (golden + 11 * epact + 22 * to_sunday).div_euclid(451);
    let days = epact + to_sunday - 7 * shift + 114;
    let (month, day) = (days.div_euclid(31), days.rem_euclid(31) + 1);
    NaiveDate::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[track_caller]
    fn check_free(dates: &[&str]) {
        for date in dates {
            assert!(
                !Calendar::default().is_working_day(day(date)),
                "{date} is free"
            );
        }
    }

    #[track_caller]
    fn check_working(dates: &[&str]) {
        for date in dates {
            assert!(
                Calendar::default().is_working_day(day(date)),
                "{date} is worked"
            );
        }
    }

    #[test]
    fn the_holidays_of_the_law_are_free() {
        check_free(&[
            "2026-01-01",
            "2026-01-06",
            "2026-04-03",
            "2026-04-06",
            "2026-05-01",
        ]);
        check_free(&[
            "2026-05-14",
            "2026-12-25",
            "2027-03-26",
            "2027-03-29",
            "2028-04-14",
        ]);
        check_free(&["2025-06-06", "2030-11-02"]);
    }

    #[test]
    fn eves_are_free_by_setting_and_maundy_thursday_is_worked() {
        check_free(&["2026-06-19", "2026-12-24", "2026-12-31"]);
        check_working(&[
            "2026-04-02",
            "2026-04-07",
            "2026-06-18",
            "2026-12-23",
            "2026-10-30",
        ]);
        let none = Calendar {
            free_eves: Vec::new(),
            ..Calendar::default()
        };
        assert!(none.is_working_day(day("2026-12-24")));
    }

    #[test]
    fn steps_are_taken_monday_to_thursday_before_a_working_day() {
        let calendar = Calendar::default();
        assert!(calendar.is_execution_day(day("2026-03-16")));
        assert!(!calendar.is_execution_day(day("2026-03-20")), "a Friday");
        assert!(
            !calendar.is_execution_day(day("2026-04-02")),
            "before Good Friday"
        );
        assert!(
            !calendar.is_execution_day(day("2026-04-06")),
            "Easter Monday"
        );
        assert!(calendar.is_execution_day(day("2026-04-07")));
    }

    #[test]
    fn a_holiday_has_a_name_and_an_ordinary_sunday_has_none() {
        for date in [
            "2026-04-05",
            "2026-05-24",
            "2026-06-20",
            "2026-10-31",
            "2027-06-06",
        ] {
            assert!(is_named_holiday(day(date)), "{date} has a name");
        }
        for date in ["2026-03-15", "2026-04-04", "2026-06-19", "2026-12-24"] {
            assert!(!is_named_holiday(day(date)), "{date} has none");
        }
        assert!(is_public_holiday(day("2026-03-15")), "every Sunday is free");
    }

    #[test]
    fn the_working_day_before_a_holiday_is_found() {
        let calendar = Calendar::default();
        assert_eq!(
            calendar.previous_working_day(day("2026-04-07")),
            day("2026-04-02")
        );
        assert_eq!(
            calendar.previous_working_day(day("2026-03-16")),
            day("2026-03-13")
        );
    }

    #[test]
    fn working_days_are_counted_over_easter() {
        let calendar = Calendar::default();
        assert_eq!(
            calendar.working_days_after(day("2026-04-01"), 3),
            day("2026-04-08")
        );
    }
}
