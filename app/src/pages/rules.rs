//! The rules of the team: what it calls its levels, every number with its limits, what other
//! numbers would have led to, the pause, and what was changed when. Plain forms; it needs no script.

pub mod history;
pub mod model;
pub mod names;
pub mod numbers;
pub mod pause;
pub mod tried;

use leptos::prelude::*;
use shared::route;
use shared::wording::rejection;

use crate::context::{frame, texts};
use crate::i18n::rules::Rules as Texts;
use crate::page::RulesContent;
use crate::parts::demo_bar::DemoBar;
use crate::parts::duty_line::DutyLine;
use crate::parts::refusal::Refusal;
use history::History;
use names::Names;
use numbers::Numbers;
use pause::Pause;
use tried::Tried;

/// The page about the rules of the team.
#[component]
pub fn RulesPage(content: RulesContent) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let (language, now) = (frame.language, frame.now);
    let texts = Texts::of(language);
    let refusal = content.rejection.as_ref().map(|refused| {
        let words = rejection::explain(language, refused, &content.people, now);
        view! { <Refusal words=words /> }
    });
    let saved = content.saved.then(|| {
        view! { <p class="rules-saved" role="status">"✓ "{texts.saved}</p> }
    });
    let tried = content
        .tried
        .map(|tried| view! { <Tried tried=tried present=content.present.clone() people=content.people.clone() /> });
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(now) /> })}
        <header class="bar">
            <a class="button" href=route::BOARD>{all.common.back_to_board}</a>
        </header>
        <DutyLine />
        <main class="sheet rules-page" id="content">
            <h1>{texts.title}</h1>
            <p class="lead">{texts.lead}</p>
            {refusal}
            {saved}
            <Pause
                is_paused=content.present.paused
                version=content.present.version.clone()
                may_change=content.may_change
            />
            {tried}
            <Names
                present=content.present.level_names.clone()
                typed=content.typed.clone()
                may_change=content.may_change
            />
            <Numbers
                present=content.present
                typed=content.typed
                may_change=content.may_change
            />
            <History changes=content.history people=content.people />
        </main>
    }
}
