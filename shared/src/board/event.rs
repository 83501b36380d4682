//! What happened. Events are only ever added to: a changed meaning is a new variant.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::alert::letter::Carrier;
use crate::alert::{AlertNumber, Class, Failure, Rung, Written};
use crate::board::card::{
    Action, Booking, Channel, ContactToday, Fact, Flag, HandOver, HoldKind, Legal, Level, Post,
    Reason, Sign,
};
use crate::board::deviation::DeviationKind;
use crate::board::meeting::{Minutes, Section};
use crate::board::member::{Member, Organisation};
use crate::calendar::Calendar;
use crate::deescalation::Transition;
use crate::deescalation::gate::Verdict;
use crate::deescalation::policy::Policy;
use crate::deescalation::proposal::Cancelled;
use crate::duty::{Change, Shift};
use crate::id::{ActionId, ClientId, CommandId, ContactId, DeviceId, LetterId, StaffId};
use crate::position::{Numbered, Seq};
use crate::time::Timestamp;
use crate::visit;

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

impl Actor {
    /// The rules, where an old entry does not say.
    pub(crate) fn rules() -> Self {
        Self::Rules
    }
}

/// An event with its number, its time and its actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// The number in the team's log.
    pub seq: Seq,
    /// When the server received it.
    pub at: Timestamp,
    /// When it happened, if it was entered offline and received later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Timestamp>,
    /// Who made it happen.
    pub by: Actor,
    /// The command that it answers, so that the one who gave it can recognise it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<CommandId>,
    /// What happened.
    pub event: Event,
}

impl Recorded {
    /// When it happened. The time line sorts by this (`policy.md` 5).
    #[must_use]
    pub fn when(&self) -> Timestamp {
        self.happened.unwrap_or(self.at)
    }
}

impl Numbered for Recorded {
    fn seq(&self) -> Seq {
        self.seq
    }
}

/// Something that happened to a team.
#[expect(
    clippy::large_enum_variant,
    reason = "the rules are the one large thing; events are read one by one"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
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
    /// The number of phones and browsers changed that have proved themselves: a test letter
    /// was shown there and tapped; or one of them did so again.
    DevicesProven {
        /// Whose.
        staff: StaffId,
        /// How many there are now.
        devices: u16,
        /// When one of them did so last; nothing if there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last: Option<Timestamp>,
    },
    /// Contact with somebody was lost while their page was open.
    ContactLost {
        /// With whom.
        staff: StaffId,
        /// Since when.
        since: Timestamp,
    },
    /// There is contact with them again.
    ContactRegained {
        /// With whom.
        staff: StaffId,
    },
    /// Shifts were planned.
    ShiftsPlanned {
        /// The shifts that are added.
        shifts: Vec<Shift>,
        /// The last date up to which the rota is published; later days are unknown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        published_to: Option<NaiveDate>,
    },
    /// Something about the rota changed.
    DutyChanged {
        /// What.
        change: Box<Change>,
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
    /// The client is invented, for exercises: whatever happens to the card is no care.
    MarkedForExercise {
        /// The client.
        client: ClientId,
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
        /// The planned contact that this was, if it was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        booking: Option<ContactId>,
    },
    /// A crisis event became known, without a contact (`policy.md` 1).
    CrisisReported {
        /// The client.
        client: ClientId,
        /// What happened.
        text: String,
    },
    /// Something happened to a visit that is watched.
    VisitChanged {
        /// The client.
        client: ClientId,
        /// What.
        change: visit::Change,
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
        /// Whose veto it is.
        #[serde(default)]
        by: HoldKind,
        /// Why.
        reason: String,
        /// The last date on which it holds; `None` until it is lifted.
        until: Option<NaiveDate>,
    },
    /// A veto was taken back.
    HoldLifted {
        /// The client.
        client: ClientId,
        /// The event that set it; every veto if absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hold: Option<Seq>,
    },
    /// A fact was entered of which only the latest of its kind counts.
    Noted {
        /// The client.
        client: ClientId,
        /// The fact.
        fact: Fact,
    },
    /// An entry was wrong and counts no more. It stays in the log.
    Corrected {
        /// The client.
        client: ClientId,
        /// The entry.
        entry: Seq,
        /// What is right.
        text: String,
    },
    /// The case manager or the deputy was named, or nobody is for now.
    Appointed {
        /// The client.
        client: ClientId,
        /// Which of the two.
        post: Post,
        /// Who.
        who: Option<StaffId>,
    },
    /// The client changed which organisations may see.
    ConsentChanged {
        /// The client.
        client: ClientId,
        /// The organisations that may.
        open_to: Vec<Organisation>,
        /// The posts whose holders may not see the client any more.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        vacant: Vec<Post>,
    },
    /// A planned contact was called off.
    BookingCancelled {
        /// The client.
        client: ClientId,
        /// The contact.
        booking: ContactId,
    },
    /// A planned contact did not come about.
    ContactMissed {
        /// The client.
        client: ClientId,
        /// The contact.
        booking: ContactId,
    },
    /// An action got the owner and the due time that it will have off the board.
    ActionHandedOver {
        /// The client.
        client: ClientId,
        /// The action.
        action: ActionId,
        /// To whom, and until when.
        to: HandOver,
    },
    /// The psychiatrist is asked for.
    PsychiatristAsked {
        /// The client.
        client: ClientId,
        /// What for.
        text: String,
    },
    /// What the psychiatrist was asked for is done.
    PsychiatristAnswered {
        /// The client.
        client: ClientId,
        /// The event that asked.
        asked: Seq,
    },
    /// The psychiatrist did not see the client in time.
    PsychiatristOverdue {
        /// The client.
        client: ClientId,
    },
    /// Somebody opened what they may not see, because life was in danger; that is a
    /// crisis event for a client on the board (`domain.md` 4.3).
    EmergencyAccess {
        /// The client.
        client: ClientId,
        /// Why.
        reason: String,
    },
    /// One tap in aftercare: back to the level before.
    Returned {
        /// The client.
        client: ClientId,
        /// The level.
        level: Level,
        /// When the team looks at it again.
        review: Option<NaiveDate>,
    },
    /// The team paused the automation.
    TeamPaused {
        /// Why.
        reason: String,
    },
    /// The team lets the rules work again.
    TeamResumed,
    /// The rules stand still.
    RulesStopped {
        /// Since when nothing was heard of them.
        since: Timestamp,
    },
    /// The rules run again.
    RulesStarted,
    /// A device may hold entries that the server does not know: it carries the forms of the day,
    /// which work without a network, or has said that something waits on it.
    DeviceUnsynced {
        /// The device.
        device: DeviceId,
        /// When it was last in step.
        since: Timestamp,
        /// Whose it is: it counts while they are on duty. One without an owner always counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<StaffId>,
    },
    /// The device carries nothing, or is gone.
    DeviceSynced {
        /// The device.
        device: DeviceId,
    },

    /// The rules looked at the board in the morning; what they found stands before this.
    Evaluated {
        /// The local date.
        date: NaiveDate,
    },
    /// The rules did not look at the board in the morning: nothing is proposed that day.
    EvaluationMissed {
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
    /// A waiting proposal was cancelled before its time.
    ProposalCancelled {
        /// The client.
        client: ClientId,
        /// Which step.
        transition: Transition,
        /// By what.
        by: Cancelled,
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
    /// A late entry took a step of the rules back (`policy.md` 5).
    Reversed {
        /// The client.
        client: ClientId,
        /// The step.
        step: Seq,
        /// When that happened which the rules did not know.
        late: Timestamp,
        /// The level from which the step was taken.
        level: Level,
        /// Since when that level held.
        since: Timestamp,
        /// When the client was raised on the board.
        raised: Option<Timestamp>,
    },
    /// A contact reached the client in time after a step to the care plan.
    ContactLimitMet {
        /// The client.
        client: ClientId,
    },
    /// No contact reached the client in time after a step to the care plan: the rules
    /// raised the client again (`policy.md` 4).
    RaisedAgain {
        /// The client.
        client: ClientId,
        /// When the team looks at it again.
        review: NaiveDate,
    },
    /// A sign that is not green in aftercare.
    AftercareWarned {
        /// The client.
        client: ClientId,
        /// The sign.
        sign: Sign,
    },
    /// Aftercare is over.
    AftercareEnded {
        /// The client.
        client: ClientId,
    },
    /// A deviation was drafted. Nothing is sent by itself (`domain.md` 3.8).
    DeviationDrafted {
        /// The client.
        client: ClientId,
        /// What about.
        about: DeviationKind,
        /// In how many minutes the alert should have been taken, where the team has a number of
        /// its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        within: Option<u8>,
    },
    /// A person entered a drafted deviation in the ordinary system.
    DeviationPassedOn {
        /// The client.
        client: ClientId,
        /// The event that drafted it.
        draft: Seq,
    },
    /// The execution run of a date is done; what it did stands before this.
    ExecutionDone {
        /// The local date.
        date: NaiveDate,
    },
    /// The load went over the capacity, or is within it again (`policy.md` 8).
    LoadCrossed {
        /// Whether it is over.
        over: bool,
    },

    /// A board meeting began; the actor leads it. The agenda follows from the board.
    MeetingStarted {
        /// Who is there.
        present: Vec<StaffId>,
    },
    /// The meeting turned to a client.
    MeetingMoved {
        /// The client.
        client: ClientId,
        /// In which section.
        section: Section,
        /// The client before was left without a contact for today, as was said aloud.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        skipped: bool,
    },
    /// A colleague came to the meeting, or left it.
    Attended {
        /// Who.
        staff: StaffId,
        /// Whether the colleague is there now.
        present: bool,
        /// Whether from somewhere else, by video or telephone.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        remote: bool,
    },
    /// The actor leads the meeting from now on.
    ChairTaken,
    /// The meeting ended.
    MeetingClosed {
        /// What it leaves behind, as far as the viewer may see.
        minutes: Minutes,
    },
    /// A meeting's note about a client stands in a record, or does not after all.
    Journaled {
        /// The client.
        client: ClientId,
        /// The minutes: the event that ended the meeting.
        meeting: Seq,
        /// Whose record.
        organisation: Organisation,
        /// Whether it stands there.
        done: bool,
    },

    /// An alert began.
    AlertRaised {
        /// The number that may be seen on a lock screen.
        alert: AlertNumber,
        /// The client.
        client: ClientId,
        /// How urgent it is.
        class: Class,
        /// It must be read tonight.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        tonight: bool,
        /// The board meeting raised it, and so has taken it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        in_meeting: bool,
        /// It is about colleagues on a visit who did not check in.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        visit: bool,
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
        /// The reporter, if they are asked on the screen instead of getting a letter.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        asked: Option<StaffId>,
        /// When it was due, if it came more than a minute late: no server was at work, or
        /// none could write.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Timestamp>,
        /// The letters.
        letters: Vec<Written>,
    },
    /// Nobody could be sent anything on this rung. That is an event of its own.
    NobodyReached {
        /// The alert.
        alert: AlertNumber,
        /// The rung.
        rung: Rung,
        /// When it was due, if it came more than a minute late.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Timestamp>,
    },
    /// The team has nobody on duty; the alert waits for the first staffed minute.
    AlertUncovered {
        /// The alert.
        alert: AlertNumber,
    },
    /// A push service, a gateway or a mail server accepted a letter. Nobody has seen it yet.
    LetterAccepted {
        /// The alert.
        alert: AlertNumber,
        /// The letter.
        letter: LetterId,
        /// On which way.
        #[serde(default, skip_serializing_if = "Carrier::is_default")]
        carrier: Carrier,
    },
    /// A gateway reports that a letter arrived. Nobody need have read it.
    LetterDelivered {
        /// The alert.
        alert: AlertNumber,
        /// The letter.
        letter: LetterId,
        /// On which way.
        carrier: Carrier,
    },
    /// A letter goes on one more way than it was written for, because the first failed.
    LetterRerouted {
        /// The alert.
        alert: AlertNumber,
        /// The letter, as it was written.
        written: Written,
        /// The other way.
        carrier: Carrier,
    },
    /// A device has shown a letter. Nobody has taken the alert yet.
    LetterShown {
        /// The alert.
        alert: AlertNumber,
        /// The letter.
        letter: LetterId,
    },
    /// A letter will reach nobody on one of its ways.
    LetterFailed {
        /// The alert.
        alert: AlertNumber,
        /// The letter.
        letter: LetterId,
        /// On which way.
        #[serde(default, skip_serializing_if = "Carrier::is_default")]
        carrier: Carrier,
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
    /// The clock went back behind the moment at which an alert was taken: the time for an
    /// action counts from here.
    ActionAwaited {
        /// The alert.
        alert: AlertNumber,
    },
    /// Letters that belong to no alert were written.
    NoticesWritten {
        /// The local date, for the letters about the morning's proposals.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        morning: Option<NaiveDate>,
        /// The beginning of the shifts, for the letters that try their phones.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        shift: Option<Timestamp>,
        /// The letters.
        letters: Vec<Written>,
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
            | Self::MarkedForExercise { client }
            | Self::DossierChanged { client, .. }
            | Self::Placed { client, .. }
            | Self::ContactNamed { client, .. }
            | Self::Assessed { client, .. }
            | Self::ContactLogged { client, .. }
            | Self::CrisisReported { client, .. }
            | Self::VisitChanged { client, .. }
            | Self::Booked { client, .. }
            | Self::ActionOpened { client, .. }
            | Self::ActionClosed { client, .. }
            | Self::FlagRaised { client, .. }
            | Self::FlagCleared { client, .. }
            | Self::LegalChanged { client, .. }
            | Self::ReviewSet { client, .. }
            | Self::HoldSet { client, .. }
            | Self::HoldLifted { client, .. }
            | Self::Noted { client, .. }
            | Self::Corrected { client, .. }
            | Self::Appointed { client, .. }
            | Self::ConsentChanged { client, .. }
            | Self::BookingCancelled { client, .. }
            | Self::ContactMissed { client, .. }
            | Self::ActionHandedOver { client, .. }
            | Self::PsychiatristAsked { client, .. }
            | Self::PsychiatristAnswered { client, .. }
            | Self::PsychiatristOverdue { client }
            | Self::EmergencyAccess { client, .. }
            | Self::Returned { client, .. }
            | Self::ProposalCancelled { client, .. }
            | Self::Reversed { client, .. }
            | Self::ContactLimitMet { client }
            | Self::RaisedAgain { client, .. }
            | Self::AftercareWarned { client, .. }
            | Self::AftercareEnded { client }
            | Self::DeviationDrafted { client, .. }
            | Self::DeviationPassedOn { client, .. }
            | Self::ProposalMade { client, .. }
            | Self::ProposalWithheld { client, .. }
            | Self::ProposalShown { client }
            | Self::SteppedDown { client, .. }
            | Self::StepCancelled { client, .. }
            | Self::MeetingMoved { client, .. }
            | Self::Journaled { client, .. }
            | Self::AlertRaised { client, .. } => Some(*client),
            Self::DutyChanged { change } => change.client(),
            _ => None,
        }
    }

    /// Whether the event is a crisis event: one that a person marks, every raise to red,
    /// and emergency access (`policy.md` 1).
    #[must_use]
    pub fn is_crisis(&self) -> bool {
        match self {
            Self::Placed { from, level, .. } => *level == Level::Red && *from != Level::Red,
            Self::Returned { level, .. } => *level == Level::Red,
            Self::ContactLogged { crisis, .. } => *crisis,
            Self::CrisisReported { .. } | Self::EmergencyAccess { .. } => true,
            _ => false,
        }
    }

    /// Whether the event is what a person entered about a client, and so may have
    /// happened before it was received. What follows from it happens on receipt.
    #[must_use]
    pub fn is_entered(&self) -> bool {
        matches!(
            self,
            Self::Placed { .. }
                | Self::ContactNamed { .. }
                | Self::Assessed { .. }
                | Self::ContactLogged { .. }
                | Self::CrisisReported { .. }
                | Self::VisitChanged { .. }
                | Self::Booked { .. }
                | Self::BookingCancelled { .. }
                | Self::ContactMissed { .. }
                | Self::ActionOpened { .. }
                | Self::ActionClosed { .. }
                | Self::ActionHandedOver { .. }
                | Self::FlagRaised { .. }
                | Self::FlagCleared { .. }
                | Self::LegalChanged { .. }
                | Self::ReviewSet { .. }
                | Self::HoldSet { .. }
                | Self::HoldLifted { .. }
                | Self::Noted { .. }
                | Self::Appointed { .. }
                | Self::PsychiatristAsked { .. }
                | Self::PsychiatristAnswered { .. }
                | Self::EmergencyAccess { .. }
                | Self::Returned { .. }
                | Self::TeamPaused { .. }
                | Self::TeamResumed
        )
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
            | Self::LetterDelivered { alert, .. }
            | Self::LetterRerouted { alert, .. }
            | Self::LetterShown { alert, .. }
            | Self::LetterFailed { alert, .. }
            | Self::Acknowledged { alert, .. }
            | Self::HelpOffered { alert }
            | Self::LadderRestarted { alert }
            | Self::ActionAwaited { alert }
            | Self::AlertClosed { alert } => Some(*alert),
            _ => None,
        }
    }

    /// The letters that were written with the event.
    #[must_use]
    pub fn letters(&self) -> &[Written] {
        match self {
            Self::RungReached { letters, .. }
            | Self::Acknowledged { letters, .. }
            | Self::NoticesWritten { letters, .. } => letters,
            _ => &[],
        }
    }
}
