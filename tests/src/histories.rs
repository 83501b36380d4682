//! Histories: a plain format to play the rules outside the product.
//!
//! One JSON line says what happened to one client (or a ladder, a series of loads, a
//! date), and one JSON line answers what the rules did. Every answer comes from the
//! functions that the server uses; here is only the format.

pub mod calendar;
pub mod client;
pub mod instant;
pub mod ladder;
pub mod load;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

/// A line that was asked.
#[derive(Deserialize)]
struct Question<'a> {
    kind: Kind,
    #[serde(default)]
    seed: Value,
    #[serde(borrow)]
    case: &'a RawValue,
}

/// What a line is about.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Client,
    Ladder,
    Load,
    Calendar,
}

/// A line that answers.
#[derive(Serialize)]
struct Reply {
    kind: Kind,
    seed: Value,
    answer: Box<RawValue>,
}

/// Answers one line.
///
/// # Errors
///
/// Says what is wrong with the line.
pub fn answer(line: &str) -> Result<String, String> {
    let Question { kind, seed, case } = serde_json::from_str(line).map_err(text)?;
    let answer = match kind {
        Kind::Client => play(case, client::answer),
        Kind::Ladder => play(case, ladder::answer),
        Kind::Load => play(case, |case| Ok(load::answer(case))),
        Kind::Calendar => play(case, |case| Ok(calendar::answer(case))),
    }?;
    serde_json::to_string(&Reply { kind, seed, answer }).map_err(text)
}

fn play<C: DeserializeOwned, A: Serialize>(
    case: &RawValue,
    answer: fn(&C) -> Result<A, String>,
) -> Result<Box<RawValue>, String> {
    let case = serde_json::from_str(case.get()).map_err(text)?;
    to_raw_value(&answer(&case)?).map_err(text)
}

fn text(error: serde_json::Error) -> String {
    error.to_string()
}
