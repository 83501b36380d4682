//! The ways besides push: text messages, calls and mails, on a Thursday evening with R.E.
//! on call, T.V. behind them and W.T. as the manager on call (`policy.md` 7).

mod code;
mod evening;

use reqwest::StatusCode;
use serde_json::json;
use shared::alert::letter::Carrier::{Mail, Push, Sms, Voice};
use shared::alert::{Delivery, Failure};
use tests::gateway::Mood as GatewayMood;
use tests::mail_server::Mood as MailMood;
use tests::person::staff;
use tests::push_service::{Mood, PushService};
use tests::wait;

use evening::{Evening, SECRET, TEAM, failed_as, is_accepted, is_delivered, latest, until};

#[tokio::test]
async fn the_hand_over_goes_as_push_text_message_and_call() {
    let mut evening = Evening::begin().await;
    let nurse = evening.raise().await;
    evening.push.expect("re", 1).await;
    evening.push.expect("tv", 1).await;
    assert!(evening.gateway.messages("sms").is_empty(), "push only");
    nurse.move_clock("5min").await;

    evening.push.expect("tv", 2).await;
    let sms = evening.gateway.expect("sms", 1).await.remove(0);
    let call = evening.gateway.expect("voice", 1).await.remove(0);
    let alert = until(&nurse, "T.V.", Sms, is_accepted).await;
    until(&nurse, "T.V.", Voice, is_accepted).await;
    until(&nurse, "T.V.", Push, is_accepted).await;
    let number = alert.number.to_string();
    assert_eq!(sms.field("to"), "+46701740612");
    let words = format!("Teamtavlan: larm {number} väntar. Öppna appen.");
    assert_eq!(sms.field("text"), words);
    assert_eq!(sms.headers["authorization"], "Bearer till-porten");
    assert_eq!(call.field("to"), "46701740612");
    let digits: Vec<String> = number.chars().map(String::from).collect();
    let spoken = digits.join(" ");
    let words = format!("Teamtavlan. Larm {spoken} väntar. Tryck din jourkod för att ta emot.");
    assert_eq!(call.field("say"), words);
    assert!(evening.mail.mails().is_empty(), "no mail before T+15");
    assert_eq!(evening.gateway.messages("sms").len(), 1, "T.V. alone");
    evening.end().await;
}

#[tokio::test]
async fn by_all_channels_includes_mail_and_nothing_that_leaves_names_anybody() {
    let mut evening = Evening::begin().await;
    let nurse = evening.raise().await;
    for _ in 0..3 {
        nurse.move_clock("5min").await;
    }
    let mail = evening.mail.expect("ledning@team.example.se").await;
    let alert = until(&nurse, "W.T.", Mail, is_accepted).await;
    let title = format!("Teamtavlan: larm {}", alert.number);
    assert_eq!(mail.header("Subject"), Some(title.as_str()));
    assert_eq!(mail.body, "Ingen har kvitterat. Öppna appen.");
    assert_eq!(mail.header("From"), Some("tavla@team.example.se"));
    assert_eq!(mail.header("Auto-Submitted"), Some("auto-generated"));
    // The manager has no telephone number; that is said, not skipped.
    let no_number = |delivery| failed_as(delivery) == Some(Failure::NoNumber);
    until(&nurse, "W.T.", Sms, no_number).await;

    // The repeat goes to the others by mail too.
    nurse.move_clock("5min").await;
    evening.mail.expect("jour2@team.example.se").await;
    let no_address = |delivery| failed_as(delivery) == Some(Failure::NoAddress);
    until(&nurse, "R.E.", Mail, no_address).await;

    let mut said: Vec<String> = Vec::new();
    for mail in evening.mail.mails() {
        said.push(mail.headers.join("\n"));
        said.push(mail.body);
    }
    for way in ["sms", "voice"] {
        let messages = evening.gateway.messages(way);
        assert!(!messages.is_empty());
        said.extend(messages.iter().map(|message| message.body.to_string()));
    }
    let log = evening.end().await;
    for number in ["7017406", "team.example.se", SECRET, "till-porten"] {
        assert!(!log.contains(number), "the log holds {number}");
    }
    said.push(log);
    let names = TEAM.iter().flat_map(|one| [one.1, one.2]);
    let words = ["D.M.", "Mitrovic", "Team Öst", "röd", "Röd", "ROD", "kris"];
    for word in names.chain(words) {
        assert!(
            said.iter().all(|one| !one.contains(word)),
            "{word} has left the server"
        );
    }
}

#[tokio::test]
async fn a_gateway_that_hangs_delays_neither_push_nor_call() {
    let mut evening = Evening::begin().await;
    evening.gateway.set_mood("sms", GatewayMood::Hang);
    let nurse = evening.raise().await;
    nurse.move_clock("5min").await;
    evening.gateway.expect("sms", 1).await;
    until(&nurse, "T.V.", Push, is_accepted).await;
    let alert = until(&nurse, "T.V.", Voice, is_accepted).await;
    let tv = staff(&nurse.snapshot().await, "T.V.");
    let state = latest(&alert, tv).expect("a letter");
    assert_eq!(state.by(Sms), Some(Delivery::Queued));
    // Neither does it delay the next rung.
    nurse.move_clock("5min").await;
    evening.push.expect("tv", 3).await;
    evening.end().await;
}

#[tokio::test]
async fn a_way_that_is_not_set_up_is_shown_to_the_one_who_raised() {
    let mut evening = Evening::begin_with(Mood::Accept, MailMood::Accept, false).await;
    let nurse = evening.raise().await;
    nurse.move_clock("5min").await;
    let not_set_up = |delivery| failed_as(delivery) == Some(Failure::NotSetUp);
    until(&nurse, "T.V.", Sms, not_set_up).await;
    let alert = until(&nurse, "T.V.", Voice, not_set_up).await;
    until(&nurse, "T.V.", Push, is_accepted).await;
    let page = nurse.get(&format!("/alerts/{}", alert.number)).await;
    let page = page.text().await.expect("the page");
    for words in ["SMS: inte uppsatt", "Samtal: inte uppsatt"] {
        assert!(page.contains(words), "the page says {words}");
    }
    assert!(
        !page.contains("SMS nådde inte fram"),
        "the last events leave it out"
    );
    nurse.move_clock("5min").await;
    nurse.move_clock("5min").await;
    until(&nurse, "W.T.", Mail, not_set_up).await;
    evening.end().await;
}

#[tokio::test]
async fn everyone_sees_on_which_ways_alerts_reach_them_and_what_is_missing() {
    let mut evening = Evening::begin().await;
    let of = async |user: &str| {
        let page = evening.person(user).await.get("/settings").await;
        // Without the marks that the browser's program finds its places by.
        page.text().await.expect("the page").replace("<!>", "")
    };
    let page = of("re").await;
    for words in [
        "<b>SMS</b>: uppsatt",
        "<b>Samtal</b>: uppsatt",
        "<b>Mejl</b>: ingen mejladress",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = of("wt").await;
    for words in ["<b>SMS</b>: inget telefonnummer", "<b>Mejl</b>: uppsatt"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    evening.end().await;
    let mut bare = Evening::begin_with(Mood::Accept, MailMood::Accept, false).await;
    let page = bare.person("tv").await.get("/settings").await;
    let page = page.text().await.expect("the page");
    assert_eq!(page.matches(": inte uppsatt").count(), 3, "{page}");
    bare.end().await;
}

#[tokio::test]
async fn a_delivery_report_moves_the_state_and_needs_the_secret() {
    let mut evening = Evening::begin().await;
    let nurse = evening.raise().await;
    nurse.move_clock("5min").await;
    until(&nurse, "T.V.", Sms, is_accepted).await;
    until(&nurse, "T.V.", Voice, is_accepted).await;

    let arrived = json!({ "id": "sms-1", "status": "Delivered" });
    let wrong = "fel-hemlighet-0123456789";
    let refused = evening.report("sms", wrong, &arrived).await;
    assert_eq!(refused, StatusCode::UNAUTHORIZED);
    // A status between leaves everything as it is.
    let moving = json!({ "id": "sms-1", "status": "buffered" });
    let taken = evening.report("sms", SECRET, &moving).await;
    assert_eq!(taken, StatusCode::NO_CONTENT);
    until(&nurse, "T.V.", Sms, is_accepted).await;

    let taken = evening.report("sms", SECRET, &arrived).await;
    assert_eq!(taken, StatusCode::NO_CONTENT);
    until(&nurse, "T.V.", Sms, is_delivered).await;

    // Another gateway reports as a form, with other words and the secret as a password.
    let address = format!("{}/gateway/reports/voice", evening.origin());
    let form = [("call", "voice-1"), ("result", "no-answer")];
    let answer = reqwest::Client::new()
        .post(address)
        .basic_auth("porten", Some(SECRET))
        .form(&form)
        .send()
        .await
        .expect("the server answers");
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    let undelivered = |delivery| failed_as(delivery) == Some(Failure::Undelivered);
    let alert = until(&nurse, "T.V.", Voice, undelivered).await;
    let page = nurse.get(&format!("/alerts/{}", alert.number)).await;
    let page = page.text().await.expect("the page");
    assert!(page.contains("SMS: framme 19:17"), "{page}");

    // The same id on another way, or one that nobody has, is nobody's.
    for (way, id) in [("sms", "sms-99"), ("mail", "sms-1")] {
        let unknown = json!({ "id": id, "status": "delivered" });
        let answer = evening.report(way, SECRET, &unknown).await;
        assert_eq!(answer, StatusCode::NOT_FOUND, "{way} {id}");
    }
    evening.end().await;
}

/// `policy.md` 7: a delivery failure at R1 sends the SMS at once.
#[tokio::test]
async fn a_push_that_is_gone_at_the_first_sends_the_text_message_at_once() {
    let mut evening = Evening::begin_with(Mood::Answer(410), MailMood::Accept, true).await;
    let nurse = evening.raise().await;
    // The clock has not moved: no rung after the first was reached.
    let sms = evening.gateway.expect("sms", 1).await.remove(0);
    assert_eq!(sms.field("to"), "+46701740611");
    let alert = until(&nurse, "R.E.", Sms, is_accepted).await;
    let gone = |delivery| failed_as(delivery) == Some(Failure::Gone);
    until(&nurse, "R.E.", Push, gone).await;
    until(&nurse, "T.V.", Push, gone).await;
    assert_eq!(alert.letters.len(), 2);
    assert_eq!(evening.gateway.messages("sms").len(), 1, "to R1 alone");
    assert!(evening.gateway.messages("voice").is_empty());
    // Called again after two minutes, R.E. gets another; T.V. gets theirs at the hand-over.
    nurse.move_clock("5min").await;
    let sms = evening.gateway.expect("sms", 3).await;
    let mut numbers: Vec<&str> = sms.iter().map(|one| one.field("to")).collect();
    numbers.sort_unstable();
    assert_eq!(
        numbers,
        ["+46701740611", "+46701740611", "+46701740612"],
        "one for each rung"
    );
    evening.end().await;
}

#[tokio::test]
async fn whoever_stumbles_gets_the_letter_again_and_whoever_refuses_does_not() {
    let mut evening = Evening::begin_with(Mood::Accept, MailMood::Stumble, true).await;
    evening.gateway.set_mood("sms", GatewayMood::Stumble(500));
    evening.gateway.set_mood("voice", GatewayMood::Answer(403));
    let nurse = evening.raise().await;
    nurse.move_clock("5min").await;
    let sms = evening.gateway.expect("sms", 2).await;
    assert_eq!(sms[0].field("ref"), sms[1].field("ref"), "the same letter");
    until(&nurse, "T.V.", Sms, is_accepted).await;
    let refused = |delivery| failed_as(delivery) == Some(Failure::Refused);
    until(&nurse, "T.V.", Voice, refused).await;
    assert_eq!(evening.gateway.messages("voice").len(), 1);

    nurse.move_clock("5min").await;
    nurse.move_clock("5min").await;
    evening.mail.expect("ledning@team.example.se").await;
    until(&nurse, "W.T.", Mail, is_accepted).await;
    evening.end().await;
}

#[tokio::test]
async fn a_mail_server_that_refuses_is_not_asked_again_and_one_that_hangs_delays_nobody() {
    let not_queued = |delivery| delivery != Delivery::Queued;
    for mood in [MailMood::Refuse, MailMood::Hang] {
        let mut evening = Evening::begin_with(Mood::Accept, mood, true).await;
        let nurse = evening.raise().await;
        for _ in 0..3 {
            nurse.move_clock("5min").await;
        }
        until(&nurse, "W.T.", Push, is_accepted).await;
        if mood == MailMood::Refuse {
            let alert = until(&nurse, "W.T.", Mail, not_queued).await;
            let wt = staff(&nurse.snapshot().await, "W.T.");
            let state = latest(&alert, wt).and_then(|state| state.by(Mail));
            assert_eq!(state.and_then(failed_as), Some(Failure::Refused));
        }
        evening.end().await;
    }
}

/// One person with two phones, of which one has a bad service.
#[tokio::test]
async fn a_phone_that_did_not_take_a_letter_gets_it_although_another_did() {
    let mut evening = Evening::begin().await;
    let troubled = PushService::open(Mood::Answer(503)).await;
    evening.server.take().expect("the server runs").stop().await;
    let mut settings = evening.settings(true);
    for (name, value) in &mut settings {
        if *name == "TAVLA_PUSH_ALLOW" {
            *value = format!("{value},{}", troubled.origin);
        }
    }
    let settings: Vec<(&str, &str)> = settings
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    evening.server = Some(evening.place.start(&settings).await);
    let person = evening.person("re").await;
    person.subscribe(&troubled.endpoint("re")).await;

    let nurse = evening.raise().await;
    evening.push.expect("re", 1).await;
    until(&nurse, "R.E.", Push, is_accepted).await;
    let tries = troubled.expect("re", 2).await.len();
    troubled.set_mood(Mood::Accept);
    troubled.expect("re", tries + 1).await;
    assert_eq!(
        evening.push.letters("re").len(),
        1,
        "not a second time there"
    );
    // A hanging service holds up neither the other phone nor the news of it.
    troubled.set_mood(Mood::Hang);
    nurse.move_clock("5min").await;
    evening.push.expect("re", 2).await;
    until(&nurse, "R.E.", Push, is_accepted).await;
    evening.end().await;
}

#[tokio::test]
async fn a_letter_that_waits_when_the_alert_is_taken_is_not_sent_and_the_page_says_so() {
    let mut evening = Evening::begin().await;
    evening.gateway.set_mood("sms", GatewayMood::Answer(503));
    let nurse = evening.raise().await;
    nurse.move_clock("5min").await;
    let before = evening.gateway.expect("sms", 1).await.len();
    let alert = until(&nurse, "T.V.", Push, is_accepted).await;
    let path = format!("/alerts/{}", alert.number);
    let reserve = evening.person("re").await;
    assert_eq!(
        reserve.post_form(&path, &[]).await.status(),
        StatusCode::SEE_OTHER
    );

    // The letter at the hand-over, not the M9 that replaces it on the phone.
    let tv = staff(&nurse.snapshot().await, "T.V.");
    let handed_over = latest(&alert, tv).expect("a letter").written.id;
    wait::until("the text message is given up", async || {
        let snapshot = nurse.snapshot().await;
        let alert = &snapshot.board.alerts[&alert.number];
        let mut letters = alert.letters.iter();
        let state = letters.find(|state| state.written.id == handed_over)?;
        (state.by(Sms).and_then(failed_as) == Some(Failure::NotNeeded)).then_some(())
    })
    .await;
    let page = nurse.get(&path).await.text().await.expect("the page");
    assert!(page.contains("SMS: behövdes inte, larmet var taget"));
    let after = evening.gateway.messages("sms").len();
    assert!(after <= before + 2, "at most what was under way: {after}");
    evening.end().await;
}
