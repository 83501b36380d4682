//! The live connection: everything, in order, exactly once.

use shared::board::card::{Level, Sign};
use shared::board::event::Event;
use shared::position::{Position, Seq};
use shared::protocol::{ClientMessage, CloseCode, LARGEST_MESSAGE, Outcome, ServerMessage};
use shared::{Board, Command, Rejection};
use tests::live_line::Joined;
use tests::person::{Person, client, fresh_id};
use tests::server_process::Place;

#[tokio::test]
async fn a_change_reaches_another_connection() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let (anna, bo) = (
        Person::log_in(&server.origin, "an").await,
        Person::log_in(&server.origin, "cf").await,
    );
    let mut line = bo.go_live().await;
    let snapshot = line.join_anew().await;
    let fn_ = client(&snapshot, "F.N.");
    anna.raise(fn_, Level::Red).await.expect("the raise");
    let raised = line
        .event(|recorded| matches!(recorded.event, Event::Placed { .. }))
        .await;
    assert_eq!(raised.event.client(), Some(fn_));
    server.stop().await;
}

#[tokio::test]
async fn a_client_that_was_away_during_writes_resumes_without_loss() {
    const ROUNDS: usize = 20;
    let place = Place::new();
    let server = place.start(&[]).await;
    let (writer, reader) = (
        Person::log_in(&server.origin, "an").await,
        Person::log_in(&server.origin, "cf").await,
    );
    let mut line = reader.go_live().await;
    let snapshot = line.join_anew().await;
    let fn_ = client(&snapshot, "F.N.");
    let (mut board, mut position) = (snapshot.board, snapshot.position);
    drop(line);

    for round in 0..ROUNDS {
        // Some events while nobody is connected, some while the line is being opened.
        writer.assess(fn_, Sign::Green).await;
        let (line, ()) = tokio::join!(reader.go_live(), writer.assess(fn_, Sign::Yellow));
        let mut line = line;
        let Joined::Resumed(newest) = line.join(Some(position)).await else {
            panic!("round {round}: a short absence needs no snapshot");
        };
        writer.assess(fn_, Sign::Red).await;
        while board.seq <= newest.seq {
            let step = line.step().await;
            assert_eq!(
                step.seq,
                board.seq.next(),
                "round {round}: no hole, nothing twice"
            );
            take(&mut board, &step);
        }
        position = Position {
            seq: board.seq,
            ..newest
        };
    }
    let assessed = board.cards[&fn_].assessments.len();
    let newest = reader.snapshot().await;
    let (mut line, mut last) = (reader.go_live().await, position.seq);
    line.join(Some(position)).await;
    while last < newest.position.seq {
        let step = line.step().await;
        take(&mut board, &step);
        last = step.seq;
    }
    assert!(assessed >= ROUNDS);
    assert_eq!(
        board, newest.board,
        "the board made of steps is the board of the server"
    );
    server.stop().await;
}

fn take(board: &mut Board, step: &shared::protocol::Step) {
    match &step.recorded {
        Some(recorded) => board.apply(recorded),
        None => board.seq = step.seq,
    }
}

#[tokio::test]
async fn an_unknown_position_gets_a_snapshot() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let anna = Person::log_in(&server.origin, "an").await;
    let known = anna.snapshot().await.position;
    let other_life = shared::Epoch::new(shared::Timestamp::default(), &mut fastrand::Rng::new());
    for position in [
        Position {
            epoch: other_life,
            ..known
        },
        Position {
            seq: Seq(known.seq.0 + 5),
            ..known
        },
        Position {
            seq: Seq(1),
            ..known
        },
    ] {
        let joined = anna.go_live().await.join(Some(position)).await;
        assert!(matches!(joined, Joined::Snapshot(_)), "{position:?}");
    }
    server.stop().await;
}

#[tokio::test]
async fn a_frame_that_does_not_parse_closes_that_connection_and_no_other() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let (anna, bo) = (
        Person::log_in(&server.origin, "an").await,
        Person::log_in(&server.origin, "cf").await,
    );
    let mut good = bo.go_live().await;
    let snapshot = good.join_anew().await;
    let fn_ = client(&snapshot, "F.N.");
    for nonsense in [
        "{",
        "\"hello\"",
        r#"{"type":"command"}"#,
        r#"{"type":"hello","version":2,"position":7}"#,
    ] {
        let mut bad = anna.go_live().await;
        bad.join_anew().await;
        bad.say_text(nonsense).await;
        assert_eq!(
            bad.hear().await.unwrap_err(),
            CloseCode::BadMessage.code(),
            "{nonsense}"
        );
    }
    let mut large = anna.go_live().await;
    large.join_anew().await;
    large.say_text(&"x".repeat(LARGEST_MESSAGE + 1)).await;
    assert_eq!(
        large.hear().await.unwrap_err(),
        CloseCode::BadMessage.code()
    );

    let mut old = anna.go_live().await;
    old.say(&ClientMessage::Hello {
        version: 0,
        position: None,
    })
    .await;
    assert_eq!(
        old.hear().await.unwrap_err(),
        CloseCode::OtherVersion.code()
    );

    anna.assess(fn_, Sign::Green).await;
    good.event(|recorded| matches!(recorded.event, Event::Assessed { .. }))
        .await;
    server.stop().await;
}

#[tokio::test]
async fn a_stale_edit_is_refused_with_who_and_when() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let (anna, bo) = (
        Person::log_in(&server.origin, "an").await,
        Person::log_in(&server.origin, "cf").await,
    );
    let mut line = bo.go_live().await;
    let snapshot = line.join_anew().await;
    let fn_ = client(&snapshot, "F.N.");
    let seen = snapshot.board.cards[&fn_]
        .placed
        .as_ref()
        .map(|placed| placed.seq);
    anna.raise(fn_, Level::Red)
        .await
        .expect("the first is faster");
    let id = fresh_id();
    line.command(
        id,
        Command::Place {
            client: fn_,
            level: Level::Stepdown,
            reason: shared::board::card::Reason::Prevention,
            text: "Bättre".to_owned(),
            review: None,
            tonight: false,
            based_on: seen,
        },
    )
    .await;
    let outcome = loop {
        if let Ok(ServerMessage::Answer {
            id: answered,
            outcome,
        }) = line.hear().await
        {
            assert_eq!(answered, id);
            break outcome;
        }
    };
    let an = tests::person::staff(&snapshot, "A.N.");
    let Outcome::Refused {
        rejection: Rejection::Conflict { by, .. },
    } = outcome
    else {
        panic!("a conflict was expected: {outcome:?}");
    };
    assert_eq!(by, shared::board::event::Actor::Staff(an));
    server.stop().await;
}

#[tokio::test]
async fn a_command_that_is_sent_twice_is_carried_out_once() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let anna = Person::log_in(&server.origin, "an").await;
    let before = anna.snapshot().await;
    let client = client(&before, "F.N.");
    let (id, command) = (
        fresh_id(),
        Command::Assess {
            client,
            sign: Sign::Green,
        },
    );
    for _ in 0..3 {
        anna.command_with(id, &command)
            .await
            .expect("the same answer");
    }
    let after = anna.snapshot().await;
    let count =
        |snapshot: &shared::protocol::Snapshot| snapshot.board.cards[&client].assessments.len();
    assert_eq!(count(&after), count(&before) + 1);
    server.stop().await;
}
