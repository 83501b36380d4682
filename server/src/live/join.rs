//! Joining the log behind a client's position, without a hole.

use std::sync::Arc;

use axum::extract::ws::Utf8Bytes;
use shared::Timestamp;
use shared::access::{self, ViewClass};
use shared::position::{Position, Seq, merge};
use shared::protocol::{ServerMessage, Tally};

use crate::store::Store;
use crate::team::{State, Team, encode, step};

/// How many events a client may have missed and still be told each; beyond that a
/// snapshot is smaller.
const MOST_MISSED: u64 = 500;

/// What a client is sent first, and the number after which the feed goes on.
pub struct Joined {
    /// The frames.
    pub frames: Vec<Utf8Bytes>,
    /// The last number that they contain.
    pub last: Seq,
}

/// Says what a client at `position` has missed: every event, or all anew.
///
/// The caller has subscribed to the feed *before* `state` was taken, so that what
/// follows `last` is already waiting there.
pub async fn join(
    team: &Arc<Team>,
    store: &Store,
    state: &State,
    class: ViewClass,
    position: Option<Position>,
    now: Timestamp,
) -> Joined {
    let last = state.position.seq;
    if class == ViewClass::Load {
        let tally = Tally::of(&state.board, now);
        return Joined {
            frames: vec![encode(&ServerMessage::Tally(tally))],
            last,
        };
    }
    let missed = match position {
        Some(position) => missed(team, store, state, class, position).await,
        None => None,
    };
    let frames = match missed {
        Some(frames) => frames,
        None => vec![encode(&ServerMessage::Snapshot(Box::new(
            state.snapshot(class, now),
        )))],
    };
    Joined { frames, last }
}

/// Every step after `position`, or nothing if that cannot be proved to be all.
async fn missed(
    team: &Arc<Team>,
    store: &Store,
    state: &State,
    class: ViewClass,
    position: Position,
) -> Option<Vec<Utf8Bytes>> {
    let last = state.position.seq;
    let behind = last.0.checked_sub(position.seq.0)?;
    if position.epoch != state.position.epoch || behind > MOST_MISSED {
        return None;
    }
    let most = usize::try_from(behind).ok()?;
    let read = if most == 0 {
        Vec::new()
    } else {
        store.read_after(&team.id, position.seq, most).await.ok()?
    };
    if read
        .iter()
        .any(|recorded| access::changes_sight(&recorded.event))
    {
        return None;
    }
    let steps = read
        .iter()
        .map(|recorded| step(&state.board, recorded, class))
        .collect();
    let steps = merge(position.seq, steps, Vec::new()).ok()?;
    if u64::try_from(steps.len()).ok()? != behind {
        return None;
    }
    let resumed = ServerMessage::Resumed {
        position: state.position,
    };
    Some(
        std::iter::once(encode(&resumed))
            .chain(
                steps
                    .into_iter()
                    .map(|step| encode(&ServerMessage::Step(step))),
            )
            .collect(),
    )
}
