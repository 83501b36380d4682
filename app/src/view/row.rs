//! A client's row on the board, cell by cell.

mod alert;
mod contacts;
mod signs;
mod way;
mod why;

use reactive_stores::{Patch, Store};
use shared::access::may_see;
use shared::board::card::{Card, Level, Post};
use shared::board::member::Organisation;
use shared::wording::time;
use shared::{ClientId, Span, StaffId, Timestamp};

use super::Look;

pub use alert::{AlertTone, OpenAlert};
pub use contacts::{Contacts, Today};
pub use signs::Signs;
pub use way::{Tone, Way};
pub use why::{Mark, Why};

/// A client's row. Each field is a cell that is drawn again only if it differs.
#[derive(Clone, Debug, PartialEq, Store, Patch)]
pub struct Row {
    /// The client.
    #[patch(|this, new| *this = new)]
    pub client: ClientId,
    /// Where the row stands.
    #[patch(|this, new| *this = new)]
    pub level: Level,
    /// The lists that the client is on.
    #[patch(|this, new| *this = new)]
    pub lists: Lists,
    /// The client's name.
    #[patch(|this, new| *this = new)]
    pub who: Who,
    /// CM and deputy.
    #[patch(|this, new| *this = new)]
    pub team: Team,
    /// Why the client is on the board.
    #[patch(|this, new| *this = new)]
    pub why: Why,
    /// Who meets the client today.
    #[patch(|this, new| *this = new)]
    pub today: Today,
    /// The last contact and the next.
    #[patch(|this, new| *this = new)]
    pub contacts: Contacts,
    /// The early-warning signs.
    #[patch(|this, new| *this = new)]
    pub signs: Signs,
    /// The way back to the care plan.
    #[patch(|this, new| *this = new)]
    pub way: Way,
    /// The open alert about the client.
    #[patch(|this, new| *this = new)]
    pub alert: Option<OpenAlert>,
    /// Whether a command about the client waits for the server's answer.
    pub sending: bool,
}

/// The lists that a client can be on, besides that of all.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each list is a question of its own"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// The level has changed since the last board meeting before today.
    pub new: bool,
    /// The viewer is CM, deputy, today's contact or the owner of an action.
    pub mine: bool,
    /// The CM's employer is the region.
    pub region: bool,
    /// The CM's employer is the municipality.
    pub municipality: bool,
}

/// The client's name, and for how long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// The full name.
    pub name: String,
    /// The initials, for a wall.
    pub initials: String,
    /// Whether the client is invented, for exercises.
    pub is_exercise: bool,
    /// `41 år`.
    pub age: String,
    /// How long on the present level: `dag 3`.
    pub day: String,
}

/// CM and deputy by their initials; `None` where nobody is appointed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// The case manager.
    pub cm: Option<String>,
    /// The deputy.
    pub deputy: Option<String>,
}

/// A moment in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The moment itself.
    pub at: Timestamp,
    /// `fre 14:20`.
    pub words: String,
}

/// How long what is known of a client can be trusted: the closer the watch, the shorter.
fn trusted_for(level: Level) -> Span {
    match level {
        Level::Red => Span::hours(24),
        Level::Yellow => Span::hours(48),
        Level::Stepdown => Span::hours(72),
        Level::Inpatient | Level::Plan => Span::days(7),
    }
}

impl Look<'_> {
    pub(crate) fn row(&self, card: &Card) -> Row {
        let alert = self.board.open_alert(card.client).map(|alert| OpenAlert {
            name: self.alert_name(alert),
            number: alert.number,
            state: shared::wording::alert::state(self.language, alert, self.people, self.now),
            tone: AlertTone::of(alert),
        });
        Row {
            client: card.client,
            level: card.level,
            lists: self.lists(card),
            who: self.who(card),
            team: Team {
                cm: self.holder(card, Post::Cm).map(|cm| self.initials(cm)),
                deputy: self
                    .holder(card, Post::Deputy)
                    .map(|deputy| self.initials(deputy)),
            },
            why: self.why(card),
            today: self.today(card),
            contacts: self.contacts(card),
            signs: self.signs(card),
            way: self.way(card),
            alert,
            sending: self
                .pending
                .iter()
                .any(|command| command.client() == Some(card.client)),
        }
    }

    /// Who holds a post and may see the client; whoever may not cannot act (gate D10).
    pub(crate) fn holder(&self, card: &Card, post: Post) -> Option<StaffId> {
        card.holder(post)
            .filter(|staff| may_see(self.board, *staff, card.client))
    }

    pub(crate) fn initials(&self, staff: StaffId) -> String {
        self.people.initials(staff).to_owned()
    }

    pub(crate) fn names(&self, who: &[StaffId]) -> String {
        who.iter()
            .map(|one| self.people.initials(*one))
            .collect::<Vec<_>>()
            .join(" + ")
    }

    pub(crate) fn moment(&self, at: Timestamp) -> Moment {
        Moment {
            at,
            words: time::day_and_clock(self.language, at, self.now),
        }
    }

    pub(crate) fn lists(&self, card: &Card) -> Lists {
        let me = self.viewer.staff;
        let employer = card
            .cm
            .and_then(|cm| self.board.members.get(&cm))
            .map(|cm| cm.employer);
        Lists {
            new: card.since >= self.new_since(),
            mine: card.cm == Some(me)
                || card.deputy == Some(me)
                || card
                    .contact_on(self.now)
                    .is_some_and(|named| named.who.contains(&me))
                || card.actions.iter().any(|action| action.owner == me),
            region: employer == Some(Organisation::Region),
            municipality: employer == Some(Organisation::Municipality),
        }
    }

    pub(crate) fn who(&self, card: &Card) -> Who {
        let days = self.now.since(card.since).whole_days().max(0);
        let day = format!("{} {days}", self.language.pick("dag", "day"));
        let Some(head) = self.people.clients.get(&card.client) else {
            return Who {
                name: "–".to_owned(),
                initials: "–".to_owned(),
                is_exercise: card.is_exercise,
                age: String::new(),
                day,
            };
        };
        let age = head.age(self.now.local().date());
        Who {
            name: head.name.clone(),
            initials: head.initials.clone(),
            is_exercise: card.is_exercise,
            age: format!("{age} {}", self.language.pick("år", "years")),
            day,
        }
    }
}

/// The same text with its first letter large.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
