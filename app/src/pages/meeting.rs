//! The board meeting: the agenda on the left, the client in the middle, the decisions on the
//! right. Everybody's page follows the chair. It arranges; it knows no socket and no rule.

pub mod agenda;
pub mod client;
pub mod decide;
pub mod head;
pub mod keys;
pub mod seat;
pub mod start;
pub mod wall;

use leptos::prelude::*;

use super::board::ask::{AskDialog, Asker};
use super::board::desk::{Desk, List};
use super::board::strip::AlertStrip;
use crate::browser;
use crate::context::{frame, live};
use crate::i18n::meeting::Meeting as Texts;
use crate::parts::demo_bar::DemoBar;
use crate::parts::link_state::link_word;
use agenda::Agenda;
use client::Client;
use decide::Decide;
use head::Head;
use seat::Seat;
use start::Start;
use wall::Wall;

/// The page of the board meeting.
#[component]
pub fn MeetingPage() -> impl IntoView {
    let (frame, live) = (frame(), live());
    let texts = Texts::of(frame.language);
    let desk = Desk::new(String::new(), List::All);
    provide_context(desk);
    let asker = Asker::of_page();
    let seat = Seat::new(live, asker);
    provide_context(seat);
    Effect::new(move |_| {
        desk.take_up();
        live.connect();
    });
    if !frame.masked {
        keys::listen(desk, seat);
    }
    Effect::new(move |_| browser::set_root_attribute("data-link", link_word(live.link().get())));
    let announcements = live.announcements();
    // They say why; a wall must not.
    let masked = frame.masked;
    let aloud = move |text: &str| (!masked).then(|| text.to_owned());
    let shown = move || seat.shown().get();
    let middle = if frame.masked {
        view! { <main id="content" class="meeting-wall"><Wall /></main> }.into_any()
    } else {
        view! {
            <main id="content" class="meeting-main">
                <Start />
                {move || shown().map(|stop| view! { <Client stop=stop /> })}
            </main>
            {move || shown().map(|(client, _)| view! { <Decide client=client /> })}
            <AskDialog />
        }
        .into_any()
    };
    view! {
        <a class="skip" href="#content">{crate::context::texts().common.skip}</a>
        {frame.demo.then(|| view! { <DemoBar now=live.now() /> })}
        <Head />
        <AlertStrip />
        <noscript><p class="hint">{texts.read_only}</p></noscript>
        <div class="meeting" data-masked=frame.masked.then_some("")>
            <Agenda />
            {middle}
        </div>
        <div class="unseen" aria-live="polite">{move || aloud(&announcements.read().0)}</div>
        <div class="unseen" aria-live="assertive">{move || aloud(&announcements.read().1)}</div>
        <div class="unseen" aria-live="polite">{move || seat.said()}</div>
    }
}
