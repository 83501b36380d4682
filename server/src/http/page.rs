//! Turns a page into an answer.

use app::page::{Frame, Page};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

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
        now: app.clock.now(),
        stale_since: who
            .and_then(|who| app.team(&who.team))
            .and_then(|team| team.stale_since()),
        viewer: who.and_then(|who| who.viewer(app)),
        assets: app.assets.clone(),
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
