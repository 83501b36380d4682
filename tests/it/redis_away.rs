//! Redis goes away and comes back.

use shared::Rejection;
use shared::board::card::Sign;
use shared::{Command, position::Position};
use tests::live_line::Joined;
use tests::person::{Person, client};
use tests::server_process::{Place, redis_of, signal};
use tests::wait;

#[tokio::test]
async fn the_board_stays_readable_and_commands_are_refused_in_plain_words() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let anna = Person::log_in(&server.origin, "an").await;
    let before = anna.snapshot().await;
    let fn_ = client(&before, "F.N.");
    let redis = redis_of(&place.data());
    signal(redis, "STOP");

    let assess = Command::Assess {
        client: fn_,
        sign: Sign::Green,
    };
    assert_eq!(anna.command(&assess).await, Err(Rejection::Unavailable));
    let during = anna.snapshot().await;
    assert_eq!(during.board, before.board, "the last board is still shown");
    let not_ready = anna.get("/health/ready").await.status();
    assert_eq!(not_ready, 503);

    signal(redis, "CONT");
    wait::until("a command that is taken again", async || {
        anna.command(&assess).await.ok()
    })
    .await;
    server.stop().await;
}

#[tokio::test]
async fn a_redis_that_was_killed_begins_a_new_life_and_has_lost_nothing() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let anna = Person::log_in(&server.origin, "an").await;
    let fn_ = client(&anna.snapshot().await, "F.N.");
    anna.assess(fn_, Sign::Green).await;
    let before = anna.snapshot().await;
    signal(redis_of(&place.data()), "KILL");

    let assess = Command::Assess {
        client: fn_,
        sign: Sign::Red,
    };
    wait::until("a command that is taken again", async || {
        anna.command(&assess).await.ok()
    })
    .await;
    let after = anna.snapshot().await;
    assert_eq!(
        after.board.cards[&fn_].assessments.len(),
        before.board.cards[&fn_].assessments.len() + 1
    );
    assert_ne!(after.position.epoch, before.position.epoch);
    let old = Position { ..before.position };
    let joined = anna.go_live().await.join(Some(old)).await;
    assert!(
        matches!(joined, Joined::Snapshot(_)),
        "old numbers are not trusted"
    );
    server.stop().await;
}
