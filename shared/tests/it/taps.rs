//! A tap counts for what its page showed, and a phone for what it has proved (`policy.md` 7,
//! `design.md` 5).

use shared::alert::letter::Text;
use shared::alert::proof::{self, Proof};
use shared::alert::{Rung, Seen};
use shared::board::card::{Level, Reason};
use shared::board::decide::decide;
use shared::board::event::Actor;
use shared::duty::ShiftKind::{Bakjour, Day, Jour};
use shared::{Command, Event, Rejection};

use crate::fixture::{at, shift, staff};
use crate::ladder::red_at_19_12;
use crate::play::Play;

/// What a tap would lead to; nothing is recorded.
fn tap(play: &Play, who: &str, seen: Seen) -> Result<Vec<Event>, Rejection> {
    let alert = play.alert("D.M.").number;
    let ctx = play.ctx(Actor::Staff(staff(who)));
    decide(&play.board, &Command::AcknowledgeSeen { alert, seen }, &ctx)
}

#[test]
fn a_tap_on_a_page_from_before_the_hand_over_is_asked_again() {
    let mut play = red_at_19_12();
    let seen = play.alert("D.M.").seen();
    assert_eq!(seen.rung, Some(Rung::T0));
    // The repeated letter hands nothing over.
    play.until(at("03-12 19:14:30"));
    assert!(tap(&play, "R.E.", seen).is_ok(), "still theirs");

    play.until(at("03-12 19:17:30"));
    let handed_over = Rejection::HandedOver {
        to: Some(staff("T.V.")),
    };
    assert_eq!(tap(&play, "R.E.", seen), Err(handed_over));
    let now = play.alert("D.M.").seen();
    assert!(tap(&play, "R.E.", now).is_ok(), "who sees it may take it");
    assert!(
        tap(&play, "T.V.", seen).is_ok(),
        "whoever is responsible may take it from the page of before"
    );
}

#[test]
fn a_tap_on_a_page_of_an_earlier_ladder_is_asked_again() {
    let mut play = red_at_19_12();
    let seen = play.alert("D.M.").seen();
    play.at("03-12 19:13").ack("R.E.", "D.M.");
    // Nothing was logged for half an hour: the ladder began again at 19:43.
    play.until(at("03-12 19:43:30"));
    assert_eq!(play.rung("D.M."), Some(Rung::T0));
    assert!(matches!(
        tap(&play, "T.V.", seen),
        Err(Rejection::HandedOver { .. })
    ));
    let again = play.alert("D.M.").seen();
    assert!(tap(&play, "T.V.", again).is_ok());
    let once = Seen {
        restarts: 1,
        rung: Some(Rung::T0),
    };
    assert_eq!(play.alert("D.M.").seen(), once);
}

#[test]
fn a_notification_says_which_rung_it_showed() {
    let mut play = red_at_19_12();
    play.until(at("03-12 19:17:30"));
    let alert = play.alert("D.M.");
    let seen_in = |text| {
        let letter = alert.letters.iter().find(|one| one.written.text == text);
        alert.seen_in(letter.expect("a letter").written.id)
    };
    assert_eq!(seen_in(Text::M1).and_then(|seen| seen.rung), Some(Rung::T0));
    assert_eq!(seen_in(Text::M3), Some(alert.seen()));
    let (first, taken_over) = (seen_in(Text::M1), seen_in(Text::M3));
    assert!(matches!(
        tap(&play, "R.E.", first.expect("a letter")),
        Err(Rejection::HandedOver { .. })
    ));
    assert!(tap(&play, "T.V.", taken_over.expect("a letter")).is_ok());

    play.at("03-12 19:18").ack("T.V.", "D.M.");
    play.until(at("03-12 19:48:30"));
    let again = play.alert("D.M.");
    let old = again.letters.first().expect("a letter").written.id;
    assert_eq!(again.restarts, 1);
    assert!(
        again.was_handed_over_since(again.seen_in(old).expect("a letter")),
        "a notification of an earlier ladder is no tap on this one"
    );
}

#[test]
fn a_hand_over_of_a_task_comes_after_fifteen_minutes() {
    let mut play = Play::from("03-13 07:00");
    play.duty(&[
        shift("P.S.", Day, "03-13 08:00", "03-13 17:00"),
        shift("L.K.", Jour, "03-13 08:00", "03-13 17:00"),
    ]);
    play.at("03-13 10:00")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
    let seen = play.alert("F.N.").seen();
    play.until(at("03-13 10:14"));
    assert!(!play.alert("F.N.").was_handed_over_since(seen));
    play.until(at("03-13 10:15:30"));
    assert!(play.alert("F.N.").was_handed_over_since(seen));
}

#[test]
fn somebody_on_duty_without_a_proven_phone_is_a_fault() {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[
        shift("R.E.", Jour, "03-12 17:00", "03-13 08:00"),
        shift("T.V.", Bakjour, "03-12 17:00", "03-13 08:00"),
        shift("A.N.", Day, "03-12 17:00", "03-13 08:00"),
    ]);
    let told = |play: &mut Play, event| {
        play.happen(Actor::Server, vec![event]);
    };
    let proven = |devices, last| Event::DevicesProven {
        staff: staff("R.E."),
        devices,
        last,
    };
    let both = vec![
        (staff("R.E."), Proof::Unproven),
        (staff("T.V."), Proof::Unproven),
    ];
    let mut found = proof::faults(&play.board, play.now);
    found.sort_by_key(|(staff, _)| *staff);
    let mut expected = both.clone();
    expected.sort_by_key(|(staff, _)| *staff);
    assert_eq!(found, expected, "an ordinary day shift is not asked");

    told(&mut play, proven(1, Some(at("03-12 17:00"))));
    let known = proof::of(&play.board, staff("R.E."));
    assert_eq!(
        known,
        Proof::Proven {
            at: at("03-12 17:00")
        }
    );
    assert_eq!(
        proof::faults(&play.board, play.now),
        [(staff("T.V."), Proof::Unproven)]
    );

    // The proven phone is gone; then every phone is.
    told(&mut play, proven(0, None));
    assert_eq!(proof::of(&play.board, staff("R.E.")), Proof::Unproven);
    told(
        &mut play,
        Event::DevicesChanged {
            staff: staff("R.E."),
            devices: 0,
        },
    );
    assert_eq!(proof::of(&play.board, staff("R.E.")), Proof::NoDevice);
}
