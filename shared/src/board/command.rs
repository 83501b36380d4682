//! What a person asks for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::alert::{AlertNumber, Seen};
use crate::board::card::{
    ActionClass, Channel, Fact, Flag, HandOver, LegalStatus, Level, Post, Reason, Sign,
};
use crate::board::meeting::Section;
use crate::board::member::Organisation;
use crate::deescalation::policy::Policy;
use crate::duty;
use crate::id::{ActionId, ClientId, ContactId, StaffId};
use crate::position::Seq;
use crate::time::Timestamp;
use crate::visit;

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
        /// When the team looks at it again; the usual time if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review: Option<NaiveDate>,
        /// Whether a raise to yellow at night must be read before the morning.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        tonight: bool,
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
        /// The planned contact that this was, if it was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        booking: Option<ContactId>,
    },
    /// Reports a crisis event that became known without a contact.
    ReportCrisis {
        /// The client.
        client: ClientId,
        /// What happened, in a line.
        text: String,
    },
    /// Asks for something about a visit that is watched.
    Visit {
        /// The client.
        client: ClientId,
        /// What.
        ask: visit::Ask,
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
        /// A longer end than the usual one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
    /// Takes a veto back.
    LiftHold {
        /// The client.
        client: ClientId,
        /// The event that set it; the one that holds longest if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hold: Option<Seq>,
    },
    /// Enters a fact of which only the latest of its kind counts.
    Note {
        /// The client.
        client: ClientId,
        /// The fact.
        fact: Fact,
    },
    /// Says that an entry was wrong: an assessment, a missed contact or a crisis event.
    /// It counts no more, and stays in the log.
    Correct {
        /// The client.
        client: ClientId,
        /// The entry.
        entry: Seq,
        /// What is right, in a line.
        text: String,
    },
    /// Names the case manager or the deputy.
    Appoint {
        /// The client.
        client: ClientId,
        /// Which of the two.
        post: Post,
        /// Who; `None` if nobody is for now.
        who: Option<StaffId>,
    },
    /// Records which organisations the client lets see.
    SetConsent {
        /// The client.
        client: ClientId,
        /// The organisations.
        open_to: Vec<Organisation>,
    },
    /// Records that compulsory care began, changed or ended.
    SetLegal {
        /// The client.
        client: ClientId,
        /// What holds now; `None` when it has ended.
        status: Option<LegalStatus>,
        /// The last day of the decision.
        ends: Option<NaiveDate>,
    },
    /// Calls a planned contact off.
    CancelBooking {
        /// The client.
        client: ClientId,
        /// The contact.
        booking: ContactId,
    },
    /// Says who will have an action, and until when, once the client is off the board.
    HandOverAction {
        /// The client.
        client: ClientId,
        /// The action.
        action: ActionId,
        /// To whom, and until when.
        to: HandOver,
    },
    /// Asks for the psychiatrist.
    AskPsychiatrist {
        /// The client.
        client: ClientId,
        /// What for.
        text: String,
    },
    /// Says that what the psychiatrist was asked for is done.
    AnswerPsychiatrist {
        /// The client.
        client: ClientId,
        /// The event that asked.
        asked: Seq,
    },
    /// One tap in aftercare: back to the level before.
    Return {
        /// The client.
        client: ClientId,
    },
    /// Opens what the person may not see, because life is in danger.
    AccessInEmergency {
        /// The client.
        client: ClientId,
        /// Why.
        reason: String,
    },
    /// Says that a deviation was entered in the ordinary system. Nothing is sent by itself.
    PassOnDeviation {
        /// The client.
        client: ClientId,
        /// The event that drafted it.
        draft: Seq,
    },
    /// Pauses the automation for the whole team.
    PauseTeam {
        /// Why.
        reason: String,
    },
    /// Lets the rules work again.
    ResumeTeam,
    /// Changes the numbers of the rules, within their limits.
    SetPolicy {
        /// The numbers; the version is given by the board.
        policy: Box<Policy>,
    },
    /// Says that the board meeting has seen today's proposals.
    ShowProposals,
    /// Begins a board meeting, led by the person who asks.
    StartMeeting {
        /// Who is there, in the room or remote.
        #[serde(default)]
        present: Vec<StaffId>,
    },
    /// Says that a colleague came to the meeting, or left it.
    Attend {
        /// Who.
        staff: StaffId,
        /// Whether the colleague is there.
        present: bool,
        /// Whether from somewhere else, by video or telephone.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        remote: bool,
    },
    /// Takes the lead of the meeting over.
    TakeChair,
    /// Turns the meeting to a client on the agenda.
    MoveTo {
        /// The client.
        client: ClientId,
        /// In which section.
        section: Section,
        /// The client before is left without a contact for today, and that was said.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        skip: bool,
    },
    /// Ends the meeting.
    CloseMeeting,
    /// Says that a meeting's note about a client stands in the record of the person's
    /// employer, or that it does not.
    MarkJournaled {
        /// The client.
        client: ClientId,
        /// The minutes: the event that ended the meeting.
        meeting: Seq,
        /// Whether it stands there.
        done: bool,
    },
    /// Takes an alert.
    Acknowledge {
        /// The alert.
        alert: AlertNumber,
    },
    /// Takes an alert as a page or a notification showed it. It is refused if the alert was
    /// handed over to a colleague since.
    AcknowledgeSeen {
        /// The alert.
        alert: AlertNumber,
        /// How far its ladder had climbed then.
        seen: Seen,
    },
    /// Offers help to the one who took an alert.
    Help {
        /// The alert.
        alert: AlertNumber,
    },
    /// Asks for something about the rota.
    Duty {
        /// What.
        ask: duty::Ask,
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
            | Self::ReportCrisis { client, .. }
            | Self::Visit { client, .. }
            | Self::Book { client, .. }
            | Self::OpenAction { client, .. }
            | Self::CloseAction { client, .. }
            | Self::RaiseFlag { client, .. }
            | Self::ClearFlag { client, .. }
            | Self::SetReview { client, .. }
            | Self::Hold { client, .. }
            | Self::LiftHold { client, .. }
            | Self::Note { client, .. }
            | Self::Correct { client, .. }
            | Self::Appoint { client, .. }
            | Self::SetConsent { client, .. }
            | Self::SetLegal { client, .. }
            | Self::CancelBooking { client, .. }
            | Self::HandOverAction { client, .. }
            | Self::AskPsychiatrist { client, .. }
            | Self::AnswerPsychiatrist { client, .. }
            | Self::Return { client }
            | Self::MoveTo { client, .. }
            | Self::MarkJournaled { client, .. }
            | Self::AccessInEmergency { client, .. }
            | Self::PassOnDeviation { client, .. } => Some(*client),
            Self::PauseTeam { .. }
            | Self::ResumeTeam
            | Self::SetPolicy { .. }
            | Self::ShowProposals
            | Self::StartMeeting { .. }
            | Self::Attend { .. }
            | Self::TakeChair
            | Self::CloseMeeting
            | Self::Acknowledge { .. }
            | Self::AcknowledgeSeen { .. }
            | Self::Help { .. }
            | Self::Duty { .. } => None,
        }
    }
}
