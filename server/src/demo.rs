//! The demonstration: a fictional team on a fictional Monday morning, with a clock
//! that can be moved forward. Nothing of it exists in the normal mode.
//!
//! # Layout
//!
//! - [`cast`]: the staff and the clients.
//! - [`rota`]: who works when.
//! - [`story`]: what has happened until the demonstration begins.

mod cast;
mod rota;
mod story;

use shared::calendar::Calendar;
use shared::deescalation::policy::Policy;
use shared::{Epoch, Span, TeamId, Timestamp};

use crate::accounts;
use crate::chance;
use crate::clock::real_time;
use crate::setup::{Draft, SetupError, TeamFile};
use crate::store::{self, Store};

/// The password of every account of the demonstration, for those who want to see the
/// ordinary log-in.
pub const PASSWORD: &str = "tavla-demo";

/// When the team's past begins, local time.
const PAST_BEGINS: &str = "2026-02-13 08:00";
/// When the demonstration begins: a minute before the Monday meeting.
const BEGINS: &str = "2026-03-16 08:29";

/// The demonstration cannot be prepared.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The team.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// A step of the story is not possible, which a test would have shown.
    #[error("the story of the demonstration is not possible at {at}: {why}")]
    Story {
        /// Which step.
        at: String,
        /// What the rules say.
        why: shared::Rejection,
    },
    /// The password cannot be hashed.
    #[error("the password of the demonstration cannot be hashed: {0}")]
    Password(String),
}

impl From<store::Error> for DemoError {
    fn from(error: store::Error) -> Self {
        Self::Setup(error.into())
    }
}

/// The team of the demonstration, with its past.
///
/// # Errors
///
/// Fails if the story is not possible by the rules.
pub fn draft() -> Result<Draft, DemoError> {
    let policy = Policy {
        paused: false,
        ..Policy::default()
    };
    let file = TeamFile {
        id: team_id(),
        name: "Team Öst".to_owned(),
        policy,
        calendar: Calendar::default(),
        staff: cast::staff(),
        clients: cast::clients(),
        shifts: rota::shifts(),
    };
    let mut draft = Draft::new(file, local(PAST_BEGINS))?;
    story::tell(&mut draft)?;
    Ok(draft)
}

/// Founds the team of the demonstration unless it is there, and says how far its
/// clock is ahead of the real time.
///
/// # Errors
///
/// Returns the store's error, or that the story is not possible.
pub async fn prepare(store: &Store) -> Result<Span, DemoError> {
    if store.teams().await?.contains(&team_id()) {
        return Ok(store.clock_offset().await?);
    }
    let hash = accounts::hash(PASSWORD.to_owned())
        .await
        .map_err(|error| DemoError::Password(error.to_string()))?;
    let now = real_time();
    let epoch = Epoch::new(now, &mut chance::rng());
    draft()?.save(store, Some(&hash), epoch).await?;
    let ahead = local(BEGINS).since(now);
    store.set_clock_offset(ahead).await?;
    Ok(ahead)
}

fn team_id() -> TeamId {
    TeamId::new("ost").unwrap_or_else(|_| unreachable!("the name is lower-case letters"))
}

/// A moment as the story writes it: `2026-03-16 08:29`, local time.
fn local(text: &str) -> Timestamp {
    let at = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M")
        .unwrap_or_else(|_| unreachable!("the story writes its times as YYYY-MM-DD HH:MM"));
    Timestamp::at(at.date(), at.time())
}

#[cfg(test)]
mod tests {
    use shared::board::card::Level;

    use super::*;

    #[test]
    fn the_board_of_the_demonstration_is_that_of_the_monday_meeting() {
        let draft = draft().unwrap();
        let count = |level| {
            draft
                .board
                .on_board()
                .filter(|card| card.level == level)
                .count()
        };
        assert_eq!(draft.board.cards.len(), 198);
        assert_eq!(draft.staff.len(), 15);
        assert_eq!(
            [2, 6, 2, 1],
            [Level::Red, Level::Yellow, Level::Stepdown, Level::Inpatient].map(count)
        );
        let bt = &draft.board.cards[&draft.clients["B.T."]];
        assert_eq!(
            (bt.level, bt.since),
            (Level::Stepdown, local("2026-03-11 13:00"))
        );
        assert!(draft.board.alerts.values().all(|alert| !alert.is_open()));
    }
}
