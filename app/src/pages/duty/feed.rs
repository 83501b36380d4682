//! The address at which the person's own calendar finds their shifts.

use leptos::prelude::*;
use shared::route;
use shared::wording::time::dated;

use super::desk;
use crate::page::Feed;

/// The person's calendar.
#[component]
pub fn FeedPart(feed: Feed) -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let make = |label: &'static str| {
        view! {
            <form method="post" action=route::CALENDAR_NEW>
                <button>{label}</button>
            </form>
        }
    };
    let end = || {
        view! {
            <form method="post" action=route::CALENDAR_END>
                <button>{texts.feed_revoke}</button>
            </form>
        }
    };
    let body = match feed {
        Feed::Unknown => ().into_any(),
        Feed::None => view! {
            <p class="quiet-words">{texts.feed_none}</p>
            {make(texts.feed_make)}
        }
        .into_any(),
        Feed::Active { since } => {
            let since = (texts.feed_active)(&dated(desk.language, since, desk.now));
            view! {
                <p>{since}</p>
                <div class="rota-ways">{make(texts.feed_again)}{end()}</div>
            }
            .into_any()
        }
        Feed::New { address } => view! {
            <p role="status"><b>{texts.feed_new}</b>" "{texts.feed_once}</p>
            <p class="rota-secret"><a href=address.clone()>{address.clone()}</a></p>
            <div class="rota-ways">{make(texts.feed_again)}{end()}</div>
        }
        .into_any(),
    };
    view! {
        <section aria-labelledby="feed">
            <h2 id="feed">{texts.feed}</h2>
            <p class="hint">{texts.feed_hint}</p>
            {body}
        </section>
    }
}
