//! What holds in every history, however people, phones and time behave. Each property is
//! a function with its sentence in [`check`]; one played history is checked by all.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use shared::access::{self, ViewClass};
use shared::alert::{Alert, AlertState, Class, ladder};
use shared::board::Board;
use shared::board::card::{Card, Level, Post};
use shared::board::event::{Actor, Recorded};
use shared::board::member::Organisation;
use shared::deescalation::Transition;
use shared::deescalation::gate::{self, Case, Evidence, Purpose, Wanting};
use shared::{ClientId, Event, Span, Timestamp, due};

use crate::letters::Told;
use crate::oracle::Oracle;
use crate::play::Play;
use crate::{converge, letters};

type Checked = Result<(), TestCaseError>;

/// Checks a played history. `cut` is the place at which a snapshot is taken.
pub(crate) fn check(play: &Play, cut: u32) -> Checked {
    walk(play)?;
    let sentence = "the fold of the log equals a snapshot restored at any cut";
    named(sentence, folds_at(play, cut))?;
    let sentence = "everything due is done, and every alert climbs, waits or is over";
    named(sentence, nothing_is_forgotten(play))?;
    let sentence = "every card on the board is somebody's, and what is missing shows";
    named(sentence, cards_are_somebodys(play))?;
    let sentence = "no view shows what its class may not see";
    named(sentence, views_hide(play))?;
    let sentence = "entries that arrive in another order lead to the same cards";
    named(sentence, converge::check(play, cut))
}

/// Says which property is broken, and after which event.
fn named(sentence: &str, checked: Checked) -> Checked {
    checked.map_err(|broken| TestCaseError::fail(format!("broken: {sentence}\n{broken}")))
}

/// The properties of every event, with the board before and after it.
fn walk(play: &Play) -> Checked {
    let (mut board, mut oracle, mut told) = (Board::default(), Oracle::default(), Told::new());
    for recorded in &play.log {
        let at = |sentence: &str, checked: Checked| {
            named(sentence, checked).map_err(|broken| {
                let time = recorded.at.local().machine();
                TestCaseError::fail(format!("{broken}\nat {time}: {recorded:?}"))
            })
        };
        let sentence = "no letter disturbs anyone off duty or reaches anyone without right";
        at(sentence, letters::check(&board, &mut told, recorded))?;
        let sentence = "the rules lower no level but through fourteen open gates, in their hour";
        at(sentence, oracle.check_step(recorded))?;
        let sentence = "a crisis event that arrives late takes the step back";
        at(sentence, must_reverse(&oracle, recorded))?;

        let before = Touched::by(&board, recorded);
        let levels = levels(&board);
        board.apply(recorded);
        oracle.read(recorded);

        let sentence = "nothing is decided that changes nothing";
        at(sentence, says_something(&before, &board, recorded))?;
        let sentence = "only a person, a step, its reversal and the 72 hours change a level";
        at(sentence, levels_change(&levels, &board, recorded))?;
    }
    let sentence = "the fold of the log equals the board on which it was decided";
    named(sentence, same(&board, &play.board))
}

fn must_reverse(oracle: &Oracle, recorded: &Recorded) -> Checked {
    prop_assert_eq!(oracle.must_reverse(recorded), None);
    Ok(())
}

/// The parts of a board that an event may change.
#[derive(PartialEq)]
struct Touched {
    card: Option<Card>,
    alert: Option<Alert>,
    about_client: String,
    team: String,
}

impl Touched {
    fn by(board: &Board, recorded: &Recorded) -> Self {
        let (event, about) = (&recorded.event, recorded.event.client());
        let about_client = about.map(|client| {
            let shown = board
                .proposals
                .get(&client)
                .map(|one| (one.made, one.shown));
            (shown, board.steps.get(&client).map(Vec::len))
        });
        let team = (event.client().is_none() && event.alert().is_none()).then(|| {
            let days = (
                board.evaluated,
                board.executed,
                board.rota_to,
                board.shifts.len(),
            );
            let told = (board.notified, board.overloaded, &board.meeting);
            let phones = (&board.unsynced, &board.carriers);
            let state = (&board.pause, board.stopped, phones, told);
            (days, state, &board.policy, &board.calendar, &board.members)
        });
        Self {
            card: about.and_then(|client| board.cards.get(&client).cloned()),
            alert: event
                .alert()
                .and_then(|alert| board.alerts.get(&alert).cloned()),
            about_client: format!("{about_client:?} {}", board.deviations.len()),
            team: format!("{team:?}"),
        }
    }
}

/// These say that something happened, and change nothing. A veto and another level take a
/// proposal away themselves, because older logs do not say more.
fn only_says(event: &Event) -> bool {
    matches!(
        event,
        Event::DossierChanged { .. }
            | Event::ProposalWithheld { .. }
            | Event::AlertJoined { .. }
            | Event::AftercareWarned { .. }
            | Event::ProposalCancelled { .. }
            | Event::EmergencyAccess { .. }
            | Event::NoticesWritten { morning: None, .. }
    )
}

/// An entry that arrives late may find that something newer is known.
fn says_something(before: &Touched, board: &Board, recorded: &Recorded) -> Checked {
    if let Event::ProposalCancelled { client, .. } = &recorded.event {
        prop_assert!(!board.proposals.contains_key(client), "it waits still");
    }
    let is_late = recorded.happened.is_some();
    let is_full = matches!(recorded.event, Event::DeviationDrafted { .. });
    if recorded.by == Actor::Server || is_late || is_full || only_says(&recorded.event) {
        return Ok(());
    }
    prop_assert!(*before != Touched::by(board, recorded));
    Ok(())
}

fn levels(board: &Board) -> BTreeMap<ClientId, Level> {
    let levels = board.cards.values().map(|card| (card.client, card.level));
    levels.collect()
}

fn levels_change(
    before: &BTreeMap<ClientId, Level>,
    after: &Board,
    recorded: &Recorded,
) -> Checked {
    for (client, card) in &after.cards {
        let Some(old) = before.get(client).filter(|old| **old != card.level) else {
            continue;
        };
        prop_assert_eq!(recorded.event.client(), Some(*client));
        let by_person = matches!(recorded.by, Actor::Staff(_));
        // The order of levels is that of attention: red is the smallest.
        let is_allowed = match &recorded.event {
            Event::Placed { .. } | Event::Returned { .. } => by_person,
            Event::SteppedDown { .. } => !by_person && card.level > *old,
            Event::RaisedAgain { .. } => !by_person && card.level == Level::Yellow,
            Event::Reversed { .. } => card.level < *old,
            _ => false,
        };
        prop_assert!(is_allowed, "{old:?} to {:?}", card.level);
    }
    Ok(())
}

fn folds_at(play: &Play, cut: u32) -> Checked {
    let (before, after) = play.log.split_at(cut as usize % (play.log.len() + 1));
    let mut board = Board::default();
    for recorded in before {
        board.apply(recorded);
    }
    let snapshot = serde_json::to_string(&board).expect("JSON");
    let mut restored: Board = serde_json::from_str(&snapshot).expect("a board");
    same(&restored, &board)?;
    for recorded in after {
        restored.apply(recorded);
    }
    same(&restored, &play.board)
}

/// Shows only the first difference: a board is long.
fn same(left: &Board, right: &Board) -> Checked {
    for (client, card) in &left.cards {
        prop_assert_eq!(Some(card), right.cards.get(client));
    }
    prop_assert_eq!(&left.proposals, &right.proposals);
    prop_assert_eq!(&left.steps, &right.steps);
    prop_assert!(left == right, "the boards differ in what concerns the team");
    Ok(())
}

fn nothing_is_forgotten(play: &Play) -> Checked {
    let next = due::next(&play.board, play.now);
    prop_assert!(next.is_some_and(|next| next.0 > play.now), "{next:?}");
    let mut open = Vec::new();
    for alert in play.board.alerts.values() {
        open.extend(alert.is_open().then_some(alert.client));
        match alert.state {
            // A task waits for the morning, and climbs no further than the team leader.
            AlertState::Climbing { .. } if alert.class == Class::P2 => {
                let at = ladder::next(alert).map(|next| next.1);
                let waits = |at: Timestamp| at > play.now || is_night(play.now);
                prop_assert!(at.is_none_or(waits), "the next rung: {at:?}");
            }
            AlertState::Climbing { .. } => {
                let at = ladder::next(alert).map(|next| next.1);
                let longest = alert.delays.manager.max(alert.delays.later);
                let longest = Span::minutes(longest.into());
                let soon = |at: Timestamp| at > play.now && at.since(play.now) <= longest;
                prop_assert!(at.is_some_and(soon), "the next rung: {at:?}");
            }
            AlertState::Acknowledged { at, .. } => {
                prop_assert!(
                    play.now.since(at) < alert.delays.action_within(),
                    "it begins again"
                );
            }
            AlertState::Uncovered => {
                let sleeps = alert.class == Class::P2 && is_night(play.now);
                let covered = ladder::is_covered(&play.board, play.now);
                prop_assert!(sleeps || !covered, "it begins");
                let quiet = alert.letters.iter().all(|letter| letter.at < alert.started);
                prop_assert!(quiet, "nobody is sent anything");
            }
            AlertState::Closed { at } => {
                let quiet = alert.letters.iter().all(|letter| letter.at <= at);
                prop_assert!(quiet, "it is over");
            }
        }
    }
    let all = open.len();
    open.sort_unstable();
    open.dedup();
    prop_assert_eq!(open.len(), all, "one open alert for each client");
    Ok(())
}

/// The hours in which a task waits for the morning (`policy.md` 7).
fn is_night(now: Timestamp) -> bool {
    !(7..22).contains(&now.local().hour())
}

/// A level, a reason and somebody who set them; a CM, a deputy and a contact, or the
/// screen says that one is missing: an empty post is shown as a fault, and what is missing
/// on the way to the care plan stands in gate D10.
fn cards_are_somebodys(play: &Play) -> Checked {
    let board = &play.board;
    for card in board.on_board() {
        prop_assert!(card.placed.is_some() && card.why.is_some(), "{card:?}");
        prop_assert!(
            card.raised.is_some_and(|raised| raised <= card.since),
            "{card:?}"
        );
        for who in [card.cm, card.deputy].into_iter().flatten() {
            prop_assert!(board.members.contains_key(&who), "a post without a person");
        }
        let Some(transition) = Transition::from_level(card.level) else {
            continue;
        };
        if transition.to() != Level::Plan {
            continue;
        }
        let date = play.now.local().date();
        let case = Case {
            board,
            card,
            transition,
            date,
        };
        let verdicts = gate::judge(&case, Purpose::Show { now: play.now });
        let shown = |want: fn(&Wanting) -> bool| {
            verdicts.iter().any(|verdict| match &verdict.because {
                Evidence::Wants { wanting } => wanting.iter().any(want),
                _ => false,
            })
        };
        let missing = [
            (
                card.cm,
                shown(|one| matches!(one, Wanting::Holder { post: Post::Cm })),
            ),
            (
                card.deputy,
                shown(|one| matches!(one, Wanting::Holder { post: Post::Deputy })),
            ),
        ];
        for (who, is_shown) in missing {
            let acts = who.is_some_and(|who| access::may_see(board, who, card.client));
            prop_assert!(acts != is_shown, "a post: {who:?}");
        }
        let is_planned = card
            .bookings
            .iter()
            .any(|booking| booking.at > case.execution());
        prop_assert!(
            is_planned || shown(|one| *one == Wanting::Booking),
            "a contact"
        );
    }
    Ok(())
}

fn views_hide(play: &Play) -> Checked {
    let manager = access::view(&play.board, ViewClass::Load);
    prop_assert!(manager.cards.is_empty() && manager.alerts.is_empty());
    let text = serde_json::to_string(&manager).expect("JSON");
    for (client, card) in &play.board.cards {
        prop_assert!(
            !text.contains(&client.to_string()),
            "a manager sees no client"
        );
        for employer in [Organisation::Region, Organisation::Municipality] {
            if card.open_to.contains(&employer) {
                continue;
            }
            let class = ViewClass::Care { employer };
            let seen = serde_json::to_string(&access::view(&play.board, class)).expect("JSON");
            prop_assert!(
                !seen.contains(&client.to_string()),
                "{employer:?} sees {client:?}"
            );
        }
    }
    Ok(())
}
