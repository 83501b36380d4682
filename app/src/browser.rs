//! The browser, as far as the pages need it. Beside this file only [`crate::push`] and
//! `live/socket.rs` may name `web_sys`.
//!
//! On the server every function compiles and does nothing, so that components can call
//! them in handlers and effects without asking where they run. Whatever subscribes to
//! something is given back when the reactive owner that asked for it goes away.

use shared::Timestamp;

/// A key that was pressed anywhere on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key, as the browser names it: `j`, `Enter`, `Escape`, `?`.
    pub name: String,
    /// Whether the person is writing: the focus is in a field.
    pub writing: bool,
    /// Whether a dialog is open above the page.
    pub in_dialog: bool,
    /// Whether Ctrl, Alt or the command key is held; such keys belong to the browser.
    pub with_modifier: bool,
}

/// Something that can happen to the page as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageEvent {
    /// The page can be seen again, or came back from the browser's cache.
    Shown,
    /// The page went to the background; the browser may stop it there.
    Hidden,
    /// The device has a network.
    Online,
    /// The device has lost its network.
    Lost,
}

/// Why something that was asked of the server did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchProblem {
    /// The server could not be reached.
    Unreachable,
    /// The server answered with this status.
    Status(u16),
    /// The answer could not be read.
    Unreadable,
}

/// The name of a client's panel in the address of the board.
pub const CLIENT_PARAMETER: &str = "client";

#[cfg(target_family = "wasm")]
pub use in_browser::*;
#[cfg(not(target_family = "wasm"))]
pub use on_server::*;

#[cfg(target_family = "wasm")]
mod in_browser {
    use std::sync::atomic::{AtomicBool, Ordering};

    use js_sys::{Array, Promise};
    use leptos::prelude::StoredValue;
    use serde::Serialize;
    use serde::de::DeserializeOwned;
    use wasm_bindgen::closure::Closure;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{
        Document, Element, Event, EventTarget, HtmlDialogElement, HtmlElement, KeyboardEvent,
        PageTransitionEvent, Request, RequestInit, Response, Storage, Url, VisibilityState, Window,
    };

    use shared::Span;

    use super::{FetchProblem, Key, PageEvent, Timestamp};
    use crate::page::Page;
    use crate::reading::read;

    /// The page as the server made it. Nothing where the page is complete without script,
    /// or was made by another version; it then stays as it is, readable.
    pub fn embedded_page() -> Option<Page> {
        let text = document()
            .get_element_by_id(crate::DATA_ID)?
            .text_content()?;
        let page = read::<Page>(&text);
        if page.is_err() {
            report("the data of the page could not be read");
        }
        page.ok()
    }

    /// After a panic nothing on the page changes any more, so it must not go on to look
    /// live. The page is loaded again, which a screen on a wall needs that nobody touches;
    /// if that happened just before, it says `words` instead, and stays.
    pub fn stop_visibly_on_panic(words: &'static str) {
        std::panic::set_hook(Box::new(move |panic| {
            STOPPED.store(true, Ordering::Relaxed);
            report(&panic.to_string());
            let now = device_time();
            let session = window().session_storage().ok().flatten();
            let last = session
                .as_ref()
                .and_then(|session| session.get_item(STOPPED_KEY).ok()?);
            let last = last
                .and_then(|last| last.parse().ok())
                .map(Timestamp::from_millis);
            if let Some(session) = &session {
                let _ = session.set_item(STOPPED_KEY, &now.millis().to_string());
            }
            // Without storage it cannot be known, and a page that loads for ever is worse.
            let is_repeated = last.is_some_and(|last| now.since(last) < RELOAD_AT_MOST_EVERY);
            if is_repeated || session.is_none() {
                show_as_stopped(words);
            } else {
                reload();
            }
        }));
    }

    /// Whether the page has stopped. Parts of it may still react, but must not look live.
    pub(crate) fn has_stopped() -> bool {
        STOPPED.load(Ordering::Relaxed)
    }

    static STOPPED: AtomicBool = AtomicBool::new(false);

    /// Where the time of the last panic is kept, for as long as the tab is open.
    const STOPPED_KEY: &str = "stopped";

    /// A page that stops again so soon will not be mended by loading it once more.
    const RELOAD_AT_MOST_EVERY: Span = Span::minutes(1);

    /// Marks the page as not live, by hand: the views can do it no more.
    fn show_as_stopped(words: &str) {
        set_root_attribute("data-link", "ended");
        if let Ok(Some(link)) = document().query_selector("[role=status][data-link]") {
            let _ = link.set_attribute("data-link", "ended");
            link.set_text_content(Some(words));
        }
    }

    /// The window. A page without one does not run this program.
    ///
    /// # Panics
    ///
    /// Outside a window, for example in a worker.
    pub(crate) fn window() -> Window {
        web_sys::window().expect("the program runs in a window")
    }

    fn document() -> Document {
        window().document().expect("a window has a document")
    }

    /// An event handler that is taken away when this value is dropped.
    pub(crate) struct Listener {
        target: EventTarget,
        event: &'static str,
        handler: Closure<dyn FnMut(Event)>,
    }

    impl Listener {
        pub(crate) fn new(
            target: &EventTarget,
            event: &'static str,
            handler: impl FnMut(Event) + 'static,
        ) -> Self {
            let handler = Closure::new(handler);
            // It fails only for a handler that is no function.
            let _ =
                target.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
            Self {
                target: target.clone(),
                event,
                handler,
            }
        }
    }

    impl Drop for Listener {
        fn drop(&mut self) {
            let handler = self.handler.as_ref().unchecked_ref();
            let _ = self
                .target
                .remove_event_listener_with_callback(self.event, handler);
        }
    }

    /// A repetition that ends when this value is dropped.
    pub(crate) struct Interval {
        id: i32,
        _handler: Closure<dyn FnMut()>,
    }

    impl Interval {
        pub(crate) fn new(millis: i32, handler: impl FnMut() + 'static) -> Self {
            let handler = Closure::new(handler);
            let id = window()
                .set_interval_with_callback_and_timeout_and_arguments_0(
                    AsRef::<JsValue>::as_ref(&handler).unchecked_ref(),
                    millis,
                )
                .unwrap_or_default();
            Self {
                id,
                _handler: handler,
            }
        }
    }

    impl Drop for Interval {
        fn drop(&mut self) {
            window().clear_interval_with_handle(self.id);
        }
    }

    /// Keeps a value until the reactive owner that is active now is cleaned up.
    pub(crate) fn keep_for_owner<T: 'static>(value: T) {
        StoredValue::new_local(value);
    }

    /// Calls `handler` for every key on the page until the present owner is cleaned up.
    /// If it answers yes, the browser does nothing more with the key.
    pub fn on_key(mut handler: impl FnMut(Key) -> bool + 'static) {
        let listener = Listener::new(&document(), "keydown", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            // A key that is held, or part of a character being composed, is no wish.
            if event.default_prevented()
                || event.is_composing()
                || event.repeat() && is_action(event)
            {
                return;
            }
            let key = Key {
                name: event.key(),
                writing: document()
                    .active_element()
                    .is_some_and(|element| takes_text(&element)),
                in_dialog: document()
                    .query_selector("dialog[open]")
                    .ok()
                    .flatten()
                    .is_some(),
                with_modifier: event.ctrl_key() || event.alt_key() || event.meta_key(),
            };
            if handler(key) {
                event.prevent_default();
            }
        });
        keep_for_owner(listener);
    }

    /// Moving with a held key is meant; opening or raising with one is not.
    fn is_action(event: &KeyboardEvent) -> bool {
        !matches!(event.key().as_str(), "j" | "k" | "ArrowUp" | "ArrowDown")
    }

    fn takes_text(element: &Element) -> bool {
        let is_field = matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT");
        let is_editable = element
            .dyn_ref::<HtmlElement>()
            .is_some_and(HtmlElement::is_content_editable);
        is_field || is_editable
    }

    /// Calls `handler` when the page is shown, or the network comes or goes, until the
    /// present owner is cleaned up.
    pub fn on_page_event(handler: impl Fn(PageEvent) + Clone + 'static) {
        let on = |target: &EventTarget, event, happened: fn(&Event) -> Option<PageEvent>| {
            let handler = handler.clone();
            Listener::new(target, event, move |event| {
                if let Some(happened) = happened(&event) {
                    handler(happened);
                }
            })
        };
        keep_for_owner([
            on(&document(), "visibilitychange", |_| {
                Some(if is_hidden() {
                    PageEvent::Hidden
                } else {
                    PageEvent::Shown
                })
            }),
            on(&window(), "pageshow", |event| {
                event
                    .dyn_ref::<PageTransitionEvent>()
                    .is_some_and(PageTransitionEvent::persisted)
                    .then_some(PageEvent::Shown)
            }),
            on(&window(), "online", |_| Some(PageEvent::Online)),
            on(&window(), "offline", |_| Some(PageEvent::Lost)),
        ]);
    }

    /// Whether the page is in the background.
    pub fn is_hidden() -> bool {
        document().visibility_state() == VisibilityState::Hidden
    }

    /// Calls `handler` when the person goes back or forward in the history of this page,
    /// until the present owner is cleaned up.
    pub fn on_history(handler: impl Fn() + 'static) {
        keep_for_owner(Listener::new(&window(), "popstate", move |_| handler()));
    }

    /// Calls `handler` when the browser has nothing else to do before the next picture.
    pub fn after_paint(handler: impl FnOnce() + 'static) {
        let handler = Closure::once_into_js(handler);
        let _ = window().request_animation_frame(handler.unchecked_ref());
    }

    /// Waits, in milliseconds.
    pub async fn pause(time: i32) {
        let waited = Promise::new(&mut |done, _| {
            let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, time);
        });
        let _ = JsFuture::from(waited).await;
    }

    /// Moves the focus to the element with this id, if there is one.
    pub fn focus(id: &str) {
        if let Some(element) = html_element(id) {
            let _ = element.focus();
        }
    }

    /// Brings the element with this id into view without moving more than needed.
    pub fn scroll_to(id: &str) {
        if let Some(element) = html_element(id) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    fn html_element(id: &str) -> Option<HtmlElement> {
        document().get_element_by_id(id)?.dyn_into().ok()
    }

    fn dialog(id: &str) -> Option<HtmlDialogElement> {
        document().get_element_by_id(id)?.dyn_into().ok()
    }

    /// Opens the `<dialog>` with this id above the page, with the focus on what is asked first. The
    /// browser keeps the focus in it.
    pub fn show_modal(id: &str) {
        let Some(dialog) = dialog(id) else { return };
        if !dialog.open() {
            let _ = dialog.show_modal();
        }
        // The browser would take what closes the dialog, and looks only when it opens. A button
        // that ends something is never taken.
        let first = ["[autofocus]", "form :is(input, select, textarea)"]
            .into_iter()
            .find_map(|wanted| dialog.query_selector(wanted).ok().flatten());
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            let _ = first.focus();
        }
    }

    /// Closes the `<dialog>` with this id. The browser gives the focus back.
    pub fn close_dialog(id: &str) {
        if let Some(dialog) = dialog(id).filter(HtmlDialogElement::open) {
            dialog.close();
        }
    }

    /// Sets an attribute of the document's root element, for styles that concern the
    /// whole page.
    pub fn set_root_attribute(name: &str, value: &str) {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute(name, value);
        }
    }

    fn storage() -> Option<Storage> {
        window().local_storage().ok().flatten()
    }

    /// What this browser keeps under `key`. Nothing where storage is forbidden.
    pub fn stored(key: &str) -> Option<String> {
        storage()?.get_item(key).ok().flatten()
    }

    /// Keeps a value in this browser, where that is allowed. Never anything about a client.
    pub fn store(key: &str, value: &str) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(key, value);
        }
    }

    /// Forgets what this browser keeps under `key`.
    pub fn forget(key: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(key);
        }
    }

    /// The device's clock, in milliseconds. It may be wrong; only differences count.
    pub fn device_time() -> Timestamp {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "milliseconds until the year 287396"
        )]
        Timestamp::from_millis(js_sys::Date::now() as i64)
    }

    /// A random number that cannot be guessed.
    pub fn random() -> u64 {
        let mut bytes = [0; 8];
        if let Ok(crypto) = window().crypto() {
            // Eight bytes are far below the limit at which it would fail.
            let _ = crypto.get_random_values_with_u8_array(&mut bytes);
        }
        u64::from_le_bytes(bytes)
    }

    /// Shows another address for this page without loading anything.
    pub fn push_address(path: &str) {
        if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
        }
    }

    /// The value of a parameter in the page's address.
    pub fn address_parameter(name: &str) -> Option<String> {
        let href = window().location().href().ok()?;
        Url::new(&href).ok()?.search_params().get(name)
    }

    /// Goes to another page of this server.
    pub fn go(path: &str) {
        let _ = window().location().assign(path);
    }

    /// Loads this page again.
    pub fn reload() {
        let _ = window().location().reload();
    }

    /// Prints the page.
    pub fn print() {
        let _ = window().print();
    }

    /// Gets JSON from this server.
    ///
    /// # Errors
    ///
    /// Says whether the server was not reached, refused, or was not understood.
    pub async fn get_json<T: DeserializeOwned>(path: &str) -> Result<T, FetchProblem> {
        read(&get_text(path).await?).map_err(|_| FetchProblem::Unreadable)
    }

    /// Asks this server for something and gives the text that it answers.
    ///
    /// # Errors
    ///
    /// As [`get_json`].
    pub async fn get_text(path: &str) -> Result<String, FetchProblem> {
        let options = RequestInit::new();
        options.set_method("GET");
        text_of(fetch(path, &options).await?).await
    }

    /// Posts JSON to this server and reads the JSON that it answers.
    ///
    /// # Errors
    ///
    /// As [`get_json`].
    pub async fn post_json<T: DeserializeOwned>(
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, FetchProblem> {
        read_json(post(path, Some(body)).await?).await
    }

    /// Posts to this server; the answer's body does not matter.
    ///
    /// # Errors
    ///
    /// As [`get_json`].
    pub async fn post_empty(path: &str) -> Result<(), FetchProblem> {
        post(path, None::<&()>).await.map(drop)
    }

    /// Posts to this server without waiting. For what is only a help: nobody is told when it fails.
    pub fn tell(path: String) {
        leptos::task::spawn_local(async move {
            let _ = post_empty(&path).await;
        });
    }

    async fn post(path: &str, body: Option<&impl Serialize>) -> Result<Response, FetchProblem> {
        let options = RequestInit::new();
        options.set_method("POST");
        let headers = Array::new();
        if let Some(body) = body {
            let body = serde_json::to_string(body).map_err(|_| FetchProblem::Unreadable)?;
            options.set_body(&JsValue::from_str(&body));
            headers.push(&Array::of2(
                &"content-type".into(),
                &"application/json".into(),
            ));
        }
        options.set_headers(&headers);
        fetch(path, &options).await
    }

    async fn fetch(path: &str, options: &RequestInit) -> Result<Response, FetchProblem> {
        let request =
            Request::new_with_str_and_init(path, options).map_err(|_| FetchProblem::Unreachable)?;
        let headers = request.headers();
        let _ = headers.set("accept", "application/json");
        let answer = JsFuture::from(window().fetch_with_request(&request)).await;
        let response: Response = answer
            .ok()
            .and_then(|answer| answer.dyn_into().ok())
            .ok_or(FetchProblem::Unreachable)?;
        if response.ok() {
            Ok(response)
        } else {
            Err(FetchProblem::Status(response.status()))
        }
    }

    async fn read_json<T: DeserializeOwned>(response: Response) -> Result<T, FetchProblem> {
        read(&text_of(response).await?).map_err(|_| FetchProblem::Unreadable)
    }

    async fn text_of(response: Response) -> Result<String, FetchProblem> {
        let text = response.text().map_err(|_| FetchProblem::Unreadable)?;
        let text = JsFuture::from(text)
            .await
            .map_err(|_| FetchProblem::Unreachable)?;
        text.as_string().ok_or(FetchProblem::Unreadable)
    }

    /// What the browser calls itself.
    pub fn user_agent() -> String {
        window().navigator().user_agent().unwrap_or_default()
    }

    /// Writes an error where whoever maintains the product finds it. Never with data of a
    /// client.
    pub fn report(what: &str) {
        web_sys::console::error_1(&JsValue::from_str(what));
    }
}

#[cfg(not(target_family = "wasm"))]
mod on_server {
    use super::{Key, PageEvent, Timestamp};

    /// Does nothing on the server.
    pub fn on_key(_: impl FnMut(Key) -> bool + 'static) {}

    /// Does nothing on the server.
    pub fn on_page_event(_: impl Fn(PageEvent) + Clone + 'static) {}

    /// Nothing is hidden on the server.
    pub fn is_hidden() -> bool {
        false
    }

    /// Does nothing on the server.
    pub fn on_history(_: impl Fn() + 'static) {}

    /// Does nothing on the server.
    pub fn go(_: &str) {}

    /// Does nothing on the server.
    pub fn after_paint(_: impl FnOnce() + 'static) {}

    /// Does nothing on the server.
    pub fn focus(_: &str) {}

    /// Does nothing on the server.
    pub fn scroll_to(_: &str) {}

    /// Does nothing on the server.
    pub fn show_modal(_: &str) {}

    /// Does nothing on the server.
    pub fn close_dialog(_: &str) {}

    /// Does nothing on the server.
    pub fn set_root_attribute(_: &str, _: &str) {}

    /// Nothing is kept on the server.
    pub fn stored(_: &str) -> Option<String> {
        None
    }

    /// Does nothing on the server.
    pub fn store(_: &str, _: &str) {}

    /// Does nothing on the server.
    pub fn forget(_: &str) {}

    /// The server takes the time from its own clock, never from here.
    pub fn device_time() -> Timestamp {
        Timestamp::default()
    }

    /// The server takes chance from its own source, never from here.
    pub fn random() -> u64 {
        0
    }

    /// Does nothing on the server.
    pub fn push_address(_: &str) {}

    /// Does nothing on the server.
    pub fn tell(_: String) {}

    /// The server reads the address from the request, never from here.
    pub fn address_parameter(_: &str) -> Option<String> {
        None
    }

    /// Does nothing on the server.
    pub fn reload() {}

    /// Does nothing on the server.
    pub fn print() {}
}
