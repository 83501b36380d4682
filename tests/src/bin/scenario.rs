//! Plays scenario files and says what does not hold. `--server` plays them on a real
//! server with Redis instead of in the pure domain.

use std::path::PathBuf;
use std::process::ExitCode;

use tests::scenario::file::{self, Where};

#[expect(clippy::print_stdout, reason = "the answer to a question")]
fn main() -> ExitCode {
    let mut place = Where::Pure;
    let mut files: Vec<PathBuf> = Vec::new();
    for argument in std::env::args_os().skip(1) {
        if argument == "--server" {
            place = Where::Server;
        } else {
            files.push(argument.into());
        }
    }
    if files.is_empty() {
        println!("skriv vilka filer: scenario [--server] FIL…");
        return ExitCode::FAILURE;
    }
    let mut all_hold = true;
    for path in files {
        let played = file::play(&path, place);
        println!("{}", played.text);
        all_hold &= played.holds;
    }
    if all_hold {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
