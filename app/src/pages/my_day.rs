//! What somebody needs on the phone, in the order in which it is needed: alerts, visits, the day's
//! contacts, who is red; and one large button. Complete without script, small on a bad line.

pub mod day;
pub mod news;
pub mod now;

use leptos::prelude::*;
use shared::people::People;
use shared::{Board, ClientId, StaffId, Timestamp, route};

use crate::context::{frame, language};
use crate::i18n::day::Day;
use crate::page::MyDayContent;
use crate::parts::demo_bar::DemoBar;
use day::{Contacts, Red};
use news::News;
use now::{Alerts, OnDuty, Silent, Visits};

/// What every part of the page looks at.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) board: StoredValue<Board>,
    pub(super) people: StoredValue<People>,
    pub(super) viewer: Option<StaffId>,
    pub(super) now: Timestamp,
    pub(super) masked: bool,
    pub(super) texts: &'static Day,
}

impl Desk {
    /// A client's name, or initials where names are masked.
    pub(super) fn name(self, client: ClientId) -> String {
        self.people.with_value(|people| {
            people.clients.get(&client).map_or_else(
                || "–".to_owned(),
                |head| {
                    if self.masked {
                        head.initials.clone()
                    } else {
                        head.name.clone()
                    }
                },
            )
        })
    }
}

pub(super) fn desk() -> Desk {
    expect_context()
}

/// The page.
#[component]
pub fn MyDayPage(content: MyDayContent) -> impl IntoView {
    let frame = frame();
    let texts = Day::of(language());
    let MyDayContent {
        board,
        people,
        news,
        saved,
        ids,
    } = content;
    // The clients whose pages the phone may keep: those on the board.
    let mut keep: Vec<String> = board
        .on_board()
        .map(|card| card.client.to_string())
        .collect();
    keep.sort();
    provide_context(Desk {
        board: StoredValue::new(board),
        people: StoredValue::new(people),
        viewer: frame.viewer.as_ref().map(|viewer| viewer.staff),
        now: frame.now,
        masked: frame.masked,
        texts,
    });
    let all = crate::context::texts();
    let stale = frame.stale_since.map(|since| {
        let at = shared::wording::time::moment(frame.language, since, frame.now);
        view! { <p class="refusal" role="alert">{(all.bar.behind)(&at)}</p> }
    });
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(frame.now) /> })}
        <main class="sheet my-day" id="content" data-keep=keep.join(" ")>
            <h1>{texts.title}</h1>
            {saved.then(|| view! { <p class="good" role="status">"✓ "{texts.saved}</p> })}
            {stale}
            <OnDuty />
            <Silent />
            <p class="my-day-raise">
                <a class="button primary take" href=route::RAISE>{texts.raise}</a>
            </p>
            <News news=news />
            <Alerts />
            <Visits ids=ids />
            <Contacts />
            <Red />
            <p class="my-day-ways">
                <a class="button" href=route::CONTACT>{texts.log}</a>
                <a class="button" href=route::BOARD>{texts.to_board}</a>
                <a class="button" href=route::DUTY>{all.bar.duty_page}</a>
                <a class="button" href=route::SETTINGS>{all.bar.settings}</a>
            </p>
        </main>
    }
}
