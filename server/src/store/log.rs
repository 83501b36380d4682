//! The log of a team: opening, appending, reading, following.

mod follower;

use redis::Value;
use serde::Serialize;
use shared::alert::AlertNumber;
use shared::board::event::{Actor, Recorded};
use shared::position::{Position, Seq};
use shared::{ClientId, CommandId, Epoch, Event, Span, TeamId, Timestamp};

pub use follower::Follower;

use super::Store;
use super::fault::{Error, Result};
use super::functions::Call;
use super::link::command;
use super::outbox::OutboxItem;
use super::{keys, value};

/// How long a command is recognised. A browser that was away longer asks its person again.
const ANSWERS_LIVE: Span = Span::days(7);

/// An event to be appended.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When it was received.
    pub at: Timestamp,
    /// When it happened, if that was earlier.
    pub happened: Option<Timestamp>,
    /// By whom.
    pub by: Actor,
    /// What.
    pub event: Event,
    /// The client whose time line it belongs to.
    pub client: Option<ClientId>,
}

/// What becomes of the letters that the events carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// They go to the outbox in the same step.
    Send {
        /// The real time. A letter is given up when it makes no sense any more, and that is counted
        /// in real time whatever the demonstration's clock says.
        now_real: Timestamp,
    },
    /// They are not sent: the events tell an invented past.
    Withhold,
}

/// What an append did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// The events are in the log.
    Done {
        /// The number of the last one.
        seq: Seq,
    },
    /// The command was carried out before; nothing was appended now.
    Seen {
        /// The number of the last event then.
        seq: Seq,
    },
}

impl Appended {
    /// The number of the command's last event, whenever it was appended.
    #[must_use]
    pub fn seq(self) -> Seq {
        let (Self::Done { seq } | Self::Seen { seq }) = self;
        seq
    }
}

/// [`Recorded`] without copies.
#[derive(Serialize)]
struct Line<'a> {
    seq: Seq,
    at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    happened: Option<Timestamp>,
    by: Actor,
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<CommandId>,
    event: &'a Event,
}

impl Store {
    /// Where the log of a team stands, and in which life.
    ///
    /// The life is new, and named `fresh_epoch`, if Redis has restarted since the last call of any
    /// server, if another Redis answers, or if its data was replaced by older data.
    ///
    /// # Errors
    ///
    /// [`Error::Corrupt`] if the newest event is not the one that was counted last.
    pub async fn open(&self, team: &TeamId, fresh_epoch: Epoch) -> Result<Position> {
        let meta = keys::META.of(team);
        let call = Call::new("open").key(&meta).key(keys::LOG.of(team));
        let (verdict, epoch, seq): (String, String, u64) =
            self.link.call(call.arg(fresh_epoch.to_string())).await?;
        let epoch = epoch.parse().ok().filter(|_| verdict == "open");
        Ok(Position {
            epoch: epoch.ok_or_else(|| Error::corrupt(meta))?,
            seq: Seq(seq),
        })
    }

    /// Appends events in one step with their letters, if the log still stands `at` a position.
    ///
    /// A `command` that was carried out within the last seven days is answered as it was then.
    ///
    /// # Errors
    ///
    /// [`Error::Conflict`] if others appended, [`Error::NewLife`] if the log must be opened again.
    pub async fn append(
        &self,
        team: &TeamId,
        at: Position,
        command: Option<CommandId>,
        entries: &[Entry],
        letters: Letters,
    ) -> Result<Appended> {
        let answer = command.map_or_else(
            || keys::SEEN.of_one(team, "none"),
            |command| keys::SEEN.of_one(team, command),
        );
        let lifetime = if command.is_some() {
            ANSWERS_LIVE.as_millis() / 1_000
        } else {
            0
        };
        let mut call = Call::new("append")
            .key(keys::META.of(team))
            .key(keys::LOG.of(team))
            .key(answer)
            .key(keys::DUE.of(team))
            .key(keys::LETTERS.of(team))
            .arg(at.epoch.to_string())
            .arg(at.seq.0)
            .arg(lifetime)
            .arg(entries.len());

        let mut lines: Vec<ClientId> = Vec::new();
        let mut seq = at.seq;
        for Entry {
            at,
            happened,
            by,
            event,
            client,
        } in entries
        {
            seq = seq.next();
            let line = client.map_or(0, |client| {
                1 + lines
                    .iter()
                    .position(|known| *known == client)
                    .unwrap_or_else(|| {
                        lines.push(client);
                        lines.len() - 1
                    })
            });
            let json = value::json(&Line {
                seq,
                at: *at,
                happened: *happened,
                by: *by,
                command,
                event,
            })?;
            call = call.arg(line).arg(json);
        }
        for client in lines {
            call = call.key(keys::LINE.of_one(team, client));
        }
        if let Letters::Send { now_real } = letters {
            for entry in entries {
                for item in items(team, entry, now_real) {
                    call = call.arg(item.place()).arg(value::encode(&item)?);
                }
            }
        }

        let (verdict, seq): (String, u64) = self.link.call(call).await?;
        match verdict.as_str() {
            "done" => Ok(Appended::Done { seq: Seq(seq) }),
            "seen" => Ok(Appended::Seen { seq: Seq(seq) }),
            "conflict" => Err(Error::Conflict { seq: Seq(seq) }),
            _ => Err(Error::NewLife),
        }
    }

    /// How a command was answered, if it was carried out within the last seven days.
    ///
    /// Refused commands are not remembered: they changed nothing, so they may be decided again.
    pub async fn seen(&self, team: &TeamId, id: CommandId) -> Result<Option<Seq>> {
        let key = keys::SEEN.of_one(team, id);
        let seq: Option<String> = self.link.ask(command("GET").arg(&key)).await?;
        seq.map(|seq| seq.parse().map(Seq).map_err(|_| Error::corrupt(key)))
            .transpose()
    }

    /// The events after a number, oldest first.
    pub async fn read_after(&self, team: &TeamId, seq: Seq, most: usize) -> Result<Vec<Recorded>> {
        let key = keys::LOG.of(team);
        let mut ask = command("XRANGE");
        ask.arg(&key)
            .arg(format!("({seq}-0"))
            .arg("+")
            .arg("COUNT")
            .arg(most);
        records(&key, self.link.ask(&ask).await?)
    }

    /// The number of the newest event; 0 before the first.
    pub async fn newest(&self, team: &TeamId) -> Result<Seq> {
        let key = keys::META.of(team);
        let mut ask = command("HGET");
        let seq: Option<String> = self.link.ask(ask.arg(&key).arg("seq")).await?;
        let seq = seq.map_or(Ok(0), |seq| seq.parse());
        seq.map(Seq).map_err(|_| Error::corrupt(key))
    }

    /// The newest events about a client, oldest first.
    pub async fn timeline(
        &self,
        team: &TeamId,
        client: ClientId,
        most: usize,
    ) -> Result<Vec<Recorded>> {
        let log = keys::LOG.of(team);
        let call = Call::new("timeline")
            .key(keys::LINE.of_one(team, client))
            .key(&log)
            .arg(most);
        records(&log, self.link.call(call).await?)
    }

    /// Follows the log on a connection of its own, from the event after `after`.
    ///
    /// # Errors
    ///
    /// [`Error::NewLife`] if the log was never opened.
    pub async fn follow(&self, team: &TeamId, after: Seq) -> Result<Follower> {
        Follower::start(self.link.client(), team, after).await
    }
}

/// The letters of an event as the outbox holds them.
fn items(team: &TeamId, entry: &Entry, now_real: Timestamp) -> impl Iterator<Item = OutboxItem> {
    let alert: Option<AlertNumber> = entry.event.alert();
    entry.event.outgoing().into_iter().map(move |outgoing| {
        let written = outgoing.written;
        let letter = written.letter(alert);
        OutboxItem {
            id: written.id,
            team: team.clone(),
            alert,
            to: written.to,
            device: None,
            carrier: outgoing.carrier,
            text: written.text,
            class: written.class,
            deadline: written.deadline,
            count: written.count,
            all_ways: written.all_ways,
            written: entry.at,
            give_up: now_real + letter.makes_sense_for(),
            attempts: 0,
        }
    })
}

/// Reads entries of the stream under `key`. The number in the text must be that of the entry.
fn records(key: &str, entries: Value) -> Result<Vec<Recorded>> {
    let corrupt = || Error::corrupt(key);
    let Value::Array(entries) = entries else {
        return Err(corrupt());
    };
    entries
        .into_iter()
        .map(|entry| record(&entry).ok_or_else(corrupt))
        .collect()
}

fn record(entry: &Value) -> Option<Recorded> {
    let Value::Array(entry) = entry else {
        return None;
    };
    let [Value::BulkString(id), Value::Array(fields)] = entry.as_slice() else {
        return None;
    };
    let [Value::BulkString(_), Value::BulkString(json)] = fields.as_slice() else {
        return None;
    };
    let recorded: Recorded = serde_json::from_slice(json).ok()?;
    (id.strip_suffix(b"-0")? == recorded.seq.to_string().as_bytes()).then_some(recorded)
}
