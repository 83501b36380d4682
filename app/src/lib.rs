//! The pages of the board. The server renders them; the browser hydrates the same views.
//!
//! # Layout
//!
//! - [`page`]: what a page is made from, as the server fills it in.
//! - [`shell`]: the HTML document around a page.
//! - [`context`]: what every component can ask for.
//! - [`pages`], [`parts`]: the components; what two pages share is a part.
//! - [`view`]: the board as the eye sees it, a pure projection.
//! - [`live`]: the connection, and the one handle through which components see the board.
//! - [`later`]: what the browser fetches after the board.
//! - [`reading`]: what the server wrote, read with little code.
//! - [`browser`], [`push`]: everything that touches the browser itself.
//! - [`i18n`]: the texts of the pages in every language.
#![recursion_limit = "256"]

pub mod browser;
pub mod context;
pub mod i18n;
pub mod later;
pub mod live;
pub mod page;
pub mod pages;
pub mod parts;
pub mod push;
pub mod reading;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod view;

/// The id of the element that carries the page's data.
pub const DATA_ID: &str = "page";

/// Takes over the page that the server rendered.
///
/// It reads the very value that the server rendered from, so both make the same page. Where that
/// cannot be read the page stays as it is: readable, with forms that work.
#[cfg(all(feature = "hydrate", target_family = "wasm"))]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    let Some(page) = browser::embedded_page() else {
        return;
    };
    browser::stop_visibly_on_panic(i18n::Texts::of(page.frame.language).bar.ended_bad);
    wasm_bindgen_futures::spawn_local(async move {
        if !page.content.is_board_alone() {
            later::load().await;
        }
        leptos::mount::hydrate_body(move || leptos::view! { <pages::App page=page /> });
        (later::load().await.keep_fresh)();
    });
}
