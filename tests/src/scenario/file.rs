//! A file from the disk to its verdict.

use std::path::Path;

use super::course;
use super::parse::parse;
use super::pure::Pure;
use crate::server_world::ServerWorld;

/// Where a file is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In the pure domain.
    Pure,
    /// On a real server with Redis.
    Server,
}

/// The verdict on a file.
#[derive(Clone, Debug)]
pub struct Played {
    /// Whether every expectation holds.
    pub holds: bool,
    /// What to tell a person.
    pub text: String,
}

/// Reads and plays a file.
#[must_use]
pub fn play(path: &Path, place: Where) -> Played {
    let name = path.display().to_string();
    let wrong = |text| Played { holds: false, text };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return wrong(format!("{name}: kan inte läsas: {error}")),
    };
    let scenario = match parse(&text) {
        Ok(scenario) => scenario,
        Err(problem) => return wrong(format!("{name}: {problem}")),
    };
    let (fixture, start) = (&scenario.fixture, scenario.start);
    let outcome = match place {
        Where::Pure => course::play(&name, &scenario, || Pure::found(fixture, start)),
        Where::Server => course::play(&name, &scenario, || ServerWorld::found(fixture, start)),
    };
    Played {
        holds: outcome.failures.is_empty(),
        text: course::summary(&scenario.title, &outcome),
    }
}
