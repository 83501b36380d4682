//! A letter reaches a phone, whatever breaks on the way.

use shared::alert::{Alert, AlertState, Delivery, Failure};
use shared::board::card::Level;
use shared::protocol::Snapshot;
use tests::person::{Person, client};
use tests::push_service::{Mood, PushService};
use tests::server_process::Place;
use tests::wait;

/// The only open alert.
fn open_alert(snapshot: &Snapshot) -> &Alert {
    let mut open = snapshot
        .board
        .alerts
        .values()
        .filter(|alert| alert.is_open());
    open.next().expect("an alert is open")
}

fn settings(push: &PushService) -> [(&str, &str); 1] {
    [("TAVLA_PUSH_ALLOW", &push.origin)]
}

async fn accepted(person: &Person) -> Snapshot {
    wait::until("a letter that was accepted", async || {
        let snapshot = person.snapshot().await;
        let alert = open_alert(&snapshot);
        let is_accepted = alert
            .letters
            .iter()
            .any(|state| matches!(state.delivery, Delivery::Accepted { .. }));
        is_accepted.then_some(snapshot)
    })
    .await
}

/// F.N. has M.H. as CM and P.S. as deputy; both work on the Monday.
#[tokio::test]
async fn a_raise_to_red_reaches_the_cm_and_the_deputy() {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let server = place.start(&settings(&push)).await;
    for user in ["mh", "ps"] {
        Person::log_in(&server.origin, user)
            .await
            .subscribe(&push.endpoint(user))
            .await;
    }
    let nurse = Person::log_in(&server.origin, "gs").await;
    let fn_ = client(&nurse.snapshot().await, "F.N.");
    nurse.raise(fn_, Level::Red).await.expect("the raise");

    let first = push.expect("mh", 1).await;
    let reserve = push.expect("ps", 1).await;
    let snapshot = accepted(&nurse).await;
    let topic = format!("larm{}", open_alert(&snapshot).number);
    for letter in first.iter().chain(&reserve) {
        assert_eq!(letter.topic(), Some(topic.as_str()));
        assert_eq!(letter.headers["urgency"], "high");
        assert_eq!(letter.headers["content-encoding"], "aes128gcm");
        assert!(
            letter.headers["authorization"]
                .to_str()
                .unwrap()
                .starts_with("vapid t=")
        );
    }

    // One of them takes it, and the other is told.
    let mh = Person::log_in(&server.origin, "mh").await;
    let path = format!("/alerts/{}", open_alert(&snapshot).number);
    assert_eq!(mh.post_form(&path, &[]).await.status(), 303);
    push.expect("ps", 2).await;
    let page = nurse.get(&path).await.text().await.unwrap();
    assert!(page.contains("M.H."), "the page says who has it");
    let (ended, log) = server.stop().await;
    assert!(ended.success(), "the server ends by itself");
    for name in ["Norling", "Hedlund", "F.N."] {
        assert!(!log.contains(name), "the log holds no names");
    }
}

#[tokio::test]
async fn a_server_killed_between_raise_and_send_sends_after_the_restart() {
    let (place, push) = (Place::new(), PushService::open(Mood::Hang).await);
    let server = place.start(&settings(&push)).await;
    Person::log_in(&server.origin, "mh")
        .await
        .subscribe(&push.endpoint("mh"))
        .await;
    let nurse = Person::log_in(&server.origin, "gs").await;
    let fn_ = client(&nurse.snapshot().await, "F.N.");
    nurse.raise(fn_, Level::Red).await.expect("the raise");
    // The letter is claimed and on its way, but nobody has taken it.
    let before = push.expect("mh", 1).await;
    server.kill().await;

    push.set_mood(Mood::Accept);
    let server = place.start(&settings(&push)).await;
    let after = push.expect("mh", before.len() + 1).await;
    assert_eq!(
        before[0].topic(),
        after[before.len()].topic(),
        "the phone replaces, not doubles"
    );
    let nurse = Person::log_in(&server.origin, "gs").await;
    let snapshot = accepted(&nurse).await;
    assert!(matches!(
        open_alert(&snapshot).state,
        AlertState::Climbing { .. }
    ));
    server.stop().await;
}

#[tokio::test]
async fn a_phone_that_is_gone_is_forgotten_and_the_reporter_sees_it() {
    let (place, push) = (Place::new(), PushService::open(Mood::Answer(410)).await);
    let server = place.start(&settings(&push)).await;
    Person::log_in(&server.origin, "mh")
        .await
        .subscribe(&push.endpoint("mh"))
        .await;
    let nurse = Person::log_in(&server.origin, "gs").await;
    let snapshot = nurse.snapshot().await;
    let mh = tests::person::staff(&snapshot, "M.H.");
    nurse
        .raise(client(&snapshot, "F.N."), Level::Red)
        .await
        .expect("the raise");
    let snapshot = wait::until("a letter that failed", async || {
        let snapshot = nurse.snapshot().await;
        let gone = open_alert(&snapshot).letters.iter().any(|state| {
            matches!(
                state.delivery,
                Delivery::Failed {
                    why: Failure::Gone,
                    ..
                }
            )
        });
        gone.then_some(snapshot)
    })
    .await;
    assert_eq!(snapshot.board.members[&mh].devices, 0);
    server.stop().await;
}

#[tokio::test]
async fn a_push_service_that_stumbles_gets_the_letter_again() {
    let (place, push) = (Place::new(), PushService::open(Mood::Answer(503)).await);
    let server = place.start(&settings(&push)).await;
    Person::log_in(&server.origin, "mh")
        .await
        .subscribe(&push.endpoint("mh"))
        .await;
    let nurse = Person::log_in(&server.origin, "gs").await;
    let fn_ = client(&nurse.snapshot().await, "F.N.");
    nurse.raise(fn_, Level::Red).await.expect("the raise");
    push.expect("mh", 2).await;
    push.set_mood(Mood::Accept);
    accepted(&nurse).await;
    server.stop().await;
}

/// `policy.md` 7: the rungs at five and ten minutes, moved through by the clock.
#[tokio::test]
async fn an_alert_that_nobody_takes_climbs() {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let server = place.start(&settings(&push)).await;
    for user in ["mh", "ps", "gs", "kj"] {
        Person::log_in(&server.origin, user)
            .await
            .subscribe(&push.endpoint(user))
            .await;
    }
    let nurse = Person::log_in(&server.origin, "an").await;
    let fn_ = client(&nurse.snapshot().await, "F.N.");
    nurse.raise(fn_, Level::Red).await.expect("the raise");
    push.expect("mh", 1).await;
    assert!(push.letters("kj").is_empty(), "only two are told at first");
    nurse.move_clock("5min").await;
    // M1, M1 again after two minutes, M4 at the hand-over.
    push.expect("mh", 3).await;
    // M2, then M3.
    push.expect("ps", 2).await;
    nurse.move_clock("5min").await;
    push.expect("kj", 1).await;
    push.expect("gs", 1).await;
    server.stop().await;
}
