//! `GET /`: the board for those who care for clients; managers are led to the load.
//! `POST /settings/view/{view}`: which clients on it somebody wants to see.

use std::sync::Arc;

use app::page::{BoardContent, Content, Page};
use app::pages::board::desk::List;
use axum::extract::{Path, Query, State};
use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, StatusCode};
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
    /// Which of the views is chosen; without it, the one that the person chose last.
    view: Option<String>,
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
    let view = match address.view {
        Some(view) => view,
        // A wall is everybody's, and has no way to show all.
        None if look.masked => String::new(),
        // Without the store nobody is hidden.
        None => {
            let remembered = app.store.board_view(&who.team, who.staff).await;
            remembered.ok().flatten().unwrap_or_default()
        }
    };
    let content = Content::Board(Box::new(BoardContent {
        snapshot: state.snapshot(who.class, frame.now),
        read: Vec::new(),
        panel: panel.map(Into::into),
        search: address.search,
        view,
        meeting: false,
    }));
    let masked = frame.masked;
    let mut response = page::respond(&Page { frame, content });
    if !masked {
        page::may_keep(&mut response, &app, &who);
    }
    Ok(response)
}

/// Remembers a view for the person, on whichever device they open the board, and shows it.
///
/// # Errors
///
/// Refuses what is no view, and says so while nothing can be saved.
pub async fn choose(
    State(app): State<Arc<AppState>>,
    who: Who,
    headers: HeaderMap,
    Path(view): Path<String>,
) -> Result<Response, Refused> {
    let chosen = List::ALL.into_iter().find(|list| list.word() == view);
    let view = chosen.ok_or(Refused::NotFound)?.word();
    app.store
        .save_board_view(&who.team, who.staff, view)
        .await?;
    // The page that asks by script shows the view already.
    let by_script = headers
        .get(ACCEPT)
        .is_some_and(|accept| accept == "application/json");
    Ok(if by_script {
        StatusCode::NO_CONTENT.into_response()
    } else {
        Redirect::to(&route::board_view(view)).into_response()
    })
}
