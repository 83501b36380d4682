//! The veto "Håll kvar" (`policy.md` 3.5).

use shared::board::card::{Level, Reason};
use shared::{Command, Rejection};

use crate::fixture::{client, day};
use crate::play::Play;

fn hold() -> Command {
    Command::Hold {
        client: client("F.N."),
        reason: "Systern är orolig".to_owned(),
    }
}

fn lift() -> Command {
    Command::LiftHold {
        client: client("F.N."),
    }
}

/// F.N. is on a level, and M.H. vetoes on a date at 09:00.
fn held(level: Level, date: &str) -> Play {
    let mut play = Play::from(&format!("{date} 08:00"));
    play.place("J.A.", "F.N.", level, Reason::Crisis);
    play.at(&format!("{date} 09:00")).does("M.H.", &hold());
    play
}

#[track_caller]
fn check_until(play: &Play, expected: &str) {
    let until = play.card("F.N.").hold.as_ref().map(|hold| hold.until);
    assert_eq!(until, Some(day(expected)));
}

#[test]
fn a_hold_lasts_to_the_end_of_the_third_working_day_after_the_day_it_is_set() {
    let cases = [
        ("03-16", "03-19"), // Monday to Thursday
        ("03-13", "03-18"), // Friday, over a weekend
        ("03-14", "03-18"), // Saturday
        ("04-01", "04-08"), // "t.o.m. ons 8 apr", over Easter
        ("04-02", "04-09"),
    ];
    for (set, until) in cases {
        check_until(&held(Level::Yellow, set), until);
    }
}

#[test]
fn a_hold_to_8_april_ends_when_9_april_begins() {
    let mut play = held(Level::Yellow, "04-01");
    play.at("04-09 07:00");
    let is_held = |date| {
        play.hinders("F.N.", date)
            .iter()
            .any(|line| line.starts_with("D7"))
    };
    assert!(is_held("04-08"));
    assert!(!is_held("04-09"));
}

#[test]
fn unbroken_holds_last_at_most_14_calendar_days_from_the_first() {
    let mut play = held(Level::Yellow, "03-16");
    for (set, until) in [("03-19", "03-24"), ("03-24", "03-27"), ("03-27", "03-30")] {
        play.at(&format!("{set} 09:00")).does("P.S.", &hold());
        check_until(&play, until);
    }
    play.at("03-30 09:00");
    assert_eq!(play.ask("P.S.", &hold()), Err(Rejection::HoldTooLong));
    check_until(&play, "03-30");
}

#[test]
fn a_hold_is_lifted_by_the_one_who_set_it_the_psychiatrist_or_in_the_meeting() {
    for (who, may) in [
        ("M.H.", true),
        ("Q.P.", true),
        ("G.S.", true),
        ("J.A.", false),
    ] {
        let mut play = held(Level::Yellow, "03-16");
        let lifted = play.ask(who, &lift()).map(drop);
        assert_eq!(
            lifted,
            if may {
                Ok(())
            } else {
                Err(Rejection::NotAllowed)
            },
            "{who}"
        );
        assert_eq!(play.card("F.N.").hold.is_none(), may);
    }
}

#[test]
fn a_hold_that_has_ended_cannot_be_lifted() {
    let mut play = held(Level::Yellow, "03-16");
    play.at("03-20 00:00");
    assert_eq!(play.ask("M.H.", &lift()), Err(Rejection::NoHold));
}

#[test]
fn a_client_off_the_board_cannot_be_held_and_leaves_the_hold_behind() {
    let mut play = held(Level::Yellow, "03-16");
    play.place("M.H.", "F.N.", Level::Plan, Reason::Crisis);
    assert_eq!(play.card("F.N.").hold, None);
    assert_eq!(play.ask("M.H.", &hold()), Err(Rejection::NotOnBoard));
}

#[test]
fn a_psychiatrists_hold_lasts_to_and_including_the_review_date() {
    let mut play = Play::from("03-16 08:00");
    play.place("J.A.", "F.N.", Level::Red, Reason::Crisis)
        .does("Q.P.", &hold());
    assert_eq!(play.card("F.N.").review, Some(day("03-23")));
    check_until(&play, "03-23");
    play.at("03-17 09:00").does("M.H.", &hold());
    check_until(&play, "03-23");
}

#[test]
fn a_psychiatrists_hold_may_last_longer_than_14_days() {
    let mut play = Play::from("03-16 08:00");
    play.place("J.A.", "F.N.", Level::Red, Reason::Crisis);
    let review = Command::SetReview {
        client: client("F.N."),
        date: day("04-10"),
    };
    play.does("Q.P.", &review).does("Q.P.", &hold());
    check_until(&play, "04-10");
    assert_eq!(
        play.ask("M.H.", &hold()),
        Err(Rejection::HoldTooLong),
        "it holds already"
    );
}
