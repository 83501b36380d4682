//! A client's row on the board, cell by cell.

use reactive_stores::{Patch, Store};
use shared::alert::AlertNumber;
use shared::board::card::{Booking, Card, Flag, Level, Sign};
use shared::board::member::Organisation;
use shared::deescalation::{gate, outlook};
use shared::wording::{actor, card as words, rules, time};
use shared::{ClientId, Span, StaffId, Timestamp};

use super::Look;

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

/// Why the client is on the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// The reason in a word.
    pub reason: String,
    /// The line of text.
    pub text: String,
    /// What every colleague must know before a visit.
    pub flags: Vec<String>,
    /// Compulsory care: `LPT till tors 19 mar`.
    pub legal: Option<String>,
}

/// Today's contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Today {
    /// Nobody is named.
    Nobody,
    /// Somebody is.
    Named {
        /// `A.N. + J.A.`
        who: String,
        /// The time.
        at: Timestamp,
        /// Where or how.
        how: String,
    },
}

/// A moment in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The moment itself.
    pub at: Timestamp,
    /// `fre 14:20`.
    pub words: String,
}

/// The last contact and the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// The last contact, if there was one.
    pub last: Option<(Moment, String)>,
    /// The last contact is too old to trust.
    pub stale: bool,
    /// A planned contact that was not kept.
    pub missed: Option<Moment>,
    /// The next planned contact.
    pub next: Option<Moment>,
}

/// The early-warning signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// The last assessments, the oldest first.
    pub trend: Vec<Sign>,
    /// The latest in words: `röd`, when, and by whom.
    pub latest: Option<(String, Moment, String)>,
    /// The latest is too old to trust: `2 dygn`.
    pub stale: Option<String>,
}

/// The way back to the care plan, as two lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// What counts.
    pub head: String,
    /// What stands behind it.
    pub detail: String,
    /// How it is.
    pub tone: Tone,
}

/// How a client's way back looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The rules never decide about this client.
    #[default]
    Never,
    /// Something stands in the way.
    Hindered,
    /// Only time is missing.
    Waiting,
    /// A step will be taken today unless somebody says no.
    Proposed,
    /// A person holds the client on the board.
    Held,
}

impl Tone {
    /// The word for this tone in HTML and CSS.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Hindered => "hindered",
            Self::Waiting => "waiting",
            Self::Proposed => "proposed",
            Self::Held => "held",
        }
    }
}

/// The open alert about a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenAlert {
    /// The number.
    pub number: AlertNumber,
    /// Where it stands.
    pub state: String,
    /// Whether nobody has taken it.
    pub unanswered: bool,
}

/// How many assessments the trend shows.
const TREND: usize = 3;

/// How long after its time a planned contact counts as missed (`policy.md` 2, D4).
const MISSED_AFTER: Span = Span::minutes(60);

/// How long what is known of a client can be trusted: the closer the watch, the shorter.
fn trusted_for(level: Level) -> Span {
    match level {
        Level::Red => Span::hours(24),
        Level::Yellow => Span::hours(48),
        Level::Stepdown => Span::hours(72),
        Level::Inpatient | Level::Plan => Span::days(7),
    }
}

/// The latest planned contact whose time has passed and that nothing has made good.
pub(crate) fn missed_booking(card: &Card, now: Timestamp) -> Option<&Booking> {
    let last = card.last_contact.map(|contact| contact.at);
    card.bookings
        .iter()
        .rev()
        .find(|booking| booking.at + MISSED_AFTER < now)
        .filter(|booking| last.is_none_or(|last| last < booking.at - MISSED_AFTER))
}

impl Look<'_> {
    pub(crate) fn row(&self, card: &Card) -> Row {
        let alert = self.board.open_alert(card.client).map(|alert| OpenAlert {
            number: alert.number,
            state: shared::wording::alert::state(self.language, alert, self.people, self.now),
            unanswered: alert.is_unanswered(),
        });
        Row {
            client: card.client,
            level: card.level,
            lists: self.lists(card),
            who: self.who(card),
            team: Team {
                cm: card.cm.map(|cm| self.initials(cm)),
                deputy: card.deputy.map(|deputy| self.initials(deputy)),
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

    pub(crate) fn initials(&self, staff: StaffId) -> String {
        self.people.initials(staff).to_owned()
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
                age: String::new(),
                day,
            };
        };
        let age = head.age(self.now.local().date());
        Who {
            name: head.name.clone(),
            initials: head.initials.clone(),
            age: format!("{age} {}", self.language.pick("år", "years")),
            day,
        }
    }

    fn why(&self, card: &Card) -> Why {
        let said = card.why.as_ref().map(|why| &why.value);
        Why {
            reason: said
                .map_or("", |why| words::reason(self.language, why.reason))
                .to_owned(),
            text: said.map_or("", |why| &why.text).to_owned(),
            flags: card.flags.keys().map(|flag| self.flag(*flag)).collect(),
            legal: self.legal(card),
        }
    }

    pub(crate) fn flag(&self, flag: Flag) -> String {
        words::flag(self.language, flag).to_owned()
    }

    /// Compulsory care in a few words, while it holds.
    pub(crate) fn legal(&self, card: &Card) -> Option<String> {
        let legal = card.legal?;
        let status = words::legal_status(legal.status?);
        Some(match legal.ends {
            Some(ends) => {
                let to = self.language.pick("till", "to");
                format!(
                    "{status} {to} {}",
                    time::date(self.language, ends, self.now)
                )
            }
            None => status.to_owned(),
        })
    }

    fn today(&self, card: &Card) -> Today {
        card.contact_on(self.now)
            .map_or(Today::Nobody, |named| Today::Named {
                who: self.names(&named.who),
                at: named.at,
                how: words::channel(self.language, named.how).to_owned(),
            })
    }

    pub(crate) fn names(&self, who: &[StaffId]) -> String {
        who.iter()
            .map(|one| self.people.initials(*one))
            .collect::<Vec<_>>()
            .join(" + ")
    }

    fn contacts(&self, card: &Card) -> Contacts {
        let last = card.last_contact.map(|contact| {
            let how = words::channel_short(self.language, contact.how);
            let reached = words::reached(self.language, contact.reached);
            (self.moment(contact.at), format!("{how}, {reached}"))
        });
        Contacts {
            stale: card
                .last_contact
                .is_none_or(|contact| self.now.since(contact.at) > trusted_for(card.level)),
            last,
            missed: missed_booking(card, self.now).map(|booking| self.moment(booking.at)),
            next: card
                .next_booking(self.now)
                .map(|booking| self.moment(booking.at)),
        }
    }

    fn signs(&self, card: &Card) -> Signs {
        let from = card.assessments.len().saturating_sub(TREND);
        let latest = card.latest_assessment();
        Signs {
            trend: card.assessments[from..]
                .iter()
                .map(|one| one.sign)
                .collect(),
            latest: latest.map(|one| {
                let sign = words::sign(self.language, one.sign).to_owned();
                (
                    sign,
                    self.moment(one.at),
                    actor(self.language, one.by, self.people),
                )
            }),
            stale: latest
                .map(|one| self.now.since(one.at))
                .filter(|age| *age > trusted_for(card.level))
                .map(|age| time::age(self.language, age)),
        }
    }

    fn way(&self, card: &Card) -> Way {
        let language = self.language;
        if let Some(hold) = card
            .hold
            .as_ref()
            .filter(|hold| self.now.local().date() <= hold.until)
        {
            let until = time::date(language, hold.until, self.now);
            let by = actor(language, hold.by, self.people);
            return Way {
                head: format!("{} {until}", language.pick("hålls t.o.m.", "on hold to")),
                detail: format!("{by}: {}", hold.reason),
                tone: Tone::Held,
            };
        }
        if let Some(proposal) = self.board.proposals.get(&card.client) {
            let at = time::day_and_clock(language, proposal.execution, self.now);
            let shown = proposal.shown.map_or_else(
                || language.pick("inte visat än", "not shown yet").to_owned(),
                |shown| format!("{} {}", language.pick("visat", "shown"), time::clock(shown)),
            );
            return Way {
                head: format!("{} {at}", language.pick("förslag", "proposal")),
                detail: format!(
                    "{} · {shown}",
                    rules::transition(language, proposal.transition)
                ),
                tone: Tone::Proposed,
            };
        }
        let never = |detail: String| Way {
            head: language.pick("ingen automatik", "no automation").to_owned(),
            detail,
            tone: Tone::Never,
        };
        let Some(outlook) = outlook::of(self.board, card, self.now) else {
            return never(words::level(language, card.level).to_lowercase());
        };
        if outlook.never {
            let reason = card
                .reason()
                .map_or("", |reason| words::reason(language, reason));
            return never(format!("{}: {reason}", language.pick("orsak", "reason")));
        }
        let step = self.board.policy.step(outlook.transition);
        // What the head of the line already says is not said again.
        let hinders: Vec<_> = gate::hinders(&outlook.verdicts).collect();
        let list = hinders
            .iter()
            .map(|verdict| rules::hinder_short(language, verdict, step, self.now))
            .collect::<Vec<_>>()
            .join(" · ");
        match outlook.earliest {
            Some(at) => Way {
                head: format!(
                    "{} {}",
                    language.pick("tidigast", "earliest"),
                    time::dated(language, at, self.now)
                ),
                detail: if hinders.is_empty() {
                    language
                        .pick("alla villkor uppfyllda", "every condition met")
                        .to_owned()
                } else {
                    format!("{}: {list}", rules::hinders(language, hinders.len()))
                },
                tone: Tone::Waiting,
            },
            None => Way {
                head: rules::hinders(language, hinders.len()),
                detail: list,
                tone: Tone::Hindered,
            },
        }
    }
}
