//! Who is on duty, in one line under the bar of every page.

use leptos::prelude::*;
use shared::route;

use crate::context::{frame, texts};

/// The line; nothing for somebody who is not logged in.
#[component]
pub fn DutyLine() -> impl IntoView {
    let texts = &texts().bar;
    frame().duty.clone().map(|line| {
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
            <nav class="duty-line" aria-label=texts.duty>
                <a href=route::DUTY data-staffed=is_staffed.to_string()>
                    <b>{now}</b>
                    {next}
                </a>
            </nav>
        }
    })
}
