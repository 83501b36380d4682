//! A level: a colour, a word and a shape. Never the colour alone.

use leptos::prelude::*;
use shared::board::card::Level;
use shared::wording::{Language, card};

/// A level as a mark beside a name.
#[component]
pub fn LevelMark(level: Level, language: Language) -> impl IntoView {
    view! {
        <span class="level-mark" data-level=level.word()>
            <span class="level-shape" aria-hidden="true">{card::level_shape(level)}</span>
            {card::level(language, level)}
        </span>
    }
}
