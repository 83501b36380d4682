//! Early-warning signs: a shape in a colour, and the word for those who do not see it.

use leptos::prelude::*;
use shared::board::card::Sign;
use shared::wording::{Language, card};

/// One judgement of signs.
#[component]
pub fn SignMark(sign: Sign, language: Language) -> impl IntoView {
    view! {
        <span class="sign" data-sign=sign.word()>
            <span aria-hidden="true">{card::sign_shape(sign)}</span>
            <span class="unseen">{card::sign(language, sign)}</span>
        </span>
    }
}
