//! What a person may ask for, what then changes, and why it is refused.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Absence, Acting, Hours, Number, Pattern, Rules, Shift, ShiftKind, Swap};
use crate::id::{ClientId, StaffId};
use crate::time::Timestamp;

/// A person's wish about the rota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ask {
    /// Plans shifts that come again.
    SetPattern {
        /// Who works.
        who: StaffId,
        /// In which role.
        role: ShiftKind,
        /// When.
        hours: Hours,
        /// Every how many weeks.
        every: u8,
        /// The first date.
        first: NaiveDate,
        /// The last date.
        last: NaiveDate,
    },
    /// Ends a pattern: its shifts from a date on go away.
    EndPattern {
        /// The pattern.
        pattern: Number,
        /// The first date without it.
        from: NaiveDate,
    },
    /// Says which roles must be filled, and which weeks are holidays.
    SetRules {
        /// Everything that shall hold.
        rules: Rules,
    },
    /// Says up to which date the rota is planned; what comes later is not known.
    Publish {
        /// The last date.
        to: NaiveDate,
    },
    /// Adds one shift.
    Add {
        /// The shift.
        shift: Shift,
    },
    /// Takes one shift away.
    Remove {
        /// The shift.
        shift: Shift,
    },
    /// Gives a shift, or what is left of it, to somebody else.
    Assign {
        /// The shift as it is.
        shift: Shift,
        /// To whom.
        to: StaffId,
    },
    /// Says that somebody is away. Their shifts in that time are free to be taken.
    Absent {
        /// Who.
        who: StaffId,
        /// The first instant.
        from: Timestamp,
        /// The first instant after it.
        to: Timestamp,
    },
    /// Says that an absence does not hold. Shifts that nobody has taken come back.
    EndAbsence {
        /// The absence.
        absence: Number,
    },
    /// Names who stands in as deputy for a client on some dates.
    ActFor {
        /// The client.
        client: ClientId,
        /// Who.
        who: StaffId,
        /// The first date.
        first: NaiveDate,
        /// The last date.
        last: NaiveDate,
    },
    /// Ends every standing-in for a client.
    EndActing {
        /// The client.
        client: ClientId,
    },
    /// Asks for somebody else to work a shift.
    AskSwap {
        /// The shift.
        shift: Shift,
        /// Who is asked; everybody if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<StaffId>,
    },
    /// Takes a shift that looks for somebody.
    TakeSwap {
        /// The swap.
        swap: Number,
        /// For whom; the one who asks if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<StaffId>,
    },
    /// Takes the question back, as long as nobody has taken the shift.
    TakeBackSwap {
        /// The swap.
        swap: Number,
    },
    /// Undoes a swap that was taken: what is left of the shift goes back.
    CancelSwap {
        /// The swap.
        swap: Number,
    },
    /// Says that the person has read what the ones before leave behind.
    ReadHandOver {
        /// When the person's shift begins.
        shift: Timestamp,
    },
}

/// Shifts that go and shifts that come, in one step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Shifts that do not hold any more, exactly as they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Shift>,
    /// Shifts that hold now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Shift>,
}

impl Moved {
    /// Whether nothing goes and nothing comes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty()
    }
}

/// What changed about the rota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
pub enum Change {
    /// Shifts that come again were planned.
    PatternSet {
        /// The pattern.
        pattern: Pattern,
        /// Its shifts.
        moved: Moved,
        /// Those of its shifts in which the person is away.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        vacant: Vec<Swap>,
    },
    /// A pattern ended.
    PatternEnded {
        /// The pattern.
        pattern: Number,
        /// The last date that it keeps.
        last: NaiveDate,
        /// Its shifts that went away.
        moved: Moved,
    },
    /// The team said which roles must be filled, and which weeks are holidays.
    RulesSet {
        /// Everything that holds.
        rules: Rules,
    },
    /// The rota is planned up to a date.
    Published {
        /// The last date.
        to: NaiveDate,
    },
    /// Somebody who leads the team changed single shifts.
    Planned {
        /// The shifts.
        moved: Moved,
    },
    /// Somebody is away.
    Absent {
        /// The absence.
        absence: Absence,
        /// Their shifts in that time.
        moved: Moved,
        /// The same, free to be taken.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        vacant: Vec<Swap>,
    },
    /// An absence does not hold.
    AbsenceEnded {
        /// The absence.
        absence: Number,
        /// The shifts that come back.
        moved: Moved,
    },
    /// Somebody stands in as deputy.
    ActingSet {
        /// For whom, who and when.
        acting: Acting,
    },
    /// Nobody stands in as deputy.
    ActingEnded {
        /// The client.
        client: ClientId,
    },
    /// A shift looks for somebody else.
    SwapAsked {
        /// The question.
        swap: Swap,
    },
    /// Somebody took a shift, and has it from the same instant.
    SwapTaken {
        /// The swap.
        swap: Number,
        /// Who.
        who: StaffId,
        /// The shift.
        moved: Moved,
    },
    /// A question was taken back.
    SwapTakenBack {
        /// The swap.
        swap: Number,
    },
    /// A swap was undone.
    SwapCancelled {
        /// The swap.
        swap: Number,
        /// What is left of the shift.
        moved: Moved,
    },
    /// Somebody who came on duty read what the ones before leave behind.
    HandOverRead {
        /// Who.
        who: StaffId,
        /// When their shift begins.
        shift: Timestamp,
    },
}

impl Change {
    /// The client whom the change is about, if it is about one.
    #[must_use]
    pub fn client(&self) -> Option<ClientId> {
        match self {
            Self::ActingSet { acting } => Some(acting.client),
            Self::ActingEnded { client } => Some(*client),
            _ => None,
        }
    }

    /// The shifts that it moves.
    #[must_use]
    pub fn moved(&self) -> Option<&Moved> {
        match self {
            Self::PatternSet { moved, .. }
            | Self::PatternEnded { moved, .. }
            | Self::Planned { moved }
            | Self::Absent { moved, .. }
            | Self::AbsenceEnded { moved, .. }
            | Self::SwapTaken { moved, .. }
            | Self::SwapCancelled { moved, .. } => Some(moved),
            _ => None,
        }
    }
}

/// Why a wish about the rota is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
pub enum Refusal {
    /// Only the team leader and the manager do this.
    LeaderDecides,
    /// It is somebody else's shift.
    NotYourShift {
        /// Whose.
        of: StaffId,
    },
    /// Nobody has this shift any more.
    NoSuchShift,
    /// The swap is over, or never was.
    NoSuchSwap,
    /// Somebody was faster.
    SwapTaken {
        /// Who.
        by: StaffId,
    },
    /// A colleague was asked by name.
    AskedAnother {
        /// Who.
        who: StaffId,
    },
    /// The person has the shift already.
    OwnShift,
    /// The person works or is on call at the same time.
    Busy {
        /// Who.
        who: StaffId,
        /// In which role.
        role: ShiftKind,
        /// Since when.
        from: Timestamp,
        /// Until when.
        to: Timestamp,
    },
    /// The person is away at that time.
    Away {
        /// Who.
        who: StaffId,
    },
    /// The person is not on the team, or the role is not for them.
    NotTheirRole,
    /// The time has passed.
    Past,
    /// The end does not come after the beginning, or too long after it.
    WrongTimes,
    /// There is no such pattern, absence or list.
    NoSuchEntry,
}
