//! What a phone says of what it carries and of what waits there (`policy.md` 2, D12).

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::Redirect;
use serde::Deserialize;
use shared::board::Board;
use shared::board::event::Event;
use shared::carried::{self, Word};
use shared::{DeviceId, Timestamp, route};

use crate::app_state::AppState;
use crate::http::extract::Who;
use crate::http::problem::Refused;

/// What a service worker says.
#[derive(Deserialize)]
pub struct Said {
    /// The name that the phone has given itself.
    phone: DeviceId,
    /// Whether it carries the forms of a day.
    carries: bool,
    /// When the oldest entry that waits was written, in milliseconds.
    #[serde(default)]
    waits: Option<i64>,
}

/// Takes in what a phone says.
///
/// # Errors
///
/// Refuses what cannot be read, and says so if the store does not answer; the phone says it again.
pub async fn say(
    State(app): State<Arc<AppState>>,
    who: Who,
    said: Result<Json<Said>, JsonRejection>,
) -> Result<StatusCode, Refused> {
    let Json(said) = said.map_err(|_| Refused::BadRequest)?;
    let word = Word {
        phone: said.phone,
        carries: said.carries,
        waits_since: said.waits.map(Timestamp::from_millis),
    };
    let now = app.clock.now();
    record(&app, &who, |board| {
        carried::heard(board, who.staff, word, now)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Somebody says that their silent phone is lost or emptied.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn give_up(State(app): State<Arc<AppState>>, who: Who) -> Result<Redirect, Refused> {
    let now = app.clock.now();
    record(&app, &who, |board| carried::given_up(board, who.staff, now)).await?;
    Ok(Redirect::to(route::MY_DAY))
}

async fn record(
    app: &AppState,
    who: &Who,
    events: impl Fn(&Board) -> Vec<Event>,
) -> Result<(), Refused> {
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    team.record(events)
        .await
        .map_err(|refusal| Refused::unwritten(&team.id, &refusal))?;
    Ok(())
}
