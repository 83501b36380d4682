//! What must hold.

use chrono::NaiveDate;
use shared::Timestamp;
use shared::alert::Rung;
use shared::board::card::{Channel, Flag, Level, Post, Reason, Sign};

use super::Name;

/// What must hold at this moment.
#[derive(Clone, Debug)]
pub enum Expect {
    /// Of a client.
    Client(Name, Client),
    /// Of the whole board.
    Board(Board),
    /// Of an alert, by the name that the file gives it.
    Alert(String, Alert),
    /// A letter was written.
    Letter(Letter),
    /// No letter was written since a moment, to somebody or to anybody.
    NoLetters {
        /// To whom.
        to: Option<Name>,
        /// Since when, up to now.
        since: Timestamp,
    },
    /// Something stands in the log.
    Log(Log),
}

/// Of a client.
#[derive(Clone, Debug)]
pub enum Client {
    /// The level, and since when.
    Level(Level, Option<Timestamp>),
    /// Whole days of 24 hours on the level.
    DaysOnLevel(i64),
    /// Whole days of 24 hours on the board.
    DaysOnBoard(i64),
    /// The reason.
    Reason(Reason),
    /// Today's contact: who, when and how.
    ContactToday(Vec<Name>, Option<(Timestamp, Channel)>),
    /// The last contact.
    LastContact {
        /// When.
        at: Timestamp,
        /// By whom.
        by: Name,
        /// How.
        how: Channel,
        /// Whether the client was reached.
        reached: bool,
    },
    /// The latest signs, the oldest first.
    Trend(Vec<Sign>),
    /// The next booked contact: when and by whom.
    NextContact(Option<(Timestamp, Name)>),
    /// The visit that goes on: in the words of the board; `None` without one.
    Visit(Option<String>),
    /// The review date.
    Review(Option<NaiveDate>),
    /// Who holds a post.
    Post(Post, Option<Name>),
    /// How many hinders there are.
    Hinders(usize),
    /// A hinder in the words of the screen.
    Hinder(String),
    /// A gate's state.
    Gate(String, Gate),
    /// The first execution that time alone allows.
    Earliest(Option<Timestamp>),
    /// Only the calendar is in the way.
    Ready(bool),
    /// The rules never decide about this client.
    NoAutomation,
    /// A proposal of a step down, and when the meeting saw it.
    Proposal(Option<Level>),
    /// When the meeting saw the proposal.
    ProposalShown(Option<Timestamp>),
    /// The automation proposes a raise.
    ProposalUp(Option<Level>),
    /// Until when the psychiatrist sees the client; `None` without a clock.
    Psychiatrist(Option<Timestamp>),
    /// The psychiatrist is late.
    PsychiatristLate,
    /// Until when aftercare lasts; `None` if there is none.
    Aftercare(Option<Timestamp>),
    /// Until when a duty slot is asked for; `None` if none is.
    DutySlot(Option<Timestamp>),
    /// Until when a contact must have reached the client; `None` if it has.
    ContactBy(Option<Timestamp>),
    /// The words on the client's page off the board.
    OffBoard(String),
    /// Whether a flag is raised.
    Flag(Flag, bool),
    /// The last day of the longest veto; `None` without one.
    Hold(Option<NaiveDate>),
    /// A veto without an end.
    HoldUntilLifted,
    /// An open action.
    Action {
        /// What is to be done.
        text: String,
        /// By whom.
        owner: Name,
        /// Until when.
        due: Timestamp,
    },
    /// How many actions are open.
    Actions(usize),
    /// The step that a late entry took back: when that happened.
    TakenBack(Timestamp),
    /// A draft of a deviation, and who is to write it.
    Deviation(String, Option<Name>),
    /// How many drafts there are.
    Deviations(usize),
    /// Whether people may see the client.
    Visible(Vec<Name>, bool),
    /// Who would be asked to take an alert now, in order.
    Candidates(Vec<Name>),
    /// The client has no open alert.
    NoAlert,
}

/// A gate's state in the words of `policy.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// The data say yes.
    Open,
    /// The data say no.
    Closed,
    /// The data are absent.
    Unknown,
}

/// Of the whole board.
#[derive(Clone, Debug)]
pub enum Board {
    /// How many cards are on it.
    Cards(usize),
    /// Who is on a level.
    On(Level, Vec<Name>),
    /// Load in hours and in per cent of the capacity.
    Load {
        /// Hours, with one decimal.
        hours: String,
        /// Per cent, rounded.
        percent: Option<i64>,
    },
    /// The agenda of the meeting.
    Agenda(Vec<Name>),
    /// Who has no contact named when the meeting closes.
    MissingAtClosing(Vec<Name>),
    /// How many clients the minutes for an organisation name.
    Minutes(shared::board::member::Organisation, usize),
    /// The rules stand still since a moment.
    StandsStill(Option<Timestamp>),
}

/// Of an alert.
#[derive(Clone, Debug)]
pub enum Alert {
    /// Its client and how urgent it is: `P1`, `P2`.
    About(Name, String),
    /// Who is responsible.
    Responsible(Option<Name>),
    /// Who stands behind.
    Reserve(Option<Name>),
    /// The last rung that was reached.
    Rung(Rung),
    /// Nobody has taken it.
    NotTaken,
    /// Who took it, and when.
    Taken(Name, Timestamp),
    /// Until when an action must follow.
    ActionBy(Timestamp),
    /// Who helps.
    Helpers(Vec<Name>),
    /// It waits for the first staffed minute.
    Uncovered,
    /// It is over.
    Over,
    /// Somebody was asked on the screen at a moment: "Tar du det?".
    Asked(Name),
}

/// A letter: when, to whom, and word for word.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The second in which it was written.
    pub at: Timestamp,
    /// To whom.
    pub to: Name,
    /// Which of the fixed texts.
    pub text: String,
    /// The alert in its title.
    pub alert: Option<String>,
    /// The body.
    pub body: String,
    /// By which ways; push alone if nothing is said.
    pub ways: Vec<Way>,
}

/// A way on which a letter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Web Push.
    Push,
    /// A text message.
    Sms,
    /// A voice call.
    Voice,
}

/// Something in the log.
#[derive(Clone, Debug)]
pub struct Log {
    /// What kind of event.
    pub kind: String,
    /// When, to the second, or since when.
    pub at: At,
    /// About whom.
    pub client: Option<Name>,
    /// By whom.
    pub by: Option<By>,
    /// How many; at least one if nothing is said.
    pub count: Option<usize>,
}

/// When something stands in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// In a second.
    Second(Timestamp),
    /// From a moment until now.
    Since(Timestamp),
}

/// Who made something happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A colleague.
    Person(Name),
    /// The rules.
    Rules,
    /// The server.
    Server,
}
