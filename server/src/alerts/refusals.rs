//! Which push services refuse our key or our token now. Nobody but the operator can mend
//! that, so it is shown where machines that watch the server look (`/health/letters`).

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use shared::{DeviceId, Timestamp};

/// The devices whose push service refused us the last time.
#[derive(Default)]
pub struct Refusals {
    devices: Mutex<BTreeMap<DeviceId, Refusal>>,
}

/// A refusal that still stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The origin of the push service.
    pub origin: String,
    /// How it answered: 401 or 403.
    pub status: u16,
    /// The real time since when.
    pub since: Timestamp,
}

impl Refusals {
    /// Notes how a push service answered a letter for a device. Says whether this refusal is
    /// news.
    pub fn note(
        &self,
        device: DeviceId,
        origin: Option<String>,
        status: u16,
        now: Timestamp,
    ) -> bool {
        let mut devices = self.devices.lock().unwrap_or_else(PoisonError::into_inner);
        match status {
            401 | 403 => {
                let refusal = Refusal {
                    origin: origin.unwrap_or_default(),
                    status,
                    since: devices.get(&device).map_or(now, |known| known.since),
                };
                devices.insert(device, refusal).is_none()
            }
            // The service took a letter, or the device is no more.
            200..=299 | 404 | 410 => {
                devices.remove(&device);
                false
            }
            // This says nothing about the key.
            _ => false,
        }
    }

    /// What stands now, one for each push service and answer, the oldest of each.
    #[must_use]
    pub fn standing(&self) -> Vec<Refusal> {
        let devices = self.devices.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found: Vec<Refusal> = devices.values().cloned().collect();
        found.sort_by(|a, b| (&a.origin, a.status, a.since).cmp(&(&b.origin, b.status, b.since)));
        found.dedup_by(|a, b| (&a.origin, a.status) == (&b.origin, b.status));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_stands_until_the_service_takes_a_letter_for_the_device() {
        let refusals = Refusals::default();
        let now = Timestamp::from_millis(1_773_642_600_000);
        let device = |number| DeviceId::new(now, &mut fastrand::Rng::with_seed(number));
        let origin = || Some("https://push.example".to_owned());
        assert!(refusals.note(device(1), origin(), 403, now));
        assert!(!refusals.note(device(1), origin(), 403, now), "no news");
        assert!(refusals.note(device(2), origin(), 403, now));
        assert_eq!(refusals.standing().len(), 1);
        refusals.note(device(1), origin(), 201, now);
        refusals.note(device(2), origin(), 503, now);
        assert_eq!(
            refusals.standing().len(),
            1,
            "503 says nothing about the key"
        );
        refusals.note(device(2), origin(), 410, now);
        assert_eq!(refusals.standing(), []);
    }
}
