//! `/meeting`: the board meeting, which looks at the board; `/meeting/minutes`: the meetings of the
//! past; `/meeting/{number}`: what one left behind, and the ticks that its notes were entered in the
//! records.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::page::all_minutes::AllMinutesContent;
use app::page::{BoardContent, Content, Journaled, MinutesContent, Page};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use shared::access::{self, ViewClass};
use shared::board::event::{Actor, Event, Recorded};
use shared::board::meeting::Minutes;
use shared::position::Seq;
use shared::{ClientId, Command, CommandId, route};

use crate::app_state::AppState;
use crate::chance;
use crate::clock::real_time;
use crate::http::client;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;
use crate::team::State as TeamState;

/// How many events are read at once between the first decision and the end of a meeting.
const AT_ONCE: usize = 500;

/// How many meetings are listed at once: those of three months.
const LISTED: usize = 60;

/// Shows the meeting, or that none is held.
///
/// # Errors
///
/// For those who do not take part in care the page does not exist.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
) -> Result<Response, Refused> {
    if who.class == ViewClass::Load {
        return Err(Refused::NotFound);
    }
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    let frame = page::frame(&app, look, Some(&who));
    // Without the store what is new is marked once more.
    let read = app.store.read_by(&who.team, who.staff).await;
    let read = read.unwrap_or_default();
    let is_news = |client: &ClientId| state.board.news.of(*client).next().is_some();
    let content = Content::Board(Box::new(BoardContent {
        snapshot: state.snapshot(who.class, frame.now),
        read: read
            .into_iter()
            .filter(|(client, _)| is_news(client))
            .collect(),
        panel: None,
        search: String::new(),
        view: String::new(),
        meeting: true,
    }));
    Ok(page::respond(&Page { frame, content }))
}

/// From where on the list goes back.
#[derive(Deserialize)]
pub struct Before {
    before: Option<Seq>,
}

/// Lists the meetings of the past. Nothing in the list is about a client; the minutes behind it
/// show to each what they may see.
///
/// # Errors
///
/// For those who do not take part in care the page does not exist.
pub async fn all(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Query(Before { before }): Query<Before>,
) -> Result<Response, Refused> {
    if who.class == ViewClass::Load {
        return Err(Refused::NotFound);
    }
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    let mut meetings: Vec<_> = state
        .history
        .meetings(before)
        .take(LISTED + 1)
        .map(|(number, held)| (number, *held))
        .collect();
    let older = meetings.len() > LISTED;
    meetings.truncate(LISTED);
    let content = AllMinutesContent {
        meetings,
        newer: before.is_some(),
        older,
        people: access::names(&state.board, &state.people, who.class),
    };
    Ok(page::respond(&Page {
        frame: page::frame(&app, look, Some(&who)),
        content: Content::AllMinutes(Box::new(content)),
    }))
}

/// Shows what a meeting left behind.
///
/// # Errors
///
/// A number that is no meeting's, and a person who does not take part in care, find nothing.
pub async fn minutes(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Path(number): Path<u64>,
) -> Result<Response, Refused> {
    let number = Seq(number);
    let state = app
        .team(&who.team)
        .and_then(|team| team.state())
        .ok_or(Refused::Unavailable)?;
    let minutes = find(&app, &who, &state, number).await?;
    let decisions = decisions(&app, &who, &state, number, &minutes).await?;
    let mut journaled = Vec::new();
    for item in &minutes.items {
        let timeline = client::timeline(&app, &who, item.client).await?;
        journaled.extend(ticks(&timeline, number));
    }
    let board = &state.board;
    let posts = minutes
        .items
        .iter()
        .filter_map(|item| board.cards.get(&item.client))
        .map(|card| (card.client, [card.cm, card.deputy]))
        .collect();
    let employer = board
        .members
        .get(&who.staff)
        .ok_or(Refused::NotFound)?
        .employer;
    let content = MinutesContent {
        number,
        minutes,
        people: access::names(board, &state.people, who.class),
        decisions,
        journaled,
        posts,
        care: board
            .members
            .iter()
            .filter(|(_, member)| member.function.cares())
            .map(|(staff, _)| *staff)
            .collect(),
        employer,
    };
    Ok(page::respond(&Page {
        frame: page::frame(&app, look, Some(&who)),
        content: Content::Minutes(Box::new(content)),
    }))
}

/// A tick: whose note, and whether it stands in the record.
#[derive(Deserialize)]
pub struct Tick {
    client: ClientId,
    done: u8,
}

/// Notes that the note about a client was entered in a record, or that it was not.
///
/// # Errors
///
/// As [`minutes`]; what the rules refuse is answered like a client who does not exist.
pub async fn tick(
    State(app): State<Arc<AppState>>,
    who: Who,
    Path(number): Path<u64>,
    Form(tick): Form<Tick>,
) -> Result<Response, Refused> {
    let number = Seq(number);
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    let minutes = find(&app, &who, &state, number).await?;
    if minutes.items.iter().all(|item| item.client != tick.client) {
        return Err(Refused::NotFound);
    }
    let command = Command::MarkJournaled {
        client: tick.client,
        meeting: number,
        done: tick.done == 1,
    };
    let id = CommandId::new(real_time(), &mut chance::rng());
    let done = team
        .command(Actor::Staff(who.staff), id, None, &command)
        .await;
    if let Err(refusal) = done {
        refusal.log(&team.id);
        return Err(match refusal.rejection() {
            shared::Rejection::Unavailable => Refused::Unavailable,
            _ => Refused::NotFound,
        });
    }
    let back = format!("{}#note-{}", route::minutes(number.0), tick.client);
    Ok(Redirect::to(&back).into_response())
}

/// The minutes behind a number, as far as the person may see them.
async fn find(
    app: &AppState,
    who: &Who,
    state: &TeamState,
    number: Seq,
) -> Result<Minutes, Refused> {
    let before = number.0.checked_sub(1).ok_or(Refused::NotFound)?;
    let found = app.store.read_after(&who.team, Seq(before), 1).await?;
    let closed = found.into_iter().find(|recorded| recorded.seq == number);
    let seen = closed.and_then(|closed| access::event(&state.board, &closed, who.class));
    match seen.map(|seen| seen.event) {
        Some(Event::MeetingClosed { minutes }) => Ok(minutes),
        _ => Err(Refused::NotFound),
    }
}

/// What was decided about each client, the oldest first.
async fn decisions(
    app: &AppState,
    who: &Who,
    state: &TeamState,
    number: Seq,
    minutes: &Minutes,
) -> Result<BTreeMap<ClientId, Vec<Recorded>>, Refused> {
    let wanted: BTreeMap<Seq, ClientId> = minutes
        .items
        .iter()
        .flat_map(|item| item.decisions.iter().map(|seq| (*seq, item.client)))
        .collect();
    let mut found: BTreeMap<ClientId, Vec<Recorded>> = BTreeMap::new();
    let Some(first) = wanted.keys().next() else {
        return Ok(found);
    };
    let mut after = Seq(first.0.saturating_sub(1));
    while after < number {
        let read = app.store.read_after(&who.team, after, AT_ONCE).await?;
        let Some(last) = read.last().map(|recorded| recorded.seq) else {
            break;
        };
        for recorded in &read {
            if let Some(client) = wanted.get(&recorded.seq)
                && let Some(seen) = access::event(&state.board, recorded, who.class)
            {
                found.entry(*client).or_default().push(seen);
            }
        }
        after = last;
    }
    Ok(found)
}

/// The ticks of a meeting's note that stand.
fn ticks(timeline: &[Recorded], number: Seq) -> Vec<Journaled> {
    let mut stand = BTreeMap::new();
    for recorded in timeline {
        let (
            Event::Journaled {
                client,
                meeting,
                organisation,
                done,
            },
            Actor::Staff(by),
        ) = (&recorded.event, recorded.by)
        else {
            continue;
        };
        if *meeting != number {
            continue;
        }
        if *done {
            let tick = Journaled {
                client: *client,
                organisation: *organisation,
                at: recorded.at,
                by,
            };
            stand.insert(*organisation, tick);
        } else {
            stand.remove(organisation);
        }
    }
    stand.into_values().collect()
}
