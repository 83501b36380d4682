//! The state of the connection, with a shape and in words. It is on every page that lives.

use leptos::prelude::*;
use shared::Timestamp;
use shared::wording::time::{clock, moment};

use crate::context::{frame, language, texts};
use crate::live::{Ending, Link};

/// The word for a state of the connection in HTML and CSS.
#[must_use]
pub fn link_word(link: Link) -> &'static str {
    match link {
        Link::Connecting => "connecting",
        Link::Live => "live",
        Link::Behind { .. } => "behind",
        Link::Offline { .. } => "offline",
        Link::Ended(_) => "ended",
    }
}

/// The state of the connection. Before the first connection it says from when the page is, which
/// holds without script too.
#[component]
pub fn LinkState(link: ReadSignal<Link>, now: Signal<Timestamp>) -> impl IntoView {
    let (language, texts) = (language(), texts());
    let frame = frame();
    let rendered = match frame.stale_since {
        Some(since) => (texts.bar.behind)(&moment(language, since, frame.now)),
        None => (texts.bar.connecting)(&clock(frame.now)),
    };
    let words = move || {
        let since = |at| moment(language, at, now.get());
        match link.get() {
            Link::Connecting => rendered.clone(),
            Link::Live => texts.bar.live.to_owned(),
            Link::Behind { since: at } => (texts.bar.behind)(&since(at)),
            Link::Offline { since: at } => (texts.bar.offline)(&since(at)),
            Link::Ended(Ending::BadMessage) => texts.bar.ended_bad.to_owned(),
            Link::Ended(Ending::OtherVersion) => texts.bar.ended_version.to_owned(),
            Link::Ended(Ending::LoggedOut) => texts.bar.ended_logged_out.to_owned(),
        }
    };
    let shape = move || match link.get() {
        Link::Connecting => "○",
        Link::Live => "●",
        Link::Behind { .. } => "◐",
        Link::Offline { .. } | Link::Ended(_) => "✕",
    };
    let way_out = move || match link.get() {
        Link::Ended(Ending::LoggedOut) => Some((shared::route::LOG_IN, texts.bar.log_in)),
        Link::Ended(_) => Some((shared::route::BOARD, texts.bar.reload)),
        _ => None,
    };
    view! {
        <span class="link" role="status" data-link=move || link_word(link.get())>
            <span class="link-shape" aria-hidden="true">{shape}</span>
            <span class="link-words">{words}</span>
            {move || way_out().map(|(to, word)| view! { <a class="button" href=to>{word}</a> })}
        </span>
    }
}
