//! A part of the page with its heading, and one fact in it.

use leptos::prelude::*;

/// A part of the page. `id` is its place in the address.
#[component]
pub fn PagePart(
    id: &'static str,
    title: &'static str,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let label = format!("{id}-title");
    let title_id = label.clone();
    view! {
        <section id=id class=class aria-labelledby=label>
            <h2 id=title_id>{title}</h2>
            {children()}
        </section>
    }
}

/// One fact with its name.
#[component]
pub fn Known(name: &'static str, children: Children) -> impl IntoView {
    view! { <div class="fact"><dt>{name}</dt><dd>{children()}</dd></div> }
}

/// A link that opens a form on this page.
#[component]
pub fn Change(
    to: String,
    label: &'static str,
    /// What it changes, for those who cannot see beside what it stands.
    about: &'static str,
) -> impl IntoView {
    view! {
        " "
        <a class="button in-row" href=to>{label}<span class="unseen">" "{about}</span></a>
    }
}

/// Text in ordinary words, or that there is none.
#[component]
pub fn Words(
    #[prop(optional_no_strip)] words: Option<String>,
    missing: &'static str,
) -> impl IntoView {
    match words {
        Some(words) => view! { <span>{words}</span> }.into_any(),
        None => view! { <span class="quiet-words">{missing}</span> }.into_any(),
    }
}
