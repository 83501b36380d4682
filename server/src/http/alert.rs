//! `/alerts/{number}`: the page behind a letter. It needs no script.

use std::sync::Arc;

use app::page::{AlertContent, AlertWithoutIdentity, Content, Page};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use shared::alert::{Alert, AlertNumber};
use shared::board::event::Actor;
use shared::{Command, CommandId, Rejection, access, route};

use crate::app_state::AppState;
use crate::chance;
use crate::clock::real_time;
use crate::http::client::timeline;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;
use crate::team::State as TeamState;

/// How many of the last events the page shows; it must stay small on a bad line.
const LAST_EVENTS: usize = 8;

/// What the form says.
#[derive(Deserialize)]
pub struct Answer {
    /// Whether the person offers help instead of taking the alert.
    #[serde(default)]
    help: Option<String>,
}

/// Shows an alert.
///
/// # Errors
///
/// An alert whose client the person may not see is answered like one that does not
/// exist, unless they were sent a letter about it.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(number): Path<String>,
) -> Result<Response, Refused> {
    let number = number.parse().map_err(|_| Refused::NotFound)?;
    render(&app, &who, look, number, None).await
}

/// Takes an alert, or offers help. A tap that comes too late is told who has it.
///
/// # Errors
///
/// As [`show`].
pub async fn answer(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(number): Path<String>,
    Form(answer): Form<Answer>,
) -> Result<Response, Refused> {
    let alert: AlertNumber = number.parse().map_err(|_| Refused::NotFound)?;
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let command = match answer.help {
        Some(_) => Command::Help { alert },
        None => Command::Acknowledge { alert },
    };
    let id = CommandId::new(real_time(), &mut chance::rng());
    match team
        .command(Actor::Staff(who.staff), id, None, &command)
        .await
    {
        Ok(_) => Ok(Redirect::to(&route::alert(alert)).into_response()),
        Err(refusal) => {
            refusal.log(&team.id);
            render(&app, &who, look, alert, Some(refusal.rejection())).await
        }
    }
}

async fn render(
    app: &AppState,
    who: &Who,
    look: Look,
    number: AlertNumber,
    rejection: Option<Rejection>,
) -> Result<Response, Refused> {
    let state = app
        .team(&who.team)
        .and_then(|team| team.state())
        .ok_or(Refused::Unavailable)?;
    let alert = state.board.alerts.get(&number).ok_or(Refused::NotFound)?;
    let content = if access::may_see_alert(&state.board, who.staff, number) {
        Content::Alert(Box::new(
            with_identity(app, who, &state, alert, rejection).await?,
        ))
    } else if alert
        .letters
        .iter()
        .any(|letter| letter.written.to == who.staff)
    {
        Content::AlertWithoutIdentity(without_identity(&state, alert))
    } else {
        return Err(Refused::NotFound);
    };
    Ok(page::respond(&Page {
        frame: page::frame(app, look, Some(who)),
        content,
    }))
}

async fn with_identity(
    app: &AppState,
    who: &Who,
    state: &TeamState,
    alert: &Alert,
    rejection: Option<Rejection>,
) -> Result<AlertContent, Refused> {
    let card = state
        .board
        .cards
        .get(&alert.client)
        .ok_or(Refused::NotFound)?;
    // Without the store the alert can still be read; plans and history are left out.
    let dossier = app
        .store
        .dossier(&who.team, alert.client)
        .await
        .unwrap_or_default();
    let mut timeline = timeline(app, who, alert.client).await.unwrap_or_default();
    // How far each letter has come stands above on the page.
    timeline.retain(|recorded| !recorded.event.is_about_a_letter());
    timeline.drain(..timeline.len().saturating_sub(LAST_EVENTS));
    let mut people = access::names(&state.board, &state.people, who.class);
    people.clients.retain(|client, _| *client == alert.client);
    Ok(AlertContent {
        alert: alert.clone(),
        card: card.clone(),
        dossier,
        people,
        timeline,
        rejection,
    })
}

fn without_identity(state: &TeamState, alert: &Alert) -> AlertWithoutIdentity {
    let mut tried = Vec::new();
    for letter in &alert.letters {
        if let Some(card) = state.people.staff.get(&letter.written.to) {
            let entry = (card.initials.clone(), card.phone.clone());
            if !tried.contains(&entry) {
                tried.push(entry);
            }
        }
    }
    AlertWithoutIdentity {
        number: alert.number,
        team: state.people.team.clone(),
        raised: alert.raised,
        answered: !alert.is_unanswered(),
        tried,
    }
}
