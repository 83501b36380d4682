//! A crisis event that became known without a contact.

use leptos::prelude::*;
use shared::{ClientId, Command};

use super::Asker;
use super::fields::{Form, Line};
use crate::context::ask_texts;

/// The form of a crisis event.
#[component]
pub fn CrisisForm(client: ClientId) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let text = RwSignal::new(String::new());
    let save = move || {
        let text = text.get_untracked();
        asker.answer(Command::ReportCrisis { client, text });
    };
    view! {
        <Form
            title=(texts.crisis_title)(&asker.name(client))
            submit=Signal::stored(texts.crisis_save.to_owned())
            on_submit=save
        >
            <Line label=texts.text hint=texts.text_hint value=text autofocus=true />
            <p class="consequence">{texts.log_crisis_hint}</p>
        </Form>
    }
}
