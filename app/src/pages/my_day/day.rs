//! The day: one's own contacts, and who is red.

use leptos::prelude::*;
use shared::board::card::{Card, Level};
use shared::wording::{card as words, time};
use shared::{ClientId, Timestamp, route};

use super::desk;
use crate::context::{language, level_within, with_level_names};
use crate::parts::level_mark::LevelMark;

/// A contact of today.
struct Planned {
    at: Timestamp,
    client: ClientId,
    level: Level,
    how: String,
    is_missed: bool,
}

/// What is planned for somebody today: bookings, and where they are named as today's contact.
#[component]
pub fn Contacts() -> impl IntoView {
    let (desk, language) = (desk(), language());
    let viewer = desk.viewer?;
    let texts = desk.texts;
    let today = desk.now.local().date();
    let is_today = |at: Timestamp| at.local().date() == today;
    let of_card = |card: &Card| {
        let how = |how| words::channel(language, how).to_owned();
        let booked: Vec<Planned> = card
            .bookings
            .iter()
            .filter(|one| one.who == viewer && is_today(one.at))
            .map(|one| Planned {
                at: one.at,
                client: card.client,
                level: card.level,
                how: how(one.how),
                is_missed: one.missed,
            })
            .collect();
        let named = card
            .contact_on(desk.now)
            .filter(|named| named.who.contains(&viewer))
            .filter(|named| booked.iter().all(|one| one.at != named.at))
            // Whoever was reached after that has been met.
            .filter(|named| {
                card.last_contact
                    .is_none_or(|last| !last.reached || last.at < named.at)
            })
            .map(|named| Planned {
                at: named.at,
                client: card.client,
                level: card.level,
                how: how(named.how),
                is_missed: false,
            });
        booked.into_iter().chain(named).collect::<Vec<_>>()
    };
    let mut planned: Vec<Planned> = desk
        .board
        .with_value(|board| board.cards.values().flat_map(of_card).collect());
    planned.sort_by_key(|one| (one.at, one.client));
    let none = planned
        .is_empty()
        .then(|| view! { <p class="hint">{texts.nothing_planned}</p> });
    let lines = planned
        .into_iter()
        .map(|one| {
            let missed = one
                .is_missed
                .then(|| view! { " "<b class="fault">{crate::context::texts().board.missed}</b> });
            view! {
                <ClientLine client=one.client level=one.level>
                    {time::clock(one.at)}" "{one.how}{missed}
                </ClientLine>
            }
        })
        .collect_view();
    Some(view! {
        <section aria-labelledby="contacts">
            <h2 id="contacts">{texts.my_day}</h2>
            {none}
            <ul class="my-day-list">{lines}</ul>
        </section>
    })
}

/// Who is red, the longest first.
#[component]
pub fn Red() -> impl IntoView {
    let (desk, language) = (desk(), language());
    let texts = desk.texts;
    let mut red: Vec<(Timestamp, ClientId, String)> = desk.board.with_value(|board| {
        let cards = board.on_board().filter(|card| card.level == Level::Red);
        cards
            .map(|card| {
                let why = card.why.as_ref();
                let why = why.map_or_else(String::new, |why| {
                    let reason = words::reason(language, why.value.reason);
                    format!("{reason}: {}", why.value.text)
                });
                (card.since, card.client, why)
            })
            .collect()
    });
    red.sort();
    // The plural is known of the standard word only.
    let title = with_level_names(|names| names.own(Level::Red).unwrap_or(texts.red).to_owned());
    let none = red
        .is_empty()
        .then(|| view! { <p class="hint">{(texts.no_red)(&level_within(Level::Red))}</p> });
    let lines = red
        .into_iter()
        .map(|(_, client, why)| {
            view! { <ClientLine client=client level=Level::Red>{why}</ClientLine> }
        })
        .collect_view();
    view! {
        <section aria-labelledby="red">
            <h2 id="red">{title}</h2>
            {none}
            <ul class="my-day-list">{lines}</ul>
        </section>
    }
}

/// A client with what one does on the way: log, or begin a visit.
#[component]
fn ClientLine(client: ClientId, level: Level, children: Children) -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let name = desk.name(client);
    let labelled = |what: &str| format!("{what}: {name}");
    view! {
        <li>
            <a href=route::plan(client)>
                <b>{name.clone()}</b>
                " "
                <LevelMark level=level />
                <span class="sub">{children()}</span>
            </a>
            <span class="my-day-do">
                <a class="button" href=route::contact(client) aria-label=labelled(texts.log)>
                    {texts.log}
                </a>
                <a class="button" href=route::visit(client) aria-label=labelled(texts.start_visit)>
                    {texts.start_visit}
                </a>
            </span>
        </li>
    }
}
