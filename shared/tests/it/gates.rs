//! The gates in the worked cases of `scenarios.md`, with the exact evidence.

use shared::board::card::{Fact, Flag, Level, Reason, Sign};
use shared::deescalation::gate::{self, Gate};
use shared::duty::ShiftKind;
use shared::wording::{Language, rules};
use shared::{Command, Event, Span};

use crate::fixture::{at, client, day, shift, staff};
use crate::play::Play;
use crate::show;
use crate::stories::{
    friday_afternoon, greens_over_the_weekend, happy_path, off_the_board, ready_on_monday,
    red_at_19_12, reviewed, shown_on_11_march, shown_on_18_march, stepped_down_on_11_march,
};

/// What stands in a client's way on a morning, as the board writes it.
fn sentence(play: &Play, whom: &str, date: &str) -> String {
    let (_, verdicts) = play.morning(whom, date);
    let (language, card) = (Language::Sv, play.card(whom));
    let transition = shared::deescalation::Transition::from_level(card.level).expect("a step");
    let list = rules::hinder_list(
        language,
        &verdicts,
        transition,
        &play.board.policy,
        play.now,
    );
    let count = rules::hinders(language, gate::hinders(&verdicts).count());
    format!("{count}: {list}")
}

#[test]
fn scenario_1_8_a_yellow_client_has_five_hinders_on_monday() {
    let play = friday_afternoon();
    assert_eq!(
        play.card("F.N.").review_date(),
        Some(day("03-16")),
        "three days after the raise"
    );
    assert_eq!(
        play.hinders("F.N.", "03-16"),
        [
            "D1 closed: 68 h 20 min of 72 h",
            "D3 closed: 1 of 2 greens on 1 of 2 days by 1 of 1 persons",
            "D9 closed: plan Crisis",
            "D10 closed: no booking",
            "D13 closed: not told",
        ]
    );
    assert_eq!(
        sentence(&play, "F.N.", "03-16"),
        "5 hinder: minst 3 dygn på nivån (68 h 20 min av 72 h), gröna tecken 1 av 2 dagar, \
         krisplanen är inte bekräftad, ingen uppföljning bokad, klienten inte informerad"
    );
    assert!(play.board.proposals.is_empty());
}

#[test]
fn scenario_1_10_the_run_on_monday_has_nothing_to_do() {
    let mut play = friday_afternoon();
    play.at("03-16 13:00");
    let said: Vec<_> = play
        .on(day("03-16"))
        .filter(|recorded| recorded.at == at("03-16 13:00"))
        .map(|recorded| &recorded.event)
        .collect();
    let done = Event::ExecutionDone { date: day("03-16") };
    assert_eq!(said, [&done], "0 att utföra");
}

#[test]
fn scenario_1_11_no_hinder_is_left_for_tuesday() {
    let play = ready_on_monday();
    assert_eq!(
        play.card("F.N.").level,
        Level::Yellow,
        "not on a Friday, a weekend or on Monday"
    );
    let outlook = play.outlook("F.N.");
    assert_eq!(outlook.execution, at("03-17 13:00"));
    assert_eq!(outlook.earliest, Some(at("03-17 13:00")));
    assert!(outlook.is_ready());
}

#[test]
fn scenario_1_12_every_gate_is_open_on_tuesday_with_this_evidence() {
    let mut play = ready_on_monday();
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
            "D4 open: nothing missed",
            "D5 open: 0 open actions in the way",
            "D6 open: done",
            "D7 open: nothing forbids",
            "D8 open: review 03-16",
            "D9 open: done",
            "D10 open: done",
            "D11 open: in the window",
            "D12 open: in time",
            "D13 open: done",
        ]
    );
}

#[test]
fn scenario_1_14_the_yellow_client_is_off_the_board_on_tuesday_at_13() {
    let mut play = ready_on_monday();
    play.at("03-17 08:41").meeting().at("03-17 12:59:59");
    assert_eq!(play.card("F.N.").level, Level::Yellow);
    play.at("03-17 13:00");
    let card = play.card("F.N.");
    assert_eq!((card.level, card.since), (Level::Plan, at("03-17 13:00")));
    let back = card.back_to_plan.expect("the way back");
    assert_eq!(back.aftercare_until, at("03-31 13:00"));
    let next = card.next_booking(play.now).expect("the next contact");
    assert_eq!(next.at, at("03-19 10:00"), "tors 10:00");
}

#[test]
fn scenario_1_14_the_log_has_the_version_of_the_rules_and_all_fourteen_gates() {
    let play = off_the_board();
    assert!(play.says("F.N.", |event| {
        matches!(event, Event::SteppedDown { policy, verdicts, .. }
            if policy == "RP-1" && verdicts.len() == Gate::ALL.len())
    }));
}

#[test]
fn scenario_2_13_the_first_thursday_is_hours_too_early_and_the_flag_is_raised() {
    let mut play = red_at_19_12();
    assert_eq!(
        play.card("D.M.").review_date(),
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
            "D9 closed: plan Crisis",
            "D13 closed: not told",
        ]
    );
    assert!(play.board.proposals.is_empty());
}

#[test]
fn scenario_2_14_nothing_is_proposed_on_a_friday() {
    let mut play = red_at_19_12();
    for (date, who) in [("03-17", "A.N."), ("03-18", "J.A."), ("03-19", "A.N.")] {
        play.at(&format!("{date} 14:00"))
            .assess(who, "D.M.", Sign::Green);
    }
    let clear = Command::ClearFlag {
        client: client("D.M."),
        flag: Flag::Suicide,
    };
    play.does("Q.P.", &clear)
        .note("A.N.", "D.M.", Fact::CrisisPlanConfirmed)
        .tell("A.N.", "D.M.", "Bra")
        .at("03-20 13:30");
    assert_eq!(
        play.hinders("D.M.", "03-20"),
        ["D11 closed: Fri 03-20 is outside"]
    );
    let (_, verdicts) = play.morning("D.M.", "03-20");
    assert!(gate::only_the_day(&verdicts), "redo – väntar på vardag");
    assert_eq!(play.card("D.M.").level, Level::Red);
    assert_eq!(play.outlook("D.M.").earliest, Some(at("03-23 13:00")));
}

#[test]
fn scenario_2_15_a_a_flag_that_is_not_cleared_is_the_only_hinder() {
    let mut play = greens_over_the_weekend(false);
    assert_eq!(sentence(&play, "D.M.", "03-23"), "1 hinder: suicidrisk");
    play.at("03-23 14:00");
    assert_eq!(play.card("D.M.").level, Level::Red);
}

#[test]
fn scenario_2_15_b_monday_at_13_is_the_earliest_step_from_red() {
    let mut play = greens_over_the_weekend(true);
    assert_eq!(play.hinders("D.M.", "03-23"), Vec::<String>::new());
    play.meeting().at("03-23 13:00");
    let card = play.card("D.M.");
    assert_eq!(
        (card.level, card.since),
        (Level::Stepdown, at("03-23 13:00"))
    );
    assert_eq!(
        card.review_date(),
        Some(day("03-19")),
        "step-down keeps the old review date"
    );
}

#[test]
fn scenario_5_1_four_things_stand_in_the_way_on_tuesday() {
    let play = happy_path();
    assert_eq!(play.card("B.T.").review_date(), Some(day("03-09")));
    assert_eq!(
        sentence(&play, "B.T.", "03-10"),
        "4 hinder: krisfri 7 dygn (159 h 45 min av 168 h), gröna tecken 2 av 3 dagar, \
         läkemedelsändring (167 h 30 min av 168 h), klienten inte informerad"
    );
}

#[test]
fn scenario_5_2_every_gate_is_open_on_wednesday() {
    let play = shown_on_11_march();
    let (proposed, verdicts) = play.morning("B.T.", "03-11");
    assert!(proposed, "{:?}", show::hinders(&verdicts));
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
}

#[test]
fn scenario_5_5_the_step_to_step_down_is_taken_at_13_and_the_clock_is_off() {
    let mut play = shown_on_11_march();
    play.at("03-11 13:00");
    let card = play.card("B.T.");
    assert_eq!(
        (card.level, card.since),
        (Level::Stepdown, at("03-11 13:00"))
    );
    assert_eq!(card.psychiatrist, None);
    assert_eq!(card.days_on_board(play.now), Some(9), "since 2 March");
}

#[test]
fn scenario_5_7_the_plans_are_checked_on_monday() {
    let play = stepped_down_on_11_march();
    let hinders = show::hinders(&play.outlook("B.T.").verdicts);
    assert!(hinders.iter().all(|line| !line.starts_with("D9")));
    assert_eq!(
        play.outlook("B.T.").earliest,
        Some(at("03-18 13:00")),
        "4.10: tidigast ons 18 mar 13:00"
    );
}

#[test]
fn scenario_5_8_step_down_is_a_day_short_and_the_board_says_when() {
    let mut play = stepped_down_on_11_march();
    let hinders = play.at("03-17 06:00").hinders("B.T.", "03-17");
    assert_eq!(hinders[0], "D1 closed: 144 h of 168 h");
    assert_eq!(
        hinders[1], "D2 closed: 327 h 45 min of 336 h",
        "the 14 days pass at 21:15"
    );
    assert_eq!(play.outlook("B.T.").earliest, Some(at("03-18 13:00")));
}

#[test]
fn scenario_5_10_exactly_168_hours_are_enough() {
    let play = shown_on_18_march();
    let (proposed, verdicts) = play.morning("B.T.", "03-18");
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
}

#[test]
fn scenario_5_12_the_client_is_back_to_the_plan_and_three_tasks_are_the_cms() {
    let mut play = shown_on_18_march();
    play.at("03-18 13:00");
    let card = play.card("B.T.");
    assert_eq!(card.level, Level::Plan);
    let tasks: Vec<_> = card
        .actions
        .iter()
        .map(|one| (one.owner, one.due, one.hand_over))
        .collect();
    assert_eq!(tasks, [(staff("M.H."), at("03-25 12:00"), None); 3]);
    let next = card.next_booking(play.now).expect("the next contact");
    assert_eq!(next.at, at("03-20 10:00"));
}

#[test]
fn scenario_5_13_a_contact_on_friday_closes_the_72_hour_clock() {
    let mut play = shown_on_18_march();
    play.at("03-18 13:00");
    let back = play.card("B.T.").back_to_plan.expect("the way back");
    assert_eq!(back.contact_by, Some(at("03-21 13:00")));
    play.at("03-20 10:10").call("M.H.", "B.T.", false);
    play.at("03-21 13:00");
    assert_eq!(play.card("B.T.").level, Level::Plan);
    assert!(play.says("B.T.", |event| matches!(
        event,
        Event::ContactLimitMet { .. }
    )));
}

#[test]
fn scenario_5_14_aftercare_ends_after_14_calendar_days_across_the_change_of_clocks() {
    let mut play = shown_on_18_march();
    play.at("03-18 13:00");
    let until = play
        .card("B.T.")
        .back_to_plan
        .expect("the way back")
        .aftercare_until;
    assert_eq!(until, at("04-01 13:00"));
    assert_eq!(until.since(play.now), Span::hours(14 * 24 - 1));
    play.at("03-20 10:10").call("M.H.", "B.T.", false);
    play.at("04-01 12:59");
    assert!(play.card("B.T.").aftercare(play.now).is_some());
    play.at("04-01 13:00");
    assert!(play.card("B.T.").aftercare(play.now).is_none());
}

#[test]
fn scenario_5_b_without_a_contact_the_rules_raise_the_client_on_saturday_at_13() {
    let mut play = shown_on_18_march();
    play.at("03-21 12:59:59");
    assert_eq!(play.card("B.T.").level, Level::Plan);
    play.at("03-21 13:00");
    let card = play.card("B.T.");
    assert_eq!((card.level, card.since), (Level::Yellow, at("03-21 13:00")));
    let why = card.why.as_ref().expect("why");
    assert_eq!(
        (why.value.reason, why.value.text.as_str()),
        (Reason::Prevention, "72-timmarskontakt saknas")
    );
    assert_eq!(card.review_date(), Some(day("03-24")));
}

#[test]
fn scenario_5_c_after_a_yellow_sign_one_tap_leads_back_to_step_down() {
    let mut play = shown_on_18_march();
    play.at("03-20 10:10").call("M.H.", "B.T.", false);
    play.at("03-23 09:00").assess("J.A.", "B.T.", Sign::Yellow);
    let yellow = |event: &Event| matches!(event, Event::AftercareWarned { sign, .. } if *sign == Sign::Yellow);
    assert!(play.says("B.T.", yellow), "nyligen nedtrappad");
    let before = play.log.len();
    play.at("03-23 09:04").does(
        "M.H.",
        &Command::Return {
            client: client("B.T."),
        },
    );
    let card = play.card("B.T.");
    assert_eq!(
        (card.level, card.since),
        (Level::Stepdown, at("03-23 09:04")),
        "the time of the tap"
    );
    assert!(play.log.len() > before, "history is kept");
}

/// Scenario 7: H.W. red since Monday 23 March 09:10, last crisis Tuesday 22:10.
#[test]
fn scenario_7_12_hours_are_elapsed_hours_over_the_change_to_summer_time() {
    assert_eq!(at("03-24 22:10") + Span::hours(168), at("03-31 23:10"));
    let mut play = Play::from("03-23 08:00");
    play.duty(&[shift("A.N.", ShiftKind::Day, "03-23 08:00", "03-23 17:00")]);
    play.at("03-23 09:10")
        .place("A.N.", "H.W.", Level::Red, Reason::Crisis);
    play.at("03-24 15:00")
        .note("Q.P.", "H.W.", reviewed("Fortsätt"));
    play.at("03-24 22:10").call("R.E.", "H.W.", true);
    play.at("03-27 15:00")
        .note("A.N.", "H.W.", Fact::CrisisPlanConfirmed)
        .tell("A.N.", "H.W.", "Bra");
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
    assert_eq!(
        play.at("04-01 08:30").hinders("H.W.", "04-01"),
        Vec::<String>::new()
    );
    play.meeting().at("04-01 13:00");
    assert_eq!(play.card("H.W.").level, Level::Stepdown);
}
