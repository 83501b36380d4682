//! The days after a step to the care plan (`policy.md` 4).

use shared::alert::Class;
use shared::board::card::{Fact, Level, Reason, Sign};
use shared::board::event::Actor;
use shared::{Command, Event, Rejection};

use crate::fixture::{at, client, day};
use crate::play::{Play, call};
use crate::stories::{in_vain, off_the_board, ready_on_monday};

/// F.N. has left the board on Tuesday, and was reached on Thursday.
fn reached() -> Play {
    let mut play = off_the_board();
    play.at("03-19 10:00").call("M.H.", "F.N.", false);
    play
}

/// M.H. takes a client off the board by hand on Tuesday 17 March, 13:00.
fn by_hand(level: Level) -> Play {
    let mut play = Play::from("03-12 08:00");
    play.place("J.A.", "F.N.", Level::Red, Reason::Crisis)
        .place("J.A.", "F.N.", level, Reason::Crisis);
    play.at("03-17 13:00")
        .place("M.H.", "F.N.", Level::Plan, Reason::Crisis);
    play
}

fn back() -> Command {
    Command::Return {
        client: client("F.N."),
    }
}

fn warned(play: &Play) -> Vec<Sign> {
    play.log
        .iter()
        .filter_map(|recorded| match recorded.event {
            Event::AftercareWarned { sign, .. } => Some(sign),
            _ => None,
        })
        .collect()
}

fn ended(play: &Play) -> bool {
    play.says("F.N.", |event| {
        matches!(event, Event::AftercareEnded { .. })
    })
}

#[test]
fn aftercare_lasts_14_calendar_days_to_the_same_local_time() {
    for mut play in [reached(), by_hand(Level::Stepdown)] {
        play.at("03-31 12:59:59");
        assert!(play.card("F.N.").aftercare(play.now).is_some());
        assert!(!ended(&play));
        play.at("03-31 13:00");
        assert!(ended(&play));
        assert!(play.card("F.N.").aftercare(play.now).is_none());
    }
}

#[test]
fn a_sign_that_is_not_green_is_a_warning_in_aftercare() {
    for sign in [Sign::Yellow, Sign::Red] {
        let mut play = reached();
        play.assess("J.A.", "F.N.", sign);
        assert_eq!(warned(&play), [sign]);
        assert_eq!(play.alert("F.N.").class, Class::P2);
        assert_eq!(play.card("F.N.").level, Level::Plan, "only people raise");
    }
}

#[test]
fn a_green_sign_and_a_sign_after_aftercare_warn_of_nothing() {
    let mut play = reached();
    play.assess("J.A.", "F.N.", Sign::Green)
        .at("03-31 13:00")
        .assess("J.A.", "F.N.", Sign::Yellow);
    assert_eq!(warned(&play), []);
}

#[test]
fn a_new_level_ends_aftercare() {
    let mut play = reached();
    play.place("J.A.", "F.N.", Level::Yellow, Reason::Prevention)
        .assess("J.A.", "F.N.", Sign::Yellow);
    assert_eq!(warned(&play), []);
    assert_eq!(play.ask("M.H.", &back()), Err(Rejection::NoAftercare));
    play.at("03-31 14:00");
    assert!(!ended(&play), "nothing is left that could end");
}

#[test]
fn a_crisis_event_in_aftercare_alerts() {
    let mut play = reached();
    play.call("K.J.", "F.N.", true);
    assert!(play.board.open_alert(client("F.N.")).is_some());
}

#[test]
fn one_tap_returns_to_the_level_before_at_the_time_of_the_tap() {
    let mut play = reached();
    play.at("03-23 09:04").does("M.H.", &back());
    let card = play.card("F.N.");
    assert_eq!((card.level, card.since), (Level::Yellow, at("03-23 09:04")));
    assert_eq!(card.review_date(), Some(day("03-26")), "GUL + 3");
    assert_eq!(card.reason(), Some(Reason::Prevention));
}

#[test]
fn one_tap_back_to_step_down_keeps_the_review_date() {
    let mut play = by_hand(Level::Stepdown);
    let before = play.card("F.N.").review_date();
    play.at("03-23 09:04").does("M.H.", &back());
    let card = play.card("F.N.");
    assert_eq!((card.level, card.review_date()), (Level::Stepdown, before));
}

#[test]
fn one_tap_back_to_red_is_a_crisis_event_and_starts_the_psychiatrist_clock() {
    let mut play = by_hand(Level::Red);
    play.at("03-18 09:04").does("M.H.", &back());
    let card = play.card("F.N.");
    assert_eq!((card.level, card.crisis()), (Level::Red, Some(play.now)));
    assert_eq!(card.psychiatrist.expect("the clock").due, at("03-20 17:00"));
    assert_eq!(card.review_date(), Some(day("03-25")), "ROD + 7");
    assert_eq!(play.alert("F.N.").class, Class::P1);
}

#[test]
fn there_is_no_way_back_after_aftercare() {
    let mut play = reached();
    play.at("03-31 13:00:01");
    assert_eq!(play.ask("M.H.", &back()), Err(Rejection::NoAftercare));
}

#[test]
fn a_client_who_never_left_the_board_has_nothing_to_return_to() {
    let mut play = ready_on_monday();
    assert_eq!(play.ask("M.H.", &back()), Err(Rejection::NoAftercare));
}

#[test]
fn without_a_contact_in_72_hours_the_rules_raise_the_client_at_that_instant() {
    let mut play = off_the_board();
    play.at("03-20 12:59:59");
    assert_eq!(play.card("F.N.").level, Level::Plan);
    play.at("03-20 13:00");
    let card = play.card("F.N.");
    assert_eq!((card.level, card.since), (Level::Yellow, at("03-20 13:00")));
    let placed = card.placed.as_ref().expect("the placing");
    assert_eq!(placed.by, Actor::Rules);
    let why = card.why.as_ref().expect("why");
    assert_eq!(why.value.reason, Reason::Prevention);
    assert_eq!(why.value.text, "72-timmarskontakt saknas");
    assert_eq!(card.review_date(), Some(day("03-23")), "three days");
}

#[test]
fn a_contact_that_reached_the_client_by_then_meets_the_limit() {
    let mut play = off_the_board();
    // 13:00:00.000, in the log before the limit.
    play.at("03-20 12:59:59");
    play.now = at("03-20 13:00");
    play.call("M.H.", "F.N.", false).at("03-20 13:00");
    assert_eq!(play.card("F.N.").level, Level::Plan);
    assert!(play.says("F.N.", |event| matches!(
        event,
        Event::ContactLimitMet { .. }
    )));
}

#[test]
fn a_contact_in_vain_or_at_the_execution_itself_does_not_meet_the_limit() {
    let mut play = off_the_board();
    play.call("M.H.", "F.N.", false);
    play.at("03-19 10:05").does("M.H.", &in_vain("F.N."));
    play.at("03-20 13:00");
    assert_eq!(play.card("F.N.").level, Level::Yellow);
}

#[test]
fn a_contact_that_the_server_hears_of_too_late_does_not_meet_the_limit() {
    let mut play = off_the_board();
    play.at("03-20 13:05")
        .late("M.H.", "03-19 10:00", &call("F.N.", false));
    let card = play.card("F.N.");
    assert_eq!((card.level, card.since), (Level::Yellow, at("03-20 13:00")));
}

#[test]
fn a_contact_that_the_server_hears_of_in_time_meets_the_limit() {
    let mut play = off_the_board();
    play.at("03-20 12:00")
        .late("M.H.", "03-19 10:00", &call("F.N.", false))
        .at("03-20 13:00");
    assert_eq!(play.card("F.N.").level, Level::Plan);
}

#[test]
fn a_step_by_hand_waits_for_no_contact() {
    let mut play = by_hand(Level::Yellow);
    play.at("03-30 13:00");
    assert_eq!(play.card("F.N.").level, Level::Plan);
}

#[test]
fn a_client_raised_by_a_person_is_not_raised_again_by_the_rules() {
    let mut play = off_the_board();
    play.at("03-18 09:00")
        .place("M.H.", "F.N.", Level::Red, Reason::Crisis)
        .at("03-20 13:00");
    assert_eq!(play.card("F.N.").level, Level::Red);
}

#[test]
fn after_a_discharge_the_contact_comes_within_48_hours() {
    let mut play = ready_on_monday();
    play.place("M.H.", "F.N.", Level::Yellow, Reason::Discharged)
        .note("M.H.", "F.N.", Fact::DischargeFollowedUp)
        .gather("G.S.", &[])
        .note("G.S.", "F.N.", Fact::DischargeTicked)
        .at("03-17 08:41")
        .meeting()
        .at("03-17 13:00");
    let left = play.card("F.N.").back_to_plan.expect("the way back");
    assert_eq!(left.contact_by, Some(at("03-19 13:00")));
    play.at("03-19 13:00");
    assert_eq!(play.card("F.N.").level, Level::Yellow);
}
