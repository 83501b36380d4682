//! Reads histories from standard input, a JSON line each, and answers each with a line.

use std::io::{self, BufRead, Write};
use std::num::NonZero;
use std::process::ExitCode;
use std::thread;

use tests::histories;

/// How many lines are played before their answers are written.
const BATCH: usize = 1_024;

fn main() -> io::Result<ExitCode> {
    let (mut lines, mut out) = (io::stdin().lock().lines(), io::stdout().lock());
    let mut number = 0;
    let mut is_whole = true;
    loop {
        let batch: Vec<String> = lines.by_ref().take(BATCH).collect::<io::Result<_>>()?;
        if batch.is_empty() {
            return Ok(if is_whole {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            });
        }
        for answer in play(&batch) {
            number += 1;
            match answer {
                Ok(line) => writeln!(out, "{line}")?,
                Err(error) => {
                    is_whole = false;
                    writeln!(out, "{}", serde_json::json!({ "error": error }))?;
                    writeln!(io::stderr(), "line {number}: {error}")?;
                }
            }
        }
        out.flush()?;
    }
}

/// Plays a batch on every core, the answers in the order of the lines.
fn play(batch: &[String]) -> Vec<Result<String, String>> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = batch.len().div_ceil(cores);
    thread::scope(|scope| {
        let parts: Vec<_> = batch
            .chunks(share)
            .map(|part| {
                scope.spawn(move || {
                    part.iter()
                        .map(|line| histories::answer(line))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_default())
            .collect()
    })
}
