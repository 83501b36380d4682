//! Why the client is held on the board: the veto, and those that hold already.

use leptos::prelude::*;
use shared::{ClientId, Command};

use super::Asker;
use super::fields::{Day, Form, Line};
use crate::context::{ask_texts, frame};
use crate::pages::board::panel::way::Holds;
use crate::view::holds_of;

/// The form of a veto.
#[component]
pub fn HoldForm(client: ClientId) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let reason = RwSignal::new(String::new());
    let until = RwSignal::new(String::new());
    let save = move || {
        asker.answer(Command::Hold {
            client,
            reason: reason.get_untracked().trim().to_owned(),
            until: until.get_untracked().parse().ok(),
        });
    };
    let viewer = frame().viewer.clone();
    let holds = move || {
        asker.live.seq().track();
        asker.live.view().track();
        let (viewer, now) = (viewer.as_ref()?, asker.live.now().get());
        let holds = asker.live.with_board(|board, people| {
            holds_of(board, people, client, viewer, now, asker.language)
        });
        Some(view! { <Holds client=client holds=holds /> })
    };
    view! {
        <Form
            title=(texts.hold_title)(&asker.name(client))
            submit=Signal::stored(texts.hold_save.to_owned())
            on_submit=save
        >
            <Line label=texts.hold_text value=reason autofocus=true />
            <Day
                label=texts.hold_until
                value=until
                least=asker.now().local().date().to_string()
            />
            <p class="hint">{texts.hold_hint}</p>
            {holds}
        </Form>
    }
}
