//! Phones and browsers: subscribe, test, take away, and what they have shown.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use shared::alert::letter::Text;
use shared::board::event::Event;
use shared::{DeviceId, LetterId, StaffId, TeamId};

use crate::alerts::endpoint;
use crate::app_state::AppState;
use crate::chance;
use crate::clock::real_time;
use crate::http::extract::Who;
use crate::http::problem::Refused;
use crate::store::{Device, TestLetter};

/// The longest name a device may give itself.
const LONGEST_LABEL: usize = 80;

/// What a browser says when it subscribes.
#[derive(Deserialize)]
pub struct Subscription {
    endpoint: String,
    p256dh: String,
    auth: String,
    #[serde(default)]
    label: String,
}

/// The device that was made.
#[derive(Serialize)]
pub struct Subscribed {
    id: DeviceId,
}

/// Subscribes this browser. The same endpoint is the same device.
///
/// # Errors
///
/// Refuses an endpoint that is not at a known push service.
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
    let device = Device {
        id: DeviceId::new(real_time(), &mut chance::rng()),
        endpoint: subscription.endpoint,
        p256dh: subscription.p256dh,
        auth: subscription.auth,
        label: subscription.label.chars().take(LONGEST_LABEL).collect(),
        since: app.clock.now(),
        accepted: None,
        shown: None,
    };
    let saved = app.store.save_device(&who.team, who.staff, &device).await?;
    for staff in saved.taken_from.into_iter().chain([who.staff]) {
        count(&app, &who.team, staff).await?;
    }
    Ok(Json(Subscribed {
        id: saved.device.id,
    }))
}

/// Takes a device away.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn remove(
    State(app): State<Arc<AppState>>,
    who: Who,
    Path(device): Path<DeviceId>,
) -> Result<Response, Refused> {
    if !app
        .store
        .remove_device(&who.team, who.staff, device)
        .await?
    {
        return Err(Refused::NotFound);
    }
    count(&app, &who.team, who.staff).await?;
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

/// A service worker says that it has shown a letter. It knows the letter's id, which
/// nobody else can guess, and may have no session any more.
///
/// # Errors
///
/// Says so if the store does not answer; the service worker tries once more.
pub async fn shown(
    State(app): State<Arc<AppState>>,
    Path(letter): Path<LetterId>,
) -> Result<StatusCode, Refused> {
    let Some(sent) = app.store.letter(letter).await? else {
        return Err(Refused::NotFound);
    };
    if let Some(device) = sent.device {
        app.store
            .mark_shown(&sent.team, sent.to, device, app.clock.now())
            .await?;
    }
    if let Some(alert) = sent.alert {
        let team = app.team(&sent.team).ok_or(Refused::NotFound)?;
        team.record(|board| {
            let is_news = board.alerts.get(&alert).is_some_and(|alert| {
                alert.letters.iter().any(|state| {
                    state.written.id == letter
                        && !matches!(state.delivery, shared::alert::Delivery::Shown { .. })
                })
            });
            is_news
                .then_some(Event::LetterShown { alert, letter })
                .into_iter()
                .collect()
        })
        .await
        .map_err(|refusal| {
            refusal.log(&sent.team);
            Refused::Unavailable
        })?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Tells the log how many devices a person has, if that has changed: the ladder
/// passes over those who have none.
async fn count(app: &AppState, team: &TeamId, staff: StaffId) -> Result<(), Refused> {
    let devices = app.store.devices(team, staff).await?.len();
    let devices = u16::try_from(devices).unwrap_or(u16::MAX);
    app.team(team)
        .ok_or(Refused::NotFound)?
        .record(|board| {
            let known = board.members.get(&staff).map(|member| member.devices);
            (known != Some(devices))
                .then_some(Event::DevicesChanged { staff, devices })
                .into_iter()
                .collect()
        })
        .await
        .map_err(|refusal| {
            refusal.log(team);
            Refused::Unavailable
        })?;
    Ok(())
}
