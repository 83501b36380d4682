//! The rows of the board in their states, the tiles of a wall, and what stands there when there is
//! no row to show.

use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use leptos::tachys::reactive_graph::OwnedView;
use shared::Board;

use super::{Group, InBothSchemes, Sample, sample, texts};
use crate::context::{frame, live};
use crate::live::PanelState;
use crate::pages::board::desk::{Desk, List};
use crate::pages::board::panel::pending;
use crate::pages::board::strip::AlertStrip;
use crate::pages::board::table;
use crate::pages::board::wall::WallLevels;

/// The alerts and the rows of the board.
#[component]
pub fn Rows() -> impl IntoView {
    view! {
        <Group id="rows" title=texts().rows>
            <AlertStrip />
            <div class="desk-main"><table::Rows /></div>
        </Group>
    }
}

/// The tiles of a wall.
#[component]
pub fn Wall() -> impl IntoView {
    view! { <Group id="wall" title=texts().wall><div class="wall"><WallLevels /></div></Group> }
}

/// The four looks for four truths; where it is empty, it is so in two ways.
#[component]
pub fn Looks() -> impl IntoView {
    let texts = texts();
    let client = sample::client(sample::ALERT);
    let look = move |state: PanelState| pending(live(), state);
    view! {
        <Group id="looks" title=texts.looks>
            <InBothSchemes>
                <Sample state=texts.loading>{look(PanelState::Loading(client))}</Sample>
                <Sample state=texts.refused>{look(PanelState::Refused(client))}</Sample>
                <Sample state=texts.failed>{look(PanelState::Failed(client))}</Sample>
            </InBothSchemes>
            <Sample state=texts.empty>{rows_of(sample::empty_board(), List::All)}</Sample>
            <Sample state=texts.empty_list>{rows_of(sample::other_board(), List::Mine)}</Sample>
        </Group>
    }
}

/// The rows of another board than that of the page.
fn rows_of(board: Board, list: List) -> impl IntoView {
    let page = sample::page(&frame(), board);
    let owner = Owner::new();
    let rows = owner.with(|| {
        super::provide(&page);
        provide_context(Desk::new(String::new(), list));
        view! { <table::Rows /> }
    });
    OwnedView::new_with_owner(rows, owner)
}
