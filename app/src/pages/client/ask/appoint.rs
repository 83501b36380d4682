//! Naming CM or deputy.

use leptos::prelude::*;
use shared::access::may_see;
use shared::board::card::Post;
use shared::wording::card::organisation;
use shared::wording::fact::post as post_word;

use super::{AskForm, typed};
use crate::page::client::Ask;
use crate::pages::client::sheet;

/// The form. Only those who may see the client are offered.
#[component]
pub fn AppointForm() -> impl IntoView {
    let (sheet, typed) = (sheet(), typed());
    let (texts, language) = (sheet.texts, sheet.language);
    let post = Post::from_word(&typed.post).unwrap_or(Post::Cm);
    let holder = sheet.card().and_then(|card| card.holder(post));
    let chosen = if typed.who.is_empty() {
        holder.map(|staff| staff.to_string()).unwrap_or_default()
    } else {
        typed.who
    };
    let mut colleagues: Vec<_> = sheet
        .people()
        .staff
        .iter()
        .filter(|(staff, _)| may_see(sheet.board(), **staff, sheet.client()))
        .map(|(staff, card)| {
            let employer = organisation(language, card.employer);
            let name = format!(
                "{} {}, {employer}, {}",
                card.initials, card.name, card.title
            );
            (name, staff.to_string())
        })
        .collect();
    colleagues.sort();
    let options = colleagues
        .into_iter()
        .map(|(name, staff)| {
            let is_chosen = staff == chosen;
            view! { <option value=staff selected=is_chosen>{name}</option> }
        })
        .collect_view();
    let now = holder.map_or_else(
        || texts.appoint_nobody.to_owned(),
        |staff| sheet.colleague(staff),
    );
    view! {
        <AskForm
            ask=Ask::Appoint
            title=(texts.appoint_title)(post_word(language, post))
            lead=texts.appoint_lead
            submit=texts.appoint_save
        >
            <input type="hidden" name="post" value=post.word() />
            <p>{(texts.appoint_now)(&now)}</p>
            <label class="field">
                <span>{texts.appoint_who}</span>
                <select name="who" autofocus>
                    <option value="">{texts.appoint_nobody}</option>
                    {options}
                </select>
            </label>
        </AskForm>
    }
}
