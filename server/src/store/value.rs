//! Values as they are stored: JSON with a version.

use std::fmt::Write as _;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::fault::{Error, Result};

/// The version that is written and read. A value of another version is not guessed at.
const VERSION: u16 = 1;

#[derive(Serialize, Deserialize)]
struct Stored<T> {
    v: u16,
    value: T,
}

/// A value as text.
pub(super) fn encode<T: Serialize>(value: &T) -> Result<String> {
    json(&Stored { v: VERSION, value })
}

/// The value behind a text that was found under `key`.
pub(super) fn decode<T: DeserializeOwned>(key: &str, text: &str) -> Result<T> {
    match serde_json::from_str::<Stored<T>>(text) {
        Ok(stored) if stored.v == VERSION => Ok(stored.value),
        _ => Err(Error::corrupt(key)),
    }
}

/// A value as JSON without a version.
pub(super) fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Refused(error.to_string()))
}

/// The SHA-256 of a text in hexadecimal digits, for keys and fields that must not show the text.
pub(super) fn digest(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
