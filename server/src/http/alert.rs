//! `/alerts/{number}`: the page behind a letter. It needs no script.

use std::sync::Arc;

use app::page::{AlertContent, AlertWithoutIdentity, Content, Page};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::REFRESH;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use shared::alert::{Alert, AlertNumber};
use shared::board::card::{Channel, Sign};
use shared::board::event::Actor;
use shared::board::member::Function;
use shared::people::StaffCard;
use shared::{Command, CommandId, Rejection, Timestamp, access, route, visit};

use crate::app_state::AppState;
use crate::http::client::timeline;
use crate::http::entry::fresh_id;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;
use crate::team::{State as TeamState, Team};

/// How often the page of whoever raised the alarm fetches how it stands, in seconds.
const REFRESH_EVERY: u32 = 15;

/// How many of the last events the page shows; it must stay small on a bad line.
const LAST_EVENTS: usize = 8;

/// What the form says.
#[derive(Deserialize)]
pub struct Answer {
    /// Whether the person offers help instead of taking the alert.
    #[serde(default)]
    help: Option<String>,
    /// What the page showed, as [`shared::alert::Seen`] in JSON.
    #[serde(default)]
    seen: Option<String>,
}

/// What the form of the result says.
#[derive(Deserialize)]
pub struct Outcome {
    /// The name of the contact's command, so that a form that is sent twice counts once.
    id: CommandId,
    /// The name of the signs' command.
    sign_id: CommandId,
    reached: Reached,
    how: How,
    #[serde(default)]
    sign: Option<SignWord>,
    #[serde(default)]
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Reached {
    Yes,
    No,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum How {
    Phone,
    Home,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SignWord {
    Green,
    Yellow,
    Red,
}

/// How the page shall be shown.
#[derive(Default, Deserialize)]
pub struct Wish {
    /// It shall not fetch how it stands by itself.
    #[serde(default)]
    still: Option<String>,
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
    Query(wish): Query<Wish>,
) -> Result<Response, Refused> {
    let number = number.parse().map_err(|_| Refused::NotFound)?;
    let shown = Shown {
        rejection: None,
        still: wish.still.is_some(),
    };
    render(&app, &who, look, number, shown).await
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
    let seen = answer
        .seen
        .map(|seen| serde_json::from_str(&seen))
        .transpose()
        .map_err(|_| Refused::BadRequest)?;
    let command = match (answer.help, seen) {
        (Some(_), _) => Command::Help { alert },
        (None, Some(seen)) => Command::AcknowledgeSeen { alert, seen },
        (None, None) => Command::Acknowledge { alert },
    };
    let id = fresh_id();
    carry_out(&app, &who, look, alert, &team, vec![(id, command)]).await
}

/// Logs what came of it: a contact, and the signs if they were judged. Any entry is the action
/// that an alert waits for.
///
/// # Errors
///
/// As [`show`].
pub async fn result(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(number): Path<String>,
    Form(outcome): Form<Outcome>,
) -> Result<Response, Refused> {
    let number: AlertNumber = number.parse().map_err(|_| Refused::NotFound)?;
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    if !access::may_see_alert(&state.board, who.staff, number) {
        return Err(Refused::NotFound);
    }
    let alert = state.board.alerts.get(&number).ok_or(Refused::NotFound)?;
    let client = alert.client;
    let contact = Command::LogContact {
        client,
        how: match outcome.how {
            How::Phone => Channel::Phone,
            How::Home => Channel::Home,
        },
        reached: outcome.reached == Reached::Yes,
        crisis: false,
        text: outcome.text.trim().to_owned(),
        booking: None,
    };
    let sign = outcome.sign.map(|sign| match sign {
        SignWord::Green => Sign::Green,
        SignWord::Yellow => Sign::Yellow,
        SignWord::Red => Sign::Red,
    });
    let mut commands = vec![(outcome.id, contact)];
    commands.extend(sign.map(|sign| (outcome.sign_id, Command::Assess { client, sign })));
    carry_out(&app, &who, look, number, &team, commands).await
}

/// Carries commands out one after the other and shows the alert, with the first refusal.
async fn carry_out(
    app: &AppState,
    who: &Who,
    look: Look,
    alert: AlertNumber,
    team: &Team,
    commands: Vec<(CommandId, Command)>,
) -> Result<Response, Refused> {
    for (id, command) in &commands {
        let done = team
            .command(Actor::Staff(who.staff), *id, None, command)
            .await;
        if let Err(refusal) = done {
            refusal.log(&team.id);
            let shown = Shown {
                rejection: Some(refusal.rejection()),
                still: false,
            };
            return render(app, who, look, alert, shown).await;
        }
    }
    Ok(Redirect::to(&route::alert(alert)).into_response())
}

/// What a page says besides the alert.
struct Shown {
    rejection: Option<Rejection>,
    still: bool,
}

async fn render(
    app: &AppState,
    who: &Who,
    look: Look,
    number: AlertNumber,
    shown: Shown,
) -> Result<Response, Refused> {
    let team = app.team(&who.team).ok_or(Refused::Unavailable)?;
    let mut state = team.state().ok_or(Refused::Unavailable)?;
    // A letter may be tapped before this server has read that another one raised the alert.
    if !state.board.alerts.contains_key(&number) && team.catch_up(Some(state.position.seq)).await {
        state = team.state().ok_or(Refused::Unavailable)?;
    }
    let alert = state.board.alerts.get(&number).ok_or(Refused::NotFound)?;
    let content = if access::may_see_alert(&state.board, who.staff, number) {
        Content::Alert(Box::new(
            with_identity(app, who, &state, alert, shown).await?,
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
    let refreshes = matches!(&content, Content::Alert(content) if content.refreshes);
    let mut response = page::respond(&Page {
        frame: page::frame(app, look, Some(who)),
        content,
    });
    if refreshes {
        // With an address, or a form that was refused would be sent again.
        let value = format!("{REFRESH_EVERY}; url={}", route::alert(number));
        let value = HeaderValue::try_from(value).map_err(|_| Refused::Failed)?;
        response.headers_mut().insert(REFRESH, value);
    }
    Ok(response)
}

async fn with_identity(
    app: &AppState,
    who: &Who,
    state: &TeamState,
    alert: &Alert,
    shown: Shown,
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
        refreshes: refreshes(alert, who, &shown),
        rejection: shown.rejection,
        psychiatrists: psychiatrists(state, app.clock.now()),
        acute: app.config.acute_phone.clone(),
        ids: (fresh_id(), fresh_id()),
        colleagues: visit::colleagues(&state.board, who.staff, alert.client, app.clock.now()),
        visit_id: fresh_id(),
    })
}

/// The page of whoever raised the alarm follows it until somebody has taken it, unless they are
/// asked to take it themselves or have something to read first.
fn refreshes(alert: &Alert, who: &Who, shown: &Shown) -> bool {
    let is_asked = alert.responsible == Some(who.staff) || alert.reserve == Some(who.staff);
    alert.reporter == Actor::Staff(who.staff)
        && alert.is_unanswered()
        && !is_asked
        && !shown.still
        && shown.rejection.is_none()
}

/// The psychiatrists who are on duty, to be called.
fn psychiatrists(state: &TeamState, now: Timestamp) -> Vec<StaffCard> {
    let mut found = Vec::new();
    for shift in state.board.on_duty(now) {
        let is_one = state
            .board
            .members
            .get(&shift.who)
            .is_some_and(|member| member.function == Function::Psychiatrist);
        if let Some(card) = state.people.staff.get(&shift.who)
            && is_one
            && !found.contains(card)
        {
            found.push(card.clone());
        }
    }
    found
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
