//! Nobody sees what is not theirs to see.

use reqwest::StatusCode;
use serde_json::json;
use shared::board::card::Level;
use tests::person::{Person, client};
use tests::server_process::Place;

#[tokio::test]
async fn a_stranger_is_led_to_the_log_in_and_back() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let stranger = Person::stranger(&server.origin);
    let led = stranger.get("/alerts/4127").await;
    assert_eq!(led.status(), StatusCode::SEE_OTHER);
    assert_eq!(led.headers()["location"], "/log-in?next=%2Falerts%2F4127");
    let refused = stranger.post_json("/commands", json!({})).await;
    assert_ne!(refused.status(), StatusCode::OK);

    let wrong = [("user", "gs"), ("password", "fel"), ("next", "/")];
    assert_eq!(
        stranger.post_form("/log-in", &wrong).await.status(),
        StatusCode::OK
    );
    assert_eq!(
        stranger.get("/").await.status(),
        StatusCode::SEE_OTHER,
        "still outside"
    );
    let right = [
        ("user", "GS"),
        ("password", "tavla-demo"),
        ("next", "/settings"),
    ];
    let entered = stranger.post_form("/log-in", &right).await;
    assert_eq!(entered.headers()["location"], "/settings");
    assert_eq!(stranger.get("/").await.status(), StatusCode::OK);

    stranger.post_form("/log-out", &[]).await;
    assert_eq!(
        stranger.get("/").await.status(),
        StatusCode::SEE_OTHER,
        "outside again"
    );
    server.stop().await;
}

#[tokio::test]
async fn guessing_passwords_has_to_wait() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let stranger = Person::stranger(&server.origin);
    for _ in 0..5 {
        stranger
            .post_form("/log-in", &[("user", "gs"), ("password", "fel")])
            .await;
    }
    let right = [("user", "gs"), ("password", "tavla-demo")];
    let waits = stranger.post_form("/log-in", &right).await;
    assert_eq!(waits.status(), StatusCode::OK, "even the right one waits");
    assert!(waits.headers().get("set-cookie").is_none());
    server.stop().await;
}

#[tokio::test]
async fn a_manager_sees_the_load_and_no_identity() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let (manager, nurse) = (
        Person::log_in(&server.origin, "od").await,
        Person::log_in(&server.origin, "gs").await,
    );
    let snapshot = nurse.snapshot().await;
    let html = manager.get("/load").await.text().await.expect("a page");
    for head in snapshot.people.clients.values() {
        assert!(
            !html.contains(&head.name),
            "a name stands on the manager's page"
        );
    }
    let fn_ = client(&snapshot, "F.N.");
    assert_eq!(
        manager.get(&format!("/clients/{fn_}")).await.status(),
        StatusCode::NOT_FOUND
    );
    assert!(
        manager.raise_blindly(fn_).await.is_err(),
        "and changes nothing"
    );
    nurse.raise(fn_, Level::Red).await.expect("the raise");
    let alert = nurse
        .snapshot()
        .await
        .board
        .open_alert(fn_)
        .expect("an alert")
        .number;
    let hidden = manager.get(&format!("/alerts/{alert}")).await;
    assert_eq!(hidden.status(), StatusCode::NOT_FOUND);
    server.stop().await;
}

#[tokio::test]
async fn another_site_changes_nothing() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let outside = reqwest::Client::new();
    let answer = outside
        .post(format!("{}/demo/log-in", server.origin))
        .header("origin", "https://evil.example")
        .form(&[("user", "gs")])
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    assert!(answer.headers().get("set-cookie").is_none());
    server.stop().await;
}

#[tokio::test]
async fn a_phone_is_subscribed_at_push_services_only() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let nurse = Person::log_in(&server.origin, "gs").await;
    let subscription = json!({
        "endpoint": "http://127.0.0.1:6379/push",
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    });
    assert_eq!(
        nurse.post_json("/devices", subscription).await.status(),
        StatusCode::BAD_REQUEST
    );
    server.stop().await;
}
