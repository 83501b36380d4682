//! `/rules`: the rules of the team as a page, and changes of them as plain forms.

pub mod form;

use std::collections::BTreeMap;
use std::sync::Arc;

use app::page::{Content, Page, RulesContent, Tried};
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Days;
use serde::Deserialize;
use shared::access;
use shared::board::event::{Actor, Event, Recorded};
use shared::deescalation::dry_run::{self, DryRun};
use shared::deescalation::policy::Policy;
use shared::position::Seq;
use shared::{Board, Command, CommandId, Rejection, route};

use crate::app_state::AppState;
use crate::chance;
use crate::clock::real_time;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;
use crate::team::Team;

/// How many events are read from the log at once.
const AT_ONCE: usize = 1_000;

/// What the address may say besides the page itself.
#[derive(Deserialize)]
pub struct Address {
    /// Whether the changes are listed.
    #[serde(default)]
    history: String,
    /// Whether the rules were changed just now.
    #[serde(default)]
    saved: String,
}

/// Shows the rules to everybody of the team.
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
    let history = if address.history.is_empty() {
        None
    } else {
        Some(changes(&app, &team).await?)
    };
    let content = RulesContent {
        history,
        saved: !address.saved.is_empty(),
        ..RulesContent::default()
    };
    render(&app, &who, look, content)
}

/// Changes the rules, tries other numbers, pauses or starts the automation.
///
/// # Errors
///
/// A form that cannot be read is a bad request; what the rules refuse is said on the page,
/// which keeps what was typed.
pub async fn change(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Form(mut typed): Form<BTreeMap<String, String>>,
) -> Result<Response, Refused> {
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    let wish = typed.remove("do").ok_or(Refused::BadRequest)?;
    let done = match wish.as_str() {
        "pause" => {
            let reason = typed.remove("reason").unwrap_or_default();
            carry_out(&team, &who, Command::PauseTeam { reason }).await
        }
        "resume" => carry_out(&team, &who, Command::ResumeTeam).await,
        "name" => {
            let policy = Box::new(form::names(&state.board.policy, &typed));
            carry_out(&team, &who, Command::SetPolicy { policy }).await
        }
        "try" | "save" => match form::read(&state.board.policy, &typed) {
            Err(rejection) => Err(rejection),
            Ok(policy) if wish == "save" => {
                let policy = Box::new(policy);
                carry_out(&team, &who, Command::SetPolicy { policy }).await
            }
            Ok(_) if !access::leads(&state.board, who.staff) => Err(Rejection::NotAllowed),
            Ok(policy) => {
                let tried = Some(try_out(&app, &who, &team, &state.board, policy).await?);
                let content = RulesContent {
                    tried,
                    typed,
                    ..RulesContent::default()
                };
                return render(&app, &who, look, content);
            }
        },
        _ => return Err(Refused::BadRequest),
    };
    match done {
        Ok(()) => {
            let saved = if matches!(wish.as_str(), "save" | "name") {
                "?saved=1"
            } else {
                ""
            };
            Ok(Redirect::to(&format!("{}{saved}", route::RULES)).into_response())
        }
        Err(rejection) => {
            let content = RulesContent {
                rejection: Some(rejection),
                typed,
                ..RulesContent::default()
            };
            render(&app, &who, look, content)
        }
    }
}

async fn carry_out(team: &Team, who: &Who, command: Command) -> Result<(), Rejection> {
    let id = CommandId::new(real_time(), &mut chance::rng());
    let done = team
        .command(Actor::Staff(who.staff), id, None, &command)
        .await;
    done.map(|_| ()).map_err(|refusal| {
        refusal.log(&team.id);
        refusal.rejection()
    })
}

/// The page; `content` holds what was asked for besides the rules themselves.
fn render(
    app: &AppState,
    who: &Who,
    look: Look,
    content: RulesContent,
) -> Result<Response, Refused> {
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    let content = RulesContent {
        present: state.board.policy.clone(),
        may_change: access::leads(&state.board, who.staff),
        people: access::names(&state.board, &state.people, who.class),
        ..content
    };
    let frame = page::frame(app, look, Some(who));
    Ok(page::respond(&Page {
        frame,
        content: Content::Rules(Box::new(content)),
    }))
}

/// What other numbers would have proposed. Clients whom the person may not see are a number.
async fn try_out(
    app: &AppState,
    who: &Who,
    team: &Team,
    board: &Board,
    policy: Policy,
) -> Result<Tried, Refused> {
    let now = app.clock.now();
    let today = now.local().date();
    let from = today
        .checked_sub_days(Days::new(dry_run::DAYS))
        .unwrap_or(today);
    let mut run = DryRun::new(&board.policy, &policy, from);
    read(app, team, |recorded| run.read(&recorded)).await?;
    let found = run.finish(now);
    let all = found.stays.len();
    let seen = |client| access::may_see(board, who.staff, client);
    let stays = found.stays.into_iter().filter(|stay| seen(stay.client));
    let stays: Vec<_> = stays.collect();
    let unseen = all - stays.len();
    Ok(Tried {
        policy,
        stays,
        unseen,
        climbed: found.climbed,
    })
}

/// What was changed about the rules, the oldest first.
async fn changes(app: &AppState, team: &Team) -> Result<Vec<Recorded>, Refused> {
    let mut changes = Vec::new();
    read(app, team, |recorded| {
        let concerns = matches!(
            recorded.event,
            Event::PolicySet { .. } | Event::TeamPaused { .. } | Event::TeamResumed
        );
        if concerns {
            changes.push(recorded);
        }
    })
    .await?;
    Ok(changes)
}

/// Reads the whole log of a team. Between two reads other people get their turn.
async fn read(app: &AppState, team: &Team, mut each: impl FnMut(Recorded)) -> Result<(), Refused> {
    let mut seq = Seq::default();
    loop {
        let events = app.store.read_after(&team.id, seq, AT_ONCE).await;
        let events = events.map_err(|_| Refused::Unavailable)?;
        let Some(last) = events.last() else {
            return Ok(());
        };
        seq = last.seq;
        events.into_iter().for_each(&mut each);
    }
}
