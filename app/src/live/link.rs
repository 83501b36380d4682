//! The state of the live connection, as a pure machine.
//!
//! Nothing here touches a socket, a clock or chance. What happened comes in with the
//! device's time and a random number, what is to be done goes out as [`Action`]s:
//!
//! ```text
//!            connect            open             snapshot, resumed
//!   Idle ──────────► Opening ────────► Greeting ──────────────────► Following
//!                       ▲                 │ closed, too slow            │ closed, silent,
//!                       │ back-off        ▼                             ▼ gap, slept
//!                       └────────────── Waiting ◄───────────────────────┘
//!                                                    a final code ──► Ended
//! ```
//!
//! The rule behind every branch: what is old is never shown as current. [`Link::Live`]
//! means that the server has spoken within [`UNSURE_AFTER`] and that every event it has
//! named is on the board.

use shared::board::event::Recorded;
use shared::id::Epoch;
use shared::position::{Position, Seq};
use shared::protocol::{
    ClientMessage, CloseCode, NoWish, Outcome, PING_EVERY, ServerMessage, Snapshot, VERSION,
};
use shared::{CommandId, Span, Timestamp};

use crate::reading::Unread;

/// How long a healthy line can be silent; after that the board is no longer called live.
/// One ping and half a one: a ping that is late has a reason.
pub const UNSURE_AFTER: Span = Span::seconds(15);

/// How long a line may be silent before it counts as dead: two pings, and slack for a
/// slow network.
pub const DEAD_AFTER: Span = Span::seconds(25);

/// After a wake-up a line that was silent must prove itself within one ping.
const PROOF_WITHIN: Span = Span::seconds(12);

/// How long opening and greeting may take together before another attempt is made.
const PATIENCE: Span = Span::seconds(10);

/// A wake-up restarts an attempt that is older than this; it may hang on a dead network.
const STUCK_AFTER: Span = Span::seconds(2);

/// The series of longest waits is 0.5, 1, 2, 4, 8, 16, 30, 30, … seconds. Each wait is
/// between half of it and all of it, so that the clients of a server that died do not
/// come back in one wave. There is no last try.
const FIRST_WAIT: Span = Span::millis(500);
const LONGEST_WAIT: Span = Span::seconds(30);

/// A server that says that it restarts gets its clients back within this time.
const RESTART_SPREAD: Span = Span::seconds(5);

const _: () = assert!(UNSURE_AFTER.as_millis() > PING_EVERY.as_millis());
const _: () = assert!(DEAD_AFTER.as_millis() > 2 * PING_EVERY.as_millis());

/// What the person is told about the connection. Times are the server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// The first connection is not there yet. The page shows what the server rendered.
    Connecting,
    /// The board is as new as the server's.
    Live,
    /// There is a connection, but events are missing or the server is silent.
    Behind {
        /// The last moment at which the board was known to be whole.
        since: Timestamp,
    },
    /// There is no connection. It is being sought.
    Offline {
        /// The last moment at which the board was known to be whole.
        since: Timestamp,
    },
    /// There will be no connection until the person does something.
    Ended(Ending),
}

impl Link {
    /// Whether what is shown may be taken for the present.
    #[must_use]
    pub fn is_live(self) -> bool {
        self == Self::Live
    }
}

/// Why there will be no connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The server could not read what this page sent. Loading the page again may help.
    BadMessage,
    /// The server speaks another version; the page must be loaded again.
    OtherVersion,
    /// The session has ended; the person must log in again.
    LoggedOut,
}

impl Ending {
    /// The meaning of a final close code. One that this page does not know can only come
    /// from a newer server.
    fn of(code: u16) -> Self {
        let known = CloseCode::ALL
            .into_iter()
            .find(|close| close.code() == code);
        match known {
            Some(CloseCode::BadMessage) => Self::BadMessage,
            Some(CloseCode::LoggedOut) => Self::LoggedOut,
            _ => Self::OtherVersion,
        }
    }
}

/// When something happened on this device, and a number from chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The device's own clock. It may be wrong by years; only differences count.
    pub now: Timestamp,
    /// Spreads the attempts of many clients.
    pub chance: u64,
}

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Open a new socket.
    Open,
    /// Close the socket, and take no notice of it any more.
    Close,
    /// Say something on the socket.
    Send(ClientMessage<NoWish>),
    /// Tell the rest of the page.
    Deliver(News),
}

/// What the server says, its answers to commands still unread.
pub type Heard = ServerMessage<Unread<Outcome>>;

/// What the rest of the page learns.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The server accepts commands again: those that wait for an answer are sent again.
    Ready,
    /// Everything that was known is replaced.
    Replaced(Box<Snapshot>),
    /// The log has gone one number further. Without an event the number still counts.
    Stepped(Seq, Option<Box<Recorded>>),
    /// The answer to a command.
    Answered(CommandId, Unread<Outcome>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Idle,
    Opening {
        since: Timestamp,
    },
    Greeting {
        since: Timestamp,
    },
    Following {
        heard: Timestamp,
        proof_by: Option<Timestamp>,
    },
    Waiting {
        until: Timestamp,
    },
    Ended(Ending),
}

/// The machine.
#[derive(Clone, Debug)]
pub struct Machine {
    stage: Stage,
    link: Link,
    /// The life of the log whose steps it follows; `None` asks for a snapshot.
    epoch: Option<Epoch>,
    /// The last number that is on the board.
    seen: Seq,
    /// The newest number that the server has named.
    newest: Seq,
    /// The newest number that the last ping named. It must be there before the next.
    promised: Seq,
    /// The number at which steps were missing the last time.
    stuck_at: Option<Seq>,
    /// Attempts since a connection last proved itself by a ping.
    attempt: u32,
    /// The device's time of the last thing that happened here.
    awake: Timestamp,
    /// The server's time when the board was last known to be whole.
    whole: Timestamp,
    /// The server's clock minus the device's.
    ahead: Span,
}

impl Machine {
    /// A machine for a board that the server rendered at `position` and `rendered`.
    #[must_use]
    pub fn for_board(position: Position, rendered: Timestamp) -> Self {
        let seen = position.seq;
        Self {
            stage: Stage::Idle,
            link: Link::Connecting,
            epoch: Some(position.epoch),
            seen,
            newest: seen,
            promised: seen,
            stuck_at: None,
            attempt: 0,
            awake: rendered,
            whole: rendered,
            ahead: Span::millis(0),
        }
    }

    /// What the person is told.
    #[must_use]
    pub fn link(&self) -> Link {
        self.link
    }

    /// The server's time, as far as this device can know it.
    #[must_use]
    pub fn server_time(&self, now: Timestamp) -> Timestamp {
        now + self.ahead
    }

    /// Whether commands can be sent.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        matches!(self.stage, Stage::Following { .. })
    }

    /// Connects for the first time. `rendered` on the server's clock is taken for now;
    /// the first message that carries the time corrects it.
    pub fn connect(&mut self, at: At) -> Vec<Action> {
        if self.stage != Stage::Idle {
            return Vec::new();
        }
        self.learn_time(self.whole, at);
        self.awake = at.now;
        self.open(at)
    }

    /// The socket is open.
    pub fn on_open(&mut self, at: At) -> Vec<Action> {
        self.wake(at);
        if !matches!(self.stage, Stage::Opening { .. }) {
            return Vec::new();
        }
        self.stage = Stage::Greeting { since: at.now };
        vec![Action::Send(ClientMessage::Hello {
            version: VERSION,
            position: self.position(),
        })]
    }

    /// The server said something.
    pub fn on_message(&mut self, message: Heard, at: At) -> Vec<Action> {
        // What waited in a frozen page says nothing about the line now.
        if self.wake(at).slept && self.has_socket() {
            return self.restart(at);
        }
        match &mut self.stage {
            Stage::Following { heard, proof_by } => {
                *heard = at.now;
                *proof_by = None;
            }
            Stage::Greeting { .. } => {}
            _ => return Vec::new(),
        }
        match message {
            ServerMessage::Snapshot(snapshot) => self.on_snapshot(snapshot, at),
            ServerMessage::Resumed { position } => self.on_resumed(position, at),
            ServerMessage::Step(step) => self.on_step(step.seq, step.recorded.map(Box::new), at),
            // For viewers who see no identities; they have no board.
            ServerMessage::Tally(_) => Vec::new(),
            ServerMessage::Answer { id, outcome } => {
                vec![Action::Deliver(News::Answered(id, outcome))]
            }
            ServerMessage::Ping { seq, now } => self.on_ping(seq, now, at),
        }
    }

    /// The server said something that this page cannot read: it is newer than the page.
    pub fn on_unreadable(&mut self) -> Vec<Action> {
        self.end(Ending::OtherVersion);
        vec![Action::Close]
    }

    /// The socket was closed, by the server or by the network.
    pub fn on_close(&mut self, code: u16, at: At) -> Vec<Action> {
        self.wake(at);
        if matches!(
            self.stage,
            Stage::Idle | Stage::Waiting { .. } | Stage::Ended(_)
        ) {
            return Vec::new();
        }
        if !CloseCode::may_retry(code) {
            self.end(Ending::of(code));
            return Vec::new();
        }
        if code == CloseCode::NewEpoch.code() {
            self.forget_position();
        }
        let wait = if code == CloseCode::Restarting.code() {
            spread(Span::millis(0), RESTART_SPREAD, at.chance)
        } else {
            self.back_off(at.chance)
        };
        self.wait(wait, at);
        Vec::new()
    }

    /// Time has passed. Called about once a second; browsers call it far less often in a
    /// page that is not visible.
    pub fn on_tick(&mut self, at: At) -> Vec<Action> {
        if self.wake(at).slept && self.has_socket() {
            return self.restart(at);
        }
        match self.stage {
            Stage::Waiting { until } if at.now >= until => self.open(at),
            Stage::Opening { since } | Stage::Greeting { since }
                if at.now.since(since) >= PATIENCE =>
            {
                let wait = self.back_off(at.chance);
                self.wait(wait, at);
                vec![Action::Close]
            }
            Stage::Following { heard, proof_by } => {
                let overdue = proof_by.is_some_and(|proof_by| at.now >= proof_by);
                if overdue || at.now.since(heard) >= DEAD_AFTER {
                    return self.restart(at);
                }
                if at.now.since(heard) >= UNSURE_AFTER {
                    self.link = Link::Behind { since: self.whole };
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The page became visible, came back from the browser's cache, or the device has a
    /// network again.
    pub fn on_wake(&mut self, at: At) -> Vec<Action> {
        let slept = self.wake(at).slept;
        match &mut self.stage {
            Stage::Waiting { .. } => self.open(at),
            Stage::Opening { since } | Stage::Greeting { since } => {
                if slept || at.now.since(*since) >= STUCK_AFTER {
                    self.restart(at)
                } else {
                    Vec::new()
                }
            }
            Stage::Following { heard, proof_by } => {
                if slept || at.now.since(*heard) >= UNSURE_AFTER {
                    return self.restart(at);
                }
                // Phones keep sockets that look open and are dead.
                proof_by.get_or_insert(at.now + PROOF_WITHIN);
                Vec::new()
            }
            Stage::Idle | Stage::Ended(_) => Vec::new(),
        }
    }

    /// The device says that it has lost its network.
    pub fn on_lost(&mut self, at: At) -> Vec<Action> {
        self.wake(at);
        if !self.has_socket() {
            return Vec::new();
        }
        let wait = self.back_off(at.chance);
        self.wait(wait, at);
        vec![Action::Close]
    }

    fn on_snapshot(&mut self, snapshot: Box<Snapshot>, at: At) -> Vec<Action> {
        self.epoch = Some(snapshot.position.epoch);
        self.seen = snapshot.position.seq;
        self.newest = self.seen;
        self.stuck_at = None;
        self.learn_time(snapshot.now, at);
        self.follow(at);
        vec![
            Action::Deliver(News::Replaced(snapshot)),
            Action::Deliver(News::Ready),
        ]
    }

    fn on_resumed(&mut self, position: Position, at: At) -> Vec<Action> {
        let known = self.position();
        if known.is_none_or(|known| known.epoch != position.epoch || position.seq < known.seq) {
            // This is not the log that the board was made from.
            self.forget_position();
            return self.retry(at);
        }
        self.newest = position.seq;
        self.follow(at);
        vec![Action::Deliver(News::Ready)]
    }

    fn on_step(&mut self, seq: Seq, recorded: Option<Box<Recorded>>, at: At) -> Vec<Action> {
        if !self.is_ready() {
            return self.retry(at);
        }
        if seq <= self.seen {
            return Vec::new();
        }
        if seq != self.seen.next() {
            return self.resume_after_gap(at);
        }
        self.seen = seq;
        self.newest = self.newest.max(seq);
        self.judge(at);
        vec![Action::Deliver(News::Stepped(seq, recorded))]
    }

    fn on_ping(&mut self, seq: Seq, now: Timestamp, at: At) -> Vec<Action> {
        self.learn_time(now, at);
        if !self.is_ready() {
            return vec![Action::Send(ClientMessage::Pong)];
        }
        if self.seen < self.promised {
            return self.resume_after_gap(at);
        }
        self.attempt = 0;
        self.promised = seq;
        self.newest = self.newest.max(seq);
        self.judge(at);
        vec![Action::Send(ClientMessage::Pong)]
    }

    /// The connection is greeted: from here on the server sends what happens.
    fn follow(&mut self, at: At) {
        self.stage = Stage::Following {
            heard: at.now,
            proof_by: None,
        };
        self.promised = self.seen;
        self.judge(at);
    }

    /// Decides between live and behind, after something was heard.
    fn judge(&mut self, at: At) {
        if self.seen >= self.newest {
            self.whole = self.server_time(at.now);
            self.stuck_at = None;
            self.link = Link::Live;
        } else {
            self.link = Link::Behind { since: self.whole };
        }
    }

    /// Numbers are missing. The log has them, so the position is resumed; if that did not
    /// help at the same number before, everything is asked for.
    fn resume_after_gap(&mut self, at: At) -> Vec<Action> {
        if self.stuck_at.replace(self.seen) == Some(self.seen) {
            self.forget_position();
        }
        self.retry(at)
    }

    fn position(&self) -> Option<Position> {
        self.epoch.map(|epoch| Position {
            epoch,
            seq: self.seen,
        })
    }

    fn forget_position(&mut self) {
        self.epoch = None;
    }

    fn has_socket(&self) -> bool {
        matches!(
            self.stage,
            Stage::Opening { .. } | Stage::Greeting { .. } | Stage::Following { .. }
        )
    }

    fn learn_time(&mut self, server: Timestamp, at: At) {
        self.ahead = server.since(at.now);
    }

    fn open(&mut self, at: At) -> Vec<Action> {
        self.stage = Stage::Opening { since: at.now };
        vec![Action::Open]
    }

    /// Gives the connection up and opens another at once.
    fn restart(&mut self, at: At) -> Vec<Action> {
        let mut actions = vec![Action::Close];
        if self.link != Link::Connecting {
            self.link = Link::Offline { since: self.whole };
        }
        actions.extend(self.open(at));
        actions
    }

    /// Gives the connection up and opens another after a wait.
    fn retry(&mut self, at: At) -> Vec<Action> {
        let wait = self.back_off(at.chance);
        self.wait(wait, at);
        vec![Action::Close]
    }

    fn wait(&mut self, wait: Span, at: At) {
        self.stage = Stage::Waiting {
            until: at.now + wait,
        };
        self.link = Link::Offline { since: self.whole };
    }

    fn end(&mut self, ending: Ending) {
        self.stage = Stage::Ended(ending);
        self.link = Link::Ended(ending);
    }

    fn back_off(&mut self, chance: u64) -> Span {
        let doubled = FIRST_WAIT.as_millis() << self.attempt.min(16);
        let longest = doubled.min(LONGEST_WAIT.as_millis());
        self.attempt = self.attempt.saturating_add(1);
        spread(Span::millis(longest / 2), Span::millis(longest), chance)
    }

    /// Notes that something happens now, and whether the device has slept: a healthy page
    /// hears a tick or a ping more often than [`UNSURE_AFTER`].
    ///
    /// A device whose clock was set back would wait for times that lie hours ahead, so
    /// everything that is remembered moves with the clock.
    fn wake(&mut self, at: At) -> Wake {
        let passed = at.now.since(self.awake);
        self.awake = at.now;
        if passed < Span::millis(0) {
            let moved = |time: &mut Timestamp| *time = *time + passed;
            match &mut self.stage {
                Stage::Opening { since } | Stage::Greeting { since } => moved(since),
                Stage::Following { heard, proof_by } => {
                    moved(heard);
                    proof_by.iter_mut().for_each(moved);
                }
                Stage::Waiting { until } => moved(until),
                Stage::Idle | Stage::Ended(_) => {}
            }
            self.ahead = Span::millis(self.ahead.as_millis() - passed.as_millis());
        }
        Wake {
            slept: passed >= UNSURE_AFTER,
        }
    }
}

struct Wake {
    slept: bool,
}

/// A span between two others, chosen by chance.
fn spread(from: Span, to: Span, chance: u64) -> Span {
    let width = u64::try_from(to.as_millis() - from.as_millis()).unwrap_or_default();
    let offset = i64::try_from(chance % (width + 1)).unwrap_or_default();
    Span::millis(from.as_millis() + offset)
}

#[cfg(test)]
mod tests;
