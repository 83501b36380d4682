//! A team on this server: its board in memory, kept up to date by the log, and the
//! one way in which anything is written to the log.
//!
//! # Concurrency
//!
//! One task per team follows the stream ([`Team::follow`]). It alone changes the
//! state and publishes notices, so every reader sees the events in one order.
//! Writers on this server take turns, in the order in which they came, so that fifty
//! couriers who report at once do not make each other start again. A writer decides on
//! the state that it sees and appends with its number; if another server was faster,
//! the append is a conflict, and it decides again on the newer state. A turn ends when
//! the writer has seen its own event, or after a short time.

use std::sync::Arc;

use axum::extract::ws::Utf8Bytes;
use shared::access::{self, ViewClass};
use shared::board::Board;
use shared::board::apply::client_of;
use shared::board::decide::{self, Ctx};
use shared::board::event::{Actor, Event, Recorded};
use shared::due::{self, Due};
use shared::load::history::History;
use shared::people::People;
use shared::position::{Position, Seq};
use shared::protocol::{ServerMessage, Snapshot, Step, Tally};
use shared::{Command, CommandId, Epoch, Rejection, Span, TeamId, Timestamp};
use tokio::sync::{Mutex, Notify, broadcast, watch};

use crate::chance;
use crate::clock::{Clock, pause, real_time};
use crate::metrics::Metrics;
use crate::store::{self, Appended, Entry, Letters, Store};

/// How often a decision is taken again because another server was faster.
const TRIES: usize = 5;
/// How many notices a slow reader may be behind before it has to resume.
const NOTICES_KEPT: usize = 256;
/// After how many events the state is stored, so that a start folds only a few.
const SNAPSHOT_EVERY: u64 = 300;
/// How long a writer waits to see its own event come back through the log.
const ECHO_WITHIN: Span = Span::seconds(3);
/// Pauses between attempts to reach the store: 0.1, 0.2, 0.4, 0.8, 1.6, 2, 2, … s.
const LONGEST_PAUSE: Span = Span::seconds(2);

/// What is known of a team at one position.
#[derive(Clone)]
pub struct State {
    /// The position in the log.
    pub position: Position,
    /// The board.
    pub board: Arc<Board>,
    /// The daily figures of the load, up to the same event.
    pub history: Arc<History>,
    /// Names, for those who may see them.
    pub people: Arc<People>,
}

impl State {
    /// Everything that a class of viewers may see.
    #[must_use]
    pub fn snapshot(&self, class: ViewClass, now: Timestamp) -> Snapshot {
        Snapshot {
            position: self.position,
            now,
            board: access::view(&self.board, class),
            people: access::names(&self.board, &self.people, class),
        }
    }
}

/// An event, encoded once for each class of viewers.
pub struct Frame {
    /// The number.
    pub seq: Seq,
    texts: Vec<(ViewClass, Utf8Bytes)>,
}

impl Frame {
    fn new(state: &State, recorded: &Recorded, now: Timestamp) -> Self {
        let mut classes: Vec<ViewClass> = state.board.members.values().map(ViewClass::of).collect();
        classes.sort_unstable();
        classes.dedup();
        let texts = classes
            .into_iter()
            .map(|class| (class, encode(&message(state, recorded, class, now))))
            .collect();
        Self {
            seq: recorded.seq,
            texts,
        }
    }

    /// The text for a class of viewers, ready to be sent.
    #[must_use]
    pub fn text(&self, class: ViewClass) -> Option<Utf8Bytes> {
        self.texts
            .iter()
            .find(|(one, _)| *one == class)
            .map(|(_, text)| text.clone())
    }
}

/// An event as a class of viewers is told of it.
fn message(state: &State, recorded: &Recorded, class: ViewClass, now: Timestamp) -> ServerMessage {
    match class {
        ViewClass::Load => ServerMessage::Tally(Tally::of(&state.board, now)),
        ViewClass::Care { .. } if access::changes_sight(&recorded.event) => {
            ServerMessage::Snapshot(Box::new(state.snapshot(class, now)))
        }
        ViewClass::Care { .. } => ServerMessage::Step(step(&state.board, recorded, class)),
    }
}

/// An event as a step of the log for a class of viewers.
#[must_use]
pub fn step(board: &Board, recorded: &Recorded, class: ViewClass) -> Step {
    Step {
        seq: recorded.seq,
        recorded: access::event(board, recorded, class),
    }
}

/// A message as text.
#[must_use]
pub fn encode(message: &ServerMessage) -> Utf8Bytes {
    // Every message is made of plain data with text keys, so this cannot fail; an
    // empty text would end the connection and lose nothing.
    serde_json::to_string(message).unwrap_or_default().into()
}

/// What the feed tells its readers.
#[derive(Clone)]
pub enum Notice {
    /// An event.
    Frame(Arc<Frame>),
    /// The stream began a new life: everybody takes a snapshot.
    NewEpoch,
    /// The log cannot be followed: nothing on the screens may pass for current.
    Stale,
}

/// Why a command came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The rules refuse it.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The store does not answer, or others were faster time and again.
    #[error("the log could not be written")]
    Store(#[source] Option<store::Error>),
}

impl Refusal {
    /// What the person is told.
    #[must_use]
    pub fn rejection(&self) -> Rejection {
        match self {
            Self::Rejected(rejection) => rejection.clone(),
            Self::Store(_) => Rejection::Unavailable,
        }
    }
}

/// A team on this server.
pub struct Team {
    /// The team.
    pub id: TeamId,
    store: Store,
    clock: Clock,
    metrics: Arc<Metrics>,
    /// The newest state; changed by the follower alone.
    state: watch::Sender<Option<State>>,
    /// Since when the log cannot be followed; `None` while it can.
    stale: watch::Sender<Option<Timestamp>>,
    /// What readers on sockets are told.
    notices: broadcast::Sender<Notice>,
    /// Wakes the couriers when letters have been written.
    letters: Notify,
    /// Whose turn it is to write. Fair: nobody is overtaken.
    turn: Mutex<()>,
}

impl Team {
    /// A team whose log is not yet followed.
    #[must_use]
    pub fn new(id: TeamId, store: Store, clock: Clock, metrics: Arc<Metrics>) -> Self {
        let stale = watch::Sender::new(Some(clock.now()));
        Self {
            id,
            store,
            clock,
            metrics,
            state: watch::Sender::new(None),
            stale,
            notices: broadcast::Sender::new(NOTICES_KEPT),
            letters: Notify::new(),
            turn: Mutex::new(()),
        }
    }

    /// The newest state; `None` until the log has been read for the first time.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        self.state.borrow().clone()
    }

    /// Waits until the log has been read and is followed: what is due cannot be carried out
    /// before.
    pub async fn ready(&self) {
        // The senders live as long as `self`, so waiting can't fail.
        let _ = self.state.subscribe().wait_for(Option::is_some).await;
        let _ = self.stale.subscribe().wait_for(Option::is_none).await;
    }

    /// Since when the board may be out of date; `None` while it is current.
    #[must_use]
    pub fn stale_since(&self) -> Option<Timestamp> {
        *self.stale.borrow()
    }

    /// Everything that happens from now on.
    #[must_use]
    pub fn notices(&self) -> broadcast::Receiver<Notice> {
        self.notices.subscribe()
    }

    /// Changes of the state, for the engine.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<Option<State>> {
        self.state.subscribe()
    }

    /// Waits until letters have been written on this server.
    pub async fn letters_written(&self) {
        self.letters.notified().await;
    }

    /// Wakes the couriers for letters that were not written by an event.
    pub fn wake_couriers(&self) {
        self.letters.notify_one();
    }

    /// Carries out a person's command. `happened` is set for an entry that was made
    /// offline and arrives now.
    ///
    /// # Errors
    ///
    /// Returns why it came to nothing. A command that was carried out before gets
    /// its first answer again.
    pub async fn command(
        &self,
        by: Actor,
        id: CommandId,
        happened: Option<Timestamp>,
        command: &Command,
    ) -> Result<Seq, Refusal> {
        for _ in 0..TRIES {
            let known = self.state().map(|state| state.position.seq);
            let decided = self
                .write(by, Some(id), happened, |board, ctx| {
                    decide::decide(board, command, ctx)
                })
                .await;
            let Err(Refusal::Rejected(rejection)) = decided else {
                return decided;
            };
            // The first try may have been carried out although its answer was lost:
            // deciding again on its result can look like a conflict.
            if let Ok(Some(seq)) = self.store.seen(&self.id, id).await {
                return Ok(seq);
            }
            // What it names may have been written by another server a moment ago. An append
            // would have found that out; a refusal must ask.
            if !self.catch_up(known).await {
                return Err(rejection.into());
            }
        }
        Err(Refusal::Store(None))
    }

    /// Reads what other servers have written, if this one knows less than the log. Says
    /// whether the state has moved on from `known`.
    pub async fn catch_up(&self, known: Option<Seq>) -> bool {
        // Without an answer what is known here stands.
        let Ok(newest) = self.store.newest(&self.id).await else {
            return false;
        };
        if known.is_some_and(|known| known >= newest) {
            return false;
        }
        self.seen(newest).await;
        self.state().map(|state| state.position.seq) > known
    }

    /// Carries out something that is due.
    ///
    /// # Errors
    ///
    /// Returns [`Refusal::Store`] if the log could not be written.
    pub async fn carry_out(&self, due: &Due) -> Result<Seq, Refusal> {
        self.write(Actor::Rules, None, None, |board, ctx| {
            Ok(due::carry_out(board, due, ctx))
        })
        .await
    }

    /// Records what the server itself has seen: letters that were accepted, phones
    /// that were subscribed. `events` is asked again if the state has moved on.
    ///
    /// # Errors
    ///
    /// Returns [`Refusal::Store`] if the log could not be written.
    pub async fn record(&self, events: impl Fn(&Board) -> Vec<Event>) -> Result<Seq, Refusal> {
        self.write(Actor::Server, None, None, |board, _| Ok(events(board)))
            .await
    }

    async fn write(
        &self,
        actor: Actor,
        command: Option<CommandId>,
        happened: Option<Timestamp>,
        decide: impl Fn(&Board, &Ctx) -> Result<Vec<Event>, Rejection>,
    ) -> Result<Seq, Refusal> {
        let _turn = self.turn.lock().await;
        for _ in 0..TRIES {
            if self.stale_since().is_some() {
                return Err(Refusal::Store(None));
            }
            let State {
                position, board, ..
            } = self.state().ok_or(Refusal::Store(None))?;
            let now = self.clock.now();
            let ctx = Ctx {
                now,
                happened: happened.filter(|happened| *happened < now),
                actor,
                chance: chance::seed(),
            };
            let events = decide(&board, &ctx)?;
            if events.is_empty() {
                return Ok(position.seq);
            }
            let letters = Letters::Send {
                now_real: real_time(),
            };
            let has_letters = events.iter().any(|event| !event.outgoing().is_empty());
            let entries = entries(&board, &ctx, events);
            match self
                .store
                .append(&self.id, position, command, &entries, letters)
                .await
            {
                Ok(appended) => {
                    let seq = appended.seq();
                    if let Appended::Done { .. } = appended {
                        for entry in &entries {
                            self.metrics.written(&board, &entry.event, now);
                        }
                    }
                    if has_letters {
                        self.letters.notify_one();
                    }
                    self.seen(seq).await;
                    return Ok(seq);
                }
                Err(store::Error::Conflict { seq }) => self.seen(seq).await,
                Err(store::Error::NewLife) => self.seen(position.seq.next()).await,
                Err(error) => return Err(Refusal::Store(Some(error))),
            }
        }
        Err(Refusal::Store(None))
    }

    /// Waits until the log has brought the state to `seq`, so that whoever wrote an
    /// event also reads it. Gives up after a short time.
    pub async fn seen(&self, seq: Seq) {
        let mut state = self.state.subscribe();
        let reached = state.wait_for(|state| {
            state
                .as_ref()
                .is_some_and(|state| state.position.seq >= seq)
        });
        tokio::select! {
            _ = reached => {}
            () = pause(ECHO_WITHIN) => {}
        }
    }

    /// Follows the log for as long as the server runs.
    pub async fn follow(&self) {
        let mut failures: u32 = 0;
        loop {
            let Err(error) = self.follow_once(&mut failures).await;
            if self.stale_since().is_none() {
                tracing::warn!(team = %self.id, %error, "the log cannot be followed");
                self.stale.send_replace(Some(self.clock.now()));
                let _ = self.notices.send(Notice::Stale);
            }
            let millis = (100_i64 << failures.min(5)).min(LONGEST_PAUSE.as_millis());
            failures = failures.saturating_add(1);
            pause(Span::millis(millis)).await;
        }
    }

    async fn follow_once(
        &self,
        failures: &mut u32,
    ) -> Result<std::convert::Infallible, store::Error> {
        let fresh = Epoch::new(real_time(), &mut chance::rng());
        let newest = self.store.open(&self.id, fresh).await?;
        let known = self
            .state()
            .filter(|state| state.position.epoch == newest.epoch);
        let had_state = self.state().is_some();
        let mut state = match known {
            Some(state) => state,
            None => {
                let state = self.load(newest.epoch).await?;
                self.state.send_replace(Some(state.clone()));
                if had_state {
                    let _ = self.notices.send(Notice::NewEpoch);
                }
                state
            }
        };
        let mut follower = self.store.follow(&self.id, state.position.seq).await?;
        loop {
            if state.position.seq >= newest.seq && self.stale_since().is_some() {
                *failures = 0;
                self.stale.send_replace(None);
                tracing::info!(team = %self.id, seq = state.position.seq.0, "following the log");
            }
            for recorded in follower.next().await? {
                state = self.publish(state, &recorded).await?;
            }
        }
    }

    async fn load(&self, epoch: Epoch) -> Result<State, store::Error> {
        let (board, history) = self.store.load(&self.id).await?.unwrap_or_default();
        let people = self.store.people(&self.id).await?;
        Ok(State {
            position: Position {
                epoch,
                seq: board.seq,
            },
            board: Arc::new(board),
            history: Arc::new(history),
            people: Arc::new(people),
        })
    }

    async fn publish(&self, mut state: State, recorded: &Recorded) -> Result<State, store::Error> {
        Arc::make_mut(&mut state.board).apply(recorded);
        Arc::make_mut(&mut state.history).apply(&state.board, recorded);
        state.position.seq = recorded.seq;
        if matches!(
            recorded.event,
            Event::MemberJoined { .. } | Event::DossierChanged { .. }
        ) {
            state.people = Arc::new(self.store.people(&self.id).await?);
        }
        let frame = Frame::new(&state, recorded, self.clock.now());
        self.state.send_replace(Some(state.clone()));
        // An error only means that nobody is connected.
        let _ = self.notices.send(Notice::Frame(Arc::new(frame)));
        if recorded.seq.0.is_multiple_of(SNAPSHOT_EVERY) {
            self.store
                .save_snapshot(&self.id, state.position.epoch, &state.board, &state.history)
                .await?;
        }
        Ok(state)
    }
}

/// The events as they are handed to the store, each with the client under whom its
/// time line lists it.
#[must_use]
pub fn entries(board: &Board, ctx: &Ctx, events: Vec<Event>) -> Vec<Entry> {
    let mut raised = None;
    events
        .into_iter()
        .map(|event| {
            if let Event::AlertRaised { client, .. } = event {
                raised = Some(client);
            }
            let client = client_of(board, &event).or_else(|| event.alert().and(raised));
            Entry {
                at: ctx.now,
                happened: ctx.happened.filter(|_| event.is_entered()),
                by: ctx.actor,
                event,
                client,
            }
        })
        .collect()
}
