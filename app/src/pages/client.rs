//! A client's own page: what is true now, what is planned, who is around, and what happened.
//! Complete without script, with plain forms for what is not done on the board.

pub mod ask;
pub mod back;
pub mod facts;
pub mod network;
pub mod now;
pub mod part;
pub mod plans;
pub mod print;
pub mod responsible;
pub mod signs;
pub mod timeline;

use std::sync::Arc;

use leptos::prelude::*;
use shared::board::card::{Card, Level};
use shared::people::People;
use shared::wording::Language;
use shared::wording::card as words;
use shared::{Board, ClientId, StaffId, Timestamp, route};

use crate::context::{frame, texts};
use crate::i18n::client::Client as Texts;
use crate::page::client::{ClientContent, Part};
use crate::page::{Panel, Viewer};
use crate::parts::demo_bar::DemoBar;
use crate::parts::duty_line::DutyLine;
use crate::parts::exercise_mark::ExerciseMark;
use crate::parts::level_mark::LevelMark;
use crate::parts::look::LookForms;
use crate::parts::moment::At;
use crate::view::panel::PanelView;
use crate::view::{Look, panel_of};

/// What every part of the page shares.
#[derive(Clone)]
pub struct Sheet {
    /// What the page is made from.
    pub content: Arc<ClientContent>,
    /// What the side panel would show.
    pub view: Arc<PanelView>,
    /// Who looks at it.
    pub viewer: Arc<Viewer>,
    /// When the page was made.
    pub now: Timestamp,
    /// Its language.
    pub language: Language,
    /// Its texts.
    pub texts: &'static Texts,
    /// Whether names are initials.
    pub masked: bool,
}

impl Sheet {
    /// The client.
    #[must_use]
    pub fn client(&self) -> ClientId {
        self.content.client
    }

    /// What the person may see of the board.
    #[must_use]
    pub fn board(&self) -> &Board {
        &self.content.board
    }

    /// Names of the same.
    #[must_use]
    pub fn people(&self) -> &People {
        &self.content.people
    }

    /// The client's card.
    #[must_use]
    pub fn card(&self) -> Option<&Card> {
        self.content.board.cards.get(&self.content.client)
    }

    /// Initials and name of a colleague.
    #[must_use]
    pub fn colleague(&self, staff: StaffId) -> String {
        let card = self.people().staff.get(&staff);
        card.map_or_else(
            || "–".to_owned(),
            |card| format!("{} {}", card.initials, card.name),
        )
    }

    /// The address of a form on this page.
    #[must_use]
    pub fn form(&self, query: &str) -> String {
        format!("{}?{query}#ask", route::client_page(self.client()))
    }

    /// The board from where the page looks at it.
    pub(crate) fn look(&self) -> Look<'_> {
        Look {
            board: &self.content.board,
            people: &self.content.people,
            pending: &[],
            viewer: &self.viewer,
            now: self.now,
            language: self.language,
        }
    }
}

/// What the parts of the page share.
///
/// # Panics
///
/// Outside the page.
#[must_use]
pub fn sheet() -> Sheet {
    expect_context()
}

/// A client's own page, or one part of it to print.
#[component]
pub fn ClientPage(content: ClientContent) -> impl IntoView {
    let frame = frame();
    let Some(viewer) = frame.viewer.clone() else {
        return ().into_any();
    };
    let panel = Panel {
        client: content.client,
        dossier: content.dossier.clone(),
        timeline: Vec::new(),
    };
    let (language, now) = (frame.language, frame.now);
    let (board, people) = (&content.board, &content.people);
    let Some(view) = panel_of(board, people, &panel, &viewer, now, language) else {
        return ().into_any();
    };
    let part = content.part;
    provide_context(Sheet {
        content: Arc::new(content),
        view: Arc::new(view),
        viewer: Arc::new(viewer),
        now,
        language,
        texts: Texts::of(language),
        masked: frame.masked,
    });
    match part {
        Part::Whole => view! { <Whole /> }.into_any(),
        Part::CrisisPlan => view! { <print::CrisisPlan /> }.into_any(),
        Part::EarlySigns => view! { <print::EarlySignsSheet /> }.into_any(),
    }
}

/// The bar at the top: back to the board, and how the page looks.
#[component]
fn Bar() -> impl IntoView {
    let (sheet, all) = (sheet(), texts());
    let to_board = route::client(sheet.client());
    view! {
        <header class="bar">
            <a class="button" href=route::BOARD>{all.common.back_to_board}</a>
            <a class="button" href=to_board>{sheet.texts.to_board}</a>
            <span class="bar-space"></span>
            <details class="menu">
                <summary class="button">{all.bar.menu}</summary>
                <div class="menu-body">
                    <a href=route::SETTINGS>{all.bar.settings}</a>
                    <LookForms next=route::client_page(sheet.client()) with_names=true />
                    <form method="post" action=route::LOG_OUT>
                        <button class="wide">{all.common.log_out}</button>
                    </form>
                </div>
            </details>
        </header>
    }
}

/// All of it.
#[component]
fn Whole() -> impl IntoView {
    let (frame, sheet, all) = (frame(), sheet(), texts());
    let (texts, language, now) = (sheet.texts, sheet.language, sheet.now);
    let level = sheet.view.place.level;
    let stale = frame
        .stale_since
        .map(|since| (all.bar.behind)(&shared::wording::time::moment(language, since, now)));
    let links = [
        ("client-now", texts.now),
        ("client-responsible", texts.who),
        ("client-facts", texts.facts),
        ("client-plans", texts.plans),
        ("client-signs", texts.signs),
        ("client-network", texts.network),
        ("client-timeline", texts.timeline),
    ]
    .map(|(id, label)| view! { <li><a href=format!("#{id}")>{label}</a></li> })
    .into_iter()
    .collect_view();
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(now) /> })}
        <Bar />
        <DutyLine />
        <main class="client" id="content" data-level=level.word()>
            {stale.map(|words| view! { <p class="refusal" role="alert">{words}</p> })}
            <Head />
            <nav class="client-nav" aria-label=texts.sections>
                <ul>{links}</ul>
                <p class="client-prints">
                    <a href=route::crisis_plan(sheet.client())>{texts.print_crisis}</a>
                    <a href=route::early_signs(sheet.client())>{texts.print_signs}</a>
                </p>
            </nav>
            <ask::AskPart />
            <back::Back />
            <div class="client-parts">
                <now::Now />
                <responsible::Responsible />
                <facts::Facts />
                <plans::PlansPart />
            </div>
            <signs::Signs />
            <network::Network />
            <timeline::Timeline />
        </main>
    }
}

/// Name, level with its days, and why.
#[component]
fn Head() -> impl IntoView {
    let sheet = sheet();
    let (texts, language, view) = (sheet.texts, sheet.language, Arc::clone(&sheet.view));
    let who = view.who.clone();
    let name = if sheet.masked { who.initials } else { who.name };
    let place = view.place.clone();
    let days = sheet
        .card()
        .map(|card| card.days_on_level(sheet.now))
        .unwrap_or_default();
    let days = shared::wording::time::days(language, days);
    let by = place.by.map(|by| format!(", {by}"));
    let why = view.overview.why.clone();
    let reason = sheet.card().and_then(Card::reason);
    let reason = reason.map(|reason| words::reason_in_full(language, reason));
    let is_on_board = place.level != Level::Plan;
    let marks = why
        .marks
        .into_iter()
        .map(|mark| view! { <li class:fault=mark.urgent>{mark.words}</li> })
        .collect_view();
    let alert = sheet.board().open_alert(sheet.client()).map(|alert| {
        let number = alert.number;
        let name = shared::wording::alert::named(language, alert.class, number);
        let state = shared::wording::alert::state(language, alert, sheet.people(), sheet.now);
        view! {
            <p class="client-alert">
                <a class="button" href=route::alert(number)>{crate::view::row::capitalised(&name)}</a>
                " "{state}
            </p>
        }
    });
    view! {
        <header class="client-head">
            <h1>
                {name}" "<small>{who.age}</small>" "
                <ExerciseMark is_exercise=Signal::stored(who.is_exercise) />
            </h1>
            <p>
                <LevelMark level=place.level />" "
                <b>{days}</b>" "{texts.days}
                <span class="quiet-words">
                    " · "{words::level_meaning(language, place.level)}" · "
                    {language.pick("sedan", "since")}" "<At moment=place.since />{by}
                </span>
            </p>
            {is_on_board.then(|| view! {
                <p class="client-why"><b>{reason}</b>" "{why.text}</p>
            })}
            {alert}
            <ul class="client-marks">{marks}</ul>
        </header>
    }
}
