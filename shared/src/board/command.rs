//! What a person asks for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::alert::AlertNumber;
use crate::board::card::{ActionClass, Channel, Flag, Level, Reason, Sign};
use crate::id::{ActionId, ClientId, StaffId};
use crate::position::Seq;
use crate::time::Timestamp;

/// A person's wish. What it means is decided by [`crate::board::decide::decide`].
///
/// `based_on` is the event that set the value which the person saw when they
/// decided to change it; `None` means that there was no value yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Command {
    /// Sets level, reason and text: a raise, a change, or off the board by hand.
    Place {
        /// The client.
        client: ClientId,
        /// The level that shall hold.
        level: Level,
        /// Why.
        reason: Reason,
        /// One line.
        text: String,
        /// The placing that the person saw.
        based_on: Option<Seq>,
    },
    /// Names who meets the client today.
    NameContact {
        /// The client.
        client: ClientId,
        /// The colleagues.
        who: Vec<StaffId>,
        /// When.
        at: Timestamp,
        /// Where or how.
        how: Channel,
        /// The naming that the person saw.
        based_on: Option<Seq>,
    },
    /// Records a human judgement of the client's signs.
    Assess {
        /// The client.
        client: ClientId,
        /// The level of the signs.
        sign: Sign,
    },
    /// Records a contact that was tried.
    LogContact {
        /// The client.
        client: ClientId,
        /// How.
        how: Channel,
        /// Whether the client was reached.
        reached: bool,
        /// Whether it was a crisis event (`policy.md` 1).
        #[serde(default)]
        crisis: bool,
        /// What happened, in a line.
        #[serde(default)]
        text: String,
    },
    /// Plans a contact.
    Book {
        /// The client.
        client: ClientId,
        /// Who will make it.
        who: StaffId,
        /// When.
        at: Timestamp,
        /// How.
        how: Channel,
    },
    /// Adds an open action.
    OpenAction {
        /// The client.
        client: ClientId,
        /// What kind it is.
        class: ActionClass,
        /// What is to be done.
        text: String,
        /// Who does it.
        owner: StaffId,
        /// Until when.
        due: Timestamp,
    },
    /// Closes an open action.
    CloseAction {
        /// The client.
        client: ClientId,
        /// The action.
        action: ActionId,
    },
    /// Raises a flag.
    RaiseFlag {
        /// The client.
        client: ClientId,
        /// The flag.
        flag: Flag,
    },
    /// Takes a flag away.
    ClearFlag {
        /// The client.
        client: ClientId,
        /// The flag.
        flag: Flag,
    },
    /// Sets when the team looks at the level again.
    SetReview {
        /// The client.
        client: ClientId,
        /// The date.
        date: NaiveDate,
    },
    /// Vetoes automatic steps: "Håll kvar".
    Hold {
        /// The client.
        client: ClientId,
        /// Why, in a line.
        reason: String,
    },
    /// Takes a veto back.
    LiftHold {
        /// The client.
        client: ClientId,
    },
    /// Says that the board meeting has seen today's proposals.
    ShowProposals,
    /// Takes an alert.
    Acknowledge {
        /// The alert.
        alert: AlertNumber,
    },
    /// Offers help to the one who took an alert.
    Help {
        /// The alert.
        alert: AlertNumber,
    },
}

impl Command {
    /// The client whom the command is about, if it is about one.
    #[must_use]
    pub fn client(&self) -> Option<ClientId> {
        match self {
            Self::Place { client, .. }
            | Self::NameContact { client, .. }
            | Self::Assess { client, .. }
            | Self::LogContact { client, .. }
            | Self::Book { client, .. }
            | Self::OpenAction { client, .. }
            | Self::CloseAction { client, .. }
            | Self::RaiseFlag { client, .. }
            | Self::ClearFlag { client, .. }
            | Self::SetReview { client, .. }
            | Self::Hold { client, .. }
            | Self::LiftHold { client } => Some(*client),
            Self::ShowProposals | Self::Acknowledge { .. } | Self::Help { .. } => None,
        }
    }
}
