//! A level: a colour, the team's word and a shape. Never the colour alone.

use leptos::prelude::*;
use shared::board::card::Level;
use shared::wording::card;

use crate::context::level_word;

/// A level as a mark beside a name.
#[component]
pub fn LevelMark(level: Level) -> impl IntoView {
    view! {
        <span class="level-mark" data-level=level.word()>
            <span class="level-shape" aria-hidden="true">{card::level_shape(level)}</span>
            {move || level_word(level)}
        </span>
    }
}
