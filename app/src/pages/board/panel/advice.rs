//! What the board proposes. A person says yes with one tap.

use leptos::prelude::*;

use crate::context::{live, texts};
use crate::pages::board::desk::desk;
use crate::view::advice::Proposed;

/// A proposal with its button.
#[component]
pub fn AdviceLine(advice: Proposed) -> impl IntoView {
    let (desk, live, texts) = (desk(), live(), &texts().panel);
    let command = advice.command;
    view! {
        <div class="advice" data-raise=advice.is_raise.then_some("")>
            <p><b>{texts.advice}</b>" "{advice.because}"."</p>
            <p>
                <button
                    type="button"
                    disabled=move || !desk.ready.get()
                    on:click=move |_| live.send(command.clone())
                >
                    {advice.label}
                </button>
            </p>
        </div>
    }
}
