//! What a gate says, and the evidence for it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::board::card::{Flag, LegalStatus, Reason, Sign};
use crate::time::{Span, Timestamp};

/// The name of a gate in `policy.md` 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Gate {
    /// The shortest stay on the present level.
    D1,
    /// The shortest time since the last crisis event.
    D2,
    /// Green assessments, set by people.
    D3,
    /// The latest assessment is fresh.
    #[serde(rename = "D3f")]
    D3f,
    /// Open actions.
    D5,
    /// Nothing that forbids.
    D7,
    /// The review date has come.
    D8,
    /// The window, and the meeting that saw the proposal.
    D11,
    /// The machinery ran in time.
    D12,
}

/// What a gate says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The data say yes.
    Open,
    /// The data say no.
    Closed,
    /// The data are absent. Never green.
    Unknown,
}

impl State {
    pub(super) fn open_if(holds: bool) -> Self {
        if holds { Self::Open } else { Self::Closed }
    }
}

/// Something that forbids automation (gate D7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A flag is raised.
    Flag {
        /// Which.
        flag: Flag,
    },
    /// Compulsory care began, changed or ended a short time ago.
    Legal {
        /// What it is now.
        status: Option<LegalStatus>,
        /// When it changed.
        changed: Timestamp,
    },
    /// The reason is one that people decide about.
    Reason {
        /// Which.
        reason: Reason,
    },
    /// A veto holds.
    Hold {
        /// The last date.
        until: NaiveDate,
    },
    /// The team has paused the automation.
    Paused,
}

/// What a verdict rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// Something has lasted for a time (D1, D2).
    Lasted {
        /// How long, at the execution.
        had: Span,
        /// How long it must.
        needs: Span,
    },
    /// There was no crisis event.
    NoCrisis,
    /// A crisis event in this stay leaves the way back to people.
    CrisisInStay {
        /// When.
        at: Timestamp,
    },
    /// Green assessments of the last week.
    Greens {
        /// How many.
        greens: u8,
        /// On how many days.
        days: u8,
        /// By how many persons.
        persons: u8,
        /// How many are needed.
        needs_greens: u8,
        /// On how many days.
        needs_days: u8,
        /// By how many persons.
        needs_persons: u8,
    },
    /// An assessment that is not green stands in the way.
    NotGreen {
        /// Its level.
        sign: Sign,
        /// When.
        at: Timestamp,
    },
    /// Nobody has ever assessed the client.
    NeverAssessed,
    /// The age of the latest assessment at 06:00.
    Fresh {
        /// The age.
        age: Span,
        /// How old it may be.
        limit: Span,
    },
    /// How many open actions stand in the way.
    Actions {
        /// How many.
        open: u16,
    },
    /// What forbids automation; nothing if empty.
    Blocks {
        /// Each.
        blocks: Vec<Block>,
    },
    /// The review date.
    Review {
        /// The date; absent if none was set.
        date: Option<NaiveDate>,
    },
    /// The calendar allows the day.
    Window {
        /// When the meeting saw the proposal, once that matters.
        shown: Option<Timestamp>,
    },
    /// The calendar does not allow the day.
    OutsideWindow {
        /// The day.
        date: NaiveDate,
    },
    /// No board meeting has seen the proposal today.
    NotShown,
    /// The run came in time.
    InTime,
    /// The run came too late to be trusted.
    Late {
        /// By how much.
        by: Span,
    },
}

/// What a gate says, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The gate.
    pub gate: Gate,
    /// What it says.
    pub state: State,
    /// Why.
    pub because: Evidence,
}
