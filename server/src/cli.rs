//! The command line: what a person can ask the server to do.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use shared::Epoch;
use tracing_subscriber::EnvFilter;

use crate::accounts;
use crate::alerts::keyring;
use crate::alerts::web_push::Pusher;
use crate::chance;
use crate::clock::real_time;
use crate::config::Config;
use crate::monitor::{self, Watch};
use crate::serve::{self, Opened};
use crate::setup::{Draft, TeamFile};

/// A board for Flexible ACT teams.
///
/// Settings come from the environment: `TAVLA_ADDR` (127.0.0.1:3000), `TAVLA_DATA` (data),
/// `TAVLA_SITE` (site), `REDIS_URL` (the server starts its own Redis without it),
/// `TAVLA_BASE_URL` (the address that people use), `TAVLA_PUSH_ALLOW`, `TAVLA_PUSH_CONTACT`,
/// `TAVLA_SMTP_URL` and `TAVLA_MAIL_FROM` (mail), `TAVLA_SMS_…` and `TAVLA_VOICE_…` (gateways, see
/// docs/channels.md), `TAVLA_ACUTE_PHONE` (the psychiatric emergency department's number),
/// `TAVLA_LOG` (info),
/// `TAVLA_DEMO` (1 for a demonstration), `TAVLA_DEMO_TEAM` (a scenario's team and beginning),
/// `TAVLA_ALLOW_VOLATILE_REDIS` (1 for a Redis that
/// may lose writes).
#[derive(Parser)]
#[command(version, about, long_about)]
pub struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Serves the teams that are in the store.
    Serve,
    /// Serves a fictional team, with one-click log-ins and a clock that can be moved.
    Demo,
    /// Founds a team from a JSON file; docs/team-file.md describes it.
    Team {
        /// The file.
        file: PathBuf,
    },
    /// Gives a user a new password, which is read from standard input.
    Password {
        /// The user name.
        user: String,
    },
    /// Prints the public key with which browsers subscribe to letters.
    Vapid {
        #[command(subcommand)]
        task: Option<VapidTask>,
    },
    /// Watches servers from outside, and says when alerts may not go out.
    Monitor(Watch),
    /// Prints the settings as they are understood.
    Config,
}

/// What can be done with the keys that sign letters.
#[derive(Subcommand)]
enum VapidTask {
    /// Makes a new key. The earlier ones are kept: a phone gets letters under the key with which
    /// it subscribed, until its page is opened again and it subscribes anew by itself.
    Rotate,
}

/// Does what was asked; a failure is one sentence on standard error.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(carry_out(cli.task)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

async fn carry_out(task: Task) -> Result<(), Failure> {
    let mut config = Config::from_env()?;
    log_to_standard_error(&config.log)?;
    match task {
        Task::Serve => serve::serve(config).await?,
        Task::Demo => {
            config.demo = true;
            serve::serve(config).await?;
        }
        Task::Team { file } => {
            let file: TeamFile = serde_json::from_reader(BufReader::new(File::open(file)?))?;
            let opened = Opened::new(&config).await?;
            let now = real_time();
            let draft = Draft::new(file, now)?;
            let epoch = Epoch::new(now, &mut chance::rng());
            let saved = draft.save(&opened.store, None, epoch).await;
            opened.close().await;
            saved?;
        }
        Task::Password { user } => {
            let mut password = String::new();
            io::stdin().lock().read_line(&mut password)?;
            let password = password.trim_end_matches(['\r', '\n']).to_owned();
            if password.chars().count() < SHORTEST_PASSWORD {
                return Err(format!(
                    "a password has at least {SHORTEST_PASSWORD} characters; nothing was changed"
                )
                .into());
            }
            let opened = Opened::new(&config).await?;
            let changed = change_password(&opened, &user, password).await;
            opened.close().await;
            changed?;
        }
        Task::Vapid { task } => {
            let opened = Opened::new(&config).await?;
            let fresh = keyring::new_key();
            let keys = match task {
                None => opened.store.vapid_keys(&fresh).await,
                Some(VapidTask::Rotate) => opened.store.rotate_vapid(&fresh).await,
            };
            opened.close().await;
            let keys = keys?;
            print(Pusher::new(&keys, &config.push_contact)?.keys().present());
            if task.is_some() {
                complain(&rotated(keys.earlier.len()));
            }
        }
        Task::Monitor(watch) => monitor::run(watch, print).await?,
        Task::Config => print(&format!("{config:#?}")),
    }
    Ok(())
}

/// What a new key means for those who run the server.
fn rotated(earlier: usize) -> String {
    format!(
        "A new key is in use. Running servers take it over within seconds. {earlier} earlier \
         key(s) are kept: every phone goes on receiving, subscribes anew when its page is opened \
         the next time, and must then be tried with a test letter again."
    )
}

/// The fewest characters of a password.
const SHORTEST_PASSWORD: usize = 12;

async fn change_password(opened: &Opened, user: &str, password: String) -> Result<(), Failure> {
    let account = opened.store.account(user).await?;
    let mut account = account.ok_or_else(|| format!("there is no user \"{user}\""))?;
    account.password_hash = Some(
        accounts::hash(password)
            .await
            .map_err(|error| error.to_string())?,
    );
    opened.store.save_account(&account).await?;
    Ok(())
}

/// Logs go to standard error, so that standard output stays for answers.
fn log_to_standard_error(wanted: &str) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(wanted).map_err(|error| {
        format!("TAVLA_LOG is wrong: {error}. Write for example info, or info,server=debug.")
    })?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .init();
    Ok(())
}

#[expect(
    clippy::print_stdout,
    reason = "the answer to a question on the command line"
)]
fn print(text: &str) {
    println!("{text}");
}

#[expect(
    clippy::print_stderr,
    reason = "what a person must know, beside the answer on standard output"
)]
fn complain(error: &dyn std::fmt::Display) {
    eprintln!("{error}");
}
