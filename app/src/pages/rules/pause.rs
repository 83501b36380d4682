//! Whether the automation works, and the button that pauses or starts it.

use leptos::prelude::*;
use shared::route;

use crate::context::language;
use crate::i18n::rules::Rules as Texts;

/// Whether the automation works, with the version of its numbers.
#[component]
pub fn Pause(is_paused: bool, version: String, may_change: bool) -> impl IntoView {
    let texts = Texts::of(language());
    let state = if is_paused {
        texts.paused
    } else {
        texts.running
    };
    let button = may_change.then(|| {
        if is_paused {
            view! {
                <form method="post" action=route::RULES>
                    <button class="primary" name="do" value="resume">{texts.resume_submit}</button>
                </form>
            }
            .into_any()
        } else {
            view! {
                <details>
                    <summary class="button">{texts.pause}</summary>
                    <form class="rules-pause" method="post" action=route::RULES>
                        <label class="field">
                            <span>{texts.pause_reason}</span>
                            <input name="reason" maxlength="200" required />
                        </label>
                        <p class="hint">{texts.pause_hint}</p>
                        <button class="primary" name="do" value="pause">{texts.pause_submit}</button>
                    </form>
                </details>
            }
            .into_any()
        }
    });
    view! {
        <section class="rules-state" data-paused=is_paused.then_some("")>
            <p>
                <span aria-hidden="true">{if is_paused { "‖ " } else { "▸ " }}</span>
                {state}
                " "
                {(texts.version)(&version)}
            </p>
            {button}
        </section>
    }
}
