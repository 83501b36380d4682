//! What somebody reads who was off duty (`scenarios.md` 1.8 and 2.11).

use shared::board::card::{Level, Reason};
use shared::board::event::Recorded;
use shared::digest;
use shared::duty::Ask;
use shared::{Command, Event};

use crate::fixture::{at, client, staff};
use crate::play::Play;

/// M.H. and J.A. work on Thursday and Monday; on Friday F.N. goes on the board.
fn over_the_weekend() -> Play {
    let mut play = Play::from("03-12 07:00");
    play.days(&["M.H.", "J.A."], "03-12", "03-12");
    play.days(&["J.A."], "03-13", "03-13");
    play.days(&["M.H.", "J.A."], "03-16", "03-16");
    play.at("03-13 16:40")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
    play
}

#[test]
fn whoever_comes_back_reads_that_their_client_is_on_the_board() {
    let mut play = over_the_weekend();
    assert_eq!(
        digest::changed(&play.board, staff("M.H."), at("03-14 12:00")),
        None,
        "off duty means left in peace"
    );
    play.at("03-16 08:00");
    let (away, clients) =
        digest::changed(&play.board, staff("M.H."), play.now).expect("there is news");
    assert_eq!((away.since, away.shift), (at("03-12 17:00"), play.now));
    assert_eq!(clients, [client("F.N.")]);
    assert_eq!(digest::put_on_board(&play.board, &clients, away.since), 1);
    let timeline: Vec<Recorded> = play
        .log
        .iter()
        .filter(|recorded| recorded.event.client() == Some(client("F.N.")))
        .cloned()
        .collect();
    let lines = digest::lines(&timeline, away.since);
    assert!(matches!(lines[0].event, Event::Placed { .. }));
    assert!(
        lines
            .iter()
            .all(|line| !matches!(line.event, Event::ClientEnrolled { .. }))
    );
}

#[test]
fn nobody_reads_of_clients_who_are_not_theirs_or_whom_they_may_not_see() {
    let mut play = over_the_weekend();
    play.at("03-16 08:00");
    assert_eq!(
        digest::changed(&play.board, staff("J.A."), play.now),
        None,
        "not J.A.'s client"
    );
    play.does(
        "P.S.",
        &Command::SetConsent {
            client: client("F.N."),
            open_to: vec![shared::board::member::Organisation::Municipality],
        },
    );
    assert_eq!(digest::changed(&play.board, staff("M.H."), play.now), None);
}

#[test]
fn a_digest_that_was_read_is_gone() {
    let mut play = over_the_weekend();
    play.at("03-16 08:05");
    let shift = at("03-16 08:00");
    let ask = Ask::ReadHandOver { shift };
    play.does("M.H.", &Command::Duty { ask });
    assert_eq!(digest::changed(&play.board, staff("M.H."), play.now), None);
}

#[test]
fn one_shift_after_another_leaves_nothing_to_read() {
    let mut play = Play::from("03-12 07:00");
    play.days(&["M.H."], "03-12", "03-12");
    let evening = shared::duty::ShiftKind::Jour;
    play.duty(&[crate::fixture::shift(
        "M.H.",
        evening,
        "03-12 17:00",
        "03-13 08:00",
    )]);
    play.at("03-12 16:40")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
    play.at("03-12 17:10");
    assert_eq!(digest::away(&play.board, staff("M.H."), play.now), None);
}
