//! The register of letters: who was sent what, on which way, and what became of it.
//! A search form and a table, complete without script.

use leptos::prelude::*;
use shared::alert::letter::Carrier;
use shared::alert::register::{Entry, has_failed};
use shared::route;
use shared::wording::alert as words;
use shared::wording::time::moment;

use crate::context::{frame, language, texts};
use crate::page::LettersContent;
use crate::parts::demo_bar::DemoBar;
use crate::parts::exercise_mark::ExerciseMark;
use crate::view::row::capitalised;

/// The register of letters.
#[component]
pub fn LettersPage(content: LettersContent) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let texts = &all.letters;
    let LettersContent {
        number,
        wanted,
        found,
        entries,
        staff,
    } = content;
    let people = staff
        .iter()
        .map(|(id, initials)| {
            let is_chosen = wanted.to == Some(*id);
            view! { <option value=id.to_string() selected=is_chosen>{initials.clone()}</option> }
        })
        .collect_view();
    let shown = entries.len();
    let count = if shown < found {
        (texts.some)(&shown.to_string(), &found.to_string())
    } else {
        (texts.count)(&found.to_string())
    };
    let initials = move |entry: &Entry| {
        let known = staff.iter().find(|(id, _)| *id == entry.to);
        known.map_or_else(|| "–".to_owned(), |(_, initials)| initials.clone())
    };
    let rows = entries
        .iter()
        .map(|entry| view! { <Line entry=*entry to=initials(entry) /> })
        .collect_view();
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(frame.now) /> })}
        <header class="bar">
            <a class="button" href=route::BOARD>{all.common.back_to_board}</a>
        </header>
        <main class="sheet letters-page" id="content">
            <h1>{texts.title}</h1>
            <p class="lead">{texts.lead}</p>
            <form class="letters-search" role="search" method="get" action=route::LETTERS>
                <label>
                    {texts.number}
                    <input name="number" inputmode="numeric" maxlength="4" size="6" value=number />
                </label>
                <label>
                    {texts.to}
                    <select name="to">
                        <option value="">{texts.everyone}</option>
                        {people}
                    </select>
                </label>
                <label class="tick">
                    <input type="checkbox" name="failed" value="1" checked=wanted.failed />
                    {texts.failed}
                </label>
                <button class="primary">{texts.search}</button>
            </form>
            <p role="status">{count}</p>
            <div class="table-scroll" role="region" aria-label=texts.title tabindex="0">
                <table class="letters-table" hidden={shown == 0}>
                    <thead>
                        <tr>
                            <th scope="col">{texts.at}</th>
                            <th scope="col">{texts.alert}</th>
                            <th scope="col">{texts.text}</th>
                            <th scope="col">{texts.to}</th>
                            <th scope="col">{texts.way}</th>
                            <th scope="col">{texts.state}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="hint">{texts.no_identities}</p>
        </main>
    }
}

#[component]
fn Line(entry: Entry, to: String) -> impl IntoView {
    let (language, now) = (language(), frame().now);
    let is_failed = has_failed(entry.delivery);
    let state = match entry.way {
        Carrier::Push => words::delivery(language, entry.delivery, now),
        other => words::other_state(language, other, entry.delivery, now),
    };
    view! {
        <tr data-failed=is_failed.then_some("")>
            <td>{moment(language, entry.at, now)}</td>
            <td>
                {capitalised(&words::named(language, entry.class, entry.alert))}
                " "
                <ExerciseMark is_exercise=Signal::stored(entry.is_exercise) />
            </td>
            <td>{format!("{:?}", entry.text)}</td>
            <td><b>{to}</b></td>
            <td>{words::carrier(language, entry.way)}</td>
            <td>{state}</td>
        </tr>
    }
}
