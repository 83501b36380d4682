//! A client's card: what the board knows of a client.

pub mod facts;
pub mod hold;
mod names;
mod words;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::board::event::Actor;
use crate::board::member::Organisation;
use crate::id::{ActionId, ClientId, ContactId, StaffId};
use crate::position::Seq;
use crate::time::{Span, Timestamp};
use crate::visit::Visit;

pub use facts::{Fact, Facts, Told};
pub use hold::{Hold, HoldKind};
pub use names::LevelNames;
pub use words::{
    ActionClass, Channel, Emergency, Flag, LegalStatus, Level, Post, Reason, Sign, SipAnswer,
};

/// A value with its age: when it was set, by whom, and by which event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamped<T> {
    /// The value.
    pub value: T,
    /// The event that set it. An edit says which one it was based on.
    pub seq: Seq,
    /// When it was set; for an entry that arrived late, when it happened.
    pub at: Timestamp,
    /// Who set it.
    pub by: Actor,
}

impl<T> Stamped<T> {
    /// Another value with the same age.
    #[must_use]
    pub fn with<U>(self, value: U) -> Stamped<U> {
        Stamped {
            value,
            seq: self.seq,
            at: self.at,
            by: self.by,
        }
    }
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

    /// The line where the rules raised the client again (`policy.md` 4).
    pub const CONTACT_MISSING: &str = "72-timmarskontakt saknas";
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
    /// Whether it was tried in vain, or nobody wrote that it was made.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missed: bool,
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
    /// The entry; it is corrected by this number.
    #[serde(default)]
    pub seq: Seq,
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
    /// Who will have it, and until when, once the client is off the board (gate D5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<HandOver>,
}

/// Who takes an action over when the client leaves the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The owner it will have.
    pub owner: StaffId,
    /// The due time it will have.
    pub due: Timestamp,
}

/// A planned contact that did not come about (gate D4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// The contact.
    pub booking: ContactId,
    /// When it was planned for, if that is known.
    pub planned: Option<Timestamp>,
    /// When it was missed: an hour after its time, or when somebody said so.
    pub at: Timestamp,
    /// The entry; it is corrected by this number.
    #[serde(default)]
    pub seq: Seq,
    /// Who said so, or the rules.
    #[serde(default = "Actor::rules")]
    pub by: Actor,
}

/// A crisis event (`policy.md` 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crisis {
    /// When.
    pub at: Timestamp,
    /// The entry; it is corrected by this number.
    pub seq: Seq,
    /// Who entered it.
    pub by: Actor,
}

/// The psychiatrist is asked for (`policy.md` 6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The event that asked; it is answered by this number.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
    /// Who asks.
    pub by: Actor,
    /// What for, in a line.
    pub text: String,
}

/// The psychiatrist clock of a client who was raised to red (`policy.md` 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PsychiatristClock {
    /// Until when the psychiatrist sees the client or decides.
    pub due: Timestamp,
    /// Whether that time has passed.
    pub overdue: bool,
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
    /// Until when a contact must have reached the client, where the rules took the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_by: Option<Timestamp>,
    /// When a contact reached the client since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<Timestamp>,
    /// Whether aftercare is over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub over: bool,
}

/// A step by the rules that a late entry took back (`policy.md` 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// When the step was taken.
    pub step: Timestamp,
    /// When that happened which the rules did not know.
    pub late: Timestamp,
}

/// A client's card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The client.
    pub client: ClientId,
    /// The client is invented, for exercises. Every alert about the card is an exercise,
    /// and it does not count in the load.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_exercise: bool,
    /// The case manager.
    pub cm: Option<StaffId>,
    /// The deputy case manager, normally with another employer.
    pub deputy: Option<StaffId>,
    /// When each of the two was named last.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub appointed: BTreeMap<Post, Timestamp>,
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
    /// Since when the present reason holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_since: Option<Timestamp>,
    /// When the level was set last, by whom and by which event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placed: Option<Stamped<Level>>,
    /// When the team looks at the level again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Stamped<NaiveDate>>,
    /// Who meets the client today, as last named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_today: Option<Stamped<ContactToday>>,
    /// The last contact that was tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_contact: Option<Contact>,
    /// Planned contacts, the nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bookings: Vec<Booking>,
    /// Planned contacts that did not come about, the oldest first; those of the last
    /// days are kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<Missed>,
    /// Human judgements of signs, the oldest first; the last twenty are kept here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assessments: Vec<Assessment>,
    /// Open actions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// For each flag whether it is raised, as last said.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub flags: BTreeMap<Flag, Stamped<bool>>,
    /// Compulsory care.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal: Option<Legal>,
    /// Crisis events, the oldest first; those of the last weeks are kept, and the last one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crises: Vec<Crisis>,
    /// The latest fact of each kind.
    #[serde(default, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
    /// Until when the psychiatrist sees the client or decides, while that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub psychiatrist: Option<PsychiatristClock>,
    /// What the psychiatrist is asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<Request>,
    /// Vetoes against automatic steps that have not been lifted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holds: Vec<Hold>,
    /// The latest way off the board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_to_plan: Option<BackToPlan>,
    /// The latest step by the rules that a late entry took back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<TakenBack>,
    /// The visit that goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<Visit>,
}

impl Card {
    /// How many assessments a card keeps; more than any gate looks at in a week.
    pub const ASSESSMENTS_KEPT: usize = 20;

    /// A card of a client who has just become the team's.
    #[must_use]
    pub fn new(client: ClientId, since: Timestamp) -> Self {
        Self {
            client,
            is_exercise: false,
            cm: None,
            deputy: None,
            appointed: BTreeMap::new(),
            open_to: Vec::new(),
            level: Level::Plan,
            since,
            raised: None,
            why: None,
            reason_since: None,
            placed: None,
            review: None,
            contact_today: None,
            last_contact: None,
            bookings: Vec::new(),
            missed: Vec::new(),
            assessments: Vec::new(),
            actions: Vec::new(),
            flags: BTreeMap::new(),
            legal: None,
            crises: Vec::new(),
            facts: Facts::default(),
            psychiatrist: None,
            requests: Vec::new(),
            holds: Vec::new(),
            back_to_plan: None,
            taken_back: None,
            visit: None,
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

    /// The review date, if one was ever set.
    #[must_use]
    pub fn review_date(&self) -> Option<NaiveDate> {
        self.review.as_ref().map(|review| review.value)
    }

    /// The time of the last crisis event.
    #[must_use]
    pub fn crisis(&self) -> Option<Timestamp> {
        self.crises.last().map(|crisis| crisis.at)
    }

    /// Who made an entry that can be corrected, if it still counts.
    #[must_use]
    pub fn author_of(&self, entry: Seq) -> Option<Actor> {
        let signs = self.assessments.iter().map(|one| (one.seq, one.by));
        let missed = self.missed.iter().map(|one| (one.seq, one.by));
        let crises = self.crises.iter().map(|one| (one.seq, one.by));
        signs
            .chain(missed)
            .chain(crises)
            .find(|(seq, _)| *seq == entry)
            .map(|(_, by)| by)
    }

    /// The latest assessment.
    #[must_use]
    pub fn latest_assessment(&self) -> Option<&Assessment> {
        self.assessments.last()
    }

    /// Whether a flag is raised.
    #[must_use]
    pub fn has_flag(&self, flag: Flag) -> bool {
        self.flags.get(&flag).is_some_and(|said| said.value)
    }

    /// The flags that are raised, in the order of the pick-list.
    pub fn raised_flags(&self) -> impl Iterator<Item = Flag> + '_ {
        self.flags
            .iter()
            .filter(|(_, said)| said.value)
            .map(|(flag, _)| *flag)
    }

    /// The one who holds a post.
    #[must_use]
    pub fn holder(&self, post: Post) -> Option<StaffId> {
        match post {
            Post::Cm => self.cm,
            Post::Deputy => self.deputy,
        }
    }

    /// The way off the board while its aftercare lasts.
    #[must_use]
    pub fn aftercare(&self, at: Timestamp) -> Option<&BackToPlan> {
        self.back_to_plan.as_ref().filter(|back| {
            let lasts = (back.at..=back.aftercare_until).contains(&at);
            self.level == Level::Plan && !back.over && lasts
        })
    }

    /// Days of 24 hours on the present level (`policy.md` 1).
    #[must_use]
    pub fn days_on_level(&self, now: Timestamp) -> i64 {
        now.since(self.since).max(Span::default()).whole_days()
    }

    /// Days of 24 hours on the board, kept over changes of level.
    #[must_use]
    pub fn days_on_board(&self, now: Timestamp) -> Option<i64> {
        self.raised
            .map(|raised| now.since(raised).max(Span::default()).whole_days())
    }
}
