//! `GET /clients/{client}`: what a client's panel shows, as JSON.

use std::sync::Arc;

use app::page::Panel;
use axum::Json;
use axum::extract::{Path, State};
use shared::ClientId;
use shared::board::event::Recorded;

use crate::app_state::AppState;
use crate::http::extract::Who;
use crate::http::problem::Refused;
use crate::team::step;

/// How many events a time line shows; about a year of an intensive period.
const TIMELINE: usize = 300;

/// The panel of a client.
///
/// # Errors
///
/// A client whom the person may not see is answered like one that does not exist.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    Path(client): Path<ClientId>,
) -> Result<Json<Panel>, Refused> {
    panel(&app, &who, client).await.map(Json)
}

/// The panel of a client, as one person may see it.
///
/// # Errors
///
/// As [`show`].
pub async fn panel(app: &AppState, who: &Who, client: ClientId) -> Result<Panel, Refused> {
    let state = app
        .team(&who.team)
        .and_then(|team| team.state())
        .ok_or(Refused::Unavailable)?;
    let card = state.board.cards.get(&client).ok_or(Refused::NotFound)?;
    if !who.class.may_see(card) {
        return Err(Refused::NotFound);
    }
    Ok(Panel {
        client,
        dossier: app.store.dossier(&who.team, client).await?,
        timeline: timeline(app, who, client).await?,
    })
}

/// What happened to a client, as one person may see it, the newest last.
///
/// # Errors
///
/// Returns the store's error.
pub async fn timeline(
    app: &AppState,
    who: &Who,
    client: ClientId,
) -> Result<Vec<Recorded>, Refused> {
    let state = app
        .team(&who.team)
        .and_then(|team| team.state())
        .ok_or(Refused::Unavailable)?;
    let all = app.store.timeline(&who.team, client, TIMELINE).await?;
    Ok(all
        .iter()
        .filter_map(|recorded| step(&state.board, recorded, who.class).recorded)
        .collect())
}
