//! Patterns, needs and the rules of a team's rota.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::hours::dates;
use super::{HolidayWeek, Hours, Number, Shift, ShiftKind};
use crate::calendar::Calendar;
use crate::id::StaffId;

/// Shifts that come again every week, or every so many weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// Its number.
    pub number: Number,
    /// Who works.
    pub who: StaffId,
    /// In which role.
    pub kind: ShiftKind,
    /// When.
    pub hours: Hours,
    /// Every how many weeks, counted from the week of `first`; 1 is every week.
    pub every: u8,
    /// The first date on which a shift may begin.
    pub first: NaiveDate,
    /// The last date on which a shift may begin.
    pub last: NaiveDate,
}

impl Pattern {
    /// The longest that is planned at once, in days: a year.
    pub const LONGEST_DAYS: i64 = 366;
    /// The most weeks between two turns.
    pub const MOST_WEEKS: u8 = 12;

    /// The shifts that begin on `from` or later, the earliest first.
    #[must_use]
    pub fn shifts(&self, from: NaiveDate, calendar: &Calendar, rules: &Rules) -> Vec<Shift> {
        dates(self.first.max(from), self.last)
            .filter(|date| self.is_in_turn(*date))
            .filter_map(|date| self.hours.on(date, calendar, &rules.weeks))
            .map(|(from, to)| Shift {
                who: self.who,
                kind: self.kind,
                from,
                to,
            })
            .collect()
    }

    fn is_in_turn(&self, date: NaiveDate) -> bool {
        let monday = |date: NaiveDate| {
            i64::from(date.num_days_from_ce()) - i64::from(date.weekday().num_days_from_monday())
        };
        let weeks = (monday(date) - monday(self.first)) / 7;
        weeks % i64::from(self.every.max(1)) == 0
    }
}

/// A role that the team has said must be filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The role.
    pub kind: ShiftKind,
    /// When.
    pub hours: Hours,
    /// By how many at the least.
    pub count: u8,
}

/// What a team has said about its rota.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// The roles that must be filled; without any, no hour counts as a gap but the ones that
    /// an absence has left on call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// The holiday weeks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weeks: Vec<HolidayWeek>,
    /// Whether being on call counts as work for the daily rest. By telephone from home it
    /// does not until one is called (beredskap); at the workplace it does (jour).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_call_is_work: bool,
    /// Whether an agreement lets being on call from home count as weekly rest. By law it does
    /// not (arbetstidslagen 14 §); 3 § allows such an agreement.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_call_is_weekly_rest: bool,
}

impl Rules {
    /// The most needs and holiday weeks that a team may name, of each.
    pub const MOST: usize = 40;
}
