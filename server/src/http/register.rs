//! `GET /letters`: the register of letters, for the team leader and the manager.

use std::sync::Arc;

use app::page::{Content, LettersContent, Page};
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use shared::access;
use shared::alert::AlertNumber;
use shared::alert::register::{self, Query as Wanted};

use crate::app_state::AppState;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;

/// The most letters on one page; a search finds the others.
const MOST: usize = 300;

/// What the form asks for. A field that cannot be read finds nothing that it names.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    number: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    failed: String,
}

/// Shows the register.
///
/// # Errors
///
/// For everybody else the page does not exist.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    let state = app
        .team(&who.team)
        .and_then(|team| team.state())
        .ok_or(Refused::Unavailable)?;
    if !access::may_read_letters(&state.board, who.staff) {
        return Err(Refused::NotFound);
    }
    let number = asked.number.trim();
    let wanted = Wanted {
        number: number.parse().ok(),
        to: asked.to.parse().ok(),
        failed: !asked.failed.is_empty(),
    };
    let is_readable = number.is_empty() || number.parse::<AlertNumber>().is_ok();
    let mut entries = if is_readable {
        register::search(&state.board, &wanted)
    } else {
        Vec::new()
    };
    let found = entries.len();
    entries.truncate(MOST);
    let mut staff: Vec<_> = state
        .people
        .staff
        .iter()
        .map(|(staff, card)| (*staff, card.initials.clone()))
        .collect();
    staff.sort_by(|one, other| one.1.cmp(&other.1));
    let content = LettersContent {
        number: number.chars().take(8).collect(),
        wanted,
        found,
        entries,
        staff,
    };
    let frame = page::frame(&app, look, Some(&who));
    Ok(page::respond(&Page {
        frame,
        content: Content::Letters(Box::new(content)),
    }))
}
