//! Letters that call somebody and do not leave the server.

use shared::alert::delivery::{self, Unsent};
use shared::alert::letter::Carrier;
use shared::alert::letter::Text;
use shared::board::event::Actor;
use shared::{Event, LetterId, Span};

use crate::fixture::{at, staff};
use crate::ladder::red_at_19_12;
use crate::play::Play;

/// The letters of the alert to somebody, the newest last.
fn letters(play: &Play, to: &str) -> Vec<(LetterId, Text)> {
    let letters = play.alert("D.M.").letters.iter();
    letters
        .filter(|state| state.written.to == staff(to))
        .map(|state| (state.written.id, state.written.text))
        .collect()
}

/// A push service takes the newest letter to somebody.
fn accepted(play: &mut Play, to: &str) {
    let alert = play.alert("D.M.").number;
    let (letter, _) = *letters(play, to).last().expect("a letter");
    let carrier = Carrier::Push;
    play.happen(
        Actor::Server,
        vec![Event::LetterAccepted {
            alert,
            letter,
            carrier,
        }],
    );
}

/// What has waited too long so many seconds after now.
fn later(play: &Play, seconds: i64) -> Option<Unsent> {
    delivery::unsent(&play.board, play.now + Span::seconds(seconds))
}

#[test]
fn letters_to_two_people_that_wait_for_more_than_a_minute_are_everyones() {
    let play = red_at_19_12();
    assert_eq!(later(&play, 60), None);
    let found = later(&play, 61).expect("two letters wait");
    assert!(found.is_everyones);
    assert_eq!(found.since, at("03-12 19:12"));
    assert_eq!(found.waiting.len(), 2);
    assert_eq!(
        delivery::oldest_waiting(&play.board),
        Some(at("03-12 19:12"))
    );
}

#[test]
fn one_persons_push_service_that_hangs_is_not_everyones() {
    let mut play = red_at_19_12();
    accepted(&mut play, "T.V.");
    // R.E. is called again, and again in vain.
    play.at("03-12 19:14");
    let found = later(&play, 61).expect("both letters to R.E. wait");
    assert_eq!(found.waiting.len(), 2);
    assert!(!found.is_everyones);
    play.at("03-12 19:17");
    accepted(&mut play, "T.V.");
    assert!(!later(&play, 61).expect("R.E.'s wait").is_everyones);
}

#[test]
fn a_courier_that_stops_after_it_has_worked_is_found_at_the_next_rung_for_two() {
    let mut play = red_at_19_12();
    accepted(&mut play, "R.E.");
    accepted(&mut play, "T.V.");
    assert_eq!(later(&play, 61), None);
    play.at("03-12 19:17");
    let found = later(&play, 61).expect("the letters of the second and the third rung");
    assert!(found.is_everyones);
    assert_eq!(found.since, at("03-12 19:14"));
    // The hand-over goes by text message and call too: each way waits.
    let by = |carrier| {
        found
            .waiting
            .iter()
            .filter(|(_, by)| *by == carrier)
            .count()
    };
    assert_eq!(
        (by(Carrier::Push), by(Carrier::Sms), by(Carrier::Voice)),
        (3, 1, 1)
    );
}

#[test]
fn nobody_waits_for_the_letters_of_an_alert_that_was_taken() {
    let mut play = red_at_19_12();
    play.at("03-12 19:13").ack("R.E.", "D.M.");
    assert_eq!(later(&play, 3_600), None);
    assert_eq!(delivery::oldest_waiting(&play.board), None);
}
