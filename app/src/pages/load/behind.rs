//! The table behind a chart: what the chart shows, to be read and read aloud.

use leptos::prelude::*;

use crate::context::language;
use crate::i18n::load::Load as Texts;

/// The table; `id` keeps it open when the figures are renewed. The first cell of a row is its
/// name.
#[component]
pub fn Behind(
    id: &'static str,
    title: &'static str,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
) -> impl IntoView {
    let texts = Texts::of(language());
    // Another name than that of the chart's own section.
    let name = format!("{}: {title}", texts.table);
    let heads = heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|row| {
            let mut cells = row.into_iter();
            let name = cells.next();
            let cells = cells.map(|cell| view! { <td>{cell}</td> }).collect_view();
            view! { <tr><th scope="row">{name}</th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <details class="behind" id=id>
            <summary>{texts.table}<span class="unseen">": "{title}</span></summary>
            <div class="table-scroll" role="region" aria-label=name tabindex="0">
                <table>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
