//! What is known of the client, in the order in which it is needed.

use leptos::prelude::*;
use shared::board::card::Card;
use shared::board::event::{Event, Recorded};
use shared::dossier::Dossier;
use shared::people::{People, StaffCard};
use shared::wording::{actor, card as words, time, timeline};

use super::answer::Numbers;
use crate::context::{frame, language, texts};

/// How many of the last events are shown.
const LAST: usize = 3;

/// What the crisis plan says to do first, and to avoid.
#[component]
pub fn FirstSteps(dossier: Option<Dossier>) -> impl IntoView {
    let texts = &texts().alert;
    let (first, avoid) = dossier
        .map(|dossier| (dossier.do_first, dossier.avoid))
        .unwrap_or_default();
    if first.is_empty() && avoid.is_empty() {
        return view! {
            <section><h2>{texts.first}</h2><p>{texts.plan_missing}</p></section>
        }
        .into_any();
    }
    let steps = first
        .into_iter()
        .map(|step| view! { <li>{step}</li> })
        .collect_view();
    view! {
        <section>
            <h2>{texts.first}</h2>
            <ol>{steps}</ol>
            {(!avoid.is_empty()).then(|| view! {
                <p class="warning"><b>{texts.avoid}": "</b>{avoid.join(" · ")}</p>
            })}
        </section>
    }
    .into_any()
}

/// A telephone number that a finger can hit.
#[component]
fn Number(name: String, note: Option<String>, phone: String) -> impl IntoView {
    let href = format!(
        "tel:{}",
        phone
            .chars()
            .filter(|c| !matches!(c, ' ' | '-'))
            .collect::<String>()
    );
    view! {
        <li>
            <a href=href>
                <span>{name}{note.map(|note| view! { " "<small>{note}</small> })}</span>
                <b>{phone}</b>
            </a>
        </li>
    }
}

/// Whom to call, in this order: the client, those who have the client's consent, the reserve,
/// and the numbers that always answer.
#[component]
pub fn Call(dossier: Option<Dossier>, reserve: Option<StaffCard>) -> impl IntoView {
    let all = texts();
    let texts = &all.alert;
    let own = dossier
        .as_ref()
        .and_then(|dossier| dossier.phone.clone())
        .map(|phone| {
            view! { <Number name=texts.call_client.to_owned() note=None phone=phone /> }
        });
    let group = dossier
        .into_iter()
        .flat_map(|dossier| dossier.resource_group)
        .filter(|person| person.consent)
        .map(|person| {
            let note = format!("{}, {}", person.relation, all.panel.consent);
            view! { <Number name=person.name note=Some(note) phone=person.phone /> }
        })
        .collect_view();
    let reserve = reserve.and_then(|card| {
        let phone = card.phone?;
        let name = format!("{} {}", texts.reserve, card.initials);
        Some(view! { <Number name=name note=None phone=phone /> })
    });
    view! {
        <section>
            <h2>{texts.call}</h2>
            <ul class="call">{own}{group}{reserve}</ul>
            <Numbers />
        </section>
    }
}

/// What every colleague must know before a visit.
#[component]
pub fn Safety(card: Card, dossier: Option<Dossier>) -> impl IntoView {
    let (language, texts) = (language(), &texts().alert);
    let mut lines: Vec<String> = card
        .raised_flags()
        .map(|flag| words::flag(language, flag).to_owned())
        .collect();
    lines.extend(dossier.into_iter().flat_map(|dossier| dossier.safety));
    (!lines.is_empty()).then(|| {
        view! {
            <section class="safety">
                <h2>{texts.safety}</h2>
                <p class="warning">{lines.join(" · ")}</p>
            </section>
        }
    })
}

/// The last contacts and what changed, and the next contact.
#[component]
pub fn Last(timeline: Vec<Recorded>, people: People, card: Card) -> impl IntoView {
    let (language, texts) = (language(), &texts().alert);
    let now = frame().now;
    let lines = timeline
        .iter()
        .rev()
        .filter(|recorded| {
            matches!(
                recorded.event,
                Event::ContactLogged { .. } | Event::Assessed { .. } | Event::Placed { .. }
            )
        })
        .take(LAST)
        .map(|recorded| {
            let at = time::day_and_clock(language, recorded.at, now);
            let by = actor(language, recorded.by, &people);
            let line = timeline::line(language, recorded, &people, now);
            view! { <li><span class="quiet-words">{at}" "{by}</span><br />{line}</li> }
        })
        .collect_view();
    let next = card.next_booking(now).map(|booking| {
        let at = time::day_and_clock(language, booking.at, now);
        let how = words::channel(language, booking.how);
        format!(
            "{}: {at}, {how}, {}",
            texts.next_booked,
            people.initials(booking.who)
        )
    });
    view! {
        <section>
            <h2>{texts.last}</h2>
            <ul class="plain">{lines}</ul>
            {next.map(|next| view! { <p>{next}</p> })}
        </section>
    }
}

/// Medication in brief.
#[component]
pub fn Medication(dossier: Option<Dossier>) -> impl IntoView {
    let texts = &texts().alert;
    dossier.and_then(|dossier| dossier.medication).map(|line| {
        view! { <section><h2>{texts.medication}</h2><p>{line}</p></section> }
    })
}
