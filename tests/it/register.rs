//! The register of letters says why somebody was not reached, to those who answer for it.

use shared::board::card::Level;
use tests::person::{Person, client};
use tests::server_process::Place;
use tests::wait;

#[tokio::test]
async fn the_leader_and_the_manager_find_what_did_not_arrive_and_no_client() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let before = leader.snapshot().await;
    let fn_ = client(&before, "F.N.");
    leader.raise(fn_, Level::Red).await.expect("the raise");
    let after = leader.snapshot().await;
    let number = after
        .board
        .alerts
        .keys()
        .find(|number| !before.board.alerts.contains_key(number))
        .expect("the new alert")
        .to_string();

    // Nobody has subscribed a phone, so the letters reach nobody.
    let failed = format!("/letters?number={number}&failed=1");
    let page = wait::until("a letter that did not arrive", async || {
        let page = leader.get(&failed).await.text().await.ok()?;
        page.contains("data-failed").then_some(page)
    })
    .await;
    assert!(page.contains("ingen telefon är ansluten"), "{page}");
    assert!(page.contains(&format!("Larm {number}")), "{page}");

    let manager = Person::log_in(&server.origin, "od").await;
    let seen = manager.get(&failed).await;
    assert_eq!(seen.status(), 200);
    let seen = seen.text().await.expect("a page");
    for name in ["Norling", "F.N.", &fn_.to_string()] {
        assert!(!seen.contains(name), "{name} is in the register");
    }
    let other = manager.get("/letters?number=0000").await;
    let other = other.text().await.expect("a page");
    assert!(
        !other.contains("<td>"),
        "a number that is none finds nothing"
    );

    let nurse = Person::log_in(&server.origin, "an").await;
    assert_eq!(nurse.get("/letters").await.status(), 404);
    server.stop().await;
}
