//! The bar of the meeting: how fresh the page is, how long the meeting has lasted, who is there.

use leptos::prelude::*;
use shared::{Command, route};

use super::seat::seat;
use crate::context::{frame, live, texts};
use crate::i18n::meeting::Meeting as Texts;
use crate::pages::board::desk::{Placing, Question};
use crate::parts::link_state::LinkState;
use crate::view::meeting::Held;

/// The bar at the top, and what the person should know about their own part.
#[component]
pub fn Head() -> impl IntoView {
    let (frame, live, seat, all) = (frame(), live(), seat(), texts());
    let texts = Texts::of(frame.language);
    let desk = seat.desk();
    let team = frame
        .viewer
        .as_ref()
        .map_or_else(String::new, |viewer| viewer.team.clone());
    let held = Memo::new(move |_| seat.meeting().with(|meeting| meeting.held.clone()));
    let ready = move || desk.ready.get();
    let tools = (!frame.masked).then(|| {
        let of_a_meeting = move |label: &'static str, key: &'static str, question: Question| {
            view! {
                <button
                    type="button"
                    aria-keyshortcuts=key
                    hidden=move || held.with(Option::is_none)
                    disabled=move || !ready()
                    on:click=move |_| desk.ask(question.clone())
                >
                    {label}" "<kbd aria-hidden="true">{key.to_uppercase()}</kbd>
                </button>
            }
        };
        view! {
            {of_a_meeting(texts.attendance, "d", Question::Attendance)}
            {of_a_meeting(texts.end, "e", Question::EndMeeting)}
            <button
                type="button"
                disabled=move || !ready()
                on:click=move |_| desk.ask(Question::Place(Placing::raise(None)))
            >
                {all.bar.raise}
            </button>
        }
    });
    view! {
        <header class="bar meeting-bar">
            <h1 class="bar-team">{(texts.title)(&team)}</h1>
            <LinkState link=live.link() now=live.now() />
            {move || held.get().filter(|held| held.is_today).map(clock)}
            <span class="bar-space"></span>
            {tools}
            <a class="button" href=route::BOARD>{all.common.back_to_board}</a>
        </header>
        <Part held=held />
    }
}

/// How long the meeting has lasted, out of how long it may.
pub(crate) fn clock(held: Held) -> impl IntoView {
    let texts = Texts::of(crate::context::language());
    let (minutes, budget) = (held.minutes, Held::budget());
    let (done, all) = held.discussed;
    let over = held.over().map(|over| {
        view! { " "<b class="fault">{(texts.over)(&over.to_string())}</b> }
    });
    view! {
        <p class="meeting-clock">
            <progress
                aria-label=texts.time
                max=budget.to_string()
                value=minutes.min(budget).to_string()
            ></progress>
            " "
            {(texts.clock)(&minutes.to_string(), &budget.to_string())}
            {over}
            " · "
            {(texts.discussed)(&done.to_string(), &all.to_string())}
        </p>
    }
}

/// Who leads, who is there, and what the person can do about their own part.
#[component]
fn Part(held: Memo<Option<Held>>) -> impl IntoView {
    let (frame, live, seat) = (frame(), live(), seat());
    let texts = Texts::of(frame.language);
    let masked = frame.masked;
    let viewer = frame.viewer.as_ref().map(|viewer| viewer.staff);
    let desk = seat.desk();
    let send = move |label: &'static str, command: Option<Command>| {
        command.map(|command| {
            view! {
                <button
                    type="button"
                    disabled=move || !desk.ready.get()
                    on:click=move |_| live.send(command.clone())
                >
                    {label}
                </button>
            }
        })
    };
    let attend = move |remote: bool| {
        viewer.map(|staff| Command::Attend {
            staff,
            present: true,
            remote,
        })
    };
    let told = move || {
        let held = held.get().filter(|held| held.is_today)?;
        let present: Vec<_> = held
            .present
            .iter()
            .map(|(who, remote)| {
                let remote = remote.then(|| format!(" ({})", texts.remote.to_lowercase()));
                format!("{who}{}", remote.unwrap_or_default())
            })
            .collect();
        let leads = if held.is_chair {
            texts.you_lead.to_owned()
        } else {
            (texts.chair)(&held.chair)
        };
        let own = (!masked).then(|| {
            if !held.is_there {
                let (room, remote) = (attend(false), attend(true));
                Some(
                    view! {
                        <span>{texts.not_there}</span>
                        {send(texts.join_room, room)}
                        {send(texts.join_remote, remote)}
                    }
                    .into_any(),
                )
            } else if !held.is_chair {
                let gone = held.chair_gone.then(|| {
                    view! { <span class="warning">{(texts.chair_gone)(&held.chair)}</span> }
                });
                Some(
                    view! {
                        {gone}
                        {send(texts.take_chair, Some(Command::TakeChair))}
                    }
                    .into_any(),
                )
            } else {
                None
            }
        });
        Some(view! {
            <section class="meeting-part" aria-label=texts.attendance>
                <span><b>{leads}</b>" · "{texts.present}": "{present.join(", ")}</span>
                {own}
            </section>
        })
    };
    view! { {told} }
}
