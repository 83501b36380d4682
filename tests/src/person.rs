//! Somebody who is logged in and uses the server as a browser would.

use std::sync::Arc;

use app::page::{BoardContent, Content, Page, Panel};
use reqwest::cookie::{CookieStore, Jar};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode, Url};
use serde_json::json;
use shared::board::card::{Level, Reason, Sign};
use shared::protocol::{Outcome, Snapshot};
use shared::{ClientId, Command, CommandId, Rejection, StaffId, Timestamp};

use crate::live_line::LiveLine;
use crate::push_service::opened;

/// Somebody who is logged in.
pub struct Person {
    client: Client,
    cookies: Arc<Jar>,
    origin: String,
}

impl Person {
    /// A browser in which nobody is logged in.
    ///
    /// # Panics
    ///
    /// Panics if the client can't be made.
    #[must_use]
    pub fn stranger(origin: &str) -> Self {
        let cookies = Arc::new(Jar::default());
        let client = Client::builder()
            .cookie_provider(Arc::clone(&cookies))
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .expect("a client");
        Self {
            client,
            cookies,
            origin: origin.to_owned(),
        }
    }

    /// Logs in with one click, as somebody of the demonstration.
    ///
    /// # Panics
    ///
    /// Panics if that is refused.
    pub async fn log_in(origin: &str, user: &str) -> Self {
        let person = Self::stranger(origin);
        let answer = person.post_form("/demo/log-in", &[("user", user)]).await;
        assert_eq!(
            answer.status(),
            StatusCode::SEE_OTHER,
            "{user} is logged in"
        );
        person
    }

    /// Asks for a page, as a browser does.
    ///
    /// # Panics
    ///
    /// Panics if the server does not answer.
    pub async fn get(&self, path: &str) -> Response {
        self.client
            .get(format!("{}{path}", self.origin))
            .header("accept", "text/html")
            .send()
            .await
            .expect("the server answers")
    }

    /// Sends a form.
    ///
    /// # Panics
    ///
    /// Panics if the server does not answer.
    pub async fn post_form(&self, path: &str, form: &[(&str, &str)]) -> Response {
        self.post(path)
            .form(form)
            .send()
            .await
            .expect("the server answers")
    }

    /// Sends JSON.
    ///
    /// # Panics
    ///
    /// Panics if the server does not answer.
    pub async fn post_json(&self, path: &str, body: serde_json::Value) -> Response {
        self.post(path)
            .json(&body)
            .send()
            .await
            .expect("the server answers")
    }

    fn post(&self, path: &str) -> reqwest::RequestBuilder {
        self.client
            .post(format!("{}{path}", self.origin))
            .header("origin", &self.origin)
            .header("accept", "text/html")
    }

    /// Opens the live connection.
    pub async fn go_live(&self) -> LiveLine {
        LiveLine::open(&self.origin, &self.cookie()).await
    }

    fn cookie(&self) -> String {
        let url: Url = self.origin.parse().expect("an address");
        let cookies = self.cookies.cookies(&url).expect("somebody is logged in");
        cookies.to_str().expect("a cookie is text").to_owned()
    }

    /// Gives a command.
    ///
    /// # Panics
    ///
    /// Panics if the answer can't be read.
    pub async fn command(&self, command: &Command) -> Result<(), Rejection> {
        self.command_with(fresh_id(), command).await
    }

    /// Gives a command with an id of one's own.
    ///
    /// # Panics
    ///
    /// Panics if the answer can't be read.
    pub async fn command_with(&self, id: CommandId, command: &Command) -> Result<(), Rejection> {
        let answer = self
            .post_json("/commands", json!({ "id": id, "command": command }))
            .await;
        assert_eq!(answer.status(), StatusCode::OK, "the command is understood");
        match answer.json().await.expect("an outcome") {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused { rejection } => Err(rejection),
        }
    }

    /// Gives a command to a server that may be killed meanwhile. `None` if no answer came.
    pub async fn try_command(
        &self,
        id: CommandId,
        command: &Command,
    ) -> Option<Result<(), Rejection>> {
        let body = json!({ "id": id, "command": command });
        let answer = self.post("/commands").json(&body).send().await.ok()?;
        match answer.json().await.ok()? {
            Outcome::Done { .. } => Some(Ok(())),
            Outcome::Refused { rejection } => Some(Err(rejection)),
        }
    }

    /// The value that the page of the board was made from.
    ///
    /// # Panics
    ///
    /// Panics if the page is not the board.
    pub async fn board(&self) -> BoardContent {
        self.board_at("/").await
    }

    /// As [`Self::board`], at an address that says more than the board.
    ///
    /// # Panics
    ///
    /// Panics if the page is not the board.
    pub async fn board_at(&self, path: &str) -> BoardContent {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "the board is shown");
        let html = answer.text().await.expect("the page");
        match page_in(&html).content {
            Content::Board(content) => *content,
            _ => panic!("this page is not the board"),
        }
    }

    /// What the board shows.
    pub async fn snapshot(&self) -> Snapshot {
        self.board().await.snapshot
    }

    /// What the board shows, at a server that may not answer. `None` if it does not.
    pub async fn try_snapshot(&self) -> Option<Snapshot> {
        let asked = self.client.get(format!("{}/", self.origin));
        let answer = asked.header("accept", "text/html").send().await.ok()?;
        if answer.status() != StatusCode::OK {
            return None;
        }
        match page_in(&answer.text().await.ok()?).content {
            Content::Board(content) => Some(content.snapshot),
            _ => None,
        }
    }

    /// What a client's panel shows.
    ///
    /// # Panics
    ///
    /// Panics if that is refused.
    pub async fn panel(&self, client: ClientId) -> Panel {
        let asked = self.client.get(format!("{}/clients/{client}", self.origin));
        let answer = asked.header("accept", "application/json").send().await;
        let answer = answer.expect("the server answers");
        assert_eq!(answer.status(), StatusCode::OK, "the panel is shown");
        answer.json().await.expect("a panel")
    }

    /// Raises a client.
    pub async fn raise(&self, client: ClientId, level: Level) -> Result<(), Rejection> {
        let snapshot = self.snapshot().await;
        let placed = snapshot.board.cards[&client].placed.as_ref();
        self.command(&Command::Place {
            client,
            level,
            reason: Reason::Crisis,
            text: "Sover inte, hörs genom väggen.".to_owned(),
            review: None,
            tonight: false,
            based_on: placed.map(|placed| placed.seq),
        })
        .await
    }

    /// Raises a client to red without having seen the board.
    pub async fn raise_blindly(&self, client: ClientId) -> Result<(), Rejection> {
        self.command(&Command::Place {
            client,
            level: Level::Red,
            reason: Reason::Crisis,
            text: "Oro".to_owned(),
            review: None,
            tonight: false,
            based_on: None,
        })
        .await
    }

    /// Judges a client's signs.
    ///
    /// # Panics
    ///
    /// Panics if that is refused.
    pub async fn assess(&self, client: ClientId, sign: Sign) {
        self.command(&Command::Assess { client, sign })
            .await
            .expect("the signs are recorded");
    }

    /// Subscribes a phone at a push service.
    ///
    /// # Panics
    ///
    /// Panics if that is refused.
    pub async fn subscribe(&self, endpoint: &str) {
        let answer = self
            .post_json(
                "/devices",
                json!({
                    "endpoint": endpoint,
                    "p256dh": opened::P256DH,
                    "auth": opened::AUTH,
                    "label": "Provtelefon",
                }),
            )
            .await;
        assert_eq!(answer.status(), StatusCode::OK, "the phone is subscribed");
    }

    /// Moves the demonstration's clock.
    ///
    /// # Panics
    ///
    /// Panics if that is refused.
    pub async fn move_clock(&self, to: &str) {
        let answer = self.post_form("/demo/clock", &[("to", to)]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "the clock is moved");
    }
}

/// A new id for a command.
#[must_use]
pub fn fresh_id() -> CommandId {
    CommandId::new(Timestamp::default(), &mut fastrand::Rng::new())
}

/// The value that a page was made from.
///
/// # Panics
///
/// Panics if the page carries none.
#[must_use]
pub fn page_in(html: &str) -> Page {
    let marker = "<script type=\"application/json\" id=\"page\">";
    let start = html.find(marker).expect("the page carries its value") + marker.len();
    let end = start + html[start..].find("</script>").expect("the value ends");
    serde_json::from_str(&html[start..end]).expect("the value can be read")
}

/// The client with these initials.
///
/// # Panics
///
/// Panics if there is none.
#[must_use]
pub fn client(snapshot: &Snapshot, initials: &str) -> ClientId {
    let mut found = snapshot
        .people
        .clients
        .iter()
        .filter(|(_, head)| head.initials == initials);
    *found.next().expect("the client is there").0
}

/// The member of the staff with these initials.
///
/// # Panics
///
/// Panics if there is none.
#[must_use]
pub fn staff(snapshot: &Snapshot, initials: &str) -> StaffId {
    let mut found = snapshot
        .people
        .staff
        .iter()
        .filter(|(_, card)| card.initials == initials);
    *found.next().expect("the colleague is there").0
}
