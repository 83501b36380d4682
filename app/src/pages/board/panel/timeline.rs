//! What happened to a client, the newest first.

use leptos::prelude::*;

use crate::context::texts;
use crate::parts::moment::At;
use crate::view::panel::Line;

/// How many lines are shown before the rest is asked for.
const FIRST: usize = 15;

/// The timeline of a client.
#[component]
pub fn Timeline(lines: Vec<Line>) -> impl IntoView {
    let texts = &texts().panel;
    let none = lines
        .is_empty()
        .then(|| view! { <p class="hint">{texts.no_timeline}</p> });
    let mut shown = lines
        .into_iter()
        .map(|line| {
            view! {
                <li>
                    <span class="line-when"><At moment=line.at />" "<b>{line.by}</b></span>
                    <span>{line.text}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let earlier = shown.split_off(shown.len().min(FIRST));
    let earlier = (!earlier.is_empty()).then(|| {
        view! {
            <details>
                <summary>{texts.earlier}" ("{earlier.len()}")"</summary>
                <ol class="timeline">{earlier}</ol>
            </details>
        }
    });
    view! {
        {none}
        <ol class="timeline">{shown}</ol>
        {earlier}
    }
}
