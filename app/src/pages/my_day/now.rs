//! What holds now: whether one is on duty and can be reached, alerts, visits.

use leptos::prelude::*;
use shared::alert::Alert;
use shared::alert::proof;
use shared::visit::Visit;
use shared::wording::{alert as words, card, duty, time};
use shared::{ClientId, CommandId, carried, route};

use super::desk;
use crate::context::language;
use crate::pages::entry::visit::{Going, OnVisit};
use crate::view::row::{AlertTone, capitalised};

/// Until when one is on duty, or when one is next, and whether the phone is proven.
#[component]
pub fn OnDuty() -> impl IntoView {
    let (desk, language) = (desk(), language());
    let viewer = desk.viewer?;
    let texts = desk.texts;
    let (shift, next, proof) = desk.board.with_value(|board| {
        let own = || board.shifts.iter().filter(move |shift| shift.who == viewer);
        (
            own()
                .filter(|shift| shift.covers(desk.now))
                .max_by_key(|shift| shift.to)
                .copied(),
            own()
                .filter(|shift| shift.from > desk.now)
                .min_by_key(|shift| shift.from)
                .copied(),
            proof::of(board, viewer),
        )
    });
    let told = match (shift, next) {
        (Some(shift), _) => {
            let until = time::moment(language, shift.to, desk.now);
            (texts.on_duty)(card::shift(language, shift.kind), &until)
        }
        (None, Some(next)) => {
            let next = desk
                .people
                .with_value(|people| duty::shift(language, &next, people, desk.now));
            format!("{} {}", texts.off_duty, (texts.next_shift)(&next))
        }
        (None, None) => texts.off_duty.to_owned(),
    };
    let phone = (texts.phone)(&words::proof(language, proof, desk.now));
    let mend = proof
        .is_fault()
        .then(|| view! { " "<a href=route::SETTINGS>{texts.phone_mend}</a> });
    Some(view! {
        <p class="my-day-duty"><b>{told}</b></p>
        <p class="my-day-phone" data-proven=(!proof.is_fault()).to_string()>
            <span aria-hidden="true">{if proof.is_fault() { "! " } else { "✓ " }}</span>
            {phone}
            {mend}
        </p>
    })
}

/// A phone of one's own that carried the day and has been silent since, while it stands in the way
/// of the rules (`policy.md` 2, D12).
#[component]
pub fn Silent() -> impl IntoView {
    let (desk, language) = (desk(), language());
    let viewer = desk.viewer?;
    let texts = desk.texts;
    let since = desk.board.with_value(|board| {
        let silent = carried::silent(board, viewer, desk.now);
        silent.map(|(_, since)| since).min()
    })?;
    let when = time::moment(language, since, desk.now);
    Some(view! {
        <section class="my-day-silent">
            <p class="refusal">
                <b>{(texts.silent)(&when)}</b>
                " "
                {texts.silent_next}
            </p>
            <form method="post" action=route::PHONE_GONE>
                <button>{texts.silent_gone}</button>
            </form>
        </section>
    })
}

/// Open alerts, the most urgent first, each with a way to take it.
#[component]
pub fn Alerts() -> impl IntoView {
    let (desk, texts) = (desk(), desk().texts);
    let mut open: Vec<Alert> = desk.board.with_value(|board| {
        let open = board.alerts.values().filter(|alert| alert.is_open());
        open.cloned().collect()
    });
    open.sort_by_key(|alert| (AlertTone::of(alert), alert.raised));
    let none = open
        .is_empty()
        .then(|| view! { <p class="hint">{texts.no_alerts}</p> });
    let alerts = open
        .into_iter()
        .map(|alert| view! { <AlertLine alert=alert /> })
        .collect_view();
    view! {
        <section aria-labelledby="alerts">
            <h2 id="alerts">{texts.alerts}</h2>
            {none}
            <ul class="my-day-list">{alerts}</ul>
        </section>
    }
}

#[component]
fn AlertLine(alert: Alert) -> impl IntoView {
    let (desk, language) = (desk(), language());
    let tone = AlertTone::of(&alert);
    let name = capitalised(&words::named(language, alert.class, alert.number));
    let state = desk
        .people
        .with_value(|people| words::state(language, &alert, people, desk.now));
    let seen = serde_json::to_string(&alert.seen()).unwrap_or_default();
    let take = tone.is_open().then(|| {
        view! {
            <form method="post" action=route::alert(alert.number)>
                <input type="hidden" name="seen" value=seen />
                <button class="primary" aria-label=format!("{}: {name}", desk.texts.take)>
                    {desk.texts.take}
                </button>
            </form>
        }
    });
    view! {
        <li data-alert=tone.word()>
            <a href=route::alert(alert.number)>
                <b><span aria-hidden="true">{tone.shape()}</span>{name.clone()}</b>
                " "
                {desk.name(alert.client)}
                <span class="sub">{state}</span>
            </a>
            {take}
        </li>
    }
}

/// Visits that go on, one's own first.
#[component]
pub fn Visits(ids: Vec<CommandId>) -> impl IntoView {
    let (desk, texts) = (desk(), desk().texts);
    let mut going: Vec<(ClientId, Visit)> = desk.board.with_value(|board| {
        let cards = board.cards.values();
        cards
            .filter_map(|card| Some((card.client, card.visit.clone()?)))
            .collect()
    });
    going.sort_by_key(|(client, visit)| {
        let is_mine = desk.viewer.is_some_and(|me| visit.who.contains(&me));
        (!is_mine, visit.check_in, *client)
    });
    let visits = going
        .into_iter()
        .zip(ids)
        .map(|((client, visit), id)| {
            let going = Going {
                client,
                colleagues: (Vec::new(), 0),
                id,
                next: route::MY_DAY.to_owned(),
                said: Vec::new(),
            };
            let people = desk.people.get_value();
            view! {
                <li>
                    <h3><a href=route::visit(client)>{desk.name(client)}</a></h3>
                    <OnVisit visit=visit people=people going=going />
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!visits.is_empty()).then(|| {
        view! {
            <section aria-labelledby="visits">
                <h2 id="visits">{texts.visits}</h2>
                <ul class="my-day-visits">{visits}</ul>
            </section>
        }
    })
}
