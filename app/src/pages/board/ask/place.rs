//! Raising a client, or changing level, reason and text: two inputs, and whom it will alert.

use leptos::prelude::*;
use shared::alert::{Alert, AlertNumber, Class, ladder};
use shared::board::card::{Level, Reason, Why};
use shared::board::event::Actor;
use shared::wording::card;
use shared::{ClientId, Command, Timestamp};

use super::Asker;
use super::fields::{Form, Line};
use crate::context::{ask_texts, level_within, level_word};
use crate::live::Link;
use crate::pages::board::desk::Placing;
use crate::pages::board::search::find;
use crate::parts::level_mark::LevelMark;

/// The most clients that the picker shows.
const MOST: usize = 6;

/// The form of a placing.
#[component]
pub fn PlaceForm(placing: Placing) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let client = RwSignal::new(placing.client);
    let level = RwSignal::new(placing.level);
    let reason = RwSignal::new(placing.reason);
    let text = RwSignal::new(placing.text);
    let tonight = RwSignal::new(false);
    let card = move |client: Option<ClientId>| {
        client.and_then(|client| {
            asker
                .live
                .with_board(|board, _| board.cards.get(&client).cloned())
        })
    };
    let before = card(placing.client).map_or(Level::Plan, |card| card.level);
    let title = match placing.client {
        Some(client) if before != Level::Plan => (texts.change_title)(&asker.name(client)),
        _ => texts.raise_title.to_owned(),
    };
    // What holds now is what the person has seen; a colleague who is faster makes it a conflict.
    let based_on = StoredValue::new(None);
    Effect::new(move |_| {
        based_on.set_value(
            card(client.get())
                .and_then(|card| card.placed)
                .map(|placed| placed.seq),
        );
    });
    let submit = Signal::derive(move || match level.get() {
        level if level == before => texts.change.to_owned(),
        Level::Red => (texts.raise_red)(&level_within(Level::Red)),
        Level::Yellow if before == Level::Plan => {
            (texts.raise_yellow)(&level_within(Level::Yellow))
        }
        _ => texts.change.to_owned(),
    });
    let save = move || {
        let (Some(client), Some(reason)) = (client.get_untracked(), reason.get_untracked()) else {
            return;
        };
        asker.answer(Command::Place {
            client,
            level: level.get_untracked(),
            reason,
            text: text.get_untracked().trim().to_owned(),
            review: None,
            tonight: tonight.get_untracked(),
            based_on: based_on.get_value(),
        });
    };
    let is_given = placing.client.is_some();
    view! {
        <Form title=title submit=submit on_submit=save>
            <Client client=client is_given=is_given />
            <Levels level=level from=before />
            <Reasons reason=reason autofocus=is_given />
            <Line label=texts.text hint=texts.text_hint value=text limit=Why::LIMIT />
            <Consequence client=client level=level tonight=tonight />
        </Form>
    }
}

/// Which client: the one who is given, or one to be found.
#[component]
fn Client(client: RwSignal<Option<ClientId>>, is_given: bool) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let typed = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let (what, now) = (typed.get(), asker.live.now().get_untracked());
        asker
            .live
            .with_board(|board, people| find(board, people, &what, now))
    });
    let rows = move || {
        found
            .get()
            .into_iter()
            .take(MOST)
            .map(|one| {
                let id = one.client;
                view! {
                    <label>
                        <input
                            type="radio"
                            name="client"
                            required
                            checked=client.get_untracked() == Some(id)
                            on:change=move |_| client.set(Some(id))
                        />
                        <span>
                            <b>{one.name}</b>" "{one.age}" "
                            <LevelMark level=one.level />
                        </span>
                    </label>
                }
            })
            .collect_view()
    };
    if is_given {
        let id = client.get_untracked();
        let name = id.map(|id| asker.name(id)).unwrap_or_default();
        return view! { <p class="ask-client">{name}</p> }.into_any();
    }
    view! {
        <label class="field">
            <span>{texts.who}</span>
            <input
                type="search"
                autofocus
                autocomplete="off"
                placeholder=texts.who_hint
                prop:value=move || typed.get()
                on:input=move |event| {
                    client.set(None);
                    typed.set(event_target_value(&event));
                }
            />
        </label>
        <fieldset class="found" hidden=move || found.with(Vec::is_empty)>
            <legend class="unseen">{texts.who}</legend>
            {rows}
        </fieldset>
    }
    .into_any()
}

/// The levels that a person may choose. A raise offers the two that mean something has happened.
#[component]
fn Levels(level: RwSignal<Level>, from: Level) -> impl IntoView {
    let texts = ask_texts();
    let offered: &[Level] = if from == Level::Plan {
        &[Level::Red, Level::Yellow]
    } else {
        &[Level::Red, Level::Yellow, Level::Stepdown, Level::Inpatient]
    };
    let options = offered
        .iter()
        .map(|one| {
            let one = *one;
            view! {
                <label data-level=one.word()>
                    <input
                        type="radio"
                        name="level"
                        value=one.word()
                        checked=level.get_untracked() == one
                        on:change=move |_| level.set(one)
                    />
                    <span>
                        <span class="level-shape" aria-hidden="true">{card::level_shape(one)}</span>
                        " "
                        {move || level_word(one)}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="segments levels-choice">
            <legend>{texts.level}</legend>
            <div class="segment-row">{options}</div>
        </fieldset>
    }
}

/// Why.
#[component]
fn Reasons(reason: RwSignal<Option<Reason>>, autofocus: bool) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let chosen = reason.get_untracked();
    let options = Reason::ALL
        .iter()
        .map(|one| {
            view! {
                <option value=one.word() selected=chosen == Some(*one)>
                    {card::reason_in_full(asker.language, *one)}
                </option>
            }
        })
        .collect_view();
    view! {
        <label class="field">
            <span>{texts.reason}</span>
            <select
                name="reason"
                required
                autofocus=autofocus
                on:change=move |event| reason.set(Reason::from_word(&event_target_value(&event)))
            >
                <option value="" selected=chosen.is_none()>{texts.reason_choose}</option>
                {options}
            </select>
        </label>
    }
}

/// Whom the answer will alert. It is said before, not after.
#[component]
fn Consequence(
    client: RwSignal<Option<ClientId>>,
    level: RwSignal<Level>,
    tonight: RwSignal<bool>,
) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let link = asker.live.link();
    let words = move || {
        let client = client.get()?;
        let now = asker.live.now().get();
        asker.live.with_board(|board, people| {
            let from = board.cards.get(&client)?.level;
            let class = match level.get() {
                Level::Red if from != Level::Red => Class::P1,
                Level::Yellow if !matches!(from, Level::Red | Level::Yellow) => Class::P2,
                _ => return Some((texts.tells_later.to_owned(), false)),
            };
            if asker
                .viewer
                .is_some_and(|viewer| board.meeting_with(viewer))
            {
                return Some((texts.tells_meeting.to_owned(), false));
            }
            if matches!(link.get(), Link::Offline { .. } | Link::Ended(_)) {
                return Some((texts.tells_offline.to_owned(), true));
            }
            if let Some(alert) = board.open_alert(client).filter(|open| open.class <= class) {
                return Some(((texts.joins)(&alert.number.to_string()), false));
            }
            if class == Class::P2 && !tonight.get() && waits_for_the_morning(client, now) {
                return Some((texts.task_later.to_owned(), false));
            }
            let mut candidates = ladder::candidates(board, client, now).into_iter();
            Some(match (candidates.next(), candidates.next()) {
                (Some(first), reserve) if class == Class::P2 => {
                    let reserve = reserve.map_or("–", |reserve| people.initials(reserve));
                    ((texts.task)(people.initials(first), reserve), false)
                }
                (None, _) if class == Class::P2 => (texts.task_nobody.to_owned(), true),
                (Some(first), Some(reserve)) => (
                    (texts.tells)(people.initials(first), people.initials(reserve)),
                    false,
                ),
                (Some(first), None) => ((texts.tells_one)(people.initials(first)), false),
                (None, _) => (texts.tells_nobody.to_owned(), true),
            })
        })
    };
    let line = move || {
        words().map(|(words, is_warning)| {
            view! { <span class=if is_warning { "warning" } else { "" }>{words}</span> }
        })
    };
    let is_night = move || {
        let (client, now) = (client.get()?, asker.live.now().get());
        let from = asker
            .live
            .with_board(|board, _| board.cards.get(&client).map(|card| card.level))?;
        let is_task = level.get() == Level::Yellow && !matches!(from, Level::Red | Level::Yellow);
        (is_task && waits_for_the_morning(client, now)).then(|| {
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || tonight.get()
                        on:change=move |event| tonight.set(event_target_checked(&event))
                    />
                    <span><b>{texts.tonight}</b></span>
                </label>
            }
        })
    };
    view! {
        {is_night}
        <p class="consequence" aria-live="polite">{line}</p>
    }
}

/// Whether the night holds up a task that is given now (`policy.md` 7).
fn waits_for_the_morning(client: ClientId, now: Timestamp) -> bool {
    AlertNumber::new(AlertNumber::FIRST)
        .map(|number| Alert::new(number, client, Class::P2, Actor::Server, now))
        .and_then(|task| ladder::next(&task))
        .is_some_and(|(_, at)| at > now)
}
