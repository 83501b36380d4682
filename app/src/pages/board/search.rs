//! Finding any of the team's clients, on the board or not, and raising them from there.

use leptos::prelude::*;
use shared::order::sort_by;
use shared::people::People;
use shared::route;
use shared::{Board, ClientId};

use super::desk::{Desk, SEARCH, desk};
use super::keys::place;
use crate::context::{frame, live, texts};
use crate::live::Live;
use crate::parts::level_mark::LevelMark;
use shared::board::card::Level;

/// The most results that are shown; who needs more types another letter.
const MOST: usize = 8;

/// A client who was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The client.
    pub client: ClientId,
    /// The full name.
    pub name: String,
    /// The initials.
    pub initials: String,
    /// Age in years.
    pub age: u32,
    /// The level.
    pub level: Level,
}

/// The clients whose name has a word that begins with what was typed, or whose initials do; those
/// on the board first.
#[must_use]
pub fn find(board: &Board, people: &People, what: &str, now: shared::Timestamp) -> Vec<Found> {
    let what = what.trim().to_lowercase();
    if what.is_empty() {
        return Vec::new();
    }
    let letters = |text: &str| text.to_lowercase().replace('.', "");
    let today = now.local().date();
    let mut found: Vec<Found> = people
        .clients
        .iter()
        .filter(|(_, head)| {
            let name = head.name.to_lowercase();
            name.starts_with(&what)
                || name.split([' ', '-']).any(|word| word.starts_with(&what))
                || letters(&head.initials).starts_with(&letters(&what))
        })
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
    sort_by(&mut found, |a, b| {
        (a.level, &a.name).cmp(&(b.level, &b.name))
    });
    found
}

/// The search field with what it finds.
#[component]
pub fn Search() -> impl IntoView {
    let (desk, live, texts) = (desk(), live(), &texts().bar);
    let found = Memo::new(move |_| {
        let what = desk.search.get();
        live.seq().track();
        let now = live.now().get_untracked();
        live.with_board(|board, people| find(board, people, &what, now))
    });
    let open_first = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(first) = found.with(|found| found.first().map(|one| one.client)) {
            desk.search.set(String::new());
            live.open_panel(first);
        }
    };
    view! {
        <form class="search" role="search" method="get" action=route::BOARD on:submit=open_first>
            <input
                id=SEARCH
                type="search"
                name="search"
                placeholder=texts.search
                aria-label=format!("{}: {}", texts.search, texts.search_hint)
                aria-keyshortcuts="/"
                autocomplete="off"
                prop:value=move || desk.search.get()
                value=desk.search.get_untracked()
                on:input=move |event| desk.search.set(event_target_value(&event))
            />
            <kbd class="search-key" aria-hidden="true">"/"</kbd>
            <div class="search-found" hidden=move || desk.search.read().trim().is_empty()>
                <Results desk=desk live=live found=found />
            </div>
        </form>
    }
}

#[component]
fn Results(desk: Desk, live: Live, found: Memo<Vec<Found>>) -> impl IntoView {
    let masked = frame().masked;
    let all = texts();
    let rows = move || {
        found
            .get()
            .into_iter()
            .take(MOST)
            .map(|one| {
                let client = one.client;
                // Without script, or in a new tab, the client has a page of their own.
                let open = move |event: leptos::ev::MouseEvent| {
                    if event.ctrl_key() || event.meta_key() || event.shift_key() {
                        return;
                    }
                    event.prevent_default();
                    desk.search.set(String::new());
                    live.open_panel(client);
                };
                let raise = move |_| {
                    desk.search.set(String::new());
                    desk.ask(place(live, Some(client)));
                };
                let name = if masked { one.initials } else { one.name };
                view! {
                    <li>
                        <a href=route::client_page(client) on:click=open>
                            <b>{name}</b>" "<small>{one.age}</small>" "
                            <LevelMark level=one.level />
                        </a>
                        <button
                            type="button"
                            disabled=move || !desk.ready.get()
                            on:click=raise
                        >
                            {if one.level == Level::Plan { all.bar.raise } else { all.panel.change }}
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let none = move || {
        found
            .with(Vec::is_empty)
            .then(|| (all.bar.search_none)(desk.search.read().trim()))
    };
    view! {
        <p class="unseen" role="status">
            {move || format!("{}: {}", all.bar.search_results, found.with(Vec::len))}
        </p>
        <ul>{rows}</ul>
        {move || none().map(|words| view! {
            <p class="search-none">{words}" "<a href=route::EMERGENCY>{all.bar.emergency}</a></p>
        })}
    }
}

#[cfg(test)]
mod tests;
