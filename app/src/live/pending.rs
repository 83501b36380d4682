//! Commands that wait for the server's answer.
//!
//! A command stays here from the click until its event or its refusal has arrived. The
//! server carries out an id only once, so everything that waits is simply sent again
//! after a new connection. Commands about the same client go out one after the other:
//! the second may build on what the first will have written, and only the first one's
//! event says under which number.

use shared::board::card::{Card, Stamped};
use shared::board::decide::{self, Ctx};
use shared::board::event::{Actor, Recorded};
use shared::position::Seq;
use shared::protocol::{ClientMessage, Outcome};
use shared::{Board, Command, CommandId, Rejection, StaffId, Timestamp};

/// The most commands that can wait. More than a person gives while a lift goes down;
/// whoever reaches it should hear that nothing gets through.
pub const LIMIT: usize = 100;

/// The list of commands that wait.
#[derive(Clone, Debug)]
pub struct Pending {
    actor: StaffId,
    waiting: Vec<Waiting>,
}

#[derive(Clone, Debug)]
struct Waiting {
    id: CommandId,
    command: Command,
    /// When the command was given, on the server's clock.
    given: Timestamp,
    chance: u64,
    /// Whether it is on its way on the present connection.
    sent: bool,
    /// Whether it waited for a connection, so that it arrives later than it happened.
    late: bool,
    /// The number of its last event, if it was answered before the event arrived.
    done: Option<Seq>,
    /// Whether the person based it on something that itself still waited.
    builds_on_own: bool,
}

impl Pending {
    /// An empty list for the commands of one person.
    #[must_use]
    pub fn new(actor: StaffId) -> Self {
        Self {
            actor,
            waiting: Vec::new(),
        }
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The commands that wait, the oldest first.
    #[must_use]
    pub fn commands(&self) -> Vec<Command> {
        self.waiting
            .iter()
            .map(|waiting| waiting.command.clone())
            .collect()
    }

    /// Adds a command that the person gave while they saw `board` with everything that
    /// waits applied to it.
    ///
    /// # Errors
    ///
    /// Gives a rejection if too much waits already.
    pub fn add(
        &mut self,
        id: CommandId,
        command: Command,
        board: &Board,
        given: Timestamp,
        chance: u64,
    ) -> Result<(), Rejection> {
        if self.waiting.len() >= LIMIT {
            return Err(Rejection::Unavailable);
        }
        let builds_on_own = based_on(&command).is_some_and(|seq| seq > board.seq);
        self.waiting.push(Waiting {
            id,
            command,
            given,
            chance,
            sent: false,
            late: false,
            done: None,
            builds_on_own,
        });
        Ok(())
    }

    /// Forgets what is on its way, because the connection is a new one. What has waited for it
    /// happened when it was given (`policy.md` 5).
    pub fn start_again(&mut self) {
        for waiting in &mut self.waiting {
            waiting.sent = false;
            waiting.late = true;
        }
    }

    /// What can be sent now; it counts as on its way from here on.
    pub fn send(&mut self, board: &Board) -> Vec<ClientMessage> {
        let mut messages = Vec::new();
        for index in 0..self.waiting.len() {
            let (before, rest) = self.waiting.split_at_mut(index);
            let Some(waiting) = rest.first_mut() else {
                break;
            };
            let client = waiting.command.client();
            let must_wait =
                client.is_some() && before.iter().any(|other| other.command.client() == client);
            if waiting.sent || waiting.done.is_some() || must_wait {
                continue;
            }
            if waiting.builds_on_own {
                rebase(&mut waiting.command, board, self.actor);
            }
            waiting.sent = true;
            messages.push(ClientMessage::Command {
                id: waiting.id,
                happened: waiting.late.then_some(waiting.given),
                command: waiting.command.clone(),
            });
        }
        messages
    }

    /// The log has reached `seq`, with this event or with one that stays hidden.
    pub fn stepped(&mut self, seq: Seq, recorded: Option<&Recorded>) {
        let arrived = recorded.and_then(|recorded| recorded.command);
        self.waiting.retain(|waiting| {
            Some(waiting.id) != arrived && waiting.done.is_none_or(|done| done > seq)
        });
    }

    /// The server answered. `seq` is the number that the board has reached. Gives the
    /// command back if it was refused.
    pub fn answered(
        &mut self,
        id: CommandId,
        outcome: Outcome,
        seq: Seq,
    ) -> Option<(Command, Rejection)> {
        let index = self.waiting.iter().position(|waiting| waiting.id == id)?;
        match outcome {
            Outcome::Done { seq: done } if done > seq => {
                self.waiting[index].done = Some(done);
                None
            }
            Outcome::Done { .. } => {
                self.waiting.remove(index);
                None
            }
            Outcome::Refused { rejection } => Some((self.waiting.remove(index).command, rejection)),
        }
    }

    /// The board as it will look if the server agrees; nothing if that is no different.
    ///
    /// Alerts are left out: that somebody is being called, or that somebody has taken an
    /// alert, is only ever shown when the server has said so.
    #[must_use]
    pub fn preview(&self, board: &Board) -> Option<Board> {
        let mut preview = None;
        for waiting in &self.waiting {
            let ctx = Ctx {
                now: waiting.given,
                happened: None,
                actor: Actor::Staff(self.actor),
                chance: waiting.chance,
            };
            let scratch = preview.get_or_insert_with(|| board.clone());
            // What looks impossible here may be possible on the server's newer board, and
            // the other way round; only the server's answer counts.
            let Ok(events) = decide::preview(scratch, &waiting.command, &ctx) else {
                continue;
            };
            for event in events.into_iter().filter(|event| event.alert().is_none()) {
                scratch.apply(&Recorded {
                    seq: scratch.seq.next(),
                    at: waiting.given,
                    happened: None,
                    by: ctx.actor,
                    command: Some(waiting.id),
                    event,
                });
            }
        }
        preview
    }
}

/// The value that an edit was based on.
fn based_on(command: &Command) -> Option<Seq> {
    match command {
        Command::Place { based_on, .. } | Command::NameContact { based_on, .. } => *based_on,
        _ => None,
    }
}

/// Bases an edit on what the same person wrote last, now that its number is known. If
/// somebody else has written meanwhile, the edit stays as it is, and the server says so.
fn rebase(command: &mut Command, board: &Board, actor: StaffId) {
    fn own<T>(stamped: Option<&Stamped<T>>, actor: StaffId) -> Option<Seq> {
        stamped
            .filter(|stamped| stamped.by == Actor::Staff(actor))
            .map(|stamped| stamped.seq)
    }
    let card = command.client().and_then(|client| board.cards.get(&client));
    let Some(Card {
        placed,
        contact_today,
        ..
    }) = card
    else {
        return;
    };
    let (based_on, now) = match command {
        Command::Place { based_on, .. } => (based_on, own(placed.as_ref(), actor)),
        Command::NameContact { based_on, .. } => (based_on, own(contact_today.as_ref(), actor)),
        _ => return,
    };
    if now.is_some() {
        *based_on = now;
    }
}

#[cfg(test)]
mod tests;
