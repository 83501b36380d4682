//! A fact that became known: one pick-list, and a line where it takes one. Whoever may not say
//! something is not offered it.

use leptos::prelude::*;
use shared::Command;
use shared::board::decide::{Ctx, decide};
use shared::board::event::Actor;
use shared::wording::fact;

use super::{AskForm, Line, typed};
use crate::context::texts;
use crate::page::client::Ask;
use crate::pages::board::ask::note::GROUPS;
use crate::pages::client::sheet;

/// The form.
#[component]
pub fn NoteForm() -> impl IntoView {
    let (sheet, typed, ask) = (sheet(), typed(), &texts().ask);
    let texts = sheet.texts;
    let ctx = Ctx {
        now: sheet.now,
        happened: None,
        actor: Actor::Staff(sheet.viewer.staff),
        chance: 0,
    };
    let labels = [
        ask.note_plans,
        ask.note_client,
        ask.note_medical,
        ask.note_events,
    ];
    let mut place = 0_usize;
    let groups = GROUPS
        .into_iter()
        .zip(labels)
        .map(|(facts, label)| {
            let options = facts
                .iter()
                .filter_map(|one| {
                    let value = place.to_string();
                    place += 1;
                    let command = Command::Note {
                        client: sheet.client(),
                        fact: one.clone(),
                    };
                    decide(sheet.board(), &command, &ctx).ok()?;
                    let is_chosen = value == typed.fact;
                    Some(view! {
                        <option value=value selected=is_chosen>
                            {fact::fact(sheet.language, one)}
                        </option>
                    })
                })
                .collect_view();
            view! { <optgroup label=label>{options}</optgroup> }
        })
        .collect_view();
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
