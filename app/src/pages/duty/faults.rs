//! What is wrong with the coming thirty days, the earliest first.

use leptos::prelude::*;
use shared::StaffId;
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
    let lines = together(shown)
        .into_iter()
        .map(|faults| view! { <FaultLine faults=faults /> })
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

/// Faults that are said in one line: people without a phone in the same role and hours.
fn together(faults: Vec<Fault>) -> Vec<Vec<Fault>> {
    let mut lines: Vec<Vec<Fault>> = Vec::new();
    for fault in faults {
        let same = lines.iter_mut().find(|line| is_same(&line[0], &fault));
        match same {
            Some(line) => line.push(fault),
            None => lines.push(vec![fault]),
        }
    }
    lines
}

fn is_same(one: &Fault, other: &Fault) -> bool {
    match (one.what, other.what) {
        (
            What::NotReady { kind, why, .. },
            What::NotReady {
                kind: role,
                why: cause,
                ..
            },
        ) => (one.from, one.to, kind, why) == (other.from, other.to, role, cause),
        _ => false,
    }
}

/// One line; `faults` differ in the person alone.
#[component]
fn FaultLine(faults: Vec<Fault>) -> impl IntoView {
    let desk = desk();
    let fault = faults[0];
    let words = desk.people.with_value(|people| match fault.what {
        What::NotReady { kind, why, .. } => {
            let who: Vec<StaffId> = faults
                .iter()
                .filter_map(|fault| match fault.what {
                    What::NotReady { who, .. } => Some(who),
                    _ => None,
                })
                .collect();
            words::not_ready(desk.language, kind, &who, why, people)
        }
        _ => words::fault(desk.language, &fault, people),
    });
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
