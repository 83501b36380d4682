//! What is to be done, by whom, until when.

use leptos::prelude::*;
use shared::board::card::ActionClass;
use shared::wording::card;
use shared::{ClientId, Command, Span};

use super::Asker;
use super::fields::{
    DayAndTime, Form, Line, Owner, colleagues, next_half_hour, read_local, write_local,
};
use crate::context::ask_texts;

/// The form of an open action.
#[component]
pub fn ActionForm(client: ClientId) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let now = asker.live.now().get_untracked();
    let colleagues = colleagues(asker, client);
    // Who writes an action down usually does it.
    let own = asker
        .viewer()
        .filter(|viewer| colleagues.iter().any(|one| one.id == *viewer));
    let owner = RwSignal::new(own.or_else(|| colleagues.first().map(|one| one.id)));
    let what = RwSignal::new(String::new());
    let due = RwSignal::new(write_local(next_half_hour(now) + Span::days(1)));
    let class = RwSignal::new(ActionClass::Crisis);
    let save = move || {
        let (Some(owner), Some(due)) = (owner.get_untracked(), read_local(&due.read_untracked()))
        else {
            return;
        };
        asker.answer(Command::OpenAction {
            client,
            class: class.get_untracked(),
            text: what.get_untracked().trim().to_owned(),
            owner,
            due,
        });
    };
    let classes = ActionClass::ALL
        .iter()
        .map(|one| {
            let one = *one;
            view! {
                <label>
                    <input
                        type="radio"
                        name="class"
                        checked=class.get_untracked() == one
                        on:change=move |_| class.set(one)
                    />
                    <span>{card::action_class(asker.language, one)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <Form
            title=(texts.action_title)(&asker.name(client))
            submit=Signal::stored(texts.action_save.to_owned())
            on_submit=save
        >
            <Line label=texts.action_what value=what autofocus=true />
            <Owner label=texts.action_owner colleagues=colleagues value=owner />
            <DayAndTime label=texts.action_due value=due />
            <fieldset class="segments">
                <legend>{texts.action_class}</legend>
                <div class="segment-row">{classes}</div>
            </fieldset>
        </Form>
    }
}
