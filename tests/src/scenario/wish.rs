//! What a person does, as a command. Bookings, actions and questions are found by what
//! the file says of them.

use shared::alert::AlertNumber;
use shared::board::Board;
use shared::board::card::{Card, HandOver};
use shared::deescalation::policy::Policy;
use shared::position::Seq;
use shared::{ActionId, Command, ContactId, Timestamp, visit};

use super::ast::{Act, Deed};
use super::view::View;
use super::when::moment_written;

/// The command for what somebody does, or why there is none, in Swedish.
///
/// # Errors
///
/// The booking, entry, action, question or veto that the file names is not there.
pub fn command(
    view: &View,
    deed: &Deed,
    alert: impl Fn(&str) -> Result<AlertNumber, String>,
) -> Result<Command, String> {
    let (client, staff) = (
        |name: &str| view.names.client(name),
        |name: &str| view.names.staff(name),
    );
    let seen;
    let board: &Board = match deed.seen {
        Some(at) => {
            seen = view.board_at(at);
            &seen
        }
        None => &view.board,
    };
    let card = |name: &str| -> &Card { &board.cards[&client(name)] };
    Ok(match &deed.act {
        Act::Place {
            client: who,
            level,
            reason,
            text,
            review,
            tonight,
        } => Command::Place {
            client: client(who),
            level: *level,
            reason: *reason,
            text: text.clone(),
            review: *review,
            tonight: *tonight,
            based_on: card(who).placed.as_ref().map(|placed| placed.seq),
        },
        Act::Raise(who, flag) => Command::RaiseFlag {
            client: client(who),
            flag: *flag,
        },
        Act::Clear(who, flag) => Command::ClearFlag {
            client: client(who),
            flag: *flag,
        },
        Act::Assess(who, sign) => Command::Assess {
            client: client(who),
            sign: *sign,
        },
        Act::Contact {
            client: who,
            how,
            reached,
            crisis,
            text,
            booking,
        } => Command::LogContact {
            client: client(who),
            how: *how,
            reached: *reached,
            crisis: *crisis,
            text: text.clone(),
            booking: booking.map(|at| booked(card(who), at)).transpose()?,
        },
        Act::ReportCrisis(who, text) => Command::ReportCrisis {
            client: client(who),
            text: text.clone(),
        },
        Act::Book {
            client: who,
            at,
            how,
            with,
        } => Command::Book {
            client: client(who),
            who: staff(with),
            at: *at,
            how: *how,
        },
        Act::VisitStart {
            client: whom,
            with,
            minutes,
            alone,
        } => Command::Visit {
            client: client(whom),
            ask: visit::Ask::Start {
                who: std::iter::once(&deed.who)
                    .chain(with)
                    .map(|one| staff(one))
                    .collect(),
                minutes: *minutes,
                alone: *alone,
            },
        },
        Act::VisitCheckIn(whom, minutes) => Command::Visit {
            client: client(whom),
            ask: visit::Ask::CheckIn { minutes: *minutes },
        },
        Act::VisitEnd(whom) => Command::Visit {
            client: client(whom),
            ask: visit::Ask::End,
        },
        Act::CancelBooking(who, at) => Command::CancelBooking {
            client: client(who),
            booking: booked(card(who), *at)?,
        },
        Act::NameContact {
            client: whom,
            who,
            at,
            how,
        } => Command::NameContact {
            client: client(whom),
            who: who.iter().map(|one| staff(one)).collect(),
            at: *at,
            how: *how,
            based_on: card(whom).contact_today.as_ref().map(|named| named.seq),
        },
        Act::OpenAction {
            client: who,
            class,
            text,
            owner,
            due,
        } => Command::OpenAction {
            client: client(who),
            class: *class,
            text: text.clone(),
            owner: staff(owner),
            due: *due,
        },
        Act::CloseAction(who, text) => Command::CloseAction {
            client: client(who),
            action: action(card(who), text)?,
        },
        Act::HandOver {
            client: who,
            text,
            owner,
            due,
        } => Command::HandOverAction {
            client: client(who),
            action: action(card(who), text)?,
            to: HandOver {
                owner: staff(owner),
                due: *due,
            },
        },
        Act::Review(who, date) => Command::SetReview {
            client: client(who),
            date: *date,
        },
        Act::Note(who, fact) => Command::Note {
            client: client(who),
            fact: fact.clone(),
        },
        Act::Correct(who, at, text) => Command::Correct {
            client: client(who),
            entry: entry(card(who), *at)?,
            text: text.clone(),
        },
        Act::AskPsychiatrist(who, text) => Command::AskPsychiatrist {
            client: client(who),
            text: text.clone(),
        },
        Act::AnswerPsychiatrist(who, text) => Command::AnswerPsychiatrist {
            client: client(who),
            asked: card(who)
                .requests
                .iter()
                .find(|one| one.text == *text)
                .map(|one| one.seq)
                .ok_or_else(|| format!("det finns ingen öppen fråga \"{text}\""))?,
        },
        Act::Appoint(who, post, name) => Command::Appoint {
            client: client(who),
            post: *post,
            who: name.as_deref().map(staff),
        },
        Act::Consent(who, open_to) => Command::SetConsent {
            client: client(who),
            open_to: open_to.clone(),
        },
        Act::Legal {
            client: who,
            status,
            ends,
        } => Command::SetLegal {
            client: client(who),
            status: *status,
            ends: *ends,
        },
        Act::Hold {
            client: who,
            reason,
            until,
        } => Command::Hold {
            client: client(who),
            reason: reason.clone(),
            until: *until,
        },
        Act::Lift {
            client: who,
            set_by,
        } => Command::LiftHold {
            client: client(who),
            hold: match set_by {
                None => None,
                Some(name) => {
                    let by = shared::board::event::Actor::Staff(staff(name));
                    let mut holds = card(who).holds.iter().rev();
                    let hold = holds.find(|hold| hold.by == by);
                    Some(hold.ok_or_else(|| format!("{name} har inget håll"))?.seq)
                }
            },
        },
        Act::Pause(reason) => Command::PauseTeam {
            reason: reason.clone(),
        },
        Act::Resume => Command::ResumeTeam,
        Act::Return(who) => Command::Return {
            client: client(who),
        },
        Act::Emergency(who, reason) => Command::AccessInEmergency {
            client: client(who),
            reason: reason.clone(),
        },
        Act::Acknowledge(name) => Command::Acknowledge {
            alert: alert(name)?,
        },
        Act::Help(name) => Command::Help {
            alert: alert(name)?,
        },
        Act::ShowProposals => Command::ShowProposals,
        Act::MeetingStart(present) => Command::StartMeeting {
            present: present.iter().map(|one| staff(one)).collect(),
        },
        Act::MeetingAttend(present) => Command::Attend {
            staff: staff(&deed.who),
            present: *present,
            remote: false,
        },
        Act::MeetingMove(who, skip) => Command::MoveTo {
            client: client(who),
            section: board
                .meeting
                .as_ref()
                .and_then(|meeting| {
                    let mut items = meeting.agenda.iter();
                    items.find(|item| item.client == client(who))
                })
                .map(|item| item.section)
                .ok_or_else(|| format!("{who} står inte på mötets lista"))?,
            skip: *skip,
        },
        Act::MeetingClose => Command::CloseMeeting,
        Act::Rule(rule) => {
            let mut policy: Policy = view.board.policy.clone();
            rule.set(&mut policy);
            Command::SetPolicy {
                policy: Box::new(policy),
            }
        }
    })
}

fn booked(card: &Card, at: Timestamp) -> Result<ContactId, String> {
    let planned = card.bookings.iter().map(|one| (one.at, one.id));
    let missed = card
        .missed
        .iter()
        .filter_map(|one| Some((one.planned?, one.booking)));
    let mut found: Vec<ContactId> = planned
        .chain(missed)
        .filter(|(when, _)| *when == at)
        .map(|(_, id)| id)
        .collect();
    found.dedup();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!("ingen kontakt är bokad {}", moment_written(at))),
        _ => Err(format!("flera kontakter är bokade {}", moment_written(at))),
    }
}

/// The entry of a moment that can be corrected: an assessment, a missed contact or a
/// crisis event.
fn entry(card: &Card, at: Timestamp) -> Result<Seq, String> {
    let signs = card.assessments.iter().map(|one| (one.at, one.seq));
    let missed = card.missed.iter().map(|one| (one.at, one.seq));
    let crises = card.crises.iter().map(|one| (one.at, one.seq));
    let mut found: Vec<Seq> = signs
        .chain(missed)
        .chain(crises)
        .filter(|(when, _)| *when == at)
        .map(|(_, seq)| seq)
        .collect();
    found.dedup();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!(
            "ingen anteckning från {} kan rättas",
            moment_written(at)
        )),
        _ => Err(format!("flera anteckningar är från {}", moment_written(at))),
    }
}

fn action(card: &Card, text: &str) -> Result<ActionId, String> {
    card.actions
        .iter()
        .find(|one| one.text == text)
        .map(|one| one.id)
        .ok_or_else(|| format!("det finns ingen öppen åtgärd \"{text}\""))
}
