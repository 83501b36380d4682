//! A client's card, the way back to the care plan, and what surrounds it.

use shared::alert::ladder::candidates;
use shared::board::card::{Card, Level};
use shared::deescalation::advice::{self, Advice};
use shared::deescalation::aftercare;
use shared::deescalation::gate::{State, Verdict};
use shared::deescalation::outlook::{self, Outlook};
use shared::wording::{Language, fact, rules};
use shared::{ClientId, Timestamp, access};

use crate::scenario::ast::expect::{Client, Gate};
use crate::scenario::difference::{Difference, same};
use crate::scenario::names::or_none;
use crate::scenario::view::View;
use crate::scenario::when::{moment_written, to_the_second, written};
use crate::scenario::words::{CHANNELS, FLAGS, LEVELS, POSTS, REASONS, SIGNS, word};

pub(super) fn check(view: &View, client: ClientId, what: &Client) -> Result<(), Difference> {
    let card = view.card(client);
    match what {
        Client::Hinders(_) | Client::Hinder(_) | Client::Gate(..) => way(view, card, what),
        Client::Earliest(_) | Client::Ready(_) | Client::NoAutomation => when(view, card, what),
        Client::Proposal(_) | Client::ProposalShown(_) | Client::ProposalUp(_) => {
            proposal(view, card, what)
        }
        Client::Visible(who, wanted) => visible(view, client, who, *wanted),
        Client::Candidates(wanted) => {
            let found = candidates(&view.board, client, view.now);
            same(or_none(&wanted.join(" ")), view.names.row(found))
        }
        Client::Visit(wanted) => {
            let found = card.visit.as_ref().map(|visit| {
                shared::wording::visit::state(Language::Sv, visit, &view.names.people, view.now)
            });
            let none = || "inget besök".to_owned();
            same(
                wanted.clone().unwrap_or_else(none),
                found.unwrap_or_else(none),
            )
        }
        Client::NoAlert => match view.board.open_alert(client) {
            None => Ok(()),
            Some(alert) => Err(Difference::new(
                "inget öppet larm",
                format!("larm {:?} från {}", alert.class, moment(alert.raised)),
            )),
        },
        Client::Deviation(..) | Client::Deviations(_) => deviation(view, client, what),
        Client::Action { .. } | Client::Actions(_) => action(view, card, what),
        _ => of_card(view, card, what),
    }
}

fn of_card(view: &View, card: &Card, what: &Client) -> Result<(), Difference> {
    let names = &view.names;
    match what {
        Client::Level(level, since) => {
            let line = |level: Level, at: Timestamp| match since {
                Some(_) => format!("{} sedan {}", word(&LEVELS, &level), moment(at)),
                None => word(&LEVELS, &level).to_owned(),
            };
            let wanted = line(*level, since.unwrap_or(card.since));
            same(wanted, line(card.level, card.since))
        }
        Client::DaysOnLevel(days) => same(
            format!("{days} dygn"),
            format!("{} dygn", card.days_on_level(view.now)),
        ),
        Client::DaysOnBoard(days) => same(
            format!("{days} dygn"),
            card.days_on_board(view.now).map_or_else(
                || "inte på tavlan".to_owned(),
                |days| format!("{days} dygn"),
            ),
        ),
        Client::Reason(reason) => same(
            word(&REASONS, reason),
            card.reason()
                .map_or("ingen", |reason| word(&REASONS, &reason)),
        ),
        Client::Review(date) => same(
            or_none(&date.map(written).unwrap_or_default()),
            or_none(&card.review_date().map(written).unwrap_or_default()),
        ),
        Client::Post(post, who) => {
            let line = |name: &str| format!("{} {name}", word(&POSTS, post));
            same(
                line(who.as_deref().unwrap_or("saknas")),
                line(
                    card.holder(*post)
                        .map_or("saknas", |one| names.of_staff(one)),
                ),
            )
        }
        Client::Flag(flag, wanted) => {
            let line = |raised| {
                let flag = word(&FLAGS, flag);
                if raised {
                    format!("flagga {flag}")
                } else {
                    format!("ingen flagga {flag}")
                }
            };
            same(line(*wanted), line(card.has_flag(*flag)))
        }
        Client::Trend(signs) => {
            let skip = card.assessments.len().saturating_sub(signs.len());
            let found: Vec<&str> = card.assessments[skip..]
                .iter()
                .map(|one| word(&SIGNS, &one.sign))
                .collect();
            let wanted: Vec<&str> = signs.iter().map(|sign| word(&SIGNS, sign)).collect();
            same(wanted.join(" "), or_none(&found.join(" ")))
        }
        Client::ContactToday(who, when) => {
            let found = card.contact_on(view.now).map_or_else(
                || "ingen utsedd".to_owned(),
                |named| {
                    let who = names.row(named.who.iter().copied());
                    match when {
                        Some(_) => {
                            format!("{who} {} {}", moment(named.at), word(&CHANNELS, &named.how))
                        }
                        None => who,
                    }
                },
            );
            let wanted = match when {
                Some((at, how)) => {
                    format!("{} {} {}", who.join(" "), moment(*at), word(&CHANNELS, how))
                }
                None if who.is_empty() => "ingen utsedd".to_owned(),
                None => who.join(" "),
            };
            same(wanted, found)
        }
        Client::LastContact {
            at,
            by,
            how,
            reached,
        } => {
            let line = |at: Timestamp, by: &str, how, reached: bool| {
                let reached = if reached { "nådd" } else { "ej nådd" };
                // The screen shows the minute.
                let minute = Timestamp::from_millis(at.millis().div_euclid(60_000) * 60_000);
                format!("{} {by} {} {reached}", moment(minute), word(&CHANNELS, how))
            };
            same(
                line(*at, by, how, *reached),
                card.last_contact.as_ref().map_or_else(
                    || "ingen".to_owned(),
                    |one| line(one.at, names.of_actor(one.by), &one.how, one.reached),
                ),
            )
        }
        Client::NextContact(wanted) => same(
            wanted.as_ref().map_or_else(
                || "ingen".to_owned(),
                |(at, who)| format!("{} {who}", moment(*at)),
            ),
            card.next_booking(view.now).map_or_else(
                || "ingen".to_owned(),
                |one| format!("{} {}", moment(one.at), names.of_staff(one.who)),
            ),
        ),
        Client::Psychiatrist(wanted) => {
            let line = |due: Option<Timestamp>| {
                due.map_or_else(
                    || "inte begärd".to_owned(),
                    |at| format!("senast {}", moment(at)),
                )
            };
            same(
                line(*wanted),
                line(card.psychiatrist.map(|clock| clock.due)),
            )
        }
        Client::PsychiatristLate => same(
            "försenad",
            match card.psychiatrist {
                None => "inte begärd",
                Some(clock) if clock.overdue => "försenad",
                Some(_) => "i tid",
            },
        ),
        Client::Aftercare(wanted) => same(
            until(*wanted),
            until(card.aftercare(view.now).map(|back| back.aftercare_until)),
        ),
        Client::ContactBy(wanted) => {
            let back = card.back_to_plan.as_ref();
            let found = match back {
                None => "ingen tid".to_owned(),
                Some(back) if back.reached.is_some() => "klar".to_owned(),
                Some(back) => until(back.contact_by),
            };
            same(
                wanted.map_or_else(|| "klar".to_owned(), |at| until(Some(at))),
                found,
            )
        }
        Client::DutySlot(wanted) => same(
            until(*wanted),
            until(aftercare::duty_slot(&view.board, card, view.now)),
        ),
        Client::Hold(wanted) => {
            let found = card.hold_on(view.now.local().date());
            same(
                or_none(&wanted.map(written).unwrap_or_default()),
                found.map_or_else(
                    || "ingen".to_owned(),
                    |hold| {
                        hold.until
                            .map_or_else(|| "tills det hävs".to_owned(), written)
                    },
                ),
            )
        }
        Client::HoldUntilLifted => {
            let found = card.hold_on(view.now.local().date());
            let holds = found.is_some_and(|hold| hold.until.is_none());
            same(
                "tills det hävs",
                if holds { "tills det hävs" } else { "inte" },
            )
        }
        Client::TakenBack(at) => same(
            moment(*at),
            card.taken_back
                .as_ref()
                .map_or_else(|| "inget är återtaget".to_owned(), |one| moment(one.late)),
        ),
        Client::OffBoard(text) => same(text, off_board(view, card)),
        _ => Ok(()),
    }
}

/// The first line of the page of a client who is off the board.
fn off_board(view: &View, card: &Card) -> String {
    let names = &view.board.policy.level_names;
    let level = shared::wording::card::level(Language::Sv, names, card.level);
    let cm = card.cm.map_or("saknas", |cm| view.names.of_staff(cm));
    let next = card.next_booking(view.now).map_or_else(
        || "ingen".to_owned(),
        |one| shared::wording::time::moment(Language::Sv, one.at, view.now),
    );
    format!("{level}, CM {cm}, nästa kontakt {next}")
}

fn outlook_of(view: &View, card: &Card) -> Result<Outlook, Difference> {
    outlook::of(&view.board, card, view.now).ok_or_else(|| {
        Difference::new(
            "en nivå som reglerna kan sänka",
            word(&LEVELS, &card.level).to_owned(),
        )
    })
}

/// The hinders as the screen prints them.
fn hinders(view: &View, found: &Outlook) -> Vec<String> {
    let step = view.board.policy.step(found.transition);
    found
        .hinders()
        .map(|verdict| rules::hinder(Language::Sv, verdict, step, view.now))
        .collect()
}

fn way(view: &View, card: &Card, what: &Client) -> Result<(), Difference> {
    let found = outlook_of(view, card)?;
    let list = hinders(view, &found);
    let numbered = |list: &[String]| list.iter().map(|one| format!("– {one}")).collect();
    match what {
        Client::Hinders(count) => same(format!("{count} hinder"), format!("{} hinder", list.len()))
            .map_err(|one| one.with(numbered(&list))),
        Client::Hinder(text) => {
            if list.contains(text) {
                return Ok(());
            }
            let found = format!("{} hinder:", list.len());
            Err(Difference::new(format!("hindret ”{text}”"), found).with(numbered(&list)))
        }
        Client::Gate(gate, wanted) => {
            let verdict = found
                .verdicts
                .iter()
                .find(|one| format!("{:?}", one.gate) == *gate);
            let state = |state: Gate| match state {
                Gate::Open => "öppen",
                Gate::Closed => "stängd",
                Gate::Unknown => "okänd",
            };
            let line = |verdict: &Verdict| {
                state(match verdict.state {
                    State::Open => Gate::Open,
                    State::Closed => Gate::Closed,
                    State::Unknown => Gate::Unknown,
                })
            };
            same(
                format!("{gate} {}", state(*wanted)),
                format!("{gate} {}", verdict.map_or("prövas inte", line)),
            )
            .map_err(|one| {
                let because = verdict.map_or_else(String::new, |verdict| {
                    rules::evidence(Language::Sv, &verdict.because, view.now)
                });
                one.with(vec![because])
            })
        }
        _ => Ok(()),
    }
}

fn when(view: &View, card: &Card, what: &Client) -> Result<(), Difference> {
    let found = outlook_of(view, card)?;
    match what {
        Client::Earliest(wanted) => {
            let line = |at: Option<Timestamp>| at.map_or_else(|| "inget datum".to_owned(), moment);
            same(line(*wanted), line(found.earliest))
        }
        Client::Ready(wanted) => {
            let line = |ready| if ready { "redo" } else { "inte redo" };
            same(line(*wanted), line(found.is_ready()))
                .map_err(|one| one.with(hinders(view, &found)))
        }
        _ => same(
            "ingen automatik",
            if found.never {
                "ingen automatik"
            } else {
                "reglerna kan sänka nivån"
            },
        ),
    }
}

fn proposal(view: &View, card: &Card, what: &Client) -> Result<(), Difference> {
    let made = view.board.proposals.get(&card.client);
    match what {
        Client::Proposal(wanted) => {
            let line = |level: Option<Level>| {
                level.map_or_else(
                    || "inget förslag".to_owned(),
                    |level| format!("förslag till {}", word(&LEVELS, &level)),
                )
            };
            let found = line(made.map(|one| one.transition.to()));
            same(line(*wanted), found).map_err(|one| {
                let list = outlook_of(view, card).map(|found| hinders(view, &found));
                one.with(list.unwrap_or_default())
            })
        }
        Client::ProposalShown(wanted) => {
            let line = |shown: Option<Timestamp>| {
                shown.map_or_else(
                    || "inte visat".to_owned(),
                    |at| format!("visat {}", moment(at)),
                )
            };
            let found = made.map_or_else(|| "inget förslag".to_owned(), |one| line(one.shown));
            same(line(*wanted), found)
        }
        Client::ProposalUp(wanted) => {
            let advice = advice::of(card, view.board.policy.long_red, view.now);
            let up = advice
                .iter()
                .any(|one| !matches!(one, Advice::LongRed { .. }));
            let line = |level: Option<&Level>| {
                level.map_or_else(
                    || "inget förslag upp".to_owned(),
                    |level| format!("förslag upp till {}", word(&LEVELS, level)),
                )
            };
            same(line(wanted.as_ref()), line(up.then_some(&Level::Red)))
        }
        _ => Ok(()),
    }
}

fn visible(view: &View, client: ClientId, who: &[String], wanted: bool) -> Result<(), Difference> {
    let wrong: Vec<&str> = who
        .iter()
        .filter(|name| access::may_see(&view.board, view.names.staff(name), client) != wanted)
        .map(String::as_str)
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let (expected, found) = if wanted {
        ("visas", "visas inte")
    } else {
        ("visas inte", "visas")
    };
    Err(Difference::new(
        format!("{expected} för {}", who.join(" ")),
        format!("{found} för {}", wrong.join(" ")),
    ))
}

fn deviation(view: &View, client: ClientId, what: &Client) -> Result<(), Difference> {
    let about: Vec<_> = view
        .board
        .deviations
        .iter()
        .filter(|one| one.client == client)
        .collect();
    let list: Vec<String> = about
        .iter()
        .map(|one| {
            let kind = fact::deviation(Language::Sv, one.about, one.within);
            format!("\"{kind}\" skrivs av {}", view.names.row(one.writer))
        })
        .collect();
    match what {
        Client::Deviations(count) => same(
            format!("{count} avvikelser"),
            format!("{} avvikelser", list.len()),
        )
        .map_err(|one| one.with(list)),
        Client::Deviation(text, writer) => {
            let holds = about.iter().any(|one| {
                &fact::deviation(Language::Sv, one.about, one.within) == text
                    && writer
                        .as_ref()
                        .is_none_or(|name| one.writer == Some(view.names.staff(name)))
            });
            if holds {
                return Ok(());
            }
            let writer = writer
                .as_ref()
                .map_or_else(String::new, |name| format!(" skrivs av {name}"));
            let found = format!("{} avvikelser", list.len());
            Err(Difference::new(format!("\"{text}\"{writer}"), found).with(list))
        }
        _ => Ok(()),
    }
}

fn action(view: &View, card: &Card, what: &Client) -> Result<(), Difference> {
    let line = |text: &str, owner: &str, due: Timestamp| {
        format!("\"{text}\" {owner} senast {}", moment(due))
    };
    let list: Vec<String> = card
        .actions
        .iter()
        .map(|one| line(&one.text, view.names.of_staff(one.owner), one.due))
        .collect();
    match what {
        Client::Actions(count) => same(
            format!("{count} åtgärder"),
            format!("{} åtgärder", list.len()),
        )
        .map_err(|one| one.with(list)),
        Client::Action { text, owner, due } => {
            let wanted = line(text, owner, *due);
            if list.contains(&wanted) {
                return Ok(());
            }
            let found = format!("{} åtgärder", list.len());
            Err(Difference::new(wanted, found).with(list))
        }
        _ => Ok(()),
    }
}

fn until(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "ingen".to_owned(), |at| format!("till {}", moment(at)))
}

fn moment(at: Timestamp) -> String {
    moment_written(to_the_second(at))
}
