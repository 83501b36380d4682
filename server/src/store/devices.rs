//! Phones and browsers that have subscribed to letters.
//!
//! The endpoint is what makes a device: a browser that subscribes again with the same endpoint is
//! the same device. It belongs to one person; another who stores it takes it over, which happens
//! only when they ask for it there (`http/devices.rs`).

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use shared::{DeviceId, Span, StaffId, TeamId, Timestamp};

use super::Store;
use super::fault::{Error, Result};
use super::functions::Call;
use super::link::command;
use super::{keys, value};

/// How often a change is tried again when others change the same device. They are the same
/// person's tabs, so twice is rare already.
const TRIES: usize = 10;

/// How long it is known that a device was removed. Its browser learns it the next time that
/// it opens a page, and ends its subscription then.
const REMOVAL_KNOWN: Span = Span::days(365);

/// A phone or browser.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The device.
    pub id: DeviceId,
    /// Where the push service takes letters for it.
    pub endpoint: String,
    /// Its public key, as the browser gave it.
    pub p256dh: String,
    /// Its secret, as the browser gave it.
    pub auth: String,
    /// What its owner calls it.
    pub label: String,
    /// Since when it is subscribed.
    pub since: Timestamp,
    /// When a push service last accepted a letter for it.
    pub accepted: Option<Timestamp>,
    /// When it last showed one.
    pub shown: Option<Timestamp>,
    /// When somebody last tapped one there.
    #[serde(default)]
    pub tapped: Option<Timestamp>,
    /// When a test letter was last shown and tapped there: what proves the device.
    #[serde(default)]
    pub proven: Option<Timestamp>,
    /// When it was last heard of: at a start of the page, or a letter that it showed.
    #[serde(default)]
    pub seen: Option<Timestamp>,
    /// The public key of ours under which it subscribed, base64url; nothing for one from the
    /// time when there was only one key.
    #[serde(default)]
    pub key: Option<String>,
}

/// What a device has reported of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// It was shown.
    Shown,
    /// It was tapped. If it was a test letter, that proves the device.
    Tapped {
        /// Whether it was one.
        test: bool,
    },
}

/// Shows neither where the device is reached nor its keys.
impl fmt::Debug for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Device")
            .field("id", &self.id)
            .field("since", &self.since)
            .field("accepted", &self.accepted)
            .field("shown", &self.shown)
            .finish_non_exhaustive()
    }
}

/// What became of a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The device as it is stored now; its id and marks are the earlier ones if it was known.
    pub device: Device,
    /// Whether the person has a device more than before.
    pub is_new: bool,
    /// Whose it was until now, if it was another's.
    pub taken_from: Option<StaffId>,
}

#[derive(Serialize, Deserialize)]
struct Owned {
    staff: StaffId,
    device: Device,
}

/// A device as it was found: where, and the exact text, which a change must replace.
struct Found {
    field: String,
    text: String,
    owned: Owned,
}

impl Store {
    /// The devices of a member of the staff, the oldest first.
    pub async fn devices(&self, team: &TeamId, staff: StaffId) -> Result<Vec<Device>> {
        let mut devices: Vec<Device> = self
            .all_devices(team)
            .await?
            .into_iter()
            .filter(|found| found.owned.staff == staff)
            .map(|found| found.owned.device)
            .collect();
        devices.sort_by_key(|device| (device.since, device.id));
        Ok(devices)
    }

    /// Whose the device with this endpoint is.
    pub async fn device_owner(&self, team: &TeamId, endpoint: &str) -> Result<Option<StaffId>> {
        let key = keys::DEVICES.of(team);
        let ask = &mut command("HGET");
        let field = value::digest(endpoint);
        let text: Option<String> = self.link.ask(ask.arg(&key).arg(field)).await?;
        let owned = text.map(|text| value::decode::<Owned>(&key, &text));
        Ok(owned.transpose()?.map(|owned| owned.staff))
    }

    /// Stores a subscription. A device of the same person with the same endpoint keeps its id, its
    /// age and, while its keys are the same, its marks.
    pub async fn save_device(
        &self,
        team: &TeamId,
        staff: StaffId,
        device: &Device,
    ) -> Result<Saved> {
        let key = keys::DEVICES.of(team);
        let field = value::digest(&device.endpoint);
        for _ in 0..TRIES {
            let ask = &mut command("HGET");
            let text: Option<String> = self.link.ask(ask.arg(&key).arg(&field)).await?;
            let known = text
                .as_deref()
                .map(|text| value::decode::<Owned>(&key, text))
                .transpose()?;
            let saved = merge(known, staff, device.clone());
            let owned = Owned {
                staff,
                device: saved.device.clone(),
            };
            let old = text.unwrap_or_default();
            if self
                .replace(&key, &field, &old, &value::encode(&owned)?)
                .await?
            {
                return Ok(saved);
            }
        }
        Err(busy())
    }

    /// Removes a person's device. `false` if it was gone, or another's.
    pub async fn remove_device(&self, team: &TeamId, staff: StaffId, id: DeviceId) -> Result<bool> {
        self.change(team, staff, id, |_| None).await
    }

    /// Remembers that the owner of the device with this endpoint has removed it.
    pub async fn note_removal(&self, team: &TeamId, endpoint: &str) -> Result<()> {
        let ask = &mut command("SET");
        ask.arg(removal(team, endpoint)).arg(1);
        let lifetime = REMOVAL_KNOWN.as_millis() / 1_000;
        self.link.ask(ask.arg("EX").arg(lifetime)).await
    }

    /// Whether the device with this endpoint was removed by its owner, and not asked for since.
    pub async fn was_removed(&self, team: &TeamId, endpoint: &str) -> Result<bool> {
        let key = removal(team, endpoint);
        self.link.ask(command("EXISTS").arg(key)).await
    }

    /// Somebody asks for letters on the device with this endpoint again.
    pub async fn forget_removal(&self, team: &TeamId, endpoint: &str) -> Result<()> {
        let key = removal(team, endpoint);
        self.link.ask(command("DEL").arg(key)).await
    }

    /// Marks that a push service accepted a letter for a device. `false` if the device is gone.
    pub async fn mark_accepted(
        &self,
        team: &TeamId,
        staff: StaffId,
        id: DeviceId,
        at: Timestamp,
    ) -> Result<bool> {
        self.change(team, staff, id, |device| {
            Some(Device {
                accepted: Some(at),
                ..device
            })
        })
        .await
    }

    /// Marks what a device has reported of a letter. `false` if the device is gone.
    pub async fn mark_reported(
        &self,
        team: &TeamId,
        staff: StaffId,
        id: DeviceId,
        report: Report,
        at: Timestamp,
    ) -> Result<bool> {
        self.change(team, staff, id, |mut device| {
            device.seen = Some(at);
            match report {
                Report::Shown => device.shown = Some(at),
                Report::Tapped { test } => {
                    // What was tapped was shown, even if that was never reported.
                    device.shown = device.shown.or(Some(at));
                    device.tapped = Some(at);
                    if test {
                        device.proven = Some(at);
                    }
                }
            }
            Some(device)
        })
        .await
    }

    /// Changes a person's device, or removes it if `change` returns nothing. `false` if there is
    /// none.
    async fn change(
        &self,
        team: &TeamId,
        staff: StaffId,
        id: DeviceId,
        change: impl Fn(Device) -> Option<Device>,
    ) -> Result<bool> {
        let key = keys::DEVICES.of(team);
        for _ in 0..TRIES {
            let all = self.all_devices(team).await?;
            let theirs = |found: &Found| found.owned.staff == staff && found.owned.device.id == id;
            let Some(found) = all.into_iter().find(theirs) else {
                return Ok(false);
            };
            let Found { field, text, owned } = found;
            let new = match change(owned.device) {
                Some(device) => value::encode(&Owned { staff, device })?,
                None => String::new(),
            };
            if self.replace(&key, &field, &text, &new).await? {
                return Ok(true);
            }
        }
        Err(busy())
    }

    async fn all_devices(&self, team: &TeamId) -> Result<Vec<Found>> {
        let key = keys::DEVICES.of(team);
        let stored: HashMap<String, String> = self.link.ask(command("HGETALL").arg(&key)).await?;
        // One that cannot be read must not keep letters from all others.
        let found = stored.into_iter().filter_map(|(field, text)| {
            let Ok(owned) = value::decode(&key, &text) else {
                tracing::error!(key, field, "a device cannot be read");
                return None;
            };
            Some(Found { field, text, owned })
        });
        Ok(found.collect())
    }

    async fn replace(&self, key: &str, field: &str, old: &str, new: &str) -> Result<bool> {
        self.link
            .call(
                Call::new("replace_field")
                    .key(key)
                    .arg(field)
                    .arg(old)
                    .arg(new),
            )
            .await
    }
}

/// What a subscription makes of the device that was known under its endpoint.
fn merge(known: Option<Owned>, staff: StaffId, fresh: Device) -> Saved {
    let Some(known) = known else {
        return Saved {
            device: fresh,
            is_new: true,
            taken_from: None,
        };
    };
    if known.staff != staff {
        return Saved {
            device: fresh,
            is_new: true,
            taken_from: Some(known.staff),
        };
    }
    let Device { id, since, .. } = known.device;
    let key = fresh.key.clone().or(known.device.key.clone());
    let device = if known.device.p256dh == fresh.p256dh && known.device.auth == fresh.auth {
        Device {
            label: fresh.label,
            seen: fresh.seen,
            key,
            ..known.device
        }
    } else {
        // New keys are a new subscription: it has proved nothing yet.
        Device {
            id,
            since,
            key,
            ..fresh
        }
    };
    Saved {
        device,
        is_new: false,
        taken_from: None,
    }
}

fn removal(team: &TeamId, endpoint: &str) -> String {
    keys::REMOVED.of_one(team, value::digest(endpoint))
}

fn busy() -> Error {
    Error::Unavailable("a device was changed by others again and again".to_owned())
}
