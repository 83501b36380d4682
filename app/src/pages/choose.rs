//! Choosing a client for a form: those on the board first, and a search for all others.

use leptos::prelude::*;
use shared::board::card::Level;
use shared::digest::own_clients;
use shared::people::People;
use shared::wording::Language;
use shared::{Board, ClientId, Timestamp, route};

use crate::context::{frame, language};
use crate::i18n::day::Day;
use crate::page::{ChooseContent, EntryKind, Viewer};
use crate::pages::board::search::{Found, find};
use crate::parts::demo_bar::DemoBar;
use crate::parts::level_mark::LevelMark;

/// The title of the page.
#[must_use]
pub fn title(language: Language, kind: EntryKind) -> &'static str {
    let texts = Day::of(language);
    match kind {
        EntryKind::Raise => texts.choose_raise,
        EntryKind::Contact | EntryKind::Visit | EntryKind::Plan => texts.choose_contact,
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
        those_near(&board, &people, frame.viewer.as_ref(), frame.now)
    } else {
        find(&board, &people, &search, frame.now)
    };
    let (action, form): (_, fn(ClientId) -> String) = match kind {
        EntryKind::Raise => (route::RAISE, route::raise),
        EntryKind::Contact => (route::CONTACT, route::contact),
        EntryKind::Visit => (route::CONTACT, route::visit),
        EntryKind::Plan => (route::CONTACT, route::plan),
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
                        <LevelMark level=one.level />
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

/// Those on the board, and one's own clients; all others are found by a search.
fn those_near(
    board: &Board,
    people: &People,
    viewer: Option<&Viewer>,
    now: Timestamp,
) -> Vec<Found> {
    let today = now.local().date();
    let own = viewer.map(|viewer| own_clients(board, viewer.staff, now));
    let mut near: Vec<Found> = board
        .cards
        .values()
        .filter(|card| {
            card.level != Level::Plan || own.as_ref().is_some_and(|own| own.contains(&card.client))
        })
        .filter_map(|card| {
            let head = people.clients.get(&card.client)?;
            Some(Found {
                client: card.client,
                name: head.name.clone(),
                initials: head.initials.clone(),
                age: head.age(today),
                level: card.level,
            })
        })
        .collect();
    near.sort_by(|one, other| (one.level, &one.name).cmp(&(other.level, &other.name)));
    near
}
