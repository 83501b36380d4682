//! Histories of kind `load`: the load over a series of moments (`policy.md` 8).

use serde::{Deserialize, Serialize};
use shared::load::{self, Counts, Crossing, Load};

/// A series of counts.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    /// The moments, in order.
    pub series: Vec<Moment>,
}

/// What is counted at a moment.
#[derive(Clone, Debug, Deserialize)]
pub struct Moment {
    /// The moment, given back as it is.
    pub t: String,
    /// Clients by level.
    #[serde(default)]
    pub counts: Levels,
    /// Direct hours that are staffed.
    #[serde(default)]
    pub capacity: Option<f64>,
}

/// Clients on the board by the codes of `policy.md`.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "UPPERCASE", default)]
pub struct Levels {
    /// On red.
    pub rod: u32,
    /// On yellow.
    pub gul: u32,
    /// On step-down.
    pub ned: u32,
    /// In hospital or custody.
    pub bla: u32,
}

/// What the rules say of the series.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// An answer for each moment.
    pub series: Vec<Said>,
}

/// What the rules say of a moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    /// The moment.
    pub t: String,
    /// The load in hours.
    pub hours: f64,
    /// Per cent of the capacity, to the nearest; `None` without capacity.
    pub percent: Option<u64>,
    /// Whether the team is over its capacity.
    pub over: bool,
    /// What the manager is told now.
    pub notice: Option<Crossing>,
}

/// Plays a series.
#[must_use]
pub fn answer(case: &Case) -> Answer {
    let mut over = false;
    let series = case.series.iter().map(|moment| {
        let load = Load::of(moment.counts.into(), minutes(moment.capacity));
        let was_over = over;
        over = load::over(was_over, &load);
        Said {
            t: moment.t.clone(),
            hours: hours(load.minutes),
            percent: load.percent(),
            over,
            notice: Crossing::between(was_over, over),
        }
    });
    Answer {
        series: series.collect(),
    }
}

impl From<Levels> for Counts {
    fn from(levels: Levels) -> Self {
        Self {
            red: levels.rod,
            yellow: levels.gul,
            stepdown: levels.ned,
            inpatient: levels.bla,
        }
    }
}

/// Hours in whole minutes; no capacity is a capacity of nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of minutes from 0 to 1e9"
)]
fn minutes(hours: Option<f64>) -> u64 {
    (hours.unwrap_or_default() * 60.0).round().clamp(0.0, 1e9) as u64
}

/// Minutes in hours. Every weight is a whole number of half hours, so this is exact.
#[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 minutes")]
fn hours(minutes: u64) -> f64 {
    minutes as f64 / 60.0
}

#[cfg(test)]
mod tests {
    use super::Case;

    fn said(case: &str) -> serde_json::Value {
        let case: Case = serde_json::from_str(case).expect("a case");
        serde_json::to_value(super::answer(&case)).expect("JSON")
    }

    #[test]
    fn a_series_crosses_the_capacity_and_comes_back() {
        let said = said(
            r#"{"series":[
                {"t":"2026-03-16T07:48:31Z","counts":{"ROD":3,"GUL":6,"NED":2,"BLA":1},"capacity":32.0},
                {"t":"2026-03-17T07:00:00Z","counts":{"ROD":4},"capacity":8},
                {"t":"2026-03-18T07:00:00Z","counts":{"ROD":4},"capacity":null},
                {"t":"2026-03-19T07:00:00Z","counts":{"GUL":19},"capacity":20},
                {"t":"2026-03-20T07:00:00Z","counts":{"GUL":18},"capacity":20}
            ]}"#,
        );
        let expected = serde_json::json!({"series":[
            {"t":"2026-03-16T07:48:31Z","hours":15.0,"percent":47,"over":false,"notice":null},
            {"t":"2026-03-17T07:00:00Z","hours":10.0,"percent":125,"over":true,"notice":"over"},
            {"t":"2026-03-18T07:00:00Z","hours":10.0,"percent":null,"over":true,"notice":null},
            {"t":"2026-03-19T07:00:00Z","hours":19.0,"percent":95,"over":true,"notice":null},
            {"t":"2026-03-20T07:00:00Z","hours":18.0,"percent":90,"over":false,"notice":"cleared"},
        ]});
        assert_eq!(said, expected);
    }
}
