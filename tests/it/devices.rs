//! Phones: keys that change, taps that come late, and the result in three taps.

use std::process::Stdio;

use serde_json::json;
use shared::alert::{Alert, AlertState};
use shared::board::card::Level;
use shared::protocol::Snapshot;
use tests::person::{Person, client, staff};
use tests::push_service::{Mood, PushService, Received};
use tests::server_process::Place;
use tests::wait;

/// The public key under which a letter was signed.
fn key_of(letter: &Received) -> String {
    let header = letter.headers["authorization"].to_str().expect("text");
    let (_, key) = header.split_once("k=").expect("a key");
    key.to_owned()
}

async fn present_key(person: &Person) -> String {
    let answer = person.get("/devices/key").await;
    let body: serde_json::Value = answer.json().await.expect("JSON");
    body["key"].as_str().expect("a key").to_owned()
}

/// What a browser says when it has subscribed anew under a key. The keys of the device are those
/// of the example in RFC 8291, appendix A.
fn renewed(endpoint: &str, key: &str, replaces: &str) -> serde_json::Value {
    json!({
        "endpoint": endpoint,
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
        "label": "Provtelefon",
        "key": key,
        "replaces": replaces,
    })
}

async fn test_letter(person: &Person) {
    let answer = person.post_form("/devices/test", &[]).await;
    assert_eq!(answer.status(), 303);
}

/// Makes a new key while the server runs or rests. Returns the public key.
fn rotate(place: &Place, settings: &[(&str, &str)]) -> String {
    let ended = place
        .command("vapid")
        .arg("rotate")
        .envs(settings.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .output()
        .expect("the server's program is there");
    let said = String::from_utf8(ended.stderr).expect("text");
    assert!(ended.status.success(), "{said}");
    assert!(said.contains("earlier key"), "it says what happens: {said}");
    let key = String::from_utf8(ended.stdout).expect("text");
    key.trim().to_owned()
}

#[tokio::test]
async fn a_new_key_leaves_every_phone_receiving_until_it_renews() {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let settings = [("TAVLA_PUSH_ALLOW", push.origin.as_str())];
    let server = place.start(&settings).await;
    let mh = Person::log_in(&server.origin, "mh").await;
    let first = present_key(&mh).await;
    mh.subscribe(&push.endpoint("old")).await;
    server.stop().await;

    let second = rotate(&place, &[]);
    assert_ne!(first, second);
    let server = place.start(&settings).await;
    let mh = Person::log_in(&server.origin, "mh").await;
    assert_eq!(present_key(&mh).await, second);
    test_letter(&mh).await;
    let letters = push.expect("old", 1).await;
    assert_eq!(key_of(&letters[0]), first, "the phone knows no other key");

    // The page is opened: it sees the other key and subscribes anew.
    let renewal = renewed(&push.endpoint("new"), &second, &push.endpoint("old"));
    assert_eq!(mh.post_json("/devices", renewal).await.status(), 200);
    let snapshot = mh.snapshot().await;
    let member = &snapshot.board.members[&staff(&snapshot, "M.H.")];
    assert_eq!(member.devices, 1, "it is one phone, not two");
    test_letter(&mh).await;
    let letters = push.expect("new", 1).await;
    assert_eq!(key_of(&letters[0]), second);
    assert_eq!(push.letters("old").len(), 1, "nothing comes twice");

    let foreign = renewed(&push.endpoint("other"), &first[1..], "");
    assert_eq!(mh.post_json("/devices", foreign).await.status(), 400);
    server.stop().await;
}

#[tokio::test]
async fn a_running_server_takes_a_new_key_over() {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let server = place
        .start(&[("TAVLA_PUSH_ALLOW", push.origin.as_str())])
        .await;
    let mh = Person::log_in(&server.origin, "mh").await;
    mh.subscribe(&push.endpoint("old")).await;
    let first = present_key(&mh).await;
    let socket = place.data().join("redis/redis.sock");
    let redis = format!("redis+unix://{}", socket.display());
    let second = rotate(&place, &[("REDIS_URL", &redis)]);

    // A browser that has the new key from another server is taken at once.
    let fresh = renewed(&push.endpoint("new"), &second, "");
    assert_eq!(mh.post_json("/devices", fresh).await.status(), 200);
    wait::until("the new key", async || {
        (present_key(&mh).await == second).then_some(())
    })
    .await;
    test_letter(&mh).await;
    assert_eq!(key_of(&push.expect("old", 1).await[0]), first);
    assert_eq!(key_of(&push.expect("new", 1).await[0]), second);
    server.stop().await;
}

/// What a browser says by itself at every start, and what it says when somebody asked there.
fn said(endpoint: &str, replaces: Option<&str>, asked: bool) -> serde_json::Value {
    json!({
        "endpoint": endpoint,
        "p256dh": tests::push_service::opened::P256DH,
        "auth": tests::push_service::opened::AUTH,
        "label": "Provtelefon",
        "replaces": replaces,
        "asked": asked,
    })
}

async fn devices_of_mh(person: &Person) -> u16 {
    let snapshot = person.snapshot().await;
    snapshot.board.members[&staff(&snapshot, "M.H.")].devices
}

#[tokio::test]
async fn a_device_that_was_removed_stays_away_until_somebody_asks_for_it_there() {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let server = place
        .start(&[("TAVLA_PUSH_ALLOW", push.origin.as_str())])
        .await;
    let (mh, gs) = (
        Person::log_in(&server.origin, "mh").await,
        Person::log_in(&server.origin, "gs").await,
    );
    let (old, new) = (push.endpoint("old"), push.endpoint("new"));
    let taken = mh.post_json("/devices", said(&old, None, true)).await;
    let taken: serde_json::Value = taken.json().await.expect("JSON");
    let id = taken["id"].as_str().expect("an id");
    assert_eq!(devices_of_mh(&mh).await, 1);
    let removed = mh.post_form(&format!("/devices/{id}/remove"), &[]).await;
    assert_eq!(removed.status(), 303);
    assert_eq!(devices_of_mh(&mh).await, 0);

    // Its page is opened again, by its owner and by a colleague; its push service renews it.
    for (person, body) in [
        (&mh, said(&old, None, false)),
        (&gs, said(&old, None, false)),
        (&mh, said(&new, Some(&old), false)),
    ] {
        assert_eq!(person.post_json("/devices", body).await.status(), 410);
    }
    assert_eq!(devices_of_mh(&mh).await, 0);
    test_letter(&mh).await;
    assert!(push.all().is_empty());

    // Somebody taps the button there; from then on it is as before.
    for asked in [true, false] {
        let answer = mh.post_json("/devices", said(&old, None, asked)).await;
        assert_eq!(answer.status(), 200);
    }
    assert_eq!(devices_of_mh(&mh).await, 1);
    server.stop().await;
}

#[tokio::test]
async fn nobody_has_more_than_ten_devices_and_none_is_thrown_out_for_another() {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let server = place
        .start(&[("TAVLA_PUSH_ALLOW", push.origin.as_str())])
        .await;
    let mh = Person::log_in(&server.origin, "mh").await;
    let endpoint = |number: usize| push.endpoint(&format!("phone{number}"));
    for number in 0..10 {
        mh.subscribe(&endpoint(number)).await;
    }
    let eleventh = endpoint(10);
    let post = async |body| mh.post_json("/devices", body).await.status().as_u16();
    assert_eq!(post(said(&eleventh, None, true)).await, 409);
    assert_eq!(devices_of_mh(&mh).await, 10, "the oldest is still there");
    // One that is known, and one that takes the place of another, are not one more.
    assert_eq!(post(said(&endpoint(3), None, false)).await, 200);
    assert_eq!(post(said(&eleventh, Some(&endpoint(3)), false)).await, 200);
    assert_eq!(devices_of_mh(&mh).await, 10);
    server.stop().await;
}

/// The only open alert.
fn open_alert(snapshot: &Snapshot) -> &Alert {
    let mut open = snapshot
        .board
        .alerts
        .values()
        .filter(|alert| alert.is_open());
    open.next().expect("an alert is open")
}

/// The value of a hidden field, as a browser reads it.
fn hidden(html: &str, name: &str) -> String {
    let marker = format!("name=\"{name}\" value=\"");
    let start = html.find(&marker).expect("the field is there") + marker.len();
    let end = start + html[start..].find('"').expect("the value ends");
    html[start..end].replace("&quot;", "\"")
}

#[tokio::test]
async fn a_tap_on_an_old_page_is_asked_again_and_the_result_ends_the_alert() {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let server = place
        .start(&[("TAVLA_PUSH_ALLOW", push.origin.as_str())])
        .await;
    for user in ["mh", "ps"] {
        let person = Person::log_in(&server.origin, user).await;
        person.subscribe(&push.endpoint(user)).await;
    }
    let gs = Person::log_in(&server.origin, "gs").await;
    let fn_ = client(&gs.snapshot().await, "F.N.");
    gs.raise(fn_, Level::Red).await.expect("the raise");
    let path = format!("/alerts/{}", open_alert(&gs.snapshot().await).number);

    // Whoever raised it follows it on a page that fetches how it stands by itself.
    let page = gs.get(&path).await;
    let refresh = page.headers()["refresh"].to_str().expect("text").to_owned();
    assert_eq!(refresh, format!("15; url={path}"));
    let still = gs.get(&format!("{path}?still=1")).await;
    assert!(!still.headers().contains_key("refresh"));

    let mh = Person::log_in(&server.origin, "mh").await;
    let old = mh.get(&path).await;
    assert!(
        !old.headers().contains_key("refresh"),
        "who reads is left in peace"
    );
    let old = hidden(&old.text().await.expect("the page"), "seen");
    mh.move_clock("5min").await;
    let answer = wait::until("the hand-over", async || {
        let snapshot = gs.snapshot().await;
        let alert = open_alert(&snapshot);
        (alert.responsible == Some(staff(&snapshot, "P.S."))).then_some(())
    });
    answer.await;
    let refused = mh.post_form(&path, &[("seen", &old)]).await;
    assert_eq!(refused.status(), 200);
    let page = refused.text().await.expect("the page");
    assert!(page.contains("Larmet har gått vidare till P.S."), "{page}");
    assert!(open_alert(&gs.snapshot().await).is_unanswered());

    let now = hidden(&page, "seen");
    let taken = mh.post_form(&path, &[("seen", &now)]).await;
    assert_eq!(taken.status(), 303);
    assert!(!gs.get(&path).await.headers().contains_key("refresh"));

    // The result in one form; sent twice it counts once.
    let page = mh.get(&path).await.text().await.expect("the page");
    let (id, sign_id) = (hidden(&page, "id"), hidden(&page, "sign_id"));
    let form = [
        ("id", id.as_str()),
        ("sign_id", &sign_id),
        ("reached", "yes"),
        ("how", "phone"),
        ("sign", "yellow"),
        ("text", "Inte ensam, tar emot besök."),
    ];
    for _ in 0..2 {
        let logged = mh.post_form(&format!("{path}/result"), &form).await;
        assert_eq!(logged.status(), 303);
    }
    let snapshot = gs.snapshot().await;
    let alert = snapshot
        .board
        .alerts
        .values()
        .find(|alert| alert.client == fn_);
    assert!(matches!(
        alert.expect("the alert").state,
        AlertState::Closed { .. }
    ));
    let panel = gs.panel(fn_).await;
    let told = panel
        .timeline
        .iter()
        .filter(|one| matches!(&one.event, shared::Event::ContactLogged { text, .. } if text.starts_with("Inte ensam")));
    assert_eq!(told.count(), 1);
    // A manager, who may not see the client, logs nothing.
    let od = Person::log_in(&server.origin, "od").await;
    let refused = od.post_form(&format!("{path}/result"), &form).await;
    assert_eq!(refused.status(), 404);
    server.stop().await;
}

#[tokio::test]
async fn a_borrowed_phone_that_renews_its_subscription_stays_with_its_owner() {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let settings = [("TAVLA_PUSH_ALLOW", push.origin.as_str())];
    let server = place.start(&settings).await;
    let owner = Person::log_in(&server.origin, "mh").await;
    let borrower = Person::log_in(&server.origin, "nb").await;
    let key = present_key(&owner).await;
    let [old, new] = [push.endpoint("old"), push.endpoint("new")];
    owner.subscribe(&old).await;
    let devices = async || {
        let snapshot = owner.snapshot().await;
        let count = |initials| snapshot.board.members[&staff(&snapshot, initials)].devices;
        [count("M.H."), count("N.B.")]
    };
    assert_eq!(devices().await, [1, 0]);

    let answer = borrower
        .post_json("/devices", renewed(&new, &key, &old))
        .await;
    assert_eq!(answer.status(), 200);
    assert_eq!(devices().await, [1, 0]);
    test_letter(&owner).await;
    assert_eq!(push.expect("new", 1).await.len(), 1);
    let whose = async |person: &Person| {
        let asked = json!({ "endpoint": &new });
        let answer = person.post_json("/devices/owner", asked).await;
        let body: serde_json::Value = answer.json().await.expect("JSON");
        body["of"].clone()
    };
    assert_eq!(whose(&borrower).await, "M.H.");
    assert!(whose(&owner).await.is_null());

    let mut asked = renewed(&new, &key, &new);
    asked["asked"] = true.into();
    borrower.post_json("/devices", asked).await;
    assert_eq!(devices().await, [0, 1], "who asks for it takes it over");
    assert_eq!(whose(&owner).await, "N.B.");
}
