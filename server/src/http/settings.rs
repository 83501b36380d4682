//! `GET /settings`: the person's own phones, language and theme.

use std::sync::Arc;

use app::page::{Content, DeviceCard, Page, Settings};
use axum::extract::State;
use axum::response::Response;
use shared::alert::Failure;
use shared::alert::letter::Carrier;
use shared::people::StaffCard;

use crate::alerts::gateway::dialled;
use crate::app_state::AppState;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;

/// Shows the settings.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
) -> Result<Response, Refused> {
    let state = app
        .team(&who.team)
        .and_then(|team| team.state())
        .ok_or(Refused::Unavailable)?;
    let devices = app.store.devices(&who.team, who.staff).await?;
    let card = app.store.staff_card(&who.team, who.staff).await?;
    let content = Settings {
        ways: ways(&app, card.as_ref()),
        push_key: app.pusher.public_key(),
        devices: devices
            .into_iter()
            .map(|device| DeviceCard {
                id: device.id,
                label: device.label,
                since: device.since,
                accepted: device.accepted,
                shown: device.shown,
                seen: device.seen,
                proven: device.proven,
            })
            .collect(),
        name: state
            .people
            .staff
            .get(&who.staff)
            .map(|card| card.name.clone())
            .unwrap_or_default(),
    };
    let frame = page::frame(&app, look, Some(&who));
    Ok(page::respond(&Page {
        frame,
        content: Content::Settings(content.into()),
    }))
}

/// The ways besides push, each with what a letter to this person would fail of.
fn ways(app: &AppState, card: Option<&StaffCard>) -> Vec<(Carrier, Option<Failure>)> {
    let number = card.and_then(|card| dialled(card.phone.as_deref()?));
    let address = card.and_then(|card| card.mail.as_ref());
    let others = [Carrier::Sms, Carrier::Voice, Carrier::Mail];
    others
        .map(|way| {
            let missing = match way {
                _ if app.channels.of(way).is_none() => Some(Failure::NotSetUp),
                Carrier::Mail => address.is_none().then_some(Failure::NoAddress),
                _ => number.is_none().then_some(Failure::NoNumber),
            };
            (way, missing)
        })
        .to_vec()
}
