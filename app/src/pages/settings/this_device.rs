//! This phone or browser: whether it receives alerts, and how to make it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::context::texts;
use crate::i18n::Settings;
use crate::push::{self, DeviceState, PushProblem};

/// What the person has just asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Nothing,
    Working,
    TestSent,
    Failed(PushProblem),
}

/// This device. What it can do is known in the browser only, so it is asked after hydration.
#[component]
pub fn ThisDevice(push_key: String, ready: RwSignal<bool>) -> impl IntoView {
    let texts = &texts().settings;
    let state = RwSignal::new(None::<DeviceState>);
    let progress = RwSignal::new(Progress::Nothing);
    Effect::new(move |_| {
        spawn_local(async move {
            state.set(Some(push::state().await));
        });
    });
    let subscribe = move |_| {
        let push_key = push_key.clone();
        progress.set(Progress::Working);
        spawn_local(async move {
            match push::subscribe(&push_key).await {
                Ok(()) => browser::reload(),
                Err(problem) => progress.set(Progress::Failed(problem)),
            }
        });
    };
    let test = move |_| {
        progress.set(Progress::Working);
        spawn_local(async move {
            progress.set(match push::send_test().await {
                Ok(()) => Progress::TestSent,
                Err(problem) => Progress::Failed(problem),
            });
        });
    };
    let is = move |wanted: DeviceState| move || state.get().as_ref() == Some(&wanted);
    let others = move || match state.get() {
        Some(DeviceState::Others(who)) => who,
        _ => String::new(),
    };
    let busy = move || !ready.get() || progress.get() == Progress::Working;
    let told = move || match progress.get() {
        Progress::Nothing => String::new(),
        Progress::Working => texts.working.to_owned(),
        Progress::TestSent => texts.test_sent.to_owned(),
        Progress::Failed(problem) => problem_words(texts, problem),
    };
    view! {
        <section class="this-device">
            <h2>{texts.phone}</h2>
            <p>{texts.phone_lead}</p>
            <p class="good" hidden=move || !is(DeviceState::Subscribed)()>
                <span aria-hidden="true">"✓ "</span>{texts.subscribed}
            </p>
            <p class="warning" hidden=move || others().is_empty()>
                {move || (texts.others)(&others())}
            </p>
            <p class="warning" hidden=move || !is(DeviceState::Unsupported)()>
                {texts.unsupported}
            </p>
            <p class="warning" hidden=move || !is(DeviceState::Denied)()>
                {texts.denied}" "{texts.denied_next}
            </p>
            <p class="buttons">
                <button
                    type="button"
                    class="primary large"
                    disabled=busy
                    hidden=move || matches!(
                        state.get(),
                        Some(DeviceState::Subscribed | DeviceState::Unsupported)
                    )
                    on:click=subscribe
                >
                    {move || if others().is_empty() { texts.subscribe } else { texts.take_over }}
                </button>
                <button
                    type="button"
                    class="large"
                    disabled=busy
                    hidden=move || !is(DeviceState::Subscribed)()
                    on:click=test
                >
                    {texts.test}
                </button>
            </p>
            <p role="status" class="progress-words">{told}</p>
            <noscript><p class="hint">{texts.needs_script}</p></noscript>
            <details class="ios" prop:open=is(DeviceState::NeedsHomeScreen)>
                <summary>{texts.ios}</summary>
                <p>{texts.ios_steps}</p>
            </details>
            <p class="hint">{texts.silent}</p>
        </section>
    }
}

fn problem_words(texts: &Settings, problem: PushProblem) -> String {
    match problem {
        PushProblem::Unsupported => texts.unsupported.to_owned(),
        PushProblem::NeedsHomeScreen => texts.ios_steps.to_owned(),
        PushProblem::Denied => format!("{} {}", texts.denied, texts.denied_next),
        PushProblem::TooMany => texts.too_many.to_owned(),
        PushProblem::TimedOut | PushProblem::Failed | PushProblem::Server => {
            format!("{} {}", texts.failed, texts.failed_next)
        }
    }
}
