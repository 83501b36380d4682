//! A fact of a history as the board's events.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use shared::board::Board;
use shared::board::card::{
    ActionClass, Booking, Card, Channel, Fact as Noted, Flag, HandOver, HoldKind, Legal, Level,
    Post, Reason, Sign, SipAnswer, Told, hold,
};
use shared::board::decide::Ctx;
use shared::board::event::Event;
use shared::deescalation::{aftercare, late};
use shared::{Span, Timestamp};

use super::super::instant::Instant;
use super::team::{self, Team, Thing};

/// Long enough for an action that was handed over.
const HANDED_OVER_FOR: Span = Span::days(365);

/// One line of what happened. Which fields it has depends on its type.
#[derive(Deserialize)]
pub(super) struct Fact {
    #[serde(rename = "type")]
    kind: Kind,
    at: Instant,
    received: Option<Instant>,
    by: Option<String>,
    id: Option<String>,
    who: Option<String>,
    level: Option<String>,
    reason: Option<String>,
    review: Option<NaiveDate>,
    date: Option<NaiveDate>,
    sign: Option<String>,
    #[serde(rename = "for")]
    planned: Option<Instant>,
    reached: Option<bool>,
    class: Option<String>,
    flag: Option<String>,
    #[serde(rename = "kind")]
    hold: Option<String>,
    until: Option<NaiveDate>,
    on: Option<bool>,
    view: Option<Value>,
    no_view_reason: Option<Value>,
    device: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Placed,
    Reason,
    ReviewSet,
    Assessment,
    CrisisEvent,
    ContactBooked,
    ContactDone,
    ContactCancelled,
    ContactMissed,
    ActionOpened,
    ActionHandedOver,
    ActionClosed,
    PsychiatristReview,
    PsychiatristRequest,
    PsychiatristRequestDone,
    MedChange,
    MedCleared,
    FlagRaised,
    FlagCleared,
    LegalChange,
    Objection,
    ObjectionTalked,
    Hold,
    HoldLifted,
    TeamPause,
    CrisisPlanConfirmed,
    CarePlanChecked,
    SipAnswered,
    Told,
    CmNamed,
    DeputyNamed,
    ShownInMeeting,
    RulesStopped,
    RulesStarted,
    DeviceUnsynced,
    DeviceSynced,
    DischargeFollowupDone,
    DischargeBoardTick,
    AddictionContact,
    OneTapReturn,
}

impl Fact {
    pub(super) fn at(&self) -> Timestamp {
        self.at.0
    }

    pub(super) fn received(&self) -> Timestamp {
        self.received.map_or(self.at.0, |received| received.0)
    }

    /// The name of the thing that it is about.
    pub(super) fn id(&self) -> &str {
        self.id
            .as_deref()
            .or(self.device.as_deref())
            .unwrap_or_default()
    }

    pub(super) fn is_hold(&self) -> bool {
        self.kind == Kind::Hold
    }

    pub(super) fn is_request(&self) -> bool {
        self.kind == Kind::PsychiatristRequest
    }

    /// What it begins.
    pub(super) fn begins(&self) -> Option<Thing> {
        match self.kind {
            Kind::ContactBooked => Some(Thing::Contact),
            Kind::ActionOpened => Some(Thing::Action),
            Kind::PsychiatristRequest => Some(Thing::Request),
            Kind::Hold => Some(Thing::Hold),
            Kind::DeviceUnsynced => Some(Thing::Device),
            Kind::RulesStopped => Some(Thing::Standstill),
            _ => None,
        }
    }

    /// What it ends.
    pub(super) fn ends(&self) -> Option<Thing> {
        match self.kind {
            Kind::ContactCancelled => Some(Thing::Contact),
            Kind::ContactDone if self.reached.unwrap_or(true) => Some(Thing::Contact),
            Kind::ActionClosed => Some(Thing::Action),
            Kind::PsychiatristRequestDone => Some(Thing::Request),
            Kind::HoldLifted => Some(Thing::Hold),
            Kind::DeviceSynced => Some(Thing::Device),
            Kind::RulesStarted => Some(Thing::Standstill),
            _ => None,
        }
    }

    /// Who entered it.
    pub(super) fn who(&self) -> Option<&str> {
        self.by.as_deref()
    }

    /// Every name in it, of people and of things.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        [&self.by, &self.who, &self.id, &self.device]
            .into_iter()
            .filter_map(|name| name.as_deref())
    }

    /// The events that the fact is on a board.
    pub(super) fn events(&self, board: &Board, card: &Card, team: &Team, ctx: &Ctx) -> Vec<Event> {
        let client = card.client;
        let noted = |fact| vec![Event::Noted { client, fact }];
        match self.kind {
            Kind::Placed => self.placed(board, card, ctx),
            Kind::Reason => {
                let level = late::level_at(board, card, ctx.when());
                vec![self.place(board, card, level, None, ctx)]
            }
            Kind::ReviewSet => self
                .date
                .or(self.review)
                .map(|date| Event::ReviewSet { client, date })
                .into_iter()
                .collect(),
            Kind::Assessment => self
                .sign
                .as_deref()
                .and_then(Sign::from_word)
                .map(|sign| Event::Assessed { client, sign })
                .into_iter()
                .collect(),
            Kind::CrisisEvent => vec![Event::CrisisReported {
                client,
                text: String::new(),
            }],
            Kind::ContactBooked => self.booked(card, team),
            Kind::ContactDone => vec![self.contact(card, team)],
            Kind::ContactCancelled => vec![Event::BookingCancelled {
                client,
                booking: team.contact(self.id()),
            }],
            Kind::ContactMissed => vec![Event::ContactMissed {
                client,
                booking: team.contact(self.id()),
            }],
            Kind::ActionOpened => {
                let class = match self.class.as_deref() {
                    Some("kris") => ActionClass::Crisis,
                    _ => ActionClass::Other,
                };
                let owner = team.staff(self.who());
                let action = team::action(team.action(self.id()), class, owner, self.at());
                vec![Event::ActionOpened { client, action }]
            }
            Kind::ActionHandedOver => vec![Event::ActionHandedOver {
                client,
                action: team.action(self.id()),
                to: HandOver {
                    owner: team.staff(self.who.as_deref().or(self.who())),
                    due: self.at() + HANDED_OVER_FOR,
                },
            }],
            Kind::ActionClosed => vec![Event::ActionClosed {
                client,
                action: team.action(self.id()),
            }],
            Kind::PsychiatristReview => noted(Noted::PsychiatristReviewed(String::new())),
            Kind::PsychiatristRequest => vec![Event::PsychiatristAsked {
                client,
                text: String::new(),
            }],
            Kind::PsychiatristRequestDone => team
                .request(self.id())
                .map(|asked| Event::PsychiatristAnswered { client, asked })
                .into_iter()
                .collect(),
            Kind::MedChange => noted(Noted::MedicationChanged(String::new())),
            Kind::MedCleared => noted(Noted::MedicationCleared),
            Kind::FlagRaised => self
                .flag()
                .map(|flag| Event::FlagRaised { client, flag })
                .into_iter()
                .collect(),
            Kind::FlagCleared => self
                .flag()
                .map(|flag| Event::FlagCleared { client, flag })
                .into_iter()
                .collect(),
            Kind::LegalChange => vec![Event::LegalChanged {
                client,
                legal: Legal {
                    status: None,
                    changed: self.at(),
                    ends: None,
                },
            }],
            Kind::Objection => noted(Noted::Objected(String::new())),
            Kind::ObjectionTalked => noted(Noted::ObjectionTalked),
            Kind::Hold => self.hold(board, card, ctx),
            Kind::HoldLifted => team
                .hold(self.id())
                .map(|hold| Event::HoldLifted {
                    client,
                    hold: Some(hold),
                })
                .into_iter()
                .collect(),
            Kind::TeamPause if self.on.unwrap_or(true) => vec![Event::TeamPaused {
                reason: String::new(),
            }],
            Kind::TeamPause => vec![Event::TeamResumed],
            Kind::CrisisPlanConfirmed => noted(Noted::CrisisPlanConfirmed),
            Kind::CarePlanChecked => noted(Noted::CarePlanChecked),
            Kind::SipAnswered => noted(Noted::SipAnswered(SipAnswer::Holds)),
            Kind::Told => noted(Noted::Told(Told {
                reached: self.reached.unwrap_or(true),
                view: said(self.view.as_ref()),
                no_view: said(self.no_view_reason.as_ref()),
            })),
            Kind::CmNamed => self.appointed(card, team, Post::Cm),
            Kind::DeputyNamed => self.appointed(card, team, Post::Deputy),
            // A meeting of another day, told of late, has not seen this proposal.
            Kind::ShownInMeeting => board
                .proposals
                .get(&client)
                .is_some_and(|proposal| self.at() >= proposal.made)
                .then_some(Event::ProposalShown { client })
                .into_iter()
                .collect(),
            Kind::RulesStopped => vec![Event::RulesStopped { since: self.at() }],
            Kind::RulesStarted => vec![Event::RulesStarted],
            Kind::DeviceUnsynced => vec![Event::DeviceUnsynced {
                device: team.device(self.device.as_deref().unwrap_or_default()),
                since: self.at(),
                staff: None,
            }],
            Kind::DeviceSynced => vec![Event::DeviceSynced {
                device: team.device(self.device.as_deref().unwrap_or_default()),
            }],
            Kind::DischargeFollowupDone => noted(Noted::DischargeFollowedUp),
            Kind::DischargeBoardTick => noted(Noted::DischargeTicked),
            Kind::AddictionContact => noted(Noted::AddictionContact),
            Kind::OneTapReturn => aftercare::one_tap_return(&board.policy, card, ctx.when())
                .into_iter()
                .collect(),
        }
    }

    fn placed(&self, board: &Board, card: &Card, ctx: &Ctx) -> Vec<Event> {
        let Some(level) = self.level.as_deref().and_then(level) else {
            return Vec::new();
        };
        let from = late::level_at(board, card, ctx.when());
        let date = ctx.when().local().date();
        let usual = || board.policy.review_on_change(from, level, date);
        vec![self.place(board, card, level, self.review.or_else(usual), ctx)]
    }

    fn place(
        &self,
        board: &Board,
        card: &Card,
        level: Level,
        review: Option<NaiveDate>,
        ctx: &Ctx,
    ) -> Event {
        let given = self.reason.as_deref().and_then(Reason::from_word);
        Event::Placed {
            client: card.client,
            from: late::level_at(board, card, ctx.when()),
            level,
            reason: given.or(card.reason()).unwrap_or(Reason::Other),
            text: String::new(),
            review,
        }
    }

    fn contact(&self, card: &Card, team: &Team) -> Event {
        Event::ContactLogged {
            client: card.client,
            how: Channel::Phone,
            reached: self.reached.unwrap_or(true),
            crisis: false,
            text: String::new(),
            booking: self.id.as_deref().map(|id| team.contact(id)),
        }
    }

    fn booked(&self, card: &Card, team: &Team) -> Vec<Event> {
        let Some(planned) = self.planned else {
            return Vec::new();
        };
        let (client, id) = (card.client, team.contact(self.id()));
        // The same contact at another time is one contact.
        let moved = card.bookings.iter().any(|booking| booking.id == id);
        let cancelled = moved.then_some(Event::BookingCancelled {
            client,
            booking: id,
        });
        let booking = Booking {
            id,
            who: team.staff(self.who()),
            at: planned.0,
            how: Channel::Phone,
            missed: false,
        };
        cancelled
            .into_iter()
            .chain([Event::Booked { client, booking }])
            .collect()
    }

    fn appointed(&self, card: &Card, team: &Team, post: Post) -> Vec<Event> {
        let who = self.who.as_deref().map(|name| team.staff(Some(name)));
        let client = card.client;
        vec![Event::Appointed { client, post, who }]
    }

    fn hold(&self, board: &Board, card: &Card, ctx: &Ctx) -> Vec<Event> {
        let by = match self.hold.as_deref() {
            Some("psychiatrist") => HoldKind::Psychiatrist,
            _ => HoldKind::Member,
        };
        let (policy, calendar) = (&board.policy, &board.calendar);
        vec![Event::HoldSet {
            client: card.client,
            by,
            reason: String::new(),
            until: hold::end(card, policy, calendar, by, ctx.when(), self.until),
        }]
    }

    fn flag(&self) -> Option<Flag> {
        match self.flag.as_deref()? {
            "suicide" => Some(Flag::Suicide),
            "violence" => Some(Flag::Violence),
            "child" => Some(Flag::Child),
            _ => None,
        }
    }
}

/// A level by its code in a history.
pub(super) fn level(code: &str) -> Option<Level> {
    match code {
        "ROD" => Some(Level::Red),
        "GUL" => Some(Level::Yellow),
        "NED" => Some(Level::Stepdown),
        "BLA" => Some(Level::Inpatient),
        "PLAN" => Some(Level::Plan),
        _ => None,
    }
}

/// What was said, if anything was.
fn said(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
