//! The plans with their dates, their age, and where they are known.

use chrono::NaiveDate;
use leptos::prelude::*;
use shared::board::card::{Facts, Stamped};
use shared::board::event::Actor;
use shared::board::member::Organisation;
use shared::dossier::Plans;
use shared::time::days_after;
use shared::wording::fact::sip;
use shared::wording::time::{date_in_full, moment};
use shared::{Timestamp, wording};

use super::part::PagePart;
use super::sheet;

/// After so many days a plan is called old: it is to be followed up within the year.
const OLD_AFTER: u64 = 365;

/// A plan in the table.
struct Line {
    name: &'static str,
    dated: Option<NaiveDate>,
    checked: Option<(Timestamp, Actor)>,
}

/// The plans.
#[component]
pub fn PlansPart() -> impl IntoView {
    let sheet = sheet();
    let (texts, language, now) = (sheet.texts, sheet.language, sheet.now);
    let dossier = sheet.content.dossier.as_ref();
    let plans = dossier.map(|one| one.plans.clone()).unwrap_or_default();
    let facts = sheet
        .card()
        .map_or_else(Facts::default, |card| card.facts.clone());
    let checked = |fact: &Option<Stamped<()>>| fact.as_ref().map(|one| (one.at, one.by));
    let lines = [
        Line {
            name: texts.crisis,
            dated: dossier.and_then(|one| one.crisis_plan),
            checked: checked(&facts.crisis_plan),
        },
        Line {
            name: texts.care,
            dated: plans.care,
            checked: checked(&facts.care_plan),
        },
        Line {
            name: texts.rehabilitation,
            dated: plans.rehabilitation,
            checked: checked(&facts.rehabilitation_plan),
        },
        Line {
            name: texts.implementation,
            dated: plans.implementation,
            checked: None,
        },
        Line {
            name: texts.sip,
            dated: plans.sip,
            checked: facts.sip.as_ref().map(|one| (one.at, one.by)),
        },
        Line {
            name: texts.early,
            dated: plans.signs,
            checked: None,
        },
    ];
    let today = now.local().date();
    let rows = lines.map(|line| {
        let dated = match line.dated {
            Some(date) => {
                let is_old = days_after(date, OLD_AFTER) < today;
                let words = date_in_full(language, date);
                let age = is_old.then(|| view! { <span class="sub">{texts.plan_old}</span> });
                view! { <span data-stale=is_old.then_some("")>{words}{age}</span> }.into_any()
            }
            None => view! { <span class="quiet-words">{texts.plan_none}</span> }.into_any(),
        };
        let checked = line.checked.map(|(at, by)| {
            let by = wording::actor(language, by, sheet.people());
            format!("{} {by}", moment(language, at, now))
        });
        view! {
            <tr>
                <th scope="row">{line.name}</th>
                <td>{dated}</td>
                <td>{checked.unwrap_or_else(|| "–".to_owned())}</td>
            </tr>
        }
    });
    let answer = facts.sip.map(|said| {
        view! { <p>{texts.sip_answer}": "{sip(language, said.value)}</p> }
    });
    let care_plan = dossier
        .map(|one| one.care_plan.clone())
        .unwrap_or_default()
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect::<Vec<_>>();
    let care_plan = (!care_plan.is_empty()).then(|| {
        view! {
            <h3>{crate::context::texts().panel.care_plan}</h3>
            <ul class="client-lines">{care_plan}</ul>
        }
    });
    let missing = dossier
        .is_none()
        .then(|| view! { <p class="warning">{texts.no_dossier}</p> });
    view! {
        <PagePart id="client-plans" title=texts.plans>
            {missing}
            <table class="client-plans">
                <thead>
                    <tr>
                        <th scope="col">{texts.plan}</th>
                        <th scope="col">{texts.dated}</th>
                        <th scope="col">{texts.plan_checked}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {answer}
            <SignsIn plans=plans />
            {care_plan}
        </PagePart>
    }
}

/// Which version of the early warning signs each principal's own system holds: both must have
/// the same (`domain.md` 3.5).
#[component]
fn SignsIn(plans: Plans) -> impl IntoView {
    let sheet = sheet();
    let (texts, language) = (sheet.texts, sheet.language);
    let version = plans.signs?;
    let lines = [
        (Organisation::Region, texts.region_system),
        (Organisation::Municipality, texts.municipality_system),
    ]
    .map(|(organisation, name)| {
        let (is_fault, words) = match plans.signs_in.get(&organisation) {
            None => (true, texts.signs_missing.to_owned()),
            Some(date) if *date < version => {
                (true, (texts.signs_older)(&date_in_full(language, *date)))
            }
            Some(date) => {
                let date = date_in_full(language, *date);
                (false, format!("{date}, {}", texts.signs_same))
            }
        };
        view! { <li><b>{name}</b>" "<span class:fault=is_fault>{words}</span></li> }
    });
    Some(view! {
        <h3>{texts.signs_in}</h3>
        <ul class="plain">{lines}</ul>
    })
}
