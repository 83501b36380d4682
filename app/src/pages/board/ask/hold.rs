//! Why the client is held on the board: the veto.

use leptos::prelude::*;
use shared::{ClientId, Command};

use super::Asker;
use super::fields::{Form, Line};
use crate::context::texts;

/// The form of a veto.
#[component]
pub fn HoldForm(client: ClientId) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = &texts().ask;
    let reason = RwSignal::new(String::new());
    let save = move || {
        let reason = reason.get_untracked().trim().to_owned();
        asker.answer(Command::Hold { client, reason });
    };
    view! {
        <Form
            title=(texts.hold_title)(&asker.name(client))
            submit=Signal::stored(texts.hold_save.to_owned())
            on_submit=save
        >
            <Line label=texts.hold_text value=reason autofocus=true />
            <p class="hint">{texts.hold_hint}</p>
        </Form>
    }
}
