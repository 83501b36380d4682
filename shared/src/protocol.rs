//! The live connection's messages. `docs/protocol.md` describes them for others.

use serde::{Deserialize, Serialize};

use crate::board::command::Command;
use crate::board::event::Recorded;
use crate::board::{Board, card::Level};
use crate::id::CommandId;
use crate::people::People;
use crate::position::{Numbered, Position, Seq};
use crate::rejection::Rejection;
use crate::time::{Span, Timestamp};

/// The version of the protocol. A client of another version reloads its page.
pub const VERSION: u16 = 2;

/// How often the server pings. Two pings that stay away mean that the line is dead.
pub const PING_EVERY: Span = Span::seconds(10);

/// The largest message a client may send, in bytes.
pub const LARGEST_MESSAGE: usize = 16 * 1024;

/// What a client says. What can have no wish in it is a `ClientMessage<NoWish>`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientMessage<Wish = Command> {
    /// The first message: which protocol, and what has been seen already.
    Hello {
        /// The protocol's version.
        version: u16,
        /// The last position that was seen; `None` asks for a snapshot.
        position: Option<Position>,
    },
    /// A wish.
    Command {
        /// Made by the client. The same id is never carried out twice.
        id: CommandId,
        /// When it happened, if the entry was made offline and is sent later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        happened: Option<Timestamp>,
        /// The wish.
        command: Wish,
    },
    /// The answer to a ping.
    Pong,
    /// The page went to the background, where its silence means nothing, or came back.
    /// Without this it is in front.
    Visibility {
        /// Whether it is in the background.
        hidden: bool,
    },
}

/// Nothing: stands for the wish in messages that have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoWish {}

/// What the server says. A browser that reads answers later names another type for them.
#[expect(
    clippy::large_enum_variant,
    reason = "a message lives as long as its encoding"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "type"))]
pub enum ServerMessage<Answered = Outcome> {
    /// Everything that the client may see. It replaces what the client had.
    Snapshot(Box<Snapshot>),
    /// The client's position is known; what was missed follows as steps.
    Resumed {
        /// The position after the steps that follow.
        position: Position,
    },
    /// The next event.
    Step(Step),
    /// The load, for viewers who see no identities.
    Tally(Tally),
    /// The answer to a command.
    Answer {
        /// The command.
        id: CommandId,
        /// What became of it.
        outcome: Answered,
    },
    /// The newest number, so that a client that is behind notices.
    Ping {
        /// The newest number in the log.
        seq: Seq,
        /// The server's time, so that ages are right on a device with a wrong clock.
        now: Timestamp,
    },
}

/// Everything that a viewer may see, at one position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The position.
    pub position: Position,
    /// The server's time.
    pub now: Timestamp,
    /// The board.
    pub board: Board,
    /// The names.
    pub people: People,
}

/// One number of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The number.
    pub seq: Seq,
    /// The event; absent if the viewer may not see it. The number still counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Recorded>,
}

impl Numbered for Step {
    fn seq(&self) -> Seq {
        self.seq
    }
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
pub enum Outcome {
    /// It was carried out; the last of its events has this number.
    Done {
        /// The number.
        seq: Seq,
    },
    /// It was refused.
    Refused {
        /// Why.
        rejection: Rejection,
    },
}

/// The load without identities (`domain.md` 7.2, rank 12).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The newest number that is counted.
    pub seq: Seq,
    /// Clients by level, in the order of [`Level::ALL`] without the care plan.
    pub levels: Vec<(Level, u32)>,
    /// Alerts that nobody has taken.
    pub unanswered: u32,
    /// Clients on the board without a contact named for today.
    pub without_contact: u32,
    /// Steps down that wait for their execution.
    pub proposals: u32,
}

impl Tally {
    /// Counts a board at a moment.
    #[must_use]
    pub fn of(board: &Board, now: Timestamp) -> Self {
        let real = || board.on_board().filter(|card| !card.is_exercise);
        let count = |holds: &dyn Fn(&crate::board::card::Card) -> bool| {
            u32::try_from(real().filter(|card| holds(card)).count()).unwrap_or(u32::MAX)
        };
        Self {
            seq: board.seq,
            levels: Level::ALL
                .into_iter()
                .filter(|level| *level != Level::Plan)
                .map(|level| (level, count(&|card| card.level == level)))
                .collect(),
            unanswered: u32::try_from(
                board
                    .alerts
                    .values()
                    .filter(|alert| alert.is_unanswered())
                    .count(),
            )
            .unwrap_or(u32::MAX),
            without_contact: count(&|card| card.contact_on(now).is_none()),
            proposals: u32::try_from(board.proposals.len()).unwrap_or(u32::MAX),
        }
    }
}

/// Why the server closes a connection. 4000 to 4499 invite to come back, 4500 to
/// 4999 are final.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CloseCode {
    /// The server restarts; come back after a random moment.
    Restarting,
    /// The client read too slowly; come back and resume.
    Slow,
    /// No pong came; come back and resume.
    NoPong,
    /// The stream began a new life; come back and take a snapshot.
    NewEpoch,
    /// A message could not be read.
    BadMessage,
    /// The client speaks another version; reload the page.
    OtherVersion,
    /// The session has ended; log in again.
    LoggedOut,
}

impl CloseCode {
    /// Every code.
    pub const ALL: [Self; 7] = [
        Self::Restarting,
        Self::Slow,
        Self::NoPong,
        Self::NewEpoch,
        Self::BadMessage,
        Self::OtherVersion,
        Self::LoggedOut,
    ];

    /// The number on the wire.
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Self::Restarting => 4001,
            Self::Slow => 4002,
            Self::NoPong => 4003,
            Self::NewEpoch => 4004,
            Self::BadMessage => 4500,
            Self::OtherVersion => 4501,
            Self::LoggedOut => 4502,
        }
    }

    /// The reason on the wire.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Restarting => "restarting",
            Self::Slow => "slow",
            Self::NoPong => "no pong",
            Self::NewEpoch => "new epoch",
            Self::BadMessage => "bad message",
            Self::OtherVersion => "other version",
            Self::LoggedOut => "logged out",
        }
    }

    /// Whether a client may come back after a connection closed with `code`. Codes
    /// that are not ours come from the network, and the network may heal.
    #[must_use]
    pub fn may_retry(code: u16) -> bool {
        !(4500..5000).contains(&code)
    }
}
