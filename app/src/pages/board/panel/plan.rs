//! The crisis plan: what to do first, what to avoid, whom to call. It prints on one page.

use leptos::prelude::*;
use shared::dossier::{Dossier, ResourcePerson};
use shared::wording::time::{date_in_full, moment};

use crate::browser;
use crate::context::{frame, language, texts};
use crate::pages::board::desk::desk;
use crate::view::row::Who;

/// The crisis plan of a client.
#[component]
pub fn Plan(who: Who, dossier: Option<Dossier>) -> impl IntoView {
    let (language, frame, desk) = (language(), frame(), desk());
    let all = texts();
    let texts = &all.panel;
    let Some(dossier) = dossier else {
        return view! {
            <h3>{texts.plan}</h3>
            <p class="warning">{texts.no_dossier}</p>
        }
        .into_any();
    };
    let title = dossier.crisis_plan.map_or_else(
        || texts.no_plan.to_owned(),
        |date| (texts.plan_date)(&date_in_full(language, date)),
    );
    let by = frame
        .viewer
        .as_ref()
        .map_or_else(String::new, |viewer| viewer.initials.clone());
    let printed = (all.common.printed)(&by, &moment(language, frame.now, frame.now));
    let print = move |_| {
        browser::set_root_attribute("data-print", "plan");
        browser::print();
        browser::set_root_attribute("data-print", "");
    };
    let lines = |lines: Vec<String>| {
        lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    let has_avoid = !dossier.avoid.is_empty();
    let has_safety = !dossier.safety.is_empty();
    let group = dossier
        .resource_group
        .into_iter()
        .map(|person| view! { <Person person=person /> })
        .collect_view();
    let own = dossier.phone.map(|phone| {
        view! {
            <li>
                <a href=format!("tel:{}", phone.replace([' ', '-'], ""))>
                    <span>{texts.own_phone}</span><b>{phone.clone()}</b>
                </a>
            </li>
        }
    });
    view! {
        <h3>{title}<span class="print-only">" – "{who.name}" "{who.age}</span></h3>
        <h4>{texts.do_first}</h4>
        <ol>{lines(dossier.do_first)}</ol>
        {has_avoid.then(|| view! {
            <h4>{texts.avoid}</h4>
            <ul class="warning">{lines(dossier.avoid)}</ul>
        })}
        {has_safety.then(|| view! {
            <h4>{texts.safety}</h4>
            <ul class="warning">{lines(dossier.safety)}</ul>
        })}
        {dossier.medication.map(|line| view! { <h4>{texts.medication}</h4><p>{line}</p> })}
        <h4>{texts.group}</h4>
        <ul class="call">{own}{group}</ul>
        <CarePlan lines=dossier.care_plan />
        <p class="screen-only">
            <button type="button" disabled=move || !desk.ready.get() on:click=print>
                {texts.plan_print}
            </button>
        </p>
        <p class="print-only">{printed}</p>
    }
    .into_any()
}

/// A member of the resource group. Without consent there is a name and no number to tap.
#[component]
fn Person(person: ResourcePerson) -> impl IntoView {
    let texts = &texts().panel;
    if person.consent {
        let href = format!("tel:{}", person.phone.replace([' ', '-'], ""));
        view! {
            <li>
                <a href=href>
                    <span>{person.name}" "<small>{person.relation}", "{texts.consent}</small></span>
                    <b>{person.phone}</b>
                </a>
            </li>
        }
        .into_any()
    } else {
        view! {
            <li>
                <span>
                    {person.name}" "<small>{person.relation}</small>
                </span>
                <span class="fault">{texts.no_consent}</span>
            </li>
        }
        .into_any()
    }
}

/// What the care plan has agreed as ordinary support.
#[component]
pub fn CarePlan(lines: Vec<String>) -> impl IntoView {
    let texts = &texts().panel;
    (!lines.is_empty()).then(|| {
        let lines = lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view();
        view! { <h4>{texts.care_plan}</h4><ul>{lines}</ul> }
    })
}
