//! Who is on duty now, and whether an alert can reach them.

use leptos::prelude::*;
use shared::duty::faults::{Unready, readiness};
use shared::route;
use shared::wording::card::shift as role;
use shared::wording::time::clock;

use super::desk;

/// Everybody on duty now.
#[component]
pub fn Reach() -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let on = desk.board.with_value(|board| {
        let mut on: Vec<_> = board
            .on_duty(desk.now)
            .map(|shift| {
                let reaches = readiness(board, shift.who, shift.kind);
                (*shift, reaches)
            })
            .collect();
        on.sort_by_key(|(shift, _)| (shift.kind, shift.who));
        on
    });
    let is_empty = on.is_empty();
    let lines = on
        .into_iter()
        .map(|(shift, reaches)| {
            let (shape, words) = match reaches {
                Ok(()) => ("✓ ", texts.reaches),
                Err(Unready::NoDevice) => ("✕ ", texts.reaches_not),
                Err(Unready::Unproven) => ("! ", texts.unproven),
            };
            view! {
                <li data-reachable=reaches.is_ok().to_string()>
                    <b>{role(desk.language, shift.kind)}" "{desk.initials(shift.who)}</b>
                    <span>{clock(shift.from)}"–"{clock(shift.to)}</span>
                    <span class="duty-state"><span aria-hidden="true">{shape}</span>{words}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="reachable">
            <h2 id="reachable">{texts.reachable}</h2>
            {if is_empty {
                view! { <p class="warning">{texts.reachable_none}</p> }.into_any()
            } else {
                view! { <ul class="rota-list duty-now">{lines}</ul> }.into_any()
            }}
            <p><a class="button" href=route::SETTINGS>{texts.test}</a></p>
        </section>
    }
}
