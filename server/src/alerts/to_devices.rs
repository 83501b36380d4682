//! Push as a way to reach a person: to each of their phones and browsers at once.

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, join_all};
use shared::alert::Failure;
use shared::alert::delivery::Report;

use crate::alerts::channel::{Attempt, Channel};
use crate::alerts::web_push::Sent;
use crate::alerts::{courier, proof, stragglers};
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
                if let Err(refusal) = proof::tell(app, team, item.to).await {
                    refusal.log(&team.id);
                }
            }
            Sent::Later(_) | Sent::Refused => {}
        }
    }
    let attempt = sum_up(&sent);
    if matches!(attempt, Attempt::Accepted { .. }) {
        // The others may take their time; the person who raised the alarm sees this now.
        courier::report(app, team, item, Report::Accepted).await;
        let later = devices.into_iter().zip(sent);
        let later = later.filter_map(|(device, sent)| match sent {
            Sent::Later(wait) => Some((device, wait)),
            Sent::Accepted | Sent::Gone | Sent::Refused => None,
        });
        stragglers::follow(app, team, item, later.collect()).await?;
    }
    Ok(attempt)
}

/// One device that accepts is enough; one that may accept later is worth waiting for.
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
