//! The mark of a demonstration, on every page of one: that nobody here is real, the clock that can
//! be moved, and how to begin.

use leptos::prelude::*;
use shared::Timestamp;
use shared::board::card::Level;
use shared::wording::time::dated;

use crate::browser;
use crate::context::{frame, language, level_within, texts};

/// Where this browser remembers that the hints were read.
const HINTS_READ: &str = "hints-read";

/// The bar of a demonstration.
#[component]
pub fn DemoBar(
    /// The time that the clock shows.
    now: Signal<Timestamp>,
    /// Whether the hints belong to this page.
    #[prop(optional)]
    with_hints: bool,
) -> impl IntoView {
    let (language, texts) = (language(), texts());
    let frame = frame();
    let rendered = frame.now;
    let clock = move || dated(language, now.get(), rendered);
    // A person who is not logged in has nothing to move.
    let buttons = frame.viewer.is_some().then(|| {
        let button = |to: &'static str, label: &'static str| {
            view! { <button name="to" value=to>{label}</button> }
        };
        view! {
            <form class="demo-clock" method="post" action="/demo/clock">
                <span class="unseen">{texts.demo.move_clock}</span>
                {button("5min", texts.demo.plus_5)}
                {button("1h", texts.demo.plus_1h)}
                {button("06:00", texts.demo.to_6)}
                {button("13:00", texts.demo.to_13)}
            </form>
        }
    });
    view! {
        <aside class="demo" aria-label=texts.demo.mark>
            <strong class="demo-mark">{texts.demo.mark}</strong>
            <span class="demo-now">{texts.demo.clock}" "<b>{clock}</b></span>
            {buttons}
            {with_hints.then(|| view! { <Hints /> })}
        </aside>
    }
}

/// Three hints that go away when they were read.
#[component]
fn Hints() -> impl IntoView {
    let texts = texts();
    let read = RwSignal::new(false);
    Effect::new(move |_| read.set(browser::stored(HINTS_READ).is_some()));
    let hide = move |_| {
        browser::store(HINTS_READ, "1");
        read.set(true);
    };
    view! {
        <div class="hints" hidden=move || read.get()>
            <ol aria-label=texts.demo.hints>
                <li>{(texts.demo.hint_1)(&level_within(Level::Red))}</li>
                <li>{texts.demo.hint_2}</li>
                <li>{texts.demo.hint_3}</li>
            </ol>
            <button type="button" class="quiet" on:click=hide>{texts.demo.done}</button>
        </div>
    }
}
