//! A client's side panel: everything that is known, section by section.

mod gates;
mod holds;
mod way;

use shared::board::card::{Action, Card, Flag, Level, Post, Sign};
use shared::board::event::Recorded;
use shared::board::member::Function;
use shared::deescalation::aftercare;
use shared::dossier::Dossier;
use shared::position::Seq;
use shared::wording::{actor, card as words, time, timeline};
use shared::{ActionId, ClientId, ContactId, StaffId};

use super::Look;
use super::advice::Proposed;
use super::row::{Contacts, Moment, Row, Signs, Team, Today, Who, Why};
use crate::page::Panel;

pub use gates::{GateLine, Remedy};
pub use holds::Held;
pub use way::WayBack;

/// A client's side panel.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelView {
    /// The client.
    pub client: ClientId,
    /// The name.
    pub who: Who,
    /// How urgent it is, and since when.
    pub place: Placing,
    /// What the board proposes.
    pub advice: Option<Proposed>,
    /// What there is to know now.
    pub overview: Overview,
    /// Open actions, the most urgent first.
    pub actions: Vec<ActionLine>,
    /// Plans and people; absent if none was written.
    pub dossier: Option<Dossier>,
    /// The way back to the care plan.
    pub way: WayBack,
    /// How the client came off the board, while that is what holds.
    pub back: Option<Back>,
    /// What happened, the newest first.
    pub timeline: Vec<Line>,
    /// Whether a command about the client waits for the server's answer.
    pub sending: bool,
}

/// How urgent it is, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The level.
    pub level: Level,
    /// Since when the level holds.
    pub since: Moment,
    /// Who set it.
    pub by: Option<String>,
}

/// What there is to know now.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// Why the client is on the board.
    pub why: Why,
    /// CM and deputy with their names.
    pub team: Team,
    /// Today's contact.
    pub today: Today,
    /// The last contact and the next.
    pub contacts: Contacts,
    /// The signs.
    pub signs: Signs,
    /// When the team looks at the level again.
    pub review: Option<String>,
    /// The flags, each with whether it is raised.
    pub flags: Vec<(Flag, String, bool)>,
    /// Planned contacts.
    pub bookings: Vec<(ContactId, Moment, String)>,
    /// What is asked of the psychiatrist, and what was decided.
    pub psychiatrist: Psychiatrist,
    /// The last judgements of signs, the newest first.
    pub assessments: Vec<(Sign, Moment, String)>,
}

/// What is asked of the psychiatrist, and what was decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Psychiatrist {
    /// Until when the psychiatrist sees the client, and whether that has passed.
    pub clock: Option<(Moment, bool)>,
    /// When the psychiatrist saw the client or decided, who wrote it, and what.
    pub last: Option<(Moment, String, String)>,
    /// Open questions: the number, when, by whom, and what for.
    pub asked: Vec<(Seq, Moment, String, String)>,
    /// Whether the viewer is a psychiatrist.
    pub is_viewer: bool,
}

/// An open action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionLine {
    /// The action.
    pub id: ActionId,
    /// Its kind.
    pub class: String,
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// Until when.
    pub due: Moment,
    /// Whether that has passed.
    pub late: bool,
    /// Who will have it off the board, and until when.
    pub hand_over: Option<(String, Moment)>,
}

/// How the client came off the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// The level before.
    pub from: Level,
    /// The end of aftercare, while it lasts.
    pub aftercare: Option<String>,
    /// Until when a contact must have reached the client, while that is open.
    pub contact_by: Option<Moment>,
    /// Whether nobody is planned for that time, and it is not a working day.
    pub asks_for_duty_slot: bool,
    /// When one did.
    pub reached: Option<Moment>,
}

/// A line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// What.
    pub text: String,
}

impl Look<'_> {
    /// The panel of a client; `None` if the viewer may no longer see the client.
    pub(crate) fn panel(&self, panel: &Panel) -> Option<PanelView> {
        let card = self.board.cards.get(&panel.client)?;
        let row = self.row(card);
        let Row {
            who,
            why,
            team: _,
            today,
            contacts,
            signs,
            sending,
            ..
        } = row;
        Some(PanelView {
            client: card.client,
            who,
            place: Placing {
                level: card.level,
                since: self.moment(card.since),
                by: card
                    .placed
                    .as_ref()
                    .map(|placed| actor(self.language, placed.by, self.people)),
            },
            advice: self.advice(card),
            overview: Overview {
                why,
                team: Team {
                    cm: self.holder(card, Post::Cm).map(|cm| self.full_name(cm)),
                    deputy: self
                        .holder(card, Post::Deputy)
                        .map(|deputy| self.full_name(deputy)),
                },
                today,
                contacts,
                signs,
                review: card
                    .review_date()
                    .map(|date| time::date(self.language, date, self.now)),
                flags: Flag::ALL
                    .iter()
                    .map(|flag| (*flag, self.flag(*flag), card.has_flag(*flag)))
                    .collect(),
                bookings: card
                    .bookings
                    .iter()
                    .filter(|booking| booking.at >= self.now)
                    .map(|booking| {
                        let who = self.initials(booking.who);
                        let how = words::channel(self.language, booking.how);
                        (booking.id, self.moment(booking.at), format!("{who}, {how}"))
                    })
                    .collect(),
                assessments: card
                    .assessments
                    .iter()
                    .rev()
                    .take(5)
                    .map(|one| {
                        let by = actor(self.language, one.by, self.people);
                        (one.sign, self.moment(one.at), by)
                    })
                    .collect(),
                psychiatrist: self.psychiatrist(card),
            },
            actions: self.actions(card),
            dossier: panel.dossier.clone(),
            way: self.way_back(card),
            back: self.back(card),
            timeline: self.timeline(panel),
            sending,
        })
    }

    /// Initials, name and employer of a colleague.
    fn full_name(&self, staff: StaffId) -> String {
        self.people.staff.get(&staff).map_or_else(
            || "–".to_owned(),
            |card| {
                let employer = words::organisation(self.language, card.employer).to_lowercase();
                format!("{} {}, {employer}", card.initials, card.name)
            },
        )
    }

    fn actions(&self, card: &Card) -> Vec<ActionLine> {
        let mut open: Vec<&Action> = card.actions.iter().collect();
        open.sort_by_key(|action| action.due);
        open.into_iter()
            .map(|action| ActionLine {
                id: action.id,
                class: words::action_class(self.language, action.class).to_owned(),
                text: action.text.clone(),
                owner: self.initials(action.owner),
                due: self.moment(action.due),
                late: action.due < self.now,
                hand_over: action
                    .hand_over
                    .map(|to| (self.initials(to.owner), self.moment(to.due))),
            })
            .collect()
    }

    fn psychiatrist(&self, card: &Card) -> Psychiatrist {
        let by = |who| actor(self.language, who, self.people);
        Psychiatrist {
            clock: card.psychiatrist.map(|clock| {
                let late = clock.overdue || clock.due < self.now;
                (self.moment(clock.due), late)
            }),
            last: card
                .facts
                .psychiatrist
                .as_ref()
                .map(|said| (self.moment(said.at), by(said.by), said.value.clone())),
            asked: card
                .requests
                .iter()
                .map(|one| (one.seq, self.moment(one.at), by(one.by), one.text.clone()))
                .collect(),
            is_viewer: self.viewer_is_psychiatrist(),
        }
    }

    fn viewer_is_psychiatrist(&self) -> bool {
        self.board
            .members
            .get(&self.viewer.staff)
            .is_some_and(|member| member.function == Function::Psychiatrist)
    }

    fn back(&self, card: &Card) -> Option<Back> {
        let back = card.back_to_plan.filter(|_| card.level == Level::Plan)?;
        Some(Back {
            at: self.moment(back.at),
            by: actor(self.language, back.by, self.people),
            from: back.from,
            aftercare: card
                .aftercare(self.now)
                .map(|back| time::dated(self.language, back.aftercare_until, self.now)),
            contact_by: back.contact_by.map(|at| self.moment(at)),
            asks_for_duty_slot: aftercare::duty_slot(self.board, card, self.now).is_some(),
            reached: back.reached.map(|at| self.moment(at)),
        })
    }

    fn timeline(&self, panel: &Panel) -> Vec<Line> {
        let mut happened: Vec<_> = panel.timeline.iter().collect();
        // Entries that arrived late stand where they happened.
        happened.sort_by_key(|recorded| std::cmp::Reverse((recorded.when(), recorded.seq)));
        happened
            .into_iter()
            .map(|recorded| self.line(recorded))
            .collect()
    }

    pub(super) fn line(&self, recorded: &Recorded) -> Line {
        Line {
            at: self.moment(recorded.when()),
            by: actor(self.language, recorded.by, self.people),
            text: timeline::line(self.language, recorded, self.people, self.now),
        }
    }
}
