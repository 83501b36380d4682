//! Kills servers and Redis at random, and prints what came of it.
//!
//! `make chaos`; `CHAOS_KILLS` says how often, `CHAOS_SEED` which kills: the same seed chooses
//! the same ones again. Ends with 1 if an alert was lost or anything came twice.

use std::process::ExitCode;
use std::str::FromStr;

use tests::chaos::storm::storm;

/// How many kills, unless it is said.
const KILLS: usize = 50;

#[tokio::main]
#[expect(clippy::print_stdout, reason = "the table is for the person who asked")]
async fn main() -> ExitCode {
    let (Some(kills), Some(seed)) = (
        setting("CHAOS_KILLS", KILLS),
        setting("CHAOS_SEED", fastrand::u64(..)),
    ) else {
        println!("CHAOS_KILLS and CHAOS_SEED are whole numbers.");
        return ExitCode::from(2);
    };
    println!("CHAOS_KILLS={kills} CHAOS_SEED={seed}");
    let outcome = storm(kills, seed).await;
    println!("{outcome}");
    for wrong in &outcome.wrong {
        println!("{wrong}");
    }
    if outcome.wrong.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// A setting, or `otherwise`; `None` if it can't be read.
fn setting<T: FromStr>(name: &str, otherwise: T) -> Option<T> {
    match std::env::var(name) {
        Ok(text) => text.parse().ok(),
        Err(_) => Some(otherwise),
    }
}
