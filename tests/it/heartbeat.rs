//! The heartbeat of a team says that nothing is overdue: no rung, and no letter. It must
//! fall silent when nobody can know that, and must not fall silent for one slow recipient.

use serde_json::Value;
use shared::Event;
use shared::{ClientId, Span};
use tests::chaos::ground::{BEGINS, FIRST, Ground, Node, REPORTER, TEAM};
use tests::person::{Person, client};
use tests::push_service::{Mood, Received};
use tests::wait;

/// The age of a heartbeat, in seconds, that no server which beats lets it reach: one beats
/// every fifteen seconds.
const SILENT: f64 = 17.0;

/// What programs that watch are told: the status, and the answer.
async fn heartbeat(person: &Person) -> (u16, Value) {
    let answer = person.get("/health/heartbeat").await;
    let status = answer.status().as_u16();
    (status, answer.json().await.expect("JSON"))
}

/// The figure of the team that begins with a name.
async fn figure(person: &Person, name: &str) -> Option<f64> {
    let text = person.get("/metrics").await.text().await.ok()?;
    let name = format!("{name}{{team=\"{TEAM}\"}} ");
    let line = text.lines().find_map(|line| line.strip_prefix(&name))?;
    line.parse().ok()
}

async fn is_silent(person: &Person) {
    wait::until("a heartbeat that nobody renews", async || {
        let age = figure(person, "tavla_heartbeat_age_seconds").await?;
        (age >= SILENT).then_some(())
    })
    .await;
}

async fn beats(person: &Person) {
    wait::until("a heartbeat", async || {
        let (status, _) = heartbeat(person).await;
        let age = figure(person, "tavla_heartbeat_age_seconds").await?;
        (status == 200 && (0.0..SILENT).contains(&age)).then_some(())
    })
    .await;
}

fn key() -> String {
    format!("{{{TEAM}}}:heartbeat")
}

async fn raised(ground: &Ground, node: &Node) -> (Person, ClientId) {
    let nurse = node.person(REPORTER).await;
    let client = client(&nurse.snapshot().await, "c0");
    ground.raise(&nurse, client).await;
    for phone in FIRST {
        ground.push.expect(phone, 1).await;
    }
    (nurse, client)
}

/// What `server monitor --once` says.
async fn monitor(node: &Node) -> String {
    let mut command = tokio::process::Command::from(node.command("monitor"));
    let output = command.arg("--once").arg("--server").arg(node.origin());
    let output = output.output().await.expect("the monitor runs");
    String::from_utf8([output.stdout, output.stderr].concat()).expect("text")
}

#[tokio::test]
async fn letters_that_do_not_leave_end_the_heartbeat_and_are_told_at_once() {
    let ground = Ground::new(1, 0).await;
    let node = ground.node_with_phones().await;
    ground.push.set_mood(Mood::Hang);
    let (nurse, _) = raised(&ground, &node).await;
    assert_eq!(heartbeat(&nurse).await.0, 200, "a minute has not passed");
    node.move_clock(&nurse, BEGINS + Span::seconds(70)).await;
    let (status, said) = heartbeat(&nurse).await;
    assert_eq!(status, 503, "{said}");
    assert_eq!(said["unsent_s"], 70, "{said}");
    let waits = figure(&nurse, "tavla_letter_waiting_seconds").await;
    assert_eq!(waits, Some(70.0));
    let said = monitor(&node).await;
    assert!(
        said.contains("alarm: no alert goes out: letters have waited"),
        "{said}"
    );
    is_silent(&nurse).await;

    // As soon as they leave, all is well.
    ground.push.set_mood(Mood::Accept);
    beats(&nurse).await;
    assert!(monitor(&node).await.starts_with("ok"));
    // The heart beats with the first that leaves; the other is tried again a moment later.
    wait::until("every letter to leave", async || {
        let waits = figure(&nurse, "tavla_letter_waiting_seconds").await?;
        (waits <= 0.0).then_some(())
    })
    .await;
}

#[tokio::test]
async fn one_person_whose_push_service_hangs_does_not_end_the_heartbeat() {
    let ground = Ground::new(1, 0).await;
    let node = ground.node_with_phones().await;
    ground.push.set_mood_of("mh", Mood::Hang);
    let (nurse, _) = raised(&ground, &node).await;
    wait::until("the letter of the other", async || {
        let letters = ground.push.letters("ps");
        letters.iter().any(Received::is_accepted).then_some(())
    })
    .await;
    // The second call goes to the one who hangs, alone.
    node.move_clock(&nurse, BEGINS + Span::seconds(200)).await;
    wait::until("the letter that waits, in the figures", async || {
        let waits = figure(&nurse, "tavla_letter_waiting_seconds").await?;
        (waits >= 200.0).then_some(())
    })
    .await;
    let _ = ground.redis.cli(&["DEL", &key()]);
    beats(&nurse).await;
    let (_, said) = heartbeat(&nurse).await;
    assert_eq!(said["unsent_s"], Value::Null, "{said}");

    // But a letter that the log knows and the outbox does not is nobody's.
    for part in ["due", "letters"] {
        let _ = ground
            .redis
            .cli(&["DEL", &format!("{{{TEAM}}}:outbox:{part}")]);
    }
    let (status, said) = heartbeat(&nurse).await;
    assert_eq!(
        (status, said["late"].as_bool()),
        (503, Some(true)),
        "{said}"
    );
}

#[tokio::test]
async fn a_server_that_cannot_follow_the_log_does_not_beat() {
    let ground = Ground::new(1, 0).await;
    let node = ground.node().await;
    let nurse = node.person(REPORTER).await;
    beats(&nurse).await;
    // The log and what is known of its end differ: nobody may guess which of the two is right.
    let meta = format!("{{{TEAM}}}:meta");
    let seq = ground.redis.cli(&["HGET", &meta, "seq"]);
    let _ = ground.redis.cli(&["HSET", &meta, "seq", "99999"]);
    let _ = ground.redis.cli(&["HDEL", &meta, "epoch"]);
    wait::until("a server that is not ready", async || {
        (nurse.get("/health/ready").await.status() == 503).then_some(())
    })
    .await;
    is_silent(&nurse).await;

    let _ = ground.redis.cli(&["HSET", &meta, "seq", &seq]);
    wait::until("a server that is ready", async || {
        (nurse.get("/health/ready").await.status() == 204).then_some(())
    })
    .await;
    beats(&nurse).await;
}

#[tokio::test]
async fn a_server_that_starts_and_finds_a_heartbeat_in_the_future_trusts_it_for_nothing() {
    let ground = Ground::new(1, 0).await;
    let mut node = ground.node().await;
    beats(&node.person(REPORTER).await).await;
    let said = node.stop().await;
    assert!(
        !said.contains("was not written"),
        "a start is no fault: {said}"
    );
    assert_eq!(stops(&ground), 0);
    // The clock goes back by an hour while no server runs.
    let beat: i64 = ground
        .redis
        .cli(&["GET", &key()])
        .parse()
        .expect("a time in milliseconds");
    let future = (beat + 3_600_000).to_string();
    let _ = ground.redis.cli(&["SET", &key(), &future]);
    node.start().await;
    beats(&node.person(REPORTER).await).await;
    wait::until(
        "that the rules stood still, and are at work again",
        async || {
            let log = ground.redis.log(TEAM);
            let started = log.iter().filter(|one| one.event == Event::RulesStarted);
            (stops(&ground) == 1 && started.count() == 1).then_some(())
        },
    )
    .await;
}

/// How often the log says that the rules stood still.
fn stops(ground: &Ground) -> usize {
    let log = ground.redis.log(TEAM);
    let stopped = |event: &Event| matches!(event, Event::RulesStopped { .. });
    log.iter().filter(|one| stopped(&one.event)).count()
}
