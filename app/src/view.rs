//! The board as the eye sees it: a pure projection of what is true.
//!
//! The domain stays outside reactivity. Whenever the board, the clock or a waiting command changes,
//! [`project`] makes a whole [`BoardView`], and [`BoardView::show`] hands it to the store, which
//! tells only those cells whose content differs.

pub mod advice;
#[cfg(feature = "ssr")]
pub mod history;
pub mod meeting;
pub mod panel;
pub mod raised;
pub mod row;
pub mod top;

use leptos::prelude::{ReadUntracked, Set};
use reactive_stores::{AtKeyed, Store};
use shared::board::card::{Card, Level};
use shared::board::meeting::new_since;
use shared::order::sort_by_key;
use shared::people::People;
use shared::wording::Language;
use shared::{Board, ClientId, Command, Timestamp};

use crate::page::{Panel, Viewer};
use panel::{Held, PanelView};
use row::{AlertTone, Row, RowStoreFields};
use top::Top;

/// What the board page shows.
///
/// It has no `Patch` of its own: patching a whole struct that has a keyed field panics in
/// `reactive_stores` 0.4. [`BoardView::show`] patches its parts.
#[derive(Clone, Debug, PartialEq, Store)]
pub struct BoardView {
    /// The clients who are on the board, in the order of the board.
    #[store(key: ClientId = |row| row.client)]
    pub rows: Vec<Row>,
    /// Everything above the table.
    pub top: Top,
}

impl BoardView {
    /// Hands this view to the store. Only cells whose content differs are drawn again.
    pub fn show(self, store: Store<Self>) {
        store.rows().patch(self.rows);
        if *store.top().read_untracked() != self.top {
            store.top().set(self.top);
        }
    }
}

/// A client's row in the store, by the client's id. It is not a [`Field`] yet: a field is forgotten
/// together with the owner that made it, and the list below is made anew at every change, while the
/// row on the screen stays.
///
/// [`Field`]: reactive_stores::Field
pub type KeyedRow = AtKeyed<Store<BoardView>, BoardView, ClientId, Vec<Row>>;

/// The rows of one level, in the order of the board.
pub fn rows_of(store: Store<BoardView>, level: Level) -> Vec<KeyedRow> {
    use leptos::prelude::Get;

    store
        .rows()
        .into_iter()
        .filter(|row| (*row).level().get() == level)
        .collect()
}

/// Projects the board for one viewer at one moment. `pending` are the commands that wait for the
/// server's answer; the rows that they are about are marked.
#[must_use]
pub fn project(
    board: &Board,
    people: &People,
    pending: &[Command],
    viewer: &Viewer,
    now: Timestamp,
    language: Language,
) -> BoardView {
    let look = Look {
        board,
        people,
        pending,
        viewer,
        now,
        language,
    };
    let mut cards: Vec<_> = board
        .on_board()
        .map(|card| (look.urgency(card), card))
        .collect();
    sort_by_key(&mut cards, |(urgency, card)| {
        (card.level, *urgency, card.since, card.client)
    });
    let rows: Vec<Row> = cards.into_iter().map(|(_, card)| look.row(card)).collect();
    let top = look.top(&rows);
    BoardView { rows, top }
}

/// Projects a client's side panel; `None` if the viewer may no longer see the client.
#[must_use]
pub fn panel_of(
    board: &Board,
    people: &People,
    panel: &Panel,
    viewer: &Viewer,
    now: Timestamp,
    language: Language,
) -> Option<PanelView> {
    Look {
        board,
        people,
        pending: &[],
        viewer,
        now,
        language,
    }
    .panel(panel)
}

/// The vetoes that hold for a client.
#[must_use]
pub fn holds_of(
    board: &Board,
    people: &People,
    client: ClientId,
    viewer: &Viewer,
    now: Timestamp,
    language: Language,
) -> Vec<Held> {
    let look = Look {
        board,
        people,
        pending: &[],
        viewer,
        now,
        language,
    };
    let card = board.cards.get(&client);
    card.map(|card| look.holds(card)).unwrap_or_default()
}

/// From where the board is looked at.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    pub(crate) board: &'a Board,
    pub(crate) people: &'a People,
    pub(crate) pending: &'a [Command],
    pub(crate) viewer: &'a Viewer,
    pub(crate) now: Timestamp,
    pub(crate) language: Language,
}

/// Why a card stands before others of its level. What needs a decision first comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Urgency {
    AlertUnanswered,
    NobodyToday,
    ContactMissed,
    StepProposed,
    Calm,
}

impl Look<'_> {
    fn urgency(&self, card: &Card) -> Urgency {
        if self
            .board
            .open_alert(card.client)
            .is_some_and(|alert| AlertTone::of(alert).is_open())
        {
            Urgency::AlertUnanswered
        } else if card.contact_on(self.now).is_none() {
            Urgency::NobodyToday
        } else if self.missed_contact(card).is_some() {
            Urgency::ContactMissed
        } else if self.board.proposals.contains_key(&card.client) {
            Urgency::StepProposed
        } else {
            Urgency::Calm
        }
    }

    /// Since when something is new: the same moment as in the board meeting.
    pub(crate) fn new_since(&self) -> Timestamp {
        new_since(self.board, self.now)
    }
}

#[cfg(test)]
mod tests;
