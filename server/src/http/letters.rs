//! What devices say of letters: shown, tapped, taken; and the page behind a test letter.

use std::sync::Arc;

use app::page::{Content, Page, Tested};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use shared::alert::delivery;
use shared::alert::letter::{Carrier, Text};
use shared::board::Board;
use shared::board::event::Actor;
use shared::protocol::Outcome;
use shared::{Command, CommandId, DeviceId, LetterId, Span, route};

use crate::alerts::proof;
use crate::app_state::AppState;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;
use crate::live::presence;
use crate::store::{OutboxItem, Report};
use crate::team::Team;

/// How long after its beginning a shift's phones are tried; see `shared::due`.
const TRIED_WITHIN: Span = Span::minutes(15);

/// Which device says so. A letter goes to all of a person's devices.
#[derive(Deserialize)]
pub struct By {
    #[serde(default)]
    device: Option<DeviceId>,
}

/// A service worker says that it has shown a letter. It knows the letter's id, which
/// nobody else can guess, and may have no session any more.
///
/// # Errors
///
/// Says so if the store does not answer; the service worker tries once more.
pub async fn shown(
    State(app): State<Arc<AppState>>,
    Path(letter): Path<LetterId>,
    Query(by): Query<By>,
) -> Result<StatusCode, Refused> {
    let (sent, team) = find(&app, letter).await?;
    mark(&app, &sent, by, Report::Shown).await?;
    // A phone that shows a test letter is a sign of life, whatever a page says.
    presence::there(&team, sent.to).await;
    if let Some(alert) = sent.alert {
        let now = app.clock.now();
        team.record(|board| {
            let shown = delivery::Report::Shown;
            delivery::reported(board, alert, letter, Carrier::Push, shown, now)
        })
        .await
        .map_err(|refusal| Refused::unwritten(&team.id, &refusal))?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// A service worker says that somebody has tapped a letter. A test letter that was tapped
/// proves the device.
///
/// # Errors
///
/// As [`shown`].
pub async fn tapped(
    State(app): State<Arc<AppState>>,
    Path(letter): Path<LetterId>,
    Query(by): Query<By>,
) -> Result<StatusCode, Refused> {
    let (sent, team) = find(&app, letter).await?;
    note_tap(&app, &team, &sent, by).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the alert of a letter from its notification: bound to the rung that it showed, and
/// carried out once however often it is tapped.
///
/// # Errors
///
/// A letter to somebody else is answered like one that does not exist.
pub async fn take(
    State(app): State<Arc<AppState>>,
    who: Who,
    Path(letter): Path<LetterId>,
) -> Result<Json<Outcome>, Refused> {
    let (sent, team) = find(&app, letter).await?;
    let alert = sent.alert.ok_or(Refused::NotFound)?;
    if sent.to != who.staff || sent.team != who.team {
        return Err(Refused::NotFound);
    }
    let state = team.state().ok_or(Refused::Unavailable)?;
    let seen = state
        .board
        .alerts
        .get(&alert)
        .and_then(|alert| alert.seen_in(letter))
        .ok_or(Refused::NotFound)?;
    let id: CommandId = letter.to_string().parse().map_err(|_| Refused::Failed)?;
    let command = Command::AcknowledgeSeen { alert, seen };
    let done = team
        .command(Actor::Staff(who.staff), id, None, &command)
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

/// The page behind a letter that is about no alert. Behind a test letter it says that the test
/// has worked; opening it is the tap, for browsers that show letters without a service worker.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(letter): Path<LetterId>,
    Query(by): Query<By>,
) -> Result<Response, Refused> {
    let Ok((sent, team)) = find(&app, letter).await else {
        return Ok(Redirect::to(route::SETTINGS).into_response());
    };
    if let Some(alert) = sent.alert {
        return Ok(Redirect::to(&route::alert(alert)).into_response());
    }
    let is_theirs = sent.to == who.staff && sent.team == who.team;
    if !is_theirs || !note_tap(&app, &team, &sent, by).await? {
        return Ok(Redirect::to(route::BOARD).into_response());
    }
    let state = team.state().ok_or(Refused::Unavailable)?;
    let content = Tested {
        at: state.board.proven.get(&who.staff).map(|proven| proven.last),
    };
    Ok(page::respond(&Page {
        frame: page::frame(&app, look, Some(&who)),
        content: Content::Tested(content),
    }))
}

async fn find(app: &AppState, letter: LetterId) -> Result<(OutboxItem, Arc<Team>), Refused> {
    let sent = app.store.letter(letter).await?.ok_or(Refused::NotFound)?;
    let team = app.team(&sent.team).ok_or(Refused::NotFound)?;
    Ok((sent, team))
}

async fn mark(app: &AppState, sent: &OutboxItem, by: By, report: Report) -> Result<(), Refused> {
    if let Some(device) = sent.device.or(by.device) {
        app.store
            .mark_reported(&sent.team, sent.to, device, report, app.clock.now())
            .await?;
    }
    Ok(())
}

/// Marks a tap. Says whether the letter was a test of the device.
async fn note_tap(app: &AppState, team: &Team, sent: &OutboxItem, by: By) -> Result<bool, Refused> {
    let test = team
        .state()
        .is_some_and(|state| is_test(&state.board, sent));
    mark(app, sent, by, Report::Tapped { test }).await?;
    if test {
        proof::tell(app, team, sent.to)
            .await
            .map_err(|refusal| Refused::unwritten(&team.id, &refusal))?;
    }
    Ok(test)
}

/// Whether a letter only tries a device: one that its owner asked for, or one at the beginning of
/// their shift on call. Others with the same text say that the board has changed.
fn is_test(board: &Board, sent: &OutboxItem) -> bool {
    let begins_a_shift = || {
        board.shifts.iter().any(|shift| {
            let late = sent.written.since(shift.from);
            shift.who == sent.to
                && shift.kind.is_on_call()
                && late >= Span::default()
                && late <= TRIED_WITHIN
        })
    };
    sent.alert.is_none() && sent.text == Text::M8 && (sent.device.is_some() || begins_a_shift())
}
