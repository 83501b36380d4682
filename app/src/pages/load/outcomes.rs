//! What became of clients, by week: up, down, held, taken back, returned.

use leptos::prelude::*;
use shared::load::history::{Day, Week};

use super::behind::Behind;
use super::columns::{Column, Columns};
use crate::context::language;
use crate::i18n::load::Load as Texts;

/// A figure with its name.
type Figure = (&'static str, fn(&Day) -> u32);

/// The figures, in the order in which they are read.
#[must_use]
pub fn figures(texts: &Texts) -> [Figure; 6] {
    [
        (texts.raises, |day| day.raised),
        (texts.steps, |day| day.steps),
        (texts.lowered, |day| day.lowered),
        (texts.vetoes, |day| day.vetoes),
        (texts.reversals, |day| day.reversals),
        (texts.returns, |day| day.returns),
    ]
}

/// The weeks, the oldest first.
#[component]
pub fn Outcomes(weeks: Vec<Week>) -> impl IntoView {
    let texts = Texts::of(language());
    let charts = figures(texts)
        .into_iter()
        .map(|(title, figure)| {
            let columns: Vec<Column> = weeks
                .iter()
                .map(|week| {
                    let count = figure(&week.sums);
                    Column {
                        name: week.number().to_string(),
                        value: count.into(),
                        number: count.to_string(),
                        line: None,
                        band: "plain",
                    }
                })
                .collect();
            let total: u32 = weeks.iter().map(|week| figure(&week.sums)).sum();
            let label = (texts.figures_for)(title, &total.to_string());
            view! {
                <div class="outcome">
                    <h3>{title}": "<b>{total.to_string()}</b></h3>
                    <Columns columns=columns height=36 label=label />
                </div>
            }
        })
        .collect_view();
    let rows = weeks
        .iter()
        .rev()
        .map(|week| {
            std::iter::once((texts.week_number)(&week.number().to_string()))
                .chain(figures(texts).map(|(_, figure)| figure(&week.sums).to_string()))
                .collect()
        })
        .collect();
    let heads = std::iter::once(texts.week)
        .chain(figures(texts).map(|(title, _)| title))
        .map(ToOwned::to_owned)
        .collect();
    view! {
        <section class="outcomes" aria-labelledby="outcomes">
            <h2 id="outcomes">{texts.outcomes}</h2>
            <p class="hint">{texts.outcomes_hint}</p>
            <div class="outcome-charts">{charts}</div>
            <Behind id="outcomes-behind" title=texts.outcomes heads=heads rows=rows />
        </section>
    }
}
