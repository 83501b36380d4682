//! Raising a client: a reason and a line, and red unless one says yellow.

use leptos::prelude::*;
use shared::board::card::{Level, Reason, Why};
use shared::route;
use shared::wording::card as words;

use super::said;
use crate::context::{language, level_within, level_word};
use crate::i18n::day::Day;
use crate::page::EntryContent;

/// The form.
#[component]
pub fn RaiseForm(content: EntryContent) -> impl IntoView {
    let language = language();
    let texts = Day::of(language);
    let card = &content.card;
    let levels = [Level::Red, Level::Yellow]
        .map(|level| {
            let is_chosen = said(&content, "level") == Some(level.word());
            view! {
                <label data-level=level.word()>
                    <input
                        type="radio"
                        name="level"
                        value=level.word()
                        required
                        checked=is_chosen
                    />
                    <span>
                        <span class="level-shape" aria-hidden="true">{words::level_shape(level)}</span>
                        {level_word(level)}
                    </span>
                </label>
            }
        })
        .into_iter()
        .collect_view();
    let reasons = Reason::ALL
        .iter()
        .map(|reason| {
            let is_chosen = said(&content, "reason") == Some(reason.word());
            view! {
                <option value=reason.word() selected=is_chosen>
                    {words::reason_in_full(language, *reason)}
                </option>
            }
        })
        .collect_view();
    let already = matches!(card.level, Level::Red | Level::Yellow)
        .then(|| (texts.already)(&level_within(card.level)));
    let text = said(&content, "text").unwrap_or_default().to_owned();
    let based_on = card
        .placed
        .as_ref()
        .map(|placed| placed.seq.0.to_string())
        .unwrap_or_default();
    view! {
        {already.map(|words| view! { <p class="hint">{words}</p> })}
        <form class="entry-form" method="post" action=route::raise(card.client)>
            <input type="hidden" name="id" value=content.ids.0.to_string() />
            <input type="hidden" name="based_on" value=based_on />
            <fieldset>
                <legend>{texts.level}</legend>
                <div class="segment-row">{levels}</div>
            </fieldset>
            <label class="field">
                <span>{texts.reason}</span>
                <select name="reason" required>
                    <option value="">{texts.reason_choose}</option>
                    {reasons}
                </select>
            </label>
            <label class="field">
                <span>{crate::context::ask_texts().text}</span>
                <input
                    type="text"
                    name="text"
                    required
                    maxlength=Why::LIMIT.to_string()
                    autocomplete="off"
                    value=text
                />
                <small>{crate::context::ask_texts().text_hint}</small>
            </label>
            <button class="primary take">{texts.raise_now}</button>
            <p class="hint">{(texts.raise_hint)(&level_word(Level::Red), &level_word(Level::Yellow))}</p>
        </form>
    }
}
