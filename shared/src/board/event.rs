//! What happened. Events are only ever added to: a changed meaning is a new variant.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::alert::{AlertNumber, Class, Failure, Rung, Written};
use crate::board::card::{
    Action, Booking, Channel, ContactToday, Flag, Legal, Level, Reason, Sign,
};
use crate::board::member::{Member, Organisation};
use crate::calendar::Calendar;
use crate::deescalation::Transition;
use crate::deescalation::gate::Verdict;
use crate::deescalation::policy::Policy;
use crate::duty::Shift;
use crate::id::{ActionId, ClientId, CommandId, LetterId, StaffId};
use crate::position::{Numbered, Seq};
use crate::time::Timestamp;

/// Who made something happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A member of the staff.
    Staff(StaffId),
    /// The rules: evaluation, execution, the ladder.
    Rules,
    /// The server: setting up, sending, device reports.
    Server,
}

/// An event with its number, its time and its actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// The number in the team's log.
    pub seq: Seq,
    /// When the server received it.
    pub at: Timestamp,
    /// Who made it happen.
    pub by: Actor,
    /// The command that it answers, so that the one who gave it can recognise it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<CommandId>,
    /// What happened.
    pub event: Event,
}

impl Numbered for Recorded {
    fn seq(&self) -> Seq {
        self.seq
    }
}

/// Something that happened to a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// The team began, or its rules changed.
    PolicySet {
        /// The rules from now on.
        policy: Policy,
        /// The free days from now on.
        calendar: Calendar,
    },
    /// Somebody joined the staff, or their work changed.
    MemberJoined {
        /// Who.
        staff: StaffId,
        /// Their work.
        member: Member,
    },
    /// The number of phones and browsers that can be sent letters changed.
    DevicesChanged {
        /// Whose.
        staff: StaffId,
        /// How many there are now.
        devices: u16,
    },
    /// Shifts were planned.
    ShiftsPlanned {
        /// The shifts that are added.
        shifts: Vec<Shift>,
    },
    /// A client became the team's.
    ClientEnrolled {
        /// The client.
        client: ClientId,
        /// The case manager.
        cm: Option<StaffId>,
        /// The deputy.
        deputy: Option<StaffId>,
        /// The organisations that the client has consented to.
        open_to: Vec<Organisation>,
    },
    /// The client's dossier has a new version.
    DossierChanged {
        /// The client.
        client: ClientId,
        /// The version.
        version: u32,
    },
    /// Level, reason and text were set by a person.
    Placed {
        /// The client.
        client: ClientId,
        /// The level before.
        from: Level,
        /// The level now.
        level: Level,
        /// Why.
        reason: Reason,
        /// One line.
        text: String,
        /// When the team looks at it again.
        review: Option<NaiveDate>,
    },
    /// Today's contact was named.
    ContactNamed {
        /// The client.
        client: ClientId,
        /// Who, when, where.
        contact: ContactToday,
    },
    /// Signs were judged by a person.
    Assessed {
        /// The client.
        client: ClientId,
        /// The level of the signs.
        sign: Sign,
    },
    /// A contact was tried.
    ContactLogged {
        /// The client.
        client: ClientId,
        /// How.
        how: Channel,
        /// Whether the client was reached.
        reached: bool,
        /// Whether the person marked it as a crisis event.
        #[serde(default)]
        crisis: bool,
        /// What happened.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// A contact was planned.
    Booked {
        /// The client.
        client: ClientId,
        /// The plan.
        booking: Booking,
    },
    /// An action was opened.
    ActionOpened {
        /// The client.
        client: ClientId,
        /// The action.
        action: Action,
    },
    /// An action was closed.
    ActionClosed {
        /// The client.
        client: ClientId,
        /// The action.
        action: ActionId,
    },
    /// A flag was raised.
    FlagRaised {
        /// The client.
        client: ClientId,
        /// The flag.
        flag: Flag,
    },
    /// A flag was taken away.
    FlagCleared {
        /// The client.
        client: ClientId,
        /// The flag.
        flag: Flag,
    },
    /// Compulsory care began, changed or ended.
    LegalChanged {
        /// The client.
        client: ClientId,
        /// The status from now on.
        legal: Legal,
    },
    /// A review date was set.
    ReviewSet {
        /// The client.
        client: ClientId,
        /// The date.
        date: NaiveDate,
    },
    /// A veto was set; it cancels a waiting proposal.
    HoldSet {
        /// The client.
        client: ClientId,
        /// Why.
        reason: String,
        /// The last date on which it holds.
        until: NaiveDate,
    },
    /// A veto was taken back.
    HoldLifted {
        /// The client.
        client: ClientId,
    },

    /// The rules looked at the board in the morning; what they found stands before this.
    Evaluated {
        /// The local date.
        date: NaiveDate,
    },
    /// Every gate was open in the morning: a step down is proposed.
    ProposalMade {
        /// The client.
        client: ClientId,
        /// Which step.
        transition: Transition,
        /// When it will be taken.
        execution: Timestamp,
        /// Every gate with its evidence.
        verdicts: Vec<Verdict>,
    },
    /// A gate was not open in the morning: nothing is proposed, and why.
    ProposalWithheld {
        /// The client.
        client: ClientId,
        /// Which step.
        transition: Transition,
        /// Every gate with its evidence.
        verdicts: Vec<Verdict>,
    },
    /// The board meeting saw a proposal.
    ProposalShown {
        /// The client.
        client: ClientId,
    },
    /// A step down was taken by the rules.
    SteppedDown {
        /// The client.
        client: ClientId,
        /// Which step.
        transition: Transition,
        /// The version of the rules.
        policy: String,
        /// Every gate with its evidence, judged in the same moment.
        verdicts: Vec<Verdict>,
    },
    /// A proposal was not executed, and why.
    StepCancelled {
        /// The client.
        client: ClientId,
        /// Which step.
        transition: Transition,
        /// Every gate with its evidence, judged in the same moment.
        verdicts: Vec<Verdict>,
    },
    /// The execution run of a date is done; what it did stands before this.
    ExecutionDone {
        /// The local date.
        date: NaiveDate,
    },

    /// An alert began.
    AlertRaised {
        /// The number that may be seen on a lock screen.
        alert: AlertNumber,
        /// The client.
        client: ClientId,
        /// How urgent it is.
        class: Class,
    },
    /// A new crisis joined an alert that is still open.
    AlertJoined {
        /// The alert.
        alert: AlertNumber,
    },
    /// An alert reached a rung, and these letters were written in the same moment.
    RungReached {
        /// The alert.
        alert: AlertNumber,
        /// The rung.
        rung: Rung,
        /// Who is responsible from now on; `None` while nobody is.
        responsible: Option<StaffId>,
        /// Who stands behind them.
        reserve: Option<StaffId>,
        /// The first one was known to be unreachable, so the reserve leads from the start.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        reserve_leads: bool,
        /// The letters.
        letters: Vec<Written>,
    },
    /// Nobody could be sent anything on this rung. That is an event of its own.
    NobodyReached {
        /// The alert.
        alert: AlertNumber,
        /// The rung.
        rung: Rung,
    },
    /// The team has nobody on duty; the alert waits for the first staffed minute.
    AlertUncovered {
        /// The alert.
        alert: AlertNumber,
    },
    /// A push service accepted a letter for a device. Nobody has seen it yet.
    LetterAccepted {
        /// The alert.
        alert: AlertNumber,
        /// The letter.
        letter: LetterId,
    },
    /// A device has shown a letter. Nobody has taken the alert yet.
    LetterShown {
        /// The alert.
        alert: AlertNumber,
        /// The letter.
        letter: LetterId,
    },
    /// A letter will reach no device.
    LetterFailed {
        /// The alert.
        alert: AlertNumber,
        /// The letter.
        letter: LetterId,
        /// Why.
        why: Failure,
    },
    /// A person took the alert; these letters replace the earlier ones.
    Acknowledged {
        /// The alert.
        alert: AlertNumber,
        /// The letters.
        letters: Vec<Written>,
    },
    /// A person offered help to the one who took the alert.
    HelpOffered {
        /// The alert.
        alert: AlertNumber,
    },
    /// An alert was taken but no action followed in time; the ladder begins again.
    LadderRestarted {
        /// The alert.
        alert: AlertNumber,
    },
    /// An action followed, or the client left the team's responsibility: the alert is over.
    AlertClosed {
        /// The alert.
        alert: AlertNumber,
    },
}

impl Event {
    /// The client whom the event names, if it names one.
    #[must_use]
    pub fn client(&self) -> Option<ClientId> {
        match self {
            Self::ClientEnrolled { client, .. }
            | Self::DossierChanged { client, .. }
            | Self::Placed { client, .. }
            | Self::ContactNamed { client, .. }
            | Self::Assessed { client, .. }
            | Self::ContactLogged { client, .. }
            | Self::Booked { client, .. }
            | Self::ActionOpened { client, .. }
            | Self::ActionClosed { client, .. }
            | Self::FlagRaised { client, .. }
            | Self::FlagCleared { client, .. }
            | Self::LegalChanged { client, .. }
            | Self::ReviewSet { client, .. }
            | Self::HoldSet { client, .. }
            | Self::HoldLifted { client }
            | Self::ProposalMade { client, .. }
            | Self::ProposalWithheld { client, .. }
            | Self::ProposalShown { client }
            | Self::SteppedDown { client, .. }
            | Self::StepCancelled { client, .. }
            | Self::AlertRaised { client, .. } => Some(*client),
            _ => None,
        }
    }

    /// The alert that the event is about, if it is about one.
    #[must_use]
    pub fn alert(&self) -> Option<AlertNumber> {
        match self {
            Self::AlertRaised { alert, .. }
            | Self::AlertJoined { alert }
            | Self::RungReached { alert, .. }
            | Self::NobodyReached { alert, .. }
            | Self::AlertUncovered { alert }
            | Self::LetterAccepted { alert, .. }
            | Self::LetterShown { alert, .. }
            | Self::LetterFailed { alert, .. }
            | Self::Acknowledged { alert, .. }
            | Self::HelpOffered { alert }
            | Self::LadderRestarted { alert }
            | Self::AlertClosed { alert } => Some(*alert),
            _ => None,
        }
    }

    /// The letters that must be in the outbox as soon as the event is in the log.
    #[must_use]
    pub fn letters(&self) -> &[Written] {
        match self {
            Self::RungReached { letters, .. } | Self::Acknowledged { letters, .. } => letters,
            _ => &[],
        }
    }
}
