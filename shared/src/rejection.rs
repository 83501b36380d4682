//! Why a command was refused, in a form that a person can act on.

use serde::{Deserialize, Serialize};

use crate::board::card::Level;
use crate::board::event::Actor;
use crate::time::Timestamp;

/// A part of a card that two people may change at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Level, reason and text.
    Level,
    /// Today's contact.
    ContactToday,
}

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Rejection {
    /// The client is unknown, or the person may not see the client; the two look alike.
    #[error("no such client for this person")]
    NoSuchClient,
    /// The alert is unknown, or belongs to a client whom the person may not see.
    #[error("no such alert for this person")]
    NoSuchAlert,
    /// The action is not open any more.
    #[error("the action is not open")]
    NoSuchAction,
    /// Somebody who was named is not on the team, or may not see the client.
    #[error("a person who was named may not see the client")]
    NotTheirClient,
    /// The person's work does not include this.
    #[error("this person may not do this")]
    NotAllowed,
    /// Somebody else changed the same thing meanwhile.
    #[error("{field:?} was changed meanwhile")]
    Conflict {
        /// What was changed.
        field: Field,
        /// By whom.
        by: Actor,
        /// When.
        at: Timestamp,
    },
    /// The step from one level to the other does not exist.
    #[error("cannot go from {from:?} to {wanted:?}")]
    NotPossible {
        /// The level now.
        from: Level,
        /// The level that was asked for.
        wanted: Level,
    },
    /// A line of text is missing.
    #[error("a line of text is missing")]
    TextMissing,
    /// A line of text is too long.
    #[error("the text is longer than {limit} characters")]
    TextTooLong {
        /// The most characters it may have.
        limit: u16,
    },
    /// Nobody was named.
    #[error("nobody was named")]
    NobodyNamed,
    /// The client is not on the board.
    #[error("the client is not on the board")]
    NotOnBoard,
    /// There is no veto to take back.
    #[error("there is no hold")]
    NoHold,
    /// There is no proposal to show.
    #[error("there is no proposal today")]
    NoProposal,
    /// Vetoes in a row have reached fourteen days; only a meeting renews them.
    #[error("holds in a row have reached fourteen days")]
    HoldTooLong,
    /// The flag is cleared by the psychiatrist.
    #[error("only the psychiatrist clears this flag")]
    PsychiatristClears,
    /// A colleague has taken the alert already.
    #[error("already acknowledged")]
    AlreadyAcknowledged {
        /// Who.
        by: Actor,
        /// When.
        at: Timestamp,
    },
    /// The alert is over.
    #[error("the alert is over")]
    AlertOver,
    /// Nobody has taken the alert yet, so there is nobody to help.
    #[error("nobody has taken the alert yet")]
    NotAcknowledged,
    /// The board cannot be changed now, because its store does not answer.
    #[error("the store does not answer")]
    Unavailable,
}
