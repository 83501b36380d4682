//! The domain alone: a board, its log, and a clock that only the file moves.

use chrono::NaiveDate;
use shared::alert::Failure;
use shared::alert::delivery::{Report, reported};
use shared::alert::letter::Carrier;
use shared::board::decide::{Ctx, decide};
use shared::board::event::{Actor, Recorded};
use shared::board::member::Member;
use shared::deescalation::policy::Policy;
use shared::due;
use shared::duty::Shift;
use shared::people::{ClientHead, StaffCard};
use shared::wording::{Language, rejection};
use shared::{Board, ClientId, Command, DeviceId, Event, LetterId, StaffId, Timestamp};

use super::always;
use super::ast::Machine;
use super::fixture::{Fixture, shifts};
use super::names::Names;
use super::view::View;
use super::world::{Cannot, World};

/// The domain alone.
#[derive(Debug)]
pub struct Pure {
    view: View,
    broken: Vec<String>,
}

impl Pure {
    /// A team as its file says, founded at a moment.
    #[must_use]
    pub fn found(fixture: &Fixture, start: Timestamp) -> Self {
        let names = names(fixture);
        let mut pure = Self {
            view: View {
                first: Board::default(),
                board: Board::default(),
                log: Vec::new(),
                names,
                now: start,
                sees_notices: true,
            },
            broken: Vec::new(),
        };
        let events = founding(fixture, &pure.view.names);
        pure.append(Actor::Server, None, events);
        pure
    }

    fn ctx(&self, actor: Actor, happened: Option<Timestamp>) -> Ctx {
        Ctx {
            now: self.view.now,
            happened,
            actor,
            chance: self.view.board.seq.0,
        }
    }

    /// Appends events as the log would, and looks whether what always holds still does.
    fn append(&mut self, by: Actor, happened: Option<Timestamp>, events: Vec<Event>) {
        let view = &mut self.view;
        let before = view.board.clone();
        let begin = view.log.len();
        for event in events {
            let recorded = Recorded {
                seq: view.board.seq.next(),
                at: view.now,
                happened: happened.filter(|_| event.is_entered()),
                by,
                command: None,
                event,
            };
            view.board.apply(&recorded);
            view.log.push(recorded);
        }
        self.broken.extend(always::check(view, &before, begin));
    }

    /// Everything that is due up to a moment happens, in order.
    fn carry_out_until(&mut self, at: Timestamp, before_rules: bool) -> Result<(), Cannot> {
        loop {
            let next = due::next(&self.view.board, self.view.now)
                .filter(|(time, _)| *time < at || (*time == at && !before_rules));
            let Some((time, what)) = next else {
                return Ok(());
            };
            self.view.now = self.view.now.max(time);
            let events = due::carry_out(&self.view.board, &what, &self.ctx(Actor::Rules, None));
            if events.is_empty() {
                return Err(Cannot::Not(format!("{what:?} blir aldrig klart")));
            }
            self.append(Actor::Rules, None, events);
        }
    }

    fn latest_letter(&self, to: &str) -> Result<(shared::alert::AlertNumber, LetterId), Cannot> {
        let staff = self.view.names.staff(to);
        let alerts = self.view.board.alerts.values();
        alerts
            .flat_map(|alert| alert.letters.iter().map(|one| (alert.number, one)))
            .filter(|(_, one)| one.written.to == staff)
            .max_by_key(|(_, one)| one.at)
            .map(|(alert, one)| (alert, one.written.id))
            .ok_or_else(|| Cannot::Not(format!("{to} har inte fått något brev om ett larm")))
    }

    /// The server is killed and started: its log is read again from what was written.
    fn restart(&mut self) -> Result<(), Cannot> {
        let mut board = self.view.first.clone();
        for recorded in &self.view.log {
            let written = serde_json::to_string(recorded).map_err(told)?;
            let read: Recorded = serde_json::from_str(&written).map_err(told)?;
            board.apply(&read);
        }
        if board == self.view.board {
            Ok(())
        } else {
            Err(Cannot::Not(
                "loggen leder till en annan tavla när den läses om".to_owned(),
            ))
        }
    }
}

fn told(error: serde_json::Error) -> Cannot {
    Cannot::Not(format!("loggen kan inte läsas om: {error}"))
}

impl World for Pure {
    fn view(&self) -> &View {
        &self.view
    }

    fn go_to(&mut self, at: Timestamp, before_rules: bool) -> Result<(), Cannot> {
        self.carry_out_until(at, before_rules)?;
        self.view.now = at;
        Ok(())
    }

    fn wish(
        &mut self,
        who: &str,
        wish: &Command,
        happened: Option<Timestamp>,
    ) -> Result<Result<(), String>, Cannot> {
        let actor = Actor::Staff(self.view.names.staff(who));
        let ctx = self.ctx(actor, happened);
        match decide(&self.view.board, wish, &ctx) {
            Ok(events) => {
                self.append(actor, happened, events);
                // What an act makes due at once happens in the same moment.
                self.carry_out_at_once()?;
                Ok(Ok(()))
            }
            Err(refused) => {
                let (people, now) = (&self.view.names.people, self.view.now);
                Ok(Err(
                    rejection::explain(Language::Sv, &refused, people, now).happened
                ))
            }
        }
    }

    fn machine(&mut self, what: &Machine) -> Result<(), Cannot> {
        let now = self.view.now;
        let staff = |name: &str| self.view.names.staff(name);
        let event = match what {
            Machine::RulesStop => Event::RulesStopped { since: now },
            Machine::RulesStart => Event::RulesStarted,
            Machine::Unsynced(who) => Event::DeviceUnsynced {
                device: device(staff(who)),
                since: now,
                staff: None,
            },
            Machine::Synced(who) => Event::DeviceSynced {
                device: device(staff(who)),
            },
            Machine::Lost(who) => Event::ContactLost {
                staff: staff(who),
                since: now,
            },
            Machine::Regained(who) => Event::ContactRegained { staff: staff(who) },
            Machine::Phones(who, devices) => Event::DevicesChanged {
                staff: staff(who),
                devices: *devices,
            },
            Machine::Accepted(who) => {
                let (alert, letter) = self.latest_letter(who)?;
                let carrier = Carrier::Push;
                Event::LetterAccepted {
                    alert,
                    letter,
                    carrier,
                }
            }
            Machine::Shown(who) => {
                let (alert, letter) = self.latest_letter(who)?;
                Event::LetterShown { alert, letter }
            }
            Machine::Failed(who) => {
                let (alert, letter) = self.latest_letter(who)?;
                let gone = Report::Failed(Failure::Gone);
                let (board, now) = (&self.view.board, self.view.now);
                let events = reported(board, alert, letter, Carrier::Push, gone, now);
                self.append(Actor::Server, None, events);
                return self.carry_out_at_once();
            }
            Machine::Restart => return self.restart(),
        };
        self.append(Actor::Server, None, vec![event]);
        self.carry_out_at_once()
    }

    fn broken(&mut self) -> Vec<String> {
        std::mem::take(&mut self.broken)
    }
}

impl Pure {
    /// What has become due by an act happens now: the first rung of a ladder, for one.
    /// The two runs of the day keep their own turn.
    fn carry_out_at_once(&mut self) -> Result<(), Cannot> {
        let now = self.view.now;
        loop {
            let alerts = due::next(&self.view.board, now).filter(|(time, what)| {
                *time <= now
                    && !matches!(
                        what,
                        due::Due::Evaluate { .. }
                            | due::Due::Notify { .. }
                            | due::Due::Execute { .. }
                    )
            });
            let Some((_, what)) = alerts else {
                return Ok(());
            };
            let events = due::carry_out(&self.view.board, &what, &self.ctx(Actor::Rules, None));
            if events.is_empty() {
                return Err(Cannot::Not(format!("{what:?} blir aldrig klart")));
            }
            self.append(Actor::Rules, None, events);
        }
    }
}

/// Identifiers for everybody of a file, the same in every run.
fn names(fixture: &Fixture) -> Names {
    let mut names = Names::default();
    for (index, (name, colleague)) in fixture.staff.iter().enumerate() {
        let card = StaffCard {
            initials: name.clone(),
            name: name.clone(),
            title: String::new(),
            employer: colleague.employer,
            phone: None,
            mail: None,
        };
        names.add_staff(name, numbered(index + 1), card);
    }
    for (index, (name, _)) in fixture.clients.iter().enumerate() {
        let head = ClientHead {
            initials: name.clone(),
            name: name.clone(),
            born: NaiveDate::default(),
        };
        names.add_client(name, numbered(index + 1001), head);
    }
    names
}

fn numbered<T: std::str::FromStr>(number: usize) -> T {
    let text = format!("{number:026}");
    text.parse()
        .unwrap_or_else(|_| unreachable!("26 digits are an identifier"))
}

fn device(of: StaffId) -> DeviceId {
    let text = of.to_string();
    text.parse()
        .unwrap_or_else(|_| unreachable!("26 characters are an identifier"))
}

/// The first events of a team.
fn founding(fixture: &Fixture, names: &Names) -> Vec<Event> {
    let mut policy = Policy {
        paused: false,
        ..Policy::default()
    };
    for rule in &fixture.rules {
        rule.set(&mut policy);
    }
    let calendar = fixture.calendar.clone();
    let staff = fixture.staff.iter().map(|(name, colleague)| {
        let member = Member {
            employer: colleague.employer,
            function: colleague.function,
            devices: colleague.phones,
            contact_lost: None,
        };
        Event::MemberJoined {
            staff: names.staff(name),
            member,
        }
    });
    let clients = fixture.clients.iter().map(|(name, client)| {
        let id: ClientId = names.client(name);
        Event::ClientEnrolled {
            client: id,
            cm: client.cm.as_deref().map(|one| names.staff(one)),
            deputy: client.deputy.as_deref().map(|one| names.staff(one)),
            open_to: client.open_to.clone(),
        }
    });
    let planned: Vec<Shift> = fixture
        .passes
        .iter()
        .flat_map(|pass| {
            let times = shifts(pass, &calendar);
            times.into_iter().map(|(from, to)| Shift {
                who: names.staff(&pass.who),
                kind: pass.kind,
                from,
                to,
            })
        })
        .collect();
    let rota = (!planned.is_empty()).then_some(Event::ShiftsPlanned {
        shifts: planned,
        published_to: fixture.published_to,
    });
    let rules = Event::PolicySet {
        policy,
        calendar: calendar.clone(),
    };
    [rules]
        .into_iter()
        .chain(staff)
        .chain(clients)
        .chain(rota)
        .collect()
}

#[cfg(test)]
mod tests;
