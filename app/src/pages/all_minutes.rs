//! The list of minutes: every board meeting of the past year, the newest first. Complete without
//! script.

use leptos::prelude::*;
use shared::load::history::MeetingHeld;
use shared::position::Seq;
use shared::route;
use shared::wording::time::{clock, date};

use crate::context::{frame, texts};
use crate::i18n::minutes::Minutes as Texts;
use crate::page::all_minutes::AllMinutesContent;
use crate::parts::demo_bar::DemoBar;

/// The page.
#[component]
pub fn AllMinutesPage(content: AllMinutesContent) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let (language, now) = (frame.language, frame.now);
    let texts = Texts::of(language);
    let none = content
        .meetings
        .is_empty()
        .then(|| view! { <p class="hint">{texts.all_none}</p> });
    let newer = content
        .newer
        .then(|| view! { <a class="button" href=route::ALL_MINUTES>{texts.all_newest}</a> });
    let last = content.meetings.last().filter(|_| content.older);
    let older = last.map(|(number, _)| {
        let older = route::minutes_before(number.0);
        view! { <a class="button" href=older>{texts.all_older}</a> }
    });
    let lines = content
        .meetings
        .iter()
        .map(|(number, held): &(Seq, MeetingHeld)| {
            let day = date(language, held.from.local().date(), now);
            let when = format!("{day} {}–{}", clock(held.from), clock(held.to));
            let led = (texts.led)(content.people.initials(held.chair));
            let there = (texts.all_present)(&held.present.to_string());
            view! {
                <li>
                    <a href=route::minutes(number.0)>{when}</a>
                    <span>{led}" · "{there}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(now) /> })}
        <header class="bar">
            <a class="button" href=route::BOARD>{all.common.back_to_board}</a>
            <a class="button" href=route::MEETING>{texts.to_meeting}</a>
        </header>
        <main class="sheet minutes" id="content">
            <h1>{texts.all_title}</h1>
            <p class="lead">{texts.all_lead}</p>
            {none}
            <ol class="all-minutes">{lines}</ol>
            <p class="buttons">{newer}{older}</p>
        </main>
    }
}
