//! The log: once, in order, in one step with its letters.

use server::store::{Appended, Error, Store};
use shared::position::{Position, Seq};
use shared::{CommandId, Event};

use crate::support::*;

#[tokio::test]
async fn a_command_is_carried_out_once() {
    let ground = Ground::new().await;
    let start = ground.open().await;
    assert_eq!(
        start,
        Position {
            epoch: epoch(1),
            seq: Seq(0)
        }
    );
    let store = &ground.store;

    let entries = [shown(1), shown(2)];
    let first = store
        .append(&team(), start, Some(command(1)), &entries, SEND)
        .await;
    assert_eq!(first, Ok(Appended::Done { seq: Seq(2) }));
    let again = store
        .append(&team(), start, Some(command(1)), &entries, SEND)
        .await;
    assert_eq!(again, Ok(Appended::Seen { seq: Seq(2) }));
    assert_eq!(store.seen(&team(), command(1)).await, Ok(Some(Seq(2))));
    assert_eq!(store.seen(&team(), command(2)).await, Ok(None));

    let stale = store
        .append(&team(), start, Some(command(2)), &entries, SEND)
        .await;
    assert_eq!(stale, Err(Error::Conflict { seq: Seq(2) }));

    let log = store.read_after(&team(), Seq(0), 10).await.expect("reads");
    assert_eq!(log.len(), 2);
    for (recorded, (entry, seq)) in log.iter().zip(entries.iter().zip(1..)) {
        assert_eq!(recorded.seq, Seq(seq));
        assert_eq!((recorded.at, recorded.by), (entry.at, entry.by));
        assert_eq!(recorded.command, Some(command(1)));
        assert_eq!(recorded.event, entry.event);
    }
    assert_eq!(
        store.read_after(&team(), Seq(1), 10).await.expect("reads"),
        log[1..]
    );
    assert_eq!(
        store.read_after(&team(), Seq(0), 1).await.expect("reads"),
        log[..1]
    );
    assert_eq!(store.read_after(&team(), Seq(2), 10).await, Ok(Vec::new()));
    ground.embedded.stop().await;
}

#[tokio::test]
async fn a_log_that_was_not_opened_takes_nothing() {
    let ground = Ground::new().await;
    let at = Position {
        epoch: epoch(1),
        seq: Seq(0),
    };
    let refused = ground
        .store
        .append(&team(), at, None, &[shown(1)], SEND)
        .await;
    assert_eq!(refused, Err(Error::NewLife));
    assert_eq!(
        ground.store.follow(&team(), Seq(0)).await.err(),
        Some(Error::NewLife)
    );
    assert_eq!(ground.store.load(&team()).await, Ok(None));
}

#[tokio::test]
async fn twenty_writers_leave_no_gap_and_no_double() {
    const WRITERS: u64 = 20;
    const COMMANDS: u64 = 10;
    let ground = Ground::new().await;
    let start = ground.open().await;

    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let store = ground.store.clone();
            tokio::spawn(async move {
                for number in 0..COMMANDS {
                    append_in_the_end(&store, start, command(writer * COMMANDS + number)).await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.expect("the writer ends well");
    }

    let log = ground
        .store
        .read_after(&team(), Seq(0), 10_000)
        .await
        .expect("reads");
    let numbers: Vec<u64> = log.iter().map(|recorded| recorded.seq.0).collect();
    assert_eq!(numbers, (1..=WRITERS * COMMANDS).collect::<Vec<_>>());
    let mut commands: Vec<CommandId> = log.iter().filter_map(|recorded| recorded.command).collect();
    commands.sort_unstable();
    commands.dedup();
    assert_eq!(commands.len(), log.len());
}

/// Appends one event, as often as others are faster.
async fn append_in_the_end(store: &Store, mut at: Position, id: CommandId) {
    loop {
        match store
            .append(&team(), at, Some(id), &[shown(id_seed(id))], SEND)
            .await
        {
            Ok(_) => return,
            Err(Error::Conflict { seq }) => at.seq = seq,
            Err(error) => panic!("{error}"),
        }
    }
}

fn id_seed(id: CommandId) -> u64 {
    id.to_string().bytes().map(u64::from).sum()
}

#[tokio::test]
async fn a_time_line_holds_what_happened_to_its_client() {
    let ground = Ground::new().await;
    let at = ground.open().await;
    ground
        .append(at, &[shown(1), shown(2), shown(1), rung(1234, &[])])
        .await;
    let numbers = async |number, most| -> Vec<u64> {
        let line = ground
            .store
            .timeline(&team(), client(number), most)
            .await
            .expect("reads");
        line.iter().map(|recorded| recorded.seq.0).collect()
    };
    assert_eq!(numbers(1, 10).await, [1, 3, 4]);
    assert_eq!(numbers(1, 2).await, [3, 4]);
    assert_eq!(numbers(1, 0).await, [0; 0]);
    assert_eq!(numbers(2, 10).await, [2]);
    assert_eq!(numbers(3, 10).await, [0; 0]);
}

#[tokio::test]
async fn a_follower_misses_nothing_when_it_is_not_listened_to() {
    let ground = Ground::new().await;
    let mut at = ground.open().await;
    at = ground.append(at, &[shown(1), shown(2)]).await;
    let mut follower = ground.store.follow(&team(), Seq(1)).await.expect("follows");
    assert_eq!(follower.epoch(), at.epoch);

    let mut seen = Vec::new();
    while seen.len() < 6 {
        tokio::select! {
            biased;
            batch = follower.next() => {
                seen.extend(batch.expect("events").iter().map(|recorded| recorded.seq.0));
            }
            // Dropping `next` at any point must not lose what it was about to return.
            () = std::future::ready(()) => {
                if at.seq < Seq(7) {
                    at = ground.append(at, &[shown(3)]).await;
                } else {
                    tokio::task::yield_now().await;
                }
            }
        }
    }
    assert_eq!(seen, [2, 3, 4, 5, 6, 7]);
}

#[tokio::test]
async fn a_board_is_the_snapshot_and_what_came_after() {
    let ground = Ground::new().await;
    let at = ground.open().await;
    let store = &ground.store;
    let enrolled = |number: u64| {
        let client = client(number);
        let event = Event::ClientEnrolled {
            client,
            cm: None,
            deputy: None,
            open_to: Vec::new(),
        };
        server::store::Entry {
            client: Some(client),
            event,
            ..shown(number)
        }
    };
    let at = ground.append(at, &[enrolled(1), enrolled(2)]).await;
    let save = |epoch, (board, history): (shared::Board, shared::load::history::History)| async move {
        store.save_snapshot(&team(), epoch, &board, &history).await
    };
    let half = store.load(&team()).await.expect("loads").expect("a board");
    assert_eq!(half.0.seq, Seq(2));
    assert_eq!(save(at.epoch, half.clone()).await, Ok(true));
    ground.append(at, &[enrolled(3)]).await;

    let whole = store.load(&team()).await.expect("loads").expect("a board");
    assert_eq!(whole.0.seq, Seq(3));
    ground.cli(&["DEL", "{norr}:snapshot"]);
    assert_eq!(
        store.load(&team()).await.expect("loads").as_ref(),
        Some(&whole)
    );

    assert_eq!(save(at.epoch, whole.clone()).await, Ok(true));
    assert_eq!(save(at.epoch, half).await, Ok(false));
    assert_eq!(save(epoch(9), whole.clone()).await, Err(Error::NewLife));
    ground.cli(&[
        "HSET",
        "{norr}:snapshot",
        "fold",
        "another",
        "board",
        "unreadable",
    ]);
    assert_eq!(
        store.load(&team()).await.expect("loads").as_ref(),
        Some(&whole)
    );
    ground.cli(&["HDEL", "{norr}:snapshot", "history"]);
    assert_eq!(store.load(&team()).await.expect("loads"), Some(whole));
}
