//! For the machine that watches the server.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

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
