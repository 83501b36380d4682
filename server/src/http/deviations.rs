//! `/deviations`: drafts of deviations, for whoever writes them and for the team leader. Nothing
//! is sent from here.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::page::{Content, DeviationsContent, Draft, Page};
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use shared::board::deviation::Deviation;
use shared::board::event::{Actor, Recorded};
use shared::position::Seq;
use shared::{ClientId, Command, CommandId, Rejection, Span, access, route};

use crate::app_state::AppState;
use crate::chance;
use crate::clock::real_time;
use crate::http::client::timeline;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;

/// How long before a draft its story begins.
const STORY: Span = Span::hours(24);
/// The most lines of a story; a person adds what else belongs to it.
const LINES: usize = 12;

/// Shows the drafts.
///
/// # Errors
///
/// For whoever takes no part in care the page does not exist.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
) -> Result<Response, Refused> {
    render(&app, &who, look, None).await
}

/// What the form says.
#[derive(Deserialize)]
pub struct PassedOn {
    /// Made with the page, so that a form that is sent twice counts once.
    id: CommandId,
    /// The client.
    client: ClientId,
    /// The draft.
    draft: Seq,
}

/// Marks a draft as entered in the ordinary system.
///
/// # Errors
///
/// As [`show`].
pub async fn pass_on(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Form(form): Form<PassedOn>,
) -> Result<Response, Refused> {
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let PassedOn { id, client, draft } = form;
    let command = Command::PassOnDeviation { client, draft };
    match team
        .command(Actor::Staff(who.staff), id, None, &command)
        .await
    {
        Ok(_) => Ok(Redirect::to(route::DEVIATIONS).into_response()),
        Err(refusal) => {
            refusal.log(&team.id);
            render(&app, &who, look, Some(refusal.rejection())).await
        }
    }
}

async fn render(
    app: &AppState,
    who: &Who,
    look: Look,
    rejection: Option<Rejection>,
) -> Result<Response, Refused> {
    let state = app
        .team(&who.team)
        .and_then(|team| team.state())
        .ok_or(Refused::Unavailable)?;
    if !access::may_write_deviations(&state.board, who.staff) {
        return Err(Refused::NotFound);
    }
    let readable = state
        .board
        .deviations
        .iter()
        .rev()
        .filter(|draft| access::may_read_deviation(&state.board, who.staff, draft));
    let mut stories: BTreeMap<ClientId, Vec<Recorded>> = BTreeMap::new();
    let mut drafts = Vec::new();
    for deviation in readable {
        if let std::collections::btree_map::Entry::Vacant(entry) = stories.entry(deviation.client) {
            entry.insert(timeline(app, who, deviation.client).await?);
        }
        drafts.push(Draft {
            deviation: *deviation,
            around: around(deviation, &stories[&deviation.client]),
        });
    }
    let mut people = access::names(&state.board, &state.people, who.class);
    people
        .clients
        .retain(|client, _| drafts.iter().any(|draft| draft.deviation.client == *client));
    Ok(page::respond(&Page {
        frame: page::frame(app, look, Some(who)),
        content: Content::Deviations(Box::new(DeviationsContent {
            drafts,
            people,
            rejection,
            id: CommandId::new(real_time(), &mut chance::rng()),
        })),
    }))
}

/// What happened before a draft, the newest last.
fn around(draft: &Deviation, timeline: &[Recorded]) -> Vec<Recorded> {
    let mut found: Vec<_> = timeline
        .iter()
        .filter(|recorded| {
            recorded.seq < draft.seq
                && draft.at.since(recorded.when()) <= STORY
                && !recorded.event.is_about_a_letter()
        })
        .cloned()
        .collect();
    found.sort_by_key(|recorded| (recorded.when(), recorded.seq));
    found.drain(..found.len().saturating_sub(LINES));
    found
}
