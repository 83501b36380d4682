//! The demonstration: a fictional team on a fictional Monday morning, with a clock
//! that can be moved forward. Nothing of it exists in the normal mode.
//!
//! # Layout
//!
//! - [`cast`]: the staff and the clients, and [`plans`] what is written about them.
//! - [`rota`]: who works when.
//! - [`story`]: what has happened until the demonstration begins.

mod cast;
mod plans;
mod rota;
mod story;
mod teller;

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde::{Deserialize, Serialize};
use shared::calendar::Calendar;
use shared::deescalation::policy::Policy;
use shared::{Epoch, Span, TeamId, Timestamp};

use crate::accounts;
use crate::chance;
use crate::clock::{Clock, real_time};
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
    /// The file of a scenario's team cannot be used.
    #[error("the team of the demonstration cannot be read from {file}: {why}")]
    File {
        /// The file.
        file: String,
        /// What is wrong.
        why: String,
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
        rota_to: None,
        rota: rota::rules(),
    };
    let mut draft = Draft::new(file, local(PAST_BEGINS))?;
    story::tell(&mut draft)?;
    Ok(draft)
}

/// A team with the moment at which its demonstration begins. The clock stands there until
/// it is moved, so that a scenario has exact times.
#[derive(Clone, Serialize, Deserialize)]
pub struct Stage {
    /// The beginning.
    pub begins: Timestamp,
    /// The team.
    pub team: TeamFile,
}

/// Founds the team of the demonstration unless it is there, and sets its clock: ahead of
/// the real time, or standing where a file names the team.
///
/// # Errors
///
/// Returns the store's error, or that the story or the file is not possible.
pub async fn prepare(store: &Store, stage: Option<&Path>) -> Result<Clock, DemoError> {
    match stage {
        Some(file) => prepare_stage(store, file).await,
        None => prepare_story(store).await.map(Clock::ahead_by),
    }
}

async fn prepare_story(store: &Store) -> Result<Span, DemoError> {
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

/// The place of the clock's offset holds the time itself where the clock stands.
async fn prepare_stage(store: &Store, file: &Path) -> Result<Clock, DemoError> {
    let wrong = |why: String| DemoError::File {
        file: file.display().to_string(),
        why,
    };
    let opened = File::open(file).map_err(|error| wrong(error.to_string()))?;
    let stage: Stage = serde_json::from_reader(BufReader::new(opened))
        .map_err(|error| wrong(error.to_string()))?;
    if store.teams().await?.contains(&stage.team.id) {
        let at = store.clock_offset().await?.as_millis();
        return Ok(Clock::standing_at(Timestamp::from_millis(at)));
    }
    let begins = stage.begins;
    let epoch = Epoch::new(real_time(), &mut chance::rng());
    Draft::new(stage.team, begins)?
        .save(store, None, epoch)
        .await?;
    store
        .set_clock_offset(Span::millis(begins.millis()))
        .await?;
    Ok(Clock::standing_at(begins))
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
        assert_eq!(draft.clients.len(), 198, "no two have the same initials");
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
