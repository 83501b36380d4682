//! A thin wrapper around the browser's WebSocket. It decides nothing.

use std::rc::Rc;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CloseEvent, Event, MessageEvent, WebSocket};

use crate::browser;

/// What a socket reports.
#[derive(Clone, Debug)]
pub(super) enum Report {
    /// It is open.
    Opened,
    /// A text arrived.
    Text(String),
    /// Something arrived that is no text; the protocol knows no such thing.
    Binary,
    /// It was closed, with this code. After an error there is always a close.
    Closed(u16),
}

/// An open or opening socket. Dropping it closes it, and nothing is reported any more.
pub(super) struct Socket {
    inner: WebSocket,
    _on_open: Closure<dyn FnMut(Event)>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_close: Closure<dyn FnMut(CloseEvent)>,
}

impl Socket {
    /// Opens a socket to a path of this server.
    pub(super) fn open(path: &str, report: &Rc<dyn Fn(Report)>) -> Result<Self, JsValue> {
        let location = browser::window().location();
        let scheme = if location.protocol()? == "https:" {
            "wss"
        } else {
            "ws"
        };
        let socket = WebSocket::new(&format!("{scheme}://{}{path}", location.host()?))?;

        let on_open = handler(report, |_: Event| Report::Opened);
        let on_message = handler(report, |event: MessageEvent| {
            event
                .data()
                .as_string()
                .map_or(Report::Binary, Report::Text)
        });
        let on_close = handler(report, |event: CloseEvent| Report::Closed(event.code()));
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Ok(Self {
            inner: socket,
            _on_open: on_open,
            _on_message: on_message,
            _on_close: on_close,
        })
    }

    /// Sends a text. If the socket is closing, its close is reported anyway.
    pub(super) fn send(&self, text: &str) {
        let _ = self.inner.send_with_str(text);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.inner.set_onopen(None);
        self.inner.set_onmessage(None);
        self.inner.set_onclose(None);
        let _ = self.inner.close();
    }
}

fn handler<E: FromWasmAbi + 'static>(
    report: &Rc<dyn Fn(Report)>,
    read: fn(E) -> Report,
) -> Closure<dyn FnMut(E)> {
    let report = Rc::clone(report);
    Closure::new(move |event| report(read(event)))
}
