//! An entry was wrong: it counts no more, and stays in the time line.

use leptos::prelude::*;
use shared::wording::time::day_and_clock;
use shared::wording::{actor, timeline};

use super::{AskForm, Line, typed};
use crate::page::client::Ask;
use crate::pages::client::sheet;

/// The form, with the entry that it is about.
#[component]
pub fn CorrectForm() -> impl IntoView {
    let (sheet, typed) = (sheet(), typed());
    let texts = sheet.texts;
    let seq = typed.entry.parse::<u64>().ok();
    let entry = sheet
        .content
        .timeline
        .iter()
        .find(|one| Some(one.seq.0) == seq)
        .filter(|one| {
            sheet
                .card()
                .is_some_and(|card| card.author_of(one.seq).is_some())
        });
    let Some(entry) = entry else {
        return view! {
            <section aria-labelledby="ask-title">
                <h2 id="ask-title">{texts.correct_title}</h2>
                <p>{texts.correct_gone}</p>
            </section>
        }
        .into_any();
    };
    let at = day_and_clock(sheet.language, entry.when(), sheet.now);
    let by = actor(sheet.language, entry.by, sheet.people());
    let line = timeline::line(sheet.language, entry, sheet.people(), sheet.now);
    view! {
        <AskForm
            ask=Ask::Correct
            title=texts.correct_title.to_owned()
            lead=texts.correct_lead
            submit=texts.correct_save
        >
            <p>{texts.correct_entry}": "<b>{line}</b>" ("{at}" "{by}")"</p>
            <input type="hidden" name="entry" value=typed.entry />
            <Line label=texts.correct_text name="text" value=typed.text required=true autofocus=true />
        </AskForm>
    }
    .into_any()
}
