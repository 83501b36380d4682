//! What people do, and what happens to machines.

use chrono::NaiveDate;
use shared::Timestamp;
use shared::board::card::{
    ActionClass, Channel, Fact, Flag, LegalStatus, Level, Post, Reason, Sign,
};
use shared::board::member::Organisation;

use super::Name;
use crate::scenario::fixture::Rule;

/// Somebody does something.
#[derive(Clone, Debug)]
pub struct Deed {
    /// Who.
    pub who: Name,
    /// What.
    pub act: Act,
    /// When it happened, if it is received later than that.
    pub happened: Option<Timestamp>,
    /// When the person last looked at the card; now, if nothing is said.
    pub seen: Option<Timestamp>,
    /// The words with which it must be refused.
    pub refused: Option<String>,
}

/// What somebody does. Bookings are named by their time, actions and questions by their
/// text, alerts by a name that the file gives them.
#[derive(Clone, Debug)]
pub enum Act {
    /// Sets level, reason and text.
    Place {
        /// The client.
        client: Name,
        /// The level.
        level: Level,
        /// Why.
        reason: Reason,
        /// One line.
        text: String,
        /// The review date, if another than the usual.
        review: Option<NaiveDate>,
        /// Whether it must be read at night.
        tonight: bool,
    },
    /// Raises a flag.
    Raise(Name, Flag),
    /// Clears a flag.
    Clear(Name, Flag),
    /// Judges signs.
    Assess(Name, Sign),
    /// Tries a contact.
    Contact {
        /// The client.
        client: Name,
        /// How.
        how: Channel,
        /// Whether the client was reached.
        reached: bool,
        /// Whether it was a crisis event.
        crisis: bool,
        /// What happened.
        text: String,
        /// The time of the booking that this was.
        booking: Option<Timestamp>,
    },
    /// Reports a crisis event without a contact.
    ReportCrisis(Name, String),
    /// Books a contact.
    Book {
        /// The client.
        client: Name,
        /// When.
        at: Timestamp,
        /// How.
        how: Channel,
        /// Who makes it.
        with: Name,
    },
    /// Calls a booked contact off.
    CancelBooking(Name, Timestamp),
    /// Names today's contact.
    NameContact {
        /// The client.
        client: Name,
        /// Who.
        who: Vec<Name>,
        /// When.
        at: Timestamp,
        /// How.
        how: Channel,
    },
    /// Opens an action.
    OpenAction {
        /// The client.
        client: Name,
        /// Its kind.
        class: ActionClass,
        /// What is to be done.
        text: String,
        /// By whom.
        owner: Name,
        /// Until when.
        due: Timestamp,
    },
    /// Closes an action.
    CloseAction(Name, String),
    /// Says who has an action after the board.
    HandOver {
        /// The client.
        client: Name,
        /// The action.
        text: String,
        /// To whom.
        owner: Name,
        /// Until when.
        due: Timestamp,
    },
    /// Moves the review date.
    Review(Name, NaiveDate),
    /// Enters a fact.
    Note(Name, Fact),
    /// Says that an entry was wrong. The entry is named by when it happened.
    Correct(Name, Timestamp, String),
    /// Asks for the psychiatrist.
    AskPsychiatrist(Name, String),
    /// Answers what the psychiatrist was asked.
    AnswerPsychiatrist(Name, String),
    /// Names the case manager or the deputy.
    Appoint(Name, Post, Option<Name>),
    /// Records consent.
    Consent(Name, Vec<Organisation>),
    /// Records compulsory care.
    Legal {
        /// The client.
        client: Name,
        /// What holds now.
        status: Option<LegalStatus>,
        /// The last day.
        ends: Option<NaiveDate>,
    },
    /// Vetoes: "Håll kvar".
    Hold {
        /// The client.
        client: Name,
        /// Why.
        reason: String,
        /// A longer end.
        until: Option<NaiveDate>,
    },
    /// Takes a veto back.
    Lift {
        /// The client.
        client: Name,
        /// Whose veto, if not the longest.
        set_by: Option<Name>,
    },
    /// Begins a visit that is watched.
    VisitStart {
        /// The client.
        client: Name,
        /// With whom.
        with: Vec<Name>,
        /// Minutes until the check-in.
        minutes: u16,
        /// Goes alone although nobody should.
        alone: bool,
    },
    /// Checks in from a visit; the minutes until the next check-in.
    VisitCheckIn(Name, u16),
    /// Ends a visit.
    VisitEnd(Name),
    /// Pauses the team.
    Pause(String),
    /// Resumes the team.
    Resume,
    /// One tap in aftercare.
    Return(Name),
    /// Opens what may not be seen, because life is in danger.
    Emergency(Name, String),
    /// Takes an alert.
    Acknowledge(String),
    /// Offers help.
    Help(String),
    /// The meeting sees the proposals.
    ShowProposals,
    /// Starts the meeting.
    MeetingStart(Vec<Name>),
    /// Comes to the meeting, or leaves it.
    MeetingAttend(bool),
    /// The meeting goes on to a client, and it is said aloud if the one before is left
    /// without a contact.
    MeetingMove(Name, bool),
    /// Ends the meeting.
    MeetingClose,
    /// Changes a number of the rules.
    Rule(Rule),
}

/// What happens to machines.
#[derive(Clone, Debug)]
pub enum Machine {
    /// The rules stand still.
    RulesStop,
    /// The rules run again.
    RulesStart,
    /// A device holds entries that the server does not know.
    Unsynced(Name),
    /// The device is in step again.
    Synced(Name),
    /// The page lost its connection.
    Lost(Name),
    /// The page is connected again.
    Regained(Name),
    /// How many phones and browsers somebody has.
    Phones(Name, u16),
    /// The latest letter to somebody reached a push service.
    Accepted(Name),
    /// The latest letter to somebody was shown.
    Shown(Name),
    /// The latest letter to somebody will not arrive.
    Failed(Name),
    /// The server is killed and started again.
    Restart,
}
