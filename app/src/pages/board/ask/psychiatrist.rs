//! What the psychiatrist is asked for.

use leptos::prelude::*;
use shared::{ClientId, Command};

use super::Asker;
use super::fields::{Form, Line};
use crate::context::texts;

/// The form of a question to the psychiatrist.
#[component]
pub fn PsychiatristForm(client: ClientId) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = &texts().ask;
    let text = RwSignal::new(String::new());
    let save = move || {
        let text = text.get_untracked();
        asker.answer(Command::AskPsychiatrist { client, text });
    };
    view! {
        <Form
            title=(texts.psychiatrist_title)(&asker.name(client))
            submit=Signal::stored(texts.psychiatrist_save.to_owned())
            on_submit=save
        >
            <Line label=texts.psychiatrist_what value=text autofocus=true />
            <p class="hint">{texts.psychiatrist_hint}</p>
        </Form>
    }
}
