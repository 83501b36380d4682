//! From 06:00 to 13:00 (`policy.md` 3).

use shared::board::card::{ActionClass, Flag, Level, Reason, Sign};
use shared::board::event::Actor;
use shared::due::{self, Due};
use shared::{Command, Event};

use crate::fixture::{at, client, day, staff};
use crate::play::Play;
use crate::show;

/// F.N. is yellow with every gate open; it is Tuesday 17 March, 06:00, and proposed.
fn proposed() -> Play {
    let mut play = Play::from("03-13 16:00");
    play.at("03-13 16:40")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
    play.at("03-15 11:06").assess("N.B.", "F.N.", Sign::Green);
    play.at("03-16 14:20").assess("M.H.", "F.N.", Sign::Green);
    play.at("03-17 06:00");
    assert!(play.hinders("F.N.", "03-17").is_empty());
    assert_eq!(
        play.board.proposals[&client("F.N.")].execution,
        at("03-17 13:00")
    );
    play
}

/// What the run at 13:00 said; each hinder a line. `None` if it said nothing about F.N.
fn at_13(play: &mut Play) -> Option<Vec<String>> {
    play.at("03-17 13:00");
    let said = play
        .on(day("03-17"))
        .find_map(|recorded| match &recorded.event {
            Event::SteppedDown { verdicts, .. } | Event::StepCancelled { verdicts, .. } => {
                Some((recorded.at, recorded.by, show::hinders(verdicts)))
            }
            _ => None,
        });
    let stepped = play.card("F.N.").level == Level::Plan;
    let done = said
        .as_ref()
        .is_some_and(|(.., hinders)| hinders.is_empty());
    assert_eq!(stepped, done, "stepped down exactly if every gate was open");
    said.map(|(time, by, hinders)| {
        assert_eq!((time, by), (at("03-17 13:00"), Actor::Rules));
        hinders
    })
}

#[test]
fn a_proposal_that_was_shown_is_executed_at_13() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting();
    assert_eq!(at_13(&mut play), Some(Vec::new()));
    assert!(play.board.proposals.is_empty());
}

#[test]
fn a_proposal_that_no_meeting_saw_is_cancelled_and_made_anew_the_next_day() {
    let mut play = proposed();
    assert_eq!(
        at_13(&mut play),
        Some(vec!["D11 closed: not shown in a meeting".to_owned()])
    );
    assert!(play.board.proposals.is_empty());
    play.assess("M.H.", "F.N.", Sign::Green).at("03-18 06:00");
    assert!(play.hinders("F.N.", "03-18").is_empty());
    assert_eq!(play.board.proposals.len(), 1);
}

#[test]
fn anything_newer_that_is_not_green_cancels_the_step() {
    for (sign, word) in [(Sign::Yellow, "gul"), (Sign::Red, "rod")] {
        let mut play = proposed();
        play.at("03-17 08:41")
            .meeting()
            .at("03-17 12:59")
            .assess("K.J.", "F.N.", sign);
        let hinders = at_13(&mut play).expect("a decision");
        assert_eq!(hinders, [format!("D3 closed: {word} 03-17 12:59")]);
    }
}

#[test]
fn a_crisis_event_cancels_the_step() {
    let mut play = proposed();
    play.at("03-17 08:41")
        .meeting()
        .at("03-17 12:59:59")
        .call("K.J.", "F.N.", true);
    let hinders = at_13(&mut play).expect("a decision");
    assert_eq!(
        hinders,
        ["D2 closed: crisis event 03-17 12:59 in this stay"]
    );
}

#[test]
fn a_flag_or_an_action_of_class_kris_raised_after_the_meeting_cancels_the_step() {
    let mut play = proposed();
    play.at("03-17 08:41")
        .meeting()
        .flag("X.L.", "F.N.", Flag::Child);
    let (text, due) = ("Skyddsplan".to_owned(), at("03-19 12:00"));
    let (client, owner, class) = (client("F.N."), staff("X.L."), ActionClass::Crisis);
    play.does(
        "X.L.",
        &Command::OpenAction {
            client,
            class,
            text,
            owner,
            due,
        },
    );
    let hinders = at_13(&mut play).expect("a decision");
    assert_eq!(
        hinders,
        [
            "D5 closed: 1 open actions in the way",
            "D7 closed: flag barn"
        ]
    );
}

#[test]
fn a_level_changed_by_a_person_since_06_cancels_the_proposal() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting();
    play.at("03-17 09:00")
        .place("M.H.", "F.N.", Level::Red, Reason::Crisis);
    play.at("03-17 09:05")
        .place("M.H.", "F.N.", Level::Yellow, Reason::Crisis);
    assert!(
        play.board.proposals.is_empty(),
        "there and back is a change too"
    );
    at_13(&mut play);
    assert_eq!(play.card("F.N.").level, Level::Yellow);
}

#[test]
fn a_veto_at_13_sharp_is_in_time_and_the_board_says_who_and_why() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting();
    // 13:00:00.000, in the log before the run.
    play.now = at("03-17 13:00");
    let reason = "Systern är orolig".to_owned();
    play.does(
        "J.A.",
        &Command::Hold {
            client: client("F.N."),
            reason: reason.clone(),
        },
    );
    assert!(play.board.proposals.is_empty());
    assert_eq!(at_13(&mut play), None);
    let hold = play.card("F.N.").hold.clone().expect("the hold");
    assert_eq!(
        (hold.by, hold.reason),
        (Actor::Staff(staff("J.A.")), reason)
    );
    let hinders = play.at("03-18 06:00").hinders("F.N.", "03-18");
    assert!(
        hinders.contains(&"D7 closed: hold to 03-20".to_owned()),
        "{hinders:?}"
    );
}

#[test]
fn the_same_level_again_changes_neither_since_nor_the_review_date() {
    let mut play = proposed();
    let before = play.card("F.N.").clone();
    play.place("M.H.", "F.N.", Level::Yellow, Reason::Somatic);
    let after = play.card("F.N.");
    assert_eq!((after.since, after.review), (before.since, before.review));
    assert_eq!(after.reason(), Some(Reason::Somatic));
}

#[test]
fn a_server_that_was_away_at_06_proposes_nothing_that_day() {
    for (back, proposes) in [("03-17 06:10", true), ("03-17 06:10:01", false)] {
        let mut play = Play::from("03-13 16:00");
        play.at("03-13 16:40")
            .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
        play.at("03-15 11:06").assess("N.B.", "F.N.", Sign::Green);
        play.at("03-16 14:20").assess("M.H.", "F.N.", Sign::Green);
        play.now = at(back);
        play.at("03-17 06:30");
        assert_eq!(
            play.board.proposals.len(),
            usize::from(proposes),
            "back at {back}"
        );
        assert_eq!(
            play.board.evaluated,
            Some(day("03-17")),
            "and does not try again"
        );
    }
}

#[test]
fn a_server_that_was_away_at_13_takes_no_step_after_ten_minutes() {
    for (back, level) in [
        ("03-17 13:10", Level::Plan),
        ("03-17 13:10:01", Level::Yellow),
    ] {
        let mut play = proposed();
        play.at("03-17 08:41").meeting();
        play.now = at(back);
        play.at("03-17 13:30");
        assert_eq!(play.card("F.N.").level, level, "back at {back}");
        assert!(play.board.proposals.is_empty());
    }
}

#[test]
fn a_proposal_left_by_a_server_that_was_away_for_a_day_is_cancelled() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting();
    play.now = at("03-18 08:00");
    play.at("03-18 13:00");
    assert_eq!(play.card("F.N.").level, Level::Yellow);
    assert!(play.board.proposals.is_empty());
}

#[test]
fn nothing_is_carried_out_before_its_time_or_twice() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting();
    let (evaluate, execute) = (
        Due::Evaluate { date: day("03-17") },
        Due::Execute { date: day("03-17") },
    );
    let ctx = play.ctx(Actor::Rules);
    assert_eq!(
        due::carry_out(&play.board, &evaluate, &ctx),
        [],
        "it is done"
    );
    assert_eq!(
        due::carry_out(&play.board, &execute, &ctx),
        [],
        "it is not 13:00"
    );
    play.at("03-17 13:00");
    let ctx = play.ctx(Actor::Rules);
    assert_eq!(
        due::carry_out(&play.board, &execute, &ctx),
        [],
        "it is done"
    );
}

#[test]
fn the_run_of_a_date_is_in_the_log_although_it_did_nothing() {
    let mut play = Play::from("03-16 05:00");
    play.at("03-16 13:00");
    let runs = play.log.iter().filter(|recorded| {
        matches!(
            recorded.event,
            Event::Evaluated { .. } | Event::ExecutionDone { .. }
        )
    });
    let times: Vec<_> = runs.map(|recorded| show::moment(recorded.at)).collect();
    assert_eq!(times, ["03-16 06:00", "03-16 13:00"]);
}
