//! `/my-day`: what somebody needs on the phone. It needs no script.

use std::sync::Arc;

use app::page::{ChooseContent, Content, EntryKind, MyDayContent, Page};
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use shared::access::{self, ViewClass};
use shared::board::event::{Actor, Recorded};
use shared::duty::Ask;
use shared::{ClientId, Command, Timestamp, digest, route};

use crate::app_state::AppState;
use crate::http::client::timeline;
use crate::http::entry::fresh_id;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;
use crate::team::State as TeamState;

/// How many events of each client the digest shows.
const LINES: usize = 12;

/// What the address may say besides the page itself.
#[derive(Deserialize)]
pub struct Address {
    /// Something was saved just now.
    #[serde(default)]
    saved: Option<String>,
}

/// What was searched for.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    search: String,
}

/// Which shift's digest was read.
#[derive(Deserialize)]
pub struct Read {
    /// When the shift begins, in milliseconds.
    shift: i64,
}

/// Shows the day. Whoever sees no client is led to the load.
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
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    if who.class == ViewClass::Load {
        return Ok(Redirect::to(route::BOARD).into_response());
    }
    let frame = page::frame(&app, look, Some(&who));
    let board = access::view(&state.board, who.class);
    let visits = board.cards.values().filter(|card| card.visit.is_some());
    let content = MyDayContent {
        ids: visits.map(|_| fresh_id()).collect(),
        news: news(&app, &who, &state, frame.now).await,
        people: access::names(&state.board, &state.people, who.class),
        board,
        saved: address.saved.is_some(),
    };
    let mut response = page::respond(&Page {
        frame,
        content: Content::MyDay(Box::new(content)),
    });
    page::may_keep(&mut response, &app, &who);
    Ok(response)
}

/// What happened to somebody's own clients while they were away. Without the store the names
/// stand there alone.
async fn news(
    app: &AppState,
    who: &Who,
    state: &TeamState,
    now: Timestamp,
) -> Vec<(ClientId, Vec<Recorded>)> {
    let Some((away, clients)) = digest::changed(&state.board, who.staff, now) else {
        return Vec::new();
    };
    let mut news = Vec::new();
    for client in clients {
        let all = timeline(app, who, client).await.unwrap_or_default();
        let lines = digest::lines(&all, away.since);
        let from = lines.len().saturating_sub(LINES);
        news.push((client, lines[from..].iter().copied().cloned().collect()));
    }
    news
}

/// Says that the digest and the hand-over were read.
///
/// # Errors
///
/// As [`show`]; a shift that is not the person's own is a bad request.
pub async fn read(
    State(app): State<Arc<AppState>>,
    who: Who,
    Form(read): Form<Read>,
) -> Result<Redirect, Refused> {
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let ask = Ask::ReadHandOver {
        shift: Timestamp::from_millis(read.shift),
    };
    let actor = Actor::Staff(who.staff);
    team.command(actor, fresh_id(), None, &Command::Duty { ask })
        .await
        .map_err(|refusal| {
            refusal.log(&team.id);
            Refused::BadRequest
        })?;
    Ok(Redirect::to(route::MY_DAY))
}

/// Chooses whom to raise.
///
/// # Errors
///
/// As [`show`].
pub async fn raise(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refused> {
    choose(&app, &who, look, EntryKind::Raise, wanted)
}

/// Chooses with whom a contact is logged.
///
/// # Errors
///
/// As [`show`].
pub async fn contact(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Refused> {
    choose(&app, &who, look, EntryKind::Contact, wanted)
}

fn choose(
    app: &AppState,
    who: &Who,
    look: Look,
    kind: EntryKind,
    wanted: Wanted,
) -> Result<Response, Refused> {
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    if who.class == ViewClass::Load {
        return Err(Refused::NotFound);
    }
    let content = ChooseContent {
        kind,
        board: access::view(&state.board, who.class),
        people: access::names(&state.board, &state.people, who.class),
        search: wanted.search.chars().take(80).collect(),
    };
    Ok(page::respond(&Page {
        frame: page::frame(app, look, Some(who)),
        content: Content::Choose(Box::new(content)),
    }))
}
