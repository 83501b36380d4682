//! Instants as text: `2026-03-29T00:58:00Z`.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use shared::Timestamp;

/// An instant in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub Timestamp);

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let at = DateTime::<Utc>::deserialize(deserializer)?;
        Ok(Self(Timestamp::from_millis(at.timestamp_millis())))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let at = DateTime::<Utc>::from_timestamp_millis(self.0.millis()).unwrap_or_default();
        let precision = if self.0.millis() % 1_000 == 0 {
            SecondsFormat::Secs
        } else {
            SecondsFormat::Millis
        };
        serializer.serialize_str(&at.to_rfc3339_opts(precision, true))
    }
}
