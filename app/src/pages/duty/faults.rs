//! What is wrong with the coming thirty days, the earliest first.

use leptos::prelude::*;
use shared::duty::faults::{Fault, What};
use shared::wording::duty as words;
use shared::wording::time::dated;

use super::desk;
use super::fields::OneTap;

/// How many clients without deputy are listed; the rest is a number.
const CLIENTS_LISTED: usize = 10;

/// The list of faults.
#[component]
pub fn Faults(faults: Vec<Fault>, without_deputy: Option<u32>) -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let clients = faults
        .iter()
        .filter(|fault| matches!(fault.what, What::NoDeputy { .. }))
        .count();
    let more = clients.saturating_sub(CLIENTS_LISTED);
    let mut listed = 0;
    let shown: Vec<Fault> = faults
        .into_iter()
        .filter(|fault| {
            let is_client = matches!(fault.what, What::NoDeputy { .. });
            listed += usize::from(is_client);
            !is_client || listed <= CLIENTS_LISTED
        })
        .collect();
    let count = without_deputy
        .filter(|count| *count > 0)
        .map(|count| count.to_string())
        .or_else(|| (more > 0).then(|| clients.to_string()))
        .map(|count| view! { <li>{(texts.fault_clients)(&count)}</li> });
    let is_empty = shown.is_empty() && count.is_none();
    let lines = shown
        .into_iter()
        .map(|fault| view! { <FaultLine fault=fault /> })
        .collect_view();
    view! {
        <section class="rota-faults" aria-labelledby="faults">
            <h2 id="faults">{texts.faults}</h2>
            {if is_empty {
                view! { <p class="rota-well">"✓ "{texts.no_faults}</p> }.into_any()
            } else {
                view! {
                    <p class="hint">{texts.faults_lead}</p>
                    <ul class="rota-list">{lines}{count}</ul>
                }
                .into_any()
            }}
        </section>
    }
}

#[component]
fn FaultLine(fault: Fault) -> impl IntoView {
    let desk = desk();
    let words = desk
        .people
        .with_value(|people| words::fault(desk.language, &fault, people));
    let is_now = fault.from <= desk.now;
    let (when, machine) = match fault.to {
        _ if is_now => (desk.texts.since.to_owned(), desk.now),
        Some(to) => (
            words::stretch(desk.language, fault.from, to, desk.now),
            fault.from,
        ),
        None => (dated(desk.language, fault.from, desk.now), fault.from),
    };
    let take = match fault.what {
        What::Gap {
            swap: Some(swap), ..
        } => Some(view! {
            <OneTap
                ask="take_swap"
                name="number"
                value=swap.0.to_string()
                label=desk.texts.mend_take
                about=when.clone()
            />
        }),
        _ => None,
    };
    let week = desk.address(fault.from.local().date());
    view! {
        <li data-now=is_now.then_some("")>
            <a href=week><time datetime=machine.local().machine()>{when}</time></a>
            <span>{words}</span>
            {take}
        </li>
    }
}
