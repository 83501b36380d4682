//! The part of the program that a browser fetches after the board itself.
//!
//! A board must be readable and live as soon as a poor line lets it. What a person does there comes
//! seconds later: the dialogs, a client's panel, the meeting, the settings. The program is therefore
//! cut in two at `rest`, by `build-site`: whatever only the functions of [`Later`] reach lies in a
//! second file. What is asked for before it is there waits, and says so.
//!
//! On the server there is one program, and everything is there at once.

use leptos::prelude::*;
use shared::board::event::Recorded;
use shared::people::People;
use shared::position::Seq;
use shared::protocol::{ClientMessage, Outcome};
use shared::wording::{Language, timeline};
use shared::{Board, Command, CommandId, Rejection, Timestamp};

use crate::live::pending::Pending;
use crate::page::{Panel, Settings};
use crate::pages::board::ask::{self, refused};
use crate::pages::board::desk::Question;
use crate::pages::board::panel::OpenPanel;
use crate::pages::meeting::MeetingPage;
use crate::pages::settings::SettingsPage;
use crate::push;
use crate::reading::{Unread, Unreadable, read};

/// What the second part of the program can do.
#[derive(Clone, Copy)]
pub struct Later {
    /// The form of a question.
    pub form: fn(Question) -> AnyView,
    /// What the server refused, and how to try again.
    pub refused: fn(Command, Rejection, RwSignal<bool>) -> AnyView,
    /// The panel of the client who is open.
    pub panel: fn() -> AnyView,
    /// The page of the board meeting.
    pub meeting: fn() -> AnyView,
    /// The page of a person's settings.
    pub settings: fn(Unread<Settings>) -> AnyView,
    /// Reads a panel that the server has sent.
    pub read_panel: fn(&str) -> Result<Panel, Unreadable>,
    /// Reads the panel that came with the page.
    pub read_first_panel: fn(Unread<Panel>) -> Result<Panel, Unreadable>,
    /// Writes a command for the server.
    pub write: fn(&ClientMessage) -> serde_json::Result<String>,
    /// Takes in what became of a command; gives it back if it was refused.
    pub answered: fn(&mut Pending, CommandId, Unread<Outcome>, Seq) -> Option<Refused>,
    /// Says an event in a line.
    pub line: fn(Language, &Recorded, &People, Timestamp) -> String,
    /// Keeps the device's subscription for alerts as the browser has it.
    pub keep_fresh: fn(),
    /// What a board will look like if the server agrees to what waits.
    pub preview: fn(&Pending, &Board) -> Option<Board>,
}

/// A command that was refused, and why.
type Refused = (Command, Rejection);

const fn rest_of_program() -> Later {
    Later {
        form: ask::form,
        refused: refused::again,
        panel: || view! { <OpenPanel /> }.into_any(),
        meeting: || view! { <MeetingPage /> }.into_any(),
        settings: |content| {
            let content = content.read().ok();
            content
                .map(|content| view! { <SettingsPage content=content /> })
                .into_any()
        },
        read_panel: read,
        read_first_panel: Unread::read,
        write: serde_json::to_string,
        answered: |pending, id, outcome, seq| pending.answered(id, outcome.read().ok()?, seq),
        line: timeline::line,
        keep_fresh: push::keep_fresh,
        preview: Pending::preview,
    }
}

/// The second part of the program, once it is there.
#[cfg(not(target_family = "wasm"))]
#[must_use]
pub fn later() -> Option<Later> {
    Some(rest_of_program())
}

/// Calls `then` at once.
#[cfg(not(target_family = "wasm"))]
pub fn when_loaded(then: impl FnOnce() + 'static) {
    then();
}

#[cfg(target_family = "wasm")]
pub use in_browser::*;

#[cfg(target_family = "wasm")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "that the file did not come is a mistake which the macro adds"
)]
mod in_browser {
    use std::sync::OnceLock;

    use leptos::wasm_split::{SplitLoaderError, wasm_split};
    use wasm_bindgen_futures::spawn_local;

    use super::{Later, rest_of_program};
    use crate::browser;

    /// How long to wait before the file is asked for again, in milliseconds.
    const AGAIN_AFTER: i32 = 2_000;

    static LOADED: OnceLock<Later> = OnceLock::new();

    #[wasm_split(later, wasm_split_path = ::leptos::wasm_split, fallible)]
    fn rest() -> Result<Later, SplitLoaderError> {
        Ok(rest_of_program())
    }

    /// The second part of the program, once it is there.
    pub fn later() -> Option<Later> {
        LOADED.get().copied()
    }

    /// Fetches the second part of the program, as often as it takes.
    pub async fn load() -> Later {
        loop {
            match rest().await {
                Ok(later) => return *LOADED.get_or_init(|| later),
                Err(_) => browser::pause(AGAIN_AFTER).await,
            }
        }
    }

    /// Calls `then` as soon as the second part of the program is there.
    pub fn when_loaded(then: impl FnOnce() + 'static) {
        spawn_local(async move {
            load().await;
            then();
        });
    }
}
