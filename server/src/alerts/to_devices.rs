//! Push as a way to reach a person: to each of their phones and browsers at once.

use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, StreamExt};
use shared::alert::Failure;
use shared::alert::delivery::Report;

use crate::alerts::channel::{Attempt, Channel};
use crate::alerts::web_push::Sent;
use crate::alerts::{courier, proof};
use crate::app_state::AppState;
use crate::clock::real_time;
use crate::store::{self, Device, OutboxItem};
use crate::team::Team;

/// The phones and browsers of a person.
pub struct ToDevices<'s>(pub &'s AppState);

impl Channel for ToDevices<'_> {
    fn carry<'a>(
        &'a self,
        team: &'a Team,
        item: &'a OutboxItem,
    ) -> BoxFuture<'a, store::Result<Attempt>> {
        push(self.0, team, item).boxed()
    }
}

async fn push(app: &AppState, team: &Team, item: &OutboxItem) -> store::Result<Attempt> {
    let devices: Vec<Device> = app
        .store
        .devices(&team.id, item.to)
        .await?
        .into_iter()
        .filter(|device| item.device.is_none_or(|only| only == device.id))
        .collect();
    if devices.is_empty() {
        return Ok(Attempt::Failed(Failure::NoDevice));
    }
    let letter = &item.letter();
    let mut answers: FuturesUnordered<_> = devices
        .iter()
        .map(|device| async move {
            let sent = app.pusher.send(device, item.id, letter, real_time()).await;
            (device, sent)
        })
        .collect();
    let mut all = Vec::with_capacity(devices.len());
    let mut later = Vec::new();
    while let Some((device, sent)) = answers.next().await {
        match sent {
            Sent::Accepted => {
                // At once: another device may take its time to answer.
                courier::report(app, team, item, Report::Accepted).await;
                app.store
                    .mark_accepted(&team.id, item.to, device.id, app.clock.now())
                    .await?;
            }
            Sent::Gone => {
                app.store
                    .remove_device(&team.id, item.to, device.id)
                    .await?;
                if let Err(refusal) = proof::tell(app, team, item.to).await {
                    refusal.log(&team.id);
                }
            }
            Sent::Later(wait) => later.push((device, wait)),
            Sent::Refused => {}
        }
        all.push(sent);
    }
    // A device that did not take it now is not given up because another one did: the one
    // that lies at home may be quicker than the one in the pocket.
    if all.contains(&Sent::Accepted) {
        for (device, wait) in later {
            let at = real_time() + courier::next_try(wait, item.attempts);
            app.store.put_for_device(item, device.id, at).await?;
        }
    }
    Ok(sum_up(&all))
}

/// The letter has arrived somewhere if one device accepts it; one that may accept later is
/// worth waiting for.
fn sum_up(sent: &[Sent]) -> Attempt {
    if sent.contains(&Sent::Accepted) {
        return Attempt::Accepted { message: None };
    }
    let later = sent.iter().filter_map(|sent| match sent {
        Sent::Later(wait) => Some(*wait),
        Sent::Accepted | Sent::Gone | Sent::Refused => None,
    });
    match later.min() {
        Some(wait) => Attempt::Later(wait),
        None if sent.contains(&Sent::Refused) => Attempt::Failed(Failure::Refused),
        None => Attempt::Failed(Failure::Gone),
    }
}
