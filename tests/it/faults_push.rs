//! A push service that misbehaves for some of many phones (`design.md` 5). Each answer has
//! its meaning for the letter and for the device, and nobody waits for anybody else.

use std::time::Duration;

use shared::alert::{Alert, Delivery, Failure};
use shared::protocol::Snapshot;
use shared::{Span, StaffId};
use tests::chaos::checker::assert_good;
use tests::chaos::ground::{BEGINS, Ground, REPORTER, TEAM};
use tests::person::{Person, client, staff};
use tests::push_service::{Mood, Received};
use tests::wait;

/// What becomes of a letter, and of the device that it was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The push service has it.
    Accepted,
    /// It is tried again, and accepted when the service does.
    Again,
    /// It failed; the device stays.
    Refused,
    /// It failed; the device is forgotten.
    Gone,
}

/// What each answer means. The number is that of the colleague.
fn table() -> Vec<(Mood, End)> {
    vec![
        (Mood::Answer(201), End::Accepted),
        (Mood::Answer(400), End::Refused),
        (Mood::Answer(401), End::Refused),
        (Mood::Answer(403), End::Refused),
        (Mood::Answer(404), End::Gone),
        (Mood::Answer(406), End::Again),
        (Mood::Answer(410), End::Gone),
        (Mood::Answer(413), End::Refused),
        (Mood::AnswerIn(429, 2), End::Again),
        (Mood::AnswerAt(429, 4), End::Again),
        (Mood::Answer(500), End::Again),
        (Mood::Answer(503), End::Again),
        (Mood::Slow(Duration::from_secs(2)), End::Accepted),
        (Mood::Hang, End::Again),
    ]
}

/// The only alert.
fn alert(snapshot: &Snapshot) -> &Alert {
    snapshot.board.alerts.values().next().expect("an alert")
}

/// Where the last letter to somebody stands.
fn delivery(snapshot: &Snapshot, to: StaffId) -> Option<Delivery> {
    let letters = alert(snapshot).letters.iter().rev();
    let mut theirs = letters.filter(|state| state.written.to == to);
    theirs.next().map(|state| state.delivery)
}

fn has_come_to(delivery: Option<Delivery>, end: End) -> bool {
    match delivery {
        Some(Delivery::Accepted { .. }) => end == End::Accepted,
        Some(Delivery::Queued) => end == End::Again,
        Some(Delivery::Failed { why, .. }) => match why {
            Failure::Refused => end == End::Refused,
            Failure::Gone => end == End::Gone,
            _ => false,
        },
        _ => false,
    }
}

/// Raises a client and climbs to the rung on which everyone on duty is told.
async fn tell_everyone(ground: &Ground, node: &tests::chaos::ground::Node, nurse: &Person) {
    let client = client(&nurse.snapshot().await, "c0");
    ground.raise(nurse, client).await;
    node.move_clock(nurse, BEGINS + Span::minutes(10)).await;
}

#[tokio::test]
async fn each_answer_of_a_push_service_has_its_meaning_and_nobody_waits_for_another() {
    let table = table();
    let ground = Ground::new(1, table.len() + 2).await;
    let node = ground.node_with_phones().await;
    let nurse = node.person(REPORTER).await;
    for (number, (mood, _)) in table.iter().enumerate() {
        let user = format!("k{number}");
        ground.push.set_mood_of(&user, *mood);
        let colleague = node.person(&user).await;
        colleague.subscribe(&ground.push.endpoint(&user)).await;
    }
    // One whose connections are reset, and one of whose two phones is slow to come back.
    let (reset, two) = (format!("k{}", table.len()), format!("k{}", table.len() + 1));
    let colleague = node.person(&reset).await;
    colleague
        .subscribe(&ground.push.broken_endpoint(&reset))
        .await;
    let colleague = node.person(&two).await;
    ground.push.set_mood_of("pocket", Mood::Answer(503));
    colleague.subscribe(&ground.push.endpoint("office")).await;
    colleague.subscribe(&ground.push.endpoint("pocket")).await;
    tell_everyone(&ground, &node, &nurse).await;

    // Everything final is final while the one that hangs still hangs.
    let snapshot = wait::until("each letter to come to its end", async || {
        let snapshot = nurse.snapshot().await;
        let is_there = table.iter().enumerate().all(|(number, (_, end))| {
            let to = staff(&snapshot, &format!("k{number}"));
            has_come_to(delivery(&snapshot, to), *end)
        });
        let both = [&reset, &two].map(|user| delivery(&snapshot, staff(&snapshot, user)));
        let both = has_come_to(both[0], End::Again) && has_come_to(both[1], End::Accepted);
        (is_there && both).then_some(snapshot)
    })
    .await;
    for (number, (mood, end)) in table.iter().enumerate() {
        let to = staff(&snapshot, &format!("k{number}"));
        let devices = u16::from(*end != End::Gone);
        assert_eq!(snapshot.board.members[&to].devices, devices, "{mood:?}");
    }
    let tries = wait::until(
        "a second try over a connection that was reset",
        async || {
            let tries = ground.push.letters(&reset);
            (tries.len() >= 2).then_some(tries)
        },
    );
    tries.await;
    let alarm = nurse.get("/health/letters").await;
    assert_eq!(
        alarm.status(),
        503,
        "the operator sees that a key is refused"
    );
    let said = alarm.text().await.expect("a sentence");
    assert!(said.contains("403") || said.contains("401"), "{said}");

    // What was to be tried again arrives as soon as the service takes it, not before it said.
    for number in 0..table.len() {
        ground.push.set_mood_of(&format!("k{number}"), Mood::Accept);
    }
    ground.push.set_mood_of("pocket", Mood::Accept);
    wait::until("what was tried again", async || {
        let snapshot = nurse.snapshot().await;
        let again = table
            .iter()
            .enumerate()
            .filter(|(_, (_, end))| *end == End::Again);
        let mut again = again.map(|(number, _)| staff(&snapshot, &format!("k{number}")));
        again
            .all(|to| has_come_to(delivery(&snapshot, to), End::Accepted))
            .then_some(())
    })
    .await;
    wait::until("the phone in the pocket", async || {
        let letters = ground.push.letters("pocket");
        letters.iter().any(Received::is_accepted).then_some(())
    })
    .await;
    let gap = |user: &str| {
        let tries = ground.push.letters(user);
        tries[1].at.saturating_duration_since(tries[0].at)
    };
    assert!(
        gap("k8") >= Duration::from_secs(2),
        "Retry-After in seconds"
    );
    assert!(gap("k9") >= Duration::from_secs(3), "Retry-After as a date");
    let refused = ["k1", "k2", "k3", "k7"].map(|user| ground.push.letters(user).len());
    assert_eq!(refused, [1; 4], "what is refused is not tried again");

    // Everyone is told again, and the alarm ends with what was refused.
    node.move_clock(&nurse, BEGINS + Span::minutes(20)).await;
    wait::until("the alarm about the key to end", async || {
        (nurse.get("/health/letters").await.status() == 204).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_poisoned_subscription_hurts_only_itself() {
    let ground = Ground::new(1, 3).await;
    let node = ground.node_with_phones().await;
    let nurse = node.person(REPORTER).await;
    for user in ["k0", "k1", "k2"] {
        let colleague = node.person(user).await;
        colleague.subscribe(&ground.push.endpoint(user)).await;
    }
    // One has keys that nothing can be encrypted with, another is no longer a device at all.
    let key = format!("{{{TEAM}}}:devices");
    let stored = ground.redis.cli(&["--json", "HGETALL", &key]);
    let stored: std::collections::BTreeMap<String, String> =
        serde_json::from_str(&stored).expect("the devices");
    for (field, text) in &stored {
        if text.contains("/push/k0") {
            let bad = text.replace(tests::push_service::opened::P256DH, "AAAA");
            assert_ne!(&bad, text);
            let _ = ground.redis.cli(&["HSET", &key, field, &bad]);
        } else if text.contains("/push/k1") {
            let _ = ground.redis.cli(&["HSET", &key, field, "{"]);
        }
    }
    tell_everyone(&ground, &node, &nurse).await;
    for phone in ["mh", "ps", "k2"] {
        let accepted = wait::until("a letter for everyone else", async || {
            let letters = ground.push.letters(phone);
            letters.into_iter().rfind(Received::is_accepted)
        });
        accepted.await;
    }
    ground.rest().await;
    let snapshot = nurse.snapshot().await;
    let of = |user: &str| delivery(&snapshot, staff(&snapshot, user));
    assert!(has_come_to(of("k0"), End::Refused), "{:?}", of("k0"));
    assert!(matches!(
        of("k1"),
        Some(Delivery::Failed {
            why: Failure::NoDevice,
            ..
        })
    ));
    assert!(has_come_to(of("k2"), End::Accepted));
    assert_good(&ground.history());
}
