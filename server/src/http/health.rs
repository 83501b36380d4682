//! For the machine that watches the server.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use shared::Span;

use crate::alerts::heart;
use crate::app_state::AppState;
use crate::clock::real_time;

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

/// How the rules and the alerts of all teams are.
#[derive(Debug, Serialize, Deserialize)]
pub struct Heartbeat {
    /// For how many seconds it has not been found that everything due was done, for the
    /// team where that is longest; absent if it never was for some team.
    pub oldest_s: Option<i64>,
    /// For how many seconds letters that call somebody have waited, if none leaves the
    /// servers any more ([`heart::late_letters`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsent_s: Option<i64>,
    /// Whether one of the two is too long.
    pub late: bool,
}

/// Whether everything due has been found done a short while ago, by any server, and letters
/// leave. The status is 503 if not, or if Redis does not say.
pub async fn heartbeat(State(app): State<Arc<AppState>>) -> (StatusCode, Json<Heartbeat>) {
    let (mut oldest, mut late) = (Some(Span::default()), false);
    let mut unsent = None;
    for team in app.teams() {
        let silence = app.store.silence(&team.id, real_time()).await;
        let silence = silence.ok().flatten();
        late |= heart::is_late(silence);
        oldest = oldest.zip(silence).map(|(one, other)| one.max(other));
        // A server that is behind does not know which letters have left.
        if team.stale_since().is_none() {
            unsent = unsent.max(heart::late_letters(&app, &team).await.ok().flatten());
        }
    }
    late |= unsent.is_some();
    let status = if late {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::OK
    };
    let in_seconds = |span: Span| span.as_millis() / 1_000;
    let said = Heartbeat {
        oldest_s: oldest.map(in_seconds),
        unsent_s: unsent.map(in_seconds),
        late,
    };
    (status, Json(said))
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
