//! What is known of the client, in the order in which it is needed.

use leptos::prelude::*;
use shared::board::card::Card;
use shared::board::event::{Event, Recorded};
use shared::dossier::Dossier;
use shared::people::{self, StaffCard};
use shared::wording::{actor, card as words, time, timeline};

use super::answer::{Numbers, dial};
use crate::context::{frame, language, texts};

/// How many of the last events are shown.
const LAST: usize = 3;

/// How the signs were judged last, what the crisis plan says to do first, and to avoid.
#[component]
pub fn FirstSteps(dossier: Option<Dossier>, signs: Option<String>) -> impl IntoView {
    let texts = &texts().alert;
    let (first, avoid) = dossier
        .map(|dossier| (dossier.do_first, dossier.avoid))
        .unwrap_or_default();
    if first.is_empty() && avoid.is_empty() {
        return view! {
            <section><h2>{texts.first}</h2>{signs.map(|signs| view! { <p>{signs}</p> })}<p>{texts.plan_missing}</p></section>
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
            {signs.map(|signs| view! { <p>{signs}</p> })}
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
    let href = dial(&phone);
    view! {
        <li>
            <a href=href>
                <span>{name}{note.map(|note| view! { " "<small>{note}</small> })}</span>
                <b>{phone}</b>
            </a>
        </li>
    }
}

/// Whom to call at once: the client, the reserve, the psychiatrist on duty, and the numbers that
/// always answer.
#[component]
pub fn Call(
    dossier: Option<Dossier>,
    reserve: Option<StaffCard>,
    psychiatrists: Vec<StaffCard>,
    acute: Option<String>,
) -> impl IntoView {
    let texts = &texts().alert;
    let own = dossier.and_then(|dossier| dossier.phone).map(|phone| {
        view! { <Number name=texts.call_client.to_owned() note=None phone=phone /> }
    });
    let colleague = |role: &str, card: StaffCard| {
        let name = format!("{role} {}", card.initials);
        let phone = card.phone?;
        Some(view! { <Number name=name note=None phone=phone /> })
    };
    let reserve = reserve.and_then(|card| colleague(texts.reserve, card));
    let psychiatrists = psychiatrists
        .into_iter()
        .filter_map(|card| colleague(texts.psychiatrist, card))
        .collect_view();
    view! {
        <section>
            <h2>{texts.call}</h2>
            <ul class="call">{own}{reserve}{psychiatrists}</ul>
            <Numbers acute=acute />
        </section>
    }
}

/// Those whom the client lets us call, in the client's own order.
#[component]
pub fn People(dossier: Option<Dossier>) -> impl IntoView {
    let all = texts();
    let group: Vec<_> = dossier
        .into_iter()
        .flat_map(|dossier| dossier.resource_group)
        .filter(|person| person.consent)
        .map(|person| {
            let note = format!("{}, {}", person.relation, all.panel.consent);
            view! { <Number name=person.name note=Some(note) phone=person.phone /> }
        })
        .collect();
    (!group.is_empty()).then(|| {
        view! {
            <section>
                <h2>{all.alert.people}</h2>
                <ul class="call">{group}</ul>
            </section>
        }
    })
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
pub fn Last(timeline: Vec<Recorded>, people: people::People, card: Card) -> impl IntoView {
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

/// Medication in brief, and compulsory care.
#[component]
pub fn Medication(dossier: Option<Dossier>, card: Card) -> impl IntoView {
    let (language, texts) = (language(), &texts().alert);
    let now = frame().now;
    let medication = dossier
        .and_then(|dossier| dossier.medication)
        .map(|line| view! { <p>{line}</p> });
    let legal = card.legal.and_then(|legal| {
        let status = words::legal_status(legal.status?);
        let ends = legal.ends.map(|day| {
            format!(
                ", {} {}",
                language.pick("t.o.m.", "until"),
                time::date(language, day, now)
            )
        });
        Some(view! { <p>{texts.legal}": "<b>{status}</b>{ends}</p> })
    });
    (medication.is_some() || legal.is_some()).then(|| {
        view! { <section><h2>{texts.medication}</h2>{medication}{legal}</section> }
    })
}
