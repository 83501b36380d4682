//! What stands above the client when it is not simply the meeting's: that no meeting is held, that
//! one was never ended, or that the person looks elsewhere.

use leptos::prelude::*;
use shared::{Command, route};

use super::seat::seat;
use crate::context::{frame, live};
use crate::i18n::meeting::Meeting as Texts;
use crate::view::meeting::MeetingView;

/// What the meeting waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Waits {
    /// To be started; the last may have ended today.
    ForStart(Option<(String, u64)>),
    /// To be started anew, because one was left open on an earlier day.
    ForNew(String),
    /// For the first client.
    ForFirst,
    /// For nothing, but the person looks elsewhere than at this client.
    Elsewhere(String),
    /// For nothing.
    Nothing,
}

/// The line above the client.
#[component]
pub fn Start() -> impl IntoView {
    let (seat, live) = (seat(), live());
    let texts = Texts::of(frame().language);
    let desk = seat.desk();
    let waits = Memo::new(move |_| {
        let elsewhere = seat.is_elsewhere();
        seat.meeting().with(|meeting| waits(meeting, elsewhere))
    });
    let start = move |label: &'static str, class: &'static str| {
        view! {
            <button
                type="button"
                class=class
                disabled=move || !desk.ready.get()
                on:click=move |_| {
                    seat.follow();
                    live.send(Command::StartMeeting { present: Vec::new() });
                }
            >
                {label}
            </button>
        }
    };
    move || match waits.get() {
        Waits::Nothing => None,
        Waits::ForStart(Some((at, number))) => Some(
            view! {
                <div class="meeting-start">
                    <p class="empty-title">{(texts.ended)(&at)}</p>
                    <a class="button primary large" href=route::minutes(number)>{texts.minutes}</a>
                    {start(texts.again_start, "quiet")}
                    <a href=route::ALL_MINUTES>{texts.all_minutes}</a>
                </div>
            }
            .into_any(),
        ),
        Waits::ForStart(None) => Some(
            view! {
                <div class="meeting-start">
                    <p class="empty-title">{texts.none}</p>
                    <p>{texts.none_next}</p>
                    {start(texts.start, "primary large")}
                    <a href=route::ALL_MINUTES>{texts.all_minutes}</a>
                </div>
            }
            .into_any(),
        ),
        Waits::ForNew(began) => Some(
            view! {
                <div class="meeting-start">
                    <p class="empty-title">{(texts.old)(&began)}</p>
                    <p>{texts.old_next}</p>
                    {start(texts.start, "primary large")}
                </div>
            }
            .into_any(),
        ),
        Waits::ForFirst => Some(
            view! {
                <div class="meeting-start">
                    <p class="empty-title">{texts.begins}</p>
                    <p>{texts.begins_next}</p>
                </div>
            }
            .into_any(),
        ),
        Waits::Elsewhere(who) => Some(
            view! {
                <p class="meeting-elsewhere">
                    <span>{(texts.elsewhere)(&who)}</span>
                    <button type="button" aria-keyshortcuts="f" on:click=move |_| seat.follow()>
                        {texts.follow}" "<kbd aria-hidden="true">"F"</kbd>
                    </button>
                </p>
            }
            .into_any(),
        ),
    }
}

fn waits(meeting: &MeetingView, elsewhere: bool) -> Waits {
    let Some(held) = &meeting.held else {
        return Waits::ForStart(meeting.ended.clone());
    };
    if !held.is_today {
        return Waits::ForNew(held.began.clone());
    }
    let Some(pointer) = meeting.pointer else {
        return Waits::ForFirst;
    };
    let line = meeting.agenda.iter().find(|line| line.stop == pointer);
    match line.filter(|_| elsewhere) {
        Some(line) => Waits::Elsewhere(line.name.clone()),
        None => Waits::Nothing,
    }
}
