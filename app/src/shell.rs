//! The HTML document around a page.

use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use shared::board::card::Level;
use shared::wording::card::level_shape;

use crate::DATA_ID;
use crate::i18n::Texts;
use crate::i18n::day::Day;
use crate::i18n::meeting::Meeting;
use crate::page::{Content, EntryKind, Frame, Page, Scheme};
use crate::pages::{App, minutes};
use crate::parts::look::scheme_word;
use crate::view::row::capitalised;

/// The complete HTML document of a page.
///
/// It holds no script and no style of its own, so that the content security policy needs no
/// exception: the data is no script, and everything else is a file of this server.
#[must_use]
pub fn document(page: &Page) -> String {
    let (frame, texts) = (&page.frame, Texts::of(page.frame.language));
    let body = body(page);
    let title = escape(&title(page, texts));
    let (language, scheme) = (frame.language.code(), scheme_word(frame.scheme));
    let masked = if frame.masked { " data-masked" } else { "" };
    let (head, data) = if is_hydrated(&page.content) {
        (script_links(page), data(page))
    } else if matches!(page.content, Content::Load(_)) {
        (LOAD_SCRIPT.to_owned(), String::new())
    } else {
        (String::new(), String::new())
    };
    let style = escape(&frame.assets.style);
    format!(
        "<!DOCTYPE html>\n\
         <html lang=\"{language}\" data-color-scheme=\"{scheme}\"{masked}>\
         <head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
         <title>{title}</title>\
         <link rel=\"stylesheet\" href=\"{style}\">\
         <link rel=\"manifest\" href=\"/manifest.webmanifest\">\
         <link rel=\"icon\" href=\"/icons/icon.svg\" type=\"image/svg+xml\">\
         <link rel=\"apple-touch-icon\" href=\"/icons/icon-180.png\">\
         {theme}\
         <meta name=\"robots\" content=\"noindex\">\
         <meta name=\"format-detection\" content=\"telephone=no\">\
         {head}</head>\
         <body>{body}{data}</body></html>",
        theme = theme_color(frame),
    )
}

/// What keeps the page about the load current; see `public/load.js`.
const LOAD_SCRIPT: &str = "<script type=\"module\" src=\"/load.js\"></script>";

/// Whether the browser takes the page over. The others are complete without script.
fn is_hydrated(content: &Content) -> bool {
    matches!(content, Content::Board(_) | Content::Settings(_))
}

fn body(page: &Page) -> String {
    // Without a shared context: the page loads nothing by itself, so nothing has to be handed over
    // but the page's own data.
    let owner = Owner::new_root(None);
    let html = owner.with(|| view! { <App page=page.clone() /> }.to_html());
    owner.unset();
    html
}

fn script_links(page: &Page) -> String {
    let assets = &page.frame.assets;
    let later = (!page.content.is_board_alone()).then_some(&assets.later);
    let preload = assets.preload.iter().chain(later).map(|file| {
        let file = escape(file);
        let is_wasm = std::path::Path::new(&file)
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("wasm"));
        if is_wasm {
            format!(
                "<link rel=\"preload\" href=\"{file}\" as=\"fetch\" type=\"application/wasm\" crossorigin>"
            )
        } else {
            format!("<link rel=\"modulepreload\" href=\"{file}\">")
        }
    });
    let script = escape(&assets.script);
    preload
        .chain([format!(
            "<script type=\"module\" src=\"{script}\"></script>"
        )])
        .collect()
}

/// The data of the page, for the browser to continue from. `<` is written so that no text in it
/// can end the element.
fn data(page: &Page) -> String {
    let json = serde_json::to_string(page)
        .unwrap_or_default()
        .replace('<', "\\u003c");
    format!("<script type=\"application/json\" id=\"{DATA_ID}\">{json}</script>")
}

fn title(page: &Page, texts: &Texts) -> String {
    let team = || page.frame.viewer.as_ref().map_or("", |viewer| &viewer.team);
    let problem = &texts.problem;
    let title = match &page.content {
        Content::LogIn(_) => texts.log_in.title.to_owned(),
        Content::Board(content) if content.meeting => {
            (Meeting::of(page.frame.language).title)(team())
        }
        Content::Board(content) => {
            // A tab in the background still says how many are in crisis.
            let red = content
                .snapshot
                .board
                .on_board()
                .filter(|card| card.level == Level::Red)
                .count();
            let title = (texts.board.title)(team());
            if red == 0 {
                title
            } else {
                format!("{} {red} · {title}", level_shape(Level::Red))
            }
        }
        Content::Load(_) => (crate::i18n::load::Load::of(page.frame.language).title)(team()),
        Content::Alert(content) => {
            let (class, number) = (content.alert.class, content.alert.number);
            capitalised(&shared::wording::alert::named(
                page.frame.language,
                class,
                number,
            ))
        }
        Content::AlertWithoutIdentity(content) => (texts.alert.title)(&content.number.to_string()),
        Content::Letters(_) => texts.letters.title.to_owned(),
        Content::Rules(_) => crate::i18n::rules::Rules::of(page.frame.language)
            .title
            .to_owned(),
        Content::MyDay(_) => Day::of(page.frame.language).title.to_owned(),
        Content::Choose(content) => {
            crate::pages::choose::title(page.frame.language, content.kind).to_owned()
        }
        // The history of a browser names no client.
        Content::Entry(content) => {
            let texts = Day::of(page.frame.language);
            match content.kind {
                EntryKind::Raise => texts.raise,
                EntryKind::Contact => texts.log,
                EntryKind::Visit => texts.start_visit,
                EntryKind::Plan => texts.plan,
            }
            .to_owned()
        }
        Content::Tested(_) => texts.settings.tested.to_owned(),
        Content::Settings(_) => texts.settings.title.to_owned(),
        Content::Minutes(content) => minutes::title(page.frame.language, content),
        Content::AllMinutes(_) => crate::i18n::minutes::Minutes::of(page.frame.language)
            .all_title
            .to_owned(),
        Content::Duty(_) => texts.bar.duty_page.to_owned(),
        Content::Client(content) => {
            // The initials only: a title is seen on screens that are shared.
            let head = content.people.clients.get(&content.client);
            let initials = head.map_or("–", |head| &head.initials);
            (crate::i18n::client::Client::of(page.frame.language).title)(initials)
        }
        Content::Deviations(_) => crate::i18n::deviations::Deviations::of(page.frame.language)
            .title
            .to_owned(),
        Content::Emergency(_) => crate::i18n::emergency::Emergency::of(page.frame.language)
            .title
            .to_owned(),
        Content::Parts => crate::i18n::parts::Parts::of(page.frame.language)
            .title
            .to_owned(),
        Content::Problem(what) => crate::pages::problem::title(problem, *what).to_owned(),
    };
    format!("{title} – {}", texts.common.product)
}

/// The colour of the browser's own bars. It follows the device unless the person has chosen.
fn theme_color(frame: &Frame) -> String {
    let light = "#f6f4ef";
    let dark = "#14171a";
    match frame.scheme {
        Scheme::Light => format!("<meta name=\"theme-color\" content=\"{light}\">"),
        Scheme::Dark => format!("<meta name=\"theme-color\" content=\"{dark}\">"),
        Scheme::Auto => format!(
            "<meta name=\"theme-color\" content=\"{light}\" media=\"(prefers-color-scheme: light)\">\
             <meta name=\"theme-color\" content=\"{dark}\" media=\"(prefers-color-scheme: dark)\">"
        ),
    }
}

/// Text as it may stand in an element or in a quoted attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
