//! The table: a group of rows for each level, red first.

use leptos::prelude::*;
use reactive_stores::Field;
use shared::board::card::Level;
use shared::wording::card;

use super::desk::{List, desk};
use super::row::BoardRow;
use crate::context::{frame, language, level_word, live, texts};
use crate::view::BoardViewStoreFields;
use crate::view::row::RowStoreFields;
use crate::view::rows_of;

/// How many columns the table has.
const COLUMNS: &str = "6";

/// The table. The roles are written out, because a browser forgets them when the phone's layout
/// makes cards of the rows.
#[component]
pub fn BoardTable() -> impl IntoView {
    let (desk, live, all) = (desk(), live(), texts());
    let texts = &all.board;
    let team = frame()
        .viewer
        .as_ref()
        .map_or_else(String::new, |viewer| viewer.team.clone());
    let top = live.view().top();
    let shown = Memo::new(move |_| {
        let list = desk.list.get();
        top.read()
            .places
            .iter()
            .filter(|place| list.holds(place.lists))
            .count()
    });
    let nobody = Memo::new(move |_| top.read().places.is_empty());
    let show_all = move |_| desk.list.set(List::All);
    let groups = Level::ALL
        .into_iter()
        .filter(|level| *level != Level::Plan)
        .map(|level| view! { <Group level=level /> })
        .collect_view();
    view! {
        <h1 class="unseen">{(texts.title)(&team)}</h1>
        <noscript><p class="hint">{texts.without_script}</p></noscript>
        <table class="board" role="table" hidden=move || shown.get() == 0>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{texts.col_client}</th>
                    <th role="columnheader" scope="col">{texts.col_why}</th>
                    <th role="columnheader" scope="col">{texts.col_today}</th>
                    <th role="columnheader" scope="col">{texts.col_contacts}</th>
                    <th role="columnheader" scope="col">{texts.col_signs}</th>
                    <th role="columnheader" scope="col">{texts.col_way}</th>
                </tr>
            </thead>
            {groups}
        </table>
        <div class="empty" hidden=move || !nobody.get()>
            <p class="empty-title">{texts.empty}</p>
            <p>{texts.empty_next}</p>
        </div>
        <div class="empty" hidden=move || nobody.get() || shown.get() != 0>
            <p class="empty-title">{texts.empty_list}</p>
            <button type="button" on:click=show_all>{texts.empty_list_next}</button>
        </div>
    }
}

/// The rows of one level.
#[component]
fn Group(level: Level) -> impl IntoView {
    let (language, desk, live) = (language(), desk(), live());
    let top = live.view().top();
    let count = Memo::new(move |_| {
        let list = desk.list.get();
        let here =
            |place: &&crate::view::top::Place| place.level == level && list.holds(place.lists);
        top.read().places.iter().filter(here).count()
    });
    view! {
        <tbody role="rowgroup" data-level=level.word() hidden=move || count.get() == 0>
            <tr class="level-row" role="row">
                <th role="rowheader" colspan=COLUMNS scope="rowgroup">
                    <span class="level-shape" aria-hidden="true">{card::level_shape(level)}</span>
                    <span class="level-word">{move || level_word(level)}</span>
                    <span class="level-meaning">{card::level_meaning(language, level)}</span>
                    <span class="level-count">{move || count.get()}</span>
                </th>
            </tr>
            <For
                each=move || rows_of(live.view(), level)
                key=|row| (*row).client().get_untracked()
                let:row
            >
                <BoardRow row=Field::from(row) />
            </For>
        </tbody>
    }
}
