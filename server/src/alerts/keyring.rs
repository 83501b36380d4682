//! The keys that sign pushes (VAPID, RFC 8292). A push service takes letters to a device only if
//! they are signed with the key under which the device subscribed; so when a new key is made, the
//! earlier ones go on signing for the devices that have not subscribed anew yet.

use std::collections::HashMap;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::Span;
use web_push::{PartialVapidSignatureBuilder, VapidSignatureBuilder, WebPushError};

use crate::app_state::AppState;
use crate::chance;
use crate::clock::pause;
use crate::store::{Device, VapidKeys};

/// How often a running server looks for a new key. A device that has subscribed under one which
/// this server does not know yet gets its letters that much later.
const LOOK_EVERY: Span = Span::seconds(5);

/// The keys, by what browsers know of them.
pub struct Keyring {
    /// The public key under which browsers subscribe now, base64url.
    present: String,
    /// The public key of the time when there was only one.
    oldest: String,
    /// What signs, by public key.
    signers: HashMap<String, PartialVapidSignatureBuilder>,
}

impl Keyring {
    /// Reads the stored keys.
    ///
    /// # Errors
    ///
    /// Fails if one of them cannot be read.
    pub fn new(keys: &VapidKeys) -> Result<Self, WebPushError> {
        let mut signers = HashMap::new();
        let (present, signer) = read(&keys.present)?;
        signers.insert(present.clone(), signer);
        let mut oldest = present.clone();
        for key in &keys.earlier {
            let (public, signer) = read(key)?;
            oldest.clone_from(&public);
            signers.insert(public, signer);
        }
        Ok(Self {
            present,
            oldest,
            signers,
        })
    }

    /// The public key under which browsers subscribe now, base64url.
    #[must_use]
    pub fn present(&self) -> &str {
        &self.present
    }

    /// Whether a key is one of ours.
    #[must_use]
    pub fn knows(&self, public: &str) -> bool {
        self.signers.contains_key(public)
    }

    /// What signs letters to a device; nothing if its key is not known here yet.
    #[must_use]
    pub fn signer_for(&self, device: &Device) -> Option<&PartialVapidSignatureBuilder> {
        self.signers
            .get(device.key.as_ref().unwrap_or(&self.oldest))
    }
}

/// A private key as what signs, with its public key.
fn read(private: &str) -> Result<(String, PartialVapidSignatureBuilder), WebPushError> {
    let signer = VapidSignatureBuilder::from_base64_no_sub(private)?;
    Ok((URL_SAFE_NO_PAD.encode(signer.get_public_key()), signer))
}

/// A new private key, base64url.
#[must_use]
pub fn new_key() -> String {
    loop {
        // Nearly every 32 bytes are a key on the curve P-256.
        let key = URL_SAFE_NO_PAD.encode(chance::bytes::<32>());
        if VapidSignatureBuilder::from_base64_no_sub(&key).is_ok() {
            return key;
        }
    }
}

/// Takes over keys that `server vapid rotate` makes while this server runs.
pub async fn follow(app: Arc<AppState>) {
    let mut stop = app.stopping();
    loop {
        tokio::select! {
            () = pause(LOOK_EVERY) => {}
            _ = stop.wait_for(|stopping| *stopping) => return,
        }
        let Ok(keys) = app.store.vapid_keys(&new_key()).await else {
            // The store is away, which others say; its keys are read when it is back.
            continue;
        };
        if let Err(error) = app.pusher.set_keys(&keys) {
            tracing::error!(%error, "the keys for push letters stay as they were");
        }
    }
}
