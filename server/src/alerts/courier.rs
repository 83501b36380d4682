//! Takes letters out of the outbox, sends them, and reports what became of them.
//!
//! # Concurrency
//!
//! Any number of couriers, on any number of servers, claim letters with a lease. A
//! courier that dies loses its lease and the letter is claimed again: at least once,
//! never silently none. A push that is sent twice has the same topic and the same tag, so
//! the phone replaces instead of doubling. Each letter has an item of its own for each way
//! that it goes, each item is carried in a task of its own, and so is each device, so that
//! one slow recipient or gateway delays nobody.

use std::sync::Arc;

use shared::Span;
use shared::alert::Failure;
use shared::alert::delivery::{self, Report, reported};
use shared::alert::letter::Carrier;

use crate::alerts::channel::{Attempt, Channel};
use crate::alerts::lease::{self, LEASE};
use crate::alerts::to_devices::ToDevices;
use crate::app_state::AppState;
use crate::chance;
use crate::clock::{pause, real_time};
use crate::store::{self, Claimed, OutboxItem, Receipt, Settle};
use crate::team::Team;

/// How many letters are claimed at once.
const MOST_AT_ONCE: usize = 32;
/// How often the outbox is looked at for letters that other servers left behind.
const LOOK_EVERY: Span = Span::seconds(1);
/// The first pause before another attempt; it doubles: 1, 2, 4, 8, 16, 30, 30, … s.
const FIRST_RETRY: Span = Span::seconds(1);
const LONGEST_RETRY: Span = Span::seconds(30);

/// The pause before a report that could not be written is tried again.
const REPORT_AGAIN: Span = Span::seconds(1);

/// Runs a team's courier for as long as the server runs.
pub async fn run(app: Arc<AppState>, team: Arc<Team>) {
    let mut stop = app.stopping();
    let mut watch = lease::Watch::default();
    loop {
        if watch.went_back(real_time()) {
            tracing::warn!(team = %team.id, "the clock went back; every waiting letter is due");
            if let Err(error) = app.store.all_due(&team.id).await {
                tracing::warn!(team = %team.id, %error, "the outbox cannot be written");
            }
        }
        match app
            .store
            .claim(&team.id, real_time(), LEASE, MOST_AT_ONCE)
            .await
        {
            Ok(claimed) if claimed.is_empty() => tokio::select! {
                () = team.letters_written() => {}
                () = pause(LOOK_EVERY) => {}
                _ = stop.wait_for(|stopping| *stopping) => return,
            },
            Ok(claimed) => {
                for letter in claimed {
                    let (app, team) = (Arc::clone(&app), Arc::clone(&team));
                    tokio::spawn(async move {
                        let carry = Box::pin(carry(&app, &team, &letter));
                        lease::hold(&app, &team, &letter, carry).await;
                    });
                }
            }
            Err(error) => {
                tracing::warn!(team = %team.id, %error, "the outbox cannot be read");
                pause(LOOK_EVERY).await;
            }
        }
    }
}

/// Carries one letter as far as it gets now.
async fn carry(app: &AppState, team: &Team, claimed: &Claimed) {
    let item = &claimed.item;
    // A colleague has taken the alert meanwhile: the letter would only disturb.
    let attempt = if is_needed(team, item) {
        match attempt(app, team, item).await {
            Ok(attempt) => Some(attempt),
            Err(error) => {
                tracing::warn!(team = %team.id, %error, "a letter waits for the store");
                return;
            }
        }
    } else {
        None
    };
    if let Err(error) = settle(app, team, claimed, attempt).await {
        // The lease runs out, and the letter is claimed again.
        tracing::warn!(team = %team.id, %error, "a letter could not be settled");
    }
}

/// Sends a letter on its way once.
async fn attempt(app: &AppState, team: &Team, item: &OutboxItem) -> store::Result<Attempt> {
    match item.carrier {
        Carrier::Push => ToDevices(app).carry(team, item).await,
        Carrier::Sms | Carrier::Voice | Carrier::Mail => match app.channels.of(item.carrier) {
            Some(channel) => channel.carry(team, item).await,
            None => Ok(Attempt::Failed(Failure::NotSetUp)),
        },
    }
}

/// The alert is read again just before sending: the claim may be older than the
/// acknowledgement.
fn is_needed(team: &Team, item: &OutboxItem) -> bool {
    let state = team.state().zip(item.alert);
    state.is_none_or(|(state, alert)| delivery::is_needed(&state.board, alert, item.text))
}

async fn settle(
    app: &AppState,
    team: &Team,
    claimed: &Claimed,
    attempt: Option<Attempt>,
) -> store::Result<()> {
    let item = &claimed.item;
    let done = match attempt {
        Some(Attempt::Later(wait)) => {
            let wait = next_try(wait, item.attempts);
            let next = real_time() + wait;
            if next < item.give_up {
                app.metrics.retried();
                Settle::RetryAt(next)
            } else {
                report(app, team, item, Report::Failed(Failure::Expired)).await;
                Settle::Done
            }
        }
        Some(Attempt::Accepted { message }) => {
            keep_receipt(app, team, item, message).await;
            report(app, team, item, Report::Accepted).await;
            Settle::Done
        }
        Some(Attempt::Failed(why)) => {
            report(app, team, item, Report::Failed(why)).await;
            Settle::Done
        }
        None => {
            report(app, team, item, Report::Failed(Failure::NotNeeded)).await;
            Settle::Done
        }
    };
    // A lost lease means that another courier has the letter; it will settle it.
    app.store.settle(&team.id, claimed, done).await?;
    Ok(())
}

/// Remembers by which name a gateway will report about a letter. Without it the letter
/// stays accepted, which is true: sending it again would call the person twice.
async fn keep_receipt(app: &AppState, team: &Team, item: &OutboxItem, message: Option<String>) {
    let Some((message, alert)) = message.zip(item.alert) else {
        return;
    };
    let receipt = Receipt {
        team: team.id.clone(),
        alert,
        letter: item.id,
        carrier: item.carrier,
    };
    if let Err(error) = app.store.keep_receipt(&message, &receipt).await {
        tracing::warn!(team = %team.id, %error, "a report about a letter will not be understood");
    }
}

/// How long to wait before another try: as long as the push service says, but never so
/// short that a wrong clock over there makes a storm here.
pub(super) fn next_try(wait: Option<Span>, attempts: u32) -> Span {
    wait.map_or_else(|| retry_after(attempts), |wait| wait.max(FIRST_RETRY))
}

/// 1, 2, 4, 8, 16, 30, 30, … seconds, and up to a fifth more, so that the letters of
/// a push service that comes back do not arrive all at once.
fn retry_after(attempts: u32) -> Span {
    let doubled = FIRST_RETRY.as_millis() << attempts.saturating_sub(1).min(5);
    let base = doubled.min(LONGEST_RETRY.as_millis());
    Span::millis(base + chance::rng().i64(0..=base / 5))
}

/// What became of a letter is an event of its alert; a test letter leads to none. What
/// follows from it, such as the text message at once, is in the same append.
pub(super) async fn report(app: &AppState, team: &Team, item: &OutboxItem, report: Report) {
    let Some(alert) = item.alert else { return };
    // A letter that were settled without this would have been accepted in silence. Its lease
    // is renewed meanwhile; when that is lost, another courier sends and reports it.
    loop {
        let recorded = team
            .record(|board| {
                let now = app.clock.now();
                reported(board, alert, item.id, item.carrier, report, now)
            })
            .await;
        match recorded {
            Ok(_) => return,
            Err(refusal) => refusal.log(&team.id),
        }
        pause(REPORT_AGAIN).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_push_service_decides_how_long_to_wait_but_never_less_than_a_second() {
        let (second, minute) = (Span::seconds(1), Span::minutes(1));
        assert_eq!(next_try(Some(minute), 1), minute);
        assert_eq!(next_try(Some(Span::default()), 9), second);
        let alone = |attempts| next_try(None, attempts);
        assert!(alone(1) >= second && alone(1) < Span::seconds(2));
        assert!(alone(5) >= Span::seconds(16) && alone(5) < Span::seconds(20));
        assert!(alone(99) >= LONGEST_RETRY && alone(99) <= Span::seconds(36));
    }
}
