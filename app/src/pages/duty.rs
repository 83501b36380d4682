//! The rota: who works when, what is wrong with it, and everything that people arrange among
//! themselves. Plain forms; it needs no script.

pub mod arrange;
pub mod faults;
pub mod feed;
pub mod fields;
pub mod grid;
pub mod handover;
pub mod plan;
pub mod reach;
pub mod rules;
pub mod swaps;

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use shared::board::Board;
use shared::duty::faults::faults;
use shared::duty::limits;
use shared::people::People;
use shared::route;
use shared::time::days_after;
use shared::wording::time::date_in_full;
use shared::wording::{Language, rejection};
use shared::{StaffId, Timestamp};

use crate::context::{frame, texts};
use crate::i18n::duty::Duty as Texts;
use crate::page::DutyContent;
use crate::parts::demo_bar::DemoBar;
use crate::parts::duty_line::DutyLine;
use crate::parts::look::LookForms;
use crate::parts::refusal::Refusal;

/// What every part of the page needs.
#[derive(Clone, Copy)]
pub struct Desk {
    /// What the viewer may see.
    pub board: StoredValue<Board>,
    /// Names of the same.
    pub people: StoredValue<People>,
    /// Who looks at it.
    pub viewer: StaffId,
    /// Whether they plan for the whole team.
    pub plans: bool,
    /// The Monday of the week that is shown.
    pub week: NaiveDate,
    /// When the page was made.
    pub now: Timestamp,
    /// Its language.
    pub language: Language,
    /// Its texts.
    pub texts: &'static Texts,
}

impl Desk {
    /// A colleague's initials.
    #[must_use]
    pub fn initials(&self, staff: StaffId) -> String {
        self.people
            .with_value(|people| people.initials(staff).to_owned())
    }

    /// The address of a week.
    #[must_use]
    pub fn address(&self, date: NaiveDate) -> String {
        route::duty_week(date)
    }
}

/// What the parts of the page share.
///
/// # Panics
///
/// Outside the page.
#[must_use]
pub fn desk() -> Desk {
    expect_context()
}

/// The page about the rota.
#[component]
pub fn DutyPage(content: DutyContent) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let texts = Texts::of(frame.language);
    let (language, now) = (frame.language, frame.now);
    let viewer = frame.viewer.as_ref().map(|viewer| viewer.staff);
    let Some(viewer) = viewer else {
        return ().into_any();
    };
    let refusal = content.rejection.as_ref().map(|refused| {
        let words = rejection::explain(language, refused, &content.people, now);
        view! { <Refusal words=words /> }
    });
    let found = faults(&content.board, now);
    let published = match content.board.rota_to {
        Some(date) => (texts.published)(&date_in_full(language, date)),
        None => texts.unpublished.to_owned(),
    };
    let desk = Desk {
        plans: limits::plans(&content.board, viewer),
        board: StoredValue::new(content.board),
        people: StoredValue::new(content.people),
        viewer,
        week: content.week,
        now,
        language,
        texts,
    };
    provide_context(desk);
    let stale = frame
        .stale_since
        .map(|since| (all.bar.behind)(&shared::wording::time::moment(language, since, now)));
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(now) /> })}
        <header class="bar">
            <a class="button" href=route::BOARD>{all.common.back_to_board}</a>
            <span class="bar-space"></span>
            <details class="menu">
                <summary class="button">{all.bar.menu}</summary>
                <div class="menu-body">
                    <a href=route::SETTINGS>{all.bar.settings}</a>
                    <LookForms next=route::duty_week(content.week) />
                    <form method="post" action=route::LOG_OUT>
                        <button class="wide">{all.common.log_out}</button>
                    </form>
                </div>
            </details>
        </header>
        <DutyLine />
        <main class="rota" id="content">
            <h1>{texts.title}</h1>
            {stale.map(|words| view! { <p class="refusal" role="alert">{words}</p> })}
            {refusal}
            <handover::HandOverList />
            <section aria-labelledby="week">
                <Weeks />
                <p class="hint">{published}</p>
                <grid::Grid faults=found.clone() />
            </section>
            <faults::Faults faults=found without_deputy=content.without_deputy />
            <div class="rota-parts">
                <reach::Reach />
                <swaps::Swaps />
                <arrange::Absences />
                <arrange::ActingDeputies />
                <feed::FeedPart feed=content.feed />
            </div>
            {desk.plans.then(|| view! { <plan::Plan /> <rules::RulesPart /> })}
        </main>
    }
    .into_any()
}

/// The week that is shown, and the way to its neighbours.
#[component]
fn Weeks() -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let number = desk.week.iso_week().week().to_string();
    let dates = format!(
        "{} – {}",
        date_in_full(desk.language, desk.week),
        date_in_full(desk.language, days_after(desk.week, 6))
    );
    let before = desk.week.checked_sub_days(chrono::Days::new(7));
    let before = before.unwrap_or(desk.week);
    let after = days_after(desk.week, 7);
    view! {
        <div class="weeks">
            <h2 id="week">{(texts.week)(&number)}" "<small>{dates}</small></h2>
            <nav aria-label=(texts.week)("")>
                <a class="button" href=desk.address(before) aria-label=texts.previous>"←"</a>
                <a class="button" href=route::DUTY>{texts.this_week}</a>
                <a class="button" href=desk.address(after) aria-label=texts.next>"→"</a>
            </nav>
        </div>
    }
}
