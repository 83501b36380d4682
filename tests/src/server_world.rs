//! A real server with Redis, as a place where a scenario is played: people log in and
//! send the same commands, and the clock of the demonstration stands until it is moved.

mod team_file;

use std::collections::BTreeMap;

use reqwest::StatusCode;
use serde_json::json;
use shared::board::event::Recorded;
use shared::board::member::{Function, Organisation};
use shared::position::Position;
use shared::protocol::{Outcome, ServerMessage, Snapshot};
use shared::wording::{Language, rejection};
use shared::{Board, Command, Timestamp};
use tokio::runtime::Runtime;

use crate::live_line::Joined;
use crate::person::{Person, fresh_id};
use crate::push_service::{Mood, PushService};
use crate::scenario::ast::Machine;
use crate::scenario::fixture::Fixture;
use crate::scenario::names::Names;
use crate::scenario::view::View;
use crate::scenario::world::{Cannot, World};
use crate::server_process::{Place, ServerProcess};

/// A real server.
pub struct ServerWorld {
    runtime: Runtime,
    place: Place,
    server: Option<ServerProcess>,
    push: PushService,
    stage: String,
    people: BTreeMap<String, Person>,
    /// Somebody of each organisation, who reads the board and the log for all.
    readers: Vec<Reader>,
    view: View,
}

/// Somebody who follows the log.
struct Reader {
    user: String,
    position: Position,
}

impl ServerWorld {
    /// Starts a server with a team as its file says, at a moment.
    ///
    /// # Panics
    ///
    /// Panics if it does not start.
    #[must_use]
    pub fn found(fixture: &Fixture, start: Timestamp) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let place = Place::new();
        let stage = team_file::write(&place, fixture, start);
        let (server, push) = runtime.block_on(async {
            let push = PushService::open(Mood::Accept).await;
            (begin(&place, &stage, &push).await, push)
        });
        let view = View {
            first: Board::default(),
            board: Board::default(),
            log: Vec::new(),
            names: Names::default(),
            now: start,
            sees_notices: false,
        };
        let mut world = Self {
            runtime,
            place,
            server: Some(server),
            push,
            stage,
            people: BTreeMap::new(),
            readers: Vec::new(),
            view,
        };
        world.open(fixture);
        world
    }

    /// Everybody's phones, and the two who read for all.
    fn open(&mut self, fixture: &Fixture) {
        for (name, colleague) in &fixture.staff {
            for number in 0..colleague.phones {
                let endpoint = self.push.endpoint(&format!("{}{number}", user(name)));
                let person = self.person(name);
                self.runtime
                    .block_on(self.people[&person].subscribe(&endpoint));
            }
        }
        let mut boards = Vec::new();
        for organisation in [Organisation::Region, Organisation::Municipality] {
            let reads = fixture.staff.iter().find(|(_, colleague)| {
                colleague.employer == organisation && colleague.function == Function::Care
            });
            let Some((name, _)) = reads else { continue };
            let user = self.person(name);
            let snapshot = self.runtime.block_on(self.people[&user].snapshot());
            self.readers.push(Reader {
                user,
                position: snapshot.position,
            });
            boards.push(snapshot);
        }
        let names = merged_names(&boards);
        let board = merged(boards);
        self.view.first = board.clone();
        self.view.board = board;
        self.view.names = names;
    }

    /// Logs somebody in unless that is done, and says under which name.
    fn person(&mut self, name: &str) -> String {
        let user = user(name);
        if !self.people.contains_key(&user) {
            let origin = self.place.origin();
            let person = self.runtime.block_on(Person::log_in(&origin, &user));
            self.people.insert(user.clone(), person);
        }
        user
    }

    /// Reads the board anew, and what the log has got since.
    fn refresh(&mut self) {
        let mut boards = Vec::new();
        let mut steps: BTreeMap<u64, Recorded> = BTreeMap::new();
        for reader in &mut self.readers {
            let person = &self.people[&reader.user];
            let (snapshot, (heard, position)) = self.runtime.block_on(async {
                let snapshot = person.snapshot().await;
                (snapshot, follow(person, reader.position).await)
            });
            reader.position = position;
            steps.extend(heard.into_iter().map(|one| (one.seq.0, one)));
            boards.push(snapshot);
        }
        if let Some(first) = boards.first() {
            self.view.now = first.now;
        }
        self.view.board = merged(boards);
        let known = self.view.log.last().map_or(0, |one| one.seq.0);
        let new = steps.into_values().filter(|one| one.seq.0 > known);
        self.view.log.extend(new);
    }
}

/// What the log has got behind a position, as far as the reader may see.
async fn follow(person: &Person, from: Position) -> (Vec<Recorded>, Position) {
    let mut line = person.go_live().await;
    let position = match line.join(Some(from)).await {
        Joined::Resumed(position) => position,
        // After a restart, or when a client let others see: the board is given anew, and
        // what happened stands on the clients' pages.
        Joined::Snapshot(snapshot) => {
            return (of_pages(person, &snapshot, from).await, snapshot.position);
        }
    };
    let mut heard = Vec::new();
    let mut seq = from.seq;
    while seq < position.seq {
        match line.hear().await {
            Ok(ServerMessage::Step(step)) => {
                seq = step.seq;
                heard.extend(step.recorded);
            }
            Ok(_) => {}
            Err(code) => panic!("the connection ended with {code}"),
        }
    }
    (heard, position)
}

/// What the clients' pages tell of the time since a position.
async fn of_pages(person: &Person, snapshot: &Snapshot, from: Position) -> Vec<Recorded> {
    let mut heard = Vec::new();
    for client in snapshot.board.cards.keys() {
        let panel = person.panel(*client).await;
        heard.extend(panel.timeline.into_iter().filter(|one| one.seq > from.seq));
    }
    heard
}

/// The boards of the readers as one: each sees the clients who let the organisation see.
fn merged(snapshots: Vec<Snapshot>) -> Board {
    let mut all = snapshots.into_iter().map(|snapshot| snapshot.board);
    let mut board = all.next().unwrap_or_default();
    for other in all {
        board.cards.extend(other.cards);
        board.alerts.extend(other.alerts);
        board.proposals.extend(other.proposals);
        for deviation in other.deviations {
            if !board.deviations.contains(&deviation) {
                board.deviations.push(deviation);
            }
        }
    }
    board
}

fn merged_names(snapshots: &[Snapshot]) -> Names {
    let mut people = snapshots[0].people.clone();
    for other in snapshots {
        people.clients.extend(other.people.clients.clone());
    }
    Names::of(&people)
}

async fn begin(place: &Place, stage: &str, push: &PushService) -> ServerProcess {
    place
        .start(&[
            ("TAVLA_DEMO_TEAM", stage),
            ("TAVLA_PUSH_ALLOW", &push.origin),
            ("TAVLA_LOG", "error"),
        ])
        .await
}

/// The user name of somebody with these initials.
fn user(initials: &str) -> String {
    initials
        .to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            'å' | 'ä' => Some('a'),
            'ö' => Some('o'),
            '.' => None,
            other => Some(other),
        })
        .collect()
}

impl World for ServerWorld {
    fn view(&self) -> &View {
        &self.view
    }

    fn go_to(&mut self, at: Timestamp, before_rules: bool) -> Result<(), Cannot> {
        if before_rules {
            return Err(Cannot::OnlyPureFromHere);
        }
        let Some(person) = self.readers.first().map(|reader| reader.user.clone()) else {
            return Err(Cannot::Not(
                "laget har ingen som kan läsa tavlan".to_owned(),
            ));
        };
        let millis = at.millis().to_string();
        let answer = self
            .runtime
            .block_on(self.people[&person].post_form("/demo/clock", &[("at", &millis)]));
        if answer.status() != StatusCode::SEE_OTHER {
            return Err(Cannot::Not(format!("klockan: {}", answer.status())));
        }
        self.refresh();
        Ok(())
    }

    fn wish(
        &mut self,
        who: &str,
        wish: &Command,
        happened: Option<Timestamp>,
    ) -> Result<Result<(), String>, Cannot> {
        let user = self.person(who);
        let body = json!({ "id": fresh_id(), "happened": happened, "command": wish });
        let outcome: Outcome = self.runtime.block_on(async {
            let answer = self.people[&user].post_json("/commands", body).await;
            answer
                .json()
                .await
                .map_err(|error| Cannot::Not(error.to_string()))
        })?;
        // What follows at once, the first rung of a ladder for one, is due now.
        let now = self.view.now;
        self.go_to(now, false)?;
        Ok(match outcome {
            Outcome::Done { .. } => Ok(()),
            Outcome::Refused { rejection: refused } => {
                let people = &self.view.names.people;
                Err(rejection::explain(Language::Sv, &refused, people, now).happened)
            }
        })
    }

    fn machine(&mut self, what: &Machine) -> Result<(), Cannot> {
        match what {
            Machine::Restart => {
                if let Some(server) = self.server.take() {
                    self.runtime.block_on(server.kill());
                }
                let begun = begin(&self.place, &self.stage, &self.push);
                self.server = Some(self.runtime.block_on(begun));
                self.people.clear();
                let readers: Vec<String> =
                    self.readers.iter().map(|one| one.user.clone()).collect();
                for user in readers {
                    self.person(&user);
                }
                self.refresh();
                Ok(())
            }
            Machine::Accepted(_) | Machine::Shown(_) => Err(Cannot::OnlyPure),
            // What these bring about later is not there either.
            _ => Err(Cannot::OnlyPureFromHere),
        }
    }

    fn broken(&mut self) -> Vec<String> {
        Vec::new()
    }
}

impl Drop for ServerWorld {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            self.runtime.block_on(async { server.stop().await });
        }
    }
}
