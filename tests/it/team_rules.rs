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

#[tokio::test]
async fn a_name_that_the_team_chose_stands_on_every_page_and_only_leaders_choose() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let nurse = Person::log_in(&server.origin, "mh").await;
    let name = [("do", "name"), ("name.red", "Brandkår"), ("name.plan", "")];

    let (_, refused) = send(&nurse, &name).await;
    assert!(refused.contains("Det ingår inte i din roll."));
    assert_eq!(send(&leader, &name).await.0, StatusCode::SEE_OTHER);
    let (status, taken) = send(&leader, &[("do", "name"), ("name.yellow", "brandkår")]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(taken.contains("Nivån Gul kan inte heta så."));
    assert!(
        taken.contains("value=\"brandkår\""),
        "what was typed is kept"
    );

    let client = {
        let board = nurse.snapshot().await.board;
        let card = board.cards.values();
        let red = card.filter(|card| card.level == shared::board::card::Level::Red);
        red.map(|card| card.client).next().expect("somebody on red")
    };
    for address in [
        "/".to_owned(),
        "/meeting".to_owned(),
        "/my-day".to_owned(),
        "/rules?history=1".to_owned(),
        shared::route::client_page(client),
        shared::route::raise(client),
        format!("/?client={client}"),
    ] {
        let html = page(&nurse, &address).await;
        assert!(html.contains("Brandkår"), "{address}");
    }
    for address in ["/load", "/load.csv"] {
        let html = page(&leader, address).await;
        assert!(html.contains("Brandkår"), "{address}");
    }
    let history = page(&nurse, "/rules?history=1").await;
    assert!(history.contains("Namn på nivån Röd: Röd → Brandkår"));

    let standard = [("do", "name"), ("name.red", " ")];
    assert_eq!(send(&leader, &standard).await.0, StatusCode::SEE_OTHER);
    assert!(!page(&nurse, "/").await.contains("Brandkår"));
}

#[tokio::test]
async fn times_of_the_ladder_and_the_model_are_saved_with_the_numbers() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let crossed = [("do", "save"), ("ladder.again", "5")];
    let (_, refused) = send(&leader, &crossed).await;
    assert!(refused.contains("Larm: reserven blir ansvarig efter"));
    assert!(refused.contains("Välj mellan 6 min och 10 min."));

    let slower = [
        ("do", "try"),
        ("ladder.reserve", "8"),
        ("caseload.model", "act"),
    ];
    let (_, tried) = send(&leader, &slower).await;
    assert!(tried.contains("Larm: reserven blir ansvarig efter: 5 min → 8 min"));
    assert!(tried.contains("Modell för CM: Resursgrupp → ACT"));
    assert!(tried.contains("class=\"rules-climbed\""));
    assert!(leader.snapshot().await.board.policy.ladder.is_default());

    let save = [("do", "save"), slower[1], slower[2]];
    assert_eq!(send(&leader, &save).await.0, StatusCode::SEE_OTHER);
    let policy = leader.snapshot().await.board.policy;
    assert_eq!(policy.ladder.reserve, 8);
    assert_eq!(policy.caseload.limits().most, 10);
    let load = page(&leader, "/load").await;
    assert!(load.contains("Vid 8 min går ansvaret över till reserven."));
}
