//! How soon alerts are taken, by week: the median, and what nine of ten do not exceed.

use leptos::prelude::*;
use shared::alert::{Class, Delays};
use shared::load::history::{Answers, Week};

use super::behind::Behind;
use super::columns::WIDTH;
use super::numbers::{minutes, scaled};
use crate::context::language;
use crate::i18n::load::Load as Texts;

/// How high the chart is without its numbers and names.
const HIGH: u64 = 92;
const ABOVE: u64 = 16;
const BELOW: u64 = 18;

/// The weeks, the oldest first.
#[component]
pub fn AnswerTimes(weeks: Vec<Week>, delays: Delays) -> impl IntoView {
    let (language, texts) = (language(), Texts::of(language()));
    let (deadline, reserve) = (u64::from(delays.reserve) * 60, delays.reserve.to_string());
    let times = |week: &Week| Some((week.sums.p1.median()?, week.sums.p1.p90()?));
    let most = weeks
        .iter()
        .filter_map(times)
        .map(|(_, p90)| u64::from(p90))
        .max()
        .unwrap_or(0)
        .max(deadline);
    let bottom = ABOVE + HIGH;
    let at = |seconds: u64| bottom - scaled(seconds, most, HIGH);
    let room = WIDTH / u64::try_from(weeks.len()).unwrap_or(1).max(1);
    let drawn = weeks
        .iter()
        .zip(0_u64..)
        .map(|(week, index)| {
            let (left, middle) = (index * room, index * room + room / 2);
            let x = middle.to_string();
            let marks = times(week).map(|(median, p90)| {
                let (low, high) = (at(median.into()), at(p90.into()));
                view! {
                    <line
                        class="chart-span"
                        x1=x.clone()
                        x2=x.clone()
                        y1=low.to_string()
                        y2=high.to_string()
                    ></line>
                    <line
                        class="chart-span"
                        x1=(left + 5).to_string()
                        x2=(left + room - 5).to_string()
                        y1=high.to_string()
                        y2=high.to_string()
                    ></line>
                    <circle class="chart-dot" cx=x.clone() cy=low.to_string() r="4"></circle>
                    <text class="chart-number" x=x.clone() y=(high - 6).to_string()>
                        {minutes(language, p90)}
                    </text>
                }
            });
            view! {
                {marks}
                <text class="chart-name" x=x y=(bottom + BELOW - 5).to_string()>
                    {week.number().to_string()}
                </text>
            }
        })
        .collect_view();
    let taken: usize = weeks.iter().map(|week| week.sums.p1.seconds.len()).sum();
    let last = weeks.iter().rev().find_map(|week| {
        let (median, p90) = times(week)?;
        Some(format!(
            "{}: {} {}, {} {}",
            (texts.week_number)(&week.number().to_string()),
            texts.median,
            minutes(language, median),
            texts.p90,
            minutes(language, p90),
        ))
    });
    let label = (texts.figures_for)(texts.answers, &last.unwrap_or_default());
    let rows = weeks
        .iter()
        .rev()
        .map(|week| {
            let name = (texts.week_number)(&week.number().to_string());
            let of = |answers: &Answers| {
                let time = |seconds: Option<u32>| {
                    seconds.map_or_else(
                        || texts.not_yet.to_owned(),
                        |seconds| minutes(language, seconds),
                    )
                };
                [
                    answers.raised.to_string(),
                    answers.seconds.len().to_string(),
                    time(answers.median()),
                    time(answers.p90()),
                ]
            };
            std::iter::once(name)
                .chain(of(&week.sums.p1))
                .chain(of(&week.sums.p2))
                .collect()
        })
        .collect();
    let heads = std::iter::once(texts.week.to_owned())
        .chain([Class::P1, Class::P2].into_iter().flat_map(|class| {
            [texts.raised_count, texts.taken, texts.median, texts.p90]
                .map(|head| format!("{}: {head}", texts.class(class)))
        }))
        .collect();
    let chart = (taken > 0).then(|| {
        let y = at(deadline).to_string();
        view! {
            <svg
                class="chart"
                role="img"
                aria-label=label
                viewBox=format!("0 0 {WIDTH} {}", bottom + BELOW)
            >
                <line
                    class="chart-ground"
                    x1="0"
                    x2=WIDTH.to_string()
                    y1=bottom.to_string()
                    y2=bottom.to_string()
                ></line>
                <line class="chart-line" x1="0" x2=WIDTH.to_string() y1=y.clone() y2=y></line>
                <text class="chart-name" x="14" y=(at(deadline) - 4).to_string()>{reserve.clone()}" min"</text>
                {drawn}
            </svg>
        }
    });
    view! {
        <section aria-labelledby="answers">
            <h2 id="answers">{texts.answers}</h2>
            <p class="hint">{(texts.answers_hint)(&reserve)}</p>
            {chart}
            {(taken == 0).then(|| view! { <p>{texts.no_answers}</p> })}
            <Behind id="answers-behind" title=texts.answers heads=heads rows=rows />
        </section>
    }
}
