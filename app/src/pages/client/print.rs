//! One part of a client's page on one sheet of paper, marked with time and sender.

use leptos::prelude::*;
use shared::route;
use shared::wording::time::{date_in_full, dated};

use super::sheet;
use super::signs::SignColumns;
use crate::context::texts;
use crate::pages::alert::answer::dial;

/// The sheet around a part.
#[component]
fn Paper(title: String, children: Children) -> impl IntoView {
    let (sheet, all) = (sheet(), texts());
    let texts = sheet.texts;
    let who = sheet.view.who.clone();
    let name = if sheet.masked { who.initials } else { who.name };
    let viewer = &sheet.viewer;
    let at = dated(sheet.language, sheet.now, sheet.now);
    let year = sheet.now.local().date().format("%Y").to_string();
    let printed = (all.common.printed)(&viewer.initials, &format!("{at} {year}"));
    let printed = format!("{} · {printed}", viewer.team);
    view! {
        <header class="bar screen-only">
            <a class="button" href=route::client_page(sheet.client())>{texts.to_page}</a>
            <span class="hint">{texts.print_hint}</span>
        </header>
        <main class="paper" id="content">
            <h1>{title}</h1>
            <p class="paper-who"><b>{name}</b>" "{who.age}</p>
            {children()}
            <footer class="paper-foot"><p>{printed}</p><p>{texts.secret}</p></footer>
        </main>
    }
}

/// The crisis plan on one sheet.
#[component]
pub fn CrisisPlan() -> impl IntoView {
    let (sheet, all) = (sheet(), texts());
    let texts = sheet.texts;
    let Some(dossier) = sheet.content.dossier.clone() else {
        let title = all.panel.no_plan.to_owned();
        return view! { <Paper title=title><p class="warning">{texts.no_dossier}</p></Paper> }
            .into_any();
    };
    let title = dossier.crisis_plan.map_or_else(
        || all.panel.no_plan.to_owned(),
        |date| (all.panel.plan_date)(&date_in_full(sheet.language, date)),
    );
    let lines = |lines: Vec<String>| {
        lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    let listed = move |title: &'static str, items: Vec<String>| {
        (!items.is_empty()).then(|| {
            let items = lines(items);
            view! { <section><h2>{title}</h2><ul class="client-lines">{items}</ul></section> }
        })
    };
    let number = |name: String, note: String, phone: String| {
        let href = dial(&phone);
        view! { <li><span>{name}" "<small>{note}</small></span><a href=href><b>{phone}</b></a></li> }
    };
    let own = dossier
        .phone
        .map(|phone| number(all.panel.own_phone.to_owned(), String::new(), phone));
    // Paper is read by whoever finds it: only those whom the client lets us call.
    let group = dossier
        .resource_group
        .into_iter()
        .filter(|person| person.consent)
        .map(|person| number(person.name, person.relation, person.phone))
        .collect_view();
    let holders = sheet
        .card()
        .into_iter()
        .flat_map(|card| [card.cm, card.deputy])
        .flatten()
        .filter_map(|staff| sheet.people().staff.get(&staff).cloned())
        .filter_map(|card| Some(number(card.name, card.title, card.phone?)))
        .collect_view();
    let medication = dossier.medication.map(|line| {
        view! { <section><h2>{texts.medication}</h2><p>{line}</p></section> }
    });
    let interpreter = dossier.interpreter.map(|line| {
        view! { <section><h2>{texts.interpreter}</h2><p>{line}</p></section> }
    });
    view! {
        <Paper title=title>
            <section class="paper-first">
                <h2>{texts.first}</h2>
                <ol>{lines(dossier.do_first)}</ol>
            </section>
            {listed(texts.avoid, dossier.avoid)}
            {listed(texts.safety, dossier.safety)}
            {medication}
            {interpreter}
            <section>
                <h2>{texts.whole_group}</h2>
                <ol class="paper-call">{own}{group}{holders}</ol>
            </section>
        </Paper>
    }
    .into_any()
}

/// The early warning signs on one sheet.
#[component]
pub fn EarlySignsSheet() -> impl IntoView {
    let sheet = sheet();
    let texts = sheet.texts;
    let version = sheet
        .content
        .dossier
        .as_ref()
        .and_then(|dossier| dossier.plans.signs)
        .map(|date| date_in_full(sheet.language, date));
    let title = match version {
        Some(date) => format!("{} {date}", texts.early),
        None => texts.early.to_owned(),
    };
    view! { <Paper title=title><SignColumns heading=2 /></Paper> }
}
