//! A client's row: six cells of two lines. Each cell is drawn again only when its own content
//! differs.

use leptos::prelude::*;
use reactive_stores::Field;
use shared::board::card::Sign;
use shared::route;
use shared::wording::time::clock;

use super::desk::{Question, desk, row_id};
use crate::context::{language, live, texts};
use crate::parts::exercise_mark::ExerciseMark;
use crate::parts::moment::At;
use crate::parts::sign_mark::SignMark;
use crate::view::row::{Contacts, Mark, Row, RowStoreFields, Signs, Team, Today, Way, Why};

/// A client's row.
#[component]
pub fn BoardRow(row: Field<Row>) -> impl IntoView {
    let (desk, live) = (desk(), live());
    let client = row.client().get_untracked();
    let is_open = move || {
        live.panel()
            .with(|panel| panel.as_ref().is_some_and(|one| one.client == client))
    };
    let open = move |event: leptos::ev::MouseEvent| {
        // A button in the row has its own meaning and says so by stopping the click.
        if !event.default_prevented() {
            live.open_panel(client);
        }
    };
    let ask = move |question: Question| {
        move |event: leptos::ev::MouseEvent| {
            event.stop_propagation();
            desk.current.set(Some(client));
            desk.ask(question.clone());
        }
    };
    let choose = ask(Question::Contact(client));
    let assess = ask(Question::Signs(client));
    let lists = row.lists();
    view! {
        <tr
            class="row"
            role="row"
            hidden=move || !desk.list.get().holds(lists.get())
            data-open=move || is_open().then_some("")
            data-sending=move || row.sending().get().then_some("")
            on:click=open
        >
            <th class="cell-who" role="rowheader" scope="row">
                <NameLink row=row />
                {move || team(row.team().get())}
            </th>
            <td class="cell-why" role="cell">{move || why(row.why().get())}</td>
            <td class="cell-today" role="cell">
                <span class="cell-label" aria-hidden="true">{texts().board.label_today}</span>
                {move || today(row.today().get())}
                <button
                    type="button"
                    class="in-row"
                    aria-keyshortcuts="c"
                    disabled=move || !desk.ready.get()
                    hidden=move || row.today().get() != Today::Nobody
                    on:click=choose
                >
                    {texts().board.choose}
                </button>
            </td>
            <td class="cell-contacts" role="cell">{move || contacts(row.contacts().get())}</td>
            <td class="cell-signs" role="cell">
                {move || signs(row.signs().get())}
                <button
                    type="button"
                    class="in-row"
                    aria-keyshortcuts="s"
                    disabled=move || !desk.ready.get()
                    hidden=move || {
                        let signs = row.signs().get();
                        signs.stale.is_none() && signs.latest.is_some()
                    }
                    on:click=assess
                >
                    {texts().board.assess}
                </button>
            </td>
            <td class="cell-way" role="cell">{move || way(row.way().get())}</td>
        </tr>
    }
}

/// The name, which opens the panel. It stays where it is while its words change, so that the focus
/// is never lost.
#[component]
fn NameLink(row: Field<Row>) -> impl IntoView {
    let (desk, live, all) = (desk(), live(), texts());
    let client = row.client().get_untracked();
    let open = move |event: leptos::ev::MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            event.stop_propagation();
            return;
        }
        event.prevent_default();
        desk.current.set(Some(client));
        live.open_panel(client);
    };
    let alert = move || {
        row.alert().get().map(|alert| {
            view! {
                <span class="row-alert" data-alert=alert.tone.word()>
                    {alert.name}": "{alert.state}
                </span>
            }
        })
    };
    view! {
        <span class="who">
            <a
                id=row_id(client)
                href=route::client(client)
                on:click=open
                on:focus=move |_| desk.current.set(Some(client))
            >
                {move || row.who().get().name}
            </a>
            " "
            <small>{move || row.who().get().age}" · "{move || row.who().get().day}</small>
            " "
            <ExerciseMark is_exercise=Signal::derive(move || row.who().get().is_exercise) />
            {move || row.lists().get().new.then(|| view! { <b class="new">{all.board.is_new}</b> })}
            {move || row.sending().get().then(|| view! {
                <span class="sending" role="status">{all.common.sending}</span>
            })}
        </span>
        {alert}
    }
}

/// CM and deputy. That somebody is missing is a fault, not a blank.
pub(super) fn team(team: Team) -> impl IntoView {
    let texts = &texts().common;
    let person = |who: Option<String>, role: &'static str| match who {
        Some(who) => view! { <span>{who}" "<i>{role}</i></span> }.into_any(),
        None => view! { <span class="fault">{role}" "{texts.missing}</span> }.into_any(),
    };
    view! {
        <span class="sub">
            {person(team.cm, texts.cm)}
            " · "
            {person(team.deputy, texts.deputy)}
        </span>
    }
}

pub(super) fn why(why: Why) -> impl IntoView {
    let flags = why
        .flags
        .into_iter()
        .map(|flag| view! { <span class="flag">{flag}</span> })
        .collect_view();
    view! {
        <span class="why-line">
            {(!why.reason.is_empty()).then(|| view! { <span class="tag">{why.reason}</span> })}
            " "
            <span class="why-text">{why.text}</span>
        </span>
        <span class="flags">
            {flags}
            {why.legal.map(|legal| view! { <span class="flag legal">{legal}</span> })}
        </span>
        {marks(why.proposal.into_iter().chain(why.marks).collect())}
    }
}

/// What else must not be overlooked.
pub(crate) fn marks(marks: Vec<Mark>) -> impl IntoView {
    let marks = marks
        .into_iter()
        .map(|mark| {
            view! { <span class="mark" data-urgent=mark.urgent.then_some("")>{mark.words}</span> }
        })
        .collect_view();
    view! { <span class="marks">{marks}</span> }
}

pub(crate) fn today(today: Today) -> impl IntoView {
    match today {
        Today::Nobody => {
            view! { <span class="none">{texts().board.nobody_today}</span> }.into_any()
        }
        Today::Named { who, at, how } => view! {
            <span><b>{who}</b>" "{clock(at)}</span>
            <span class="sub">{how}</span>
        }
        .into_any(),
    }
}

pub(crate) fn contacts(contacts: Contacts) -> impl IntoView {
    let texts = &texts().board;
    let stale = contacts.stale.then_some("");
    let last = match contacts.last {
        Some((at, how)) => {
            view! { <span data-stale=stale><At moment=at />" "{how}</span> }.into_any()
        }
        None => view! { <span data-stale="">{texts.never_contacted}</span> }.into_any(),
    };
    let missed = contacts.missed.map(|at| {
        view! { <span class="fault">{texts.missed}" "<At moment=at /></span>" · " }
    });
    let next = match contacts.next {
        Some(at) => view! { <span>{texts.next}" "<At moment=at /></span> }.into_any(),
        None => view! { <span class="fault">{texts.next_missing}</span> }.into_any(),
    };
    view! { {last} <span class="sub">{missed}{next}</span> }
}

pub(crate) fn signs(signs: Signs) -> impl IntoView {
    let language = language();
    let texts = &texts().board;
    let marks = |trend: Vec<Sign>| {
        trend
            .into_iter()
            .map(|sign| view! { <SignMark sign=sign language=language /> })
            .collect_view()
    };
    let Some((word, at, by)) = signs.latest else {
        return view! { <span class="sub" data-stale="">{texts.never_assessed}</span> }.into_any();
    };
    let stale = signs.stale.as_ref().map(|_| "");
    view! {
        <span class="signs" data-stale=stale>{marks(signs.trend)}</span>
        <span class="sub" data-stale=stale>
            {word}" "<At moment=at />" "{by}
            {signs.stale.map(|age| format!(", {}", (texts.old)(&age)))}
        </span>
    }
    .into_any()
}

pub(super) fn way(way: Way) -> impl IntoView {
    view! {
        <span class="way" data-tone=way.tone.word()>
            <b>{way.head}</b>
            <span class="sub">{way.detail}</span>
        </span>
    }
}
