//! One letter to one device: encrypted (RFC 8291), signed (RFC 8292), sent (RFC 8030).

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use serde::Serialize;
use shared::alert::letter::{Letter, Text, Urgency};
use shared::{DeviceId, LetterId, Span, Timestamp, route};
use web_push::{
    ContentEncoding, PartialVapidSignatureBuilder, SubscriptionInfo, WebPushError, WebPushMessage,
    WebPushMessageBuilder,
};

use crate::alerts::endpoint;
use crate::alerts::keyring::Keyring;
use crate::alerts::refusals::Refusals;
use crate::alerts::retry_after::retry_after;
use crate::store::{Device, VapidKeys};

/// How long a push service may take; a slow one must not hold a letter for long.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// How many connections to one push service are kept for the next letter.
const IDLE_CONNECTIONS: usize = 8;

/// What became of one attempt. It says itself whether trying again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The push service has the letter. Nobody has seen it.
    Accepted,
    /// It may work later; the push service may have said how much later.
    Later(Option<Span>),
    /// The subscription has ended. Nothing else ends one.
    Gone,
    /// Our key, our token or our request is wrong: an alarm for the operator.
    Refused,
}

/// Sends letters with the server's keys.
pub struct Pusher {
    /// Replaced as a whole when a key was added.
    keys: RwLock<Arc<Keyring>>,
    contact: String,
    client: Client,
    /// Which push services refuse our key now.
    pub refusals: Refusals,
}

/// The key or the client could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PusherError {
    /// The stored key cannot be read.
    #[error(
        "the key for push letters cannot be read: {0}. Restore it from a backup; a new key silences every phone until it subscribes again"
    )]
    Key(WebPushError),
    /// The client for sending cannot be made.
    #[error("the client for push letters cannot be made: {0}")]
    Client(#[from] reqwest::Error),
}

impl Pusher {
    /// A sender with the stored keys, and the contact that push services are told.
    ///
    /// # Errors
    ///
    /// Fails if a key cannot be read.
    pub fn new(keys: &VapidKeys, contact: &str) -> Result<Self, PusherError> {
        let client = Client::builder()
            .timeout(ANSWER_WITHIN)
            .connect_timeout(ANSWER_WITHIN)
            .pool_max_idle_per_host(IDLE_CONNECTIONS)
            // A redirect could lead to an address that the list does not allow.
            .redirect(Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self {
            keys: RwLock::new(Arc::new(Keyring::new(keys).map_err(PusherError::Key)?)),
            contact: contact.to_owned(),
            client,
            refusals: Refusals::default(),
        })
    }

    /// Takes over the stored keys, after one was added by another process.
    ///
    /// # Errors
    ///
    /// Fails if a key cannot be read; the keys stay as they were.
    pub fn set_keys(&self, keys: &VapidKeys) -> Result<(), PusherError> {
        let fresh = Arc::new(Keyring::new(keys).map_err(PusherError::Key)?);
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// The keys as they are now.
    #[must_use]
    pub fn keys(&self) -> Arc<Keyring> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The public key with which browsers subscribe now, base64url.
    #[must_use]
    pub fn public_key(&self) -> String {
        self.keys().present().to_owned()
    }

    /// Whether a browser's keys have the right form: a point of 65 bytes and a secret
    /// of 16 (RFC 8291, section 3).
    #[must_use]
    pub fn keys_are_valid(&self, p256dh: &str, auth: &str) -> bool {
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
        decode(p256dh).is_some_and(|key| key.len() == 65 && key[0] == 4)
            && decode(auth).is_some_and(|secret| secret.len() == 16)
    }

    /// Sends a letter to a device.
    pub async fn send(
        &self,
        device: &Device,
        id: LetterId,
        letter: &Letter,
        now: Timestamp,
    ) -> Sent {
        let keys = self.keys();
        let Some(signer) = keys.signer_for(device) else {
            // Another server has made the key; this one reads it soon.
            tracing::warn!(device = %device.id, "a device subscribed under a key that is not known here yet");
            return Sent::Later(None);
        };
        let message = match self.message(signer, device, id, letter) {
            Ok(message) => message,
            Err(error) => {
                // The text of the error can hold the endpoint; its kind cannot.
                tracing::error!(device = %device.id, kind = error.short_description(), "a letter could not be encrypted");
                return Sent::Refused;
            }
        };
        let request = self.request(message);
        match request.send().await {
            Ok(answer) => {
                let (status, headers) = (answer.status(), answer.headers().clone());
                let sent = judge(status, &headers, now);
                let origin = endpoint::origin_of(&device.endpoint);
                if self.refusals.note(device.id, origin, status.as_u16(), now) {
                    tracing::error!(
                        device = %device.id,
                        status = status.as_u16(),
                        "a push service refuses our key or our token, and letters do not reach this device. \
                         Check the clock of this computer and TAVLA_PUSH_CONTACT; if the key was changed, \
                         the device has to subscribe again"
                    );
                }
                if sent != Sent::Accepted {
                    tracing::warn!(device = %device.id, status = status.as_u16(), "a push service did not accept a letter");
                }
                sent
            }
            Err(error) => {
                tracing::warn!(
                    device = %device.id,
                    timed_out = error.is_timeout(),
                    "a push service could not be reached"
                );
                Sent::Later(None)
            }
        }
    }

    fn message(
        &self,
        signer: &PartialVapidSignatureBuilder,
        device: &Device,
        id: LetterId,
        letter: &Letter,
    ) -> Result<WebPushMessage, WebPushError> {
        let payload = serde_json::to_vec(&Payload::of(id, letter, device.id))
            .map_err(|_| WebPushError::Unspecified)?;
        let subscription = SubscriptionInfo::new(&device.endpoint, &device.p256dh, &device.auth);
        let audience = endpoint::origin_of(&device.endpoint).ok_or(WebPushError::InvalidUri)?;
        let mut signature = signer.clone().add_sub_info(&subscription);
        signature.add_claim("aud", audience);
        signature.add_claim("sub", self.contact.clone());
        let mut message = WebPushMessageBuilder::new(&subscription);
        message.set_ttl(seconds(letter.makes_sense_for()));
        message.set_urgency(match letter.urgency() {
            Urgency::Low => web_push::Urgency::Low,
            Urgency::Normal => web_push::Urgency::Normal,
            Urgency::High => web_push::Urgency::High,
        });
        message.set_topic(letter.tag());
        message.set_payload(ContentEncoding::Aes128Gcm, &payload);
        message.set_vapid_signature(signature.build()?);
        message.build()
    }

    /// The library makes the message; its own clients never time out, so ours sends it.
    fn request(&self, message: WebPushMessage) -> reqwest::RequestBuilder {
        let request = web_push::request_builder::build_request::<Vec<u8>>(message);
        let mut builder = self.client.post(request.uri().to_string());
        for (name, value) in request.headers() {
            builder = builder.header(name.as_str(), value.as_bytes());
        }
        builder.body(request.into_body())
    }
}

/// What each answer of a push service means.
fn judge(status: StatusCode, headers: &HeaderMap, now: Timestamp) -> Sent {
    match status.as_u16() {
        200..=299 => Sent::Accepted,
        404 | 410 => Sent::Gone,
        // 406 is how one large push service says that it is throttling.
        406 | 408 | 429 | 500..=599 => Sent::Later(retry_after(headers, now)),
        _ => Sent::Refused,
    }
}

fn seconds(span: Span) -> u32 {
    u32::try_from(span.as_millis() / 1_000).unwrap_or(u32::MAX)
}

/// What the service worker gets. Readable by browsers that show a letter without
/// starting it (declarative web push), hence the number 8030.
#[derive(Serialize)]
struct Payload {
    web_push: u16,
    notification: Notification,
    letter: LetterId,
    /// Which of the person's devices this is, so that its reports can be told from theirs.
    device: DeviceId,
    /// Whether the letter asks its reader to take the alert.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    take: bool,
}

#[derive(Serialize)]
struct Notification {
    title: String,
    body: String,
    navigate: String,
    tag: String,
    silent: bool,
    lang: &'static str,
}

impl Payload {
    fn of(id: LetterId, letter: &Letter, device: DeviceId) -> Self {
        Self {
            web_push: 8030,
            notification: Notification {
                title: letter.title(),
                body: letter.body(),
                // Browsers that show a letter without the service worker report its tap by
                // opening this address.
                navigate: match (letter.alert, letter.text) {
                    (Some(alert), _) => route::alert(alert),
                    (None, Text::M8) => route::letter(id, device),
                    (None, _) => route::BOARD.to_owned(),
                },
                tag: letter.tag(),
                silent: letter.urgency() == Urgency::Low,
                lang: "sv",
            },
            letter: id,
            device,
            take: matches!(
                letter.text,
                Text::M1 | Text::M3 | Text::M5 | Text::M6 | Text::M10
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::RETRY_AFTER;

    use super::*;
    use crate::alerts::keyring::new_key;

    const NOW: Timestamp = Timestamp::from_millis(1_773_642_600_000);

    #[track_caller]
    fn check(status: u16, retry: Option<&str>, expected: Sent) {
        let mut headers = HeaderMap::new();
        if let Some(retry) = retry {
            headers.insert(RETRY_AFTER, retry.parse().unwrap());
        }
        let status = StatusCode::from_u16(status).unwrap();
        assert_eq!(judge(status, &headers, NOW), expected, "{status}");
    }

    #[test]
    fn each_answer_of_a_push_service_has_its_meaning() {
        check(201, None, Sent::Accepted);
        check(404, None, Sent::Gone);
        check(410, None, Sent::Gone);
        for status in [400, 401, 403, 413] {
            check(status, None, Sent::Refused);
        }
        check(500, None, Sent::Later(None));
        check(406, None, Sent::Later(None));
        check(429, Some("7"), Sent::Later(Some(Span::seconds(7))));
        check(
            503,
            Some("Mon, 16 Mar 2026 06:31:00 GMT"),
            Sent::Later(Some(Span::seconds(60))),
        );
        check(
            503,
            Some("Mon, 16 Mar 2026 06:00:00 GMT"),
            Sent::Later(Some(Span::default())),
        );
        check(429, Some("soon"), Sent::Later(None));
    }

    #[test]
    fn a_new_key_makes_a_public_key_for_browsers() {
        let keys = VapidKeys {
            present: new_key(),
            earlier: Vec::new(),
        };
        let pusher = Pusher::new(&keys, "mailto:drift@teamtavlan.example").unwrap();
        let public = URL_SAFE_NO_PAD.decode(pusher.public_key()).unwrap();
        assert_eq!((public.len(), public[0]), (65, 4));
        assert!(pusher.keys_are_valid(&pusher.public_key(), "xS03Fi5ErfTNH_l9WHE9Ig"));
        assert!(!pusher.keys_are_valid("abc", "xS03Fi5ErfTNH_l9WHE9Ig"));
    }
}
