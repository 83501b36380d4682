//! The load of the last fourteen days.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use shared::board::card::Level;
use shared::load::history::Day;
use shared::wording::time::date;

use super::behind::Behind;
use super::columns::{Column, Columns};
use super::numbers::{band_word, hours};
use crate::context::{frame, language, level_word};
use crate::i18n::load::Load as Texts;

/// The days as columns, with a line for what was staffed.
#[component]
pub fn LoadHistory(days: Vec<(NaiveDate, Day)>) -> impl IntoView {
    let (language, texts) = (language(), Texts::of(language()));
    let now = frame().now;
    let share = |day: &Day| day.load.percent().map(|percent| percent.to_string());
    let columns = days
        .iter()
        .map(|(date, day)| Column {
            name: date.day().to_string(),
            value: day.load.minutes,
            number: share(day).unwrap_or_else(|| texts.not_yet.to_owned()),
            line: (day.load.capacity_minutes > 0).then_some(day.load.capacity_minutes),
            band: band_word(&day.load),
        })
        .collect();
    let rows: Vec<Vec<String>> = days
        .iter()
        .rev()
        .map(|(on, day)| {
            let mut row = vec![
                date(language, *on, now),
                hours(language, day.load.minutes),
                hours(language, day.load.capacity_minutes),
                share(day).map_or_else(
                    || texts.none.to_owned(),
                    |share| {
                        format!(
                            "{} ({})",
                            (texts.percent)(&share),
                            texts.band(day.load.band())
                        )
                    },
                ),
            ];
            let counts = day.counts;
            row.extend(
                [counts.red, counts.yellow, counts.stepdown, counts.inpatient]
                    .map(|count| count.to_string()),
            );
            row
        })
        .collect();
    let highest = days
        .iter()
        .filter_map(|(_, day)| day.load.percent())
        .max()
        .map_or_else(String::new, |percent| {
            (texts.highest)(&(texts.percent)(&percent.to_string()))
        });
    let label = (texts.figures_for)(texts.history, &highest);
    let levels = [Level::Red, Level::Yellow, Level::Stepdown, Level::Inpatient];
    let heads = [texts.date, texts.load, texts.staffed, texts.share]
        .map(ToOwned::to_owned)
        .into_iter()
        .chain(levels.map(level_word))
        .collect();
    view! {
        <section aria-labelledby="load-history">
            <h2 id="load-history">{texts.history}</h2>
            <p class="hint">{texts.history_hint}</p>
            <Columns columns=columns height=92 label=label />
            <Behind id="days-behind" title=texts.history heads=heads rows=rows />
        </section>
    }
}
