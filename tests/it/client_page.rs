//! A client's own page on a real server: who sees it, and what its forms do.

use reqwest::StatusCode;
use shared::board::card::{Fact, Level, Reason, Sign};
use shared::board::deviation::DeviationKind;
use shared::board::member::Organisation;
use shared::{ClientId, Command};
use tests::person::{Person, client, fresh_id, staff};
use tests::server_process::Place;

/// A client whom nobody has.
const NOBODY: &str = "00000000000000000000000999";

async fn page(person: &Person, client: ClientId) -> String {
    let answer = person.get(&format!("/clients/{client}")).await;
    assert_eq!(answer.status(), StatusCode::OK, "the page is shown");
    answer.text().await.expect("the page")
}

/// Sends a form of the page. Each gets a name of its own, as each page has one.
async fn send(
    person: &Person,
    client: &str,
    ask: &str,
    fields: &[(&str, &str)],
) -> (StatusCode, String, String) {
    let id = fresh_id().to_string();
    let mut form = vec![("ask", ask), ("id", id.as_str())];
    form.extend_from_slice(fields);
    let answer = person.post_form(&format!("/clients/{client}"), &form).await;
    let next = answer
        .headers()
        .get("location")
        .and_then(|to| to.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let status = answer.status();
    (status, next, answer.text().await.expect("a page"))
}

/// What somebody is answered who may not see a client is what one is answered about a client
/// that does not exist: the same status and the same bytes.
async fn sees_nothing_of(person: &Person, client: ClientId) {
    for part in ["", "/crisis-plan", "/early-signs", "?ask=consent"] {
        let hidden = person.get(&format!("/clients/{client}{part}")).await;
        let missing = person.get(&format!("/clients/{NOBODY}{part}")).await;
        assert_eq!(hidden.status(), StatusCode::NOT_FOUND, "{part}");
        assert_eq!(missing.status(), StatusCode::NOT_FOUND, "{part}");
        assert_eq!(
            hidden.text().await.expect("a page"),
            missing.text().await.expect("a page"),
            "{part}"
        );
    }
    let fields = [("post", "cm"), ("who", "")];
    let hidden = send(person, &client.to_string(), "appoint", &fields).await;
    let missing = send(person, NOBODY, "appoint", &fields).await;
    assert_eq!(hidden.0, StatusCode::NOT_FOUND);
    assert_eq!(hidden, missing);
}

#[tokio::test]
async fn each_sees_exactly_what_they_may_of_a_clients_page() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let nurse = Person::log_in(&server.origin, "mh").await;
    let colleague = Person::log_in(&server.origin, "cf").await;
    let fn_ = client(&nurse.snapshot().await, "F.N.");
    let open = page(&colleague, fn_).await;
    assert!(open.contains("Norling") && open.contains("Samtycke"));

    // The client lets the region see, and nobody else.
    let consent = Command::SetConsent {
        client: fn_,
        open_to: vec![Organisation::Region],
    };
    nurse.command(&consent).await.expect("the consent");
    assert!(page(&nurse, fn_).await.contains("Norling"));
    sees_nothing_of(&colleague, fn_).await;
    let other = client(&colleague.snapshot().await, "D.M.");
    let others = page(&colleague, other).await;
    assert!(!others.contains("Norling") && !others.contains(&fn_.to_string()));

    let manager = Person::log_in(&server.origin, "od").await;
    sees_nothing_of(&manager, fn_).await;
    sees_nothing_of(&manager, other).await;
    assert_eq!(
        manager.get("/deviations").await.status(),
        StatusCode::NOT_FOUND
    );

    let stranger = Person::stranger(&server.origin);
    for part in ["", "/crisis-plan", "/early-signs"] {
        let led = stranger.get(&format!("/clients/{fn_}{part}")).await;
        assert_eq!(led.status(), StatusCode::SEE_OTHER);
        let to = led.headers()["location"].to_str().expect("an address");
        assert!(to.starts_with("/log-in?next="), "{to}");
    }
    let (status, to, _) = send(&stranger, &fn_.to_string(), "legal", &[]).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/log-in"));
    server.stop().await;
}

#[tokio::test]
async fn a_consent_is_changed_only_after_the_page_has_said_what_it_means() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let colleague = Person::log_in(&server.origin, "cf").await;
    let snapshot = colleague.snapshot().await;
    let fn_ = client(&snapshot, "F.N.");
    let before = snapshot.board.cards[&fn_].clone();
    let id = fn_.to_string();

    let (status, _, said) = send(&colleague, &id, "consent", &[("region", "1")]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(said.contains("Kommun ser inte längre klienten"), "{said}");
    assert!(said.contains("Du själv ser inte klienten efter det här"));
    let nurse = Person::log_in(&server.origin, "mh").await;
    let now = nurse.snapshot().await.board.cards[&fn_].clone();
    assert_eq!(now.open_to, before.open_to, "nothing has changed yet");

    let (status, _, said) = send(&colleague, &id, "consent", &[("sure", "1")]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(said.contains("Någon måste få se klienten"), "{said}");

    let sure = [("region", "1"), ("sure", "1")];
    let (status, to, _) = send(&colleague, &id, "consent", &sure).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/"));
    let now = nurse.snapshot().await.board.cards[&fn_].clone();
    assert_eq!(now.open_to, [Organisation::Region]);
    sees_nothing_of(&colleague, fn_).await;
    server.stop().await;
}

#[tokio::test]
async fn the_forms_of_the_page_do_what_they_say_and_a_refusal_keeps_what_was_typed() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let nurse = Person::log_in(&server.origin, "mh").await;
    let snapshot = nurse.snapshot().await;
    let fn_ = client(&snapshot, "F.N.");
    let id = fn_.to_string();
    let card = async || nurse.snapshot().await.board.cards[&fn_].clone();

    // CM and deputy.
    let an = staff(&snapshot, "A.N.");
    let fields = [("post", "cm"), ("who", &an.to_string())];
    let (status, ..) = send(&nurse, &id, "appoint", &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(card().await.cm, Some(an));
    let od = staff(&snapshot, "O.D.").to_string();
    let (status, _, said) = send(&nurse, &id, "appoint", &[("post", "cm"), ("who", &od)]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(said.contains("En av kollegorna får inte se klienten."));
    assert!(said.contains("Inget är ändrat."));
    assert_eq!(card().await.cm, Some(an));

    // Compulsory care.
    let wrong = [("status", "LPT"), ("ends", "sista mars")];
    let (_, _, said) = send(&nurse, &id, "legal", &wrong).await;
    assert!(said.contains("value=\"sista mars\"") && said.contains("role=\"alert\""));
    assert_eq!(card().await.legal, None);
    let right = [("status", "LPT"), ("ends", "2026-03-31")];
    let (status, ..) = send(&nurse, &id, "legal", &right).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(page(&nurse, fn_).await.contains("t.o.m. tis 31 mar"));

    // A fact; the first of the list is the crisis plan.
    let (status, ..) = send(&nurse, &id, "note", &[("fact", "0")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(card().await.facts.crisis_plan.is_some());

    // A form that is sent twice counts once.
    let twice = [
        ("ask", "note"),
        ("fact", "1"),
        ("id", "00000000000000000000000777"),
    ];
    let seq = async || {
        let answer = nurse.post_form(&format!("/clients/{id}"), &twice).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        card().await.facts.care_plan.expect("the fact").seq
    };
    assert_eq!(seq().await, seq().await);
    server.stop().await;
}

#[tokio::test]
async fn an_entry_is_corrected_by_its_author_and_stays_on_the_time_line() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let nurse = Person::log_in(&server.origin, "mh").await;
    let other = Person::log_in(&server.origin, "nb").await;
    let fn_ = client(&nurse.snapshot().await, "F.N.");
    let id = fn_.to_string();
    nurse.assess(fn_, Sign::Red).await;
    let card = nurse.snapshot().await.board.cards[&fn_].clone();
    let entry = card
        .latest_assessment()
        .expect("the signs")
        .seq
        .0
        .to_string();

    let fields = [("entry", entry.as_str()), ("text", "Fel klient")];
    let (status, _, said) = send(&other, &id, "correct", &fields).await;
    assert_eq!(status, StatusCode::OK);
    assert!(said.contains("value=\"Fel klient\""), "it is kept: {said}");
    let (status, to, _) = send(&nurse, &id, "correct", &fields).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(to.ends_with("#client-timeline"), "{to}");
    let after = page(&nurse, fn_).await;
    assert!(after.contains("rättad: Fel klient"), "{after}");
    let card = nurse.snapshot().await.board.cards[&fn_].clone();
    assert_ne!(
        card.latest_assessment().map(|one| one.sign),
        Some(Sign::Red),
        "it counts no more"
    );
    server.stop().await;
}

#[tokio::test]
async fn one_tap_in_aftercare_leads_back_to_the_level_before() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let fn_ = client(&leader.snapshot().await, "F.N.");
    let level = async || leader.snapshot().await.board.cards[&fn_].clone();
    leader.raise(fn_, Level::Yellow).await.expect("the raise");
    let placed = level().await.placed.expect("the placing").seq;
    let off = Command::Place {
        client: fn_,
        level: Level::Plan,
        reason: Reason::Crisis,
        text: "Lugnt igen.".to_owned(),
        review: None,
        tonight: false,
        based_on: Some(placed),
    };
    leader.command(&off).await.expect("off the board");
    let shown = page(&leader, fn_).await;
    assert!(shown.contains("Åter till planerade insatser enligt vårdplan"));
    assert!(shown.contains("Tillbaka till gul"));
    let (status, ..) = send(&leader, &fn_.to_string(), "return", &[]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(level().await.level, Level::Yellow);
    let (status, _, said) = send(&leader, &fn_.to_string(), "return", &[]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        said.contains("Inget är ändrat."),
        "there is no way back twice"
    );
    server.stop().await;
}

#[tokio::test]
async fn a_draft_of_a_deviation_is_read_by_its_writer_and_the_leader_and_marked_by_hand() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let writer = Person::log_in(&server.origin, "an").await;
    let fn_ = client(&writer.snapshot().await, "F.N.");
    let missed = Command::Note {
        client: fn_,
        fact: Fact::DepotMissed,
    };
    writer.command(&missed).await.expect("the entry");
    let drafts = writer.snapshot().await.board.deviations;
    let draft = drafts
        .iter()
        .find(|one| one.client == fn_ && one.about == DeviationKind::DepotMissed)
        .expect("a draft");
    let link = format!("/clients/{fn_}");
    let read = async |person: &Person| {
        let answer = person.get("/deviations").await;
        answer.text().await.expect("the page")
    };
    let text = read(&writer).await;
    assert!(text.contains("Avvikelse: depå missad") && text.contains(&link));
    assert!(!text.contains("Norling"), "initials are enough");
    let leader = Person::log_in(&server.origin, "gs").await;
    assert!(read(&leader).await.contains(&link));
    let other = Person::log_in(&server.origin, "re").await;
    assert!(!read(&other).await.contains(&link), "it is not theirs");

    let (client_id, seq) = (fn_.to_string(), draft.seq.0.to_string());
    let pass_on = async |person: &Person| {
        let id = fresh_id().to_string();
        let form = [
            ("id", id.as_str()),
            ("client", client_id.as_str()),
            ("draft", seq.as_str()),
        ];
        person.post_form("/deviations", &form).await.status()
    };
    assert_eq!(
        pass_on(&other).await,
        StatusCode::OK,
        "refused, and said so"
    );
    assert!(!read(&leader).await.contains("Införd av"));
    assert_eq!(pass_on(&writer).await, StatusCode::SEE_OTHER);
    assert!(read(&leader).await.contains("Införd av A.N."));
    server.stop().await;
}

/// The client's name and date of birth, as somebody who knows the client would type them.
async fn emergency(
    person: &Person,
    name: &str,
    born: &str,
    sure: &str,
) -> (StatusCode, String, String) {
    let id = fresh_id().to_string();
    let form = [
        ("id", id.as_str()),
        ("name", name),
        ("born", born),
        ("reason", "Fara för liv"),
        ("danger", "1"),
        ("sure", sure),
    ];
    let answer = person.post_form("/emergency", &form).await;
    let next = answer
        .headers()
        .get("location")
        .and_then(|to| to.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let status = answer.status();
    (status, next, answer.text().await.expect("a page"))
}

#[tokio::test]
async fn an_emergency_opens_little_for_an_hour_and_never_without_a_trace() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let nurse = Person::log_in(&server.origin, "mh").await;
    let snapshot = nurse.snapshot().await;
    let bt = client(&snapshot, "B.T.");
    let head = &snapshot.people.clients[&bt];
    let (name, born) = (head.name.clone(), head.born.to_string());
    let consent = Command::SetConsent {
        client: bt,
        open_to: vec![Organisation::Region],
    };
    nurse.command(&consent).await.expect("the consent");
    let helper = Person::log_in(&server.origin, "tv").await;
    let view = format!("/emergency/{bt}");

    // Before the second confirmation a client and nobody look alike, and nothing is recorded.
    let (_, _, real) = emergency(&helper, &name, &born, "").await;
    let (_, _, none) = emergency(&helper, "Ingen Alls", &born, "").await;
    assert!(real.contains("Öppna nu") && none.contains("Öppna nu"));
    let before = nurse.panel(bt).await.timeline.len();
    let opened = async || helper.get(&view).await;
    assert_eq!(opened().await.status(), StatusCode::NOT_FOUND);
    let (_, _, nobody) = emergency(&helper, "Ingen Alls", &born, "1").await;
    assert!(nobody.contains("Ingen klient i teamet") && nobody.contains("Ingen Alls"));
    assert_eq!(nurse.panel(bt).await.timeline.len(), before);

    let (status, to, _) = emergency(&helper, &name, &born, "1").await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, view.clone()));
    let answer = opened().await;
    assert!(
        answer.headers().contains_key("refresh"),
        "it closes by itself"
    );
    let page = answer.text().await.expect("the page");
    assert!(page.contains("Nödöppning T.V.") && page.contains("Gör så här först"));
    let dossier = nurse.panel(bt).await.dossier.expect("a dossier");
    let medication = dossier.medication.expect("medication");
    assert!(page.contains(&dossier.do_first[0]) && !page.contains(&medication));
    assert!(dossier.care_plan.iter().all(|line| !page.contains(line)));
    sees_nothing_of(&helper, bt).await;
    assert!(!helper.snapshot().await.people.clients.contains_key(&bt));

    // It is announced at once, and nobody else has gained anything.
    let board = nurse.snapshot().await.board;
    assert!(board.open_alert(bt).is_some(), "a crisis event alerts");
    let drafts = &board.deviations;
    assert!(
        drafts
            .iter()
            .any(|one| one.about == DeviationKind::EmergencyAccess)
    );
    let other = Person::log_in(&server.origin, "cf").await;
    assert_eq!(other.get(&view).await.status(), StatusCode::NOT_FOUND);
    let manager = Person::log_in(&server.origin, "od").await;
    for path in ["/emergency", view.as_str()] {
        assert_eq!(manager.get(path).await.status(), StatusCode::NOT_FOUND);
    }

    nurse.move_clock("1h").await;
    let over = opened().await.text().await.expect("the page");
    assert!(over.contains("Tiden är slut.") && !over.contains(&name));
    let (_, log) = server.stop().await;
    assert!(!log.contains(&name), "the log names nobody");
}
