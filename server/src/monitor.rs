//! The watch over the server, in a process of its own: it sees what a server that has
//! died cannot say.
//!
//! It asks every server whether it is ready, and whether the rules and the alerts are on
//! time ([`crate::http::health`]). When that changes it prints a line and runs the program
//! that the operator has named.

use std::fmt;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use shared::Span;
use tokio::process::Command;

use crate::clock::pause;
use crate::http::health::Heartbeat;

/// How long a server may take to answer before it counts as silent.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

/// What is watched, and what is done.
#[derive(Clone, Debug, clap::Args)]
pub struct Watch {
    /// The address of a server, for example <http://127.0.0.1:3000>; one for each server.
    #[arg(
        long = "server",
        value_name = "ADDRESS",
        default_value = "http://127.0.0.1:3000"
    )]
    pub servers: Vec<String>,
    /// How many seconds pass between two looks.
    #[arg(long, value_name = "SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
    pub every: u32,
    /// A program that is run when the state changes, with two arguments: the state (ok,
    /// warning or alarm) and a sentence.
    #[arg(long, value_name = "PROGRAM")]
    pub tell: Option<PathBuf>,
    /// Looks once and ends: with success if all is well.
    #[arg(long)]
    pub once: bool,
}

/// How things stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// Every server answers, and everything due was done a short while ago.
    Ok,
    /// Alerts go out, but not every server is well.
    Warning(String),
    /// Alerts may not go out. Somebody must look at once.
    Alarm(String),
}

impl Health {
    /// The state in a word.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning(_) => "warning",
            Self::Alarm(_) => "alarm",
        }
    }
}

impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ok => f.write_str("every server is ready, and the alerts are on time"),
            Self::Warning(sentence) | Self::Alarm(sentence) => f.write_str(sentence),
        }
    }
}

/// What one server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its address.
    pub server: String,
    /// Whether it can do its work; `None` if it did not answer.
    pub ready: Option<bool>,
    /// Whether the heartbeat of all teams is late; `None` if it did not say.
    pub late: Option<bool>,
    /// Whether it says that letters wait and none leaves the servers.
    pub unsent: bool,
}

/// Judges the answers of all servers. One server that says that the heartbeat is on time
/// is enough: the heartbeat belongs to the teams, whichever server writes it.
#[must_use]
pub fn judge(answers: &[Answer]) -> Health {
    let unwell: Vec<String> = answers
        .iter()
        .filter_map(|answer| match answer.ready {
            Some(true) => None,
            Some(false) => Some(format!("{} is not ready", answer.server)),
            None => Some(format!("{} does not answer", answer.server)),
        })
        .collect();
    let sentence = unwell.join("; ");
    if unwell.len() == answers.len() {
        return Health::Alarm(format!("no alert goes out: {sentence}"));
    }
    // What waits stands in the log that all servers share, so one that sees it is enough.
    if answers.iter().any(|answer| answer.unsent) {
        let also = if sentence.is_empty() { "" } else { "; " };
        return Health::Alarm(format!(
            "no alert goes out: letters have waited for more than a minute and none leaves the servers{also}{sentence}"
        ));
    }
    let is_on_time = answers.iter().any(|answer| answer.late == Some(false));
    if !is_on_time {
        let also = if sentence.is_empty() { "" } else { "; " };
        return Health::Alarm(format!(
            "alerts or rules are late: nothing has been found on time for more than a minute{also}{sentence}"
        ));
    }
    if unwell.is_empty() {
        Health::Ok
    } else {
        Health::Warning(sentence)
    }
}

/// Watches until it is ended, or looks once.
///
/// # Errors
///
/// With `once`: the sentence, if not all is well. Else only if there can be no client.
pub async fn run(watch: Watch, mut say: impl FnMut(&str)) -> Result<(), Unwell> {
    let client = Client::builder()
        .timeout(ANSWER_WITHIN)
        .redirect(Policy::none())
        .no_proxy()
        .build()?;
    let mut last = None;
    loop {
        let health = judge(&ask(&client, &watch.servers).await);
        if watch.once {
            return match health {
                Health::Ok => {
                    say(&format!("ok: {health}"));
                    Ok(())
                }
                unwell => Err(Unwell::Now(unwell)),
            };
        }
        if last.as_ref() != Some(&health) {
            say(&format!("{}: {health}", health.word()));
            // A change that nobody could be told of is told again at the next look.
            last = tell(watch.tell.as_ref(), &health).await.then_some(health);
        }
        pause(Span::seconds(i64::from(watch.every))).await;
    }
}

/// Why the watch ended.
#[derive(Debug, thiserror::Error)]
pub enum Unwell {
    /// Not all is well.
    #[error("{}: {_0}", _0.word())]
    Now(Health),
    /// There is no client to ask with.
    #[error("the servers cannot be asked: {0}")]
    Client(#[from] reqwest::Error),
}

async fn ask(client: &Client, servers: &[String]) -> Vec<Answer> {
    let asked = servers.iter().map(|server| ask_one(client, server));
    futures_util::future::join_all(asked).await
}

async fn ask_one(client: &Client, server: &str) -> Answer {
    let base = server.trim_end_matches('/');
    let ready = client.get(format!("{base}/health/ready")).send().await;
    let heartbeat = async {
        let answer = client.get(format!("{base}/health/heartbeat")).send().await;
        let body = answer.ok()?.bytes().await.ok()?;
        serde_json::from_slice::<Heartbeat>(&body).ok()
    };
    let heartbeat = heartbeat.await;
    let unsent = heartbeat.as_ref().and_then(|heartbeat| heartbeat.unsent_s);
    Answer {
        server: base.to_owned(),
        ready: ready
            .ok()
            .map(|answer| answer.status() == StatusCode::NO_CONTENT),
        late: heartbeat.map(|heartbeat| heartbeat.late),
        unsent: unsent.is_some(),
    }
}

/// Runs the operator's program. `false` if it did not end well.
async fn tell(program: Option<&PathBuf>, health: &Health) -> bool {
    let Some(program) = program else {
        return true;
    };
    let ended = Command::new(program)
        .arg(health.word())
        .arg(health.to_string())
        .stdin(Stdio::null())
        .status()
        .await;
    let is_told = ended.as_ref().is_ok_and(ExitStatus::success);
    if !is_told {
        tracing::error!(
            state = health.word(),
            "the program that tells of a change failed; it is run again"
        );
    }
    is_told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(ready: Option<bool>, late: Option<bool>) -> Answer {
        Answer {
            server: "http://a.example".to_owned(),
            ready,
            late,
            unsent: false,
        }
    }

    #[track_caller]
    fn check(answers: &[(Option<bool>, Option<bool>)], expected: &str) {
        let answers: Vec<_> = answers.iter().map(|(r, l)| answer(*r, *l)).collect();
        assert_eq!(judge(&answers).word(), expected, "{answers:?}");
    }

    #[test]
    fn one_server_that_works_on_time_keeps_the_alarm_away() {
        let (works, late) = ((Some(true), Some(false)), (Some(true), Some(true)));
        let (silent, unready) = ((None, None), (Some(false), Some(true)));
        check(&[works], "ok");
        check(&[works, works], "ok");
        check(&[works, silent], "warning");
        check(&[unready, works], "warning");
        check(&[late], "alarm");
        check(&[late, silent], "alarm");
        check(&[silent], "alarm");
        check(&[unready], "alarm");
        check(&[(Some(true), None)], "alarm");
    }

    #[test]
    fn one_server_that_sees_letters_wait_is_enough_for_the_alarm() {
        let works = answer(Some(true), Some(false));
        let sees = Answer {
            unsent: true,
            ..answer(Some(true), Some(true))
        };
        let health = judge(&[works, sees]);
        assert_eq!(health.word(), "alarm");
        assert!(health.to_string().contains("letters have waited"));
    }

    #[test]
    fn the_sentence_names_the_server_and_what_it_means() {
        let health = judge(&[answer(None, None)]);
        assert_eq!(
            health.to_string(),
            "no alert goes out: http://a.example does not answer"
        );
    }
}
