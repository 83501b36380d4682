//! Takes letters out of the outbox, sends them, and reports what became of them.
//!
//! # Concurrency
//!
//! Any number of couriers, on any number of servers, claim letters with a lease. A
//! courier that dies loses its lease and the letter is claimed again: at least once,
//! never silently none. A letter that is sent twice has the same topic and the same
//! tag, so the phone replaces instead of doubling. Each letter is sent in a task of
//! its own, and so is each device, so that one slow recipient delays nobody.

use std::sync::Arc;

use futures_util::future::join_all;
use shared::Span;
use shared::alert::letter::Text;
use shared::alert::{AlertState, Delivery, Failure};
use shared::board::event::Event;

use crate::alerts::lease::{self, LEASE};
use crate::alerts::stragglers;
use crate::alerts::web_push::Sent;
use crate::app_state::AppState;
use crate::chance;
use crate::clock::{pause, real_time};
use crate::store::{self, Claimed, Device, OutboxItem, Settle};
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
    let outcome = match deliver(app, team, &claimed.item).await {
        Ok(outcome) => outcome,
        Err(error) => {
            tracing::warn!(team = %team.id, %error, "a letter waits for the store");
            return;
        }
    };
    let settled = settle(app, team, claimed, outcome).await;
    if let Err(error) = settled {
        // The lease runs out, and the letter is claimed again.
        tracing::warn!(team = %team.id, %error, "a letter could not be settled");
    }
}

/// What became of a letter on all devices of its recipient.
enum Outcome {
    Accepted,
    Failed(Failure),
    Later(Option<Span>),
    /// A colleague has taken the alert meanwhile: the letter would only disturb.
    NotNeeded,
}

async fn deliver(app: &AppState, team: &Team, item: &OutboxItem) -> store::Result<Outcome> {
    if !is_needed(team, item) {
        return Ok(Outcome::NotNeeded);
    }
    let devices: Vec<Device> = app
        .store
        .devices(&team.id, item.to)
        .await?
        .into_iter()
        .filter(|device| item.device.is_none_or(|only| only == device.id))
        .collect();
    if devices.is_empty() {
        return Ok(Outcome::Failed(Failure::NoDevice));
    }
    let letter = item.letter();
    let sent = join_all(
        devices
            .iter()
            .map(|device| app.pusher.send(device, item.id, &letter, real_time())),
    )
    .await;
    for (device, sent) in devices.iter().zip(&sent) {
        match sent {
            Sent::Accepted => {
                app.store
                    .mark_accepted(&team.id, item.to, device.id, app.clock.now())
                    .await?;
            }
            Sent::Gone => {
                app.store
                    .remove_device(&team.id, item.to, device.id)
                    .await?;
                report_devices(app, team, item).await;
            }
            Sent::Later(_) | Sent::Refused => {}
        }
    }
    let outcome = sum_up(&sent);
    if matches!(outcome, Outcome::Accepted) {
        // The others may take their time; the person who raised the alarm sees this now.
        report(team, item, accepted(item)).await;
        let later = devices.into_iter().zip(sent);
        let later = later.filter_map(|(device, sent)| match sent {
            Sent::Later(wait) => Some((device, wait)),
            Sent::Accepted | Sent::Gone | Sent::Refused => None,
        });
        stragglers::follow(app, team, item, later.collect()).await?;
    }
    Ok(outcome)
}

/// One device that accepts is enough; one that may accept later is worth waiting for.
fn sum_up(sent: &[Sent]) -> Outcome {
    if sent.contains(&Sent::Accepted) {
        return Outcome::Accepted;
    }
    let later = sent.iter().filter_map(|sent| match sent {
        Sent::Later(wait) => Some(*wait),
        Sent::Accepted | Sent::Gone | Sent::Refused => None,
    });
    match later.min() {
        Some(wait) => Outcome::Later(wait),
        None if sent.contains(&Sent::Refused) => Outcome::Failed(Failure::Refused),
        None => Outcome::Failed(Failure::Gone),
    }
}

/// The alert is read again just before sending: the claim may be older than the
/// acknowledgement.
pub(super) fn is_needed(team: &Team, item: &OutboxItem) -> bool {
    let Some(number) = item.alert else {
        return true;
    };
    let Some(state) = team.state() else {
        return true;
    };
    let Some(alert) = state.board.alerts.get(&number) else {
        return true;
    };
    match alert.state {
        AlertState::Climbing { .. } | AlertState::Uncovered => true,
        AlertState::Acknowledged { .. } | AlertState::Closed { .. } => item.text == Text::M9,
    }
}

async fn settle(
    app: &AppState,
    team: &Team,
    claimed: &Claimed,
    outcome: Outcome,
) -> store::Result<()> {
    let item = &claimed.item;
    let now = real_time();
    let done = match outcome {
        Outcome::Later(wait) => {
            let wait = next_try(wait, item.attempts);
            let next = now + wait;
            if next < item.give_up {
                Settle::RetryAt(next)
            } else {
                report(team, item, failed(item, Failure::Expired)).await;
                Settle::Done
            }
        }
        Outcome::Accepted => {
            report(team, item, accepted(item)).await;
            Settle::Done
        }
        Outcome::Failed(why) => {
            report(team, item, failed(item, why)).await;
            Settle::Done
        }
        Outcome::NotNeeded => Settle::Done,
    };
    // A lost lease means that another courier has the letter; it will settle it.
    app.store.settle(&team.id, claimed, done).await?;
    Ok(())
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

/// What became of a letter is an event of its alert.
async fn report(team: &Team, item: &OutboxItem, event: Option<Event>) {
    let Some(event) = event else { return };
    let is_news = |board: &shared::Board| {
        item.alert
            .and_then(|alert| board.alerts.get(&alert))
            .is_some_and(|alert| {
                let mut letters = alert.letters.iter();
                letters
                    .any(|state| state.written.id == item.id && is_further(state.delivery, &event))
            })
    };
    // A letter that were settled without this would have been accepted in silence. Its lease
    // is renewed meanwhile; when that is lost, another courier sends and reports it.
    loop {
        let recorded = team
            .record(|board| {
                if is_news(board) {
                    vec![event.clone()]
                } else {
                    Vec::new()
                }
            })
            .await;
        match recorded {
            Ok(_) => return,
            Err(refusal) => refusal.log(&team.id),
        }
        pause(REPORT_AGAIN).await;
    }
}

/// Whether an event says more of a letter than is known. A letter that was claimed again is
/// reported again.
fn is_further(known: Delivery, event: &Event) -> bool {
    match known {
        Delivery::Queued => true,
        Delivery::Failed { .. } => matches!(event, Event::LetterAccepted { .. }),
        Delivery::Accepted { .. } | Delivery::Shown { .. } => false,
    }
}

async fn report_devices(app: &AppState, team: &Team, item: &OutboxItem) {
    let Ok(devices) = app.store.devices(&team.id, item.to).await else {
        return;
    };
    let (staff, devices) = (item.to, u16::try_from(devices.len()).unwrap_or(u16::MAX));
    let recorded = team
        .record(|_| vec![Event::DevicesChanged { staff, devices }])
        .await;
    if let Err(refusal) = recorded {
        refusal.log(&team.id);
    }
}

/// The event that a letter of an alert leads to; a test letter leads to none.
fn accepted(item: &OutboxItem) -> Option<Event> {
    item.alert.map(|alert| Event::LetterAccepted {
        alert,
        letter: item.id,
    })
}

fn failed(item: &OutboxItem, why: Failure) -> Option<Event> {
    item.alert.map(|alert| Event::LetterFailed {
        alert,
        letter: item.id,
        why,
    })
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
