//! From 06:00 to 13:00 (`policy.md` 3).

use shared::board::card::{ActionClass, Flag, Level, Reason, Sign};
use shared::board::event::Actor;
use shared::board::member::Organisation;
use shared::deescalation::proposal::Cancelled;
use shared::due::{self, Due};
use shared::{Command, Event, Rejection, Span};

use crate::fixture::{at, client, day, staff};
use crate::play::Play;
use crate::show;
use crate::stories::{proposed, ready_on_monday};

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
    assert_eq!(play.hinders("F.N.", "03-18"), Vec::<String>::new());
    assert_eq!(play.board.proposals.len(), 1);
}

/// What cancelled the proposal at once; nothing is left for 13:00.
fn cancelled(play: &mut Play) -> Option<Cancelled> {
    let by = play.log.iter().find_map(|recorded| match recorded.event {
        Event::ProposalCancelled { by, .. } => {
            assert_eq!(recorded.at, play.now, "at once");
            Some(by)
        }
        _ => None,
    });
    assert!(play.board.proposals.is_empty());
    assert_eq!(at_13(play), None);
    by
}

#[test]
fn anything_newer_that_is_not_green_cancels_the_proposal_at_once() {
    for sign in [Sign::Yellow, Sign::Red] {
        let mut play = proposed();
        play.at("03-17 08:41")
            .meeting()
            .at("03-17 12:59")
            .assess("K.J.", "F.N.", sign);
        assert_eq!(cancelled(&mut play), Some(Cancelled::Sign));
    }
}

#[test]
fn a_green_sign_cancels_nothing() {
    let mut play = proposed();
    play.at("03-17 08:41")
        .meeting()
        .at("03-17 12:59")
        .assess("K.J.", "F.N.", Sign::Green);
    assert_eq!(at_13(&mut play), Some(Vec::new()));
}

#[test]
fn a_crisis_event_cancels_the_proposal_at_once() {
    let mut play = proposed();
    play.at("03-17 08:41")
        .meeting()
        .at("03-17 12:59:59")
        .call("K.J.", "F.N.", true);
    assert_eq!(cancelled(&mut play), Some(Cancelled::Crisis));
}

#[test]
fn access_in_an_emergency_cancels_the_proposal_at_once() {
    let mut play = proposed();
    let consent = Command::SetConsent {
        client: client("F.N."),
        open_to: vec![Organisation::Region],
    };
    let reason = "Fara för liv".to_owned();
    let access = Command::AccessInEmergency {
        client: client("F.N."),
        reason,
    };
    play.at("03-17 08:41").meeting().does("M.H.", &consent);
    play.does("T.V.", &access);
    assert_eq!(cancelled(&mut play), Some(Cancelled::Crisis));
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
fn a_level_changed_by_a_person_since_06_cancels_the_proposal_at_once() {
    for (level, by) in [
        (Level::Inpatient, Cancelled::Level),
        (Level::Red, Cancelled::Crisis),
    ] {
        let mut play = proposed();
        play.at("03-17 09:00")
            .place("M.H.", "F.N.", level, Reason::Crisis);
        assert_eq!(cancelled(&mut play), Some(by));
    }
}

#[test]
fn a_level_changed_there_and_back_is_a_change_too() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting();
    play.at("03-17 09:00")
        .place("M.H.", "F.N.", Level::Inpatient, Reason::Inpatient);
    play.at("03-17 09:05")
        .place("M.H.", "F.N.", Level::Yellow, Reason::Crisis);
    assert_eq!(at_13(&mut play), None);
    assert_eq!(play.card("F.N.").level, Level::Yellow);
}

#[test]
fn a_veto_cancels_the_proposal_at_once_and_the_board_says_who_and_why() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting().does("J.A.", &veto());
    assert_eq!(cancelled(&mut play), Some(Cancelled::Hold));
    let hold = &play.card("F.N.").holds[0];
    assert_eq!(
        (hold.by, hold.reason.as_str()),
        (Actor::Staff(staff("J.A.")), "Systern är orolig")
    );
    let hinders = play.at("03-18 06:00").hinders("F.N.", "03-18");
    assert!(
        hinders.contains(&"D7 closed: hold to 03-20".to_owned()),
        "{hinders:?}"
    );
}

#[test]
fn a_veto_at_13_sharp_is_in_time() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting();
    // 13:00:00.000, in the log before the run.
    play.now = at("03-17 13:00");
    play.does("J.A.", &veto());
    assert_eq!(cancelled(&mut play), Some(Cancelled::Hold));
}

#[test]
fn a_veto_a_millisecond_after_13_is_too_late() {
    let mut play = proposed();
    play.at("03-17 08:41")
        .meeting()
        .until(at("03-17 13:00") + Span::millis(1));
    assert_eq!(play.card("F.N.").level, Level::Plan);
    assert_eq!(play.ask("J.A.", &veto()), Err(Rejection::NotOnBoard));
}

fn veto() -> Command {
    Command::Hold {
        client: client("F.N."),
        reason: "Systern är orolig".to_owned(),
        until: None,
    }
}

#[test]
fn the_same_level_again_changes_neither_since_nor_the_review_date() {
    let mut play = proposed();
    let before = play.card("F.N.").clone();
    play.place("M.H.", "F.N.", Level::Yellow, Reason::Somatic);
    let after = play.card("F.N.");
    assert_eq!(
        (after.since, after.review_date()),
        (before.since, before.review_date())
    );
    assert_eq!(after.reason(), Some(Reason::Somatic));
}

#[test]
fn a_server_that_was_away_at_06_proposes_nothing_that_day() {
    for (back, proposes) in [("03-17 06:10", true), ("03-17 06:10:01", false)] {
        let mut play = ready_on_monday();
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
