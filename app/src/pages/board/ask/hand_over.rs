//! Who will have an action, and until when, once the client is off the board.

use leptos::prelude::*;
use shared::board::card::HandOver;
use shared::{ActionId, ClientId, Command};

use super::Asker;
use super::fields::{DayAndTime, Form, Owner, colleagues, read_local, write_local};
use crate::context::ask_texts;

/// The form of a hand-over.
#[component]
pub fn HandOverForm(client: ClientId, action: ActionId) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let found = asker.live.with_board(|board, _| {
        let card = board.cards.get(&client)?;
        let one = card.actions.iter().find(|one| one.id == action)?;
        let to = one.hand_over.unwrap_or(HandOver {
            owner: card.cm.unwrap_or(one.owner),
            due: one.due,
        });
        Some((one.text.clone(), to))
    });
    let to = found.as_ref().map(|(_, to)| *to);
    let owner = RwSignal::new(to.map(|to| to.owner));
    let due = RwSignal::new(to.map(|to| write_local(to.due)).unwrap_or_default());
    let save = move || {
        let (Some(owner), Some(due)) = (owner.get_untracked(), read_local(&due.read_untracked()))
        else {
            return;
        };
        let to = HandOver { owner, due };
        asker.answer(Command::HandOverAction { client, action, to });
    };
    view! {
        <Form
            title=(texts.hand_over_title)(&asker.name(client))
            submit=Signal::stored(texts.hand_over_save.to_owned())
            on_submit=save
        >
            <p class="ask-client">{found.map(|(text, _)| text)}</p>
            <Owner label=texts.action_owner colleagues=colleagues(asker, client) value=owner />
            <DayAndTime label=texts.action_due value=due />
            <p class="hint">{texts.hand_over_hint}</p>
        </Form>
    }
}
