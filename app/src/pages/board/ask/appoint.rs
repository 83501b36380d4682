//! Who is the client's CM or deputy.

use leptos::prelude::*;
use shared::board::card::Post;
use shared::wording::fact;
use shared::{ClientId, Command};

use super::Asker;
use super::fields::{Form, Owner, colleagues};
use crate::context::ask_texts;
use crate::view::row::capitalised;

/// The form of an appointment.
#[component]
pub fn AppointForm(client: ClientId, post: Post) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let holder = asker
        .live
        .with_board(|board, _| board.cards.get(&client)?.holder(post));
    let who = RwSignal::new(holder);
    let save = move || {
        let who = who.get_untracked();
        asker.answer(Command::Appoint { client, post, who });
    };
    let word = capitalised(fact::post(asker.language, post));
    view! {
        <Form
            title=format!("{word} – {}", asker.name(client))
            submit=Signal::stored(texts.appoint_save.to_owned())
            on_submit=save
        >
            <Owner
                label=texts.appoint_who
                colleagues=colleagues(asker, client)
                value=who
                nobody=texts.appoint_nobody
            />
            <p class="hint">{texts.appoint_hint}</p>
        </Form>
    }
}
