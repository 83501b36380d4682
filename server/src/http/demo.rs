//! The conveniences of the demonstration. These addresses do not exist in the normal mode.

use std::sync::Arc;

use app::page::OneClick;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use shared::time::days_after;
use shared::{Span, Timestamp};

use crate::alerts::engine;
use crate::app_state::AppState;
use crate::http::log_in::{enter, local};
use crate::http::problem::Refused;

/// Who wants to be whom.
#[derive(Deserialize)]
pub struct Choice {
    user: String,
    #[serde(default)]
    next: String,
}

/// Logs in with one click.
///
/// # Errors
///
/// Refuses a user name that does not exist.
pub async fn log_in(
    State(app): State<Arc<AppState>>,
    Form(choice): Form<Choice>,
) -> Result<Response, Refused> {
    let account = app
        .store
        .account(&choice.user)
        .await?
        .ok_or(Refused::NotFound)?;
    enter(&app, &account, &choice.next).await
}

/// How far the clock shall go: to a named time, or to an instant in milliseconds since
/// 1 January 1970 UTC.
#[derive(Deserialize)]
pub struct Move {
    #[serde(default)]
    to: Option<Target>,
    #[serde(default)]
    at: Option<i64>,
    #[serde(default)]
    next: String,
}

#[derive(Clone, Copy, Deserialize)]
enum Target {
    #[serde(rename = "5min")]
    FiveMinutes,
    #[serde(rename = "1h")]
    OneHour,
    #[serde(rename = "06:00")]
    Morning,
    #[serde(rename = "13:00")]
    Execution,
}

impl Target {
    fn after(self, now: Timestamp) -> Timestamp {
        match self {
            Self::FiveMinutes => now + Span::minutes(5),
            Self::OneHour => now + Span::hours(1),
            Self::Morning => next_hour(now, shared::deescalation::gate::MORNING_HOUR),
            Self::Execution => next_hour(now, shared::deescalation::gate::EXECUTION_HOUR),
        }
    }
}

/// The next time at which clocks in Stockholm show a full hour.
fn next_hour(now: Timestamp, hour: u32) -> Timestamp {
    let today = now.local().date();
    let at = Timestamp::at_hour(today, hour);
    if at > now {
        at
    } else {
        Timestamp::at_hour(days_after(today, 1), hour)
    }
}

/// Moves the clock forward; everything that is due on the way happens in order.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn clock(
    State(app): State<Arc<AppState>>,
    Form(step): Form<Move>,
) -> Result<Response, Refused> {
    let now = app.clock.now();
    let to = match (step.to, step.at) {
        (Some(target), _) => target.after(now),
        (None, Some(at)) => Timestamp::from_millis(at),
        (None, None) => return Err(Refused::BadRequest),
    };
    engine::move_clock(&app, to).await;
    let kept = app
        .clock
        .standing()
        .map_or_else(|| app.clock.ahead(), |at| Span::millis(at.millis()));
    app.store.set_clock_offset(kept).await?;
    Ok(Redirect::to(local(&step.next)).into_response())
}

/// Everybody whom a visitor of the demonstration can be; nobody in the normal mode.
#[must_use]
pub fn one_click(app: &AppState) -> Vec<OneClick> {
    if !app.config.demo {
        return Vec::new();
    }
    let mut choices = Vec::new();
    for team in app.teams() {
        let Some(state) = team.state() else { continue };
        for card in state.people.staff.values() {
            choices.push(OneClick {
                user: card.initials.replace('.', "").to_lowercase(),
                name: format!("{} {}", card.initials, card.name),
                title: card.title.clone(),
            });
        }
    }
    choices.sort_by(|a, b| a.name.cmp(&b.name));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_goes_to_the_next_such_hour() {
        let at = |text: &str| {
            let at = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
            Timestamp::at(at.date(), at.time())
        };
        assert_eq!(
            Target::Morning.after(at("2026-03-16 05:00")),
            at("2026-03-16 06:00")
        );
        assert_eq!(
            Target::Morning.after(at("2026-03-16 06:00")),
            at("2026-03-17 06:00")
        );
        assert_eq!(
            Target::Execution.after(at("2026-03-28 13:00")),
            at("2026-03-29 13:00")
        );
        assert_eq!(
            Target::OneHour.after(at("2026-03-29 01:30")),
            at("2026-03-29 03:30")
        );
    }
}
