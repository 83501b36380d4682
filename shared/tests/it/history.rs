//! Random histories of a team: what people do, what phones report, and time that passes.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use shared::alert::Failure;
use shared::board::card::{ActionClass, Channel, Flag, Legal, LegalStatus, Level, Reason, Sign};
use shared::board::event::Actor;
use shared::board::member::Organisation;
use shared::duty::{Shift, ShiftKind};
use shared::time::days_after;
use shared::{Command, Event, Span, Timestamp};

use crate::fixture::{CLIENTS, STAFF, client, day, initials, staff};
use crate::play::Play;

/// The same cases on every run, unless `PROPTEST_RNG_SEED` or `PROPTEST_CASES` say otherwise.
pub(crate) fn config() -> Config {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    match config.rng_seed {
        RngSeed::Random => Config {
            rng_seed: RngSeed::Fixed(20_260_312),
            ..config
        },
        RngSeed::Fixed(_) => config,
    }
}

/// Something that happens.
#[derive(Clone, Debug)]
pub(crate) enum Turn {
    /// Time passes, and what is due is done.
    Wait(Span),
    /// Time passes while the server is away; what was due is done late.
    Away(Span),
    /// Somebody wants something about a client; the numbers choose the details.
    Ask {
        who: usize,
        whom: usize,
        wish: u8,
        detail: u8,
    },
    /// A week in which a client gets better, watched by two colleagues and the meeting.
    Better { whom: usize, days: u64 },
    /// The state of somebody's phones changes.
    Phones { who: usize, devices: u16 },
    /// A push service reports about a letter.
    Report { detail: u8 },
    /// The client's consent changes.
    Consent {
        whom: usize,
        region: bool,
        municipality: bool,
    },
    /// A change of compulsory care, entered by the server.
    Legal { whom: usize },
}

const CLIENTS_USED: usize = 4;

fn turn() -> impl Strategy<Value = Turn> {
    let whom = 0..CLIENTS_USED;
    prop_oneof![
        8 => prop_oneof![0_i64..120, 0_i64..3_600, 0_i64..86_400, 0_i64..100_000]
            .prop_map(|seconds| Turn::Wait(Span::seconds(seconds))),
        1 => (0_i64..100_000).prop_map(|seconds| Turn::Away(Span::seconds(seconds))),
        20 => (0..STAFF.len(), whom.clone(), 0_u8..18, any::<u8>())
            .prop_map(|(who, whom, wish, detail)| Turn::Ask { who, whom, wish, detail }),
        2 => (whom.clone(), 3_u64..12).prop_map(|(whom, days)| Turn::Better { whom, days }),
        1 => (0..STAFF.len(), 0_u16..2).prop_map(|(who, devices)| Turn::Phones { who, devices }),
        2 => any::<u8>().prop_map(|detail| Turn::Report { detail }),
        1 => (whom.clone(), any::<bool>(), any::<bool>())
            .prop_map(|(whom, region, municipality)| Turn::Consent { whom, region, municipality }),
        1 => whom.prop_map(|whom| Turn::Legal { whom }),
    ]
}

/// A history of some turns, over Easter and the change to summer time.
pub(crate) fn history() -> impl Strategy<Value = Vec<Turn>> {
    vec(turn(), 1..40)
}

/// Plays a history; everything due up to its end is done.
pub(crate) fn play(turns: &[Turn]) -> Play {
    let mut play = Play::from("03-16 07:00");
    play.duty(&rota());
    for turn in turns {
        take(&mut play, turn);
    }
    play.until(play.now);
    play
}

/// Days with a day-CM, nights with a jour; no duty at all from Saturday 17:00 to Sunday 17:00.
fn rota() -> Vec<Shift> {
    let mut shifts = Vec::new();
    for number in 0..90 {
        let date = days_after(day("03-16"), number);
        let (morning, evening) = (Timestamp::at_hour(date, 8), Timestamp::at_hour(date, 17));
        let night = Timestamp::at_hour(days_after(date, 1), 8);
        let mut plan = |who, kind, from, to| {
            shifts.push(Shift {
                who: staff(who),
                kind,
                from,
                to,
            });
        };
        let weekday = shared::time::weekday(date);
        if weekday < 5 {
            for (who, kind) in [
                ("M.H.", ShiftKind::Day),
                ("C.F.", ShiftKind::Day),
                ("L.K.", ShiftKind::DayCm),
                ("G.S.", ShiftKind::Day),
                ("O.D.", ShiftKind::Manager),
            ] {
                plan(who, kind, morning, evening);
            }
        }
        if weekday != 5 {
            plan("R.E.", ShiftKind::Jour, evening, night);
            plan("T.V.", ShiftKind::Bakjour, evening, night);
        }
        if weekday < 4 {
            plan("W.T.", ShiftKind::Ledningsjour, evening, night);
        }
    }
    shifts
}

fn take(play: &mut Play, turn: &Turn) {
    match turn {
        Turn::Wait(span) => drop(play.until(play.now + *span)),
        Turn::Away(span) => play.now = play.now + *span,
        Turn::Ask {
            who,
            whom,
            wish,
            detail,
        } => {
            // No two wishes in the same moment.
            play.until(play.now + Span::millis(1));
            let who = STAFF[*who].0;
            if let Some(wish) = self::wish(play, CLIENTS[*whom].0, *wish, *detail) {
                drop(play.ask(who, &wish));
            }
        }
        Turn::Better { whom, days } => better(play, CLIENTS[*whom].0, *days),
        Turn::Phones { who, devices } => {
            let (staff, devices) = (staff(STAFF[*who].0), *devices);
            play.happen(
                Actor::Server,
                vec![Event::DevicesChanged { staff, devices }],
            );
        }
        Turn::Report { detail } => report(play, *detail),
        Turn::Consent {
            whom,
            region,
            municipality,
        } => {
            let card = play.card(CLIENTS[*whom].0).clone();
            let all = [
                (Organisation::Region, *region),
                (Organisation::Municipality, *municipality),
            ];
            let open_to = all
                .into_iter()
                .filter(|one| one.1)
                .map(|one| one.0)
                .collect();
            let (client, cm, deputy) = (card.client, card.cm, card.deputy);
            play.happen(
                Actor::Server,
                vec![Event::ClientEnrolled {
                    client,
                    cm,
                    deputy,
                    open_to,
                }],
            );
        }
        Turn::Legal { whom } => {
            let (client, changed) = (client(CLIENTS[*whom].0), play.now);
            let legal = Legal {
                status: Some(LegalStatus::Lpt),
                changed,
                ends: None,
            };
            play.happen(Actor::Server, vec![Event::LegalChanged { client, legal }]);
        }
    }
}

/// Two colleagues see green each afternoon, the meeting looks each morning.
fn better(play: &mut Play, whom: &str, days: u64) {
    for number in 1..=days {
        let date = days_after(play.now.local().date(), 1);
        play.until(Timestamp::at_hour(date, 9).max(play.now));
        drop(play.ask("G.S.", &Command::ShowProposals));
        answer_everything(play);
        play.until(Timestamp::at_hour(date, 15).max(play.now));
        let who = if number.is_multiple_of(2) {
            "M.H."
        } else {
            "C.F."
        };
        drop(play.ask(
            who,
            &Command::Assess {
                client: client(whom),
                sign: Sign::Green,
            },
        ));
    }
}

/// The team leader takes every alert and calls the clients, or it would climb for days.
fn answer_everything(play: &mut Play) {
    let open = play.board.alerts.values().filter(|alert| alert.is_open());
    for (alert, client) in open.map(|one| (one.number, one.client)).collect::<Vec<_>>() {
        play.until(play.now + Span::millis(1));
        drop(play.ask("G.S.", &Command::Acknowledge { alert }));
        let (how, reached, crisis, text) = (Channel::Phone, true, false, String::new());
        drop(play.ask(
            "G.S.",
            &Command::LogContact {
                client,
                how,
                reached,
                crisis,
                text,
            },
        ));
    }
}

fn report(play: &mut Play, detail: u8) {
    let letters = play.board.alerts.values().flat_map(|alert| {
        alert
            .letters
            .iter()
            .map(|letter| (alert.number, letter.written.id))
    });
    let letters: Vec<_> = letters.collect();
    let Some((alert, letter)) = letters.get(usize::from(detail) % letters.len().max(1)) else {
        return;
    };
    let (alert, letter) = (*alert, *letter);
    let event = match detail % 3 {
        0 => Event::LetterAccepted { alert, letter },
        1 => Event::LetterShown { alert, letter },
        _ => Event::LetterFailed {
            alert,
            letter,
            why: Failure::Gone,
        },
    };
    play.happen(Actor::Server, vec![event]);
}

fn pick<T: Copy>(all: &[T], detail: u8) -> T {
    all[usize::from(detail) % all.len()]
}

/// One wish in the words of somebody who has seen the card, as a rule.
fn wish(play: &Play, whom: &str, wish: u8, detail: u8) -> Option<Command> {
    let client = client(whom);
    let who = staff(pick(&STAFF, detail).0);
    let soon = play.now + Span::hours(i64::from(detail));
    let date = days_after(play.now.local().date(), u64::from(detail % 9));
    let text = if detail == 0 {
        String::new()
    } else {
        format!("Nr {detail} {}", initials(who))
    };
    let alert = play
        .board
        .alerts
        .values()
        .nth(usize::from(detail) % play.board.alerts.len().max(1));
    Some(match wish {
        0..=4 => {
            let level = pick(
                &[
                    Level::Red,
                    Level::Yellow,
                    Level::Stepdown,
                    Level::Red,
                    Level::Plan,
                    Level::Inpatient,
                ],
                detail,
            );
            let reason = if detail > 60 {
                Reason::Crisis
            } else {
                pick(Reason::ALL, detail)
            };
            let mut placing = play.placing(whom, level, reason);
            if let Command::Place {
                text: line,
                based_on,
                ..
            } = &mut placing
            {
                *line = text;
                *based_on = based_on.filter(|_| detail % 16 != 1);
            }
            placing
        }
        5 => {
            let based_on = play
                .card(whom)
                .contact_today
                .as_ref()
                .map(|named| named.seq);
            Command::NameContact {
                client,
                who: vec![who],
                at: soon,
                how: Channel::Home,
                based_on,
            }
        }
        6 => Command::Assess {
            client,
            sign: pick(Sign::ALL, detail),
        },
        7 | 8 => {
            let (reached, crisis) = (detail.is_multiple_of(2), detail.is_multiple_of(5));
            Command::LogContact {
                client,
                how: Channel::Phone,
                reached,
                crisis,
                text,
            }
        }
        9 => Command::Book {
            client,
            who,
            at: soon,
            how: Channel::Video,
        },
        10 => {
            let class = pick(ActionClass::ALL, detail);
            Command::OpenAction {
                client,
                class,
                text,
                owner: who,
                due: soon,
            }
        }
        11 => {
            let action = play.card(whom).actions.first()?.id;
            Command::CloseAction { client, action }
        }
        12 => Command::RaiseFlag {
            client,
            flag: pick(Flag::ALL, detail),
        },
        13 => Command::ClearFlag {
            client,
            flag: pick(Flag::ALL, detail),
        },
        14 => Command::SetReview { client, date },
        15 if detail.is_multiple_of(2) => Command::Hold {
            client,
            reason: text,
        },
        15 => Command::LiftHold { client },
        16 => Command::Acknowledge {
            alert: alert?.number,
        },
        _ => Command::Help {
            alert: alert?.number,
        },
    })
}
