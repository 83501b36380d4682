//! What waits now: alerts, the psychiatrist, the rota.

use leptos::prelude::*;
use shared::load::report::Report;
use shared::route;
use shared::wording::time::{age, date, moment};
use shared::wording::{alert, card, duty};

use crate::context::{frame, language};
use crate::i18n::load::Load as Texts;
use crate::view::row::capitalised;

/// How many gaps are listed; the page about the rota shows the others.
const GAPS_LISTED: usize = 8;

/// Three lists.
#[component]
pub fn Waiting(report: Report) -> impl IntoView {
    let (language, texts) = (language(), Texts::of(language()));
    let now = frame().now;
    let alerts = report
        .unanswered
        .iter()
        .map(|one| {
            view! {
                <li>
                    <b>{capitalised(&alert::named(language, one.class, one.number))}</b>
                    " "
                    <span class="warning">{age(language, now.since(one.raised))}</span>
                    " "
                    {(texts.raised)(&moment(language, one.raised, now))}
                </li>
            }
        })
        .collect_view();
    let overdue = report
        .overdue
        .iter()
        .map(|due| {
            view! {
                <li>
                    <span class="warning">
                        {(texts.overdue_by)(&age(language, now.since(*due)))}
                    </span>
                    " · "
                    {moment(language, *due, now)}
                </li>
            }
        })
        .collect_view();
    let gaps = report
        .gaps
        .iter()
        .take(GAPS_LISTED)
        .map(|gap| {
            let when = match gap.to {
                Some(to) => duty::stretch(language, gap.from, to, now),
                None => moment(language, gap.from, now),
            };
            view! {
                <li>
                    <b>{card::shift(language, gap.kind)}</b>
                    " "
                    <a href=route::duty_week(gap.from.local().date())>{when}</a>
                </li>
            }
        })
        .collect_view();
    let more = report.gaps.len().saturating_sub(GAPS_LISTED);
    let published = report.rota_ends_early().then(|| {
        report.rota_to.map_or_else(
            || texts.rota_unknown.to_owned(),
            |last| (texts.rota_ends)(&date(language, last, now)),
        )
    });
    let is_known = published.is_none();
    let well = |is_well: bool, words: &'static str| {
        is_well.then(|| view! { <p class="good">"✓ "{words}</p> })
    };
    view! {
        <section class="waiting" aria-labelledby="waiting">
            <h2 id="waiting">{texts.waiting}</h2>
            <div class="waiting-lists">
                <div>
                    <h3>{texts.unanswered}</h3>
                    {well(report.unanswered.is_empty(), texts.no_unanswered)}
                    <ul>{alerts}</ul>
                </div>
                <div>
                    <h3>{texts.overdue}</h3>
                    {well(report.overdue.is_empty(), texts.no_overdue)}
                    <ul>{overdue}</ul>
                </div>
                <div>
                    <h3>{texts.gaps}</h3>
                    {well(report.gaps.is_empty() && is_known, texts.no_gaps)}
                    <ul>{gaps}</ul>
                    {(more > 0)
                        .then(|| view! { <p><a href=route::DUTY>{format!("+ {more}")}" "{texts.to_duty}</a></p> })}
                    {published.map(|words| view! { <p class="hint">{words}</p> })}
                </div>
            </div>
        </section>
    }
}
