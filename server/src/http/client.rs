//! `/clients/{client}`: a client's own page and its forms, and, for a program that asks for JSON,
//! what the side panel shows. Nothing of it needs a script.

pub mod form;

use std::sync::Arc;

use app::page::client::{Ask, Asked, ClientContent, Part, Said};
use app::page::{Content, Page, Panel};
use axum::extract::{Path, Query, State};
use axum::http::header::{ACCEPT, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use shared::board::event::{Actor, Recorded};
use shared::{ClientId, CommandId, access, route};

use crate::app_state::AppState;
use crate::chance;
use crate::clock::real_time;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;
use crate::team::step;
use form::Read;

/// How many events the side panel's time line holds; about a year of an intensive period.
const TIMELINE: usize = 300;
/// How many the client's own page looks through; it shows them a page at a time.
const LONG_TIMELINE: usize = 3000;

/// A client's own page for somebody who reads, the panel for a program.
///
/// # Errors
///
/// A client whom the person may not see is answered like one that does not exist.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let client = client.parse().map_err(|_| Refused::NotFound)?;
    let reads_html = headers
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let mut response = if reads_html {
        // An address can open a form, but only a form that was sent says something.
        let asked = Asked {
            id: String::new(),
            sure: String::new(),
            ..asked
        };
        render(&app, &who, look, client, Part::Whole, asked, None).await?
    } else {
        panel(&app, &who, client).await.map(Json)?.into_response()
    };
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

/// The crisis plan alone, to print.
///
/// # Errors
///
/// As [`show`].
pub async fn crisis_plan(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<String>,
) -> Result<Response, Refused> {
    let client = client.parse().map_err(|_| Refused::NotFound)?;
    let asked = Asked::default();
    render(&app, &who, look, client, Part::CrisisPlan, asked, None).await
}

/// The early warning signs alone, to print.
///
/// # Errors
///
/// As [`show`].
pub async fn early_signs(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<String>,
) -> Result<Response, Refused> {
    let client = client.parse().map_err(|_| Refused::NotFound)?;
    let asked = Asked::default();
    render(&app, &who, look, client, Part::EarlySigns, asked, None).await
}

/// Carries out a form. What is refused comes back with what was typed.
///
/// # Errors
///
/// As [`show`]; a form that the page does not have is a bad request.
pub async fn ask(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Response, Refused> {
    let client: ClientId = client.parse().map_err(|_| Refused::NotFound)?;
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    if !access::may_see(&state.board, who.staff, client) {
        return Err(Refused::NotFound);
    }
    let ask = asked.form().ok_or(Refused::BadRequest)?;
    let id: CommandId = asked.id.parse().map_err(|_| Refused::BadRequest)?;
    let command = match form::read(ask, &asked, client) {
        Read::Command(command) => command,
        // The page says first what it means.
        Read::Unsure => return render(&app, &who, look, client, Part::Whole, asked, None).await,
        Read::Not(said) => {
            return render(&app, &who, look, client, Part::Whole, asked, Some(said)).await;
        }
    };
    match team
        .command(Actor::Staff(who.staff), id, None, &command)
        .await
    {
        Ok(_) => {
            // Whoever has recorded that they may not see the client any more is led away.
            let sees = team
                .state()
                .is_some_and(|state| access::may_see(&state.board, who.staff, client));
            let next = if sees && ask == Ask::Correct {
                format!("{}#client-timeline", route::client_page(client))
            } else if sees {
                route::client_page(client)
            } else {
                route::BOARD.to_owned()
            };
            Ok(Redirect::to(&next).into_response())
        }
        Err(refusal) => {
            refusal.log(&team.id);
            let said = Said::Rejected(refusal.rejection());
            render(&app, &who, look, client, Part::Whole, asked, Some(said)).await
        }
    }
}

async fn render(
    app: &AppState,
    who: &Who,
    look: Look,
    client: ClientId,
    part: Part,
    asked: Asked,
    said: Option<Said>,
) -> Result<Response, Refused> {
    let state = app
        .team(&who.team)
        .and_then(|team| team.state())
        .ok_or(Refused::Unavailable)?;
    if !access::may_see(&state.board, who.staff, client) {
        return Err(Refused::NotFound);
    }
    let all = match part {
        Part::Whole => app.store.timeline(&who.team, client, LONG_TIMELINE).await?,
        Part::CrisisPlan | Part::EarlySigns => Vec::new(),
    };
    let is_cut = all.len() == LONG_TIMELINE;
    let timeline = all
        .iter()
        .filter_map(|recorded| step(&state.board, recorded, who.class).recorded)
        .collect();
    let mut people = access::names(&state.board, &state.people, who.class);
    people.clients.retain(|one, _| *one == client);
    let content = ClientContent {
        board: access::view(&state.board, who.class),
        people,
        client,
        dossier: app.store.dossier(&who.team, client).await?,
        timeline,
        is_cut,
        part,
        asked,
        said,
        id: CommandId::new(real_time(), &mut chance::rng()),
    };
    Ok(page::respond(&Page {
        frame: page::frame(app, look, Some(who)),
        content: Content::Client(Box::new(content)),
    }))
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
    let panel = Panel {
        client,
        dossier: app.store.dossier(&who.team, client).await?,
        timeline: timeline(app, who, client).await?,
    };
    // It only spares a mark in the next meeting.
    let now = app.clock.now();
    if let Err(error) = app.store.save_read(&who.team, who.staff, client, now).await {
        tracing::warn!(%error, "that a client was read could not be remembered");
    }
    Ok(panel)
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
