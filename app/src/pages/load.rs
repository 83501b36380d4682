//! The load, for the manager and the team leader: numbers and colleagues, never a client.
//!
//! The server renders everything, so no chart enters the program of the browser. A small
//! script (`public/load.js`) fetches the page again when the board has changed, and says how
//! far what is shown can be trusted.

pub mod answer_times;
pub mod behind;
pub mod caseloads;
pub mod columns;
pub mod csv;
pub mod load_history;
pub mod load_now;
pub mod numbers;
pub mod outcomes;
pub mod waiting;

use leptos::prelude::*;
use shared::load::history::weeks;
use shared::load::report::Report;
use shared::route;
use shared::wording::card;
use shared::wording::time::dated;

use crate::context::{frame, language, level_word, texts};
use crate::i18n::load::Load as Texts;
use crate::live::Link;
use crate::page::LoadContent;
use crate::parts::demo_bar::DemoBar;
use crate::parts::duty_line::DutyLine;
use crate::parts::level_mark::LevelMark;
use crate::parts::link_state::LinkState;
use crate::parts::look::LookForms;
use answer_times::AnswerTimes;
use caseloads::Caseloads;
use load_history::LoadHistory;
use load_now::LoadNow;
use outcomes::Outcomes;
use waiting::Waiting;

/// How many days the first chart shows.
const DAYS_SHOWN: usize = 14;

/// The load page.
#[component]
pub fn LoadPage(content: LoadContent) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let texts = Texts::of(frame.language);
    let LoadContent {
        report,
        initials,
        position,
    } = content;
    let (team, who) = frame
        .viewer
        .as_ref()
        .map_or_else(Default::default, |viewer| {
            (viewer.team.clone(), viewer.initials.clone())
        });
    // A manager has no board to go back to.
    let board = frame
        .viewer
        .as_ref()
        .is_some_and(|viewer| viewer.class != shared::access::ViewClass::Load)
        .then(|| view! { <a class="button" href=route::BOARD>{all.common.back_to_board}</a> });
    let link = RwSignal::new(Link::Connecting).read_only();
    let say = if report.unanswered.is_empty() {
        texts.said_none.to_owned()
    } else {
        (texts.said)(&report.unanswered.len().to_string())
    };
    let weeks = weeks(&report.days);
    let last_days = report.days[report.days.len().saturating_sub(DAYS_SHOWN)..].to_vec();
    let caseloads = report
        .caseloads
        .iter()
        .zip(initials)
        .map(|((_, clients), initials)| (initials, *clients))
        .collect::<Vec<_>>();
    let printed = (texts.printed)(&who, &dated(frame.language, frame.now, frame.now));
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(frame.now) /> })}
        <header class="bar">
            <p class="bar-team">{team.clone()}</p>
            <LinkState link=link now=Signal::stored(frame.now) />
            <span class="bar-space"></span>
            {board}
            <details class="menu">
                <summary class="button">{all.bar.menu}</summary>
                <div class="menu-body">
                    <a href=route::LETTERS>{all.letters.title}</a>
                    <a href=route::DUTY>{all.bar.duty_page}</a>
                    <a href=route::RULES>{all.bar.rules}</a>
                    <a href=route::SETTINGS>{all.bar.settings}</a>
                    <LookForms next=route::LOAD.to_owned() />
                    <form method="post" action=route::LOG_OUT>
                        <button class="wide">{all.common.log_out}</button>
                    </form>
                </div>
            </details>
        </header>
        <DutyLine />
        <main
            class="load"
            id="content"
            data-epoch=position.epoch.to_string()
            data-seq=position.seq.0.to_string()
            data-version=shared::protocol::VERSION.to_string()
            data-now=frame.now.millis().to_string()
            data-stale=frame.stale_since.map(|since| since.millis().to_string())
            data-say=say
            data-word-live=all.bar.live
            data-word-behind=(all.bar.behind)("{}")
            data-word-offline=(all.bar.offline)("{}")
            data-word-ended=all.bar.ended_logged_out
            data-word-version=all.bar.ended_version
        >
            <h1>{(texts.title)(&team)}</h1>
            <p class="lead">{texts.lead}</p>
            <p class="unseen" role="status" id="load-said"></p>
            <div id="load-figures" class="load-figures">
                <p class="print-only">{printed}</p>
                <LoadNow report=report.clone() />
                <Figures report=report.clone() />
                <Waiting report=report.clone() />
                <div class="load-charts">
                    <LoadHistory days=last_days />
                    <Levels report=report.clone() />
                    <Caseloads
                        caseloads=caseloads
                        limits=report.limits
                        without_cm=report.without_cm
                    />
                    <AnswerTimes weeks=weeks.clone() delays=report.delays />
                </div>
                <Outcomes weeks=weeks />
            </div>
            <p class="screen-only load-ways">
                <a class="button" href=route::LOAD_CSV download="">{texts.export}</a>
                " "
                <span class="hint">{texts.export_hint}" "{texts.print_hint}</span>
            </p>
            <p class="hint">{texts.no_identities}</p>
        </main>
    }
}

/// What waits, as numbers.
#[component]
fn Figures(report: Report) -> impl IntoView {
    let texts = Texts::of(language());
    let many = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let total = report.tally.levels.iter().map(|(_, count)| count).sum();
    let figures = [
        (texts.unanswered, many(report.unanswered.len()), true),
        (texts.without_contact, report.tally.without_contact, true),
        (texts.overdue, many(report.overdue.len()), true),
        (texts.gaps, many(report.gaps.len()), true),
        (texts.proposals, report.tally.proposals, false),
        (texts.total, total, false),
    ]
    .map(|(label, value, is_urgent)| {
        view! {
            <div class="figure" data-urgent=(is_urgent && value > 0).then_some("")>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    view! { <dl class="figures">{figures.collect_view()}</dl> }
}

/// The levels as a table, each with a bar of its share.
#[component]
fn Levels(report: Report) -> impl IntoView {
    let (language, texts) = (language(), Texts::of(language()));
    let levels = report.tally.levels;
    let largest = levels.iter().map(|(_, count)| *count).max();
    let largest = largest.unwrap_or_default().max(1);
    let rows = levels
        .into_iter()
        .map(|(level, count)| {
            view! {
                <tr data-level=level.word()>
                    <th scope="row">
                        <LevelMark level=level />
                        <small>{card::level_meaning(language, level)}</small>
                    </th>
                    <td class="number">{count}</td>
                    <td class="share">
                        <progress
                            max=largest
                            value=count
                            aria-label=level_word(level)
                        ></progress>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="levels">
            <h2 id="levels">{texts.total}</h2>
            <table class="levels">
                <thead>
                    <tr>
                        <th scope="col">{texts.level}</th>
                        <th scope="col" class="number">{texts.clients}</th>
                        <th scope="col">{texts.share}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}
