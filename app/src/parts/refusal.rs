//! Why something was refused: what happened, and what to do next.

use leptos::prelude::*;
use shared::wording::rejection::Refusal as Words;

/// A refusal, read out at once.
#[component]
pub fn Refusal(words: Words) -> impl IntoView {
    view! {
        <div class="refusal" role="alert">
            <p class="refusal-happened">{words.happened}</p>
            <p>{words.next}</p>
        </div>
    }
}
