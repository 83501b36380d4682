//! On which ways a letter goes, how far it has come on each, and what follows when the
//! push to the first fails (`policy.md` 7).

use shared::Event;
use shared::alert::delivery::{Report, reported};
use shared::alert::letter::Carrier::{self, Mail, Push, Sms, Voice};
use shared::alert::{Delivery, Failure, LetterState, Rung};
use shared::board::card::{Level, Reason};
use shared::board::event::Actor;
use shared::duty::ShiftKind::{Bakjour, Jour};

use crate::fixture::{at, shift, staff};
use crate::play::Play;

/// A Thursday evening: R.E. is on call, T.V. behind them, D.M. is red at 19:12.
fn raised() -> Play {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[
        shift("R.E.", Jour, "03-12 17:00", "03-13 08:00"),
        shift("T.V.", Bakjour, "03-12 17:00", "03-13 08:00"),
    ])
    .at("03-12 19:12")
    .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
    .at("03-12 19:12:01");
    play
}

/// The latest letter to somebody about D.M.
fn latest(play: &Play, to: &str) -> LetterState {
    let alert = play.alert("D.M.");
    let theirs = |state: &&LetterState| state.written.to == staff(to);
    *alert.letters.iter().rfind(theirs).expect("a letter")
}

/// What a report about the latest letter to somebody leads to; it is recorded.
fn report(play: &mut Play, to: &str, carrier: Carrier, report: Report) -> Vec<Event> {
    let (number, letter) = (play.alert("D.M.").number, latest(play, to).written.id);
    let events = reported(&play.board, number, letter, carrier, report, play.now);
    play.happen(Actor::Server, events.clone());
    events
}

fn is_rerouted(events: &[Event]) -> bool {
    events
        .iter()
        .any(|event| matches!(event, Event::LetterRerouted { carrier: Sms, .. }))
}

#[test]
fn by_all_channels_means_from_the_managers_rung_on() {
    let mut play = raised();
    play.at("03-12 19:43");
    let mut seen = 0;
    for recorded in &play.log {
        let Event::RungReached { rung, .. } = &recorded.event else {
            continue;
        };
        for outgoing in recorded.event.outgoing() {
            let by_mail = matches!(rung, Rung::T15 | Rung::Repeat(_));
            if outgoing.carrier == Mail {
                assert!(by_mail, "{rung:?}");
                seen += 1;
            }
        }
    }
    assert!(seen >= 3, "the repeats go by mail too: {seen}");
}

#[test]
fn the_letter_at_the_hand_over_waits_on_each_of_its_ways() {
    let mut play = raised();
    play.at("03-12 19:17");
    let state = latest(&play, "T.V.");
    for carrier in [Push, Sms, Voice] {
        assert_eq!(state.by(carrier), Some(Delivery::Queued), "{carrier:?}");
    }
    assert_eq!(state.by(Mail), None);
    // To R.E., that it was handed over.
    let told: Vec<Carrier> = latest(&play, "R.E.")
        .others
        .iter()
        .map(|way| way.0)
        .collect();
    assert_eq!(told, []);
}

#[test]
fn each_way_is_followed_by_itself_and_a_report_may_come_after_the_gateway_took_it() {
    let mut play = raised();
    play.at("03-12 19:17:03");
    let now = at("03-12 19:17:03");
    report(&mut play, "T.V.", Sms, Report::Accepted);
    report(&mut play, "T.V.", Voice, Report::Failed(Failure::NotSetUp));
    let state = latest(&play, "T.V.");
    assert_eq!(state.by(Push), Some(Delivery::Queued));
    assert_eq!(state.by(Sms), Some(Delivery::Accepted { at: now }));
    let why = Failure::NotSetUp;
    assert_eq!(state.by(Voice), Some(Delivery::Failed { at: now, why }));

    let why = Failure::Undelivered;
    report(&mut play, "T.V.", Sms, Report::Failed(why));
    let failed = Some(Delivery::Failed { at: now, why });
    assert_eq!(latest(&play, "T.V.").by(Sms), failed);
    report(&mut play, "T.V.", Sms, Report::Delivered);
    let arrived = Some(Delivery::Delivered { at: now });
    assert_eq!(latest(&play, "T.V.").by(Sms), arrived);
    // Neither is news any more.
    for old in [Report::Accepted, Report::Failed(why), Report::Delivered] {
        assert_eq!(report(&mut play, "T.V.", Sms, old), []);
    }
}

#[test]
fn a_push_that_failed_for_the_first_sends_the_sms_at_once_and_once_on_each_rung() {
    let mut play = raised();
    let gone = Report::Failed(Failure::Gone);
    let events = report(&mut play, "R.E.", Push, gone);
    assert!(is_rerouted(&events), "{events:?}");
    let outgoing = events[1].outgoing();
    assert_eq!(outgoing.len(), 1);
    assert_eq!(outgoing[0].carrier, Sms);
    assert_eq!(outgoing[0].written, latest(&play, "R.E.").written);
    assert_eq!(latest(&play, "R.E.").by(Sms), Some(Delivery::Queued));
    assert_eq!(report(&mut play, "R.E.", Push, gone), [], "once");

    // They are called again after two minutes, and that fails as well.
    play.at("03-12 19:14:01");
    assert!(is_rerouted(&report(&mut play, "R.E.", Push, gone)));
    // At the hand-over they are only told, and the reserve gets the SMS anyway.
    play.at("03-12 19:17:01");
    assert!(!is_rerouted(&report(&mut play, "R.E.", Push, gone)));
    assert!(!is_rerouted(&report(&mut play, "T.V.", Push, gone)));
}

#[test]
fn no_sms_follows_where_nobody_has_to_answer_any_more() {
    let gone = Report::Failed(Failure::Gone);
    let mut play = raised();
    assert!(!is_rerouted(&report(&mut play, "T.V.", Push, gone)), "R2");

    // An SMS that fails says nothing about the push.
    assert!(!is_rerouted(&report(&mut play, "R.E.", Sms, gone)));

    let mut play = raised();
    play.ack("T.V.", "D.M.");
    let number = play.alert("D.M.").number;
    let first = play.alert("D.M.").letters[0];
    assert_eq!(first.written.to, staff("R.E."));
    let events = reported(&play.board, number, first.written.id, Push, gone, play.now);
    assert_eq!(events.len(), 1, "taken: {events:?}");

    let mut play = raised();
    play.board.shifts.clear();
    assert!(
        !is_rerouted(&report(&mut play, "R.E.", Push, gone)),
        "gone home"
    );
}

#[test]
fn a_task_is_never_an_sms() {
    let mut play = raised();
    play.at("03-12 20:00")
        .place("Q.P.", "F.N.", Level::Yellow, Reason::Prevention);
    let alert = play.alert("F.N.");
    let (number, letter) = (alert.number, alert.letters[0].written.id);
    let gone = Report::Failed(Failure::Gone);
    let events = reported(&play.board, number, letter, Push, gone, play.now);
    assert_eq!(events.len(), 1, "{events:?}");
}
