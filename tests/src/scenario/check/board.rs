//! The whole board: who is on it, the load, the meeting.

use shared::ClientId;
use shared::board::card::Level;
use shared::board::meeting::{Section, missing};
use shared::load::Load;

use crate::scenario::ast::expect::Board;
use crate::scenario::difference::{Difference, same};
use crate::scenario::names::or_none;
use crate::scenario::view::View;
use crate::scenario::when::moment_written;
use crate::scenario::words::{LEVELS, ORGANISATIONS, word};

pub(super) fn check(view: &View, what: &Board) -> Result<(), Difference> {
    let board = &view.board;
    match what {
        Board::Cards(count) => {
            let found = board.on_board().count();
            same(format!("{count} kort"), format!("{found} kort"))
                .map_err(|one| one.with(all(view)))
        }
        Board::On(level, wanted) => {
            let mut wanted = wanted.clone();
            wanted.sort_unstable();
            let mut found = on(view, *level);
            found.sort_unstable();
            let level = word(&LEVELS, level);
            let line = |names: &[String]| format!("{level}: {}", or_none(&names.join(" ")));
            same(line(&wanted), line(&found))
        }
        Board::Load { hours, percent } => {
            let load = Load::of_board(board, view.now);
            let tenths = load.minutes * 10 / 60;
            let found = format!("{}.{} h", tenths / 10, tenths % 10);
            let share =
                |of: Option<i64>| of.map_or_else(String::new, |percent| format!(" {percent} %"));
            let found_share = percent
                .and(load.percent())
                .and_then(|percent| i64::try_from(percent).ok());
            same(
                format!("{hours} h{}", share(*percent)),
                format!("{found}{}", share(found_share)),
            )
        }
        Board::Agenda(wanted) => {
            let Some(meeting) = &board.meeting else {
                return Err(Difference::new(wanted.join(" "), "inget möte hålls"));
            };
            let items = meeting.agenda.iter().filter(|item| {
                item.section.is_of_the_board() || item.section == Section::Proposals
            });
            same(
                wanted.join(" "),
                clients(view, items.map(|item| item.client)),
            )
        }
        Board::MissingAtClosing(wanted) => {
            let found = missing(board.on_board(), view.now);
            same(
                or_none(&wanted.join(" ")),
                or_none(&clients(view, found.iter().map(|one| one.client))),
            )
        }
        Board::Minutes(organisation, count) => {
            let word = word(&ORGANISATIONS, organisation);
            let found = board.last_meeting.as_ref().map(|minutes| {
                let items = minutes.items.iter();
                items
                    .filter(|item| item.open_to.contains(organisation))
                    .count()
            });
            same(
                format!("{word} {count}"),
                found.map_or_else(
                    || "inget protokoll".to_owned(),
                    |found| format!("{word} {found}"),
                ),
            )
        }
        Board::StandsStill(wanted) => {
            let line = |since: Option<shared::Timestamp>| {
                since.map_or_else(
                    || "automatiken går".to_owned(),
                    |at| format!("automatiken står still sedan {}", moment_written(at)),
                )
            };
            same(line(*wanted), line(board.stopped))
        }
    }
}

fn on(view: &View, level: Level) -> Vec<String> {
    view.board
        .on_board()
        .filter(|card| card.level == level)
        .map(|card| view.names.of_client(card.client).to_owned())
        .collect()
}

fn all(view: &View) -> Vec<String> {
    LEVELS
        .iter()
        .filter(|(_, level)| *level != Level::Plan)
        .map(|(word, level)| format!("{word}: {}", or_none(&on(view, *level).join(" "))))
        .collect()
}

fn clients(view: &View, all: impl Iterator<Item = ClientId>) -> String {
    let names: Vec<&str> = all.map(|client| view.names.of_client(client)).collect();
    names.join(" ")
}
