//! `/clients/{client}/raise`, `/contact`, `/visit`: forms about one client that need no script.

use std::sync::Arc;

use app::page::{Content, EntryContent, EntryKind, Page};
use axum::extract::{Path, Query, State};
use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use serde::Deserialize;
use serde_json::json;
use shared::access;
use shared::board::card::{Channel, Level, Reason, Sign};
use shared::board::event::Actor;
use shared::position::Seq;
use shared::wording::rejection::explain;
use shared::{ClientId, Command, CommandId, Rejection, StaffId, Timestamp, route, visit};

use crate::app_state::AppState;
use crate::chance;
use crate::clock::real_time;
use crate::http::extract::{Look, Who};
use crate::http::log_in::local;
use crate::http::page;
use crate::http::problem::Refused;

/// The fields of a form, in order; a field may stand there more than once.
type Fields = Vec<(String, String)>;

/// What the address may say besides the page itself.
#[derive(Deserialize)]
pub struct Address {
    /// Where to go afterwards.
    #[serde(default)]
    next: String,
}

/// Shows the form that raises a client.
///
/// # Errors
///
/// A client whom the person may not see is answered like one that does not exist.
pub async fn raise(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<ClientId>,
) -> Result<Response, Refused> {
    render(&app, &who, look, EntryKind::Raise, client, Shown::default()).await
}

/// Raises a client, and leads to the alert where one began.
///
/// # Errors
///
/// As [`raise`]; a form that cannot be read is a bad request.
pub async fn raised(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<ClientId>,
    Form(said): Form<Fields>,
) -> Result<Response, Refused> {
    let wish = Said(&said);
    let based_on = match wish.get("based_on") {
        None | Some("") => None,
        Some(seq) => Some(Seq(seq.parse().map_err(|_| Refused::BadRequest)?)),
    };
    let level = match wish.get("level") {
        Some("red") => Level::Red,
        Some("yellow") => Level::Yellow,
        _ => return Err(Refused::BadRequest),
    };
    let command = Command::Place {
        client,
        level,
        reason: wish.word("reason", Reason::from_word)?,
        text: wish.text(),
        review: None,
        tonight: false,
        based_on,
    };
    let commands = vec![(wish.id("id")?, command)];
    if let Some(rejection) = carry_out(&app, &who, None, commands).await? {
        let shown = Shown::refused(said, rejection);
        return render(&app, &who, look, EntryKind::Raise, client, shown).await;
    }
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let open = team
        .state()
        .and_then(|state| state.board.open_alert(client).map(|alert| alert.number));
    Ok(Redirect::to(&open.map_or_else(saved, route::alert)).into_response())
}

/// Shows the form that logs a contact.
///
/// # Errors
///
/// As [`raise`].
pub async fn contact(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<ClientId>,
    Query(address): Query<Address>,
) -> Result<Response, Refused> {
    let shown = Shown::then(address.next);
    render(&app, &who, look, EntryKind::Contact, client, shown).await
}

/// Logs a contact, and the signs if they were judged.
///
/// # Errors
///
/// As [`raised`].
pub async fn contacted(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<ClientId>,
    headers: HeaderMap,
    Form(said): Form<Fields>,
) -> Result<Response, Refused> {
    let wish = Said(&said);
    wish.is_by(who.staff)?;
    let (how, reached) = wish
        .get("went")
        .and_then(|went| went.split_once('.'))
        .ok_or(Refused::BadRequest)?;
    let contact = Command::LogContact {
        client,
        how: Channel::from_word(how).ok_or(Refused::BadRequest)?,
        reached: reached == "yes",
        crisis: wish.get("crisis").is_some(),
        text: wish.text(),
        booking: None,
    };
    let mut commands = vec![(wish.id("id")?, contact)];
    if wish.get("sign").is_some() {
        let sign = wish.word("sign", Sign::from_word)?;
        commands.push((wish.id("sign_id")?, Command::Assess { client, sign }));
    }
    let rejection = carry_out(&app, &who, wish.happened(), commands).await?;
    if is_machine(&headers) {
        return Ok(answer(&app, &who, look, rejection));
    }
    if let Some(rejection) = rejection {
        let shown = Shown::refused(said, rejection);
        return render(&app, &who, look, EntryKind::Contact, client, shown).await;
    }
    Ok(Redirect::to(&after(&said)).into_response())
}

/// Shows what there is to know in a crisis.
///
/// # Errors
///
/// As [`raise`].
pub async fn plan(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<ClientId>,
) -> Result<Response, Refused> {
    render(&app, &who, look, EntryKind::Plan, client, Shown::default()).await
}

/// Shows the forms of a visit.
///
/// # Errors
///
/// As [`raise`].
pub async fn visit(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<ClientId>,
    Query(address): Query<Address>,
) -> Result<Response, Refused> {
    let shown = Shown::then(address.next);
    render(&app, &who, look, EntryKind::Visit, client, shown).await
}

/// Begins, continues or ends a visit. After its end the contact is logged.
///
/// # Errors
///
/// As [`raised`].
pub async fn visited(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(client): Path<ClientId>,
    headers: HeaderMap,
    Form(said): Form<Fields>,
) -> Result<Response, Refused> {
    let wish = Said(&said);
    wish.is_by(who.staff)?;
    let minutes = || match wish.get("minutes") {
        None => Ok(visit::USUAL_MINUTES),
        Some(minutes) => minutes.parse().map_err(|_| Refused::BadRequest),
    };
    let ask = match wish.get("ask") {
        Some("start") => visit::Ask::Start {
            who: wish
                .all("who")
                .map(str::parse)
                .collect::<Result<Vec<StaffId>, _>>()
                .map_err(|_| Refused::BadRequest)?,
            minutes: minutes()?,
            alone: wish.get("alone").is_some(),
        },
        Some("check_in") => visit::Ask::CheckIn {
            minutes: minutes()?,
        },
        Some("end") => visit::Ask::End,
        _ => return Err(Refused::BadRequest),
    };
    let is_over = ask == visit::Ask::End;
    let commands = vec![(wish.id("id")?, Command::Visit { client, ask })];
    let rejection = carry_out(&app, &who, wish.happened(), commands).await?;
    if is_machine(&headers) {
        return Ok(answer(&app, &who, look, rejection));
    }
    if let Some(rejection) = rejection {
        let shown = Shown::refused(said, rejection);
        return render(&app, &who, look, EntryKind::Visit, client, shown).await;
    }
    let next = if is_over {
        let next = wish.get("next").unwrap_or_default();
        format!("{}?next={}", route::contact(client), way(next))
    } else {
        after(&said)
    };
    Ok(Redirect::to(&next).into_response())
}

/// A fresh name for a command.
pub fn fresh_id() -> CommandId {
    CommandId::new(real_time(), &mut chance::rng())
}

/// What was said in a form.
struct Said<'a>(&'a Fields);

impl Said<'_> {
    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let found = self.0.iter().filter(move |(field, _)| field == name);
        found.map(|(_, value)| value.as_str())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    fn id(&self, name: &str) -> Result<CommandId, Refused> {
        let id = self.get(name).and_then(|id| id.parse().ok());
        id.ok_or(Refused::BadRequest)
    }

    fn word<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Refused> {
        self.get(name).and_then(read).ok_or(Refused::BadRequest)
    }

    /// What waited on a phone is sent under the name of the one who wrote it, or not at all.
    fn is_by(&self, staff: StaffId) -> Result<(), Refused> {
        match self.get("by") {
            None | Some("") => Ok(()),
            Some(by) if by == staff.to_string() => Ok(()),
            Some(_) => Err(Refused::LoggedOut),
        }
    }

    /// When it was written, for what waited on a phone.
    fn happened(&self) -> Option<Timestamp> {
        let millis = self.get("happened")?.parse().ok()?;
        Some(Timestamp::from_millis(millis))
    }

    fn text(&self) -> String {
        self.get("text").unwrap_or_default().trim().to_owned()
    }
}

/// Carries commands out one after the other; the first refusal ends it.
async fn carry_out(
    app: &AppState,
    who: &Who,
    happened: Option<Timestamp>,
    commands: Vec<(CommandId, Command)>,
) -> Result<Option<Rejection>, Refused> {
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    for (id, command) in commands {
        let done = team
            .command(Actor::Staff(who.staff), id, happened, &command)
            .await;
        if let Err(refusal) = done {
            refusal.log(&team.id);
            return Ok(Some(refusal.rejection()));
        }
    }
    Ok(None)
}

/// Whether a program asks, such as the outbox of a phone.
fn is_machine(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("application/json"))
}

/// What the outbox of a phone is told: that it was done, or the refusal in words to show.
fn answer(app: &AppState, who: &Who, look: Look, rejection: Option<Rejection>) -> Response {
    let rejection = match rejection {
        None => return StatusCode::NO_CONTENT.into_response(),
        Some(Rejection::Unavailable) => return Refused::Unavailable.into_response(),
        Some(rejection) => rejection,
    };
    let state = app.team(&who.team).and_then(|team| team.state());
    let words = state.map(|state| {
        let names = access::names(&state.board, &state.people, who.class);
        explain(look.language, &rejection, &names, app.clock.now())
    });
    let words = words.map(|words| json!({ "happened": words.happened, "next": words.next }));
    (StatusCode::CONFLICT, Json(words.unwrap_or_default())).into_response()
}

/// The day, which says that something was saved.
fn saved() -> String {
    format!("{}?saved=1", route::MY_DAY)
}

/// Where a form leads to; to the day if it does not say.
fn after(said: &Fields) -> String {
    match Said(said).get("next") {
        None | Some("" | route::MY_DAY) => saved(),
        Some(next) => local(next).to_owned(),
    }
}

/// A path of this server as it stands in an address.
fn way(next: &str) -> String {
    local(next)
        .replace('%', "%25")
        .replace('&', "%26")
        .replace('#', "%23")
}

/// What a page shows besides the client.
#[derive(Default)]
struct Shown {
    said: Fields,
    rejection: Option<Rejection>,
    next: String,
}

impl Shown {
    fn then(next: String) -> Self {
        Self {
            next,
            ..Self::default()
        }
    }

    fn refused(said: Fields, rejection: Rejection) -> Self {
        Self {
            next: Said(&said).get("next").unwrap_or_default().to_owned(),
            rejection: Some(rejection),
            said,
        }
    }
}

async fn render(
    app: &AppState,
    who: &Who,
    look: Look,
    kind: EntryKind,
    client: ClientId,
    shown: Shown,
) -> Result<Response, Refused> {
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    if !access::may_see(&state.board, who.staff, client) {
        return Err(Refused::NotFound);
    }
    let card = state.board.cards.get(&client).ok_or(Refused::NotFound)?;
    let frame = page::frame(app, look, Some(who));
    let dossier = match kind {
        // Without the store the form is still there; the flags stand on the card.
        EntryKind::Visit | EntryKind::Plan => app
            .store
            .dossier(&who.team, client)
            .await
            .unwrap_or_default(),
        EntryKind::Raise | EntryKind::Contact => None,
    };
    let mut people = access::names(&state.board, &state.people, who.class);
    people.clients.retain(|one, _| *one == client);
    let next = match shown.next.as_str() {
        "" => route::MY_DAY,
        next => local(next),
    };
    let content = EntryContent {
        kind,
        card: card.clone(),
        people,
        dossier,
        acute: app.config.acute_phone.clone(),
        colleagues: visit::colleagues(&state.board, who.staff, client, frame.now),
        next: next.to_owned(),
        said: shown.said,
        rejection: shown.rejection,
        ids: (fresh_id(), fresh_id()),
    };
    let mut response = page::respond(&Page {
        frame,
        content: Content::Entry(Box::new(content)),
    });
    page::may_keep(&mut response, app, who);
    Ok(response)
}
