//! The choices among the clients on the board, and the line that says what the rules will do.
//!
//! Each choice has an address of its own, and the last one is remembered for the person: a client
//! who is left out must not be forgotten, so it is always said what is left out, and how many are
//! red. With script nothing is loaded.

use leptos::prelude::*;
use shared::board::card::Level;
use shared::{Command, route};

use super::desk::{Desk, List, desk};
use crate::browser;
use crate::context::{live, texts};
use crate::view::BoardViewStoreFields;
use crate::view::top::{Automation, Top};

/// Shows the choice that stands in the address when the person goes back. An address without one
/// says nothing about it.
pub fn follow_address(desk: Desk) {
    Effect::new(move |_| {
        browser::on_history(move || {
            if let Some(word) = browser::address_parameter("view") {
                desk.list.set(List::from_word(&word));
            }
        });
    });
}

/// Shows a choice, and has the server remember it for the person.
pub fn choose(desk: Desk, list: List) {
    desk.list.set(list);
    browser::push_address(&route::board_view(list.word()));
    browser::tell(route::choose_view(list.word()));
}

/// The bar of choices, and below it what a choice leaves out.
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
    // Without script each button sends its form.
    let chosen = move |list| {
        move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            choose(desk, list);
        }
    };
    let buttons = List::ALL
        .map(|list| {
            let words = move || label(list, &top.read());
            let count = move || {
                top.read()
                    .places
                    .iter()
                    .filter(|place| list.holds(place.lists))
                    .count()
            };
            view! {
                <li>
                    <button
                        formaction=route::choose_view(list.word())
                        aria-pressed=move || (desk.list.get() == list).to_string()
                        on:click=chosen(list)
                    >
                        {words}" "<b>{count}</b>
                    </button>
                </li>
            }
        })
        .into_iter()
        .collect_view();
    // How many are left out, and how many of those are red.
    let hidden = Memo::new(move |_| {
        let (list, top) = (desk.list.get(), top.read());
        let out = || {
            top.places
                .iter()
                .filter(move |place| !list.holds(place.lists))
        };
        let red = out().filter(|place| place.level == Level::Red).count();
        (out().count(), red)
    });
    let told = move || {
        let ((out, red), all) = (hidden.get(), top.read().places.len());
        let shown = (texts.shown)(&(all - out).to_string(), &all.to_string());
        format!("{shown} {}", (texts.shown_red)(&red.to_string()))
    };
    view! {
        <form method="post" class="views" aria-label=texts.views>
            <ul>{buttons}</ul>
            <AutomationLine />
        </form>
        <form
            method="post"
            class="filtered"
            aria-label=texts.show_all
            data-urgent=move || (hidden.get().1 > 0).then_some("")
            hidden=move || desk.list.get() == List::All
        >
            <p>{told}</p>
            <button
                formaction=route::choose_view(List::All.word())
                aria-keyshortcuts="v"
                on:click=chosen(List::All)
            >
                {texts.show_all}" "<kbd aria-hidden="true">"V"</kbd>
            </button>
        </form>
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
                <a href=route::client(first) on:click=open>{texts.auto_review}</a>
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
