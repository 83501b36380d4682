//! What a page is made from. The server fills it in; the browser reads the same
//! value out of the page and continues from there, so there is one data path.

#[cfg(feature = "ssr")]
pub mod all_minutes;
#[cfg(feature = "ssr")]
pub mod client;
#[cfg(feature = "ssr")]
pub mod emergency;
#[cfg(feature = "ssr")]
pub mod phone;
#[cfg(feature = "ssr")]
pub mod rules;

#[cfg(feature = "ssr")]
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::access::ViewClass;
use shared::alert::letter::Carrier;
#[cfg(feature = "ssr")]
use shared::alert::register::{Entry, Query};
use shared::alert::{Alert, AlertNumber, Failure};
use shared::board::card::Card;
#[cfg(feature = "ssr")]
use shared::board::card::LevelNames;
#[cfg(feature = "ssr")]
use shared::board::deviation::{Deviation, Outage};
use shared::board::event::Recorded;
#[cfg(feature = "ssr")]
use shared::board::meeting::Minutes;
#[cfg(feature = "ssr")]
use shared::board::member::Organisation;
use shared::dossier::Dossier;
#[cfg(feature = "ssr")]
use shared::load::report::Report;
use shared::people::{People, StaffCard};
#[cfg(feature = "ssr")]
use shared::position::{Position, Seq};
use shared::protocol::Snapshot;
use shared::wording::Language;
use shared::{Board, ClientId, CommandId, DeviceId, Rejection, StaffId, Timestamp};

use crate::reading::Unread;

#[cfg(feature = "ssr")]
pub use phone::{ChooseContent, EntryContent, EntryKind, MyDayContent};
#[cfg(feature = "ssr")]
pub use rules::{RulesContent, Tried};

/// Light or dark, or whatever the device prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// What the device prefers.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The person who looks at the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// Who.
    pub staff: StaffId,
    /// What they may see.
    pub class: ViewClass,
    /// Their initials.
    pub initials: String,
    /// The name of their team.
    pub team: String,
}

/// The addresses of the files that belong to the page, with the hash of their content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assets {
    /// The module that starts the hydration.
    pub script: String,
    /// Files that the script will ask for.
    pub preload: Vec<String>,
    /// What it asks for a little later, or at once on a page that needs the whole program.
    pub later: String,
    /// The style sheet.
    pub style: String,
}

/// What every page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// Light or dark.
    pub scheme: Scheme,
    /// Whether names are shown as initials, as on a wall.
    pub masked: bool,
    /// Whether this is a demonstration with fictional clients and a clock that moves.
    pub demo: bool,
    /// Whether the hints of a demonstration are shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hints: bool,
    /// The server's time when the page was made.
    pub now: Timestamp,
    /// Since when the board may be out of date; `None` while it is current.
    #[serde(default)]
    pub stale_since: Option<Timestamp>,
    /// Who looks at it; nobody before logging in.
    pub viewer: Option<Viewer>,
    /// Who is on duty, for somebody who is logged in.
    #[serde(default)]
    pub duty: Option<DutyLine>,
    /// What the team calls its levels, for what the server alone shows; a board has them with it.
    #[cfg(feature = "ssr")]
    #[serde(skip)]
    pub level_names: LevelNames,
    /// What is new for somebody whose shift has begun, until it is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Its files.
    pub assets: Assets,
}

/// Who is on duty when the page was made, in its language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyLine {
    /// By role: `Jour N.B. · Bakjour C.F.`; empty if nobody is.
    pub now: String,
    /// Who comes next: `17:00 Jour R.E.`
    pub next: Option<String>,
}

/// A page with everything that is on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// What every page needs.
    pub frame: Frame,
    /// What is on this one.
    pub content: Content,
}

/// What is on a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
pub enum Content {
    /// Logging in. Works without script.
    #[cfg(feature = "ssr")]
    LogIn(LogIn),
    /// The board. Readable without script, hydrated with it.
    Board(Box<BoardContent>),
    /// The load for a manager and the team leader. No identities.
    #[cfg(feature = "ssr")]
    Load(Box<LoadContent>),
    /// An alert. Readable and answerable without script; under 20 KB.
    #[cfg(feature = "ssr")]
    Alert(Box<AlertContent>),
    /// An alert for a manager who may not see the client: number and state, no identity.
    #[cfg(feature = "ssr")]
    AlertWithoutIdentity(AlertWithoutIdentity),
    /// The register of letters. No identities.
    #[cfg(feature = "ssr")]
    Letters(Box<LettersContent>),
    /// The rules of the team.
    #[cfg(feature = "ssr")]
    Rules(Box<RulesContent>),
    /// What somebody needs on the phone. Works without script.
    #[cfg(feature = "ssr")]
    MyDay(Box<MyDayContent>),
    /// Choosing a client. Works without script.
    #[cfg(feature = "ssr")]
    Choose(Box<ChooseContent>),
    /// A form about a client. Works without script.
    #[cfg(feature = "ssr")]
    Entry(Box<EntryContent>),
    /// A test letter was tapped on this device.
    #[cfg(feature = "ssr")]
    Tested(Tested),
    /// The person's own settings.
    Settings(Unread<Settings>),
    /// The rota. Works without script.
    #[cfg(feature = "ssr")]
    Duty(Box<DutyContent>),
    /// What a board meeting left behind. Works without script.
    #[cfg(feature = "ssr")]
    Minutes(Box<MinutesContent>),
    /// The minutes of the past. Works without script.
    #[cfg(feature = "ssr")]
    AllMinutes(Box<all_minutes::AllMinutesContent>),
    /// A client's own page. Works without script.
    #[cfg(feature = "ssr")]
    Client(Box<client::ClientContent>),
    /// Drafts of deviations. Works without script.
    #[cfg(feature = "ssr")]
    Deviations(Box<DeviationsContent>),
    /// Opening what one may not see, because life is in danger. Works without script.
    #[cfg(feature = "ssr")]
    Emergency(Box<emergency::EmergencyContent>),
    /// Every part in every state. Only in a demonstration.
    #[cfg(feature = "ssr")]
    Parts,
    /// Something went wrong; says what happened, what is safe, what to do next.
    #[cfg(feature = "ssr")]
    Problem(Problem),
}

impl Content {
    /// Whether it is a board with nothing open, for which the first part of the program is enough
    /// ([`crate::later`]).
    pub(crate) fn is_board_alone(&self) -> bool {
        matches!(self, Self::Board(content) if !content.meeting && content.panel.is_none())
    }
}

/// What a board meeting left behind, with what the person may see and nothing else.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MinutesContent {
    /// The number of the event that ended it.
    pub number: Seq,
    /// The minutes.
    pub minutes: Minutes,
    /// Names.
    pub people: People,
    /// What was decided about each client, the oldest first.
    pub decisions: BTreeMap<ClientId, Vec<Recorded>>,
    /// Which notes stand in which record.
    pub journaled: Vec<Journaled>,
    /// CM and deputy of each client.
    pub posts: BTreeMap<ClientId, [Option<StaffId>; 2]>,
    /// Those who take part in care and could have been there.
    pub care: BTreeSet<StaffId>,
    /// The person's employer, into whose record the notes go.
    pub employer: Organisation,
}

/// A note that stands in a record.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journaled {
    /// About whom.
    pub client: ClientId,
    /// In whose record.
    pub organisation: Organisation,
    /// Since when.
    pub at: Timestamp,
    /// Who said so.
    pub by: StaffId,
}

/// The load.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadContent {
    /// The numbers.
    pub report: Report,
    /// The initials of the case managers, in the order of the report.
    pub initials: Vec<String>,
    /// The event up to which the numbers count.
    pub position: Position,
}

/// Drafts of deviations that the person may read.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviationsContent {
    /// The drafts, the newest first, each with what is known of the client.
    pub drafts: Vec<Draft>,
    /// Times in which the rules stood still, the newest first, for the team leader.
    pub outages: Vec<Outage>,
    /// Names.
    pub people: People,
    /// Why the last wish was refused.
    pub rejection: Option<Rejection>,
    /// The name of the next command.
    pub id: CommandId,
}

/// A draft of a deviation with what its text is made from.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The draft.
    pub deviation: Deviation,
    /// The events about the client around it, the newest last.
    pub around: Vec<Recorded>,
}

/// The rota.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DutyContent {
    /// The board, with what the person may see and nothing else.
    pub board: Board,
    /// Names of the same.
    pub people: People,
    /// The Monday of the week that is shown.
    pub week: NaiveDate,
    /// How many clients have no deputy, for somebody who may not see which.
    pub without_deputy: Option<u32>,
    /// The person's calendar.
    pub feed: Feed,
    /// Why the last wish was refused.
    pub rejection: Option<Rejection>,
}

/// The address at which a person's calendar can be subscribed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Feed {
    /// There is none.
    None,
    /// There is one, which only its owner knows.
    Active {
        /// Since when.
        since: Timestamp,
    },
    /// It was made just now, and is shown this once.
    New {
        /// The complete address.
        address: String,
    },
    /// The store does not say.
    Unknown,
}

/// The log-in page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogIn {
    /// The last attempt was refused.
    pub refused: bool,
    /// Too many attempts: seconds until the next is allowed.
    pub wait: Option<u32>,
    /// Where to go afterwards; a path of this server.
    pub next: String,
    /// One-click log-ins: user name, initials and title. Only in a demonstration.
    pub one_click: Vec<OneClick>,
}

/// A one-click log-in of the demonstration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneClick {
    /// The user name.
    pub user: String,
    /// Initials and name.
    pub name: String,
    /// Title.
    pub title: String,
}

/// The board.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoardContent {
    /// What the board shows, and at which position.
    pub snapshot: Snapshot,
    /// The panel that is open.
    pub panel: Option<Unread<Panel>>,
    /// Of the clients about whom there is news: when the viewer last read them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<(ClientId, Timestamp)>,
    /// What was searched for, without script.
    pub search: String,
    /// Which of the views is chosen, as in the address: empty for all clients.
    #[serde(default)]
    pub view: String,
    /// Whether the page is that of the board meeting, which looks at the same board.
    #[serde(default)]
    pub meeting: bool,
}

/// A client's side panel: what is not in the snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// The client.
    pub client: ClientId,
    /// Plans and people; absent if none was written.
    pub dossier: Option<Dossier>,
    /// Everything that happened to the client, the newest last.
    pub timeline: Vec<Recorded>,
}

/// The page of an alert.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlertContent {
    /// The alert.
    pub alert: Alert,
    /// The client's card.
    pub card: Card,
    /// Plans and people.
    pub dossier: Option<Dossier>,
    /// Names.
    pub people: People,
    /// The last contacts and what changed, the newest last.
    pub timeline: Vec<Recorded>,
    /// Why the last tap did not count.
    pub rejection: Option<Rejection>,
    /// Psychiatrists on duty now, to be called.
    #[serde(default)]
    pub psychiatrists: Vec<StaffCard>,
    /// The number of the psychiatric emergency department, where it is set.
    #[serde(default)]
    pub acute: Option<String>,
    /// Names of the commands that the form of the result makes: a contact, and its signs.
    pub ids: (CommandId, CommandId),
    /// Who may go on a visit, those on duty first, and how many those are.
    pub colleagues: (Vec<StaffId>, usize),
    /// The name of the command that the form of the visit makes.
    pub visit_id: CommandId,
    /// Whether the page fetches how it stands by itself.
    #[serde(default)]
    pub refreshes: bool,
}

/// An alert without an identity (`policy.md` 7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AlertWithoutIdentity {
    /// The number.
    pub number: AlertNumber,
    /// The team.
    pub team: String,
    /// When it was raised.
    pub raised: Timestamp,
    /// Whether somebody has taken it.
    pub answered: bool,
    /// Who was tried, with telephone numbers.
    pub tried: Vec<(String, Option<String>)>,
}

/// The register of letters.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LettersContent {
    /// The number as it was typed.
    pub number: String,
    /// What was looked for.
    pub wanted: Query,
    /// How many letters were found.
    pub found: usize,
    /// The newest of them.
    pub entries: Vec<Entry>,
    /// The colleagues, by initials.
    pub staff: Vec<(StaffId, String)>,
}

/// What a test letter has proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tested {
    /// When a device of the person was last proved; nothing if the device is gone.
    pub at: Option<Timestamp>,
}

/// The settings page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The public key with which a browser subscribes (VAPID), base64url.
    pub push_key: String,
    /// The person's phones and browsers.
    pub devices: Vec<DeviceCard>,
    /// The full name.
    pub name: String,
    /// The ways besides push, each with what is missing, if anything is.
    #[serde(default)]
    pub ways: Vec<(Carrier, Option<Failure>)>,
}

/// A phone or browser that has subscribed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCard {
    /// The device.
    pub id: DeviceId,
    /// What it calls itself: `Firefox, Android`.
    pub label: String,
    /// When it subscribed.
    pub since: Timestamp,
    /// When a test letter was accepted by its push service.
    pub accepted: Option<Timestamp>,
    /// When it last showed a letter.
    pub shown: Option<Timestamp>,
    /// When it was last heard of.
    #[serde(default)]
    pub seen: Option<Timestamp>,
    /// When a test letter was last shown and tapped there.
    #[serde(default)]
    pub proven: Option<Timestamp>,
}

/// Something went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// There is no such page, or the person may not see it; the two look alike.
    NotFound,
    /// The request came from another site or could not be read.
    BadRequest,
    /// The store does not answer; the last known board is shown where there is one.
    Unavailable,
    /// Something unexpected; it is in the log.
    Failed,
}
