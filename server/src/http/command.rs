//! `POST /commands`: a command as JSON, for pages whose socket is not open.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use serde::Deserialize;
use shared::board::event::Actor;
use shared::protocol::Outcome;
use shared::{Command, CommandId, Timestamp};

use crate::app_state::AppState;
use crate::http::extract::Who;
use crate::http::problem::Refused;

/// A wish with its id.
#[derive(Deserialize)]
pub struct Wish {
    /// Made by the browser; the same id is never carried out twice.
    id: CommandId,
    /// When it happened, if the entry was made offline and is sent later.
    #[serde(default)]
    happened: Option<Timestamp>,
    /// The wish.
    command: Command,
}

/// Carries out a command.
///
/// # Errors
///
/// Refuses what cannot be read. What the rules refuse is an [`Outcome`].
pub async fn handler(
    State(app): State<Arc<AppState>>,
    who: Who,
    wish: Result<Json<Wish>, JsonRejection>,
) -> Result<Json<Outcome>, Refused> {
    let Json(wish) = wish.map_err(|_| Refused::BadRequest)?;
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let done = team
        .command(
            Actor::Staff(who.staff),
            wish.id,
            wish.happened,
            &wish.command,
        )
        .await;
    Ok(Json(match done {
        Ok(seq) => Outcome::Done { seq },
        Err(refusal) => {
            refusal.log(&team.id);
            Outcome::Refused {
                rejection: refusal.rejection(),
            }
        }
    }))
}
