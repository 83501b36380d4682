//! Histories of kind `calendar`: what a moment means in the calendar (`policy.md` 1).

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize};
use shared::calendar::{self, Calendar, Eve};
use shared::deescalation::policy::Policy;
use shared::time::days_after;
use shared::{Span, Timestamp};

/// A moment and the free days of a team.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    /// The moment.
    pub at: DateTime<Utc>,
    /// The team's own free days; the usual ones if absent.
    #[serde(default)]
    pub calendar: Option<Setting>,
}

/// Which days are free or worked besides those of the law.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Setting {
    /// The eves that count as free; all three if absent.
    #[serde(default, deserialize_with = "eves")]
    pub free_eves: Option<Vec<Eve>>,
    /// Further free days.
    #[serde(default)]
    pub extra_free: Vec<NaiveDate>,
    /// Days that are worked although they would be free.
    #[serde(default)]
    pub extra_working: Vec<NaiveDate>,
}

impl From<Setting> for Calendar {
    fn from(setting: Setting) -> Self {
        let usual = Self::default();
        Self {
            free_eves: setting.free_eves.unwrap_or(usual.free_eves),
            extra_free: setting.extra_free,
            extra_working: setting.extra_working,
        }
    }
}

/// Reads the names of eves as people write them: `Nyårsafton`, `nyarsafton`.
fn eves<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Eve>>, D::Error> {
    let names: Option<Vec<String>> = Option::deserialize(deserializer)?;
    let eve = |name: &String| match name.to_lowercase().replace('å', "a").as_str() {
        "midsommarafton" => Ok(Eve::Midsommarafton),
        "julafton" => Ok(Eve::Julafton),
        "nyarsafton" => Ok(Eve::Nyarsafton),
        _ => Err(serde::de::Error::custom(format!("{name} is no eve"))),
    };
    names
        .map(|names| names.iter().map(eve).collect())
        .transpose()
}

/// What the calendar says of the moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The local date.
    pub date: NaiveDate,
    /// Whether the law names it as a holiday; an ordinary Sunday is none.
    pub holiday: bool,
    /// Whether it is a working day.
    pub working: bool,
    /// Whether the rules may take a step on it: the calendar part of gate D11.
    pub window: bool,
    /// The next working day.
    pub next_working: NaiveDate,
    /// Until when the psychiatrist sees a client who is raised to red now.
    pub psychiatrist_due: DateTime<Utc>,
    /// The last date of a veto that is set now.
    pub hold_until: NaiveDate,
    /// 168 hours later.
    pub plus_168h: DateTime<Utc>,
    /// The same local time fourteen calendar days later.
    pub plus_14_calendar_days: DateTime<Utc>,
}

/// Asks the calendar.
#[must_use]
pub fn answer(case: &Case) -> Answer {
    let (policy, calendar) = (
        Policy::default(),
        Calendar::from(case.calendar.clone().unwrap_or_default()),
    );
    let at = Timestamp::from_millis(case.at.timestamp_millis());
    let (date, time) = (at.local().date(), at.local().time());
    let fourteen_on = days_after(date, u64::from(policy.aftercare_days));
    Answer {
        date,
        holiday: calendar::is_named_holiday(date),
        working: calendar.is_working_day(date),
        window: calendar.is_execution_day(date),
        next_working: calendar.next_working_day(date),
        psychiatrist_due: utc(calendar.psychiatrist_due(at, policy.psychiatrist_days)),
        hold_until: calendar.working_days_after(date, policy.hold_working_days),
        plus_168h: utc(at + Span::hours(168)),
        plus_14_calendar_days: utc(Timestamp::at(fourteen_on, time)),
    }
}

fn utc(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.millis()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Case;

    fn said(case: &str) -> serde_json::Value {
        let case: Case = serde_json::from_str(case).expect("a case");
        serde_json::to_value(super::answer(&case)).expect("JSON")
    }

    #[test]
    fn over_easter_and_the_change_of_clocks() {
        let over_easter = said(r#"{"at":"2026-03-27T22:30:00Z"}"#);
        let expected = serde_json::json!({
            "date": "2026-03-27",
            "holiday": false,
            "working": true,
            "window": false,
            "next_working": "2026-03-30",
            "psychiatrist_due": "2026-03-31T15:00:00Z",
            "hold_until": "2026-04-01",
            "plus_168h": "2026-04-03T22:30:00Z",
            "plus_14_calendar_days": "2026-04-10T21:30:00Z",
        });
        assert_eq!(over_easter, expected);
    }

    #[test]
    fn eves_are_free_by_setting() {
        let working = |calendar: &str| {
            let case = format!(r#"{{"at":"2026-12-31T10:00:00Z"{calendar}}}"#);
            said(&case)["working"].clone()
        };
        assert_eq!(working(""), false);
        assert_eq!(working(r#","calendar":null"#), false);
        assert_eq!(working(r#","calendar":{}"#), false);
        assert_eq!(
            working(r#","calendar":{"free_eves":["Nyårsafton"]}"#),
            false
        );
        assert_eq!(working(r#","calendar":{"free_eves":["julafton"]}"#), true);
        assert_eq!(working(r#","calendar":{"free_eves":[]}"#), true);
    }

    #[test]
    fn a_holiday_has_a_name() {
        let case = |at: &str| said(&format!(r#"{{"at":"{at}"}}"#));
        assert_eq!(case("2026-04-05T10:00:00Z")["holiday"], true);
        let sunday = case("2026-03-15T10:00:00Z");
        assert_eq!(
            (&sunday["holiday"], &sunday["working"]),
            (&false.into(), &false.into())
        );
    }
}
