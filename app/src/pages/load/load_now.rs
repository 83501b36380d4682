//! The load now: one bar against what is staffed, in colour and in words.

use leptos::prelude::*;
use shared::load::Load;
use shared::load::report::Report;

use super::columns::WIDTH;
use super::numbers::{band_word, hours, scaled};
use crate::context::language;
use crate::i18n::load::Load as Texts;

/// The height of the bar.
const HIGH: u64 = 22;

/// The load now.
#[component]
pub fn LoadNow(report: Report) -> impl IntoView {
    let texts = Texts::of(language());
    view! {
        <section class="load-now" data-band=band_word(&report.load) aria-labelledby="load-now">
            <h2 id="load-now">{texts.now}</h2>
            <LoadBar load=report.load staffed=report.staffed />
        </section>
    }
}

/// The bar of a load, in its colour and in words.
#[component]
pub fn LoadBar(load: Load, staffed: u32) -> impl IntoView {
    let (language, texts) = (language(), Texts::of(language()));
    let words = (texts.of_staffed)(
        &hours(language, load.minutes),
        &hours(language, load.capacity_minutes),
    );
    let percent = load
        .percent()
        .map(|percent| (texts.percent)(&percent.to_string()));
    let band = texts.band(load.band());
    let most = load.minutes.max(load.capacity_minutes).max(1);
    let filled = scaled(load.minutes, most, WIDTH);
    // The limits of the colours, where they can be drawn.
    let marks = (load.capacity_minutes > 0)
        .then(|| {
            [80, 100].map(|limit| {
                let at = scaled(load.capacity_minutes * limit / 100, most, WIDTH - 1);
                let x = at.clamp(1, WIDTH - 1).to_string();
                let middle = at.clamp(16, WIDTH - 16).to_string();
                view! {
                    <line class="chart-line" x1=x.clone() x2=x y1="0" y2=(HIGH + 4).to_string()></line>
                    <text class="chart-name" x=middle y=(HIGH + 16).to_string()>
                        {(texts.percent)(&limit.to_string())}
                    </text>
                }
            })
        })
        .map(CollectView::collect_view);
    let staffed = if staffed == 0 {
        texts.nobody.to_owned()
    } else {
        (texts.persons)(&staffed.to_string())
    };
    let label = format!("{words}. {} {band}", percent.clone().unwrap_or_default());
    view! {
        <p class="load-words">
            <b>{words}</b>
            {percent.map(|percent| view! { " · "<b>{percent}</b> })}
            " "
            <span class="load-band">{band}</span>
        </p>
        <svg
            class="chart load-bar"
            role="img"
            aria-label=label
            viewBox=format!("0 0 {WIDTH} {}", HIGH + 20)
        >
            <rect class="chart-room" width=WIDTH.to_string() height=HIGH.to_string()></rect>
            <rect class="chart-bar" width=filled.to_string() height=HIGH.to_string()></rect>
            {marks}
        </svg>
        <p class="hint">{staffed}</p>
    }
}
