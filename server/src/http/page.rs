//! Turns a page into an answer.

use app::page::{DutyLine, Frame, Page};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use shared::duty::now::{now_and_next, on_duty_until};
use shared::wording::duty as words;

use crate::app_state::AppState;
use crate::http::extract::{Look, Who};

/// What every page needs.
#[must_use]
pub fn frame(app: &AppState, look: Look, who: Option<&Who>) -> Frame {
    Frame {
        language: look.language,
        scheme: look.scheme,
        masked: look.masked,
        demo: app.config.demo,
        hints: app.config.demo && !look.hints_read,
        now: app.clock.now(),
        stale_since: who
            .and_then(|who| app.team(&who.team))
            .and_then(|team| team.stale_since()),
        viewer: who.and_then(|who| who.viewer(app)),
        duty: who.and_then(|who| duty_line(app, look, who)),
        level_names: who
            .and_then(|who| app.team(&who.team)?.state())
            .map(|state| state.board.policy.level_names.clone())
            .unwrap_or_default(),
        digest: None,
        assets: app.assets.clone(),
    }
}

/// Who is on duty. It names colleagues and no client.
fn duty_line(app: &AppState, look: Look, who: &Who) -> Option<DutyLine> {
    let state = app.team(&who.team)?.state()?;
    let now = app.clock.now();
    let roles = now_and_next(&state.board, now);
    Some(DutyLine {
        now: words::on_now(look.language, &roles, &state.people),
        next: words::coming(look.language, &roles, &state.people, now),
    })
}

/// What is new for somebody whose shift has begun, until they have read it.
#[must_use]
pub fn digest(app: &AppState, look: Look, who: &Who) -> Option<String> {
    let state = app.team(&who.team)?.state()?;
    app::pages::my_day::news::line(look.language, &state.board, who.staff, app.clock.now())
}

/// Lets the person's own phone keep a page, encrypted, until their time on duty is over: until
/// when, who they are, and the time of the page, each in one word. Off duty nothing is kept.
pub fn may_keep(response: &mut Response, app: &AppState, who: &Who) {
    let now = app.clock.now();
    let until = app
        .team(&who.team)
        .and_then(|team| team.state())
        .and_then(|state| on_duty_until(&state.board, who.staff, now));
    let Some(until) = until else { return };
    let value = format!("{} {} {}", until.millis(), who.staff, now.millis());
    if let Ok(value) = HeaderValue::try_from(value) {
        response.headers_mut().insert("tavla-keep", value);
    }
}

/// The document. It is never stored: it may hold client data, and old data must not
/// pass for current.
#[must_use]
pub fn respond(page: &Page) -> Response {
    let mut response = app::shell::document(page).into_response();
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
