//! What a command means for a board, without doing any of it.
//!
//! Reads no clock and draws no numbers: the moment and a seed arrive in [`Ctx`]. The
//! same call therefore gives the same answer on the server, in the browser's preview
//! and in a test.

mod alerts;
mod holds;

use chrono::NaiveDate;

use crate::access;
use crate::board::Board;
use crate::board::card::{
    Action, ActionClass, Booking, Card, Channel, ContactToday, Flag, Level, Reason, Stamped, Why,
};
use crate::board::command::Command;
use crate::board::event::{Actor, Event};
use crate::board::member::{Function, Member};
use crate::id::{ActionId, ClientId, ContactId, StaffId};
use crate::position::Seq;
use crate::rejection::{Field, Rejection};
use crate::time::{Timestamp, days_after};

/// What a decision may know besides the board.
#[derive(Clone, Copy, Debug)]
pub struct Ctx {
    /// The moment.
    pub now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// The seed of everything that is left to chance: ids and alert numbers.
    pub chance: u64,
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
        Command::Help { alert } => desk.help(*alert),
        Command::ShowProposals => desk.show_proposals(),
        about_client => {
            let client = about_client.client().ok_or(Rejection::NoSuchClient)?;
            let card = desk.card(client)?;
            let mut events = desk.about_client(card, about_client)?;
            events.extend(desk.follow_up(card, &events));
            Ok(events)
        }
    }
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
                based_on,
                ..
            } => self.place(card, *level, *reason, text, *based_on),
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
                ..
            } => one(Event::ContactLogged {
                client,
                how: *how,
                reached: *reached,
                crisis: *crisis,
                text: optional_line(text)?,
            }),
            Command::Book { who, at, how, .. } => {
                self.may_take_part(*who, client)?;
                let id = ContactId::new(self.ctx.now, &mut self.chance());
                one(Event::Booked {
                    client,
                    booking: Booking {
                        id,
                        who: *who,
                        at: *at,
                        how: *how,
                    },
                })
            }
            Command::OpenAction {
                class,
                text,
                owner,
                due,
                ..
            } => one(self.open_action(client, *class, text, *owner, *due)?),
            Command::CloseAction { action, .. } => {
                if !card.actions.iter().any(|one| one.id == *action) {
                    return Err(Rejection::NoSuchAction);
                }
                one(Event::ActionClosed {
                    client,
                    action: *action,
                })
            }
            Command::RaiseFlag { flag, .. } => one(Event::FlagRaised {
                client,
                flag: *flag,
            }),
            Command::ClearFlag { flag, .. } => self.clear_flag(card, *flag),
            Command::SetReview { date, .. } if card.review == Some(*date) => Ok(Vec::new()),
            Command::SetReview { date, .. } => one(Event::ReviewSet {
                client,
                date: *date,
            }),
            Command::Hold { reason, .. } => one(self.hold(card, reason)?),
            Command::LiftHold { .. } => one(self.lift_hold(card)?),
            Command::ShowProposals | Command::Acknowledge { .. } | Command::Help { .. } => {
                Err(Rejection::NoSuchClient)
            }
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
        based_on: Option<Seq>,
    ) -> Result<Vec<Event>, Rejection> {
        up_to_date(card.placed.as_ref(), based_on, Field::Level)?;
        let from = card.level;
        if from == Level::Plan && matches!(level, Level::Plan | Level::Stepdown) {
            return Err(Rejection::NotPossible {
                from,
                wanted: level,
            });
        }
        Ok(vec![Event::Placed {
            client: card.client,
            from,
            level,
            reason,
            text: line(text)?,
            review: (from != level).then(|| self.review_after(level)).flatten(),
        }])
    }

    /// The review date that a raise sets (`policy.md` 2, D8). Other levels keep the old one.
    fn review_after(&self, level: Level) -> Option<NaiveDate> {
        let days = match level {
            Level::Red => self.board.policy.review_red_days,
            Level::Yellow => self.board.policy.review_yellow_days,
            Level::Stepdown | Level::Inpatient | Level::Plan => return None,
        };
        Some(days_after(self.ctx.now.local().date(), u64::from(days)))
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

    fn open_action(
        &self,
        client: ClientId,
        class: ActionClass,
        text: &str,
        owner: StaffId,
        due: Timestamp,
    ) -> Result<Event, Rejection> {
        self.may_take_part(owner, client)?;
        let id = ActionId::new(self.ctx.now, &mut self.chance());
        let action = Action {
            id,
            class,
            text: line(text)?,
            owner,
            due,
        };
        Ok(Event::ActionOpened { client, action })
    }

    /// The risk of suicide is cleared by the psychiatrist (`policy.md` 2, D7).
    fn clear_flag(&self, card: &Card, flag: Flag) -> Result<Vec<Event>, Rejection> {
        if flag == Flag::Suicide && self.member.function != Function::Psychiatrist {
            return Err(Rejection::PsychiatristClears);
        }
        let client = card.client;
        let is_raised = card.flags.contains_key(&flag);
        Ok(is_raised
            .then_some(Event::FlagCleared { client, flag })
            .into_iter()
            .collect())
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
