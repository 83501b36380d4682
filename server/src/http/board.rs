//! `GET /`: the board for those who care for clients; managers are led to the load.

use std::sync::Arc;

use app::page::{BoardContent, Content, Page};
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use shared::access::ViewClass;
use shared::{ClientId, route};

use crate::app_state::AppState;
use crate::http::client::panel;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;

/// What the address may say besides the page itself.
#[derive(Deserialize)]
pub struct Address {
    /// The client whose panel is open.
    client: Option<ClientId>,
    /// What was searched for, without script.
    #[serde(default)]
    search: String,
    /// Which of the views is chosen.
    #[serde(default)]
    view: String,
}

/// Shows the board.
///
/// # Errors
///
/// Refuses people who are not logged in, and says so while nothing can be read.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Query(address): Query<Address>,
) -> Result<Response, Refused> {
    if who.class == ViewClass::Load {
        return Ok(Redirect::to(route::LOAD).into_response());
    }
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    let mut frame = page::frame(&app, look, Some(&who));
    frame.digest = page::digest(&app, look, &who);
    let panel = match address.client {
        // Without the store the board is still worth showing.
        Some(client) => panel(&app, &who, client).await.ok(),
        None => None,
    };
    let content = Content::Board(Box::new(BoardContent {
        snapshot: state.snapshot(who.class, frame.now),
        panel,
        search: address.search,
        view: address.view,
        meeting: false,
    }));
    let masked = frame.masked;
    let mut response = page::respond(&Page { frame, content });
    if !masked {
        page::may_keep(&mut response, &app, &who);
    }
    Ok(response)
}
