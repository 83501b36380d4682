//! A Redis for a test, and the words that tests say often.

use std::path::PathBuf;
use std::process::Command;

use server::embedded::Embedded;
use server::store::{Entry, Letters, Store};
use shared::alert::letter::Text;
use shared::alert::{AlertNumber, Class, Rung, Written};
use shared::board::event::Actor;
use shared::position::Position;
use shared::{ClientId, CommandId, Epoch, Event, LetterId, Span, StaffId, TeamId, Timestamp};
use tempfile::TempDir;

/// An instant, and the real time of tests: the store never asks a clock.
pub(crate) const NOON: Timestamp = Timestamp::from_millis(1_773_000_000_000);

/// A Redis on a data folder of its own, and a store on it.
pub(crate) struct Ground {
    pub(crate) data: TempDir,
    pub(crate) embedded: Embedded,
    pub(crate) store: Store,
}

impl Ground {
    pub(crate) async fn new() -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let embedded = Embedded::start(data.path()).await.expect("Redis starts");
        let store = Store::connect(&embedded.url(), false)
            .await
            .expect("a durable Redis");
        Self {
            data,
            embedded,
            store,
        }
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.data.path().join("redis/redis.sock")
    }

    /// Runs `redis-cli` and returns what it prints.
    pub(crate) fn cli(&self, args: &[&str]) -> String {
        let done = Command::new("redis-cli")
            .arg("-s")
            .arg(self.socket())
            .args(args)
            .output()
            .expect("redis-cli runs");
        String::from_utf8(done.stdout)
            .expect("text")
            .trim()
            .to_owned()
    }

    /// Kills Redis without a warning.
    pub(crate) fn kill(&self) {
        let pid = std::fs::read_to_string(self.data.path().join("redis/redis.pid")).expect("a pid");
        let done = Command::new("kill")
            .arg("-9")
            .arg(pid.trim())
            .status()
            .expect("kill runs");
        assert!(done.success());
    }

    pub(crate) async fn open(&self) -> Position {
        self.store.open(&team(), epoch(1)).await.expect("opens")
    }

    /// Appends and returns the position after it.
    pub(crate) async fn append(&self, at: Position, entries: &[Entry]) -> Position {
        let done = self
            .store
            .append(&team(), at, None, entries, SEND)
            .await
            .expect("appends");
        Position {
            epoch: at.epoch,
            seq: done.seq(),
        }
    }
}

/// Letters are sent, and it is noon.
pub(crate) const SEND: Letters = Letters::Send { now_real: NOON };

pub(crate) fn team() -> TeamId {
    TeamId::new("norr").expect("a team id")
}

macro_rules! id {
    ($($name:ident: $kind:ident),+) => {$(
        pub(crate) fn $name(number: u64) -> $kind {
            $kind::new(NOON, &mut fastrand::Rng::with_seed(number))
        }
    )+};
}
id!(epoch: Epoch, client: ClientId, staff: StaffId, command: CommandId, letter: LetterId);

/// Something that happens to a client.
pub(crate) fn shown(number: u64) -> Entry {
    let client = client(number);
    let event = Event::ProposalShown { client };
    Entry {
        at: NOON,
        happened: None,
        by: Actor::Rules,
        event,
        client: Some(client),
    }
}

/// An alert that reaches its first rung with these letters.
pub(crate) fn rung(alert: u16, letters: &[LetterId]) -> Entry {
    let written = |id: &LetterId| Written {
        id: *id,
        to: staff(1),
        text: Text::M1,
        class: Class::P1,
        deadline: Some(NOON + Span::minutes(5)),
        count: None,
        all_ways: false,
    };
    let event = Event::RungReached {
        alert: number(alert),
        rung: Rung::T0,
        responsible: Some(staff(1)),
        reserve: None,
        reserve_leads: false,
        asked: None,
        due: None,
        letters: letters.iter().map(written).collect(),
    };
    Entry {
        at: NOON,
        happened: None,
        by: Actor::Rules,
        event,
        client: Some(client(1)),
    }
}

pub(crate) fn number(number: u16) -> AlertNumber {
    AlertNumber::new(number).expect("four digits")
}
