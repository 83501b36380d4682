//! Plays a course of events: a board, its log, and a clock that only the test moves.

use chrono::NaiveDate;
use shared::alert::{Alert, AlertState, Rung};
use shared::board::card::{Card, Channel, Fact, Flag, Level, Reason, Sign, Told};
use shared::board::decide::{Ctx, decide};
use shared::board::event::{Actor, Recorded};
use shared::deescalation::gate::Verdict;
use shared::deescalation::outlook::{self, Outlook};
use shared::due;
use shared::duty::{Shift, ShiftKind};
use shared::{Board, Command, Event, Rejection, Timestamp};

use crate::fixture::{at, client, day, staff, team};
use crate::show;

/// A course of events. Everything due happens in order before what a person does.
pub(crate) struct Play {
    pub(crate) board: Board,
    pub(crate) log: Vec<Recorded>,
    pub(crate) now: Timestamp,
}

impl Play {
    /// The team of the fixture, set up at a moment.
    pub(crate) fn from(start: &str) -> Self {
        let mut play = Self {
            board: Board::default(),
            log: Vec::new(),
            now: at(start),
        };
        play.happen(Actor::Server, team());
        play
    }

    /// Plans shifts.
    pub(crate) fn duty(&mut self, shifts: &[Shift]) -> &mut Self {
        self.happen(
            Actor::Server,
            vec![Event::ShiftsPlanned {
                shifts: shifts.to_vec(),
                published_to: None,
            }],
        )
    }

    /// Publishes a rota of day shifts, 08:00 to 17:00 on each day from one to another.
    pub(crate) fn days(&mut self, who: &[&str], from: &str, to: &str) -> &mut Self {
        let dates = day(from).iter_days().take_while(|date| *date <= day(to));
        let shifts = dates.flat_map(|date| {
            who.iter().map(move |who| Shift {
                who: staff(who),
                kind: ShiftKind::Day,
                from: Timestamp::at_hour(date, 8),
                to: Timestamp::at_hour(date, 17),
            })
        });
        let planned = Event::ShiftsPlanned {
            shifts: shifts.collect(),
            published_to: Some(day(to)),
        };
        self.happen(Actor::Server, vec![planned])
    }

    /// Appends events as the log would.
    pub(crate) fn happen(&mut self, by: Actor, events: Vec<Event>) -> &mut Self {
        self.append(by, None, events)
    }

    /// What follows from a late entry happens on receipt.
    fn append(&mut self, by: Actor, happened: Option<Timestamp>, events: Vec<Event>) -> &mut Self {
        for event in events {
            let seq = self.board.seq.next();
            let recorded = Recorded {
                seq,
                at: self.now,
                happened: happened.filter(|_| event.is_entered()),
                by,
                command: None,
                event,
            };
            self.board.apply(&recorded);
            self.log.push(recorded);
        }
        self
    }

    /// Lets time pass to a moment; what is due on the way happens at its own time.
    pub(crate) fn at(&mut self, moment: &str) -> &mut Self {
        self.until(at(moment))
    }

    /// As [`Play::at`].
    pub(crate) fn until(&mut self, moment: Timestamp) -> &mut Self {
        assert!(moment >= self.now, "time only goes forward");
        while let Some((time, due)) =
            due::next(&self.board, self.now).filter(|(time, _)| *time <= moment)
        {
            self.now = self.now.max(time);
            let events = due::carry_out(&self.board, &due, &self.ctx(Actor::Rules));
            assert!(!events.is_empty(), "{due:?} is due, and would be for ever");
            self.happen(Actor::Rules, events);
        }
        self.now = moment;
        self
    }

    /// What the rules see when they, or somebody, act now.
    pub(crate) fn ctx(&self, actor: Actor) -> Ctx {
        Ctx {
            now: self.now,
            happened: None,
            actor,
            chance: self.board.seq.0,
        }
    }

    /// Somebody asks for something; what becomes of it.
    pub(crate) fn ask(&mut self, who: &str, wish: &Command) -> Result<Vec<Event>, Rejection> {
        self.ask_late(who, None, wish)
    }

    /// As [`Play::ask`], for something that happened earlier and is received now.
    pub(crate) fn ask_late(
        &mut self,
        who: &str,
        happened: Option<Timestamp>,
        wish: &Command,
    ) -> Result<Vec<Event>, Rejection> {
        let actor = Actor::Staff(staff(who));
        let ctx = Ctx {
            happened,
            ..self.ctx(actor)
        };
        let events = decide(&self.board, wish, &ctx)?;
        self.append(actor, happened, events.clone());
        Ok(events)
    }

    /// Somebody did something at a moment, offline, and it is received now.
    pub(crate) fn late(&mut self, who: &str, moment: &str, wish: &Command) -> &mut Self {
        if let Err(rejection) = self.ask_late(who, Some(at(moment)), wish) {
            panic!("{who} cannot have done {wish:?}: {rejection}");
        }
        self
    }

    /// Somebody does something that is possible.
    pub(crate) fn does(&mut self, who: &str, wish: &Command) -> &mut Self {
        if let Err(rejection) = self.ask(who, wish) {
            panic!("{who} cannot {wish:?}: {rejection}");
        }
        self
    }

    /// Sets a level, having seen the card as it is.
    pub(crate) fn place(&mut self, who: &str, whom: &str, level: Level, why: Reason) -> &mut Self {
        self.does(who, &self.placing(whom, level, why))
    }

    /// The wish to set a level by somebody who has seen the card as it is.
    pub(crate) fn placing(&self, whom: &str, level: Level, reason: Reason) -> Command {
        let based_on = self.card(whom).placed.as_ref().map(|placed| placed.seq);
        let text = "Sover inte, öppnar inte".to_owned();
        Command::Place {
            client: client(whom),
            level,
            reason,
            text,
            review: None,
            tonight: false,
            based_on,
        }
    }

    /// Enters a fact.
    pub(crate) fn note(&mut self, who: &str, whom: &str, fact: Fact) -> &mut Self {
        self.does(who, &note(whom, fact))
    }

    /// Tells the client of a step and writes the client's view down.
    pub(crate) fn tell(&mut self, who: &str, whom: &str, view: &str) -> &mut Self {
        self.note(who, whom, told(Some(view)))
    }

    /// Plans a contact by telephone that somebody makes themselves.
    pub(crate) fn book(&mut self, who: &str, whom: &str, moment: &str) -> &mut Self {
        let booking = Command::Book {
            client: client(whom),
            who: staff(who),
            at: at(moment),
            how: Channel::Phone,
        };
        self.does(who, &booking)
    }

    /// Whether the log has something about a client that fits.
    pub(crate) fn says(&self, whom: &str, fits: impl Fn(&Event) -> bool) -> bool {
        self.log
            .iter()
            .any(|recorded| recorded.event.client() == Some(client(whom)) && fits(&recorded.event))
    }

    /// Records an assessment of signs.
    pub(crate) fn assess(&mut self, who: &str, whom: &str, sign: Sign) -> &mut Self {
        self.does(
            who,
            &Command::Assess {
                client: client(whom),
                sign,
            },
        )
    }

    /// Logs a telephone call that reached the client.
    pub(crate) fn call(&mut self, who: &str, whom: &str, crisis: bool) -> &mut Self {
        self.does(who, &call(whom, crisis))
    }

    /// Takes the open alert of a client.
    pub(crate) fn ack(&mut self, who: &str, whom: &str) -> &mut Self {
        let alert = self.alert(whom).number;
        self.does(who, &Command::Acknowledge { alert })
    }

    /// Raises a flag.
    pub(crate) fn flag(&mut self, who: &str, whom: &str, flag: Flag) -> &mut Self {
        self.does(
            who,
            &Command::RaiseFlag {
                client: client(whom),
                flag,
            },
        )
    }

    /// The meeting looks at today's proposals.
    pub(crate) fn meeting(&mut self) -> &mut Self {
        self.does("G.S.", &Command::ShowProposals)
    }

    /// Begins a board meeting, led by somebody.
    pub(crate) fn gather(&mut self, chair: &str, present: &[&str]) -> &mut Self {
        let present = present.iter().map(|who| staff(who)).collect();
        self.does(chair, &Command::StartMeeting { present })
    }

    /// A client's card.
    pub(crate) fn card(&self, whom: &str) -> &Card {
        &self.board.cards[&client(whom)]
    }

    /// A client's latest alert.
    pub(crate) fn alert(&self, whom: &str) -> &Alert {
        let alerts = self
            .board
            .alerts
            .values()
            .filter(|alert| alert.client == client(whom));
        alerts
            .max_by_key(|alert| (alert.raised, alert.is_open()))
            .expect("an alert")
    }

    /// The last rung that the alert of a climbing ladder has reached.
    pub(crate) fn rung(&self, whom: &str) -> Option<Rung> {
        match self.alert(whom).state {
            AlertState::Climbing { rung } => rung,
            state => panic!("the alert does not climb: {state:?}"),
        }
    }

    /// What stands in a client's way, as the side panel shows it now.
    pub(crate) fn outlook(&self, whom: &str) -> Outlook {
        outlook::of(&self.board, self.card(whom), self.now).expect("a level with a way down")
    }

    /// What the rules said about a client on a morning, and whether they proposed the step.
    pub(crate) fn morning(&self, whom: &str, date: &str) -> (bool, Vec<Verdict>) {
        let found = self.on(day(date)).find_map(|recorded| {
            match &recorded.event {
                Event::ProposalMade {
                    client, verdicts, ..
                } => Some((*client, true, verdicts)),
                Event::ProposalWithheld {
                    client, verdicts, ..
                } => Some((*client, false, verdicts)),
                _ => None,
            }
            .filter(|(about, ..)| *about == client(whom))
        });
        let (_, proposed, verdicts) = found.expect("a look at the client that morning");
        (proposed, verdicts.clone())
    }

    /// What stood in the way on a morning; each hinder a line.
    pub(crate) fn hinders(&self, whom: &str, date: &str) -> Vec<String> {
        let (proposed, verdicts) = self.morning(whom, date);
        let hinders = show::hinders(&verdicts);
        assert_eq!(
            proposed,
            hinders.is_empty(),
            "proposed exactly if nothing stands in the way"
        );
        hinders
    }

    /// What the log says of a local date.
    pub(crate) fn on(&self, date: NaiveDate) -> impl Iterator<Item = &Recorded> {
        self.log
            .iter()
            .filter(move |recorded| recorded.at.local().date() == date)
    }

    /// The letters since a moment, each a line: time, receiver and text.
    pub(crate) fn letters_since(&self, moment: &str) -> Vec<String> {
        let since = at(moment);
        let recorded = self.log.iter().filter(|recorded| recorded.at >= since);
        recorded.flat_map(show::letters).collect()
    }
}

/// A telephone call that reached the client.
pub(crate) fn call(whom: &str, crisis: bool) -> Command {
    let text = String::new();
    Command::LogContact {
        client: client(whom),
        how: Channel::Phone,
        reached: true,
        crisis,
        text,
        booking: None,
    }
}

/// The wish to enter a fact.
pub(crate) fn note(whom: &str, fact: Fact) -> Command {
    Command::Note {
        client: client(whom),
        fact,
    }
}

/// The client was told, and said something, or nobody wrote down what.
pub(crate) fn told(view: Option<&str>) -> Fact {
    Fact::Told(Told {
        reached: true,
        view: view.map(str::to_owned),
        no_view: None,
    })
}
