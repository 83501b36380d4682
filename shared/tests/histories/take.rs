//! Carries out the turns of a history.

use shared::alert::Failure;
use shared::alert::delivery::{Report, reported};
use shared::alert::letter::Carrier;
use shared::board::card::facts::is_since;
use shared::board::card::{Channel, Fact, Flag, HandOver, Level, Post, Reason, Sign, SipAnswer};
use shared::board::event::Actor;
use shared::board::member::Organisation;
use shared::time::days_after;
use shared::{ClientId, Command, DeviceId, Event, Span, Timestamp, visit};

use crate::play::Play;
use crate::team::{LEADER, PSYCHIATRIST, client, staff};
use crate::turn::{Duty, Turn, Wish, told};

/// Plays a history; everything due up to its end is done.
pub(crate) fn play(turns: &[Turn]) -> Play {
    let mut play = Play::begin();
    for turn in turns {
        play.take(turn);
    }
    play.until(play.now);
    play
}

impl Play {
    fn take(&mut self, turn: &Turn) {
        match turn {
            Turn::Wait { minutes, answered } => {
                if *answered {
                    self.answer_everything();
                }
                self.until(self.now + Span::minutes(*minutes));
            }
            Turn::Until { hour } => {
                let today = self.now.local().date();
                let at = |days| Timestamp::at_hour(days_after(today, days), *hour);
                self.answer_everything();
                self.until(if at(0) > self.now { at(0) } else { at(1) });
            }
            Turn::Away { minutes } => self.now = self.now + Span::minutes(*minutes),
            Turn::Ask {
                who,
                whom,
                wish,
                ago,
            } => {
                self.pause();
                let happened = (*ago > 0).then(|| self.now - Span::minutes(*ago));
                if let Some(command) = self.command(*whom, wish, happened) {
                    self.ask(*who, &command, happened);
                }
            }
            Turn::Better {
                whom,
                days,
                level,
                without,
                to_proposal,
            } => {
                for number in 0..*days {
                    let tomorrow = days_after(self.now.local().date(), 1);
                    self.answer_everything();
                    self.until(Timestamp::at_hour(tomorrow, 7));
                    if *to_proposal && self.board.proposals.contains_key(&client(*whom)) {
                        break;
                    }
                    self.day_of_care(*whom, number, *level, *without);
                }
            }
            Turn::Phones { who, devices } => {
                let (staff, devices) = (staff(*who), *devices);
                self.server(Event::DevicesChanged { staff, devices });
            }
            Turn::Report { letter, what } => self.report(*letter, *what),
            Turn::Device { number, hours, of } => {
                let device: DeviceId = format!("{:026}", u64::from(*number) + 201)
                    .parse()
                    .expect("an identifier");
                let unsynced = |hours| Event::DeviceUnsynced {
                    device,
                    since: self.now - Span::hours(hours),
                    staff: of.map(staff),
                };
                self.server(hours.map_or(Event::DeviceSynced { device }, unsynced));
            }
            Turn::Rules { stopped: true } => self.server(Event::RulesStopped { since: self.now }),
            Turn::Rules { stopped: false } => self.server(Event::RulesStarted),
            Turn::Publish => self.publish(),
        }
    }

    /// No two wishes in the same moment, and none before what is due.
    fn pause(&mut self) {
        self.until(self.now + Span::millis(1));
    }

    fn server(&mut self, event: Event) {
        self.happen(Actor::Server, None, vec![event]);
    }

    fn does(&mut self, who: usize, command: &Command) {
        self.pause();
        self.ask(who, command, None);
    }

    /// The team leader takes every alert and calls the clients, or it would climb for days.
    fn answer_everything(&mut self) {
        let open = self.board.alerts.values().filter(|alert| alert.is_open());
        for (alert, client) in open.map(|one| (one.number, one.client)).collect::<Vec<_>>() {
            self.does(LEADER, &Command::Acknowledge { alert });
            self.does(LEADER, &call(client));
        }
    }

    /// From seven o'clock: the meeting looks, what is missing is done, somebody sees green.
    fn day_of_care(&mut self, whom: usize, number: u8, level: Level, without: Option<Duty>) {
        let does = |care| without != Some(care);
        let date = self.now.local().date();
        let at = |hour| Timestamp::at_hour(date, hour);
        let known = self.board.rota_to.unwrap_or(date);
        if does(Duty::Rota) && known < days_after(date, 8) {
            self.publish();
        }
        if does(Duty::Meeting) {
            self.does(LEADER, &Command::ShowProposals);
        }
        self.until(at(14));
        self.do_what_is_missing(whom, level, without, number == 0);
        let client = client(whom);
        if does(Duty::Signs) {
            let second = does(Duty::SecondPerson) && number % 2 == 1;
            let sign = Sign::Green;
            self.does(usize::from(second), &Command::Assess { client, sign });
        }
        if does(Duty::Contact) {
            self.does(0, &call(client));
        }
        if does(Duty::Booking) {
            let (who, at, how) = (staff(0), at(14) + Span::days(1), Channel::Phone);
            let book = Command::Book {
                client,
                who,
                at,
                how,
            };
            self.does(0, &book);
        }
    }

    /// What the gates ask for and this stay has not seen yet.
    fn do_what_is_missing(
        &mut self,
        whom: usize,
        level: Level,
        without: Option<Duty>,
        is_first: bool,
    ) {
        let does = |care| without != Some(care);
        let client = client(whom);
        if is_first && self.card(whom).level != level {
            let place = Wish::Place {
                level,
                reason: Reason::Crisis,
                stale: false,
            };
            let place = self.command(whom, &place, None).expect("always possible");
            self.does(0, &place);
        }
        let card = self.card(whom).clone();
        let (facts, since) = (&card.facts, card.since);
        let crisis = card.crisis().unwrap_or(since).max(since);
        let line = || "Enligt samtal".to_owned();
        let note = |fact| Command::Note { client, fact };
        if does(Duty::Deputy) && card.deputy.is_none() {
            let (post, who) = (Post::Deputy, Some(staff(4)));
            self.does(0, &Command::Appoint { client, post, who });
        }
        if does(Duty::Psychiatrist) && !is_since(facts.psychiatrist.as_ref(), since) {
            self.does(PSYCHIATRIST, &note(Fact::PsychiatristReviewed(line())));
        }
        if does(Duty::CrisisPlan) && !is_since(facts.crisis_plan.as_ref(), crisis) {
            self.does(0, &note(Fact::CrisisPlanConfirmed));
        }
        if does(Duty::CarePlan) && !is_since(facts.care_plan.as_ref(), since) {
            self.does(0, &note(Fact::CarePlanChecked));
        }
        if does(Duty::Sip) && !is_since(facts.sip.as_ref(), since) {
            self.does(0, &note(Fact::SipAnswered(SipAnswer::None)));
        }
        if does(Duty::Told) && !is_since(facts.view.as_ref(), since) {
            self.does(0, &note(told(true)));
        }
        for flag in [Flag::Suicide, Flag::Violence, Flag::Child] {
            if is_first && card.has_flag(flag) {
                self.does(PSYCHIATRIST, &Command::ClearFlag { client, flag });
            }
        }
        for action in card.actions.iter().filter(|_| is_first) {
            let action = action.id;
            self.does(0, &Command::CloseAction { client, action });
        }
        for asked in card.requests.iter().map(|request| request.seq) {
            let answer = Command::AnswerPsychiatrist { client, asked };
            self.does(PSYCHIATRIST, &answer);
        }
    }

    fn report(&mut self, letter: u8, what: u8) {
        let letters = self.board.alerts.values().flat_map(|alert| {
            let letters = alert.letters.iter();
            letters.map(|letter| (alert.number, letter.written.id))
        });
        let letters: Vec<_> = letters.collect();
        let Some((alert, letter)) = letters.get(usize::from(letter) % letters.len().max(1)) else {
            return;
        };
        let (alert, letter) = (*alert, *letter);
        let carrier = Carrier::Push;
        self.server(match what {
            0 => Event::LetterAccepted {
                alert,
                letter,
                carrier,
            },
            1 => Event::LetterShown { alert, letter },
            _ => {
                let failed = Report::Failed(Failure::Gone);
                let events = reported(&self.board, alert, letter, carrier, failed, self.now);
                return self.happen(Actor::Server, None, events);
            }
        });
    }

    /// A wish in the words of somebody who has seen the card, as a rule.
    fn command(&self, whom: usize, wish: &Wish, happened: Option<Timestamp>) -> Option<Command> {
        let (card, client) = (self.card(whom), client(whom));
        let when = happened.unwrap_or(self.now);
        let today = when.local().date();
        let text = || "Sover inte, öppnar inte".to_owned();
        let in_minutes = |minutes: i64| when + Span::minutes(minutes);
        let alert = || self.board.open_alert(client).map(|alert| alert.number);
        Some(match wish {
            Wish::Place {
                level,
                reason,
                stale,
            } => Command::Place {
                client,
                level: *level,
                reason: *reason,
                text: text(),
                review: None,
                tonight: false,
                based_on: card.placed.as_ref().map(|one| one.seq).filter(|_| !stale),
            },
            Wish::NameContact { with, minutes } => Command::NameContact {
                client,
                who: vec![staff(*with)],
                at: in_minutes(*minutes),
                how: Channel::Home,
                based_on: card.contact_today.as_ref().map(|named| named.seq),
            },
            Wish::Assess(sign) => Command::Assess {
                client,
                sign: *sign,
            },
            Wish::LogContact {
                reached,
                crisis,
                planned,
            } => Command::LogContact {
                client,
                how: Channel::Phone,
                reached: *reached,
                crisis: *crisis,
                text: text(),
                booking: card.bookings.first().filter(|_| *planned).map(|one| one.id),
            },
            Wish::Book { with, minutes } => Command::Book {
                client,
                who: staff(*with),
                at: in_minutes(*minutes),
                how: Channel::Video,
            },
            Wish::CancelBooking => Command::CancelBooking {
                client,
                booking: card.bookings.first()?.id,
            },
            Wish::OpenAction {
                class,
                owner,
                minutes,
            } => Command::OpenAction {
                client,
                class: *class,
                text: text(),
                owner: staff(*owner),
                due: in_minutes(*minutes),
            },
            Wish::CloseAction => Command::CloseAction {
                client,
                action: card.actions.first()?.id,
            },
            Wish::HandOver { owner, minutes } => Command::HandOverAction {
                client,
                action: card.actions.last()?.id,
                to: HandOver {
                    owner: staff(*owner),
                    due: in_minutes(*minutes),
                },
            },
            Wish::Raise(flag) => Command::RaiseFlag {
                client,
                flag: *flag,
            },
            Wish::Clear(flag) => Command::ClearFlag {
                client,
                flag: *flag,
            },
            Wish::Review { days } => Command::SetReview {
                client,
                date: days_after(today, *days),
            },
            Wish::Hold { days } => Command::Hold {
                client,
                reason: text(),
                until: days.map(|days| days_after(today, days)),
            },
            Wish::LiftHold => Command::LiftHold { client, hold: None },
            Wish::Note(fact) => Command::Note {
                client,
                fact: fact.clone(),
            },
            Wish::Appoint { post, who } => Command::Appoint {
                client,
                post: *post,
                who: who.map(staff),
            },
            Wish::Consent {
                region,
                municipality,
            } => {
                let all = [
                    (Organisation::Region, region),
                    (Organisation::Municipality, municipality),
                ];
                let open_to = all.into_iter().filter(|one| *one.1).map(|one| one.0);
                Command::SetConsent {
                    client,
                    open_to: open_to.collect(),
                }
            }
            Wish::Legal { status } => Command::SetLegal {
                client,
                status: *status,
                ends: None,
            },
            Wish::AskPsychiatrist => Command::AskPsychiatrist {
                client,
                text: text(),
            },
            Wish::AnswerPsychiatrist => Command::AnswerPsychiatrist {
                client,
                asked: card.requests.first()?.seq,
            },
            Wish::Return => Command::Return { client },
            Wish::Emergency => Command::AccessInEmergency {
                client,
                reason: text(),
            },
            Wish::Pause => Command::PauseTeam { reason: text() },
            Wish::Resume => Command::ResumeTeam,
            Wish::Ladder(pace) => {
                let mut policy = self.board.policy.clone();
                policy.ladder = pace.delays();
                let policy = Box::new(policy);
                Command::SetPolicy { policy }
            }
            Wish::LongRed { days } => {
                let mut policy = self.board.policy.clone();
                policy.long_red = Span::days(*days);
                let policy = Box::new(policy);
                Command::SetPolicy { policy }
            }
            Wish::Show => Command::ShowProposals,
            Wish::Acknowledge => Command::Acknowledge { alert: alert()? },
            Wish::Help => Command::Help { alert: alert()? },
            Wish::Visit {
                who,
                minutes,
                alone,
            } => Command::Visit {
                client,
                ask: visit::Ask::Start {
                    who: who.iter().map(|place| staff(*place)).collect(),
                    minutes: *minutes,
                    alone: *alone,
                },
            },
            Wish::CheckIn { minutes } => Command::Visit {
                client,
                ask: visit::Ask::CheckIn { minutes: *minutes },
            },
            Wish::EndVisit => Command::Visit {
                client,
                ask: visit::Ask::End,
            },
        })
    }
}

fn call(client: ClientId) -> Command {
    Command::LogContact {
        client,
        how: Channel::Phone,
        reached: true,
        crisis: false,
        text: String::new(),
        booking: None,
    }
}
