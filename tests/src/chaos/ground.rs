//! A small team on a Redis of its own, a push service, and any number of servers, each behind
//! a door of its own.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use shared::alert::AlertNumber;
use shared::board::card::{Level, Reason};
use shared::protocol::Snapshot;
use shared::{ClientId, Command, LetterId, Timestamp};

use super::history::{History, Sending};
use crate::person::{Person, fresh_id};
use crate::push_service::{Mood, PushService};
use crate::redis_proxy::RedisProxy;
use crate::redis_server::RedisServer;
use crate::server_process::{Place, ServerProcess};
use crate::wait;

/// Monday 16 March 2026, 10:00 in Stockholm: the team's clock stands here.
pub const BEGINS: Timestamp = Timestamp::from_millis(1_773_651_600_000);
/// The team's short name.
pub const TEAM: &str = "ost";
/// The case manager and the deputy of every client.
pub const FIRST: [&str; 2] = ["mh", "ps"];
/// Who raises alarms; nobody's case manager.
pub const REPORTER: &str = "an";
const HOUR: i64 = 3_600_000;

/// What all servers of a story share.
pub struct Ground {
    /// Their Redis.
    pub redis: RedisServer,
    /// The push service.
    pub push: PushService,
    stage: PathBuf,
    _folder: tempfile::TempDir,
    begun: Instant,
    seen: Mutex<Seen>,
    doors: Mutex<Vec<std::sync::Arc<RedisProxy>>>,
}

/// What people did and saw.
#[derive(Default)]
struct Seen {
    raises: Vec<(ClientId, Duration)>,
    acknowledged: Vec<(AlertNumber, Duration)>,
    faults: Vec<(Duration, Duration)>,
    broken: Option<Duration>,
}

/// A server with its door to Redis.
pub struct Node {
    /// The door.
    pub door: std::sync::Arc<RedisProxy>,
    place: Place,
    settings: Vec<(String, String)>,
    server: Option<ServerProcess>,
}

impl Ground {
    /// A team with so many clients and so many colleagues besides the five who are named.
    ///
    /// # Panics
    ///
    /// Panics if the machine does not give what is needed.
    pub async fn new(clients: usize, colleagues: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let stage = folder.path().join("stage.json");
        let text = json!({ "begins": BEGINS, "team": team(clients, colleagues) }).to_string();
        std::fs::write(&stage, text).expect("the team's file can be written");
        Self {
            redis: RedisServer::start().await,
            push: PushService::open(Mood::Accept).await,
            stage,
            _folder: folder,
            begun: wait::instant(),
            seen: Mutex::default(),
            doors: Mutex::default(),
        }
    }

    /// Starts a server.
    pub async fn node(&self) -> Node {
        let door = std::sync::Arc::new(RedisProxy::open(self.redis.socket()).await);
        self.doors
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(std::sync::Arc::clone(&door));
        let stage = self.stage.to_str().expect("a path is text").to_owned();
        let mut node = Node {
            settings: vec![
                ("REDIS_URL".to_owned(), door.url.clone()),
                ("TAVLA_DEMO_TEAM".to_owned(), stage),
                ("TAVLA_PUSH_ALLOW".to_owned(), self.push.origins()),
            ],
            door,
            place: Place::new(),
            server: None,
        };
        node.start().await;
        node
    }

    /// A server, with phones for the first and the second.
    pub async fn node_with_phones(&self) -> Node {
        let node = self.node().await;
        for user in FIRST {
            let person = node.person(user).await;
            person.subscribe(&self.push.endpoint(user)).await;
        }
        node
    }

    /// The time since the beginning.
    #[must_use]
    pub fn time(&self) -> Duration {
        self.since(wait::instant())
    }

    fn since(&self, at: Instant) -> Duration {
        at.saturating_duration_since(self.begun)
    }

    /// Something breaks now.
    pub fn breaks(&self) {
        let now = self.time();
        self.seen().broken.get_or_insert(now);
    }

    /// It is mended now.
    pub fn mended(&self) {
        let now = self.time();
        let mut seen = self.seen();
        if let Some(since) = seen.broken.take() {
            seen.faults.push((since, now));
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody asks for a raise now.
    pub fn asked_for(&self, client: ClientId) {
        let now = self.time();
        self.seen().raises.push((client, now));
    }

    /// Raises a client to red, and expects that it is done.
    ///
    /// # Panics
    ///
    /// Panics if it is refused.
    pub async fn raise(&self, person: &Person, client: ClientId) {
        self.asked_for(client);
        person
            .command_with(fresh_id(), &raise(client))
            .await
            .expect("the raise");
    }

    /// Takes an alert, and expects that it is done.
    ///
    /// # Panics
    ///
    /// Panics if it is refused.
    pub async fn take(&self, person: &Person, alert: AlertNumber) {
        person
            .command(&Command::Acknowledge { alert })
            .await
            .expect("it is theirs");
        self.taken(alert);
    }

    /// Somebody was told now that an alert is theirs.
    pub fn taken(&self, alert: AlertNumber) {
        let now = self.time();
        self.seen().acknowledged.push((alert, now));
    }

    /// Waits until no letter is on its way any more.
    pub async fn rest(&self) {
        let key = format!("{{{TEAM}}}:outbox:due");
        wait::until("every letter to be settled", async || {
            (self.redis.cli(&["ZCARD", &key]) == "0").then_some(())
        })
        .await;
    }

    /// What has happened until now.
    #[must_use]
    pub fn history(&self) -> History {
        let sendings = self.push.all();
        let sendings = sendings.iter().filter(|one| !one.body.is_empty());
        let sendings = sendings.map(|one| {
            let opened = one.open();
            Sending {
                phone: one.phone.clone(),
                letter: opened.letter,
                body: opened.notification.body,
                topic: one.topic().unwrap_or_default().to_owned(),
                tag: opened.notification.tag,
                at: self.since(one.at),
                accepted: one.is_accepted(),
            }
        });
        let seen = self.seen();
        History {
            log: self.redis.log(TEAM),
            sendings: sendings.collect(),
            claims: self.claims(),
            raises: seen.raises.clone(),
            acknowledged: seen.acknowledged.clone(),
            faults: seen.faults.clone(),
        }
    }

    /// When which letter was claimed, as the doors saw it.
    fn claims(&self) -> Vec<(LetterId, Duration)> {
        let doors = self.doors.lock().unwrap_or_else(PoisonError::into_inner);
        let mut claims = Vec::new();
        for call in doors.iter().flat_map(|door| door.answered("_claim")) {
            let at = self.since(call.asked);
            let text = String::from_utf8_lossy(&call.answer).into_owned();
            let ids = text
                .lines()
                .filter_map(|line| LetterId::from_str(line.trim()).ok());
            claims.extend(ids.map(|id| (id, at)));
        }
        claims
    }
}

impl Node {
    /// Starts the server again.
    ///
    /// # Panics
    ///
    /// Panics if it does not start.
    pub async fn start(&mut self) {
        let settings: Vec<(&str, &str)> = self
            .settings
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.server = Some(self.place.start(&settings).await);
    }

    /// Kills the server as a power cut would.
    ///
    /// # Panics
    ///
    /// Panics if it does not run.
    pub async fn kill(&mut self) {
        self.server.take().expect("it runs").kill().await;
    }

    /// Ends the server. Returns its log.
    ///
    /// # Panics
    ///
    /// Panics if it does not run.
    pub async fn stop(&mut self) -> String {
        self.server.take().expect("it runs").stop().await.1
    }

    /// The number of the server's process, for signals.
    ///
    /// # Panics
    ///
    /// Panics if it does not run.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.server.as_ref().expect("it runs").id()
    }

    /// A command of the server's program beside this server.
    #[must_use]
    pub fn command(&self, task: &str) -> std::process::Command {
        self.place.command(task)
    }

    /// The address of this server.
    #[must_use]
    pub fn origin(&self) -> String {
        self.place.origin()
    }

    /// Somebody who is logged in at this server.
    pub async fn person(&self, user: &str) -> Person {
        Person::log_in(&self.place.origin(), user).await
    }

    /// Moves this server's clock to an instant.
    ///
    /// # Panics
    ///
    /// Panics if that is refused.
    pub async fn move_clock(&self, person: &Person, to: Timestamp) {
        let millis = to.millis().to_string();
        let answer = person.post_form("/demo/clock", &[("at", &millis)]).await;
        assert_eq!(answer.status(), 303, "the clock is moved");
    }
}

/// The command that raises a client to red.
#[must_use]
pub fn raise(client: ClientId) -> Command {
    Command::Place {
        client,
        level: Level::Red,
        reason: Reason::Crisis,
        text: "Oro".to_owned(),
        review: None,
        tonight: false,
        based_on: None,
    }
}

/// The number of the open alert about a client, if there is one.
#[must_use]
pub fn alert_of(snapshot: &Snapshot, client: ClientId) -> Option<AlertNumber> {
    snapshot.board.open_alert(client).map(|alert| alert.number)
}

fn team(clients: usize, colleagues: usize) -> Value {
    let person = |user: &str, function: &str, employer: &str| {
        json!({
            "user": user,
            "initials": user,
            "name": user,
            "title": user,
            "employer": employer,
            "function": function,
        })
    };
    let mut staff = vec![
        person(REPORTER, "care", "region"),
        person("mh", "care", "region"),
        person("ps", "care", "municipality"),
        person("gs", "team_leader", "region"),
        person("od", "manager", "region"),
    ];
    staff.extend((0..colleagues).map(|number| person(&format!("k{number}"), "care", "region")));
    let (from, to) = (BEGINS.millis() - 2 * HOUR, BEGINS.millis() + 7 * HOUR);
    let shifts = staff.iter().map(|colleague| {
        let is_manager = colleague["function"] == "manager";
        let kind = if is_manager { "manager" } else { "day" };
        json!({ "who": colleague["user"], "kind": kind, "from": from, "to": to })
    });
    let shifts: Value = shifts.collect();
    let clients = (0..clients).map(|number| {
        json!({
            "initials": format!("c{number}"),
            "name": format!("c{number}"),
            "born": "1970-01-01",
            "cm": FIRST[0],
            "deputy": FIRST[1],
            "open_to": ["region", "municipality"],
        })
    });
    json!({
        "id": TEAM,
        "name": "Team Öst",
        "staff": staff,
        "clients": clients.collect::<Value>(),
        "shifts": shifts,
        "rota_to": "2026-04-30",
    })
}
