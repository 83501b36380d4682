//! How a contact went: three taps and a line.

use leptos::prelude::*;
use shared::board::card::Channel;
use shared::{ClientId, Command};

use super::Asker;
use super::fields::{Form, How, Line};
use crate::context::ask_texts;

/// The form of a contact that was tried.
#[component]
pub fn LogForm(client: ClientId) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let now = asker.live.now().get_untracked();
    let planned = asker.live.with_board(|board, _| {
        board
            .cards
            .get(&client)
            .and_then(|card| card.contact_on(now))
            .map(|named| named.how)
    });
    let how = RwSignal::new(planned.unwrap_or(Channel::Phone));
    let reached = RwSignal::new(true);
    let crisis = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let save = move || {
        asker.answer(Command::LogContact {
            client,
            how: how.get_untracked(),
            reached: reached.get_untracked(),
            crisis: crisis.get_untracked(),
            text: text.get_untracked().trim().to_owned(),
            // The board finds the planned contact by its time.
            booking: None,
        });
    };
    let answer = move |value: bool, label: &'static str| {
        view! {
            <label>
                <input
                    type="radio"
                    name="reached"
                    checked=value
                    autofocus=value
                    on:change=move |_| reached.set(value)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <Form
            title=(texts.log_title)(&asker.name(client))
            submit=Signal::stored(texts.log_save.to_owned())
            on_submit=save
        >
            <fieldset class="segments">
                <legend>{texts.log_reached}</legend>
                <div class="segment-row">
                    {answer(true, texts.log_yes)} {answer(false, texts.log_no)}
                </div>
            </fieldset>
            <How value=how />
            <Line label=texts.log_text value=text hint=texts.optional required=false />
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || crisis.get()
                    on:change=move |event| crisis.set(event_target_checked(&event))
                />
                <span><b>{texts.log_crisis}</b><small>{texts.log_crisis_hint}</small></span>
            </label>
        </Form>
    }
}
