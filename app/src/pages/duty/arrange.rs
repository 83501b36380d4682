//! Absences, and deputies who act for a client on some dates.

use leptos::prelude::*;
use shared::ClientId;
use shared::duty::Absence;
use shared::wording::duty as words;
use shared::wording::time::date;

use super::fields::{AskForm, Input, OneTap, Who};
use super::{Desk, desk};

/// Who is away, and the form to report it.
#[component]
pub fn Absences() -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let absences: Vec<Absence> = desk.board.with_value(|board| {
        let absences = board.duty.absences.iter();
        absences.filter(|one| desk.now < one.to).copied().collect()
    });
    let lines = absences
        .iter()
        .map(|absence| {
            let who = desk.initials(absence.who);
            let when = words::stretch(desk.language, absence.from, absence.to, desk.now);
            let about = format!("{who} {when}");
            let end = (absence.who == desk.viewer || desk.plans).then(|| {
                view! {
                    <OneTap
                        ask="end_absence"
                        name="number"
                        value=absence.number.0.to_string()
                        label=texts.absence_end
                        about=about
                    />
                }
            });
            view! { <li><b>{who}</b><span>{when}</span>{end}</li> }
        })
        .collect_view();
    let who = if desk.plans {
        view! { <Who label=texts.absence_who chosen=desk.viewer /> }.into_any()
    } else {
        view! { <input type="hidden" name="who" value=desk.viewer.to_string() /> }.into_any()
    };
    view! {
        <section aria-labelledby="absences">
            <h2 id="absences">{texts.absences}</h2>
            {if absences.is_empty() {
                view! { <p class="quiet-words">{texts.no_absences}</p> }.into_any()
            } else {
                view! { <ul class="rota-list">{lines}</ul> }.into_any()
            }}
            <details>
                <summary class="button">{texts.absence_submit}</summary>
                <AskForm ask="absent">
                    {who}
                    <Input label=texts.absence_from name="from" kind="datetime-local" />
                    <Input label=texts.absence_to name="to" kind="datetime-local" />
                    <p class="hint">{texts.absence_hint}</p>
                    <button class="primary">{texts.absence_submit}</button>
                </AskForm>
            </details>
        </section>
    }
}

/// Who acts as deputy, and the form to name somebody. Nothing for those who see no clients.
#[component]
pub fn ActingDeputies() -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let (acting, clients) = desk.board.with_value(|board| {
        let clients = board.cards.values().filter(|card| {
            desk.plans || card.cm == Some(desk.viewer) || card.deputy == Some(desk.viewer)
        });
        (
            board.duty.acting.clone(),
            clients.map(|card| card.client).collect::<Vec<_>>(),
        )
    });
    if acting.is_empty() && clients.is_empty() {
        return ().into_any();
    }
    let lines = acting
        .iter()
        .map(|one| {
            let name = (texts.acting_line)(&client(desk, one.client), &desk.initials(one.who));
            let when = format!(
                "{} – {}",
                date(desk.language, one.first, desk.now),
                date(desk.language, one.last, desk.now)
            );
            let end = clients.contains(&one.client).then(|| {
                view! {
                    <OneTap
                        ask="end_acting"
                        name="client"
                        value=one.client.to_string()
                        label=texts.acting_end
                        about=name.clone()
                    />
                }
            });
            view! { <li><b>{name}</b><span>{when}</span>{end}</li> }
        })
        .collect_view();
    let mut options: Vec<(String, ClientId)> = clients
        .iter()
        .map(|one| (client(desk, *one), *one))
        .collect();
    options.sort();
    let options = options
        .into_iter()
        .map(|(name, one)| view! { <option value=one.to_string()>{name}</option> })
        .collect_view();
    let form = (!clients.is_empty()).then(|| {
        view! {
            <details>
                <summary class="button">{texts.acting_submit}</summary>
                <AskForm ask="act_for">
                    <label class="field">
                        <span>{texts.acting_client}</span>
                        <select name="client" required>
                            <option value="">{texts.choose}</option>
                            {options}
                        </select>
                    </label>
                    <Who label=texts.acting_who only_care=true />
                    <Input label=texts.first name="first" kind="date" />
                    <Input label=texts.last name="last" kind="date" />
                    <button class="primary">{texts.acting_submit}</button>
                </AskForm>
            </details>
        }
    });
    view! {
        <section aria-labelledby="acting">
            <h2 id="acting">{texts.acting}</h2>
            {if acting.is_empty() {
                view! { <p class="quiet-words">{texts.no_acting}</p> }.into_any()
            } else {
                view! { <ul class="rota-list">{lines}</ul> }.into_any()
            }}
            {form}
        </section>
    }
    .into_any()
}

/// A client's initials and year of birth: several may have the same initials.
pub(super) fn client(desk: Desk, client: ClientId) -> String {
    desk.people.with_value(|people| {
        people.clients.get(&client).map_or("–".to_owned(), |head| {
            format!("{} {}", head.initials, head.born.format("%Y"))
        })
    })
}
