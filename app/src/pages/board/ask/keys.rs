//! The list of keys.

use leptos::prelude::*;

use crate::context::texts;
use crate::pages::board::keys::KEYS;

/// The list of keys.
#[component]
pub fn KeyList() -> impl IntoView {
    let texts = &texts().ask;
    let words = [
        texts.key_move,
        texts.key_open,
        texts.key_raise,
        texts.key_contact,
        texts.key_next,
        texts.key_signs,
        texts.key_hold,
        texts.key_log,
        texts.key_search,
        texts.key_help,
        texts.key_close,
    ];
    let lines = KEYS
        .into_iter()
        .zip(words)
        .map(|(keys, words)| {
            let keys = keys
                .split(' ')
                .map(|key| view! { <kbd>{key.to_owned()}</kbd>" " })
                .collect_view();
            view! { <div><dt>{keys}</dt><dd>{words}</dd></div> }
        })
        .collect_view();
    view! {
        <div class="ask-form">
            <h2 id="ask-title">{texts.keys_title}</h2>
            <dl class="keys">{lines}</dl>
        </div>
    }
}
