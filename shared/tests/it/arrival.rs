//! The same entries give the same card, in whichever order they arrive (`policy.md` 5).
//!
//! Levels are left out: a level is set by somebody who has seen the one before, and is
//! refused otherwise.

use serde_json::Value;
use shared::board::card::{Channel, Fact, Flag, HoldKind, Legal, LegalStatus, Sign, Told};
use shared::board::event::{Actor, Recorded};
use shared::{Board, Event};

use crate::fixture::{at, client, day, staff, team};

/// Something that happened: when, who, what.
type Entry = (&'static str, &'static str, Event);

/// The card of F.N. after everything was received at once, in one order.
fn card(entries: &[&Entry]) -> Value {
    let mut board = Board::default();
    let received = at("03-20 12:00");
    let mut record = |at, happened, by, event| {
        let recorded = Recorded {
            seq: board.seq.next(),
            at,
            happened,
            by,
            command: None,
            event,
        };
        board.apply(&recorded);
    };
    for event in team() {
        record(at("03-01 08:00"), None, Actor::Server, event);
    }
    for (happened, who, event) in entries {
        let by = Actor::Staff(staff(who));
        record(received, Some(at(happened)), by, event.clone());
    }
    let mut card = serde_json::to_value(&board.cards[&client("F.N.")]).expect("JSON");
    forget_numbers(&mut card);
    card
}

/// Numbers in the log follow the order of arrival by their nature.
fn forget_numbers(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("seq");
            fields.values_mut().for_each(forget_numbers);
        }
        Value::Array(all) => all.iter_mut().for_each(forget_numbers),
        _ => {}
    }
}

/// Every order of a few entries.
fn orders(entries: &[Entry]) -> Vec<Vec<&Entry>> {
    let mut all = vec![Vec::new()];
    for entry in entries {
        all = all
            .iter()
            .flat_map(|order: &Vec<&Entry>| {
                (0..=order.len()).map(|place| {
                    let mut longer = order.clone();
                    longer.insert(place, entry);
                    longer
                })
            })
            .collect();
    }
    all
}

#[track_caller]
fn check(entries: &[Entry]) {
    let in_time: Vec<&Entry> = entries.iter().collect();
    assert!(in_time.is_sorted_by_key(|entry| at(entry.0)));
    let expected = card(&in_time);
    for order in orders(entries) {
        let times: Vec<_> = order.iter().map(|entry| entry.0).collect();
        assert_eq!(card(&order), expected, "received in the order {times:?}");
    }
}

fn assessed(sign: Sign) -> Event {
    Event::Assessed {
        client: client("F.N."),
        sign,
    }
}

fn noted(fact: Fact) -> Event {
    Event::Noted {
        client: client("F.N."),
        fact,
    }
}

fn called(reached: bool, crisis: bool) -> Event {
    Event::ContactLogged {
        client: client("F.N."),
        how: Channel::Phone,
        reached,
        crisis,
        text: String::new(),
        booking: None,
    }
}

#[test]
fn assessments_and_crisis_events() {
    check(&[
        ("03-16 08:00", "M.H.", assessed(Sign::Green)),
        ("03-16 09:00", "J.A.", assessed(Sign::Red)),
        ("03-16 10:00", "K.J.", called(true, true)),
        ("03-16 11:00", "N.B.", called(false, false)),
        ("03-16 12:00", "P.S.", called(true, false)),
        ("03-16 13:00", "M.H.", assessed(Sign::Yellow)),
    ]);
}

#[test]
fn facts_of_which_the_latest_counts() {
    let told = |reached, view: Option<&str>| {
        noted(Fact::Told(Told {
            reached,
            view: view.map(str::to_owned),
            no_view: None,
        }))
    };
    let changed = |text: &str| noted(Fact::MedicationChanged(text.to_owned()));
    check(&[
        ("03-16 08:00", "M.H.", told(true, Some("Okej"))),
        ("03-16 09:00", "M.H.", told(false, None)),
        ("03-16 10:00", "Q.P.", changed("Höjd dos")),
        ("03-16 11:00", "Q.P.", noted(Fact::MedicationCleared)),
        ("03-16 12:00", "Q.P.", changed("Sänkt dos")),
        ("03-16 13:00", "M.H.", noted(Fact::CrisisPlanConfirmed)),
    ]);
}

#[test]
fn flags_review_dates_and_compulsory_care() {
    let client = client("F.N.");
    let flag = Flag::Child;
    let legal = |status, moment| Event::LegalChanged {
        client,
        legal: Legal {
            status,
            changed: at(moment),
            ends: None,
        },
    };
    let review = |date| Event::ReviewSet {
        client,
        date: day(date),
    };
    check(&[
        ("03-16 08:00", "M.H.", Event::FlagRaised { client, flag }),
        ("03-16 09:00", "M.H.", Event::FlagCleared { client, flag }),
        ("03-16 10:00", "M.H.", review("03-25")),
        ("03-16 11:00", "M.H.", review("03-23")),
        (
            "03-16 12:00",
            "Q.P.",
            legal(Some(LegalStatus::Lpt), "03-16 12:00"),
        ),
        ("03-16 13:00", "Q.P.", legal(None, "03-16 13:00")),
    ]);
}

#[test]
fn vetoes() {
    let client = client("F.N.");
    let hold = |by, until: Option<&str>| Event::HoldSet {
        client,
        by,
        reason: "Vänta".to_owned(),
        until: until.map(day),
    };
    check(&[
        ("03-16 08:00", "Q.P.", hold(HoldKind::Psychiatrist, None)),
        ("03-16 09:00", "M.H.", hold(HoldKind::Member, Some("03-19"))),
    ]);
}

#[test]
fn names_of_today() {
    let client = client("F.N.");
    let named = |who: &str, moment| Event::ContactNamed {
        client,
        contact: shared::board::card::ContactToday {
            who: vec![staff(who)],
            at: at(moment),
            how: Channel::Home,
        },
    };
    check(&[
        ("03-16 08:00", "M.H.", named("J.A.", "03-16 10:00")),
        ("03-16 09:00", "G.S.", named("P.S.", "03-16 11:00")),
    ]);
}

#[test]
fn the_card_that_is_compared_shows_what_was_entered() {
    let entry: Entry = ("03-16 08:00", "M.H.", assessed(Sign::Green));
    assert_ne!(card(&[&entry]), card(&[]));
}
