//! Language, light or dark, names or initials: plain forms that work without script.

use leptos::prelude::*;
use shared::wording::Language;

use crate::context::{frame, texts};
use crate::page::Scheme;

/// Where these forms go.
pub const LOOK: &str = "/settings/look";

/// The word for a scheme in HTML, forms and cookies.
#[must_use]
pub fn scheme_word(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Auto => "auto",
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    }
}

/// A row of buttons, of which one is chosen. `next` is where to go afterwards.
#[component]
fn Choice(
    legend: &'static str,
    field: &'static str,
    options: Vec<(&'static str, &'static str, bool)>,
    next: String,
) -> impl IntoView {
    let buttons = options
        .into_iter()
        .map(|(value, label, chosen)| {
            let lang = (field == "language").then_some(value);
            view! {
                <button name=field value=value lang=lang aria-pressed=chosen.to_string()>
                    {label}
                </button>
            }
        })
        .collect_view();
    view! {
        <form class="choice" method="post" action=LOOK>
            <input type="hidden" name="next" value=next />
            <fieldset>
                <legend>{legend}</legend>
                <div class="choice-row">{buttons}</div>
            </fieldset>
        </form>
    }
}

/// Language, light or dark, names or initials.
#[component]
pub fn LookForms(
    /// Where to go afterwards; a path of this server.
    next: String,
    /// Whether names are on the page at all.
    #[prop(optional)]
    with_names: bool,
) -> impl IntoView {
    let (frame, texts) = (frame(), texts());
    let (language, scheme, masked) = (frame.language, frame.scheme, frame.masked);
    let languages = vec![
        ("sv", "Svenska", language == Language::Sv),
        ("en", "English", language == Language::En),
    ];
    let schemes = [
        (Scheme::Auto, texts.bar.scheme_auto),
        (Scheme::Light, texts.bar.scheme_light),
        (Scheme::Dark, texts.bar.scheme_dark),
    ]
    .map(|(value, label)| (scheme_word(value), label, value == scheme))
    .to_vec();
    let names = with_names.then(|| {
        let options = vec![
            ("0", texts.settings.masked_off, !masked),
            ("1", texts.settings.masked_on, masked),
        ];
        view! {
            <Choice legend=texts.settings.masked field="masked" options=options next=next.clone() />
        }
    });
    view! {
        <Choice legend=texts.bar.language field="language" options=languages next=next.clone() />
        <Choice legend=texts.bar.scheme field="scheme" options=schemes next=next.clone() />
        {names}
    }
}
