//! The decisions about the client on this page: a button and a key for each, with what holds now.

use leptos::prelude::*;
use shared::ClientId;
use shared::wording::time::clock;

use super::seat::seat;
use crate::context::{frame, level_word, live, texts};
use crate::i18n::meeting::Meeting as Texts;
use crate::page::Panel;
use crate::pages::board::desk::Question;
use crate::pages::board::keys::place;
use crate::view::panel::PanelView;
use crate::view::row::Today;
use crate::view::{BoardViewStoreFields, panel_of};

/// The decisions.
#[component]
pub fn Decide(client: ClientId) -> impl IntoView {
    let (frame, live, seat, all) = (frame(), live(), seat(), texts());
    let texts = Texts::of(frame.language);
    let (language, desk) = (frame.language, seat.desk());
    let viewer = frame.viewer.clone();
    let content = Memo::new(move |_| {
        live.seq().track();
        live.view().rows().track();
        let now = live.now().get();
        let viewer = viewer.as_ref()?;
        let panel = Panel {
            client,
            dossier: None,
            timeline: Vec::new(),
        };
        live.with_board(|board, people| panel_of(board, people, &panel, viewer, now, language))
    });
    let button = move |key: &'static str,
                       label: &'static str,
                       value: fn(&PanelView, &'static Texts) -> String,
                       question: Option<fn(ClientId) -> Question>| {
        let ask = move |_| {
            desk.ask(match question {
                Some(question) => question(client),
                None => place(live, Some(client)),
            });
        };
        view! {
            <li>
                <button
                    type="button"
                    aria-keyshortcuts=key
                    disabled=move || !desk.ready.get()
                    on:click=ask
                >
                    <kbd aria-hidden="true">{key.to_uppercase()}</kbd>
                    <span>
                        {label}
                        <small>{move || content.with(|one| one.as_ref().map(|one| value(one, texts)))}</small>
                    </span>
                </button>
            </li>
        }
    };
    let step = move |by: isize, label: &'static str, key: &'static str, class: &'static str| {
        view! {
            <button
                type="button"
                class=class
                aria-keyshortcuts=key
                disabled=move || !desk.ready.get()
                on:click=move |_| seat.step(by)
            >
                {label}" "<kbd aria-hidden="true">{key.to_uppercase()}</kbd>
            </button>
        }
    };
    let plain = |_: &PanelView, _: &'static Texts| String::new();
    view! {
        <aside class="decide" aria-label=texts.decide>
            <h2>{texts.decide}</h2>
            <ul>
                {button("c", texts.contact, contact, Some(Question::Contact))}
                {button("h", texts.level, |one, _| level(one), None)}
                {button("p", texts.psychiatrist, psychiatrist, Some(Question::Psychiatrist))}
                {button("a", texts.action, actions, Some(Question::Action))}
                {button("r", texts.review, |one, _| one.overview.review.clone().unwrap_or_default(), Some(Question::Review))}
                {button("b", texts.hold, holds, Some(Question::Hold))}
                {button("n", texts.book, next, Some(Question::Book))}
                {button("s", texts.signs, |one, _| signs(one), Some(Question::Signs))}
                {button("t", texts.note, plain, Some(|client| Question::Note(client, None)))}
            </ul>
            <p class="buttons">
                {step(1, texts.next, "j", "primary large wide")}
                {step(-1, texts.previous, "k", "wide")}
            </p>
            <p class="hint">{all.bar.keys}" "<kbd aria-hidden="true">"?"</kbd></p>
        </aside>
    }
}

fn contact(one: &PanelView, texts: &'static Texts) -> String {
    match &one.overview.today {
        Today::Nobody => texts.nobody.to_owned(),
        Today::Named { who, at, .. } => format!("{who} {}", clock(*at)),
    }
}

fn level(one: &PanelView) -> String {
    level_word(one.place.level)
}

fn psychiatrist(one: &PanelView, texts: &'static Texts) -> String {
    let asked = &one.overview.psychiatrist;
    if let Some((due, _)) = &asked.clock {
        return due.words.clone();
    }
    if !asked.asked.is_empty() {
        return (texts.open)(&asked.asked.len().to_string());
    }
    match &asked.last {
        Some((at, _, _)) => format!("✓ {}", at.words),
        None => texts.not_needed.to_owned(),
    }
}

fn actions(one: &PanelView, texts: &'static Texts) -> String {
    (texts.open)(&one.actions.len().to_string())
}

fn holds(one: &PanelView, texts: &'static Texts) -> String {
    if one.way.holds.is_empty() {
        texts.no_hold.to_owned()
    } else {
        texts.held.to_owned()
    }
}

fn next(one: &PanelView, _: &'static Texts) -> String {
    let next = one.overview.contacts.next.as_ref();
    next.map(|at| at.words.clone()).unwrap_or_default()
}

fn signs(one: &PanelView) -> String {
    let latest = one.overview.signs.latest.as_ref();
    latest
        .map(|(word, at, _)| format!("{word} {}", at.words))
        .unwrap_or_default()
}
