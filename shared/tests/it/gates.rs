//! The gates in the worked cases of `scenarios.md`, with the exact evidence.

use shared::board::card::{ActionClass, Channel, Flag, Level, Reason, Sign};
use shared::duty::ShiftKind;
use shared::{Command, Event, Span};

use crate::fixture::{at, client, day, shift, staff};
use crate::play::Play;
use crate::show;

/// Scenario 1 to the morning of Monday: F.N. is yellow since Friday 16:40.
fn friday_afternoon() -> Play {
    let mut play = Play::from("03-13 16:00");
    play.at("03-13 16:40")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
    play.at("03-13 16:51").assess("P.S.", "F.N.", Sign::Yellow);
    play.at("03-14 11:02").assess("N.B.", "F.N.", Sign::Yellow);
    play.at("03-15 11:06").assess("N.B.", "F.N.", Sign::Green);
    play.at("03-16 06:00");
    play
}

#[test]
fn scenario_1_8_a_yellow_client_has_stayed_68_of_72_hours() {
    let play = friday_afternoon();
    assert_eq!(
        play.card("F.N.").review,
        Some(day("03-16")),
        "three days after the raise"
    );
    assert_eq!(
        play.hinders("F.N.", "03-16"),
        [
            "D1 closed: 68 h 20 min of 72 h",
            "D3 closed: 1 of 2 greens on 1 of 2 days by 1 of 1 persons",
        ]
    );
    assert!(play.board.proposals.is_empty());
}

#[test]
fn scenario_1_12_the_yellow_client_is_proposed_on_tuesday_and_off_the_board_at_13() {
    let mut play = friday_afternoon();
    play.at("03-16 14:20").assess("M.H.", "F.N.", Sign::Green);
    assert_eq!(
        play.card("F.N.").level,
        Level::Yellow,
        "not on a Friday, a weekend or on Monday"
    );
    let outlook = play.outlook("F.N.");
    assert_eq!(outlook.execution, at("03-17 13:00"));
    assert_eq!(
        outlook.hinders().count(),
        0,
        "1.11: no hinder left for Tuesday"
    );
    let (proposed, verdicts) = play.at("03-17 06:00").morning("F.N.", "03-17");
    assert!(proposed);
    let lines: Vec<_> = verdicts.iter().map(show::verdict).collect();
    assert_eq!(
        lines,
        [
            "D1 open: 92 h 20 min of 72 h",
            "D2 open: no crisis event",
            "D3 open: 2 of 2 greens on 2 of 2 days by 2 of 1 persons",
            "D3f open: 15 h 40 min old, at most 24 h",
            "D5 open: 0 open actions in the way",
            "D7 open: nothing forbids",
            "D8 open: review 03-16",
            "D11 open: in the window",
        ]
    );
    play.at("03-17 08:41").meeting();
    play.at("03-17 12:59:59");
    assert_eq!(play.card("F.N.").level, Level::Yellow);
    play.at("03-17 13:00");
    let card = play.card("F.N.");
    assert_eq!((card.level, card.since), (Level::Plan, at("03-17 13:00")));
    let back = card.back_to_plan.expect("the way back");
    assert_eq!(
        back.aftercare_until,
        at("03-31 13:00"),
        "14 calendar days to the same local time"
    );
}

/// Scenario 2 to the end of its first night: D.M. is red since Thursday 19:12.
fn red_at_19_12() -> Play {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[
        shift("R.E.", ShiftKind::Jour, "03-12 17:00", "03-13 08:00"),
        shift("T.V.", ShiftKind::Bakjour, "03-12 17:00", "03-13 08:00"),
    ]);
    play.at("03-12 19:12")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis);
    play.flag("Q.P.", "D.M.", Flag::Suicide);
    play.at("03-12 19:18:40").ack("T.V.", "D.M.");
    play.at("03-12 19:31")
        .call("T.V.", "D.M.", true)
        .assess("T.V.", "D.M.", Sign::Red);
    play.at("03-13 07:40").assess("T.V.", "D.M.", Sign::Red);
    play
}

#[test]
fn scenario_2_13_the_first_thursday_is_hours_too_early_and_the_flag_is_raised() {
    let mut play = red_at_19_12();
    assert_eq!(
        play.card("D.M.").review,
        Some(day("03-19")),
        "seven days after the raise"
    );
    assert_eq!(
        play.at("03-19 06:00").hinders("D.M.", "03-19"),
        [
            "D1 closed: 161 h 48 min of 168 h",
            "D2 closed: 161 h 29 min of 168 h",
            "D3 closed: rod 03-13 07:40",
            "D3f closed: 142 h 20 min old, at most 24 h",
            "D7 closed: flag suicid",
        ]
    );
}

#[test]
fn scenario_2_14_nothing_is_proposed_on_a_friday() {
    let mut play = red_at_19_12();
    for (date, who) in [("03-17", "A.N."), ("03-18", "J.A."), ("03-19", "A.N.")] {
        play.at(&format!("{date} 14:00"))
            .assess(who, "D.M.", Sign::Green);
    }
    play.does(
        "Q.P.",
        &Command::ClearFlag {
            client: client("D.M."),
            flag: Flag::Suicide,
        },
    );
    play.at("03-20 13:30");
    assert_eq!(
        play.hinders("D.M.", "03-20"),
        ["D11 closed: Fri 03-20 is outside"]
    );
    assert_eq!(play.card("D.M.").level, Level::Red);
    assert_eq!(play.outlook("D.M.").earliest, Some(at("03-23 13:00")));
}

/// Scenario 2.15: greens on Friday, Saturday and Sunday by two people.
fn greens_over_the_weekend(cleared: bool) -> Play {
    let mut play = red_at_19_12();
    if cleared {
        let clear = Command::ClearFlag {
            client: client("D.M."),
            flag: Flag::Suicide,
        };
        play.at("03-20 11:00").does("Q.P.", &clear);
    }
    for (date, who) in [("03-20", "A.N."), ("03-21", "N.B."), ("03-22", "N.B.")] {
        play.at(&format!("{date} 14:00"))
            .assess(who, "D.M.", Sign::Green);
    }
    play.at("03-23 08:30");
    play
}

#[test]
fn scenario_2_15_a_a_flag_that_is_not_cleared_is_the_only_hinder() {
    let mut play = greens_over_the_weekend(false);
    assert_eq!(play.hinders("D.M.", "03-23"), ["D7 closed: flag suicid"]);
    play.at("03-23 14:00");
    assert_eq!(play.card("D.M.").level, Level::Red);
}

#[test]
fn scenario_2_15_b_monday_at_13_is_the_earliest_step_from_red() {
    let mut play = greens_over_the_weekend(true);
    assert!(play.hinders("D.M.", "03-23").is_empty());
    play.meeting().at("03-23 13:00");
    let card = play.card("D.M.");
    assert_eq!(
        (card.level, card.since),
        (Level::Stepdown, at("03-23 13:00"))
    );
    assert_eq!(
        card.review,
        Some(day("03-19")),
        "step-down keeps the old review date"
    );
}

/// Scenario 5 to Tuesday 10 March 06:00: B.T. is red since Monday 2 March 10:05.
fn happy_path() -> Play {
    let mut play = Play::from("03-02 08:00");
    play.duty(&[
        shift("M.H.", ShiftKind::Day, "03-02 08:00", "03-02 17:00"),
        shift("N.B.", ShiftKind::Jour, "03-03 17:00", "03-04 08:00"),
    ]);
    play.at("03-02 09:40").call("J.A.", "B.T.", true);
    play.at("03-02 09:44").ack("M.H.", "B.T.");
    play.at("03-02 10:05")
        .place("M.H.", "B.T.", Level::Red, Reason::Crisis);
    play.at("03-03 21:15")
        .call("N.B.", "B.T.", true)
        .ack("N.B.", "B.T.");
    play.at("03-03 21:40").call("N.B.", "B.T.", false);
    play.at("03-07 10:00").assess("N.B.", "B.T.", Sign::Yellow);
    play.at("03-08 14:00").assess("N.B.", "B.T.", Sign::Green);
    play.at("03-09 15:10").assess("M.H.", "B.T.", Sign::Green);
    play.at("03-10 06:00");
    play
}

fn stepped_down_on_11_march() -> Play {
    let mut play = happy_path();
    play.at("03-10 11:20").assess("J.A.", "B.T.", Sign::Green);
    play.at("03-10 18:40").assess("N.B.", "B.T.", Sign::Green);
    play.at("03-11 08:44").meeting().at("03-11 13:00");
    play
}

#[test]
fn scenario_5_1_a_crisis_159_hours_ago_and_greens_on_two_days_are_not_enough() {
    let play = happy_path();
    assert_eq!(play.card("B.T.").review, Some(day("03-09")));
    assert_eq!(
        play.hinders("B.T.", "03-10"),
        [
            "D2 closed: 159 h 45 min of 168 h",
            "D3 closed: 2 of 3 greens on 2 of 3 days by 2 of 2 persons",
        ]
    );
}

#[test]
fn scenario_5_2_everything_is_open_on_wednesday_and_executed_at_13() {
    let play = stepped_down_on_11_march();
    let (proposed, verdicts) = play.morning("B.T.", "03-11");
    assert!(proposed);
    let lines: Vec<_> = verdicts.iter().take(4).map(show::verdict).collect();
    assert_eq!(
        lines,
        [
            "D1 open: 218 h 55 min of 168 h",
            "D2 open: 183 h 45 min of 168 h",
            "D3 open: 4 of 3 greens on 3 of 3 days by 3 of 2 persons",
            "D3f open: 11 h 20 min old, at most 24 h",
        ]
    );
    let stay = at("03-11 13:00").since(at("03-02 10:05"));
    assert_eq!(show::days(stay), "9 d 2 h 55 min");
    let card = play.card("B.T.");
    assert_eq!(
        (card.level, card.since),
        (Level::Stepdown, at("03-11 13:00"))
    );
}

#[test]
fn scenario_5_8_step_down_is_a_day_short_and_the_board_says_when() {
    let mut play = stepped_down_on_11_march();
    play.at("03-13 14:00").assess("M.H.", "B.T.", Sign::Green);
    play.at("03-16 08:46");
    assert_eq!(
        play.outlook("B.T.").earliest,
        Some(at("03-18 13:00")),
        "scenario 4.10"
    );
    let hinders = play.at("03-17 06:00").hinders("B.T.", "03-17");
    assert_eq!(hinders[0], "D1 closed: 144 h of 168 h");
    assert_eq!(
        hinders[1], "D2 closed: 327 h 45 min of 336 h",
        "the 14 days pass at 21:15"
    );
    assert_eq!(play.outlook("B.T.").earliest, Some(at("03-18 13:00")));
}

#[test]
fn scenario_5_10_exactly_168_hours_are_enough_and_the_client_is_back_to_the_plan() {
    let mut play = stepped_down_on_11_march();
    play.at("03-13 14:00").assess("M.H.", "B.T.", Sign::Green);
    play.at("03-17 15:00").assess("J.A.", "B.T.", Sign::Green);
    let (owner, due) = (staff("J.A."), at("03-25 12:00"));
    let text = "Beställa tid på vårdcentralen".to_owned();
    let class = ActionClass::Other;
    play.does(
        "J.A.",
        &Command::OpenAction {
            client: client("B.T."),
            class,
            text,
            owner,
            due,
        },
    );
    let booking = (client("B.T."), staff("M.H."), at("03-20 10:00"));
    let (client, who, at_ten) = booking;
    play.at("03-17 15:20");
    play.does(
        "M.H.",
        &Command::Book {
            client,
            who,
            at: at_ten,
            how: Channel::Home,
        },
    );
    let (proposed, verdicts) = play.at("03-18 06:00").morning("B.T.", "03-18");
    assert!(proposed, "{:?}", show::hinders(&verdicts));
    let lines: Vec<_> = verdicts.iter().take(4).map(show::verdict).collect();
    assert_eq!(
        lines,
        [
            "D1 open: 168 h of 168 h",
            "D2 open: 351 h 45 min of 336 h",
            "D3 open: 2 of 2 greens on 2 of 2 days by 2 of 1 persons",
            "D3f open: 15 h old, at most 24 h",
        ]
    );
    play.at("03-18 08:30").meeting().at("03-18 13:00");
    let card = play.card("B.T.");
    assert_eq!(card.level, Level::Plan);
    assert_eq!(
        card.actions[0].owner,
        staff("M.H."),
        "open tasks move to the CM"
    );
    assert_eq!(
        card.actions[0].due,
        at("03-25 12:00"),
        "with their due dates"
    );
    assert_eq!(
        card.next_booking(play.now).map(|booking| booking.at),
        Some(at_ten)
    );
    let aftercare = card.back_to_plan.expect("the way back").aftercare_until;
    assert_eq!(
        aftercare,
        at("04-01 13:00"),
        "5.14: calendar days, across the change of clocks"
    );
    assert_eq!(aftercare.since(play.now), Span::hours(14 * 24 - 1));
}

/// Scenario 7.12: H.W. red since Monday 23 March 09:10, last crisis Tuesday 22:10.
#[test]
fn scenario_7_12_hours_are_elapsed_hours_over_the_change_to_summer_time() {
    assert_eq!(at("03-24 22:10") + Span::hours(168), at("03-31 23:10"));
    let mut play = Play::from("03-23 08:00");
    play.duty(&[shift("A.N.", ShiftKind::Day, "03-23 08:00", "03-23 17:00")]);
    play.at("03-23 09:10")
        .place("A.N.", "H.W.", Level::Red, Reason::Crisis);
    play.at("03-24 22:10").call("R.E.", "H.W.", true);
    for (date, who) in [
        ("03-28", "A.N."),
        ("03-29", "N.B."),
        ("03-30", "A.N."),
        ("03-31", "A.N."),
    ] {
        if date == "03-31" {
            let hinders = play.at("03-31 06:00").hinders("H.W.", date);
            assert_eq!(hinders, ["D2 closed: 157 h 50 min of 168 h"]);
        }
        play.at(&format!("{date} 15:00"))
            .assess(who, "H.W.", Sign::Green);
    }
    assert_eq!(
        play.outlook("H.W.").earliest,
        Some(at("04-01 13:00")),
        "7.13"
    );
    assert!(play.at("04-01 08:30").hinders("H.W.", "04-01").is_empty());
    play.meeting().at("04-01 13:00");
    assert_eq!(play.card("H.W.").level, Level::Stepdown);
    let stored = play.log.iter().any(|recorded| {
        matches!(&recorded.event, Event::SteppedDown { policy, verdicts, .. }
            if policy == "RP-1" && verdicts.len() == 9)
    });
    assert!(
        stored,
        "the version of the rules and every gate of this version"
    );
}
