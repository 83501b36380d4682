//! The pages for the phone on a real server, as a browser without script uses them.

use reqwest::StatusCode;
use serde_json::json;
use shared::alert::letter::Text;
use shared::board::card::{Channel, Flag, Level};
use shared::{Command, route};
use tests::person::{Person, client, fresh_id, staff};
use tests::server_process::Place;

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let at = page.find(&start).expect("the field") + start.len();
    page[at..].split('"').next().unwrap_or_default().to_owned()
}

async fn page(person: &Person, path: &str) -> String {
    let answer = person.get(path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.expect("the page")
}

/// Where a form leads to.
async fn sent(person: &Person, path: &str, form: &[(&str, &str)]) -> String {
    let answer = person.post_form(path, form).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{path}");
    let to = answer.headers().get("location").expect("a place");
    to.to_str().expect("a path").to_owned()
}

#[tokio::test]
async fn a_client_is_raised_from_the_phone_and_the_alert_opens() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let mh = Person::log_in(&server.origin, "mh").await;
    let fn_ = client(&mh.snapshot().await, "F.N.");
    let choose = page(&mh, "/my-day/raise?search=F.N.").await;
    assert!(choose.contains(&route::raise(fn_)));
    let form = page(&mh, &route::raise(fn_)).await;
    let (id, based_on) = (hidden(&form, "id"), hidden(&form, "based_on"));
    let mut fields = vec![
        ("id", id.as_str()),
        ("based_on", based_on.as_str()),
        ("level", "red"),
        ("reason", "kris"),
        ("text", " "),
    ];
    let answer = mh.post_form(&route::raise(fn_), &fields).await;
    let refused = answer.text().await.expect("the page");
    assert!(refused.contains("Det saknas en rad text."));
    fields[4].1 = "Hörs genom väggen";
    let to = sent(&mh, &route::raise(fn_), &fields).await;
    assert!(to.starts_with("/alerts/"), "{to}");
    let board = mh.snapshot().await.board;
    assert_eq!(board.cards[&fn_].level, Level::Red);
    assert_eq!(
        sent(&mh, &route::raise(fn_), &fields).await,
        to,
        "sent twice, it counts once"
    );
    assert_eq!(board.alerts.len(), mh.snapshot().await.board.alerts.len());
}

#[tokio::test]
async fn a_contact_is_logged_from_the_phone_once() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let mh = Person::log_in(&server.origin, "mh").await;
    let fn_ = client(&mh.snapshot().await, "F.N.");
    let form = page(&mh, &route::contact(fn_)).await;
    let (id, sign_id) = (hidden(&form, "id"), hidden(&form, "sign_id"));
    let fields = [
        ("id", id.as_str()),
        ("sign_id", sign_id.as_str()),
        ("next", "//elsewhere.example"),
        ("went", "hem.yes"),
        ("sign", "gron"),
    ];
    for _ in 0..2 {
        let to = sent(&mh, &route::contact(fn_), &fields).await;
        assert_eq!(to, route::BOARD, "nobody is led away by a forged link");
    }
    let panel = mh.panel(fn_).await;
    let logged = panel.timeline.iter().filter(|recorded| {
        matches!(
            recorded.event,
            shared::Event::ContactLogged {
                how: Channel::Home,
                ..
            }
        ) && recorded.command.map(|one| one.to_string()).as_deref() == Some(&id)
    });
    assert_eq!(logged.count(), 1);
}

#[tokio::test]
async fn a_visit_without_a_check_in_alerts_a_colleague_who_sees_whom_to_call() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let mh = Person::log_in(&server.origin, "mh").await;
    let snapshot = mh.snapshot().await;
    let (fn_, me) = (client(&snapshot, "F.N."), staff(&snapshot, "M.H."));
    let flag = Command::RaiseFlag {
        client: fn_,
        flag: Flag::NeverAlone,
    };
    mh.command_with(fresh_id(), &flag).await.expect("the flag");
    let form = page(&mh, &route::visit(fn_)).await;
    assert!(form.contains("Aldrig ensam: gå två."));
    let (id, who) = (hidden(&form, "id"), me.to_string());
    let mut fields = vec![
        ("id", id.as_str()),
        ("ask", "start"),
        ("who", who.as_str()),
        ("minutes", "30"),
    ];
    let answer = mh.post_form(&route::visit(fn_), &fields).await;
    let refused = answer.text().await.expect("the page");
    assert!(refused.contains("Ingen ska gå ensam till klienten."));
    fields.push(("alone", "1"));
    assert_eq!(
        sent(&mh, &route::visit(fn_), &fields).await,
        "/my-day?saved=1"
    );
    assert!(page(&mh, route::MY_DAY).await.contains("Besök pågår M.H."));

    mh.move_clock("1h").await;
    let number = tests::wait::until("the alert", async || {
        let board = mh.try_snapshot().await?.board;
        let alert = board.open_alert(fn_)?.clone();
        (!alert.letters.is_empty()).then_some(alert)
    })
    .await;
    assert!(number.visit && number.letters.iter().all(|one| one.written.to != me));
    assert_eq!(number.letters[0].written.text, Text::M1);
    let gs = Person::log_in(&server.origin, "gs").await;
    let alert = page(&gs, &route::alert(number.number)).await;
    assert!(alert.contains("ingen incheckning") && alert.contains("tel:"));

    let day = page(&mh, route::MY_DAY).await;
    let id = hidden(&day, "id");
    let over = [("id", id.as_str()), ("ask", "end"), ("next", "/my-day")];
    let to = sent(&mh, &route::visit(fn_), &over).await;
    assert_eq!(to, format!("{}?next=/my-day", route::contact(fn_)));
    assert!(mh.snapshot().await.board.open_alert(fn_).is_none());
}

#[tokio::test]
async fn the_digest_is_there_until_it_is_read_and_a_manager_has_none() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let mh = Person::log_in(&server.origin, "mh").await;
    let words = "1 av dina klienter är uppsatt på tavlan";
    assert!(page(&mh, route::BOARD).await.contains(words));
    let day = page(&mh, route::MY_DAY).await;
    assert!(day.contains(words));
    let shift = hidden(&day.replace("name=\"shift\"", "\n name=\"shift\""), "shift");
    let read = sent(&mh, route::MY_DAY_READ, &[("shift", shift.as_str())]).await;
    assert_eq!(read, route::MY_DAY);
    for path in [route::MY_DAY, route::BOARD] {
        assert!(!page(&mh, path).await.contains(words), "{path}");
    }
    let od = Person::log_in(&server.origin, "od").await;
    let led = od.get(route::MY_DAY).await;
    assert_eq!(led.status(), StatusCode::SEE_OTHER);
    let fn_ = client(&mh.snapshot().await, "F.N.");
    for path in [
        route::RAISE.to_owned(),
        route::contact(fn_),
        route::visit(fn_),
    ] {
        assert_eq!(
            od.get(&path).await.status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

/// Says what a phone would say of itself.
async fn says(person: &Person, carries: bool, waits: Option<i64>) {
    let phone = "00000000000000000000000777";
    let word = json!({ "phone": phone, "carries": carries, "waits": waits });
    let answer = person.post_json(route::PHONE, word).await;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_silent_phone_is_told_to_its_owner_who_may_give_it_up() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let mh = Person::log_in(&server.origin, "mh").await;
    says(&mh, false, None).await;
    let before = mh.snapshot().await;
    assert!(before.board.unsynced.is_empty(), "there is nothing to say");
    says(&mh, true, None).await;
    let known = mh.snapshot().await;
    says(&mh, true, None).await;
    assert_eq!(mh.snapshot().await.position, known.position, "once an hour");
    let carriers: Vec<_> = known.board.carriers.into_values().collect();
    assert_eq!(carriers, [staff(&before, "M.H.")]);
    assert!(!page(&mh, route::MY_DAY).await.contains("har inte hörts"));

    for to in ["06:00", "13:00"] {
        mh.move_clock(to).await;
    }
    let day = page(&mh, route::MY_DAY).await;
    assert!(day.contains("Din telefon har inte hörts sedan mån"));
    let ps = Person::log_in(&server.origin, "ps").await;
    assert!(!page(&ps, route::MY_DAY).await.contains("har inte hörts"));
    sent(&ps, route::PHONE_GONE, &[]).await;
    assert_eq!(mh.snapshot().await.board.unsynced.len(), 1, "not theirs");
    assert_eq!(sent(&mh, route::PHONE_GONE, &[]).await, route::MY_DAY);
    assert!(mh.snapshot().await.board.unsynced.is_empty());
    assert!(!page(&mh, route::MY_DAY).await.contains("har inte hörts"));

    let stranger = Person::stranger(&server.origin);
    let answer = stranger.post_json(route::PHONE, json!({})).await;
    assert!(!answer.status().is_success());
}
