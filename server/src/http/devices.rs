//! Phones and browsers: subscribe, renew, test, take away.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use shared::alert::letter::Text;
use shared::{DeviceId, LetterId, StaffId, TeamId};

use crate::alerts::{endpoint, keyring, proof};
use crate::app_state::AppState;
use crate::chance;
use crate::clock::real_time;
use crate::http::extract::Who;
use crate::http::problem::Refused;
use crate::store::{Device, TestLetter};

/// The longest name a device may give itself.
const LONGEST_LABEL: usize = 80;

/// How many devices a person may have. Every letter goes to each of them, so more than
/// somebody can look after is noise in the night; and whoever has ten has some that they
/// forgot. The oldest is not thrown out for a new one: it may be the one in the pocket.
const MOST_DEVICES: usize = 10;

/// What a browser says when it subscribes.
#[derive(Deserialize)]
pub struct Subscription {
    endpoint: String,
    p256dh: String,
    auth: String,
    #[serde(default)]
    label: String,
    /// The public key of ours under which it subscribed.
    #[serde(default)]
    key: Option<String>,
    /// The endpoint that this browser had until now, when its subscription was renewed.
    #[serde(default)]
    replaces: Option<String>,
    /// Whether a person asked for it there just now; a browser also says by itself, at every
    /// start, that it is subscribed.
    #[serde(default)]
    asked: bool,
}

/// The key under which browsers subscribe now.
#[derive(Serialize)]
pub struct PresentKey {
    key: String,
}

/// Says under which key browsers subscribe now, so that one with an earlier key can renew its
/// subscription. The key is public.
pub async fn key(State(app): State<Arc<AppState>>) -> Json<PresentKey> {
    Json(PresentKey {
        key: app.pusher.public_key(),
    })
}

/// The device that was made.
#[derive(Serialize)]
pub struct Subscribed {
    id: DeviceId,
}

/// A browser that asks whose it is.
#[derive(Deserialize)]
pub struct Asked {
    endpoint: String,
}

/// Whose a browser is.
#[derive(Serialize)]
pub struct Owner {
    /// The initials of the colleague who gets alerts there; nothing if it is the person's own,
    /// or nobody's.
    of: Option<String>,
}

/// Says whose a browser is, by the address that only it knows. Changes nothing.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn owner(
    State(app): State<Arc<AppState>>,
    who: Who,
    asked: Result<Json<Asked>, JsonRejection>,
) -> Result<Json<Owner>, Refused> {
    let Json(asked) = asked.map_err(|_| Refused::BadRequest)?;
    let owner = app.store.device_owner(&who.team, &asked.endpoint).await?;
    let state = app.team(&who.team).and_then(|team| team.state());
    let of = owner
        .filter(|owner| *owner != who.staff)
        .zip(state)
        .map(|(owner, state)| state.people.initials(owner).to_owned());
    Ok(Json(Owner { of }))
}

/// Subscribes this browser. The same endpoint is the same device.
///
/// A browser that says by itself that it is subscribed stays with its owner, whoever is logged in
/// there: a phone that was borrowed for a minute must not lose its alerts in silence. Who asks for
/// alerts there takes it over.
///
/// # Errors
///
/// Refuses an endpoint that is not at a known push service, a device that its owner has
/// removed, unless somebody asks for it there, and one more than a person may have.
pub async fn subscribe(
    State(app): State<Arc<AppState>>,
    who: Who,
    subscription: Result<Json<Subscription>, JsonRejection>,
) -> Result<Json<Subscribed>, Refused> {
    let Json(subscription) = subscription.map_err(|_| Refused::BadRequest)?;
    if !endpoint::is_allowed(&subscription.endpoint, &app.config.push_allow)
        || !app
            .pusher
            .keys_are_valid(&subscription.p256dh, &subscription.auth)
    {
        return Err(Refused::BadRequest);
    }
    if !subscription.asked && is_removed(&app, &who.team, &subscription).await? {
        return Err(Refused::Gone);
    }
    let owner = becomes(&app, &who, &subscription).await?;
    let theirs = app.store.devices(&who.team, owner).await?;
    let is_in_its_place = |device: &Device| {
        device.endpoint == subscription.endpoint
            || Some(&device.endpoint) == subscription.replaces.as_ref()
    };
    if theirs.len() >= MOST_DEVICES && !theirs.iter().any(is_in_its_place) {
        return Err(Refused::TooMany);
    }
    if subscription.asked {
        let store = &app.store;
        store
            .forget_removal(&who.team, &subscription.endpoint)
            .await?;
    }
    let key = key_of(&app, &theirs, &subscription).await?;
    let now = app.clock.now();
    let replaces = subscription.replaces;
    let device = Device {
        id: DeviceId::new(real_time(), &mut chance::rng()),
        endpoint: subscription.endpoint,
        p256dh: subscription.p256dh,
        auth: subscription.auth,
        label: subscription.label.chars().take(LONGEST_LABEL).collect(),
        since: now,
        accepted: None,
        shown: None,
        tapped: None,
        proven: None,
        seen: Some(now),
        key,
    };
    let saved = app.store.save_device(&who.team, owner, &device).await?;
    let mut touched: Vec<StaffId> = saved.taken_from.into_iter().chain([owner]).collect();
    if let Some(old) = replaces.filter(|old| *old != saved.device.endpoint) {
        touched.extend(remove_replaced(&app, &who.team, &old).await?);
    }
    for staff in touched {
        tell(&app, &who.team, staff).await?;
    }
    Ok(Json(Subscribed {
        id: saved.device.id,
    }))
}

/// Whose a subscription becomes: who asks for it there, else whose the device was, under the endpoint
/// that it has or the one that it had.
async fn becomes(
    app: &AppState,
    who: &Who,
    subscription: &Subscription,
) -> Result<StaffId, Refused> {
    if subscription.asked {
        return Ok(who.staff);
    }
    for endpoint in endpoints(subscription) {
        if let Some(owner) = app.store.device_owner(&who.team, endpoint).await? {
            return Ok(owner);
        }
    }
    Ok(who.staff)
}

/// Removes the device that a browser had before it subscribed anew. Says whose it was.
async fn remove_replaced(
    app: &AppState,
    team: &TeamId,
    endpoint: &str,
) -> Result<Option<StaffId>, Refused> {
    let Some(owner) = app.store.device_owner(team, endpoint).await? else {
        return Ok(None);
    };
    let devices = app.store.devices(team, owner).await?;
    for device in devices.iter().filter(|device| device.endpoint == endpoint) {
        app.store.remove_device(team, owner, device.id).await?;
    }
    Ok(Some(owner))
}

/// The endpoint of a browser now, and the one that it had.
fn endpoints(subscription: &Subscription) -> impl Iterator<Item = &String> {
    [Some(&subscription.endpoint), subscription.replaces.as_ref()]
        .into_iter()
        .flatten()
}

/// Whether the owner of this browser's device removed it, under the endpoint that it has now
/// or the one that it had.
async fn is_removed(
    app: &AppState,
    team: &TeamId,
    subscription: &Subscription,
) -> Result<bool, Refused> {
    for endpoint in endpoints(subscription) {
        if app.store.was_removed(team, endpoint).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The key under which a browser subscribed: what it says, what is known of it, or for a new one
/// the present key.
async fn key_of(
    app: &AppState,
    theirs: &[Device],
    subscription: &Subscription,
) -> Result<Option<String>, Refused> {
    if let Some(key) = &subscription.key {
        let key = key.trim_end_matches('=').to_owned();
        if !app.pusher.keys().knows(&key) {
            // Another server may have made it a moment ago.
            let stored = app.store.vapid_keys(&keyring::new_key()).await?;
            app.pusher.set_keys(&stored).map_err(|_| Refused::Failed)?;
        }
        return if app.pusher.keys().knows(&key) {
            Ok(Some(key))
        } else {
            Err(Refused::BadRequest)
        };
    }
    Ok(theirs
        .iter()
        .find(|device| device.endpoint == subscription.endpoint)
        .map_or_else(
            || Some(app.pusher.public_key()),
            |device| device.key.clone(),
        ))
}

/// Takes a device away, until somebody asks for letters on it again.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn remove(
    State(app): State<Arc<AppState>>,
    who: Who,
    Path(device): Path<DeviceId>,
) -> Result<Response, Refused> {
    let theirs = app.store.devices(&who.team, who.staff).await?;
    let found = theirs.iter().find(|one| one.id == device);
    let found = found.ok_or(Refused::NotFound)?;
    // First of all, or the browser could come back in between.
    app.store.note_removal(&who.team, &found.endpoint).await?;
    app.store
        .remove_device(&who.team, who.staff, device)
        .await?;
    tell(&app, &who.team, who.staff).await?;
    Ok(Redirect::to(shared::route::SETTINGS).into_response())
}

/// Writes a test letter to each of the person's devices.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn test(State(app): State<Arc<AppState>>, who: Who) -> Result<Response, Refused> {
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    for device in app.store.devices(&who.team, who.staff).await? {
        let letter = TestLetter {
            id: LetterId::new(real_time(), &mut chance::rng()),
            to: who.staff,
            device: device.id,
            text: Text::M8,
            written: app.clock.now(),
        };
        app.store
            .put_test_letter(&who.team, &letter, real_time())
            .await?;
    }
    team.wake_couriers();
    Ok(Redirect::to(shared::route::SETTINGS).into_response())
}

/// Tells the log what has changed about a person's devices: the ladder passes over those who
/// have none, and the board says whose were never tried.
async fn tell(app: &AppState, team: &TeamId, staff: StaffId) -> Result<(), Refused> {
    let team = app.team(team).ok_or(Refused::NotFound)?;
    proof::tell(app, &team, staff)
        .await
        .map_err(|refusal| Refused::unwritten(&team.id, &refusal))
}
