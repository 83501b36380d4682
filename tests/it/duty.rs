//! The rota on a real server: a swap moves the letter, a hand-over is read, a calendar is
//! opened by its secret and by nothing else.

use std::path::Path;

use reqwest::StatusCode;
use shared::board::card::Level;
use shared::duty::{Shift, ShiftKind};
use shared::people::People;
use tests::person::{Person, client, staff};
use tests::push_service::{Mood, PushService};
use tests::server_process::Place;
use tests::wait;

/// The night on call that begins on the Monday of the demonstration: N.B., behind her C.F.
fn tonight(person: &shared::protocol::Snapshot) -> Shift {
    let nb = staff(person, "N.B.");
    let mut nights = person.board.shifts.iter();
    let night = nights
        .find(|shift| shift.who == nb && shift.kind == ShiftKind::Jour && shift.from > person.now);
    *night.expect("N.B. is on call tonight")
}

fn shift_field(shift: &Shift) -> String {
    let (from, to) = (shift.from.millis(), shift.to.millis());
    format!("{}.{}.{from}.{to}", shift.who, shift.kind.word())
}

async fn ask(person: &Person, form: &[(&str, &str)]) -> (StatusCode, String) {
    let answer = person.post_form("/duty", form).await;
    let status = answer.status();
    (status, answer.text().await.expect("the page"))
}

/// Monday at six in the evening.
async fn evening(person: &Person) {
    person.move_clock("13:00").await;
    for _ in 0..5 {
        person.move_clock("1h").await;
    }
}

#[tokio::test]
async fn a_swap_moves_the_letter_to_the_one_who_took_the_shift() {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let server = place.start(&[("TAVLA_PUSH_ALLOW", &push.origin)]).await;
    let nb = Person::log_in(&server.origin, "nb").await;
    let re = Person::log_in(&server.origin, "re").await;
    nb.subscribe(&push.endpoint("nb")).await;
    re.subscribe(&push.endpoint("re")).await;
    let snapshot = nb.snapshot().await;
    let shift = shift_field(&tonight(&snapshot));

    let offer = [("ask", "ask_swap"), ("shift", shift.as_str())];
    assert_eq!(ask(&nb, &offer).await.0, StatusCode::SEE_OTHER);
    let (status, page) = ask(&re, &[("ask", "take_swap"), ("number", "99")]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        page.contains("Bytet finns inte längre."),
        "a refusal says why"
    );
    let take = [("ask", "take_swap"), ("number", "1")];
    assert_eq!(ask(&re, &take).await.0, StatusCode::SEE_OTHER);

    let leader = Person::log_in(&server.origin, "gs").await;
    evening(&leader).await;
    // F.N.'s own CM and deputy have gone home.
    let fn_ = client(&leader.snapshot().await, "F.N.");
    leader.raise(fn_, Level::Red).await.expect("the raise");
    let board = leader.snapshot().await.board;
    let mut alerts = board.alerts.values();
    let alert = alerts.find(|alert| alert.client == fn_ && alert.is_open());
    let alert = alert.expect("an alert is open");
    assert_eq!(alert.responsible, Some(staff(&snapshot, "R.E.")));
    let topic = format!("larm{}", alert.number);
    let has_it = |phone| {
        let letters = push.letters(phone);
        letters
            .iter()
            .any(|letter| letter.topic() == Some(topic.as_str()))
    };
    wait::until("the alert on R.E.'s phone", async || {
        has_it("re").then_some(())
    })
    .await;
    // Letters of a rung are sent together, so N.B.'s would have come as well.
    assert!(!has_it("nb"), "N.B. is off duty and left in peace");
}

#[tokio::test]
async fn the_hand_over_is_read_by_the_one_who_comes_on_and_the_other_sees_it() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let eo = client(&leader.snapshot().await, "E.L.");
    leader.raise(eo, Level::Red).await.expect("the raise");
    let shift = tonight(&leader.snapshot().await);
    leader.move_clock("13:00").await;
    for _ in 0..4 {
        leader.move_clock("1h").await;
    }
    let nb = Person::log_in(&server.origin, "nb").await;
    let page = nb.get("/duty").await.text().await.expect("the page");
    assert!(page.contains("Jag har läst"), "a list waits for N.B.");
    assert!(
        page.contains(&format!("/?client={eo}")),
        "the new client is on it"
    );
    let lk = Person::log_in(&server.origin, "lk").await;
    let before = lk.get("/duty").await.text().await.expect("the page");
    assert!(before.contains("Inte läst av Jour N.B. än"));

    let from = shift.from.millis().to_string();
    let read = [("ask", "read_hand_over"), ("shift", from.as_str())];
    assert_eq!(ask(&nb, &read).await.0, StatusCode::SEE_OTHER);
    let after = lk.get("/duty").await.text().await.expect("the page");
    assert!(
        after.contains("Läst av Jour N.B."),
        "L.K. sees that it was read"
    );
}

#[tokio::test]
async fn a_manager_sees_the_rota_and_no_client() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let people: People = leader.snapshot().await.people;
    let manager = Person::log_in(&server.origin, "od").await;
    let page = manager
        .get("/duty?week=2026-W13")
        .await
        .text()
        .await
        .expect("the page");
    assert!(page.contains("Vecka 13"));
    assert!(page.contains("Planera"), "a manager plans");
    for (id, head) in &people.clients {
        assert!(!page.contains(&head.name), "{} is not named", head.initials);
        assert!(
            !page.contains(&id.to_string()),
            "{} has no link",
            head.initials
        );
    }
    let nurse = Person::log_in(&server.origin, "mh").await;
    let page = nurse.get("/duty").await.text().await.expect("the page");
    assert!(!page.contains("Planera mönstret"), "a nurse does not");
    let publish = [("ask", "publish"), ("last", "2026-06-30")];
    let (_, page) = ask(&nurse, &publish).await;
    assert!(page.contains("Det bestämmer teamledaren eller chefen."));
    assert_eq!(ask(&manager, &publish).await.0, StatusCode::SEE_OTHER);
    assert_eq!(
        nurse
            .snapshot()
            .await
            .board
            .rota_to
            .map(|date| date.to_string())
            .as_deref(),
        Some("2026-06-30")
    );
    let (status, _) = ask(&manager, &[("ask", "add"), ("who", "nobody")]).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

/// The address in the page that was just made.
fn address_in(page: &str, origin: &str) -> String {
    let start = page
        .find(&format!("{origin}/calendar/"))
        .expect("the address is shown");
    let end = page[start..].find(".ics").expect("it ends") + start + ".ics".len();
    page[start..end].to_owned()
}

#[tokio::test]
async fn a_calendar_is_opened_by_its_secret_until_it_is_switched_off() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let origin = server.origin.clone();
    let nb = Person::log_in(&origin, "nb").await;
    let people = nb.snapshot().await.people;
    let make = async || {
        let answer = nb.post_form("/duty/calendar", &[]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        address_in(&answer.text().await.expect("the page"), &origin)
    };
    let program = Person::stranger(&origin);
    let open = async |address: &str| {
        let path = address
            .strip_prefix(&origin)
            .expect("an address of this server");
        program.get(path).await
    };

    let first = make().await;
    let answer = open(&first).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(
        answer.headers()["content-type"],
        "text/calendar; charset=utf-8"
    );
    let text = answer.text().await.expect("a calendar");
    // Monday 16 March, 17:00 to 08:00 in Stockholm.
    for line in [
        "SUMMARY:Jour\r\n",
        "DTSTART:20260316T160000Z\r\n",
        "DTEND:20260317T070000Z\r\n",
    ] {
        assert!(text.contains(line), "{line} stands in the calendar");
    }
    for (id, card) in &people.staff {
        for secret in [&card.name, &card.initials, &id.to_string()] {
            assert!(!text.contains(secret.as_str()), "{secret} does not");
        }
    }
    let shown_again = nb.get("/duty").await.text().await.expect("the page");
    assert!(
        !shown_again.contains(&first),
        "the address is shown only once"
    );

    let second = make().await;
    assert_eq!(
        open(&first).await.status(),
        StatusCode::NOT_FOUND,
        "the old one ends"
    );
    assert_eq!(open(&second).await.status(), StatusCode::OK);
    let ended = nb.post_form("/duty/calendar/end", &[]).await;
    assert_eq!(ended.status(), StatusCode::SEE_OTHER);
    assert_eq!(open(&second).await.status(), StatusCode::NOT_FOUND);

    let secret = |address: &str| {
        let name = address.rsplit('/').next().expect("a name");
        name.trim_end_matches(".ics").to_owned()
    };
    let (_, log) = server.stop().await;
    for address in [&first, &second] {
        let secret = secret(address);
        assert_eq!(secret.len(), 43, "256 bits in base64url");
        assert!(!log.contains(&secret), "the log does not hold it");
        assert!(
            !is_stored(&place.data(), secret.as_bytes()),
            "nor does Redis"
        );
    }
}

/// Whether a text stands anywhere in a folder.
fn is_stored(folder: &Path, text: &[u8]) -> bool {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    entries
        .map(|entry| entry.expect("an entry").path())
        .any(|path| {
            if path.is_dir() {
                is_stored(&path, text)
            } else {
                // A socket cannot be read, and holds nothing.
                let bytes = std::fs::read(&path).unwrap_or_default();
                bytes.windows(text.len()).any(|part| part == text)
            }
        })
}
