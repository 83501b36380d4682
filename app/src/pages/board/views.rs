//! The choices among the clients on the board, and the line that says what the rules will do.
//!
//! Each choice is a link with an address of its own; with script nothing is loaded.

use leptos::prelude::*;
use shared::Command;

use super::desk::{Desk, List, desk};
use crate::browser;
use crate::context::{live, texts};
use crate::view::BoardViewStoreFields;
use crate::view::top::{Automation, Top};

/// Shows the choice that stands in the address when the person goes back.
pub fn follow_address(desk: Desk) {
    Effect::new(move |_| {
        browser::on_history(move || {
            let word = browser::address_parameter("view").unwrap_or_default();
            desk.list.set(List::from_word(&word));
        });
    });
}

fn address(list: List) -> String {
    match list {
        List::All => shared::route::BOARD.to_owned(),
        other => format!("/?view={}", other.word()),
    }
}

/// The bar of choices.
#[component]
pub fn Views() -> impl IntoView {
    let (desk, live, texts) = (desk(), live(), &texts().board);
    let top = live.view().top();
    let label = move |list: List, top: &Top| match list {
        List::All => texts.all.to_owned(),
        List::New => (texts.new)(&top.new_since),
        List::Mine => texts.mine.to_owned(),
        List::Region => texts.region.to_owned(),
        List::Municipality => texts.municipality.to_owned(),
    };
    let links = List::ALL
        .map(|list| {
            let words = move || label(list, &top.read());
            let count = move || {
                top.read()
                    .places
                    .iter()
                    .filter(|place| list.holds(place.lists))
                    .count()
            };
            let choose = move |event: leptos::ev::MouseEvent| {
                if event.ctrl_key() || event.meta_key() || event.shift_key() {
                    return;
                }
                event.prevent_default();
                desk.list.set(list);
                browser::push_address(&address(list));
            };
            view! {
                <li>
                    <a
                        href=address(list)
                        aria-current=move || (desk.list.get() == list).then_some("page")
                        on:click=choose
                    >
                        {words}" "<b>{count}</b>
                    </a>
                </li>
            }
        })
        .into_iter()
        .collect_view();
    view! {
        <nav class="views" aria-label=texts.views>
            <ul>{links}</ul>
            <AutomationLine />
        </nav>
    }
}

/// What the rules will do today, in words, and the button with which the meeting says that it has
/// seen it.
#[component]
fn AutomationLine() -> impl IntoView {
    let (desk, live) = (desk(), live());
    let all = texts();
    let texts = &all.board;
    let top = live.view().top();
    let automation = Memo::new(move |_| top.read().automation.clone());
    let line = move || match automation.get() {
        Automation::Paused => texts.auto_paused.to_owned(),
        Automation::Nothing => texts.auto_none.to_owned(),
        Automation::Proposed { count: 1, at, .. } => (texts.auto_one)(&at),
        Automation::Proposed { count, at, .. } => (texts.auto_many)(&count.to_string(), &at),
    };
    let review = move || match automation.get() {
        Automation::Proposed { first, .. } => {
            let open = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                live.open_panel(first);
            };
            Some(view! {
                " · "
                <a href=shared::route::client(first) on:click=open>{texts.auto_review}</a>
            })
        }
        Automation::Paused | Automation::Nothing => None,
    };
    let unseen = move || match automation.get() {
        Automation::Proposed {
            unseen, sending, ..
        } if unseen > 0 => Some(view! {
            <button
                type="button"
                disabled=move || !desk.ready.get() || sending
                title=texts.auto_unseen
                on:click=move |_| live.send(Command::ShowProposals)
            >
                {if sending { all.common.sending } else { texts.auto_show }}
            </button>
        }),
        _ => None,
    };
    let waits = move || matches!(automation.get(), Automation::Proposed { .. }).then_some("");
    view! {
        <p class="automation" data-waits=waits>
            <span>{texts.auto}": "{line}{review}</span>
            {unseen}
        </p>
    }
}
