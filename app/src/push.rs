//! This phone or browser as a receiver of letters.
//!
//! Being subscribed promises nothing: only a letter that was shown proves a device. That
//! is why the settings page has a test letter, and why the subscription is told to the
//! server again at every start; browsers and push services lose them without a word.

use serde::{Deserialize, Serialize};

mod label;

pub use label::label;

/// Whether this browser can be sent letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceState {
    /// This browser knows no Web Push.
    Unsupported,
    /// An iPhone or iPad: letters reach only a page that was put on the home screen.
    NeedsHomeScreen,
    /// The person or the device forbids notifications for this page.
    Denied,
    /// Letters could be received, but nobody has asked for them.
    NotSubscribed,
    /// The browser holds a subscription.
    Subscribed,
    /// It does, and its letters are for a colleague, whose initials these are.
    Others(String),
}

/// Why something about letters did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushProblem {
    /// This browser knows no Web Push.
    Unsupported,
    /// The page must be on the home screen first.
    NeedsHomeScreen,
    /// Notifications are forbidden for this page.
    Denied,
    /// The push service did not answer in time. Without a network some browsers never do.
    TimedOut,
    /// The browser or its push service refused.
    Failed,
    /// The person has as many devices as there may be.
    TooMany,
    /// Our server was not reached, or refused.
    Server,
}

/// What the server needs in order to send a letter to a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Where the push service takes letters for the device.
    pub endpoint: String,
    /// The device's public key, base64url.
    pub p256dh: String,
    /// The secret that both ends know, base64url.
    pub auth: String,
    /// What the device is called in the list of devices.
    pub label: String,
    /// The public key of ours under which it subscribed, base64url.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The endpoint that this browser had until now, when its subscription was renewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// Whether a person asked for it just now; otherwise the browser says so by itself, and a
    /// device that was removed stays away.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asked: bool,
}

const BASE64URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as base64url without padding.
#[must_use]
pub fn encode_base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let mut group = [0; 4];
        group[1..=chunk.len()].copy_from_slice(chunk);
        let bits = u32::from_be_bytes(group);
        for place in 0..=chunk.len() {
            let index = (bits >> (18 - 6 * place)) & 0x3f;
            text.push(char::from(BASE64URL[index as usize]));
        }
    }
    text
}

#[cfg(target_family = "wasm")]
pub use in_browser::{keep_fresh, refresh, remove, send_test, state, subscribe};
#[cfg(not(target_family = "wasm"))]
pub use on_server::{keep_fresh, refresh, remove, send_test, state, subscribe};

#[cfg(target_family = "wasm")]
mod in_browser {
    use std::cell::Cell;

    use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
    use leptos::task::spawn_local;
    use serde::{Deserialize, Serialize};
    use shared::{DeviceId, Span, route};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        Notification, NotificationPermission, PushEncryptionKeyName, PushManager, PushSubscription,
        PushSubscriptionOptionsInit, ServiceWorkerContainer, ServiceWorkerRegistration,
    };

    use super::{DeviceState, PushProblem, Subscription, label};
    use crate::browser::{self, FetchProblem, PageEvent};

    /// How long a push service may take. Chromium without a network never answers at all.
    const PATIENCE: i32 = 15_000;

    /// Where this browser remembers which of the person's devices it is.
    const DEVICE_KEY: &str = "device";

    /// Where the server says under which key browsers subscribe now.
    const PRESENT_KEY: &str = "/devices/key";

    /// How the server answers a device that its owner has removed.
    const GONE: u16 = 410;

    /// How the server answers a device more than a person may have.
    const TOO_MANY: u16 = 409;

    /// How long after one refresh a page that is shown again does not need another.
    const REFRESH_EVERY: Span = Span::minutes(10);

    #[derive(Deserialize)]
    struct PresentKey {
        key: String,
    }

    /// Where the server says whose a browser is.
    const OWNER: &str = "/devices/owner";

    #[derive(Serialize)]
    struct Asked {
        endpoint: String,
    }

    #[derive(Deserialize)]
    struct Owner {
        of: Option<String>,
    }

    #[derive(Deserialize)]
    struct Known {
        id: DeviceId,
    }

    /// Whether this browser can be sent letters.
    pub async fn state() -> DeviceState {
        if let Err(problem) = supported() {
            return match problem {
                PushProblem::NeedsHomeScreen => DeviceState::NeedsHomeScreen,
                _ => DeviceState::Unsupported,
            };
        }
        if Notification::permission() == NotificationPermission::Denied {
            return DeviceState::Denied;
        }
        let Ok(Some(subscription)) = existing().await else {
            return DeviceState::NotSubscribed;
        };
        let asked = Asked {
            endpoint: subscription.endpoint(),
        };
        match browser::post_json::<Owner>(OWNER, &asked).await {
            Ok(Owner { of: Some(of) }) => DeviceState::Others(of),
            _ => DeviceState::Subscribed,
        }
    }

    /// Subscribes this browser and tells the server. Must follow from a click, or browsers
    /// will not ask the person.
    pub async fn subscribe(push_key: &str) -> Result<(), PushProblem> {
        supported()?;
        let asked = Notification::request_permission().map_err(|_| PushProblem::Unsupported)?;
        let permission = JsFuture::from(asked)
            .await
            .map_err(|_| PushProblem::Failed)?;
        if permission.as_string().as_deref() != Some("granted") {
            return Err(PushProblem::Denied);
        }
        subscribe_under(push_key.trim_end_matches('='), true).await
    }

    /// Subscribes under a key of ours and tells the server. A subscription under another key
    /// stands in the way of a new one and is ended first; the server learns which one that was,
    /// so that the person does not get every letter twice.
    async fn subscribe_under(push_key: &str, asked: bool) -> Result<(), PushProblem> {
        let manager = manager().await?;
        let mut replaces = None;
        if let Some(old) = current(&manager).await?
            && key_of(&old).as_deref() != Some(push_key)
        {
            replaces = Some(old.endpoint());
            let end = old.unsubscribe().map_err(|_| PushProblem::Failed)?;
            within(end).await?;
        }
        let options = PushSubscriptionOptionsInit::new();
        options.set_user_visible_only(true);
        options.set_application_server_key_opt_str(Some(push_key));
        let subscription = manager
            .subscribe_with_options(&options)
            .map_err(|_| PushProblem::Failed)?;
        let subscription: PushSubscription = within(subscription)
            .await?
            .dyn_into()
            .map_err(|_| PushProblem::Failed)?;
        tell(&subscription, replaces, asked).await
    }

    /// Keeps the service worker registered, which also holds the page for when there is no
    /// network, and tells the server again that this browser is subscribed, if it is. Called
    /// at every start and when the page becomes visible.
    pub async fn refresh() {
        let Some(workers) = workers() else { return };
        let registered = within(workers.register("/sw.js")).await.is_ok();
        if !registered
            || supported().is_err()
            || Notification::permission() != NotificationPermission::Granted
        {
            return;
        }
        let Ok(subscription) = existing().await else {
            return;
        };
        if subscription.is_none() && browser::stored(DEVICE_KEY).is_none() {
            // Nobody has asked for letters here.
            return;
        }
        let Ok(PresentKey { key }) = browser::get_json::<PresentKey>(PRESENT_KEY).await else {
            return;
        };
        // If the server is not reached, the next start tells it.
        let _ = match subscription {
            // A browser that does not say its key is taken to have the right one.
            Some(subscription) if key_of(&subscription).is_none_or(|own| own == key) => {
                tell(&subscription, None, false).await
            }
            // Our key is another one now, or the browser has lost what it was asked for.
            _ => subscribe_under(&key, false).await,
        };
    }

    /// Does [`refresh`] now and when the page is shown again, but not at every glance.
    pub fn keep_fresh() {
        spawn_local(refresh());
        let last = Cell::new(browser::device_time());
        browser::on_page_event(move |event| {
            let now = browser::device_time();
            if event == PageEvent::Shown && now.since(last.get()) >= REFRESH_EVERY {
                last.set(now);
                spawn_local(refresh());
            }
        });
    }

    /// Takes a device from the list; if it is this one, ends its subscription.
    pub async fn remove(device: DeviceId) -> Result<(), PushProblem> {
        browser::post_empty(&format!("{}/{device}/remove", route::DEVICES))
            .await
            .map_err(|_| PushProblem::Server)?;
        if browser::stored(DEVICE_KEY) != Some(device.to_string()) {
            return Ok(());
        }
        browser::forget(DEVICE_KEY);
        if let Some(subscription) = existing().await? {
            let end = subscription
                .unsubscribe()
                .map_err(|_| PushProblem::Failed)?;
            within(end).await?;
        }
        Ok(())
    }

    /// Asks the server for a test letter to every device of the person.
    pub async fn send_test() -> Result<(), PushProblem> {
        browser::post_empty(&format!("{}/test", route::DEVICES))
            .await
            .map_err(|_| PushProblem::Server)
    }

    async fn tell(
        subscription: &PushSubscription,
        replaces: Option<String>,
        asked: bool,
    ) -> Result<(), PushProblem> {
        let key = |name| {
            let key = subscription
                .get_key(name)
                .ok()
                .flatten()
                .ok_or(PushProblem::Failed)?;
            Ok(super::encode_base64url(&Uint8Array::new(&key).to_vec()))
        };
        let body = Subscription {
            endpoint: subscription.endpoint(),
            p256dh: key(PushEncryptionKeyName::P256dh)?,
            auth: key(PushEncryptionKeyName::Auth)?,
            label: label(&browser::user_agent()),
            key: key_of(subscription),
            replaces,
            asked,
        };
        let problem = match browser::post_json::<Known>(route::DEVICES, &body).await {
            Ok(known) => {
                browser::store(DEVICE_KEY, &known.id.to_string());
                return Ok(());
            }
            Err(FetchProblem::Status(TOO_MANY)) => PushProblem::TooMany,
            Err(FetchProblem::Status(GONE)) => PushProblem::Failed,
            Err(_) => return Err(PushProblem::Server),
        };
        // The server does not want this browser; it must not look as if it received letters.
        browser::forget(DEVICE_KEY);
        let _ = within(subscription.unsubscribe().map_err(|_| problem)?).await;
        Err(problem)
    }

    fn supported() -> Result<(), PushProblem> {
        let window = browser::window();
        let has = |name: &str| Reflect::has(&window, &name.into()).unwrap_or(false);
        let has_worker = workers().is_some();
        if has("PushManager") && has("Notification") && has_worker {
            return Ok(());
        }
        let agent = browser::user_agent();
        let is_apple_touch = agent.contains("iPhone")
            || agent.contains("iPad")
            // An iPad calls itself a Mac; no Mac has a touch screen.
            || agent.contains("Macintosh") && window.navigator().max_touch_points() > 1;
        Err(if is_apple_touch {
            PushProblem::NeedsHomeScreen
        } else {
            PushProblem::Unsupported
        })
    }

    /// The service workers of this page. Browsers hide them on addresses that are not
    /// secure, so they must be looked for.
    fn workers() -> Option<ServiceWorkerContainer> {
        let navigator = browser::window().navigator();
        Reflect::get(&navigator, &"serviceWorker".into())
            .ok()?
            .dyn_into()
            .ok()
    }

    async fn manager() -> Result<PushManager, PushProblem> {
        let workers = workers().ok_or(PushProblem::Unsupported)?;
        // Registering what is registered changes nothing; `ready` waits until it is active.
        within(workers.register("/sw.js")).await?;
        let ready = workers.ready().map_err(|_| PushProblem::Failed)?;
        let registration: ServiceWorkerRegistration = within(ready)
            .await?
            .dyn_into()
            .map_err(|_| PushProblem::Failed)?;
        registration
            .push_manager()
            .map_err(|_| PushProblem::Unsupported)
    }

    async fn existing() -> Result<Option<PushSubscription>, PushProblem> {
        current(&manager().await?).await
    }

    async fn current(manager: &PushManager) -> Result<Option<PushSubscription>, PushProblem> {
        let found = manager
            .get_subscription()
            .map_err(|_| PushProblem::Failed)?;
        Ok(within(found).await?.dyn_into().ok())
    }

    /// The key of ours that a subscription was made with.
    fn key_of(subscription: &PushSubscription) -> Option<String> {
        let key = subscription
            .options()
            .application_server_key()
            .ok()
            .flatten()?;
        Some(super::encode_base64url(&Uint8Array::new(&key).to_vec()))
    }

    /// Waits for a promise, but not for ever.
    async fn within(promise: Promise) -> Result<JsValue, PushProblem> {
        let late = JsValue::from_str("late");
        let timer = Promise::new(&mut |resolve: Function, _| {
            let arguments = Array::of1(&late);
            let _ = browser::window().set_timeout_with_callback_and_timeout_and_arguments(
                &resolve, PATIENCE, &arguments,
            );
        });
        match JsFuture::from(Promise::race(&Array::of2(&promise, &timer))).await {
            Ok(value) if value == late => Err(PushProblem::TimedOut),
            Ok(value) => Ok(value),
            Err(_) => Err(PushProblem::Failed),
        }
    }
}

#[cfg(not(target_family = "wasm"))]
mod on_server {
    use shared::DeviceId;

    use super::{DeviceState, PushProblem};

    /// Does nothing on the server.
    pub fn keep_fresh() {}

    /// Only a browser can be asked.
    pub async fn state() -> DeviceState {
        DeviceState::Unsupported
    }

    /// Only a browser can subscribe.
    pub async fn subscribe(_: &str) -> Result<(), PushProblem> {
        Err(PushProblem::Unsupported)
    }

    /// Does nothing on the server.
    pub async fn refresh() {}

    /// Only a browser can ask.
    pub async fn remove(_: DeviceId) -> Result<(), PushProblem> {
        Err(PushProblem::Unsupported)
    }

    /// Only a browser can ask.
    pub async fn send_test() -> Result<(), PushProblem> {
        Err(PushProblem::Unsupported)
    }
}

#[cfg(test)]
mod tests {
    use super::encode_base64url;

    #[test]
    fn bytes_are_written_as_base64url_without_padding() {
        assert_eq!(encode_base64url(b""), "");
        assert_eq!(encode_base64url(b"f"), "Zg");
        assert_eq!(encode_base64url(b"fo"), "Zm8");
        assert_eq!(encode_base64url(b"foo"), "Zm9v");
        assert_eq!(encode_base64url(&[0xfb, 0xff, 0xbf]), "-_-_");
    }
}
