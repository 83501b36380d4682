//! The load in numbers, for those who answer for the team, and whose it is for nobody.

use reqwest::StatusCode;
use shared::board::card::Level;
use tests::person::{Person, client};
use tests::server_process::Place;
use tests::{redis_server, wait};

async fn text(person: &Person, path: &str) -> String {
    let answer = person.get(path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    assert_eq!(answer.headers()["cache-control"], "no-store", "{path}");
    answer.text().await.expect("a text")
}

#[tokio::test]
async fn the_load_is_numbers_and_nobody_is_on_the_page_or_in_the_file() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let manager = Person::log_in(&server.origin, "od").await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let nurse = Person::log_in(&server.origin, "nb").await;

    let led = manager.get("/").await;
    assert_eq!(led.status(), StatusCode::SEE_OTHER);
    assert_eq!(led.headers()["location"], "/load");
    for path in ["/load", "/load.csv"] {
        assert_eq!(nurse.get(path).await.status(), StatusCode::NOT_FOUND);
    }

    let before = leader.snapshot().await;
    let so = client(&before, "S.O.");
    leader.raise(so, Level::Red).await.expect("the raise");
    let snapshot = leader.snapshot().await;
    let alert = snapshot.board.open_alert(so).expect("an alert").number;
    let page = text(&manager, "/load").await;
    assert!(page.contains(&format!("Larm {alert}")), "the alert waits");
    assert!(page.contains("15,0 h av 48,0 h bemannat"), "{page}");

    let file = text(&manager, "/load.csv").await;
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert_eq!(lines[0], "\u{feff}Datum;Mått;Grupp;Värde;Enhet");
    let today = |what: &str| format!("2026-03-16;{what}");
    for line in [
        "Belastning;;15,0;timmar",
        "Bemannat;;48,0;timmar",
        "Andel;;31;procent",
        "Klienter;Röd;3;antal",
        "Upp på tavlan;;1;antal",
    ] {
        assert!(lines.contains(&today(line).as_str()), "{line}\n{file}");
    }
    let cells = |line: &&str| line.is_empty() || line.split(';').count() == 5;
    assert!(lines.iter().all(cells), "every line has five cells");

    let staff: Vec<&str> = snapshot
        .people
        .staff
        .values()
        .map(|card| card.initials.as_str())
        .collect();
    let others = [
        text(&leader, "/load").await,
        text(&leader, "/load.csv").await,
    ];
    for seen in others.iter().chain([&page, &file]) {
        for (id, head) in &snapshot.people.clients {
            assert!(!seen.contains(&id.to_string()), "an id of a client");
            assert!(!seen.contains(&head.name), "a name of a client");
            // Colleagues have initials too.
            let is_staff = staff.contains(&head.initials.as_str());
            assert!(is_staff || !seen.contains(&head.initials), "initials");
        }
        for card in snapshot.board.cards.values() {
            let why = card.why.as_ref().map(|why| why.value.text.as_str());
            assert!(
                why.is_none_or(|why| !seen.contains(why)),
                "what was written"
            );
        }
    }
    server.stop().await;
}

#[tokio::test]
async fn the_figures_of_the_past_survive_a_restart_and_a_lost_snapshot() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let manager = Person::log_in(&server.origin, "od").await;
    let written = text(&manager, "/load.csv").await;
    assert!(
        written.contains("2026-02-13;"),
        "the past is there: {written}"
    );
    server.stop().await;

    let server = place.start(&[]).await;
    let manager = Person::log_in(&server.origin, "od").await;
    assert_eq!(text(&manager, "/load.csv").await, written);
    let socket = place.data().join("redis/redis.sock");
    assert_eq!(
        redis_server::cli(&socket, &["DEL", "{ost}:snapshot"]).trim(),
        "1"
    );
    server.stop().await;

    let server = place.start(&[]).await;
    let manager = Person::log_in(&server.origin, "od").await;
    let again = wait::until("the log is folded", async || {
        let answer = manager.get("/load.csv").await;
        answer.text().await.ok()
    })
    .await;
    assert_eq!(again, written);
    server.stop().await;
}
