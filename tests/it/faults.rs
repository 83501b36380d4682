//! Servers that are paused, a Redis that dies or is away, and people who answer at the same
//! time. The checker judges each.

use futures_util::future::join_all;
use shared::alert::{Failure, Rung, letter::Text};
use shared::board::card::Sign;
use shared::{ClientId, Command, Event, Rejection, Span, Timestamp};
use tests::chaos::checker::assert_good;
use tests::chaos::ground::{BEGINS, FIRST, Ground, Node, REPORTER, TEAM, alert_of, raise};
use tests::person::{Person, client, fresh_id};
use tests::push_service::Mood;
use tests::redis_proxy::{Call, Side};
use tests::server_process::signal;
use tests::wait;

/// Clients who are raised while Redis dies.
const LOAD: usize = 24;
/// A server asks how far the log has come.
const NEWEST: Call = Call {
    function: "HGET",
    with: "$3\r\nseq\r\n",
};
/// How often two people answer at once.
const ANSWERS: usize = 12;

async fn clients(person: &Person, count: usize) -> Vec<ClientId> {
    let snapshot = person.snapshot().await;
    let client = |number| client(&snapshot, &format!("c{number}"));
    (0..count).map(client).collect()
}

/// Waits until both phones have the letters of the alert about a client.
async fn reached(ground: &Ground, person: &Person, client: ClientId) {
    let snapshot = person.snapshot().await;
    let topic = format!("larm{}", alert_of(&snapshot, client).expect("an alert"));
    for phone in FIRST {
        wait::until("a letter that was accepted", async || {
            let letters = ground.push.letters(phone);
            letters
                .iter()
                .any(|one| one.is_accepted() && one.topic() == Some(&topic))
                .then_some(())
        })
        .await;
    }
}

/// `stale`: the server's settling came with the token of an earlier claim.
fn stale_tokens(node: &Node) -> usize {
    let settled = node.door.answered("_settle");
    settled.iter().filter(|one| one.answer == b":0\r\n").count()
}

#[tokio::test]
async fn a_server_paused_past_its_lease_calls_nobody_for_what_was_taken_meanwhile() {
    let ground = Ground::new(1, 0).await;
    let (node, other) = (ground.node_with_phones().await, ground.node().await);
    let (nurse, first) = (node.person(REPORTER).await, other.person("mh").await);
    let client = clients(&nurse, 1).await[0];
    signal(other.process(), "STOP");
    ground.push.set_mood(Mood::Hang);
    ground.raise(&nurse, client).await;
    ground.push.expect("mh", 1).await;
    ground.push.expect("ps", 1).await;
    ground.breaks();
    signal(node.process(), "STOP");
    ground.push.set_mood(Mood::Accept);
    signal(other.process(), "CONT");

    // The other one sends them when the lease is over, and one of the two takes the alert.
    reached(&ground, &first, client).await;
    ground.mended();
    let alert = alert_of(&first.snapshot().await, client).expect("an alert");
    ground.take(&first, alert).await;
    ground.rest().await;
    let before = ground.push.all().len();

    signal(node.process(), "CONT");
    wait::until("both late tokens to be refused", async || {
        (stale_tokens(&node) >= 2).then_some(())
    })
    .await;
    ground.rest().await;
    assert_eq!(ground.push.all().len(), before, "nothing was sent again");
    assert_good(&ground.history());
}

#[tokio::test]
async fn a_redis_that_is_killed_under_load_loses_no_alert_and_doubles_none() {
    let ground = Ground::new(LOAD, 0).await;
    let node = ground.node_with_phones().await;
    let nurse = node.person(REPORTER).await;
    let clients = clients(&nurse, LOAD).await;
    let raises: Vec<_> = clients
        .iter()
        .map(|client| (fresh_id(), raise(*client)))
        .collect();
    for client in &clients {
        ground.asked_for(*client);
    }
    let answered = std::sync::atomic::AtomicUsize::new(0);
    let all = join_all(raises.iter().map(async |(id, raise)| {
        wait::until("the raise to be answered", async || {
            nurse.try_command(*id, raise).await?.ok()
        })
        .await;
        answered.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }));
    let break_it = async {
        wait::until("some raises to be answered", async || {
            (answered.load(std::sync::atomic::Ordering::Relaxed) >= LOAD / 4).then_some(())
        })
        .await;
        ground.breaks();
        ground.redis.kill();
        ground.redis.start_again().await;
        ground.mended();
    };
    tokio::join!(all, break_it);
    ground.rest().await;
    for client in &clients {
        reached(&ground, &nurse, *client).await;
    }
    assert_good(&ground.history());
}

#[tokio::test]
async fn rungs_that_fall_due_while_redis_is_away_come_once_in_order_and_say_how_late() {
    let ground = Ground::new(1, 0).await;
    let node = ground.node_with_phones().await;
    let nurse = node.person(REPORTER).await;
    let client = clients(&nurse, 1).await[0];
    ground.raise(&nurse, client).await;
    reached(&ground, &nurse, client).await;
    ground.rest().await;

    ground.redis.kill();
    let ten = BEGINS + Span::minutes(10) + Span::seconds(30);
    let millis = ten.millis().to_string();
    let answer = nurse.post_form("/demo/clock", &[("at", &millis)]).await;
    assert_eq!(answer.status(), 503, "the clock's place cannot be stored");
    ground.redis.start_again().await;

    let due = |minutes| Some(BEGINS + Span::minutes(minutes));
    let expected = [
        (Rung::T0, BEGINS, None),
        (Rung::T2, ten, due(2)),
        (Rung::T5, ten, due(5)),
        (Rung::T10, ten, None),
    ];
    wait::until("the last rung that is due", async || {
        (rungs(&ground).len() >= expected.len()).then_some(())
    })
    .await;
    ground.rest().await;
    assert_eq!(rungs(&ground), expected);
    // Each in its turn: the second is called as the one who is responsible, then everyone.
    let bodies: Vec<String> = ground
        .history()
        .sendings
        .into_iter()
        .map(|one| one.body)
        .collect();
    let count = |text: &str| bodies.iter().filter(|body| body.contains(text)).count();
    assert_eq!(count("Du är nu ansvarig"), 1);
    assert_eq!(count("Ingen har kvitterat"), FIRST.len());
    assert_good(&ground.history());
}

fn rungs(ground: &Ground) -> Vec<(Rung, Timestamp, Option<Timestamp>)> {
    let log = ground.redis.log(TEAM);
    let rung = |one: &shared::board::event::Recorded| match one.event {
        Event::RungReached { rung, due, .. } | Event::NobodyReached { rung, due, .. } => {
            Some((rung, one.at, due))
        }
        _ => None,
    };
    log.iter().filter_map(rung).collect()
}

#[tokio::test]
async fn of_two_phones_that_answer_at_once_one_has_it_and_the_other_is_told_who() {
    let ground = Ground::new(ANSWERS, 0).await;
    let (node, other) = (ground.node_with_phones().await, ground.node().await);
    let nurse = node.person(REPORTER).await;
    let people = (node.person("mh").await, other.person("ps").await);
    for client in clients(&nurse, ANSWERS).await {
        ground.raise(&nurse, client).await;
        let alert = wait::until("the alert at the other server", async || {
            alert_of(&people.1.snapshot().await, client)
        })
        .await;
        let take = Command::Acknowledge { alert };
        let answers = tokio::join!(people.0.command(&take), people.1.command(&take));
        ground.taken(alert);
        match answers {
            (Ok(()), Err(Rejection::AlreadyAcknowledged { .. }))
            | (Err(Rejection::AlreadyAcknowledged { .. }), Ok(())) => {}
            other => panic!("one has it and the other is told: {other:?}"),
        }
    }
    ground.rest().await;
    assert_good(&ground.history());
}

/// The log says of letters that wait while their server is dead what became of them when a
/// colleague had taken the alert, and so does the page of whoever raised it.
#[tokio::test]
async fn letters_of_a_dead_server_whose_alert_was_taken_come_to_an_end_in_the_log() {
    let ground = Ground::new(1, 0).await;
    let (mut node, other) = (ground.node_with_phones().await, ground.node().await);
    let (nurse, first) = (node.person(REPORTER).await, other.person("mh").await);
    let client = clients(&nurse, 1).await[0];
    ground.push.set_mood(Mood::Hang);
    ground.raise(&nurse, client).await;
    for phone in FIRST {
        ground.push.expect(phone, 1).await;
    }
    ground.breaks();
    node.kill().await;
    let alert = wait::until("the alert at the other server", async || {
        alert_of(&first.snapshot().await, client)
    })
    .await;
    ground.take(&first, alert).await;
    ground.push.set_mood(Mood::Accept);
    ground.mended();
    ground.rest().await;

    let history = ground.history();
    let not_needed = history.log.iter().filter(|one| {
        matches!(
            one.event,
            Event::LetterFailed {
                why: Failure::NotNeeded,
                ..
            }
        )
    });
    assert_eq!(not_needed.count(), FIRST.len());
    assert_good(&history);
    let nurse = other.person(REPORTER).await;
    let page = nurse.get(&format!("/alerts/{alert}")).await;
    let page = page.text().await.expect("the page");
    let ended = page.matches("behövdes inte, larmet var taget").count();
    assert_eq!(ended, FIRST.len(), "{page}");
}

/// The second server has not read yet that the first one raised: it reads that before it says
/// that there is no such alert.
#[tokio::test]
async fn an_answer_at_a_server_that_is_behind_finds_the_alert_that_another_raised() {
    let ground = Ground::new(1, 0).await;
    let (node, other) = (ground.node_with_phones().await, ground.node().await);
    let (nurse, first) = (node.person(REPORTER).await, other.person("mh").await);
    let client = clients(&nurse, 1).await[0];
    let mut reads = other.door.hold(Side::After, Call::of("XREAD"));
    ground.raise(&nurse, client).await;
    reads.reached().await;
    let alert = alert_of(&nurse.snapshot().await, client).expect("an alert");
    assert_eq!(
        alert_of(&first.snapshot().await, client),
        None,
        "it is behind"
    );

    let mut asks = other.door.hold(Side::Before, NEWEST);
    let is_let_go = async {
        asks.reached().await;
        asks.let_go();
        reads.let_go();
    };
    tokio::join!(ground.take(&first, alert), is_let_go);
    ground.rest().await;
    assert_good(&ground.history());
}

#[tokio::test]
async fn an_answer_that_races_the_next_rung_stops_it_or_comes_after_it() {
    let ground = Ground::new(ANSWERS, 0).await;
    let (node, other) = (ground.node_with_phones().await, ground.node().await);
    let nurse = node.person(REPORTER).await;
    let nurse_of_other = other.person(REPORTER).await;
    let takers = [node.person("mh").await, other.person("mh").await];
    let mut now = BEGINS;
    for (number, client) in clients(&nurse, ANSWERS).await.into_iter().enumerate() {
        ground.raise(&nurse, client).await;
        let alert = wait::until("the alert at the other server", async || {
            alert_of(&nurse_of_other.snapshot().await, client)
        })
        .await;
        now = now + Span::minutes(2);
        tokio::join!(
            ground.take(&takers[number % 2], alert),
            node.move_clock(&nurse, now),
            other.move_clock(&nurse_of_other, now),
        );
        // An entry closes the alert, so that its ladder does not begin again.
        nurse.assess(client, Sign::Yellow).await;
    }
    ground.rest().await;
    let history = ground.history();
    assert_good(&history);
    let again = |one: &shared::board::event::Recorded| {
        matches!(one.event, Event::RungReached { rung: Rung::T2, .. })
            && one
                .event
                .letters()
                .iter()
                .all(|letter| letter.text == Text::M1)
    };
    let climbed = history.log.iter().filter(|one| again(one)).count();
    assert!(climbed <= ANSWERS, "no rung came twice");
}
