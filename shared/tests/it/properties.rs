//! What holds in every history, however people, phones and time behave.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use shared::access::{self, ViewClass};
use shared::alert::{AlertState, ladder};
use shared::board::event::{Actor, Recorded};
use shared::due;
use shared::{Board, Event, Span};

use crate::history::{config, history, play};
use crate::oracle::{self, Stories, Told};
use crate::play::Play;

fn fold<'a>(mut board: Board, log: impl IntoIterator<Item = &'a Recorded>) -> Board {
    for recorded in log {
        board.apply(recorded);
    }
    board
}

/// Plays many histories and checks each; says how often `count` was seen in all of them.
fn in_every_history(check: impl Fn(&Play), count: fn(&Event) -> bool) -> usize {
    let seen = Cell::new(0);
    let checked = TestRunner::new(config()).run(&history(), |turns| {
        let play = play(&turns);
        check(&play);
        seen.set(seen.get() + play.log.iter().filter(|one| count(&one.event)).count());
        Ok(())
    });
    if let Err(failure) = checked {
        panic!("{failure}");
    }
    seen.get()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_log_folds_to_the_same_as_a_snapshot_restored_at_any_cut(
        turns in history(),
        cut in any::<prop::sample::Index>(),
    ) {
        let play = play(&turns);
        let (before, after) = play.log.split_at(cut.index(play.log.len() + 1));
        let snapshot = serde_json::to_string(&fold(Board::default(), before)).expect("JSON");
        let restored = serde_json::from_str(&snapshot).expect("a board");
        prop_assert_eq!(fold(restored, after), play.board);
    }
}

#[test]
fn no_event_of_a_person_or_of_the_rules_is_ignored() {
    let check = |play: &Play| {
        let mut board = Board::default();
        for recorded in &play.log {
            let before = board.clone();
            board.apply(recorded);
            // These say that something happened, and change nothing.
            let says_only = matches!(
                recorded.event,
                Event::DossierChanged { .. }
                    | Event::ProposalWithheld { .. }
                    | Event::AlertJoined { .. }
            );
            if recorded.by != Actor::Server && !says_only {
                let same = Board {
                    seq: recorded.seq,
                    ..before
                };
                assert!(board != same, "nothing came of {:?}", recorded.event);
            }
        }
    };
    let joined = in_every_history(check, |event| matches!(event, Event::AlertJoined { .. }));
    assert!(joined > 0, "the histories reach far enough");
}

#[test]
fn the_rules_lower_no_level_with_a_gate_that_is_not_open_or_outside_their_hour() {
    let check = |play: &Play| {
        let (mut board, mut stories) = (Board::default(), Stories::new());
        for recorded in &play.log {
            let before = board.cards.clone();
            board.apply(recorded);
            for (client, card) in &board.cards {
                let old = before.get(client).map(|card| card.level);
                let by_person = matches!(recorded.by, Actor::Staff(_));
                if old.is_some_and(|old| old != card.level) && !by_person {
                    assert!(matches!(recorded.event, Event::SteppedDown { .. }));
                    assert_eq!(recorded.event.client(), Some(*client));
                    oracle::check_step(&stories[client], recorded);
                }
            }
            oracle::read(&mut stories, recorded);
        }
    };
    let steps = in_every_history(check, |event| matches!(event, Event::SteppedDown { .. }));
    assert!(steps > 0, "the histories reach far enough: {steps}");
}

#[test]
fn no_letter_disturbs_anyone_off_duty_or_reaches_anyone_without_right() {
    let check = |play: &Play| {
        let (mut board, mut told) = (Board::default(), Told::new());
        for recorded in &play.log {
            oracle::check_letters(&board, &mut told, recorded);
            board.apply(recorded);
        }
    };
    let rungs = in_every_history(check, |event| matches!(event, Event::RungReached { .. }));
    assert!(rungs > 0, "the histories reach far enough: {rungs}");
}

#[test]
fn every_alert_climbs_or_is_answered_uncovered_or_closed() {
    let check = |play: &Play| {
        let next = due::next(&play.board, play.now).expect("there is always a next morning");
        assert!(next.0 > play.now, "everything that was due is done");
        for alert in play.board.alerts.values() {
            match alert.state {
                AlertState::Climbing { .. } => {
                    let (_, at) = ladder::next(alert).expect("a next rung");
                    assert!(at > play.now && at.since(play.now) <= Span::minutes(15));
                }
                AlertState::Acknowledged { at, .. } => {
                    assert!(play.now.since(at) < Span::minutes(30), "or it begins again");
                }
                AlertState::Uncovered => {
                    assert!(!ladder::is_covered(&play.board, play.now), "or it begins");
                    assert!(alert.letters.iter().all(|letter| letter.at < alert.started));
                }
                AlertState::Closed { at } => {
                    assert!(
                        alert.letters.iter().all(|letter| letter.at <= at),
                        "it is over"
                    );
                }
            }
        }
    };
    let waiting = in_every_history(check, |event| matches!(event, Event::AlertUncovered { .. }));
    assert!(waiting > 0, "the histories reach far enough");
}

#[test]
fn two_open_alerts_never_concern_the_same_client() {
    let check = |play: &Play| {
        let mut open: Vec<_> = play
            .board
            .alerts
            .values()
            .filter(|alert| alert.is_open())
            .map(|one| one.client)
            .collect();
        let all = open.len();
        open.sort_unstable();
        open.dedup();
        assert_eq!(open.len(), all);
    };
    in_every_history(check, |_| false);
}

#[test]
fn no_view_shows_what_its_class_may_not_see() {
    let check = |play: &Play| {
        let manager = access::view(&play.board, ViewClass::Load);
        let text = serde_json::to_string(&manager).expect("JSON");
        for (client, card) in &play.board.cards {
            assert!(
                !text.contains(&client.to_string()),
                "a manager sees no client"
            );
            for employer in [
                shared::board::member::Organisation::Region,
                shared::board::member::Organisation::Municipality,
            ] {
                let seen = access::view(&play.board, ViewClass::Care { employer });
                assert_eq!(
                    seen.cards.contains_key(client),
                    card.open_to.contains(&employer)
                );
                assert!(
                    seen.alerts
                        .values()
                        .all(|alert| seen.cards.contains_key(&alert.client))
                );
                assert!(
                    seen.proposals
                        .keys()
                        .all(|client| seen.cards.contains_key(client))
                );
            }
        }
    };
    in_every_history(check, |_| false);
}
