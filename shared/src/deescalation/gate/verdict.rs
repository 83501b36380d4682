//! What a gate says, and the evidence for it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::board::card::{Flag, LegalStatus, Post, Reason, Sign};
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
    /// Planned contacts.
    D4,
    /// Open actions.
    D5,
    /// The psychiatrist.
    D6,
    /// Nothing that forbids.
    D7,
    /// The review date has come.
    D8,
    /// The plans.
    D9,
    /// Who takes over.
    D10,
    /// The window, and the meeting that saw the proposal.
    D11,
    /// The machinery ran in time.
    D12,
    /// The client.
    D13,
}

impl Gate {
    /// Every gate, in the order of `policy.md`.
    pub const ALL: [Self; 14] = [
        Self::D1,
        Self::D2,
        Self::D3,
        Self::D3f,
        Self::D4,
        Self::D5,
        Self::D6,
        Self::D7,
        Self::D8,
        Self::D9,
        Self::D10,
        Self::D11,
        Self::D12,
        Self::D13,
    ];

    /// The name in `policy.md`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::D1 => "D1",
            Self::D2 => "D2",
            Self::D3 => "D3",
            Self::D3f => "D3f",
            Self::D4 => "D4",
            Self::D5 => "D5",
            Self::D6 => "D6",
            Self::D7 => "D7",
            Self::D8 => "D8",
            Self::D9 => "D9",
            Self::D10 => "D10",
            Self::D11 => "D11",
            Self::D12 => "D12",
            Self::D13 => "D13",
        }
    }
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
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
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
        /// The last date; `None` until it is lifted.
        until: Option<NaiveDate>,
    },
    /// The client objects, and the CM has not talked about it yet.
    Objection {
        /// Since when.
        at: Timestamp,
        /// Whether that talk is overdue.
        overdue: bool,
    },
    /// The follow-up after a discharge is not done, or not ticked in a meeting.
    FollowUp,
    /// No contact with addiction care in this stay.
    AddictionCare,
    /// The team has paused the automation.
    Paused,
}

/// A plan that a step asks for (gate D9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// The crisis plan, confirmed or updated.
    Crisis,
    /// The care plan, checked.
    Care,
    /// The SIP question, answered.
    Sip,
}

/// Something that is still to be done before a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
pub enum Wanting {
    /// D6: the psychiatrist has not seen the client in this stay, nor decided.
    PsychiatristReview,
    /// D6: the psychiatrist clock runs.
    PsychiatristClock {
        /// Until when.
        due: Timestamp,
    },
    /// D6: the psychiatrist was asked and has not answered.
    PsychiatristAnswer {
        /// When.
        asked: Timestamp,
    },
    /// D6: medication was changed a short time ago.
    MedicationRest {
        /// How long ago, at the execution.
        had: Span,
        /// How long it must be.
        needs: Span,
    },
    /// D9: a plan.
    Plan {
        /// Which.
        plan: Plan,
    },
    /// D10: nobody who may see the client holds the post.
    Holder {
        /// Which.
        post: Post,
    },
    /// D10: neither CM nor deputy works by day.
    DayShift {
        /// On which working day.
        date: NaiveDate,
    },
    /// D10: the rota is not published that far.
    Rota {
        /// The first day that is not known.
        from: NaiveDate,
    },
    /// D10: no contact is booked soon after the step.
    Booking,
    /// D13: nobody has tried to tell the client of the step.
    Told,
    /// D13: the client's view, or why there is none, is not written down.
    View,
}

/// What a verdict rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
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
    /// No planned contact was missed.
    NothingMissed,
    /// A planned contact was missed.
    ContactMissed {
        /// When.
        at: Timestamp,
    },
    /// What is still to be done; nothing if empty.
    Wants {
        /// Each.
        wanting: Vec<Wanting>,
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
    /// The rules stand still.
    Stopped {
        /// Since when.
        since: Timestamp,
    },
    /// A device of somebody on duty is out of step.
    Unsynced {
        /// Since when.
        since: Timestamp,
    },
    /// The rules have never run.
    NeverRun,
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
