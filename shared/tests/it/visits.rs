//! Visits that are watched (`scenarios.md` 2.7, `domain.md` 5, 10).

use shared::alert::letter::Text;
use shared::alert::{AlertState, Class, Rung};
use shared::board::card::{Flag, Level, Reason};
use shared::duty::ShiftKind::{Bakjour, Jour, Ledningsjour};
use shared::visit::{Ask, Refusal};
use shared::{Command, Event, Rejection, Timestamp};

use crate::fixture::{at, client, initials, shift, staff};
use crate::play::Play;

fn visit(whom: &str, ask: Ask) -> Command {
    Command::Visit {
        client: client(whom),
        ask,
    }
}

fn start(whom: &str, who: &[&str], minutes: u16) -> Command {
    let who = who.iter().map(|one| staff(one)).collect();
    visit(
        whom,
        Ask::Start {
            who,
            minutes,
            alone: false,
        },
    )
}

/// An evening with three on call; R.E. and T.V. visit D.M. at 19:45.
fn on_the_way() -> Play {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[
        shift("R.E.", Jour, "03-12 17:00", "03-13 08:00"),
        shift("T.V.", Bakjour, "03-12 17:00", "03-13 08:00"),
        shift("W.T.", Ledningsjour, "03-12 17:00", "03-13 08:00"),
    ]);
    play.at("03-12 19:45")
        .does("T.V.", &start("D.M.", &["T.V.", "R.E."], 60));
    play
}

/// Who got a letter since a moment.
fn told(play: &Play, since: Timestamp) -> Vec<&'static str> {
    let letters = play.log.iter().filter(|recorded| recorded.at >= since);
    let mut who: Vec<_> = letters
        .flat_map(|recorded| recorded.event.letters())
        .map(|written| initials(written.to))
        .collect();
    who.sort_unstable();
    who.dedup();
    who
}

#[test]
fn a_check_in_that_does_not_come_alerts_whoever_is_not_on_the_visit() {
    let mut play = on_the_way();
    play.at("03-12 20:44:59");
    assert!(play.board.open_alert(client("D.M.")).is_none());
    play.at("03-12 20:45");
    let alert = play.alert("D.M.");
    assert_eq!(
        (alert.class, alert.visit, alert.responsible),
        (Class::P1, true, Some(staff("W.T.")))
    );
    assert!(play.card("D.M.").visit.as_ref().unwrap().missed);
    // The ladder climbs past all rungs, and never to those who may be in danger.
    play.at("03-12 21:15");
    assert!(play.rung("D.M.") > Some(Rung::T15));
    let told = told(&play, at("03-12 20:45"));
    assert!(told.contains(&"W.T."));
    assert!(
        !told.contains(&"T.V.") && !told.contains(&"R.E."),
        "{told:?}"
    );
}

#[test]
fn a_check_in_in_time_begins_the_time_anew_and_an_end_ends_it() {
    let mut play = on_the_way();
    play.at("03-12 20:40")
        .does("R.E.", &visit("D.M.", Ask::CheckIn { minutes: 30 }));
    play.at("03-12 21:09:59");
    assert!(play.board.open_alert(client("D.M.")).is_none());
    play.does("T.V.", &visit("D.M.", Ask::End));
    play.at("03-13 07:00");
    assert!(play.board.alerts.is_empty());
    assert_eq!(play.card("D.M.").visit, None);
}

#[test]
fn only_word_of_those_on_the_visit_ends_the_alert_and_all_who_were_told_are_told() {
    let mut play = on_the_way();
    play.at("03-12 20:46").ack("W.T.", "D.M.");
    play.at("03-12 20:50").call("W.T.", "D.M.", false);
    assert!(matches!(
        play.alert("D.M.").state,
        AlertState::Acknowledged { .. }
    ));
    // Half an hour without a word of them: everybody is told again.
    play.at("03-12 21:16");
    assert_eq!(play.rung("D.M."), Some(Rung::T0));
    play.at("03-12 21:17")
        .does("T.V.", &visit("D.M.", Ask::End));
    assert!(play.board.open_alert(client("D.M.")).is_none());
    let last = play
        .log
        .iter()
        .rev()
        .find(|recorded| matches!(recorded.event, Event::Acknowledged { .. }));
    let letters = last.expect("it was answered").event.letters();
    assert!(letters.iter().all(|written| written.text == Text::M9));
    assert!(letters.iter().any(|written| written.to == staff("W.T.")));
}

#[test]
fn an_alert_that_was_open_does_not_hide_that_somebody_is_missing() {
    let mut play = on_the_way();
    play.at("03-12 20:00")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis);
    let first = play.alert("D.M.").number;
    play.ack("T.V.", "D.M.");
    play.at("03-12 20:20").call("T.V.", "D.M.", false);
    play.place("Q.P.", "D.M.", Level::Yellow, Reason::Crisis);
    play.call("Q.P.", "D.M.", true);
    play.at("03-12 20:45");
    let alert = play.alert("D.M.");
    assert!(alert.visit);
    assert_ne!(alert.number, first);
}

#[test]
fn a_crisis_that_joins_the_alert_does_not_end_with_the_visit() {
    let mut play = on_the_way();
    play.at("03-12 20:46").call("Q.P.", "D.M.", true);
    assert!(!play.alert("D.M.").visit);
    play.at("03-12 20:47")
        .does("T.V.", &visit("D.M.", Ask::End));
    assert!(play.alert("D.M.").is_unanswered(), "the crisis is not over");
}

#[test]
fn nobody_begins_alone_where_nobody_should_without_saying_so() {
    let mut play = Play::from("03-12 18:00");
    play.flag("Q.P.", "D.M.", Flag::NeverAlone);
    let refused = |why| Err(Rejection::Visit { why });
    assert_eq!(
        play.ask("T.V.", &start("D.M.", &["T.V.", "T.V."], 60)),
        refused(Refusal::NeverAlone)
    );
    let alone = Ask::Start {
        who: vec![staff("T.V.")],
        minutes: 60,
        alone: true,
    };
    play.does("T.V.", &visit("D.M.", alone));
    let goes_on = Refusal::GoesOn {
        who: vec![staff("T.V.")],
        check_in: at("03-12 19:00"),
    };
    assert_eq!(
        play.ask("R.E.", &start("D.M.", &["R.E.", "T.V."], 60)),
        refused(goes_on)
    );
    play.does("T.V.", &visit("D.M.", Ask::End));
    assert_eq!(
        play.ask("T.V.", &visit("D.M.", Ask::CheckIn { minutes: 60 })),
        refused(Refusal::NoVisit)
    );
    assert_eq!(
        play.ask("T.V.", &start("D.M.", &[], 60)),
        Err(Rejection::NobodyNamed)
    );
}

#[test]
fn what_arrives_late_counts_from_when_it_happened_and_leaves_time_to_be_heard() {
    let mut play = Play::from("03-12 19:00");
    play.at("03-12 20:50")
        .late("T.V.", "03-12 19:45", &start("D.M.", &["T.V.", "R.E."], 60));
    let begun = play.card("D.M.").visit.clone().expect("a visit");
    assert_eq!(
        (begun.began, begun.check_in),
        (at("03-12 19:45"), at("03-12 20:55"))
    );
    // The check-in of 20:40 waited on the same phone.
    play.late(
        "T.V.",
        "03-12 20:40",
        &visit("D.M.", Ask::CheckIn { minutes: 60 }),
    );
    assert_eq!(
        play.card("D.M.").visit.as_ref().unwrap().check_in,
        at("03-12 21:40")
    );
    // What is older than what is known says nothing.
    play.late("T.V.", "03-12 20:00", &visit("D.M.", Ask::End));
    assert!(play.card("D.M.").visit.is_some());
}
