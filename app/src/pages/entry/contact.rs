//! Logging a contact in three taps: the client, how it went, sign.

use leptos::prelude::*;
use shared::board::card::{Channel, Sign, Why};
use shared::route;
use shared::wording::card as words;

use super::said;
use crate::context::language;
use crate::i18n::day::Day;
use crate::page::EntryContent;

/// The ways that are one tap; each was reached or not.
const WAYS: [Channel; 5] = [
    Channel::Phone,
    Channel::Home,
    Channel::Office,
    Channel::Video,
    Channel::Ward,
];

/// The form.
#[component]
pub fn ContactForm(content: EntryContent) -> impl IntoView {
    let language = language();
    let texts = Day::of(language);
    let choice = |value: String, label: String| {
        let is_chosen = said(&content, "went") == Some(value.as_str());
        view! {
            <label>
                <input type="radio" name="went" value=value required checked=is_chosen />
                <span>{label}</span>
            </label>
        }
    };
    let ways = WAYS
        .map(|how| {
            let word = words::channel(language, how);
            let pair = [("yes", texts.reached), ("no", texts.not_reached)].map(|(value, was)| {
                choice(format!("{}.{value}", how.word()), format!("{word}, {was}"))
            });
            view! { <div class="entry-pair">{pair.into_iter().collect_view()}</div> }
        })
        .into_iter()
        .collect_view();
    let signs = [Sign::Green, Sign::Yellow, Sign::Red]
        .map(|sign| {
            let value = sign.word();
            let is_chosen = said(&content, "sign") == Some(value);
            view! {
                <label>
                    <input type="radio" name="sign" value=value checked=is_chosen />
                    <span>
                        <span aria-hidden="true">{words::sign_shape(sign)}</span>
                        " "
                        {words::sign(language, sign)}
                    </span>
                </label>
            }
        })
        .into_iter()
        .collect_view();
    let text = said(&content, "text").unwrap_or_default().to_owned();
    let is_crisis = said(&content, "crisis").is_some();
    view! {
        <form class="entry-form" method="post" action=route::contact(content.card.client)>
            <input type="hidden" name="id" value=content.ids.0.to_string() />
            <input type="hidden" name="sign_id" value=content.ids.1.to_string() />
            <input type="hidden" name="next" value=content.next.clone() />
            <fieldset>
                <legend>{texts.how}</legend>
                <div class="segment-row entry-ways-tried">{ways}</div>
            </fieldset>
            <button class="primary take">{texts.sign_off}</button>
            <fieldset>
                <legend>{texts.sign}</legend>
                <div class="segment-row">{signs}</div>
            </fieldset>
            <label class="field">
                <span>{texts.text}</span>
                <input type="text" name="text" maxlength=Why::LIMIT.to_string() autocomplete="off" value=text />
            </label>
            <label class="check">
                <input type="checkbox" name="crisis" value="1" checked=is_crisis />
                <span>{texts.crisis}<small>{texts.crisis_hint}</small></span>
            </label>
        </form>
    }
}
