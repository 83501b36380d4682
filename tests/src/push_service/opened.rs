//! What a phone finds in a letter when it decrypts it (RFC 8291).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ece::EcKeyComponents;
use serde::Deserialize;
use shared::LetterId;

/// The public key of the receiver in RFC 8291, appendix A: every phone here has it.
pub const P256DH: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
/// Its secret.
pub const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
/// Its private key, which is published there as well.
const PRIVATE: &str = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";

/// A letter as its phone reads it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Opened {
    /// Which letter.
    pub letter: LetterId,
    /// What is shown.
    pub notification: Shown,
}

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Shown {
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// Letters with the same tag replace each other.
    pub tag: String,
}

/// Decrypts a letter; `None` if it is not one for this key.
#[must_use]
pub fn open(body: &[u8]) -> Option<Opened> {
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
    let key = EcKeyComponents::new(bytes(PRIVATE)?, bytes(P256DH)?);
    let plain = ece::decrypt(&key, &bytes(AUTH)?, body).ok()?;
    serde_json::from_slice(&plain).ok()
}
