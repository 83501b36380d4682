//! Compulsory care that begins, changes or ends.

use leptos::prelude::*;
use shared::board::card::LegalStatus;
use shared::wording::card::legal_status;

use super::{AskForm, typed};
use crate::page::client::Ask;
use crate::pages::client::sheet;

/// The form, with what holds now.
#[component]
pub fn LegalForm() -> impl IntoView {
    let (sheet, typed) = (sheet(), typed());
    let texts = sheet.texts;
    let now = sheet.card().and_then(|card| card.legal);
    let (status, ends) = if typed.id.is_empty() {
        let status = now.and_then(|legal| legal.status);
        let ends = now.and_then(|legal| legal.ends);
        (
            status.map_or("", LegalStatus::word).to_owned(),
            ends.map(|date| date.to_string()).unwrap_or_default(),
        )
    } else {
        (typed.status, typed.ends)
    };
    let options = LegalStatus::ALL
        .iter()
        .map(|one| {
            let is_chosen = one.word() == status;
            view! { <option value=one.word() selected=is_chosen>{legal_status(*one)}</option> }
        })
        .collect_view();
    view! {
        <AskForm
            ask=Ask::Legal
            title=texts.legal_title.to_owned()
            lead=texts.legal_lead
            submit=texts.legal_save
        >
            <label class="field">
                <span>{texts.legal_status}</span>
                <select name="status" autofocus>
                    <option value="">{texts.legal_ended}</option>
                    {options}
                </select>
            </label>
            <label class="field">
                <span>{texts.legal_until}</span>
                <input name="ends" type="date" value=ends />
                <small>{texts.legal_until_hint}</small>
            </label>
        </AskForm>
    }
}
