//! Each rule fails on a history that breaks it, and a good history breaks none.

use shared::alert::letter::{Carrier, Text};
use shared::alert::{AlertNumber, Class, Rung, Written};
use shared::board::event::{Actor, Event, Recorded};
use shared::position::Seq;
use shared::{ClientId, LetterId, StaffId, Timestamp};

use super::super::history::{History, Sending};
use super::*;

const NOON: Timestamp = Timestamp::from_millis(1_773_000_000_000);
const T0: &str = "the first";
const T5: &str = "the second";

fn chance(number: u64) -> fastrand::Rng {
    fastrand::Rng::with_seed(number)
}

fn client() -> ClientId {
    ClientId::new(NOON, &mut chance(1))
}

fn staff(number: u64) -> StaffId {
    StaffId::new(NOON, &mut chance(number))
}

fn letter(name: &str) -> LetterId {
    LetterId::new(NOON, &mut chance(name.len() as u64))
}

fn alert() -> AlertNumber {
    AlertNumber::new(4711).unwrap()
}

fn written(name: &str) -> Written {
    Written {
        id: letter(name),
        to: staff(7),
        text: Text::M1,
        class: Class::P1,
        deadline: None,
        count: None,
        all_ways: false,
    }
}

fn raised() -> Event {
    Event::AlertRaised {
        alert: alert(),
        client: client(),
        class: Class::P1,
        tonight: false,
        in_meeting: false,
        visit: false,
    }
}

fn rung(rung: Rung, letters: &[&str]) -> Event {
    Event::RungReached {
        alert: alert(),
        rung,
        responsible: None,
        reserve: None,
        reserve_leads: false,
        asked: None,
        due: None,
        letters: letters.iter().map(|name| written(name)).collect(),
    }
}

fn accepted(name: &str) -> Event {
    Event::LetterAccepted {
        alert: alert(),
        letter: letter(name),
        carrier: Carrier::Push,
    }
}

fn taken() -> Event {
    Event::Acknowledged {
        alert: alert(),
        letters: Vec::new(),
    }
}

fn log(events: Vec<Event>) -> Vec<Recorded> {
    events
        .into_iter()
        .zip(1..)
        .map(|(event, seq)| Recorded {
            seq: Seq(seq),
            at: NOON,
            happened: None,
            by: Actor::Rules,
            command: None,
            event,
        })
        .collect()
}

fn sending(name: &str, at: u64) -> Sending {
    Sending {
        phone: "mh".to_owned(),
        letter: letter(name),
        body: String::new(),
        topic: "larm4711".to_owned(),
        tag: "larm4711".to_owned(),
        at: Duration::from_secs(at),
        accepted: true,
    }
}

/// Raised, sent, climbed once, sent, taken.
fn good() -> History {
    History {
        log: log(vec![
            raised(),
            rung(Rung::T0, &[T0]),
            accepted(T0),
            rung(Rung::T5, &[T5]),
            accepted(T5),
            taken(),
        ]),
        sendings: vec![sending(T0, 1), sending(T5, 3)],
        claims: vec![
            (letter(T0), Duration::from_secs(1)),
            (letter(T5), Duration::from_secs(2)),
        ],
        raises: vec![(client(), Duration::ZERO)],
        acknowledged: vec![(alert(), Duration::from_secs(4))],
        faults: Vec::new(),
    }
}

#[track_caller]
fn breaks(change: impl FnOnce(&mut History), expected: &Wrong) {
    let mut history = good();
    change(&mut history);
    let found = check(&history);
    assert!(found.contains(expected), "{expected:?} not in {found:?}");
}

#[test]
fn a_good_history_breaks_no_rule() {
    assert_eq!(check(&good()), []);
    assert_eq!(delays(&good()), [Duration::from_secs(1)]);
}

#[test]
fn a_number_that_is_missing_or_twice_is_seen() {
    breaks(
        |history| drop(history.log.remove(2)),
        &Wrong::Hole {
            after: Seq(2),
            found: Seq(4),
        },
    );
    breaks(
        |history| history.log[3].seq = Seq(3),
        &Wrong::Hole {
            after: Seq(3),
            found: Seq(3),
        },
    );
}

#[test]
fn a_raise_leads_to_one_alert() {
    breaks(
        |history| history.log = log(Vec::new()),
        &Wrong::NotRaised(client()),
    );
    breaks(
        |history| {
            let mut other = raised();
            if let Event::AlertRaised { alert, .. } = &mut other {
                *alert = AlertNumber::new(4712).unwrap();
            }
            history.log = log(vec![raised(), other]);
        },
        &Wrong::RaisedTwice(client()),
    );
}

#[test]
fn a_letter_must_be_accepted_within_ten_seconds_of_the_end_of_the_fault() {
    let late = |history: &mut History| history.sendings[0].at = Duration::from_secs(31);
    let no_other = |history: &mut History| {
        history.sendings.truncate(1);
        history.acknowledged.clear();
    };
    breaks(
        |history| {
            no_other(history);
            late(history);
        },
        &Wrong::Lost(alert()),
    );
    breaks(
        |history| {
            no_other(history);
            history.sendings.clear();
        },
        &Wrong::Lost(alert()),
    );
    breaks(
        |history| {
            no_other(history);
            history.sendings[0].accepted = false;
        },
        &Wrong::Lost(alert()),
    );
    // Two faults in a row, and ten seconds after the second.
    let mut excused = good();
    no_other(&mut excused);
    late(&mut excused);
    excused.faults = vec![
        (Duration::from_secs(5), Duration::from_secs(15)),
        (Duration::from_secs(20), Duration::from_secs(22)),
    ];
    assert!(!check(&excused).contains(&Wrong::Lost(alert())));
    assert_eq!(delays(&excused), [Duration::from_secs(31)]);
    // A fault that was over before does not excuse.
    excused.faults.pop();
    assert!(check(&excused).contains(&Wrong::Lost(alert())));
}

#[test]
fn that_nobody_was_reached_may_take_the_place_of_a_letter() {
    let mut history = good();
    history.sendings.clear();
    history.log = log(vec![
        raised(),
        Event::NobodyReached {
            alert: alert(),
            rung: Rung::T0,
            due: None,
        },
    ]);
    assert_eq!(check(&history), []);
}

#[test]
fn a_rung_comes_once_and_in_order() {
    breaks(
        |history| {
            let again = rung(Rung::T0, &[]);
            history.log = log(vec![raised(), rung(Rung::T0, &[T0]), again]);
        },
        &Wrong::OutOfOrder(alert(), Rung::T0),
    );
    breaks(
        |history| {
            let late = rung(Rung::T2, &[]);
            history.log = log(vec![raised(), rung(Rung::T5, &[T0]), late]);
        },
        &Wrong::OutOfOrder(alert(), Rung::T2),
    );
}

#[test]
fn nothing_climbs_and_nobody_takes_it_after_it_was_taken() {
    breaks(
        |history| history.log.extend(log(vec![rung(Rung::T10, &[])])),
        &Wrong::ClimbedAfterAcknowledgement(alert(), Rung::T10),
    );
    breaks(
        |history| history.log.extend(log(vec![taken()])),
        &Wrong::TakenTwice(alert()),
    );
    // A ladder that began again climbs again.
    let mut again = good();
    let events = again.log.drain(..).map(|one| one.event);
    let more = [
        Event::LadderRestarted { alert: alert() },
        rung(Rung::T0, &[]),
    ];
    again.log = log(events.chain(more).collect());
    assert_eq!(check(&again), []);
}

#[test]
fn what_is_claimed_after_it_was_taken_calls_nobody() {
    breaks(
        |history| {
            history.claims[1].1 = Duration::from_secs(5);
            history.sendings[1].at = Duration::from_secs(6);
        },
        &Wrong::SentAfterAcknowledgement(alert(), letter(T5)),
    );
    // What was claimed before may arrive after it.
    let mut on_its_way = good();
    on_its_way.sendings[1].at = Duration::from_secs(6);
    assert_eq!(check(&on_its_way), []);
}

#[test]
fn nobody_gets_two_letters_of_one_step() {
    breaks(
        |history| history.log = log(vec![raised(), rung(Rung::T0, &[T0, T5])]),
        &Wrong::Doubled(alert(), Rung::T0, staff(7)),
    );
    breaks(
        |history| {
            history.sendings.push(Sending {
                topic: "larm4712".to_owned(),
                ..sending(T0, 2)
            });
        },
        &Wrong::NotReplaced(letter(T0)),
    );
    let mut repeated = good();
    repeated.sendings.push(sending(T0, 2));
    assert_eq!(check(&repeated), [], "the same tag replaces");
}

#[test]
fn every_letter_and_what_became_of_it_is_in_the_log() {
    breaks(
        |history| history.sendings.push(sending("of another log", 1)),
        &Wrong::NotInTheLog(letter("of another log")),
    );
    breaks(
        |history| history.log = log(vec![raised(), rung(Rung::T0, &[T0])]),
        &Wrong::AcceptedInSilence(letter(T0)),
    );
    breaks(
        |history| history.sendings[1].accepted = false,
        &Wrong::NeverAccepted(letter(T5)),
    );
    breaks(
        |history| history.log.extend(log(vec![accepted(T0)])),
        &Wrong::AcceptedTwice(letter(T0)),
    );
}
