//! `/load`: the load of a team in numbers, as a page and as a file.

use std::sync::Arc;

use app::page::{Content, LoadContent, Page};
use app::pages::load::csv::csv;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use shared::access;
use shared::load::history::DAYS_KEPT;
use shared::load::report::Report;
use shared::time::weekday;

use crate::app_state::AppState;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;
use crate::team;

/// How many whole weeks before this one the page shows.
const WEEKS_BEFORE: u64 = 11;

/// Shows the load.
///
/// # Errors
///
/// For everybody else than the manager and the team leader the page does not exist.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
) -> Result<Response, Refused> {
    let state = allowed(&app, &who)?;
    let frame = page::frame(&app, look, Some(&who));
    let this_week = u64::try_from(weekday(frame.now.local().date())).unwrap_or(0) + 1;
    let days = 7 * WEEKS_BEFORE + this_week;
    let report = Report::of(&state.board, &state.history, frame.now, days);
    let content = LoadContent {
        initials: initials(&state, &report),
        report,
        position: state.position,
    };
    Ok(page::respond(&Page {
        frame,
        content: Content::Load(Box::new(content)),
    }))
}

/// Gives the figures of a year as a file.
///
/// # Errors
///
/// As [`show`].
pub async fn file(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
) -> Result<Response, Refused> {
    let state = allowed(&app, &who)?;
    let report = Report::of(&state.board, &state.history, app.clock.now(), DAYS_KEPT);
    let text = csv(look.language, &report, &initials(&state, &report));
    let name = format!(
        "attachment; filename=\"{}-{}.csv\"",
        who.team,
        report.now.local().date()
    );
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}

fn allowed(app: &AppState, who: &Who) -> Result<team::State, Refused> {
    let state = app
        .team(&who.team)
        .and_then(|team| team.state())
        .ok_or(Refused::Unavailable)?;
    if access::may_see_load(&state.board, who.staff) {
        Ok(state)
    } else {
        Err(Refused::NotFound)
    }
}

fn initials(state: &team::State, report: &Report) -> Vec<String> {
    let caseloads = report.caseloads.iter();
    caseloads
        .map(|(staff, _)| state.people.initials(*staff).to_owned())
        .collect()
}
