//! The bar at the top: which team, how fresh the board is, who is on duty, and what one can do.

use leptos::prelude::*;
use shared::access;
use shared::{Board, StaffId, route};

use super::desk::{Placing, Question, desk};
use super::search::Search;
use crate::context::{frame, language, live, texts};
use crate::i18n::meeting::Meeting as Texts;
use crate::parts::link_state::LinkState;
use crate::parts::look::{LOOK, LookForms};
use crate::view::BoardViewStoreFields;
use crate::view::top::MeetingNow;

/// The bar at the top.
#[component]
pub fn TopBar() -> impl IntoView {
    let (frame, live, desk, all) = (frame(), live(), desk(), texts());
    let team = frame
        .viewer
        .as_ref()
        .map_or_else(String::new, |viewer| viewer.team.clone());
    let tools = (!frame.masked).then(|| {
        view! {
            <Search />
            <button
                type="button"
                class="primary raise"
                aria-keyshortcuts="h"
                disabled=move || !desk.ready.get()
                on:click=move |_| desk.ask(Question::Place(Placing::raise(None)))
            >
                {all.bar.raise}" "<kbd aria-hidden="true">"H"</kbd>
            </button>
        }
    });
    view! {
        <header class="bar">
            <p class="bar-team">{team}</p>
            <LinkState link=live.link() now=live.now() />
            <OnDuty />
            {frame.digest.clone().map(|words| view! {
                <a class="bar-digest" href=route::MY_DAY>{words}</a>
            })}
            <span class="bar-space"></span>
            <MeetingLink />
            {tools}
            <UserMenu />
        </header>
    }
}

/// The way to the board meeting; it says when one is held, and leads to the minutes afterwards.
#[component]
fn MeetingLink() -> impl IntoView {
    let texts = Texts::of(language());
    let top = live().view().top();
    let now = Memo::new(move |_| top.read().meeting.clone());
    let minutes = move || match now.get() {
        MeetingNow::Ended(at, number) => Some(view! {
            <a class="button quiet" href=route::minutes(number)>{(texts.to_minutes)(&at)}</a>
        }),
        MeetingNow::None | MeetingNow::Held(_) => None,
    };
    let words = move || match now.get() {
        MeetingNow::Held(since) => (texts.runs)(&since),
        MeetingNow::None | MeetingNow::Ended(..) => texts.link.to_owned(),
    };
    let is_held = move || matches!(now.get(), MeetingNow::Held(_)).then_some("");
    view! {
        {minutes}
        <a
            class="button to-meeting"
            href=route::MEETING
            aria-keyshortcuts="m"
            data-held=is_held
        >
            {words}" "<kbd aria-hidden="true">"M"</kbd>
        </a>
    }
}

/// Who is on duty now, and whether an alert can reach them.
#[component]
fn OnDuty() -> impl IntoView {
    let (live, all) = (live(), texts());
    let texts = &all.bar;
    let me = frame()
        .viewer
        .as_ref()
        .map(|viewer| viewer.initials.clone());
    let top = live.view().top();
    let duty = Memo::new(move |_| {
        let top = top.read();
        (top.duty.clone(), top.day_staff)
    });
    let next = move || {
        let next = top.read().duty_next.clone()?;
        Some(view! { <li class="duty-next">{(texts.coming_next)(&next)}</li> })
    };
    let people = move || {
        let (duty, day_staff) = duty.get();
        if duty.is_empty() {
            let words = if day_staff == 0 {
                texts.nobody_on_duty.to_owned()
            } else {
                (texts.day_staff)(&day_staff.to_string())
            };
            return view! { <li data-reachable=(day_staff > 0).to_string()>{words}</li> }
                .into_any();
        }
        duty.into_iter()
            .map(|one| {
                let shape = match (one.proven, one.reachable) {
                    (true, _) => "✓",
                    (false, true) => "!",
                    (false, false) => "✕",
                };
                // Whoever can mend it is led to where it is mended.
                let mend = (!one.proven && me.as_ref() == Some(&one.initials)).then(|| {
                    view! { " "<a href=route::SETTINGS>{all.settings.test}</a> }
                });
                view! {
                    <li data-reachable=one.proven.to_string()>
                        {one.role}
                        " "
                        <b>{one.initials}</b>
                        " "
                        <span class="duty-state">
                            <span aria-hidden="true">{shape}" "</span>
                            {one.test}
                        </span>
                        {mend}
                    </li>
                }
            })
            .collect_view()
            .into_any()
    };
    view! { <ul class="duty" aria-label=texts.duty>{people}{next}</ul> }
}

/// The person's menu: plain links and forms.
#[component]
fn UserMenu() -> impl IntoView {
    let (frame, desk, all) = (frame(), desk(), texts());
    let viewer = frame.viewer.clone();
    let initials = viewer
        .as_ref()
        .map_or_else(String::new, |viewer| viewer.initials.clone());
    let may = |right: fn(&Board, StaffId) -> bool| {
        viewer.as_ref().is_some_and(|viewer| {
            let staff = viewer.staff;
            untrack(|| live().with_board(|board, _| right(board, staff)))
        })
    };
    let (reads_letters, sees_load) = (may(access::may_read_letters), may(access::may_see_load));
    let letters = reads_letters.then(|| view! { <a href=route::LETTERS>{all.bar.letters}</a> });
    let load = sees_load.then(|| view! { <a href=route::LOAD>{all.bar.load}</a> });
    let (value, label) = if frame.masked {
        ("0", all.bar.masked_off)
    } else {
        ("1", all.bar.masked_on)
    };
    view! {
        <details class="menu">
            <summary class="button" aria-label=format!("{} {initials}", all.bar.menu)>
                {initials.clone()}
            </summary>
            <div class="menu-body">
                <a href=route::MY_DAY>{all.bar.my_day}</a>
                <a href=route::DUTY>{all.bar.duty_page}</a>
                <a href=route::ALL_MINUTES>{all.bar.minutes}</a>
                <a href=route::RULES>{all.bar.rules}</a>
                <a href=route::SETTINGS>{all.bar.settings}</a>
                {load}
                <a href=route::EMERGENCY>{all.bar.emergency}</a>
                <a href=route::DEVIATIONS>{all.bar.deviations}</a>
                {letters}
                <button
                    type="button"
                    class="wide"
                    disabled=move || !desk.ready.get()
                    on:click=move |_| desk.ask(Question::Keys)
                >
                    {all.bar.keys}" "<kbd aria-hidden="true">"?"</kbd>
                </button>
                <LookForms next=route::BOARD.to_owned() />
                <form method="post" action=LOOK>
                    <input type="hidden" name="next" value=route::BOARD />
                    <button class="wide" name="masked" value=value>{label}</button>
                </form>
                <form method="post" action=route::LOG_OUT>
                    <button class="wide">{all.common.log_out}</button>
                </form>
            </div>
        </details>
    }
}
