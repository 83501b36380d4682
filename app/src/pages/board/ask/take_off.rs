//! Why the client leaves the board, when a person decides it.

use leptos::prelude::*;
use shared::board::card::{Level, Reason, Why};
use shared::{ClientId, Command};

use super::Asker;
use super::fields::{Form, Line};
use crate::context::ask_texts;

/// The form of leaving the board by hand.
#[component]
pub fn TakeOffForm(client: ClientId) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let days = asker
        .live
        .with_board(|board, _| board.policy.aftercare_days.to_string());
    let card = asker
        .live
        .with_board(|board, _| board.cards.get(&client).cloned());
    let reason = card
        .as_ref()
        .and_then(shared::board::card::Card::reason)
        .unwrap_or(Reason::Other);
    let based_on = card.and_then(|card| card.placed).map(|placed| placed.seq);
    let text = RwSignal::new(String::new());
    let save = move || {
        asker.answer(Command::Place {
            client,
            level: Level::Plan,
            reason,
            text: text.get_untracked().trim().to_owned(),
            review: None,
            tonight: false,
            based_on,
        });
    };
    view! {
        <Form
            title=(texts.off_title)(&asker.name(client))
            submit=Signal::stored(texts.off_save.to_owned())
            on_submit=save
        >
            <Line label=texts.off_text value=text limit=Why::LIMIT autofocus=true />
            <p class="hint">{(texts.off_hint)(&days)}</p>
        </Form>
    }
}
