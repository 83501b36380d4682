//! A team on a Thursday evening, with everything around it that letters go through.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use shared::alert::letter::Carrier;
use shared::alert::{Alert, Delivery, Failure, LetterState};
use shared::board::card::Level;
use tests::gateway::Gateway;
use tests::mail_server::{MailServer, Mood as MailMood};
use tests::person::{Person, client, staff};
use tests::push_service::{Mood, PushService};
use tests::server_process::{Place, ServerProcess};
use tests::wait;

/// What proves that a gateway reports.
pub(super) const SECRET: &str = "hemligt-0123456789abcdef";

/// User, initials, name, function, telephone, mail.
type Colleague = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
);

/// The team.
pub(super) const TEAM: [Colleague; 4] = [
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
pub(super) struct Evening {
    pub(super) place: Place,
    pub(super) push: PushService,
    pub(super) gateway: Gateway,
    pub(super) mail: MailServer,
    pub(super) server: Option<ServerProcess>,
}

impl Evening {
    /// Everything is there and takes everything.
    pub(super) async fn begin() -> Self {
        Self::begin_with(Mood::Accept, MailMood::Accept, true).await
    }

    pub(super) async fn begin_with(push: Mood, mail: MailMood, is_set_up: bool) -> Self {
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

    pub(super) fn settings(&self, is_set_up: bool) -> Vec<(&'static str, String)> {
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
                ("TAVLA_VOICE_REPORT_DIGITS", "/digits".to_owned()),
                ("TAVLA_VOICE_REPORT_TAKES", "4711".to_owned()),
            ]);
        }
        settings
    }

    pub(super) fn origin(&self) -> String {
        self.place.origin()
    }

    pub(super) async fn person(&self, user: &str) -> Person {
        Person::log_in(&self.origin(), user).await
    }

    /// Q.P. raises D.M. to red; who did it.
    pub(super) async fn raise(&self) -> Person {
        let nurse = self.person("qp").await;
        let dm = client(&nurse.snapshot().await, "D.M.");
        nurse.raise(dm, Level::Red).await.expect("the raise");
        nurse
    }

    /// A gateway says what became of a message.
    pub(super) async fn report(&self, way: &str, secret: &str, body: &Value) -> StatusCode {
        self.answer(way, secret, body).await.status()
    }

    /// The same, with what the server answers.
    pub(super) async fn answer(&self, way: &str, secret: &str, body: &Value) -> Response {
        let address = format!("{}/gateway/reports/{way}", self.origin());
        let answer = reqwest::Client::new()
            .post(address)
            .bearer_auth(secret)
            .json(body)
            .send()
            .await;
        answer.expect("the server answers")
    }

    pub(super) async fn end(&mut self) -> String {
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
pub(super) async fn until(
    person: &Person,
    to: &str,
    way: Carrier,
    is_so: fn(Delivery) -> bool,
) -> Alert {
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

pub(super) fn latest(alert: &Alert, to: shared::StaffId) -> Option<&LetterState> {
    let mut theirs = alert.letters.iter();
    theirs.rfind(|state| state.written.to == to)
}

pub(super) fn is_accepted(delivery: Delivery) -> bool {
    matches!(delivery, Delivery::Accepted { .. })
}

pub(super) fn is_delivered(delivery: Delivery) -> bool {
    matches!(delivery, Delivery::Delivered { .. })
}

pub(super) fn failed_as(delivery: Delivery) -> Option<Failure> {
    match delivery {
        Delivery::Failed { why, .. } => Some(why),
        _ => None,
    }
}
