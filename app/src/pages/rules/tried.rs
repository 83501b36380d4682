//! What other numbers would have proposed in the past thirty days.

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::alert::{Class, Climbed, Delays, Rung};
use shared::deescalation::dry_run::Stay;
use shared::deescalation::policy::Policy;
use shared::people::People;
use shared::wording::time::{date, dated};
use shared::wording::{alert as words_of_alerts, policy as words, rules};

use crate::context::{frame, language, with_level_names};
use crate::i18n::rules::Rules as Texts;
use crate::page::Tried as Content;

/// The result of a try.
#[component]
pub fn Tried(tried: Content, present: Policy, people: People) -> impl IntoView {
    let language = language();
    let texts = Texts::of(language);
    let differences = words::differences(language, &present, &tried.policy);
    let changes = if differences.is_empty() {
        view! { <p>{texts.tried_same}</p> }.into_any()
    } else {
        let lines = differences
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view();
        view! { <h3>{texts.changes}</h3> <ul class="rules-changes">{lines}</ul> }.into_any()
    };
    let alerts = (present.ladder != tried.policy.ladder)
        .then(|| view! { <Alerts climbed=tried.climbed.clone() tried=tried.policy.ladder present=present.ladder /> });
    let others = (tried.unseen > 0).then(|| (texts.others)(&tried.unseen.to_string()));
    let is_empty = tried.stays.is_empty() && others.is_none();
    let lines = tried
        .stays
        .iter()
        .map(|stay| {
            let head = people.clients.get(&stay.client);
            let client = head.map_or_else(|| "–".to_owned(), |head| head.initials.clone());
            view! { <Line stay=*stay client=client /> }
        })
        .collect_view();
    let table = (!tried.stays.is_empty()).then(|| {
        view! {
            <table class="rules-tried">
                <thead>
                    <tr>
                        <th scope="col">{texts.client}</th>
                        <th scope="col">{texts.step}</th>
                        <th scope="col">{texts.on_level}</th>
                        <th scope="col">{texts.present}</th>
                        <th scope="col">{texts.wanted}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        }
    });
    view! {
        <section class="rules-try" aria-labelledby="tried" role="status">
            <h2 id="tried">{texts.tried}</h2>
            {changes}
            <p class="hint">{texts.tried_lead}</p>
            {is_empty.then(|| view! { <p>{texts.tried_none}</p> })}
            {table}
            {others.map(|words| view! { <p>{words}</p> })}
            {alerts}
        </section>
    }
}

/// How many alerts climbed to each rung, with the minutes of both.
#[component]
fn Alerts(climbed: Vec<Climbed>, present: Delays, tried: Delays) -> impl IntoView {
    let language = language();
    let texts = Texts::of(language);
    let minutes = |delays: Delays, one: &Climbed| {
        let offset = delays.offset(one.class, one.rung);
        format!("{} min", offset.whole_minutes())
    };
    let lines = climbed
        .iter()
        .map(|one| {
            let class = match one.class {
                Class::P1 => texts.alert,
                Class::P2 => texts.task,
            };
            let rung = match one.rung {
                Rung::Repeat(_) => texts.repeats.to_owned(),
                rung => words_of_alerts::rung(language, one.class, rung),
            };
            let differs = one.present != one.tried;
            view! {
                <tr data-changed=differs.then_some("")>
                    <th scope="row">{class}": "{rung}</th>
                    <td>{one.present}" ("{minutes(present, one)}")"</td>
                    <td>{differs.then_some("≠ ")}{one.tried}" ("{minutes(tried, one)}")"</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h3>{texts.climbed}</h3>
        <p class="hint">{texts.climbed_lead}</p>
        <table class="rules-climbed">
            <thead>
                <tr>
                    <th scope="col">{texts.rung}</th>
                    <th scope="col">{texts.present}</th>
                    <th scope="col">{texts.wanted}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
}

/// One stay; a difference is marked by weight and by a sign.
#[component]
fn Line(stay: Stay, client: String) -> impl IntoView {
    let (language, now) = (language(), frame().now);
    let texts = Texts::of(language);
    let morning = |on: Option<NaiveDate>| match on {
        Some(on) => date(language, on, now),
        None => texts.never.to_owned(),
    };
    let differs = stay.present != stay.tried;
    let step = with_level_names(|names| rules::transition(language, names, stay.transition));
    view! {
        <tr data-changed=differs.then_some("")>
            <th scope="row">{client}</th>
            <td>{step}</td>
            <td>{dated(language, stay.since, now)}</td>
            <td>{morning(stay.present)}</td>
            <td>{differs.then_some("≠ ")}{morning(stay.tried)}</td>
        </tr>
    }
}
