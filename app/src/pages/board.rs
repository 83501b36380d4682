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

use crate::browser;
use crate::context::{frame, live, texts};
use crate::parts::demo_bar::DemoBar;
use crate::parts::link_state::link_word;
use ask::AskDialog;
use bar::TopBar;
use desk::Desk;
use panel::SidePanel;
use strip::AlertStrip;
use table::BoardTable;
use views::Views;
use wall::Wall;

/// The board page. `search` is what was searched for without script.
#[component]
pub fn BoardPage(search: String) -> impl IntoView {
    let (frame, live, all) = (frame(), live(), texts());
    let desk = Desk::new(search);
    provide_context(desk);
    Effect::new(move |_| {
        desk.ready.set(true);
        live.connect();
    });
    keys::listen(desk, live);
    views::follow_address(desk);
    // Styles concern the whole page: a board that is not live looks different as a whole.
    Effect::new(move |_| browser::set_root_attribute("data-link", link_word(live.link().get())));
    let announcements = live.announcements();
    let with_panel = move || live.panel().with(Option::is_some).then_some("");
    view! {
        <a class="skip" href="#content">{all.common.skip}</a>
        {frame.demo.then(|| view! { <DemoBar now=live.now() with_hints=true /> })}
        <TopBar />
        <AlertStrip />
        {if frame.masked {
            view! { <main id="content" class="wall"><Wall /></main> }.into_any()
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
        <div class="unseen" aria-live="polite">{move || announcements.read().0.clone()}</div>
        <div class="unseen" aria-live="assertive">{move || announcements.read().1.clone()}</div>
    }
}
