//! A client's card: what the board knows of a client.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::board::event::Actor;
use crate::board::member::Organisation;
use crate::id::{ActionId, ClientId, ContactId, StaffId};
use crate::position::Seq;
use crate::time::Timestamp;

/// How urgent the client's situation is (`domain.md` 1.4).
///
/// The order is that of attention: red comes first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Crisis: the whole team's responsibility.
    Red,
    /// Watch and prevent.
    Yellow,
    /// Better, still on the board.
    Stepdown,
    /// In hospital, or in custody.
    Inpatient,
    /// Off the board: what the care plan says.
    #[default]
    Plan,
}

impl Level {
    /// Every level, in the order of the board.
    pub const ALL: [Self; 5] = [
        Self::Red,
        Self::Yellow,
        Self::Stepdown,
        Self::Inpatient,
        Self::Plan,
    ];

    /// The word for this level in JSON, HTML and CSS.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Stepdown => "stepdown",
            Self::Inpatient => "inpatient",
            Self::Plan => "plan",
        }
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident => $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every value, in the order of the pick-list.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word for this value in JSON, HTML and forms.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value that `word` stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
    };
}

words! {
    /// Why a client is on the board (`domain.md` 1.3). Level and reason are two fields.
    Reason {
        /// Crisis, acute deterioration.
        Crisis => "kris",
        /// Early warning signs.
        Prevention => "krisprevention",
        /// A life event: death, eviction, separation, sentence.
        LifeEvent => "livshandelse",
        /// Intensive for weeks.
        IntensiveShort => "intensiv_kort",
        /// Intensive for months.
        IntensiveLong => "intensiv_lang",
        /// New to the team.
        New => "ny",
        /// Newly discharged from hospital.
        Discharged => "utskriven",
        /// In hospital or custody.
        Inpatient => "inlagd",
        /// Avoids treatment or contact.
        Avoidant => "undvikande",
        /// Compulsory care or another legal matter.
        Legal => "rattslig",
        /// A change of medication, or a missed depot.
        Medication => "medicin",
        /// Concern for a child at home.
        Child => "barn",
        /// Threat or violence.
        Violence => "vald",
        /// Relapse into addiction.
        Addiction => "missbruk",
        /// Bodily illness.
        Somatic => "somatik",
        /// Something else; the text says what.
        Other => "annan",
    }
}

words! {
    /// An early-warning level, always set by a person (`domain.md` 3.5).
    Sign {
        /// As usual.
        Green => "gron",
        /// Early signs.
        Yellow => "gul",
        /// Acute.
        Red => "rod",
    }
}

words! {
    /// How a contact is made.
    Channel {
        /// At the client's home.
        Home => "hem",
        /// By telephone.
        Phone => "tel",
        /// At the clinic or office.
        Office => "mottagning",
        /// On video.
        Video => "video",
        /// On a ward.
        Ward => "avdelning",
    }
}

words! {
    /// Something that every colleague must know before a visit, or that forbids automation.
    Flag {
        /// Risk of suicide; cleared by the psychiatrist.
        Suicide => "suicid",
        /// Threat or violence; cleared in a meeting.
        Violence => "vald",
        /// Concern for a child; cleared in a meeting.
        Child => "barn",
        /// Staff never visit alone.
        NeverAlone => "aldrig_ensam",
    }
}

words! {
    /// What kind of action an open action is.
    ActionClass {
        /// Belongs to the crisis and keeps the client on the board.
        Crisis => "kris",
        /// Anything else.
        Other => "annan",
    }
}

words! {
    /// A legal status (`domain.md` 4.11).
    LegalStatus {
        /// Compulsory psychiatric care.
        Lpt => "LPT",
        /// Forensic psychiatric care.
        Lrv => "LRV",
        /// Open compulsory psychiatric care.
        Opt => "ÖPT",
        /// Compulsory care for addiction.
        Lvm => "LVM",
    }
}

/// A value with its age: when it was set, by whom, and by which event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamped<T> {
    /// The value.
    pub value: T,
    /// The event that set it. An edit says which one it was based on.
    pub seq: Seq,
    /// When it was set.
    pub at: Timestamp,
    /// Who set it.
    pub by: Actor,
}

/// Why the client is on the board, in a word and in a line of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The reason from the pick-list.
    pub reason: Reason,
    /// One line, at most [`Why::LIMIT`] characters.
    pub text: String,
}

impl Why {
    /// The most characters the line may have (`scenarios.md` 1.1).
    pub const LIMIT: usize = 200;
}

/// Who meets the client today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactToday {
    /// The colleagues; two where nobody may go alone.
    pub who: Vec<StaffId>,
    /// When.
    pub at: Timestamp,
    /// Where or how.
    pub how: Channel,
}

/// A contact that was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// When.
    pub at: Timestamp,
    /// Who tried.
    pub by: Actor,
    /// How.
    pub how: Channel,
    /// Whether the client was reached.
    pub reached: bool,
}

/// A contact that is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// The contact.
    pub id: ContactId,
    /// Who will make it.
    pub who: StaffId,
    /// When.
    pub at: Timestamp,
    /// How.
    pub how: Channel,
}

/// A human judgement of the client's early-warning level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The level.
    pub sign: Sign,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
}

/// Something that somebody has promised to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The action.
    pub id: ActionId,
    /// What kind it is.
    pub class: ActionClass,
    /// What is to be done, in a line.
    pub text: String,
    /// Who does it.
    pub owner: StaffId,
    /// Until when.
    pub due: Timestamp,
}

/// A veto against automatic steps: "Håll kvar" (`policy.md` 3.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// The reason in a line.
    pub reason: String,
    /// Who set it.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// When the first of unbroken vetoes was set.
    pub since: Timestamp,
    /// The last date on which it holds.
    pub until: NaiveDate,
}

/// Compulsory care and when it changed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Legal {
    /// The status that began, changed or ended; `None` when it has ended.
    pub status: Option<LegalStatus>,
    /// When it began, changed or ended.
    pub changed: Timestamp,
    /// The last day of the decision.
    pub ends: Option<NaiveDate>,
}

/// The latest way off the board, for the client's page and for aftercare (`policy.md` 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackToPlan {
    /// When the client left the board.
    pub at: Timestamp,
    /// Who took the client off: a person, or the rules.
    pub by: Actor,
    /// The level before, to which one tap leads back.
    pub from: Level,
    /// The end of aftercare: the same local time fourteen calendar days later.
    pub aftercare_until: Timestamp,
}

/// A client's card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The client.
    pub client: ClientId,
    /// The case manager.
    pub cm: Option<StaffId>,
    /// The deputy case manager, normally with another employer.
    pub deputy: Option<StaffId>,
    /// The organisations whose staff may see the client, by the client's consent.
    pub open_to: Vec<Organisation>,
    /// How urgent it is.
    pub level: Level,
    /// Since when the present level holds.
    pub since: Timestamp,
    /// When the client was raised on the board; kept over changes of level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised: Option<Timestamp>,
    /// Why, as last said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Stamped<Why>>,
    /// When the level was set last, by whom and by which event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placed: Option<Stamped<Level>>,
    /// When the team looks at the level again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<NaiveDate>,
    /// Who meets the client today, as last named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_today: Option<Stamped<ContactToday>>,
    /// The last contact that was tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_contact: Option<Contact>,
    /// Planned contacts, the nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bookings: Vec<Booking>,
    /// Human judgements of signs, the oldest first; the last twenty are kept here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assessments: Vec<Assessment>,
    /// Open actions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// Flags that are raised.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub flags: BTreeMap<Flag, Stamped<()>>,
    /// Compulsory care.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<Legal>,
    /// The last crisis event (`policy.md` 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crisis: Option<Timestamp>,
    /// A veto against automatic steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
    /// The latest way off the board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_to_plan: Option<BackToPlan>,
}

impl Card {
    /// How many assessments a card keeps; more than any gate looks at in a week.
    pub const ASSESSMENTS_KEPT: usize = 20;

    /// A card of a client who has just become the team's.
    #[must_use]
    pub fn new(client: ClientId, since: Timestamp) -> Self {
        Self {
            client,
            cm: None,
            deputy: None,
            open_to: Vec::new(),
            level: Level::Plan,
            since,
            raised: None,
            why: None,
            placed: None,
            review: None,
            contact_today: None,
            last_contact: None,
            bookings: Vec::new(),
            assessments: Vec::new(),
            actions: Vec::new(),
            flags: BTreeMap::new(),
            legal: None,
            crisis: None,
            hold: None,
            back_to_plan: None,
        }
    }

    /// The contact that is named for the local date of `now`.
    #[must_use]
    pub fn contact_on(&self, now: Timestamp) -> Option<&ContactToday> {
        let named = &self.contact_today.as_ref()?.value;
        (named.at.local().date() == now.local().date()).then_some(named)
    }

    /// The next planned contact from `now` on.
    #[must_use]
    pub fn next_booking(&self, now: Timestamp) -> Option<&Booking> {
        self.bookings.iter().find(|booking| booking.at >= now)
    }

    /// The reason from the pick-list, if one was ever given.
    #[must_use]
    pub fn reason(&self) -> Option<Reason> {
        self.why.as_ref().map(|why| why.value.reason)
    }

    /// The latest assessment.
    #[must_use]
    pub fn latest_assessment(&self) -> Option<&Assessment> {
        self.assessments.last()
    }
}
