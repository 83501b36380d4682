//! The mark of a demonstration, on every page of one: that nobody here is real, the clock that can
//! be moved, and how to begin.

use leptos::prelude::*;
use shared::board::card::Level;
use shared::wording::time::dated;
use shared::{Timestamp, route};

use crate::context::{frame, language, level_within, texts};
use crate::parts::look::LOOK;

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

/// Three hints that go away when they were read. The browser remembers that in the cookie of its
/// look, so it needs no script and they do not flash up with the next page.
#[component]
fn Hints() -> impl IntoView {
    let all = texts();
    let texts = &all.demo;
    view! {
        <form class="hints" method="post" action=LOOK>
            <ol aria-label=texts.hints>
                <li>{(texts.hint_1)(&level_within(Level::Red))}</li>
                <li>{texts.hint_2}" "<a href=route::SETTINGS>{all.bar.settings}</a>"."</li>
                <li>{texts.hint_3}</li>
            </ol>
            <input type="hidden" name="next" value=route::BOARD />
            <button class="quiet" name="hints" value="0">{texts.done}</button>
        </form>
    }
}
