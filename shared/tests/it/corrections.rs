//! Corrections: an entry that was wrong counts no more, and stays in the log.

use shared::board::card::{Level, Reason, Sign};
use shared::board::event::Actor;
use shared::{Command, Event, Rejection};

use crate::fixture::{client, shift, staff};
use crate::play::{Play, call};
use shared::duty::ShiftKind::Day;

fn yellow() -> Play {
    let mut play = Play::from("03-16 08:00");
    play.duty(&[
        shift("M.H.", Day, "03-16 08:00", "03-16 17:00"),
        shift("P.S.", Day, "03-16 08:00", "03-16 17:00"),
    ]);
    play.at("03-16 09:00")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention)
        .at("03-16 09:05");
    play
}

/// The wish to correct the latest entry.
fn correct(play: &Play) -> Command {
    let is_entry = |event: &Event| {
        matches!(
            event,
            Event::Assessed { .. } | Event::ContactLogged { .. } | Event::ContactMissed { .. }
        )
    };
    let entry = play.log.iter().rev().find(|one| is_entry(&one.event));
    Command::Correct {
        client: client("F.N."),
        entry: entry.expect("an entry").seq,
        text: "Gällde en annan klient".to_owned(),
    }
}

#[test]
fn a_wrong_assessment_counts_no_more_and_stays_in_the_log() {
    let mut play = yellow();
    play.assess("K.J.", "F.N.", Sign::Red);
    let before = play.log.len();
    let wish = correct(&play);
    play.does("K.J.", &wish);
    assert!(play.card("F.N.").assessments.is_empty());
    assert!(play.log.len() > before, "nothing is deleted");
    assert_eq!(play.ask("K.J.", &wish), Err(Rejection::NoSuchEntry));
}

#[test]
fn a_wrong_crisis_event_leaves_the_one_before_it() {
    let mut play = yellow();
    play.call("K.J.", "F.N.", true);
    let first = play.now;
    play.at("03-16 09:10").does("K.J.", &call("F.N.", true));
    assert_eq!(play.card("F.N.").crisis(), Some(play.now));
    let wish = correct(&play);
    play.does("K.J.", &wish);
    assert_eq!(play.card("F.N.").crisis(), Some(first));
}

#[test]
fn only_its_author_corrects_an_entry_or_the_meeting() {
    let mut play = yellow();
    play.assess("K.J.", "F.N.", Sign::Red);
    let wish = correct(&play);
    let by = Actor::Staff(staff("K.J."));
    assert_eq!(play.ask("M.H.", &wish), Err(Rejection::NotYourEntry { by }));
    play.gather("G.S.", &["M.H."]).does("M.H.", &wish);
    assert!(play.card("F.N.").assessments.is_empty());
}
