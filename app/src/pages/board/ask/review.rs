//! When the team looks at the level again.

use leptos::prelude::*;
use shared::{ClientId, Command};

use super::Asker;
use super::fields::{Day, Form};
use crate::context::{ask_texts, texts};

/// The form of a review date.
#[component]
pub fn ReviewForm(client: ClientId) -> impl IntoView {
    let asker: Asker = expect_context();
    let all = texts();
    let texts = ask_texts();
    let today = asker.now().local().date().to_string();
    let set = asker
        .live
        .with_board(|board, _| board.cards.get(&client)?.review_date());
    let date = RwSignal::new(set.map_or_else(|| today.clone(), |date| date.to_string()));
    let save = move || {
        let Ok(date) = date.get_untracked().parse() else {
            return;
        };
        asker.answer(Command::SetReview { client, date });
    };
    view! {
        <Form
            title=(texts.review_title)(&asker.name(client))
            submit=Signal::stored(texts.review_save.to_owned())
            on_submit=save
        >
            <Day label=all.panel.review value=date least=today required=true />
            <p class="hint">{texts.review_hint}</p>
        </Form>
    }
}
