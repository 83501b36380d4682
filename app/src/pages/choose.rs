//! Choosing a client for a form: those on the board first, and a search for all others.

use leptos::prelude::*;
use shared::board::card::Level;
use shared::wording::Language;
use shared::{ClientId, route};

use crate::context::{frame, language};
use crate::i18n::day::Day;
use crate::page::{ChooseContent, EntryKind};
use crate::pages::board::search::{Found, find};
use crate::parts::demo_bar::DemoBar;
use crate::parts::level_mark::LevelMark;

/// The title of the page.
#[must_use]
pub fn title(language: Language, kind: EntryKind) -> &'static str {
    let texts = Day::of(language);
    match kind {
        EntryKind::Raise => texts.choose_raise,
        EntryKind::Contact | EntryKind::Visit => texts.choose_contact,
    }
}

/// Choosing a client.
#[component]
pub fn ChoosePage(content: ChooseContent) -> impl IntoView {
    let (frame, language) = (frame(), language());
    let texts = Day::of(language);
    let ChooseContent {
        kind,
        board,
        people,
        search,
    } = content;
    let found = if search.trim().is_empty() {
        everybody(&board, &people, frame.now)
    } else {
        find(&board, &people, &search, frame.now)
    };
    let (action, form): (_, fn(ClientId) -> String) = match kind {
        EntryKind::Raise => (route::RAISE, route::raise),
        EntryKind::Contact => (route::CONTACT, route::contact),
        EntryKind::Visit => (route::CONTACT, route::visit),
    };
    let masked = frame.masked;
    let clients = found
        .iter()
        .map(|one| {
            let name = if masked {
                one.initials.clone()
            } else {
                one.name.clone()
            };
            view! {
                <li>
                    <a href=form(one.client)>
                        <span>
                            {name}
                            " "
                            <small>{one.age}" "{language.pick("år", "years")}</small>
                        </span>
                        <LevelMark level=one.level language=language />
                    </a>
                </li>
            }
        })
        .collect_view();
    let nobody = found.is_empty().then(|| {
        view! { <p role="status"><b>{texts.found_none}</b>" "{texts.found_none_next}</p> }
    });
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(frame.now) /> })}
        <header class="bar"><a class="button" href=route::MY_DAY>{texts.back}</a></header>
        <main class="sheet choose" id="content">
            <h1>{title(language, kind)}</h1>
            <form class="choose-search" role="search" method="get" action=action>
                <label class="field">
                    <span>{texts.search_hint}</span>
                    <input type="search" name="search" value=search autocomplete="off" />
                </label>
                <button>{texts.search}</button>
            </form>
            {nobody}
            <ul class="call">{clients}</ul>
        </main>
    }
}

/// All clients in the order of the board, those off it last.
fn everybody(
    board: &shared::Board,
    people: &shared::people::People,
    now: shared::Timestamp,
) -> Vec<Found> {
    let today = now.local().date();
    let mut all: Vec<Found> = people
        .clients
        .iter()
        .map(|(client, head)| Found {
            client: *client,
            name: head.name.clone(),
            initials: head.initials.clone(),
            age: head.age(today),
            level: board
                .cards
                .get(client)
                .map_or(Level::Plan, |card| card.level),
        })
        .collect();
    all.sort_by(|one, other| (one.level, &one.name).cmp(&(other.level, &other.name)));
    all
}
