//! The order in which a meeting looks at the clients (`domain.md` 1.2).

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::Novelty;
use crate::alert::Alert;
use crate::board::Board;
use crate::board::card::{Card, Level};
use crate::id::ClientId;
use crate::order::sort_by_key;
use crate::time::{Timestamp, days_after};

/// How many days ahead the end of a legal status is looked for.
const LEGAL_DAYS: u64 = 7;

/// A part of the agenda. The order is that of the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// New since the last meeting.
    New,
    /// Red.
    Red,
    /// Yellow.
    Yellow,
    /// Step-down.
    Stepdown,
    /// In hospital or custody.
    Inpatient,
    /// Steps down that the rules propose for today.
    Proposals,
    /// Legal status that ends within seven days.
    Legal,
}

impl Section {
    /// Every section, in the order of the meeting.
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::Red,
        Self::Yellow,
        Self::Stepdown,
        Self::Inpatient,
        Self::Proposals,
        Self::Legal,
    ];

    /// The section of a level; `None` off the board.
    #[must_use]
    pub fn of_level(level: Level) -> Option<Self> {
        match level {
            Level::Red => Some(Self::Red),
            Level::Yellow => Some(Self::Yellow),
            Level::Stepdown => Some(Self::Stepdown),
            Level::Inpatient => Some(Self::Inpatient),
            Level::Plan => None,
        }
    }

    /// Whether a client stands here as a client on the board, which happens once; in the
    /// last two sections a client may stand again.
    #[must_use]
    pub fn is_of_the_board(self) -> bool {
        !matches!(self, Self::Proposals | Self::Legal)
    }
}

/// A client on the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The client.
    pub client: ClientId,
    /// In which section.
    pub section: Section,
    /// Whether the client came on the board during the meeting: "Ny nu".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub added: bool,
}

/// From when on something is new: the beginning of the last meeting, or, if there was
/// none, 08:30 on the working day before.
#[must_use]
pub fn new_since(board: &Board, now: Timestamp) -> Timestamp {
    board.last_meeting.as_ref().map_or_else(
        || {
            let day = board.calendar.previous_working_day(now.local().date());
            let usual = NaiveTime::from_hms_opt(8, 30, 0).unwrap_or_default();
            Timestamp::at(day, usual)
        },
        |last| last.from,
    )
}

/// The agenda of a meeting that begins: new, then by level with those first who have
/// been there longest, then proposals, then legal status by its end.
///
/// A client stands once in the first section that fits; as a proposal and for a legal
/// status that ends a client may stand again.
#[must_use]
pub fn agenda(board: &Board, now: Timestamp) -> Vec<Item> {
    let mut new: Vec<&Card> = board
        .cards
        .values()
        .filter(|card| first_news(board, card, now).is_some())
        .collect();
    sort_by_key(&mut new, |card| {
        let waits = board
            .open_alert(card.client)
            .is_some_and(Alert::is_unanswered);
        (!waits, card.level, first_news(board, card, now))
    });
    let is_new = |card: &Card| new.iter().any(|one| one.client == card.client);

    let mut items: Vec<Item> = new.iter().map(|card| item(card, Section::New)).collect();
    for level in Level::ALL {
        let Some(section) = Section::of_level(level) else {
            continue;
        };
        let mut cards: Vec<&Card> = board
            .cards
            .values()
            .filter(|card| card.level == level && !is_new(card))
            .collect();
        sort_by_key(&mut cards, |card| card.since);
        items.extend(cards.into_iter().map(|card| item(card, section)));
    }
    let proposed = board
        .proposals
        .keys()
        .filter_map(|client| board.cards.get(client));
    items.extend(proposed.map(|card| item(card, Section::Proposals)));
    items.extend(ending(board, now).map(|card| item(card, Section::Legal)));
    items
}

fn item(card: &Card, section: Section) -> Item {
    Item {
        client: card.client,
        section,
        added: false,
    }
}

/// When the first of what is new about a client came about. What the last meeting has
/// talked about is not among the news any more, and what it did not reach still is; the
/// time counts only before the first meeting.
fn first_news(board: &Board, card: &Card, now: Timestamp) -> Option<Timestamp> {
    let had_a_meeting = board.last_meeting.is_some();
    let concerns = |novelty: Novelty| card.level != Level::Plan || novelty.counts_off_the_board();
    board
        .news
        .of(card.client)
        .filter(|(novelty, at)| {
            (had_a_meeting || *at >= new_since(board, now)) && concerns(*novelty)
        })
        .map(|(_, at)| at)
        .min()
}

/// The clients whose legal status ends within seven days, or has passed its end without
/// a word, the nearest first.
fn ending(board: &Board, now: Timestamp) -> impl Iterator<Item = &Card> {
    let last = days_after(now.local().date(), LEGAL_DAYS);
    let mut cards: Vec<_> = board
        .cards
        .values()
        .filter_map(|card| {
            let legal = card.legal.as_ref().filter(|legal| legal.status.is_some())?;
            let ends = legal.ends.filter(|ends| *ends <= last)?;
            Some((ends, card))
        })
        .collect();
    sort_by_key(&mut cards, |(ends, _)| *ends);
    cards.into_iter().map(|(_, card)| card)
}
