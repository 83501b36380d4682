//! Devices that a letter has not reached although another device of the same person took
//! it. The computer in the office may have; the telephone in the pocket must, too.
//!
//! Nothing of this is stored: while it goes on the letter is not settled, so that after a
//! crash it goes to every device again, under the same tag.

use shared::{Span, Timestamp};

use crate::alerts::courier::{is_needed, next_try};
use crate::alerts::web_push::Sent;
use crate::app_state::AppState;
use crate::clock::{pause, real_time};
use crate::store::{self, Device, OutboxItem};
use crate::team::Team;

/// Tries the devices that said *later* again, each when it said, until the letter makes no
/// sense any more.
pub async fn follow(
    app: &AppState,
    team: &Team,
    item: &OutboxItem,
    later: Vec<(Device, Option<Span>)>,
) -> store::Result<()> {
    let mut tries = item.attempts;
    let next = |wait, tries| real_time() + next_try(wait, tries);
    let mut waiting: Vec<(Device, Timestamp)> = later
        .into_iter()
        .map(|(device, wait)| (device, next(wait, tries)))
        .collect();
    while let Some(first) = waiting.iter().map(|(_, at)| *at).min() {
        if first >= item.give_up {
            break;
        }
        pause(first.since(real_time())).await;
        if !is_needed(team, item) {
            break;
        }
        tries = tries.saturating_add(1);
        let now = real_time();
        let (due, still) = waiting.into_iter().partition(|(_, at)| *at <= now);
        waiting = still;
        let due: Vec<(Device, Timestamp)> = due;
        for (device, _) in due {
            match app.pusher.send(&device, item.id, &item.letter(), now).await {
                Sent::Later(wait) => waiting.push((device, next(wait, tries))),
                Sent::Accepted => {
                    let at = app.clock.now();
                    app.store
                        .mark_accepted(&team.id, item.to, device.id, at)
                        .await?;
                }
                // The next letter finds it gone in its first round, and takes it away.
                Sent::Gone | Sent::Refused => {}
            }
        }
    }
    Ok(())
}
