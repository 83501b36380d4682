//! The board: the table, the client's panel beside it, and the dialogs above. It arranges; it knows
//! no socket and no rule.

pub mod ask;
pub mod bar;
pub mod desk;
pub mod keys;
pub mod panel;
pub mod row;
pub mod search;
pub mod strip;
pub mod table;
pub mod views;
pub mod wall;

use leptos::prelude::*;
use shared::wording::time::dated;

use crate::browser;
use crate::context::{frame, live, texts};
use crate::parts::demo_bar::DemoBar;
use crate::parts::link_state::link_word;
use ask::AskDialog;
use bar::TopBar;
use desk::{Desk, List};
use panel::SidePanel;
use strip::AlertStrip;
use table::BoardTable;
use views::Views;
use wall::{Wall, is_dim};

/// The board page. `search` and `view` are what was searched for and chosen in the address.
#[component]
pub fn BoardPage(search: String, view: String) -> impl IntoView {
    let (frame, live, all) = (frame(), live(), texts());
    let desk = Desk::new(search, List::from_word(&view));
    provide_context(desk);
    Effect::new(move |_| {
        desk.take_up();
        live.connect();
    });
    keys::listen(desk, live);
    views::follow_address(desk);
    // Styles concern the whole page: a board that is not live looks different as a whole.
    Effect::new(move |_| browser::set_root_attribute("data-link", link_word(live.link().get())));
    let by = frame
        .viewer
        .as_ref()
        .map_or_else(String::new, |viewer| viewer.initials.clone());
    let language = frame.language;
    let printed = move || {
        let now = live.now().get();
        (all.common.printed)(&by, &dated(language, now, now))
    };
    let announcements = live.announcements();
    // They say why; a wall must not.
    let masked = frame.masked;
    let aloud = move |text: &str| (!masked).then(|| text.to_owned());
    let with_panel = move || live.panel().with(Option::is_some).then_some("");
    view! {
        <a class="skip" href="#content">{all.common.skip}</a>
        {frame.demo.then(|| view! { <DemoBar now=live.now() with_hints=frame.hints && !frame.masked /> })}
        <TopBar />
        <AlertStrip />
        {if frame.masked {
            let dim = move || is_dim(live).then_some("");
            view! { <main id="content" class="wall" data-dim=dim><Wall /></main> }.into_any()
        } else {
            view! {
                <Views />
                <div class="desk" data-panel=with_panel>
                    <main id="content" class="desk-main">
                        <BoardTable />
                    </main>
                    <SidePanel />
                </div>
                <AskDialog />
            }
            .into_any()
        }}
        <p class="print-only board-printed">{printed}</p>
        <div class="unseen" aria-live="polite">{move || aloud(&announcements.read().0)}</div>
        <div class="unseen" aria-live="assertive">{move || aloud(&announcements.read().1)}</div>
    }
}
