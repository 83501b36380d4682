//! The load for a manager: numbers, never who.

use leptos::prelude::*;
use shared::protocol::Tally;
use shared::route;
use shared::wording::card;

use crate::context::{frame, language, load_live, texts};
use crate::parts::demo_bar::DemoBar;
use crate::parts::duty_line::DutyLine;
use crate::parts::level_mark::LevelMark;
use crate::parts::link_state::{LinkState, link_word};
use crate::parts::look::LookForms;

/// The load page.
#[component]
pub fn LoadPage() -> impl IntoView {
    let (frame, live) = (frame(), load_live());
    let all = texts();
    let texts = &all.load;
    let team = frame
        .viewer
        .as_ref()
        .map_or_else(String::new, |viewer| viewer.team.clone());
    Effect::new(move |_| live.connect());
    let tally = live.tally();
    view! {
        {frame.demo.then(|| view! { <DemoBar now=live.now() /> })}
        <header class="bar">
            <p class="bar-team">{team.clone()}</p>
            <LinkState link=live.link() now=live.now() />
            <span class="bar-space"></span>
            <details class="menu">
                <summary class="button">{all.bar.menu}</summary>
                <div class="menu-body">
                    <a href=route::LETTERS>{all.letters.title}</a>
                    <a href=route::DUTY>{all.bar.duty_page}</a>
                    <a href=route::RULES>{all.bar.rules}</a>
                    <a href=route::SETTINGS>{all.bar.settings}</a>
                    <LookForms next="/load".to_owned() />
                    <form method="post" action=route::LOG_OUT>
                        <button class="wide">{all.common.log_out}</button>
                    </form>
                </div>
            </details>
        </header>
        <DutyLine />
        <main class="load" id="content" data-link=move || link_word(live.link().get())>
            <h1>{(texts.title)(&team)}</h1>
            <p class="lead">{texts.lead}</p>
            <dl class="figures">
                <Figure label=texts.unanswered value=move || tally.read().unanswered urgent=true />
                <Figure
                    label=texts.without_contact
                    value=move || tally.read().without_contact
                    urgent=true
                />
                <Figure label=texts.proposals value=move || tally.read().proposals />
                <Figure label=texts.total value=move || total(&tally.read()) />
            </dl>
            <Levels tally=tally />
            <p class="hint">{texts.no_identities}</p>
        </main>
    }
}

fn total(tally: &Tally) -> u32 {
    tally.levels.iter().map(|(_, count)| count).sum()
}

/// One number with its name. An urgent one stands out when it is not zero.
#[component]
fn Figure(
    label: &'static str,
    value: impl Fn() -> u32 + Copy + Send + Sync + 'static,
    #[prop(optional)] urgent: bool,
) -> impl IntoView {
    view! {
        <div class="figure" data-urgent=move || (urgent && value() > 0).then_some("")>
            <dt>{label}</dt>
            <dd>{value}</dd>
        </div>
    }
}

/// The levels as a table, each with a bar of its share.
#[component]
fn Levels(tally: ReadSignal<Tally>) -> impl IntoView {
    let (language, texts) = (language(), &texts().load);
    let rows = move || {
        let tally = tally.read();
        let largest = tally
            .levels
            .iter()
            .map(|(_, count)| *count)
            .max()
            .unwrap_or_default();
        tally
            .levels
            .iter()
            .map(|(level, count)| {
                let (level, count) = (*level, *count);
                view! {
                    <tr data-level=level.word()>
                        <th scope="row">
                            <LevelMark level=level language=language />
                            <small>{card::level_meaning(language, level)}</small>
                        </th>
                        <td class="number">{count}</td>
                        <td class="share">
                            <progress
                                max=largest.max(1)
                                value=count
                                aria-label=card::level(language, level)
                            ></progress>
                        </td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
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
    }
}
