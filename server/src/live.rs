//! The live connection: one task a socket, fed by the team's notices.
//!
//! # Life cycle
//!
//! The reader task turns frames into messages and ends with the socket. The session
//! says hello, joins the log behind the client's position, and then forwards what
//! the feed publishes. It ends with a close code that says whether to come back.
//!
//! # Bounds
//!
//! The feed keeps a bounded number of notices; a session that falls behind is closed
//! with [`CloseCode::Slow`] and resumes from the log, so nothing is ever skipped.

pub mod join;
pub mod presence;
pub mod session;

use std::sync::Arc;

use axum::extract::State;
use axum::extract::ws::{WebSocket, WebSocketUpgrade};
use axum::response::Response;
use shared::protocol::LARGEST_MESSAGE;

use crate::app_state::AppState;
use crate::http::extract::Who;
use crate::http::problem::Refused;

/// The most bytes of one message that are read at all. What is larger than allowed is read
/// up to here, so that its sender hears why the line ends instead of losing it.
const MOST_READ: usize = 4 * LARGEST_MESSAGE;

/// The library's own read buffer of 128 KiB is zeroed at every read; most
/// connections are idle and receive a few bytes at a time.
const READ_BUFFER: usize = 2 * 1024;
/// A frame is written as a whole; this is where it waits for the kernel.
const WRITE_BUFFER: usize = 4 * 1024;
/// What may wait for a client that reads slowly, before it is disconnected.
const MOST_UNSENT: usize = 4 * 1024 * 1024;

/// Opens the live connection of somebody who is logged in.
///
/// # Errors
///
/// Refuses while the log cannot be followed: nothing on a screen may pass for
/// current then, and the client comes back by itself.
pub async fn handler(
    State(app): State<Arc<AppState>>,
    who: Result<Who, Refused>,
    upgrade: WebSocketUpgrade,
) -> Result<Response, Refused> {
    let upgrade = upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_write_buffer_size(MOST_UNSENT)
        .max_message_size(MOST_READ)
        .max_frame_size(MOST_READ);
    let who = match who {
        // Browsers do not tell a page why an upgrade was refused, so a phone whose session ended
        // in the night would show a lost connection for ever. The close code tells.
        Err(Refused::LoggedOut) => return Ok(upgrade.on_upgrade(session::turn_away)),
        who => who?,
    };
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    if team.stale_since().is_some() {
        return Err(Refused::Unavailable);
    }
    Ok(upgrade.on_upgrade(move |socket: WebSocket| session::run(socket, app, team, who)))
}
