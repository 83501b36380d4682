//! A fact that became known: one pick-list, and a line where it takes one. Whoever may not say
//! something is not offered it.

use leptos::prelude::*;
use shared::Command;
use shared::board::card::Fact;
use shared::board::decide::{Ctx, decide};
use shared::board::event::Actor;

use super::{AskForm, Line, typed};
use crate::page::client::Ask;
use crate::pages::board::ask::note::{Facts, at};
use crate::pages::client::sheet;

/// The form.
#[component]
pub fn NoteForm() -> impl IntoView {
    let (sheet, typed) = (sheet(), typed());
    let texts = sheet.texts;
    let ctx = Ctx {
        now: sheet.now,
        happened: None,
        actor: Actor::Staff(sheet.viewer.staff),
        chance: 0,
    };
    let (client, language) = (sheet.client(), sheet.language);
    let may = move |fact: &Fact| {
        let fact = fact.clone();
        decide(sheet.board(), &Command::Note { client, fact }, &ctx).is_ok()
    };
    let groups = view! { <Facts language=language chosen=at(&typed.fact) may=may /> };
    view! {
        <AskForm
            ask=Ask::Note
            title=texts.note_title.to_owned()
            lead=texts.note_lead
            submit=texts.note_save
        >
            <label class="field">
                <span>{texts.note_what}</span>
                <select name="fact" required autofocus>
                    <option value="">{texts.note_choose}</option>
                    {groups}
                </select>
            </label>
            <Line label=texts.note_text name="text" value=typed.text />
            <Line label=texts.note_other name="other" value=typed.other />
        </AskForm>
    }
}
