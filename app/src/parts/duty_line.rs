//! Who is on duty, in one line under the bar of every page.

use leptos::prelude::*;
use shared::route;

use crate::context::{frame, texts};
use crate::page::DutyLine;

/// The line; nothing for somebody who is not logged in.
#[component]
pub fn DutyLine() -> impl IntoView {
    let texts = &texts().bar;
    frame().duty.clone().map(|line| {
        view! { <nav class="duty-line" aria-label=texts.duty><Line line=line /></nav> }
    })
}

/// What the line says, or that nobody is on duty.
#[component]
pub fn Line(line: DutyLine) -> impl IntoView {
    let texts = &texts().bar;
    let is_staffed = !line.now.is_empty();
    let now = if is_staffed {
        line.now
    } else {
        texts.nobody_on_duty.to_owned()
    };
    let next = line
        .next
        .map(|next| format!(" · {}", (texts.coming_next)(&next)));
    view! {
        <a href=route::DUTY data-staffed=is_staffed.to_string()>
            <b>{now}</b>
            {next}
        </a>
    }
}
