//! The rules of a team on their page: who may change them, what a try says, and what the log
//! keeps.

use reqwest::StatusCode;
use tests::person::Person;
use tests::server_process::Place;

async fn send(person: &Person, form: &[(&str, &str)]) -> (StatusCode, String) {
    let answer = person.post_form("/rules", form).await;
    let status = answer.status();
    (status, answer.text().await.expect("the page"))
}

async fn page(person: &Person, address: &str) -> String {
    person.get(address).await.text().await.expect("the page")
}

#[tokio::test]
async fn the_team_leader_changes_a_number_and_everybody_reads_what_was_changed() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let nurse = Person::log_in(&server.origin, "mh").await;

    let outside = [("do", "save"), ("yellow_to_plan.stay", "5")];
    let (status, answer) = send(&leader, &outside).await;
    assert_eq!(status, StatusCode::OK);
    assert!(answer.contains("Talet ligger utanför gränserna: Kortaste tid på nivån (D1)"));
    assert!(answer.contains("Välj mellan 24 h och 1440 h."));
    assert!(answer.contains("value=\"5\""), "what was typed is kept");

    let longer = [("do", "save"), ("yellow_to_plan.stay", "96")];
    let (_, refused) = send(&nurse, &longer).await;
    assert!(refused.contains("role=\"alert\""), "a nurse is refused");
    assert_eq!(send(&leader, &longer).await.0, StatusCode::SEE_OTHER);

    let read = page(&nurse, "/rules?history=1").await;
    assert!(read.contains("Kortaste tid på nivån (D1), gul → enligt vårdplan: 72 h → 96 h"));
    assert!(!read.contains("<input"), "a nurse only reads");
    let board = leader.snapshot().await.board;
    assert_eq!(board.policy.yellow_to_plan.stay, shared::Span::hours(96));
    assert!(board.policy.version.starts_with("RP-1."));
}

#[tokio::test]
async fn a_try_saves_nothing_and_names_only_clients_whom_the_person_may_see() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let manager = Person::log_in(&server.origin, "od").await;
    // The demonstration's past holds clients who were proposed for a step.
    let longer = [
        ("do", "try"),
        ("red_to_stepdown.stay", "1440"),
        ("yellow_to_plan.stay", "1440"),
    ];
    let (status, tried) = send(&leader, &longer).await;
    assert_eq!(status, StatusCode::OK);
    assert!(tried.contains("Prov på de senaste 30 dagarna"));
    assert!(tried.contains("72 h → 1440 h"));
    let before = leader.snapshot().await.board.policy;
    assert_eq!(before.yellow_to_plan.stay, shared::Span::hours(72));
    let rows = tried.matches("inget förslag").count();
    assert!(rows > 0, "the new numbers would have kept somebody");

    let (_, seen) = send(&manager, &longer).await;
    assert!(!seen.contains("class=\"rules-tried\""), "no identities");
    assert!(seen.contains("klienter som du inte får se"));

    let nurse = Person::log_in(&server.origin, "mh").await;
    let (_, refused) = send(&nurse, &longer).await;
    assert!(!refused.contains("Prov på de senaste"));
}

#[tokio::test]
async fn a_pause_needs_a_reason_and_stands_in_the_history() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let (status, refused) = send(&leader, &[("do", "pause"), ("reason", " ")]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(refused.contains("role=\"alert\""));
    let pause = [("do", "pause"), ("reason", "Ny psykiater")];
    assert_eq!(send(&leader, &pause).await.0, StatusCode::SEE_OTHER);
    assert!(
        page(&leader, "/rules")
            .await
            .contains("Automatiken är pausad.")
    );
    assert_eq!(
        send(&leader, &[("do", "resume")]).await.0,
        StatusCode::SEE_OTHER
    );
    let history = page(&leader, "/rules?history=1").await;
    assert!(history.contains("Automatiken pausad: Ny psykiater"));
    assert!(history.contains("Automatiken är igång"));
}
