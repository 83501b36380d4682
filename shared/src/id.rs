//! Identifiers. Each kind is a type of its own, so that none can be mistaken for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::time::Timestamp;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(#[serde(with = "as_text")] Ulid);

        impl $name {
            /// Makes an id from a moment and a source of chance that the caller owns.
            #[must_use]
            pub fn new(now: Timestamp, chance: &mut fastrand::Rng) -> Self {
                let millis = u64::try_from(now.millis()).unwrap_or_default();
                Self(Ulid::from_parts(millis, chance.u128(..)))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                Ulid::from_string(text).map(Self).map_err(|_| BadId)
            }
        }
    )+};
}

ids! {
    /// A client. Opaque: it says nothing about the person.
    ClientId,
    /// A member of the staff.
    StaffId,
    /// One wish of one person. Repeating it has no further effect.
    CommandId,
    /// A letter in the outbox.
    LetterId,
    /// A phone or browser that has subscribed to letters.
    DeviceId,
    /// An open action on a client's card.
    ActionId,
    /// A booked contact with a client.
    ContactId,
    /// The life of a stream. It changes when Redis has restarted or was restored, so
    /// that numbers which were used twice are never taken for each other.
    Epoch,
}

/// The text is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: 26 letters and digits were expected")]
pub struct BadId;

/// The short name of a team, as it stands in Redis keys: lower-case letters and digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TeamId(String);

impl TeamId {
    /// Accepts 1 to 32 lower-case ASCII letters and digits.
    ///
    /// # Errors
    ///
    /// Returns [`BadTeamId`] for anything else.
    pub fn new(name: &str) -> Result<Self, BadTeamId> {
        let fits = (1..=32).contains(&name.len())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if fits {
            Ok(Self(name.to_owned()))
        } else {
            Err(BadTeamId)
        }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for TeamId {
    type Error = BadTeamId;

    fn try_from(name: String) -> Result<Self, BadTeamId> {
        Self::new(&name)
    }
}

impl From<TeamId> for String {
    fn from(team: TeamId) -> Self {
        team.0
    }
}

impl fmt::Display for TeamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for TeamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text is not the short name of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a team's short name is 1 to 32 lower-case letters and digits")]
pub struct BadTeamId;

/// Writes and reads an identifier as its 26 characters.
mod as_text {
    use std::fmt;

    use serde::de::{Deserializer, Error, Visitor};
    use serde::ser::Serializer;
    use ulid::Ulid;

    pub(super) fn serialize<S: Serializer>(id: &Ulid, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(id.array_to_str(&mut [0; ulid::ULID_LEN]))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Ulid, D::Error> {
        deserializer.deserialize_str(Text)
    }

    struct Text;

    impl Visitor<'_> for Text {
        type Value = Ulid;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an identifier of 26 characters")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Ulid, E> {
            Ulid::from_string(text).map_err(E::custom)
        }
    }
}
