//! A moment in words that carries its machine-readable time.

use leptos::prelude::*;

use crate::view::row::Moment;

/// A moment. Hovering shows the date.
#[component]
pub fn At(moment: Moment) -> impl IntoView {
    let local = moment.at.local();
    let title = format!("{} {}", local.date(), local.clock());
    view! { <time datetime=local.machine() title=title>{moment.words}</time> }
}
