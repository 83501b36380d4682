//! What everybody must know: compulsory care, consent, safety, children, interpreter.

use leptos::prelude::*;
use shared::board::event::Event;
use shared::wording::card::{flag, legal_status, organisation};
use shared::wording::time::{date, date_in_full, moment};

use super::part::{Change, Known, PagePart, Words};
use super::sheet;
use crate::pages::alert::answer::dial;
use crate::view::row::capitalised;

/// What everybody must know.
#[component]
pub fn Facts() -> impl IntoView {
    let sheet = sheet();
    let texts = sheet.texts;
    let dossier = sheet.content.dossier.clone();
    let (medication, children, interpreter, phone) = dossier.map_or_else(Default::default, |one| {
        (one.medication, one.children, one.interpreter, one.phone)
    });
    let phone = match phone {
        Some(phone) => {
            let href = dial(&phone);
            view! { <a class="dial" href=href>{phone}</a> }.into_any()
        }
        None => view! { <span class="quiet-words">{texts.phone_none}</span> }.into_any(),
    };
    let (to_legal, to_consent) = (sheet.form("ask=legal"), sheet.form("ask=consent"));
    view! {
        <PagePart id="client-facts" title=texts.facts>
            <dl class="facts">
                <Known name=texts.safety><Safety /></Known>
                <Known name=texts.legal>
                    <Legal />
                    <Change to=to_legal label=texts.change about=texts.legal />
                </Known>
                <Known name=texts.consent>
                    <Consent />
                    <Change to=to_consent label=texts.change about=texts.consent />
                </Known>
                <Known name=texts.medication>
                    <Words words=medication missing=texts.medication_none />
                </Known>
                <Known name=texts.children><Words words=children missing=texts.children_none /></Known>
                <Known name=texts.interpreter>
                    <Words words=interpreter missing=texts.interpreter_none />
                </Known>
                <Known name=texts.own_phone>{phone}</Known>
            </dl>
        </PagePart>
    }
}

/// Flags that are raised, and what is written for the staff's safety.
#[component]
fn Safety() -> impl IntoView {
    let sheet = sheet();
    let language = sheet.language;
    let mut lines: Vec<String> = sheet
        .card()
        .into_iter()
        .flat_map(|card| card.flags.iter())
        .filter(|(_, said)| said.value)
        .map(|(raised, said)| {
            let at = moment(language, said.at, sheet.now);
            format!("{} ({at})", capitalised(flag(language, *raised)))
        })
        .collect();
    lines.extend(
        sheet
            .content
            .dossier
            .iter()
            .flat_map(|dossier| dossier.safety.clone()),
    );
    if lines.is_empty() {
        return view! { <span class="quiet-words">{sheet.texts.safety_none}</span> }.into_any();
    }
    let lines = lines
        .into_iter()
        .map(|line| view! { <li class="warning">{line}</li> })
        .collect_view();
    view! { <ul class="plain">{lines}</ul> }.into_any()
}

/// Compulsory care with its last day.
#[component]
fn Legal() -> impl IntoView {
    let sheet = sheet();
    let (texts, language, now) = (sheet.texts, sheet.language, sheet.now);
    let Some(legal) = sheet.card().and_then(|card| card.legal) else {
        return view! { <span>{texts.legal_none}" "</span> }.into_any();
    };
    let changed = (texts.legal_since)(&date(language, legal.changed.local().date(), now));
    let Some(status) = legal.status else {
        return view! {
            <span>{texts.legal_none}" "<span class="sub">{changed}</span></span>
        }
        .into_any();
    };
    let ends = legal.ends.map(|day| {
        let words = date(language, day, now);
        if day < now.local().date() {
            view! { <b class="fault">{(texts.legal_over)(&words)}</b> }.into_any()
        } else {
            view! { <span>{(texts.legal_ends)(&words)}</span> }.into_any()
        }
    });
    view! {
        <span><b>{legal_status(status)}</b>" "{ends}<span class="sub">{changed}</span></span>
    }
    .into_any()
}

/// Which organisations the client lets see, and since when.
#[component]
fn Consent() -> impl IntoView {
    let sheet = sheet();
    let (texts, language) = (sheet.texts, sheet.language);
    let open_to: Vec<_> = sheet
        .card()
        .into_iter()
        .flat_map(|card| card.open_to.iter())
        .map(|one| organisation(language, *one))
        .collect();
    let since = sheet
        .content
        .timeline
        .iter()
        .rev()
        .find(|recorded| {
            matches!(
                recorded.event,
                Event::ConsentChanged { .. } | Event::ClientEnrolled { .. }
            )
        })
        .map(|recorded| {
            let day = date_in_full(language, recorded.when().local().date());
            view! { <span class="sub">{(texts.consent_since)(&day)}</span> }
        });
    if open_to.is_empty() {
        view! { <span class="fault">{texts.consent_none}</span> }.into_any()
    } else {
        view! { <span>{open_to.join(" + ")}{since}</span> }.into_any()
    }
}
