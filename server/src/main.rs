//! The server's command line. Everything else is in the library.

use std::process::ExitCode;

use clap::Parser;
use server::cli::{self, Cli};

fn main() -> ExitCode {
    cli::run(Cli::parse())
}
