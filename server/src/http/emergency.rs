//! `/emergency`: opening what one may not see, because life is in danger (`scenarios.md` 7.7).
//!
//! Nothing is looked up before the second confirmation, and what is found then is recorded and
//! announced in the same step: nobody can try whether somebody is a client without a trace.

use std::sync::Arc;

use app::page::emergency::{EmergencyContent, Opened, Stage, Typed};
use app::page::{Content, Page};
use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::REFRESH;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use shared::board::event::Actor;
use shared::people::People;
use shared::{ClientId, Command, CommandId, access, route};

use crate::app_state::AppState;
use crate::chance;
use crate::clock::real_time;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;
use crate::team::State as TeamState;

/// How many of a client's last events are looked through for the access.
const LATEST: usize = 300;

/// Shows the form.
///
/// # Errors
///
/// For whoever takes no part in care the page does not exist.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
) -> Result<Response, Refused> {
    may_ask(&app, &who)?;
    Ok(respond(&app, &who, look, Stage::Asked, Typed::default()))
}

/// Confirms, and then opens.
///
/// # Errors
///
/// As [`show`].
pub async fn ask(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Form(typed): Form<Typed>,
) -> Result<Response, Refused> {
    let state = may_ask(&app, &who)?;
    let id: CommandId = typed.id.parse().map_err(|_| Refused::BadRequest)?;
    let is_whole = !typed.name.trim().is_empty()
        && !typed.reason.trim().is_empty()
        && !typed.danger.is_empty();
    let Some(born) = typed.born.parse().ok().filter(|_| is_whole) else {
        return Ok(respond(&app, &who, look, Stage::Unreadable, typed));
    };
    if typed.sure.is_empty() {
        return Ok(respond(&app, &who, look, Stage::Unsure, typed));
    }
    let Some(client) = find(&state.people, &typed.name, born) else {
        tracing::warn!(team = %who.team, staff = %who.staff, "an emergency access found nobody");
        return Ok(respond(&app, &who, look, Stage::Nobody, typed));
    };
    if access::may_see(&state.board, who.staff, client) {
        return Ok(Redirect::to(&route::client_page(client)).into_response());
    }
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let command = Command::AccessInEmergency {
        client,
        reason: typed.reason.clone(),
    };
    match team
        .command(Actor::Staff(who.staff), id, None, &command)
        .await
    {
        Ok(_) => Ok(Redirect::to(&route::emergency(client)).into_response()),
        Err(refusal) => {
            refusal.log(&team.id);
            let refused = Stage::Refused(refusal.rejection());
            Ok(respond(&app, &who, look, refused, typed))
        }
    }
}

/// Shows what is open, while it is.
///
/// # Errors
///
/// Without an access of one's own it looks as if there were no such client.
pub async fn open(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<String>,
) -> Result<Response, Refused> {
    let client: ClientId = client.parse().map_err(|_| Refused::NotFound)?;
    let state = may_ask(&app, &who)?;
    let card = state.board.cards.get(&client).ok_or(Refused::NotFound)?;
    let latest = app.store.timeline(&who.team, client, LATEST).await?;
    let since = access::emergency_since(&latest, who.staff).ok_or(Refused::NotFound)?;
    let until = since + access::EMERGENCY_LASTS;
    let now = app.clock.now();
    if now >= until {
        return Ok(respond(&app, &who, look, Stage::Over, Typed::default()));
    }
    let head = state.people.clients.get(&client).ok_or(Refused::NotFound)?;
    let colleagues = [card.cm, card.deputy]
        .into_iter()
        .flatten()
        .filter_map(|staff| state.people.staff.get(&staff).cloned())
        .collect();
    let opened = Opened {
        dossier: app
            .store
            .dossier(&who.team, client)
            .await?
            .map(access::in_emergency),
        name: head.name.clone(),
        flags: card.raised_flags().collect(),
        colleagues,
        since,
        until,
    };
    let shown = Stage::Open(Box::new(opened));
    let mut response = respond(&app, &who, look, shown, Typed::default());
    // The view closes by itself, without a script.
    let left = until.since(now).whole_minutes() * 60 + 60;
    let value = format!("{left}; url={}", route::emergency(client));
    let value = HeaderValue::try_from(value).map_err(|_| Refused::Failed)?;
    response.headers_mut().insert(REFRESH, value);
    Ok(response)
}

/// The team, for somebody who takes part in care.
fn may_ask(app: &AppState, who: &Who) -> Result<TeamState, Refused> {
    let state = app
        .team(&who.team)
        .and_then(|team| team.state())
        .ok_or(Refused::Unavailable)?;
    let cares = access::may_write_deviations(&state.board, who.staff);
    cares.then_some(state).ok_or(Refused::NotFound)
}

/// The client with this name and date of birth. Spaces and capitals do not matter.
fn find(people: &People, name: &str, born: NaiveDate) -> Option<ClientId> {
    let folded = |name: &str| {
        let words: Vec<_> = name.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    let wanted = folded(name);
    people
        .clients
        .iter()
        .find(|(_, head)| head.born == born && folded(&head.name) == wanted)
        .map(|(client, _)| *client)
}

fn respond(app: &AppState, who: &Who, look: Look, stage: Stage, typed: Typed) -> Response {
    let content = EmergencyContent {
        stage,
        typed,
        id: CommandId::new(real_time(), &mut chance::rng()),
    };
    page::respond(&Page {
        frame: page::frame(app, look, Some(who)),
        content: Content::Emergency(Box::new(content)),
    })
}
