//! The resource group: who, in which role, and who may be told.

use leptos::prelude::*;
use shared::dossier::ResourcePerson;

use super::part::PagePart;
use super::sheet;
use crate::pages::alert::answer::dial;

/// The resource group, in the client's own order.
#[component]
pub fn Network() -> impl IntoView {
    let sheet = sheet();
    let texts = sheet.texts;
    let group = sheet
        .content
        .dossier
        .iter()
        .flat_map(|dossier| dossier.resource_group.clone())
        .map(|person| view! { <Person person=person /> })
        .collect::<Vec<_>>();
    let group = if group.is_empty() {
        view! { <p class="quiet-words">{texts.no_group}</p> }.into_any()
    } else {
        view! {
            <p class="hint">{texts.whole_group}</p>
            <ol class="call client-network">{group}</ol>
        }
        .into_any()
    };
    view! { <PagePart id="client-network" title=texts.network>{group}</PagePart> }
}

/// Without consent there is a name and no number.
#[component]
fn Person(person: ResourcePerson) -> impl IntoView {
    let texts = sheet().texts;
    let ResourcePerson {
        name,
        relation,
        phone,
        consent,
    } = person;
    if consent {
        let href = dial(&phone);
        view! {
            <li>
                <a href=href>
                    <span>{name}" "<small>{relation}" · "{texts.told}</small></span>
                    <b>{phone}</b>
                </a>
            </li>
        }
        .into_any()
    } else {
        view! {
            <li>
                <span>{name}" "<small>{relation}</small></span>
                <span class="fault">{texts.not_told}</span>
            </li>
        }
        .into_any()
    }
}
