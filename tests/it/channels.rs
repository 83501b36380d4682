//! The ways besides push: text messages, calls and mails, on a Thursday evening with R.E.
//! on call, T.V. behind them and W.T. as the manager on call (`policy.md` 7).

use reqwest::StatusCode;
use serde_json::{Value, json};
use shared::alert::letter::Carrier::{self, Mail, Push, Sms, Voice};
use shared::alert::{Alert, Delivery, Failure, LetterState};
use shared::board::card::Level;
use tests::gateway::{Gateway, Mood as GatewayMood};
use tests::mail_server::{MailServer, Mood as MailMood};
use tests::person::{Person, client, staff};
use tests::push_service::{Mood, PushService};
use tests::server_process::{Place, ServerProcess};
use tests::wait;

const SECRET: &str = "hemligt-0123456789abcdef";

/// User, initials, name, function, telephone, mail.
type Colleague = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
);

const TEAM: [Colleague; 4] = [
    ("qp", "Q.P.", "Qamar Palm", "psychiatrist", None, None),
    (
        "re",
        "R.E.",
        "Rasmus Ekström",
        "care",
        Some("070-174 06 11"),
        None,
    ),
    (
        "tv",
        "T.V.",
        "Tomas Vallgren",
        "care",
        Some("+46 70 174 06 12"),
        Some("jour2@team.example.se"),
    ),
    (
        "wt",
        "W.T.",
        "Wiktor Tegnér",
        "care",
        None,
        Some("ledning@team.example.se"),
    ),
];

/// What surrounds a team, and the server that runs for it.
struct Evening {
    place: Place,
    push: PushService,
    gateway: Gateway,
    mail: MailServer,
    server: Option<ServerProcess>,
}

impl Evening {
    /// Everything is there and takes everything.
    async fn begin() -> Self {
        Self::begin_with(Mood::Accept, MailMood::Accept, true).await
    }

    async fn begin_with(push: Mood, mail: MailMood, is_set_up: bool) -> Self {
        let mut evening = Self {
            place: Place::new(),
            push: PushService::open(push).await,
            gateway: Gateway::open().await,
            mail: MailServer::open(mail).await,
            server: None,
        };
        let settings = evening.settings(is_set_up);
        let settings: Vec<(&str, &str)> = settings
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        evening.server = Some(evening.place.start(&settings).await);
        for user in ["re", "tv", "wt"] {
            let person = evening.person(user).await;
            person.subscribe(&evening.push.endpoint(user)).await;
        }
        evening
    }

    fn settings(&self, is_set_up: bool) -> Vec<(&'static str, String)> {
        let stage = self.place.data().with_file_name("stage.json");
        std::fs::write(&stage, stage_file().to_string()).expect("the team's file");
        let stage = stage.to_str().expect("a path is text").to_owned();
        let mut settings = vec![
            ("TAVLA_DEMO_TEAM", stage),
            ("TAVLA_PUSH_ALLOW", self.push.origin.clone()),
        ];
        if is_set_up {
            let headers = || r#"{"Authorization":"Bearer till-porten"}"#.to_owned();
            let origin = &self.gateway.origin;
            settings.extend([
                ("TAVLA_SMTP_URL", self.mail.url.clone()),
                ("TAVLA_MAIL_FROM", "tavla@team.example.se".to_owned()),
                ("TAVLA_SMS_URL", format!("{origin}/sms")),
                ("TAVLA_SMS_HEADERS", headers()),
                (
                    "TAVLA_SMS_BODY",
                    r#"{"to":"{number}","text":"{text}","ref":"{letter}"}"#.to_owned(),
                ),
                ("TAVLA_SMS_ACCEPTED_IF", "/status=queued".to_owned()),
                ("TAVLA_SMS_ID", "/id".to_owned()),
                ("TAVLA_SMS_REPORT_SECRET", SECRET.to_owned()),
                ("TAVLA_VOICE_URL", format!("{origin}/voice")),
                (
                    "TAVLA_VOICE_BODY",
                    r#"{"to":"{digits}","say":"{text}"}"#.to_owned(),
                ),
                ("TAVLA_VOICE_ID", "/id".to_owned()),
                ("TAVLA_VOICE_REPORT_SECRET", SECRET.to_owned()),
                ("TAVLA_VOICE_REPORT_ID", "/call".to_owned()),
                ("TAVLA_VOICE_REPORT_STATUS", "/result".to_owned()),
                ("TAVLA_VOICE_REPORT_FAILED", "no-answer,busy".to_owned()),
            ]);
        }
        settings
    }

    fn origin(&self) -> String {
        self.place.origin()
    }

    async fn person(&self, user: &str) -> Person {
        Person::log_in(&self.origin(), user).await
    }

    /// Q.P. raises D.M. to red; who did it.
    async fn raise(&self) -> Person {
        let nurse = self.person("qp").await;
        let dm = client(&nurse.snapshot().await, "D.M.");
        nurse.raise(dm, Level::Red).await.expect("the raise");
        nurse
    }

    /// A gateway says what became of a message.
    async fn report(&self, way: &str, secret: &str, body: &Value) -> StatusCode {
        let address = format!("{}/gateway/reports/{way}", self.origin());
        let answer = reqwest::Client::new()
            .post(address)
            .bearer_auth(secret)
            .json(body)
            .send()
            .await;
        answer.expect("the server answers").status()
    }

    async fn end(&mut self) -> String {
        let server = self.server.take().expect("the server runs");
        let (ended, log) = server.stop().await;
        assert!(ended.success(), "the server ends by itself");
        log
    }
}

/// The team as the demonstration reads it; its clock stands at 19:12.
fn stage_file() -> Value {
    let begins: i64 = 1_773_339_120_000;
    let shift = |who: &str, kind: &str| {
        let (from, to) = (begins - 3_600_000, begins + 12 * 3_600_000);
        json!({ "who": who, "kind": kind, "from": from, "to": to })
    };
    let staff = TEAM.map(|(user, initials, name, function, phone, mail)| {
        json!({
            "user": user, "initials": initials, "name": name, "title": "CM",
            "employer": "region", "function": function, "phone": phone, "mail": mail,
        })
    });
    json!({ "begins": begins, "team": {
        "id": "ost",
        "name": "Team Öst",
        "staff": staff,
        "clients": [{
            "initials": "D.M.", "name": "Dragan Mitrovic", "born": "1984-01-01",
            "open_to": ["region", "municipality"],
        }],
        "shifts": [
            shift("re", "jour"), shift("tv", "bakjour"), shift("wt", "ledningsjour"),
        ],
    }})
}

/// Waits until the latest letter to somebody stands somewhere on a way.
async fn until(person: &Person, to: &str, way: Carrier, is_so: fn(Delivery) -> bool) -> Alert {
    wait::until(&format!("{way:?} to {to}"), async || {
        let snapshot = person.snapshot().await;
        let to = staff(&snapshot, to);
        let alert = snapshot.board.alerts.values().find(|alert| alert.is_open());
        let alert = alert.expect("an alert is open");
        latest(alert, to)
            .and_then(|state| state.by(way))
            .is_some_and(is_so)
            .then(|| alert.clone())
    })
    .await
}

fn latest(alert: &Alert, to: shared::StaffId) -> Option<&LetterState> {
    let mut theirs = alert.letters.iter();
    theirs.rfind(|state| state.written.to == to)
}

fn is_accepted(delivery: Delivery) -> bool {
    matches!(delivery, Delivery::Accepted { .. })
}

fn is_delivered(delivery: Delivery) -> bool {
    matches!(delivery, Delivery::Delivered { .. })
}

fn failed_as(delivery: Delivery) -> Option<Failure> {
    match delivery {
        Delivery::Failed { why, .. } => Some(why),
        _ => None,
    }
}

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
    nurse.move_clock("5min").await;
    nurse.move_clock("5min").await;
    until(&nurse, "W.T.", Mail, not_set_up).await;
    evening.end().await;
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
