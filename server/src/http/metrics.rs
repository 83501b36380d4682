//! Figures for the machine that watches the server, in the format of Prometheus.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::http::header::{CONTENT_TYPE, FORWARDED};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use shared::Span;
use shared::alert::delivery;

use crate::app_state::AppState;
use crate::clock::real_time;
use crate::metrics::Now;
use crate::team::{State as TeamState, Team};

/// What Prometheus expects of a text.
const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The figures. Only a program on the same computer gets them: they say how many alerts
/// are open. A request that came through a proxy is from somewhere else.
pub async fn show(
    State(app): State<Arc<AppState>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    let came_through = |name: &str| headers.contains_key(name);
    if !peer.ip().is_loopback()
        || came_through(FORWARDED.as_str())
        || came_through("x-forwarded-for")
    {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut known = Vec::new();
    for team in app.teams() {
        known.push(Known::of(&app, team).await);
    }
    let teams: Vec<Now<'_>> = known.iter().map(Known::now).collect();
    ([(CONTENT_TYPE, FORMAT)], app.metrics.text(&teams)).into_response()
}

/// What was read of a team.
struct Known {
    team: Arc<Team>,
    state: Option<TeamState>,
    outbox: usize,
    silence: Option<Span>,
    waiting: Span,
}

impl Known {
    /// A store that does not answer leaves an empty outbox and no heartbeat: the age -1
    /// is an alarm of its own.
    async fn of(app: &AppState, team: Arc<Team>) -> Self {
        let outbox = app.store.waiting(&team.id).await.unwrap_or_default();
        let silence = app
            .store
            .silence(&team.id, real_time())
            .await
            .ok()
            .flatten();
        let state = team.state();
        let oldest = state
            .as_ref()
            .and_then(|state| delivery::oldest_waiting(&state.board));
        let now = app.clock.now();
        Self {
            waiting: oldest.map_or(Span::default(), |at| now.since(at)),
            state,
            team,
            outbox,
            silence,
        }
    }

    fn now(&self) -> Now<'_> {
        Now {
            team: &self.team.id,
            board: self.state.as_ref().map(|state| &*state.board),
            outbox: self.outbox,
            waiting: self.waiting,
            silence: self.silence,
            is_behind: self.team.stale_since().is_some(),
        }
    }
}
