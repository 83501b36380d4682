//! The keyboard: everything that a mouse can do at the board.

use leptos::prelude::*;
use shared::board::card::Level;
use shared::{ClientId, route};

use super::desk::{Desk, List, Placing, Question, SEARCH, row_id};
use super::views;
use crate::browser::{self, Key};
use crate::live::Live;
use crate::view::BoardViewStoreFields;

/// The keys, with the place of their words in the list of help.
pub const KEYS: [&str; 13] = [
    "j k", "Enter", "h", "c", "n", "s", "b", "l", "m", "/", "v", "?", "Esc",
];

/// Listens to the keyboard, once the page has been taken over.
pub fn listen(desk: Desk, live: Live) {
    Effect::new(move |_| browser::on_key(move |key| pressed(desk, live, &key)));
}

/// Does what a key stands for. Says whether it stands for anything.
fn pressed(desk: Desk, live: Live, key: &Key) -> bool {
    if key.with_modifier || key.in_dialog {
        return false;
    }
    if key.name == "Escape" {
        return escape(desk, live);
    }
    if key.writing {
        return false;
    }
    let about = |question: fn(ClientId) -> Question| {
        if let Some(client) = client(desk, live) {
            desk.ask(question(client));
        }
    };
    match key.name.as_str() {
        "j" => step(desk, live, 1),
        "k" => step(desk, live, -1),
        "h" | "H" => desk.ask(place(live, client(desk, live))),
        "c" => about(Question::Contact),
        "n" => about(Question::Book),
        "s" => about(Question::Signs),
        "b" => about(Question::Hold),
        "l" => about(Question::Log),
        "m" => browser::go(route::MEETING),
        "/" => browser::focus(SEARCH),
        "v" => views::choose(desk, List::All),
        "?" => desk.ask(Question::Keys),
        _ => return false,
    }
    true
}

/// Puts away the nearest thing: the search, else the panel.
fn escape(desk: Desk, live: Live) -> bool {
    if !desk.search.get_untracked().is_empty() {
        desk.search.set(String::new());
    } else if let Some(client) = live
        .panel()
        .with_untracked(|panel| panel.as_ref().map(|one| one.client))
    {
        live.close_panel();
        browser::focus(&row_id(client));
    } else {
        return false;
    }
    true
}

/// The client whom a key is about: the one whose panel is open, else the one on whose row the
/// person is.
fn client(desk: Desk, live: Live) -> Option<ClientId> {
    live.panel()
        .with_untracked(|panel| panel.as_ref().map(|panel| panel.client))
        .or_else(|| desk.current.get_untracked())
}

/// The question of a raise: what is known of the client is filled in already.
pub fn place(live: Live, client: Option<ClientId>) -> Question {
    let known = client.and_then(|client| {
        live.with_board(|board, _| {
            let card = board.cards.get(&client)?;
            let on_board = card.level != Level::Plan;
            let why = card.why.as_ref().filter(|_| on_board).map(|why| &why.value);
            Some(Placing {
                client: Some(client),
                level: if on_board { card.level } else { Level::Red },
                reason: why.map(|why| why.reason),
                text: why.map_or_else(String::new, |why| why.text.clone()),
            })
        })
    });
    Question::Place(known.unwrap_or_else(|| Placing::raise(client)))
}

/// Goes to the next client that is shown, or the one before.
fn step(desk: Desk, live: Live, by: isize) {
    let (list, current) = (desk.list.get_untracked(), desk.current.get_untracked());
    let shown: Vec<ClientId> = live
        .view()
        .top()
        .read_untracked()
        .places
        .iter()
        .filter(|place| list.holds(place.lists))
        .map(|place| place.client)
        .collect();
    let next = current
        .and_then(|client| shown.iter().position(|one| *one == client))
        .map_or_else(
            || shown.first(),
            |index| shown.get(index.checked_add_signed(by)?),
        );
    if let Some(client) = next {
        desk.current.set(Some(*client));
        let id = row_id(*client);
        browser::focus(&id);
        browser::scroll_to(&id);
    }
}
