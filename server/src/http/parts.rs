//! `/parts`: every part of the pages in every state, with made-up data. It exists in the
//! demonstration only.

use std::sync::Arc;

use app::page::{Content, Page};
use axum::extract::State;
use axum::response::Response;

use crate::app_state::AppState;
use crate::http::extract::Look;
use crate::http::page;

/// Shows the parts to anybody: nothing on the page belongs to a team.
pub async fn show(State(app): State<Arc<AppState>>, look: Look) -> Response {
    page::respond(&Page {
        frame: page::frame(&app, look, None),
        content: Content::Parts,
    })
}
