//! The hand-over at the change of shifts: what is new for the one who comes on, and for the
//! one who goes off whether it was read.

use leptos::prelude::*;
use shared::alert::AlertNumber;
use shared::board::Board;
use shared::duty::handover::{HandOver, list, receipts};
use shared::route;
use shared::wording::card::{channel, level, shift as role};
use shared::wording::time::moment;
use shared::{ClientId, Timestamp};

use super::arrange::client as name;
use super::fields::AskForm;
use super::{Desk, desk};

/// Both lists, where the viewer has any.
#[component]
pub fn HandOverList() -> impl IntoView {
    let desk = desk();
    let (list, receipts) = desk.board.with_value(|board| {
        (
            list(board, desk.viewer, desk.now),
            receipts(board, desk.viewer, desk.now),
        )
    });
    let texts = desk.texts;
    let lines: Vec<String> = receipts
        .into_iter()
        .map(|receipt| {
            let who = format!(
                "{} {}",
                role(desk.language, receipt.kind),
                desk.initials(receipt.who)
            );
            match receipt.read {
                Some(at) => (texts.receipt_read)(&who, &moment(desk.language, at, desk.now)),
                None => (texts.receipt_unread)(&who),
            }
        })
        .collect();
    let read = (!lines.is_empty()).then(|| {
        let lines = lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view();
        view! {
            <section class="hand-over" aria-labelledby="receipts">
                <h2 id="receipts">{texts.receipts}</h2>
                <ul class="rota-list">{lines}</ul>
            </section>
        }
    });
    view! {
        {list.map(|list| view! { <List list=list /> })}
        {read}
    }
}

#[component]
fn List(list: HandOver) -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let who: Vec<String> = list
        .from
        .iter()
        .map(|staff| desk.initials(*staff))
        .collect();
    let who = if who.is_empty() {
        "–".to_owned()
    } else {
        who.join(", ")
    };
    let lead = (texts.hand_over_from)(&who, &moment(desk.language, list.since, desk.now));
    let raised: Vec<(String, String)> = list
        .raised
        .iter()
        .map(|one| (route::client(*one), card(desk, *one)))
        .collect();
    let planned: Vec<(String, String)> = list
        .planned
        .iter()
        .map(|(one, booking)| {
            let words = format!(
                "{} {} {} {}",
                moment(desk.language, booking.at, desk.now),
                name(desk, *one),
                channel(desk.language, booking.how),
                desk.initials(booking.who)
            );
            (route::client(*one), words)
        })
        .collect();
    let alerts: Vec<(String, String)> = list
        .alerts
        .iter()
        .map(|number| (route::alert(*number), alert(desk, *number)))
        .collect();
    let read = list.read.map_or_else(
        || {
            let value = list.shift.from.millis().to_string();
            view! {
                <AskForm ask="read_hand_over">
                    <button class="primary" name="shift" value=value>{texts.hand_over_read}</button>
                </AskForm>
            }
            .into_any()
        },
        |at: Timestamp| {
            let at = (texts.hand_over_is_read)(&moment(desk.language, at, desk.now));
            view! { <p class="rota-well">"✓ "{at}</p> }.into_any()
        },
    );
    view! {
        <section class="hand-over" aria-labelledby="hand-over">
            <h2 id="hand-over">
                {texts.hand_over}" "<small>{role(desk.language, list.shift.kind)}</small>
            </h2>
            <p class="hint">{lead}</p>
            <div class="hand-over-parts">
                <Part title=texts.hand_over_alerts none=texts.hand_over_no_alerts lines=alerts />
                <Part title=texts.hand_over_new none=texts.hand_over_none lines=raised />
                <Part
                    title=texts.hand_over_planned
                    none=texts.hand_over_no_planned
                    lines=planned
                />
            </div>
            {read}
        </section>
    }
}

#[component]
fn Part(title: &'static str, none: &'static str, lines: Vec<(String, String)>) -> impl IntoView {
    let is_empty = lines.is_empty();
    let lines = lines
        .into_iter()
        .map(|(address, words)| view! { <li><a href=address>{words}</a></li> })
        .collect_view();
    view! {
        <div>
            <h3>{title}</h3>
            {if is_empty {
                view! { <p class="quiet-words">{none}</p> }.into_any()
            } else {
                view! { <ul class="rota-list">{lines}</ul> }.into_any()
            }}
        </div>
    }
}

fn card(desk: Desk, client: ClientId) -> String {
    let level = desk.board.with_value(|board: &Board| {
        let card = board.cards.get(&client)?;
        let word = level(desk.language, &board.policy.level_names, card.level);
        Some((word.to_owned(), card.since))
    });
    let name = name(desk, client);
    level.map_or(name.clone(), |(level, since)| {
        format!("{name} {level} {}", moment(desk.language, since, desk.now))
    })
}

fn alert(desk: Desk, number: AlertNumber) -> String {
    desk.board.with_value(|board| {
        let Some(alert) = board.alerts.get(&number) else {
            return number.to_string();
        };
        let named = shared::wording::alert::named(desk.language, alert.class, number);
        let state = desk.people.with_value(|people| {
            shared::wording::alert::state(desk.language, alert, people, desk.now)
        });
        format!("{named} {} {state}", name(desk, alert.client))
    })
}
