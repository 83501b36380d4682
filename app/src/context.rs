//! What every component can ask for. It is provided in one place, for the server and the browser
//! alike, so that the two can never differ.

use std::sync::Arc;

use leptos::prelude::*;
use shared::board::card::{Level, LevelNames};
use shared::protocol::Snapshot;
use shared::wording::{Language, card};
use shared::{ClientId, Timestamp};

use crate::i18n::{Ask, Texts};
use crate::live::Live;
use crate::page::{Frame, Panel};
use crate::view::BoardViewStoreFields;

#[derive(Clone)]
struct Framed(Arc<Frame>);

/// Provides the frame of a page.
pub fn provide(frame: Frame) {
    provide_context(Framed(Arc::new(frame)));
}

/// Provides the live handle of a page with a board. Nothing on the others changes by itself while
/// they are looked at.
pub fn provide_board(snapshot: Snapshot, read: Vec<(ClientId, Timestamp)>, panel: Option<Panel>) {
    provide_context(Live::new(&frame(), snapshot, read, panel));
}

/// The frame of the page.
///
/// # Panics
///
/// Outside a page; inside event handlers and effects, where nothing can be asked for.
pub fn frame() -> Arc<Frame> {
    expect_context::<Framed>().0
}

/// The language of the page. It changes only with the page.
pub fn language() -> Language {
    frame().language
}

/// The texts of the page in its language.
pub fn texts() -> &'static Texts {
    Texts::of(language())
}

/// The texts of the dialogs in its language.
pub fn ask_texts() -> &'static Ask {
    Ask::of(language())
}

/// Looks at what the team calls its levels. On the board it follows what the team decides; every
/// other page is made anew.
pub fn with_level_names<T>(look: impl FnOnce(&LevelNames) -> T) -> T {
    match use_context::<Live>() {
        Some(live) => look(&live.view().top().read().level_names),
        #[cfg(feature = "ssr")]
        None => look(&frame().level_names),
        #[cfg(not(feature = "ssr"))]
        None => look(&LevelNames::default()),
    }
}

/// What the team calls a level.
pub fn level_word(level: Level) -> String {
    with_level_names(|names| card::level(language(), names, level).to_owned())
}

/// The same inside a sentence.
pub fn level_within(level: Level) -> String {
    with_level_names(|names| card::level_within(language(), names, level))
}

/// The handle on the board.
pub fn live() -> Live {
    expect_context()
}
