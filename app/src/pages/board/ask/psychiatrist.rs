//! Whether the psychiatrist is needed. Everybody may ask; that it is not needed, or what is
//! decided, only the psychiatrist says.

use leptos::prelude::*;
use shared::board::card::Fact;
use shared::board::member::Function;
use shared::{ClientId, Command};

use super::Asker;
use super::fields::{Form, Line};
use crate::context::ask_texts;
use crate::i18n::meeting::Meeting as Texts;

/// The form of a question to the psychiatrist, and of the psychiatrist's decision.
#[component]
pub fn PsychiatristForm(client: ClientId) -> impl IntoView {
    let asker: Asker = expect_context();
    let (all, meeting) = (ask_texts(), Texts::of(asker.language));
    let is_psychiatrist = asker.live.with_board(|board, _| {
        let member = asker.viewer().and_then(|staff| board.members.get(&staff));
        member.is_some_and(|member| member.function == Function::Psychiatrist)
    });
    let needed = RwSignal::new(!is_psychiatrist);
    let text = RwSignal::new(String::new());
    let save = move || {
        let text = text.get_untracked();
        asker.answer(if needed.get_untracked() {
            Command::AskPsychiatrist { client, text }
        } else {
            let fact = Fact::PsychiatristReviewed(text);
            Command::Note { client, fact }
        });
    };
    let choice = is_psychiatrist.then(|| {
        let option = move |label: &'static str, yes: bool| {
            view! {
                <label>
                    <input
                        type="radio"
                        name="needed"
                        checked=needed.get_untracked() == yes
                        on:change=move |_| needed.set(yes)
                    />
                    <span>{label}</span>
                </label>
            }
        };
        view! {
            <fieldset class="segments">
                <legend>{meeting.psychiatrist_need}</legend>
                <div class="segment-row">
                    {option(meeting.psychiatrist_no, false)}
                    {option(meeting.psychiatrist_yes, true)}
                </div>
            </fieldset>
        }
    });
    let (label, hint, submit) = if is_psychiatrist {
        (meeting.psychiatrist_text, "", all.note_save)
    } else {
        (
            all.psychiatrist_what,
            all.psychiatrist_hint,
            all.psychiatrist_save,
        )
    };
    view! {
        <Form
            title=(all.psychiatrist_title)(&asker.name(client))
            submit=Signal::stored(submit.to_owned())
            on_submit=save
        >
            {choice}
            <Line label=label value=text autofocus=true />
            <p class="hint">{hint}</p>
            {(!is_psychiatrist).then(|| view! { <p class="hint">{meeting.psychiatrist_decides}</p> })}
        </Form>
    }
}
