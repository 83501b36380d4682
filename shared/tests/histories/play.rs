//! Plays a history: a board, its log, and a clock that only the history moves.

use shared::board::card::Card;
use shared::board::decide::{Ctx, decide};
use shared::board::event::{Actor, Recorded};
use shared::time::days_after;
use shared::{Board, Command, Event, Timestamp, due};

use crate::team::{self, client, staff};

/// A course of events.
pub(crate) struct Play {
    pub(crate) board: Board,
    pub(crate) log: Vec<Recorded>,
    pub(crate) now: Timestamp,
}

impl Play {
    /// The team on its first morning, with its rota published for four weeks.
    pub(crate) fn begin() -> Self {
        let mut play = Self {
            board: Board::default(),
            log: Vec::new(),
            now: Timestamp::at_hour(team::FIRST_DAY, 7),
        };
        play.happen(Actor::Server, None, team::founding());
        play.publish();
        play.publish();
        play
    }

    /// Publishes two more weeks of the rota.
    pub(crate) fn publish(&mut self) {
        let known = self.board.rota_to;
        let from = known.map_or(team::FIRST_DAY, |to| days_after(to, 1));
        let (shifts, published_to) = (team::rota(from), Some(days_after(from, 13)));
        let planned = Event::ShiftsPlanned {
            shifts,
            published_to,
        };
        self.happen(Actor::Server, None, vec![planned]);
    }

    /// Appends events as the log would.
    pub(crate) fn happen(&mut self, by: Actor, happened: Option<Timestamp>, events: Vec<Event>) {
        for event in events {
            let recorded = Recorded {
                seq: self.board.seq.next(),
                at: self.now,
                happened: happened.filter(|_| event.is_entered()),
                by,
                command: None,
                event,
            };
            self.board.apply(&recorded);
            self.log.push(recorded);
        }
    }

    /// Lets time pass; what is due on the way happens at its own time, or as soon as the
    /// server is there again.
    pub(crate) fn until(&mut self, moment: Timestamp) {
        while let Some((time, due)) =
            due::next(&self.board, self.now).filter(|(time, _)| *time <= moment)
        {
            self.now = self.now.max(time);
            let events = due::carry_out(&self.board, &due, &self.ctx(Actor::Rules, None));
            assert!(!events.is_empty(), "{due:?} is due, and would be for ever");
            self.happen(Actor::Rules, None, events);
        }
        self.now = self.now.max(moment);
    }

    fn ctx(&self, actor: Actor, happened: Option<Timestamp>) -> Ctx {
        Ctx {
            now: self.now,
            happened,
            actor,
            chance: self.board.seq.0,
        }
    }

    /// Somebody asks for something; whether it is accepted. `happened` if it was entered
    /// offline and arrives now.
    pub(crate) fn ask(&mut self, who: usize, wish: &Command, happened: Option<Timestamp>) -> bool {
        let actor = Actor::Staff(staff(who));
        let ctx = self.ctx(actor, happened);
        let decided = decide(&self.board, wish, &ctx);
        let accepted = decided.is_ok();
        let happened = happened.map(|_| ctx.when());
        self.happen(actor, happened, decided.unwrap_or_default());
        accepted
    }

    /// A client's card.
    pub(crate) fn card(&self, whom: usize) -> &Card {
        &self.board.cards[&client(whom)]
    }
}
