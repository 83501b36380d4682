//! What a command means for a board, without doing any of it.
//!
//! Reads no clock and draws no numbers: the moment and a seed arrive in [`Ctx`]. The
//! same call therefore gives the same answer on the server, in the browser's preview
//! and in a test.

mod alerts;
mod care;
mod duty;
mod holds;
mod meeting;
pub mod rules;
mod team;
mod visit;

use chrono::NaiveDate;

use crate::access;
use crate::board::Board;
use crate::board::card::facts::is_since;
use crate::board::card::{Card, Channel, ContactToday, Legal, Level, Reason, Stamped, Why};
use crate::board::command::Command;
use crate::board::event::{Actor, Event};
use crate::board::member::Member;
use crate::deescalation::late;
use crate::id::{ClientId, StaffId};
use crate::position::Seq;
use crate::rejection::{Field, Rejection};
use crate::time::Timestamp;

pub use alerts::{raise, raise_for_visit, raise_in_meeting};

/// What a decision may know besides the board.
#[derive(Clone, Copy, Debug)]
pub struct Ctx {
    /// The moment.
    pub now: Timestamp,
    /// When it happened, if it was entered offline and arrives now.
    pub happened: Option<Timestamp>,
    /// Who asks.
    pub actor: Actor,
    /// The seed of everything that is left to chance: ids and alert numbers.
    pub chance: u64,
}

impl Ctx {
    /// When it happened. A clock that runs ahead does not enter the future.
    #[must_use]
    pub fn when(&self) -> Timestamp {
        self.happened
            .map_or(self.now, |happened| happened.min(self.now))
    }
}

/// Decides what a command means. A wish that is fulfilled already means nothing: the
/// answer is empty.
///
/// # Errors
///
/// Returns the [`Rejection`] to show to the person who gave the command.
pub fn decide(board: &Board, command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Rejection> {
    let desk = Desk::open(board, ctx)?;
    match command {
        Command::Acknowledge { alert } => desk.acknowledge(*alert),
        Command::AcknowledgeSeen { alert, seen } => desk.acknowledge_seen(*alert, *seen),
        Command::Help { alert } => desk.help(*alert),
        Command::Duty { ask } => desk.duty(ask),
        Command::PauseTeam { reason } => desk.pause(reason),
        Command::ResumeTeam => desk.resume(),
        Command::SetPolicy { policy } => desk.set_policy(policy),
        Command::AccessInEmergency { client, reason } => {
            let card = board.cards.get(client).ok_or(Rejection::NoSuchClient)?;
            Ok(desk.enter(card, desk.access_in_emergency(card, reason)?, false))
        }
        // It says nothing of the client's care, so nothing follows from it.
        Command::PassOnDeviation { client, draft } => desk.pass_on(*client, *draft),
        on_the_board => desk.on_the_board(on_the_board),
    }
}

/// Decides what a command means if the board may show that before the server has answered: what is
/// entered about a client, and in the meeting. That somebody has taken an alert is shown only when
/// the server has said so, and the rest is asked for on pages without a board. The browser is
/// therefore spared the rules for these.
///
/// # Errors
///
/// Returns a [`Rejection`] as [`decide`] does, and one for each of the others.
pub fn preview(board: &Board, command: &Command, ctx: &Ctx) -> Result<Vec<Event>, Rejection> {
    Desk::open(board, ctx)?.on_the_board(command)
}

/// A member of the staff in front of the board, for the time of one decision.
struct Desk<'a> {
    board: &'a Board,
    ctx: &'a Ctx,
    staff: StaffId,
    member: &'a Member,
}

impl<'a> Desk<'a> {
    fn open(board: &'a Board, ctx: &'a Ctx) -> Result<Self, Rejection> {
        let Actor::Staff(staff) = ctx.actor else {
            return Err(Rejection::NotAllowed);
        };
        let member = board.members.get(&staff).ok_or(Rejection::NotAllowed)?;
        Ok(Self {
            board,
            ctx,
            staff,
            member,
        })
    }

    fn on_the_board(&self, command: &Command) -> Result<Vec<Event>, Rejection> {
        match command {
            Command::ShowProposals => self.show_proposals(),
            Command::StartMeeting { present } => self.start_meeting(present),
            Command::Attend {
                staff,
                present,
                remote,
            } => self.attend(*staff, *present, *remote),
            Command::TakeChair => self.take_chair(),
            Command::MoveTo {
                client,
                section,
                skip,
            } => self.move_to(*client, *section, *skip),
            Command::CloseMeeting => self.close_meeting(),
            Command::MarkJournaled {
                client,
                meeting,
                done,
            } => self.mark_journaled(*client, *meeting, *done),
            about_client => {
                let client = about_client.client().ok_or(Rejection::NoSuchClient)?;
                let card = self.card(client)?;
                let tonight = matches!(about_client, Command::Place { tonight: true, .. });
                Ok(self.enter(card, self.about_client(card, about_client)?, tonight))
            }
        }
    }

    /// Entries about a client with everything that follows from them.
    fn enter(&self, card: &Card, entered: Vec<Event>, tonight: bool) -> Vec<Event> {
        let mut events = rules::with_consequences(self.board, card, entered, self.ctx);
        events.extend(self.follow_up(card, &events, tonight));
        events
    }

    fn chance(&self) -> fastrand::Rng {
        fastrand::Rng::with_seed(self.ctx.chance)
    }

    /// The card of a client whom the person may see.
    fn card(&self, client: ClientId) -> Result<&'a Card, Rejection> {
        let card = self
            .board
            .cards
            .get(&client)
            .ok_or(Rejection::NoSuchClient)?;
        if access::may_see(self.board, self.staff, client) {
            Ok(card)
        } else {
            Err(Rejection::NoSuchClient)
        }
    }

    fn about_client(&self, card: &Card, command: &Command) -> Result<Vec<Event>, Rejection> {
        let client = card.client;
        let one = |event| Ok(vec![event]);
        match command {
            Command::Place {
                level,
                reason,
                text,
                review,
                based_on,
                ..
            } => self.place(card, *level, *reason, text, *review, *based_on),
            Command::NameContact {
                who,
                at,
                how,
                based_on,
                ..
            } => one(self.name_contact(card, who, *at, *how, *based_on)?),
            Command::Assess { sign, .. } => one(Event::Assessed {
                client,
                sign: *sign,
            }),
            Command::LogContact {
                how,
                reached,
                crisis,
                text,
                booking,
                ..
            } => one(Event::ContactLogged {
                client,
                how: *how,
                reached: *reached,
                crisis: *crisis,
                text: optional_line(text)?,
                booking: *booking,
            }),
            Command::ReportCrisis { text, .. } => one(Event::CrisisReported {
                client,
                text: line(text)?,
            }),
            Command::Visit { ask, .. } => self.visit(card, ask),
            Command::Book { who, at, how, .. } => one(self.book(client, *who, *at, *how)?),
            Command::CancelBooking { booking, .. } => one(Self::cancel_booking(card, *booking)?),
            Command::OpenAction {
                class,
                text,
                owner,
                due,
                ..
            } => one(self.open_action(client, *class, text, *owner, *due)?),
            Command::CloseAction { action, .. } => one(Self::close_action(card, *action)?),
            Command::HandOverAction { action, to, .. } => {
                one(self.hand_over_action(card, *action, *to)?)
            }
            // A late one may be older than the flag that is raised, and take a step back.
            Command::RaiseFlag { flag, .. }
                if card.has_flag(*flag) && self.ctx.happened.is_none() =>
            {
                Ok(Vec::new())
            }
            Command::RaiseFlag { flag, .. } => one(Event::FlagRaised {
                client,
                flag: *flag,
            }),
            Command::ClearFlag { flag, .. } => self.clear_flag(card, *flag),
            Command::SetReview { date, .. } if card.review_date() == Some(*date) => Ok(Vec::new()),
            Command::SetReview { date, .. } => one(Event::ReviewSet {
                client,
                date: *date,
            }),
            Command::Note { fact, .. } => one(self.note(card, fact)?),
            Command::Correct { entry, text, .. } => one(self.correct(card, *entry, text)?),
            Command::Appoint { post, who, .. } => self.appoint(card, *post, *who),
            Command::SetConsent { open_to, .. } => self.set_consent(card, open_to),
            Command::SetLegal { status, ends, .. } => one(Event::LegalChanged {
                client,
                legal: Legal {
                    status: *status,
                    changed: self.ctx.when(),
                    ends: *ends,
                },
            }),
            Command::AskPsychiatrist { text, .. } => one(Event::PsychiatristAsked {
                client,
                text: line(text)?,
            }),
            Command::AnswerPsychiatrist { asked, .. } => one(self.answer(card, *asked)?),
            Command::Hold { reason, until, .. } => one(self.hold(card, reason, *until)?),
            Command::LiftHold { hold, .. } => one(self.lift_hold(card, *hold)?),
            Command::Return { .. } => one(self.return_to_level(card)?),
            Command::AccessInEmergency { .. }
            | Command::PassOnDeviation { .. }
            | Command::PauseTeam { .. }
            | Command::ResumeTeam
            | Command::SetPolicy { .. }
            | Command::ShowProposals
            | Command::StartMeeting { .. }
            | Command::Attend { .. }
            | Command::TakeChair
            | Command::MoveTo { .. }
            | Command::CloseMeeting
            | Command::MarkJournaled { .. }
            | Command::Acknowledge { .. }
            | Command::AcknowledgeSeen { .. }
            | Command::Help { .. }
            | Command::Duty { .. } => Err(Rejection::NoSuchClient),
        }
    }

    /// Going up is one tap by one person with a reason and a line of text
    /// (`policy.md` 6). Off the board by hand is the same command.
    fn place(
        &self,
        card: &Card,
        level: Level,
        reason: Reason,
        text: &str,
        review: Option<NaiveDate>,
        based_on: Option<Seq>,
    ) -> Result<Vec<Event>, Rejection> {
        // Who was offline has not seen the steps that the rules took since.
        let then = late::card_at(self.board, card, self.ctx.when());
        up_to_date(then.placed.as_ref(), based_on, Field::Level)
            .or_else(|_| up_to_date(card.placed.as_ref(), based_on, Field::Level))?;
        let from = then.level;
        if from == Level::Plan && matches!(level, Level::Plan | Level::Stepdown) {
            return Err(Rejection::NotPossible {
                from,
                wanted: level,
            });
        }
        // A raise, or a way into hospital, may never wait for anything; only then may the
        // reason change unasked.
        let may_wait = level >= from && level != Level::Inpatient;
        if may_wait && reason != Reason::Medication && Self::medication_is_open(card) {
            return Err(Rejection::MedicationNotCleared);
        }
        let today = self.ctx.when().local().date();
        let usual = || self.board.policy.review_on_change(from, level, today);
        Ok(vec![Event::Placed {
            client: card.client,
            from,
            level,
            reason,
            text: line(text)?,
            review: review.or_else(usual),
        }])
    }

    /// With `medicin` a person changes the reason after the psychiatrist has cleared it
    /// (`policy.md` 2, D7).
    fn medication_is_open(card: &Card) -> bool {
        let since = card.reason_since.unwrap_or(card.since);
        card.level != Level::Plan
            && card.reason() == Some(Reason::Medication)
            && !is_since(card.facts.medication_cleared.as_ref(), since)
    }

    fn name_contact(
        &self,
        card: &Card,
        who: &[StaffId],
        at: Timestamp,
        how: Channel,
        based_on: Option<Seq>,
    ) -> Result<Event, Rejection> {
        up_to_date(card.contact_today.as_ref(), based_on, Field::ContactToday)?;
        if who.is_empty() {
            return Err(Rejection::NobodyNamed);
        }
        for staff in who {
            self.may_take_part(*staff, card.client)?;
        }
        let contact = ContactToday {
            who: who.to_vec(),
            at,
            how,
        };
        Ok(Event::ContactNamed {
            client: card.client,
            contact,
        })
    }

    fn show_proposals(&self) -> Result<Vec<Event>, Rejection> {
        let events: Vec<_> = self
            .board
            .proposals
            .iter()
            .filter(|(client, proposal)| {
                proposal.shown.is_none() && access::may_see(self.board, self.staff, **client)
            })
            .map(|(client, _)| Event::ProposalShown { client: *client })
            .collect();
        if events.is_empty() {
            Err(Rejection::NoProposal)
        } else {
            Ok(events)
        }
    }

    /// A colleague who is named for something must be able to see the client.
    fn may_take_part(&self, staff: StaffId, client: ClientId) -> Result<(), Rejection> {
        if access::may_see(self.board, staff, client) {
            Ok(())
        } else {
            Err(Rejection::NotTheirClient)
        }
    }
}

/// An edit is refused if the value was changed since the person saw it, with who and when.
fn up_to_date<T>(
    now: Option<&Stamped<T>>,
    based_on: Option<Seq>,
    field: Field,
) -> Result<(), Rejection> {
    match now {
        Some(stamp) if Some(stamp.seq) != based_on => Err(Rejection::Conflict {
            field,
            by: stamp.by,
            at: stamp.at,
        }),
        _ => Ok(()),
    }
}

/// One line of text that must say something.
fn line(text: &str) -> Result<String, Rejection> {
    let text = optional_line(text)?;
    if text.is_empty() {
        Err(Rejection::TextMissing)
    } else {
        Ok(text)
    }
}

/// One line of text: white space folded, so that it stays one line everywhere.
fn optional_line(text: &str) -> Result<String, Rejection> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > Why::LIMIT {
        let limit = u16::try_from(Why::LIMIT).unwrap_or(u16::MAX);
        return Err(Rejection::TextTooLong { limit });
    }
    Ok(text)
}
