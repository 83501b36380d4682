//! Histories of kind `ladder`: one alert about one client, played by the rules of the
//! product. Nothing is decided here; this only sets a board up, lets its time pass, and
//! writes down what the log says.

mod format;

use std::collections::BTreeSet;

use chrono::{DateTime, SecondsFormat, Utc};
use shared::alert::letter::Carrier;
use shared::alert::{Alert, AlertNumber, AlertState, Rung, Written};
use shared::board::card::Sign;
use shared::board::decide::{Ctx, decide, raise};
use shared::board::event::{Actor, Recorded};
use shared::board::member::{Function, Member, Organisation};
use shared::calendar::Calendar;
use shared::deescalation::policy::Policy;
use shared::duty::{Shift, ShiftKind};
use shared::{Board, ClientId, Command, Event, StaffId, Timestamp, due};

pub use format::{
    Ack, Answer, Case, Channel, Class, Duty, Message, Prompt, Relations, Screen, Step, Told,
};

/// Plays a case.
///
/// # Errors
///
/// Says why the case could not be set up.
pub fn answer(case: &Case) -> Result<Answer, String> {
    let mut play = Play::set_up(case)?;
    play.run(case)?;
    Ok(Answer { steps: play.steps })
}

/// Something that a person or a device does at an instant. Of those at the same instant
/// the earlier variant comes first: an action counts only *after* an acknowledgement.
enum Fact {
    /// Contact with somebody was lost.
    Lost(String),
    /// The alert is raised.
    Raised,
    /// Somebody logs an entry on the client.
    Acted,
    /// Somebody taps "Kvittera".
    Taken(String),
}

/// The people of a case by the order in which the rota names them, so that two on duty in
/// the same role from the same instant keep that order.
struct People(Vec<String>);

impl People {
    fn of(case: &Case) -> Self {
        let relations = &case.relations;
        let related = [&relations.cm, &relations.deputy, &relations.team_leader];
        let named = case
            .rota
            .iter()
            .map(|duty| &duty.who)
            .chain(related.into_iter().flatten())
            .chain(&case.rights)
            .chain(case.lost.keys())
            .chain(&case.reporter)
            .chain(case.acks.iter().map(|ack| &ack.who));
        let mut seen = BTreeSet::new();
        Self(
            named
                .filter(|who| seen.insert(who.as_str()))
                .cloned()
                .collect(),
        )
    }

    fn id(&self, who: &str) -> Result<StaffId, String> {
        let index = self.0.iter().position(|one| one == who);
        let index = index.ok_or_else(|| format!("nobody is called {who}"))?;
        format!("{:026}", index + 1)
            .parse()
            .map_err(|error| format!("{who}: {error}"))
    }

    fn optional(&self, who: Option<&String>) -> Result<Option<StaffId>, String> {
        who.map(|who| self.id(who)).transpose()
    }

    fn name(&self, staff: StaffId) -> String {
        let found = self.0.iter().find(|who| self.id(who) == Ok(staff));
        found.cloned().unwrap_or_default()
    }
}

/// A board on which time passes.
struct Play {
    board: Board,
    people: People,
    client: ClientId,
    alert: Option<AlertNumber>,
    now: Timestamp,
    steps: Vec<Step>,
}

impl Play {
    /// The team before anything happens: who works when, and who may see the client.
    fn set_up(case: &Case) -> Result<Self, String> {
        let people = People::of(case);
        let client: ClientId = format!("{:026}", 1_000_000)
            .parse()
            .map_err(|error| format!("client: {error}"))?;
        let shifts = case
            .rota
            .iter()
            .map(|duty| {
                Ok(Shift {
                    who: people.id(&duty.who)?,
                    kind: duty.kind,
                    from: stamp(duty.from),
                    to: stamp(duty.to),
                })
            })
            .collect::<Result<Vec<_>, String>>()?;
        let policy = Policy {
            paused: false,
            ..Policy::default()
        };
        let calendar = Calendar::default();
        let mut events = vec![Event::PolicySet { policy, calendar }];
        for who in &people.0 {
            events.push(Event::MemberJoined {
                staff: people.id(who)?,
                member: member(case, who),
            });
        }
        events.push(Event::ShiftsPlanned {
            shifts,
            published_to: None,
        });
        events.push(Event::ClientEnrolled {
            client,
            cm: people.optional(case.relations.cm.as_ref())?,
            deputy: people.optional(case.relations.deputy.as_ref())?,
            open_to: vec![Organisation::Region],
        });
        let begin = case.lost.values().min().copied();
        let now = stamp(begin.unwrap_or(case.t0).min(case.t0));
        let mut play = Self {
            board: Board::default(),
            people,
            client,
            alert: None,
            now,
            steps: Vec::new(),
        };
        play.happen(Actor::Server, events);
        Ok(play)
    }

    /// Everything that the case says, in time order; facts at an instant come before
    /// what is due at it.
    fn run(&mut self, case: &Case) -> Result<(), String> {
        let mut facts = vec![(stamp(case.t0), Fact::Raised)];
        let lost = case.lost.iter();
        facts.extend(lost.map(|(who, since)| (stamp(*since), Fact::Lost(who.clone()))));
        let actions = case.actions.iter();
        facts.extend(actions.map(|at| (stamp(*at), Fact::Acted)));
        let acks = case.acks.iter();
        facts.extend(acks.map(|ack| (stamp(ack.t), Fact::Taken(ack.who.clone()))));
        // Those who tap at the same instant keep the order in which the case names them.
        facts.sort_by_key(|(at, fact)| (*at, order(fact)));
        let until = stamp(case.until);
        for (at, fact) in facts.into_iter().filter(|(at, _)| *at <= until) {
            self.pass(at, false)?;
            self.now = self.now.max(at);
            self.take(case, &fact)?;
        }
        self.pass(until, true)
    }

    /// Lets time pass to an instant; whatever is due at it happens if it is `included`.
    fn pass(&mut self, to: Timestamp, included: bool) -> Result<(), String> {
        while let Some((at, due)) =
            due::next(&self.board, self.now).filter(|(at, _)| *at < to || (included && *at == to))
        {
            self.now = self.now.max(at);
            let events = due::carry_out(&self.board, &due, &self.ctx(Actor::Rules));
            if events.is_empty() {
                return Err(format!("{due:?} is due, and would be for ever"));
            }
            self.happen(Actor::Rules, events);
        }
        Ok(())
    }

    fn take(&mut self, case: &Case, fact: &Fact) -> Result<(), String> {
        match fact {
            Fact::Lost(who) => {
                let (staff, since) = (self.people.id(who)?, self.now);
                self.happen(Actor::Server, vec![Event::ContactLost { staff, since }]);
            }
            Fact::Raised => {
                let reporter = self.people.optional(case.reporter.as_ref())?;
                let ctx = self.ctx(reporter.map_or(Actor::Rules, Actor::Staff));
                let class = match case.kind {
                    Class::P1 => shared::alert::Class::P1,
                    Class::P2 => shared::alert::Class::P2,
                };
                let tonight = case.read_at_night.unwrap_or_default();
                let events = raise(&self.board, self.client, class, tonight, &ctx);
                self.alert = events.iter().find_map(Event::alert);
                self.happen(ctx.actor, events);
            }
            Fact::Acted => {
                // Any entry by anyone will do; the one who took the alert may see the client.
                if let Some(AlertState::Acknowledged { by, .. }) = self.alert().map(|one| one.state)
                {
                    let client = self.client;
                    let sign = Sign::Green;
                    self.ask(by, &Command::Assess { client, sign });
                }
            }
            Fact::Taken(who) => {
                let staff = self.people.id(who)?;
                if let Some(alert) = self.alert {
                    self.ask(Actor::Staff(staff), &Command::Acknowledge { alert });
                }
            }
        }
        Ok(())
    }

    /// What the product refuses did not happen.
    fn ask(&mut self, by: Actor, wish: &Command) {
        if let Ok(events) = decide(&self.board, wish, &self.ctx(by)) {
            self.happen(by, events);
        }
    }

    fn alert(&self) -> Option<&Alert> {
        self.board.alerts.get(&self.alert?)
    }

    fn ctx(&self, actor: Actor) -> Ctx {
        Ctx {
            happened: None,
            now: self.now,
            actor,
            chance: self.board.seq.0,
        }
    }

    fn happen(&mut self, by: Actor, events: Vec<Event>) {
        for event in events {
            let recorded = Recorded {
                happened: None,
                seq: self.board.seq.next(),
                at: self.now,
                by,
                command: None,
                event,
            };
            self.board.apply(&recorded);
            let step = self.step(&recorded);
            self.steps.extend(step);
        }
    }

    /// The step that an event is, if it is one.
    fn step(&self, recorded: &Recorded) -> Option<Step> {
        let name = |staff: StaffId| self.people.name(staff);
        let (rung, responsible, to, action_by) = match &recorded.event {
            Event::RungReached {
                rung,
                responsible,
                asked,
                letters,
                ..
            } => {
                let mut to = self.told(letters);
                if let Some(asked) = asked {
                    // The responsible is always the first of those who are told.
                    let index = if asked == &responsible.unwrap_or(*asked) {
                        0
                    } else {
                        to.len()
                    };
                    to.insert(index, prompt(name(*asked)));
                }
                (rung_name(*rung), responsible.map(name), to, None)
            }
            Event::NobodyReached { rung, .. } => {
                let responsible = self.alert().and_then(|alert| alert.responsible);
                let nobody = Vec::new();
                (rung_name(*rung), responsible.map(name), nobody, None)
            }
            Event::AlertUncovered { .. } => ("uncovered", None, Vec::new(), None),
            Event::Acknowledged { letters, .. } => {
                let Actor::Staff(staff) = recorded.by else {
                    return None;
                };
                let within = self.board.policy.ladder.action_within();
                let action_by = instant(recorded.at + within);
                let to = self.told(letters);
                ("ack", Some(name(staff)), to, Some(action_by))
            }
            _ => return None,
        };
        Some(Step {
            t: instant(recorded.at),
            rung: rung.to_owned(),
            responsible,
            to,
            action_by,
        })
    }

    fn told(&self, letters: &[Written]) -> Vec<Told> {
        letters
            .iter()
            .map(|written| Told {
                who: self.people.name(written.to),
                msg: Message::Letter(written.text),
                deadline: written.deadline.map(|at| at.local().clock()),
                channels: written
                    .letter(self.alert)
                    .carriers()
                    .iter()
                    .copied()
                    // The format knows the ways that wake somebody; a mail does not.
                    .filter(|carrier| *carrier != Carrier::Mail)
                    .map(Channel::Letter)
                    .collect(),
            })
            .collect()
    }
}

/// A person's work: those with right to see are employed by the organisation to which the
/// client is open, the others by the other one.
fn member(case: &Case, who: &String) -> Member {
    let may_see = case.rights.contains(who);
    let manages = |duty: &Duty| duty.who == *who && duty.kind == ShiftKind::Manager;
    let function = if case.relations.team_leader.as_ref() == Some(who) {
        Function::TeamLeader
    } else if !may_see && case.rota.iter().any(manages) {
        Function::Manager
    } else {
        Function::Care
    };
    let employer = if may_see {
        Organisation::Region
    } else {
        Organisation::Municipality
    };
    Member {
        employer,
        function,
        devices: 1,
        contact_lost: None,
    }
}

fn order(fact: &Fact) -> u8 {
    match fact {
        Fact::Lost(_) => 0,
        Fact::Raised => 1,
        Fact::Acted => 2,
        Fact::Taken(_) => 3,
    }
}

fn prompt(who: String) -> Told {
    Told {
        who,
        msg: Message::Asked(Prompt::Prompt),
        deadline: None,
        channels: vec![Channel::Page(Screen::Screen)],
    }
}

fn rung_name(rung: Rung) -> &'static str {
    match rung {
        Rung::T0 => "T0",
        Rung::T2 => "T+2",
        Rung::T5 => "T+5",
        Rung::T10 => "T+10",
        Rung::T15 => "T+15",
        Rung::T30 => "T+30",
        Rung::Repeat(_) => "repeat",
    }
}

fn stamp(at: DateTime<Utc>) -> Timestamp {
    Timestamp::from_millis(at.timestamp_millis())
}

/// An instant as the format writes it: `2026-03-29T00:58:00Z`.
fn instant(at: Timestamp) -> String {
    DateTime::<Utc>::from_timestamp_millis(at.millis())
        .unwrap_or_default()
        .to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
