//! Whoever watches the server sees what it does, and hears when it no longer can.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Output, Stdio};

use shared::board::card::Level;
use tests::person::{Person, client};
use tests::push_service::{Mood, PushService};
use tests::server_process::{Place, redis_of, signal};
use tests::wait;
use tokio::process::Command;

async fn look_once(place: &Place, servers: &[&str]) -> Output {
    let mut command = Command::from(place.command("monitor"));
    command.arg("--once");
    for server in servers {
        command.args(["--server", server]);
    }
    command.output().await.expect("the monitor runs")
}

fn said(output: &Output) -> String {
    let both = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(both).expect("text")
}

/// The value of a figure, labels included in its name.
fn figure(text: &str, name: &str) -> Option<f64> {
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
    line.parse().ok()
}

#[tokio::test]
async fn figures_follow_a_letter_and_name_nobody() {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let server = place.start(&[("TAVLA_PUSH_ALLOW", &push.origin)]).await;
    let nurse = Person::log_in(&server.origin, "mh").await;
    nurse.subscribe(&push.endpoint("mh")).await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let before = leader.snapshot().await;
    let open_before = before.board.alerts.values().filter(|one| one.is_open());
    let open_before = open_before.count();
    let fn_ = client(&before, "F.N.");
    leader.raise(fn_, Level::Red).await.expect("the raise");
    push.expect("mh", 1).await;
    // The rung of the second minute is the first that has a time to be late for.
    leader.move_clock("5min").await;

    let watcher = Person::stranger(&server.origin);
    let text = wait::until("the figure of an accepted letter", async || {
        let text = watcher.get("/metrics").await.text().await.ok()?;
        let accepted = figure(&text, "tavla_letter_accepted_seconds_count")?;
        (accepted >= 1.0).then_some(text)
    })
    .await;
    assert_eq!(
        figure(&text, r#"tavla_letters_written_total{text="M1"}"#),
        Some(2.0),
        "{text}"
    );
    assert!(figure(&text, "tavla_rung_late_seconds_count") >= Some(1.0));
    let open: usize = text
        .lines()
        .filter(|line| line.starts_with("tavla_open_alerts{"))
        .filter_map(|line| line.rsplit(' ').next()?.parse::<usize>().ok())
        .sum();
    assert_eq!(open, open_before + 1, "{text}");
    let number = leader.snapshot().await.board.alerts.keys().last().copied();
    let number = number.expect("an alert").to_string();
    for name in ["Norling", "F.N.", "M.H.", "mh", &fn_.to_string()] {
        assert!(!text.contains(name), "{name} is in the figures");
    }
    assert!(!text.contains(&format!("\"{number}\"")), "nor a number");
    server.stop().await;
}

#[tokio::test]
async fn figures_are_for_this_computer_only() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let through_a_proxy = reqwest::Client::new()
        .get(format!("{}/metrics", server.origin))
        .header("x-forwarded-for", "192.0.2.7")
        .send()
        .await
        .expect("an answer");
    assert_eq!(through_a_proxy.status(), 404);
    server.stop().await;
}

#[tokio::test]
async fn the_monitor_says_what_a_server_cannot_say_itself() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let origin = server.origin.clone();
    wait::until("a heartbeat", async || {
        look_once(&place, &[&origin])
            .await
            .status
            .success()
            .then_some(())
    })
    .await;
    // Nobody listens on port 9 of this computer.
    let one_of_two = look_once(&place, &[&origin, "http://127.0.0.1:9"]).await;
    assert!(!one_of_two.status.success());
    assert!(said(&one_of_two).contains("warning: http://127.0.0.1:9 does not answer"));

    let redis = redis_of(&place.data());
    signal(redis, "STOP");
    let without_redis = wait::until("an alarm", async || {
        let output = look_once(&place, &[&origin]).await;
        (!output.status.success()).then_some(output)
    })
    .await;
    assert!(
        said(&without_redis).contains("alarm: "),
        "{without_redis:?}"
    );
    signal(redis, "CONT");

    server.kill().await;
    let dead = look_once(&place, &[&origin]).await;
    assert!(said(&dead).contains("alarm: no alert goes out"), "{dead:?}");
}

#[tokio::test]
async fn the_monitor_runs_the_operators_program_at_each_change() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let (program, told) = (folder.path().join("tell"), folder.path().join("told"));
    let script = format!("#!/bin/sh\necho \"$1\" >> {}\n", told.display());
    std::fs::write(&program, script).expect("a file");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).expect("a program");
    let mut monitor = Command::from(place.command("monitor"))
        .args(["--every", "1", "--server", &server.origin])
        .arg("--tell")
        .arg(&program)
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("the monitor runs");
    last_word(&told, "ok").await;
    server.kill().await;
    last_word(&told, "alarm").await;
    monitor.kill().await.expect("it ends");
}

async fn last_word(told: &Path, wanted: &str) {
    wait::until("the operator is told", async || {
        let words = std::fs::read_to_string(told).ok()?;
        (words.lines().last() == Some(wanted)).then_some(())
    })
    .await;
}
