//! A visit that goes on or may begin, on the page of an alert. Where the alert is about those on
//! the visit, whom to call first.

use leptos::prelude::*;
use shared::alert::Alert;
use shared::board::card::Card;
use shared::people::People;
use shared::wording::visit as words;
use shared::{CommandId, StaffId, route};

use super::answer::dial;
use crate::context::{frame, language};
use crate::i18n::day::Day;
use crate::pages::entry::visit::{Going, VisitForm};

/// Who is missing, with their telephone numbers.
#[component]
pub fn Missing(alert: Alert, card: Card, people: People) -> impl IntoView {
    let (language, now) = (language(), frame().now);
    let texts = Day::of(language);
    let visit = card.visit.filter(|_| alert.visit && alert.is_open())?;
    let state = words::state(language, &visit, &people, now);
    let numbers = visit
        .who
        .iter()
        .filter_map(|staff| people.staff.get(staff))
        .map(|card| match card.phone.clone() {
            Some(phone) => {
                let href = dial(&phone);
                view! {
                    <li><a href=href><span>{card.initials.clone()}" "{card.name.clone()}</span><b>{phone}</b></a></li>
                }
                .into_any()
            }
            None => view! { <li><span>{card.initials.clone()}" "{card.name.clone()}</span></li> }.into_any(),
        })
        .collect_view();
    Some(view! {
        <section class="missing" aria-labelledby="missing">
            <h2 id="missing">{texts.on_visit}</h2>
            <p class="warning">{state}</p>
            <ul class="call">{numbers}</ul>
            <p>{texts.on_visit_call}</p>
        </section>
    })
}

/// The forms of a visit.
#[component]
pub fn OnVisitForms(
    alert: Alert,
    card: Card,
    people: People,
    colleagues: (Vec<StaffId>, usize),
    id: CommandId,
) -> impl IntoView {
    let texts = Day::of(language());
    let going = Going {
        client: card.client,
        colleagues,
        id,
        next: route::alert(alert.number),
        said: Vec::new(),
    };
    // One line until somebody goes; whoever is on the way finds it open.
    let is_open = card.visit.is_some();
    alert.is_open().then(|| {
        view! {
            <details class="alert-visit" open=is_open>
                <summary>{texts.start_visit}</summary>
                <VisitForm card=card people=people safety=Vec::new() going=going />
            </details>
        }
    })
}
