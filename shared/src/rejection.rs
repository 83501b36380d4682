//! Why a command was refused, in a form that a person can act on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::board::card::Level;
use crate::board::event::Actor;
use crate::board::meeting::Missing;
use crate::duty;
use crate::id::{ClientId, StaffId};
use crate::time::Timestamp;
use crate::visit;

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
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
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
    HoldTooLong {
        /// The last date on which they hold.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
    /// The veto is lifted by the one who set it, by the psychiatrist or in the meeting.
    #[error("somebody else set this hold")]
    NotYourHold {
        /// Who set it.
        by: Actor,
    },
    /// The entry does not count any more, or was never one that can be corrected.
    #[error("no such entry")]
    NoSuchEntry,
    /// An entry is corrected by the one who made it, or in the meeting.
    #[error("somebody else made this entry")]
    NotYourEntry {
        /// Who made it.
        by: Actor,
    },
    /// A date lies in the past.
    #[error("the date lies in the past")]
    InThePast,
    /// The planned contact is not open any more.
    #[error("the planned contact is not open")]
    NoSuchBooking,
    /// The psychiatrist has answered already.
    #[error("nothing is asked of the psychiatrist")]
    NoSuchRequest,
    /// The client is not in aftercare, so there is no level to return to.
    #[error("the client is not in aftercare")]
    NoAftercare,
    /// Only the psychiatrist may say this.
    #[error("only the psychiatrist decides this")]
    PsychiatristDecides,
    /// The psychiatrist has not cleared the change of medication, so its reason stays.
    #[error("the change of medication is not cleared")]
    MedicationNotCleared,
    /// The CM talks with the client about an objection.
    #[error("the CM talks with the client")]
    CmTalks,
    /// A number of the rules lies outside its limits.
    #[error("{number} must lie between {least} and {most}")]
    OutsideLimits {
        /// Its name in the policy.
        number: String,
        /// The least it may be: minutes for a length of time, else a count.
        least: i64,
        /// The most it may be.
        most: i64,
    },
    /// A level cannot be called that.
    #[error("{level:?} cannot have this name")]
    LevelName {
        /// The level.
        level: Level,
    },
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
    /// The alert was handed over, or has begun again, since the page was made.
    #[error("the alert was handed over meanwhile")]
    HandedOver {
        /// Who is responsible now; nobody while none is on duty.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<StaffId>,
    },
    /// The alert is over.
    #[error("the alert is over")]
    AlertOver,
    /// Nobody has taken the alert yet, so there is nobody to help.
    #[error("nobody has taken the alert yet")]
    NotAcknowledged,
    /// A board meeting is held already.
    #[error("a meeting is held already")]
    MeetingRuns {
        /// Who leads it.
        chair: StaffId,
        /// Since when.
        at: Timestamp,
    },
    /// No board meeting is held.
    #[error("no meeting is held")]
    NoMeeting,
    /// The person is not at the board meeting.
    #[error("this person is not at the meeting")]
    NotAtMeeting,
    /// The client does not stand there on the agenda, or the person may not see the client.
    #[error("not on the agenda")]
    NotOnAgenda,
    /// The meeting would leave a client without a contact for today.
    #[error("{client} has no contact for today")]
    ContactMissing {
        /// The client.
        client: ClientId,
    },
    /// The meeting cannot end while this is missing.
    #[error("something is missing for {} clients", missing.len())]
    NotComplete {
        /// For whom, and what.
        missing: Vec<Missing>,
    },
    /// Only a board meeting decides this, and the person is not at one.
    #[error("only a meeting decides this")]
    MeetingDecides,
    /// The rota does not allow it.
    #[error("the rota does not allow it: {why:?}")]
    Duty {
        /// Why.
        why: duty::Refusal,
    },
    /// What is asked about a visit is not possible.
    #[error("the visit does not allow it: {why:?}")]
    Visit {
        /// Why.
        why: visit::Refusal,
    },
    /// The board cannot be changed now, because its store does not answer.
    #[error("the store does not answer")]
    Unavailable,
}
