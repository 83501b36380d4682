//! For the machine that watches the server.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app_state::AppState;

/// The process answers.
pub async fn live() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// The server can do its work: Redis answers, and every team's log is followed.
pub async fn ready(State(app): State<Arc<AppState>>) -> StatusCode {
    let follows = app.teams().iter().all(|team| team.stale_since().is_none());
    if follows && app.store.ping().await.is_ok() {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    }
}

/// No push service refuses our key or our token. If one does, the answer names it, how it
/// answers and since when, in milliseconds since 1 January 1970 UTC.
pub async fn letters(State(app): State<Arc<AppState>>) -> Response {
    let standing = app.pusher.refusals.standing();
    if standing.is_empty() {
        return StatusCode::NO_CONTENT.into_response();
    }
    let lines = standing.iter().map(|refusal| {
        format!(
            "{} answers {} since {}\n",
            refusal.origin,
            refusal.status,
            refusal.since.millis()
        )
    });
    (StatusCode::SERVICE_UNAVAILABLE, lines.collect::<String>()).into_response()
}
