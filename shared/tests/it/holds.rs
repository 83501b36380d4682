//! The veto "Håll kvar" (`policy.md` 3.5).

use chrono::NaiveDate;
use shared::board::card::{Level, Reason};
use shared::board::event::Actor;
use shared::{Command, Rejection};

use crate::fixture::{client, day, staff};
use crate::play::Play;

fn hold() -> Command {
    hold_to(None)
}

fn hold_to(until: Option<&str>) -> Command {
    Command::Hold {
        client: client("F.N."),
        reason: "Systern är orolig".to_owned(),
        until: until.map(day),
    }
}

fn lift() -> Command {
    Command::LiftHold {
        client: client("F.N."),
        hold: None,
    }
}

/// F.N. is on a level, and M.H. vetoes on a date at 09:00.
fn held(level: Level, date: &str) -> Play {
    held_to(level, date, None)
}

fn held_to(level: Level, date: &str, until: Option<&str>) -> Play {
    let mut play = Play::from(&format!("{date} 08:00"));
    play.place("J.A.", "F.N.", level, Reason::Crisis);
    play.at(&format!("{date} 09:00"))
        .does("M.H.", &hold_to(until));
    play
}

/// The last date on which F.N. is held.
fn until(play: &Play) -> Option<NaiveDate> {
    let today = play.now.local().date();
    play.card("F.N.").hold_on(today).expect("a hold").until
}

#[track_caller]
fn check_until(play: &Play, expected: &str) {
    assert_eq!(until(play), Some(day(expected)));
}

/// Whether a hold closed D7 on a morning.
fn is_held(play: &Play, date: &str) -> bool {
    play.hinders("F.N.", date)
        .iter()
        .any(|line| line.starts_with("D7 closed: hold"))
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
    assert!(is_held(&play, "04-08"));
    assert!(!is_held(&play, "04-09"));
}

#[test]
fn a_longer_end_may_be_chosen_up_to_14_calendar_days() {
    check_until(&held_to(Level::Yellow, "03-16", Some("03-27")), "03-27");
    check_until(&held_to(Level::Yellow, "03-16", Some("03-30")), "03-30");
    check_until(&held_to(Level::Yellow, "03-16", Some("04-15")), "03-30");
}

#[test]
fn a_hold_is_never_shorter_than_three_working_days() {
    check_until(&held_to(Level::Yellow, "03-16", Some("03-17")), "03-19");
}

#[test]
fn a_hold_cannot_end_in_the_past() {
    let mut play = held(Level::Yellow, "03-16");
    assert_eq!(
        play.ask("P.S.", &hold_to(Some("03-15"))),
        Err(Rejection::InThePast)
    );
}

#[test]
fn unbroken_holds_last_at_most_14_calendar_days_from_the_first() {
    let mut play = held(Level::Yellow, "03-16");
    for (set, until) in [("03-19", "03-24"), ("03-24", "03-27"), ("03-27", "03-30")] {
        play.at(&format!("{set} 09:00")).does("P.S.", &hold());
        check_until(&play, until);
    }
    play.at("03-30 09:00");
    let until = Some(day("03-30"));
    assert_eq!(
        play.ask("P.S.", &hold()),
        Err(Rejection::HoldTooLong { until })
    );
    check_until(&play, "03-30");
}

#[test]
fn after_a_day_without_a_hold_the_14_days_begin_anew() {
    let mut play = held_to(Level::Yellow, "03-16", Some("03-30"));
    play.at("03-31 09:00").does("P.S.", &hold());
    check_until(&play, "04-07");
}

#[test]
fn a_hold_is_lifted_by_the_one_who_set_it_or_by_the_psychiatrist() {
    for who in ["M.H.", "Q.P."] {
        let mut play = held(Level::Yellow, "03-16");
        play.does(who, &lift());
        assert!(play.card("F.N.").holds.is_empty(), "{who}");
    }
}

#[test]
fn nobody_else_lifts_a_hold_on_their_own_not_even_the_team_leader() {
    for who in ["G.S.", "J.A.", "P.S."] {
        let mut play = held(Level::Yellow, "03-16");
        let by = Actor::Staff(staff("M.H."));
        assert_eq!(
            play.ask(who, &lift()).map(drop),
            Err(Rejection::NotYourHold { by }),
            "{who}"
        );
        check_until(&play, "03-19");
    }
}

#[test]
fn in_the_meeting_a_hold_is_lifted_by_anybody_who_is_there() {
    let mut play = held(Level::Yellow, "03-16");
    play.gather("G.S.", &["J.A."]).does("J.A.", &lift());
    assert!(play.card("F.N.").holds.is_empty());
}

#[test]
fn in_the_meeting_a_hold_is_renewed_beyond_14_days() {
    let mut play = held_to(Level::Yellow, "03-16", Some("03-30"));
    play.at("03-30 08:30").gather("G.S.", &["P.S."]);
    play.does("P.S.", &hold());
    check_until(&play, "04-02");
}

#[test]
fn of_several_holds_each_is_lifted_by_itself() {
    let mut play = held(Level::Yellow, "03-16");
    play.at("03-17 09:00").does("P.S.", &hold());
    check_until(&play, "03-20");
    play.does("P.S.", &lift());
    check_until(&play, "03-19");
    let theirs = play.card("F.N.").holds[0].seq;
    let named = Command::LiftHold {
        client: client("F.N."),
        hold: Some(theirs),
    };
    play.does("M.H.", &named);
    assert!(play.card("F.N.").holds.is_empty());
}

#[test]
fn a_hold_that_has_ended_cannot_be_lifted() {
    let mut play = held(Level::Yellow, "03-16");
    play.at("03-20 00:00");
    assert_eq!(play.ask("M.H.", &lift()), Err(Rejection::NoHold));
}

#[test]
fn a_client_off_the_board_cannot_be_held() {
    let mut play = held(Level::Yellow, "03-16");
    play.place("M.H.", "F.N.", Level::Plan, Reason::Crisis);
    assert_eq!(play.ask("M.H.", &hold()), Err(Rejection::NotOnBoard));
}

#[test]
fn a_psychiatrists_hold_lasts_to_and_including_the_review_date() {
    let mut play = Play::from("03-16 08:00");
    play.place("J.A.", "F.N.", Level::Red, Reason::Crisis)
        .does("Q.P.", &hold());
    assert_eq!(play.card("F.N.").review_date(), Some(day("03-23")));
    check_until(&play, "03-23");
    play.at("03-24 07:00");
    assert!(is_held(&play, "03-23"));
    assert!(!is_held(&play, "03-24"));
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
}

#[test]
fn a_psychiatrists_hold_without_a_review_date_lasts_until_it_is_lifted() {
    let mut play = Play::from("03-16 08:00");
    play.place("J.A.", "F.N.", Level::Inpatient, Reason::Inpatient)
        .place("J.A.", "F.N.", Level::Stepdown, Reason::Crisis)
        .does("Q.P.", &hold());
    assert_eq!(play.card("F.N.").review_date(), None);
    assert_eq!(until(&play), None);
    play.at("04-30 07:00");
    assert!(is_held(&play, "04-30"));
    play.does("Q.P.", &lift()).at("05-04 07:00");
    assert!(!is_held(&play, "05-04"));
}

#[test]
fn a_members_hold_does_not_shorten_the_psychiatrists() {
    let mut play = Play::from("03-16 08:00");
    play.place("J.A.", "F.N.", Level::Red, Reason::Crisis)
        .does("Q.P.", &hold());
    play.at("03-17 09:00").does("M.H.", &hold());
    check_until(&play, "03-23");
}
