//! `/gateway/reports/{way}`: a gateway says what became of a message. It has no session
//! and no origin; a secret proves who it is.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use shared::alert::Failure;
use shared::alert::delivery::{Report, reported};
use shared::alert::letter::Carrier;
use shared::board::event::Actor;
use shared::{Command, CommandId, Rejection, Span};
use subtle::ConstantTimeEq;

use crate::app_state::AppState;
use crate::clock::pause;
use crate::config::gateway::ReportSettings;
use crate::http::problem::Refused;
use crate::store::{self, Receipt};
use crate::team::{Refusal, Team};

/// How often a message that is not known yet is looked for: a gateway may report before
/// its own answer to us has been read.
const LOOKS: u32 = 20;
/// How long between two looks.
const BETWEEN_LOOKS: Span = Span::millis(100);

/// What became of the code that somebody pressed, for a gateway that can tell the person.
#[derive(Serialize)]
struct Pressed {
    /// Whether the alert is theirs now.
    taken: bool,
}

/// Records what a gateway reports. A status that is neither an end nor a failure is
/// taken and changes nothing. Somebody who was called takes the alert by pressing the code.
///
/// # Errors
///
/// Refuses whoever does not know the secret, what cannot be read, and a message that is
/// not known, so that the gateway tries again.
pub async fn report(
    State(app): State<Arc<AppState>>,
    Path(way): Path<Carrier>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refused> {
    let gateway = app.channels.gateway(way).ok_or(Refused::NotFound)?;
    let settings = gateway.reports().ok_or(Refused::NotFound)?;
    if !proves(&headers, settings) {
        return Err(Refused::LoggedOut);
    }
    let document = document(&headers, &body).ok_or(Refused::BadRequest)?;
    let message = settings.id.find(&document).ok_or(Refused::BadRequest)?;
    let answer = settings.takes.as_ref().filter(|_| way == Carrier::Voice);
    let pressed = answer.and_then(|answer| Some((answer, answer.pressed(&document)?)));
    let status = settings.status.find(&document);
    if status.is_none() && pressed.is_none() {
        return Err(Refused::BadRequest);
    }
    let report = status.and_then(|status| meaning(settings, &status));
    // Only a person presses something; a machine that answers a call does not.
    let report = report.or(pressed.as_ref().map(|_| Report::Delivered));
    let Some(report) = report else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let receipt = receipt(&app, way, &message).await?;
    let receipt = receipt.ok_or(Refused::NotFound)?;
    let team = app.team(&receipt.team).ok_or(Refused::NotFound)?;
    team.record(|board| {
        let now = app.clock.now();
        reported(board, receipt.alert, receipt.letter, way, report, now)
    })
    .await
    .map_err(|refusal| {
        refusal.log(&receipt.team);
        Refused::Unavailable
    })?;
    let Some((answer, digits)) = pressed else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let is_code = bool::from(digits.as_bytes().ct_eq(answer.code.as_bytes()));
    let taken = is_code && take(&team, &receipt).await?;
    Ok(Json(Pressed { taken }).into_response())
}

/// Takes the alert for the one to whom the letter was written, as a tap on its notification
/// would: bound to the rung that it told them of, and carried out once however often it is
/// reported. Says whether the alert is theirs.
async fn take(team: &Team, receipt: &Receipt) -> Result<bool, Refused> {
    let state = team.state().ok_or(Refused::Unavailable)?;
    let Receipt { alert, letter, .. } = *receipt;
    let found = state.board.alerts.get(&alert).and_then(|found| {
        let mut letters = found.letters.iter();
        let written = letters.find(|state| state.written.id == letter)?.written;
        Some((written.to, found.seen_in(letter)?))
    });
    let Some((to, seen)) = found else {
        return Ok(false);
    };
    let by = Actor::Staff(to);
    let id: CommandId = letter.to_string().parse().map_err(|_| Refused::Failed)?;
    let command = Command::AcknowledgeSeen { alert, seen };
    match team.command(by, id, None, &command).await {
        Ok(_) => Ok(true),
        Err(Refusal::Rejected(Rejection::AlreadyAcknowledged { by: who, .. })) => Ok(who == by),
        Err(Refusal::Rejected(_)) => Ok(false),
        Err(refusal) => {
            refusal.log(&team.id);
            Err(Refused::Unavailable)
        }
    }
}

async fn receipt(app: &AppState, way: Carrier, message: &str) -> store::Result<Option<Receipt>> {
    for _ in 0..LOOKS {
        if let Some(receipt) = app.store.receipt(way, message).await? {
            return Ok(Some(receipt));
        }
        pause(BETWEEN_LOOKS).await;
    }
    Ok(None)
}

/// Whether a request carries the secret: `Authorization: Bearer <secret>`, or the secret
/// as the password of `Basic`. It is compared in constant time, by its hash, so that
/// neither its text nor its length can be guessed from how long that takes.
fn proves(headers: &HeaderMap, settings: &ReportSettings) -> bool {
    let given = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '));
    let given = match given {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Some(token.to_owned()),
        Some((scheme, pair)) if scheme.eq_ignore_ascii_case("basic") => STANDARD
            .decode(pair)
            .ok()
            .and_then(|pair| String::from_utf8(pair).ok())
            .and_then(|pair| Some(pair.split_once(':')?.1.to_owned())),
        _ => None,
    };
    let wanted = Sha256::digest(settings.secret.expose());
    given.is_some_and(|given| Sha256::digest(given).ct_eq(&wanted).into())
}

/// The body as JSON; a form becomes an object of its fields.
fn document(headers: &HeaderMap, body: &[u8]) -> Option<Value> {
    let is_form = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if is_form {
        let fields = form_urlencoded::parse(body)
            .map(|(name, value)| (name.into_owned(), Value::from(value.into_owned())));
        return Some(Value::Object(fields.collect::<Map<_, _>>()));
    }
    serde_json::from_slice(body).ok()
}

fn meaning(settings: &ReportSettings, status: &str) -> Option<Report> {
    let is_one_of = |words: &[String]| words.iter().any(|word| word.eq_ignore_ascii_case(status));
    if is_one_of(&settings.delivered) {
        Some(Report::Delivered)
    } else if is_one_of(&settings.failed) {
        Some(Report::Failed(Failure::Undelivered))
    } else {
        None
    }
}
