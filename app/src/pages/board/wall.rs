//! The wall: initials and colour, to be read at four metres. Nothing that tells who or why.

use leptos::prelude::*;
use reactive_stores::Field;
use shared::board::card::Level;
use shared::wording::{card, time};

use crate::context::{frame, level_word, live, texts};
use crate::live::Live;
use crate::parts::exercise_mark::ExerciseMark;
use crate::view::BoardViewStoreFields;
use crate::view::row::{AlertTone, Row, RowStoreFields, Today};
use crate::view::rows_of;

/// The levels side by side.
#[component]
pub fn Wall() -> impl IntoView {
    let (live, frame) = (live(), frame());
    let texts = texts();
    let team = frame
        .viewer
        .as_ref()
        .map_or_else(String::new, |viewer| viewer.team.clone());
    let empty = move || live.view().top().read().places.is_empty();
    view! {
        <h1 class="unseen">{(texts.board.title)(&team)}</h1>
        <p class="empty" hidden=move || !empty()>{texts.board.empty}</p>
        <WallLevels />
    }
}

/// Whether the wall is dimmed: nobody of the team is there, and no alert waits for anybody.
pub fn is_dim(live: Live) -> bool {
    let top = live.view().top();
    let top = top.read();
    !top.is_team_there
        && top
            .alerts
            .iter()
            .all(|alert| alert.tone == AlertTone::Taken)
}

/// Each level with its clients.
#[component]
pub fn WallLevels() -> impl IntoView {
    Level::ALL
        .into_iter()
        .filter(|level| *level != Level::Plan)
        .map(|level| view! { <WallLevel level=level /> })
        .collect_view()
}

#[component]
fn WallLevel(level: Level) -> impl IntoView {
    let live = live();
    let top = live.view().top();
    let count = move || {
        top.read()
            .places
            .iter()
            .filter(|place| place.level == level)
            .count()
    };
    view! {
        <section class="wall-level" data-level=level.word() hidden=move || count() == 0>
            <h2>
                <span aria-hidden="true">{card::level_shape(level)}</span>
                {move || level_word(level)}
                " "
                <b>{count}</b>
            </h2>
            <ul>
                <For
                    each=move || rows_of(live.view(), level)
                    key=|row| (*row).client().get_untracked()
                    let:row
                >
                    <Tile row=Field::from(row) />
                </For>
            </ul>
        </section>
    }
}

#[component]
fn Tile(row: Field<Row>) -> impl IntoView {
    let texts = &texts().board;
    let alert = move || {
        row.alert()
            .get()
            .filter(|alert| alert.tone != AlertTone::Taken)
    };
    let today = move || match row.today().get() {
        Today::Nobody => view! { <span class="none">{texts.nobody_today}</span> }.into_any(),
        Today::Named { who, at, .. } => {
            view! { <span>{who}" "<b>{time::clock(at)}</b></span> }.into_any()
        }
    };
    view! {
        <li class="tile" data-alert=move || alert().map(|alert| alert.tone.word())>
            <span class="tile-who">{move || row.who().get().initials}</span>
            <ExerciseMark is_exercise=Signal::derive(move || row.who().get().is_exercise) />
            <span class="tile-day">{move || row.who().get().day}</span>
            <span class="tile-today">{today}</span>
            {move || alert().map(|alert| view! { <span class="tile-alert">{alert.state}</span> })}
        </li>
    }
}
