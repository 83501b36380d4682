//! The list of keys.

use leptos::prelude::*;

use crate::context::{ask_texts, language};
use crate::i18n::meeting::Meeting as Texts;
use crate::pages::board::keys::KEYS;
use crate::pages::meeting::seat::Seat;

/// The list of keys.
#[component]
pub fn KeyList() -> impl IntoView {
    let texts = ask_texts();
    let meeting = Texts::of(language());
    let of_the_meeting = [
        ("j k", texts.key_move),
        ("c", texts.key_contact),
        ("h", texts.key_raise),
        ("p", meeting.psychiatrist),
        ("a", meeting.action),
        ("r", meeting.review),
        ("b", texts.key_hold),
        ("n", texts.key_next),
        ("s", texts.key_signs),
        ("t", meeting.note),
        ("f", meeting.key_follow),
        ("d", meeting.key_attendance),
        ("e", meeting.key_end),
        ("?", texts.key_help),
    ];
    let of_the_board = [
        texts.key_move,
        texts.key_open,
        texts.key_raise,
        texts.key_contact,
        texts.key_next,
        texts.key_signs,
        texts.key_hold,
        texts.key_log,
        texts.key_meeting,
        texts.key_search,
        texts.key_all,
        texts.key_help,
        texts.key_close,
    ];
    // The meeting has keys of its own.
    let keys: Vec<_> = if use_context::<Seat>().is_some() {
        of_the_meeting.into()
    } else {
        KEYS.into_iter().zip(of_the_board).collect()
    };
    let lines = keys
        .into_iter()
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
