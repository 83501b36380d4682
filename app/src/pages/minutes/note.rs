//! A note about each client for the record of the viewer's employer: a text to copy, and the tick
//! that says it was entered. Each employer keeps its own record (`domain.md` 4.10).

use leptos::prelude::*;
use shared::board::meeting::Minute;
use shared::board::member::Organisation;
use shared::wording::time::{clock, day_and_clock};
use shared::wording::{Language, card};
use shared::{StaffId, route};

use super::{client_name, decided, when};
use crate::context::frame;
use crate::i18n::minutes::Minutes as Texts;
use crate::page::MinutesContent;

/// The notes.
#[component]
pub fn Notes(content: MinutesContent) -> impl IntoView {
    let language = frame().language;
    let texts = Texts::of(language);
    let own = content.employer;
    let notes: Vec<_> = content
        .minutes
        .notes_of(own)
        .map(|item| note(&content, item, language))
        .collect();
    let none = notes.is_empty();
    view! {
        <section class="notes">
            <h2>{(texts.notes)(card::organisation(language, own))}</h2>
            <p class="hint">{if none { texts.notes_none } else { texts.notes_hint }}</p>
            <ol class="plain">{notes}</ol>
        </section>
    }
}

fn note(content: &MinutesContent, item: &Minute, language: Language) -> impl IntoView + use<> {
    let (texts, now) = (Texts::of(language), frame().now);
    let name = client_name(content, item.client, false);
    let text = text(content, item, language);
    let entered = |whose: Organisation| {
        let ticks = content.journaled.iter();
        ticks
            .into_iter()
            .find(|tick| (tick.client, tick.organisation) == (item.client, whose))
    };
    let tick = entered(content.employer).map(|tick| {
        let by = content.people.initials(tick.by);
        (texts.done_at)(by, &day_and_clock(language, tick.at, now))
    });
    let (value, label, class) = match tick {
        Some(_) => ("0", texts.undo, "quiet"),
        None => ("1", texts.done, ""),
    };
    let others: Vec<_> = item
        .open_to
        .iter()
        .filter(|whose| **whose != content.employer)
        .map(|whose| {
            let words = card::organisation(language, *whose);
            match entered(*whose) {
                Some(_) => (texts.other_done)(words),
                None => (texts.other)(words),
            }
        })
        .collect();
    let rows = text
        .lines()
        .map(|line| 1 + line.chars().count() / 70)
        .sum::<usize>();
    view! {
        <li class="note" id=format!("note-{}", item.client)>
            <h3>{name.clone()}</h3>
            <textarea readonly rows=rows.to_string() aria-label=(texts.note_of)(&name)>{text}</textarea>
            <form method="post" action=route::minutes(content.number.0)>
                <input type="hidden" name="client" value=item.client.to_string() />
                {tick.map(|tick| view! { <span class="good">"✓ "{tick}</span> })}
                <button class=class name="done" value=value aria-label=format!("{label}: {name}")>{label}</button>
                <span class="hint">{others.join(" · ")}</span>
            </form>
        </li>
    }
}

/// A record names people in full.
fn name(content: &MinutesContent, staff: StaffId) -> String {
    let card = content.people.staff.get(&staff);
    card.map_or_else(
        || "–".to_owned(),
        |card| format!("{} ({})", card.name, card.initials),
    )
}

/// The note as it may stand in a record: names and no initials of clients.
fn text(content: &MinutesContent, item: &Minute, language: Language) -> String {
    let texts = Texts::of(language);
    let present: Vec<_> = content
        .minutes
        .present
        .iter()
        .filter_map(|staff| content.people.staff.get(staff))
        .map(|card| format!("{} ({}), {}", card.name, card.initials, card.title))
        .collect();
    let level = card::level_within(language, &content.people.levels, item.level);
    let mut lines = vec![
        (texts.note_head)(&when(language, content), &content.people.team),
        (texts.note_level)(&level),
    ];
    if let Some(contact) = &item.contact {
        let who: Vec<_> = contact
            .who
            .iter()
            .map(|staff| name(content, *staff))
            .collect();
        let how = card::channel(language, contact.how);
        let words = format!("{} {}, {how}", who.join(" + "), clock(contact.at));
        lines.push((texts.note_contact)(&words));
    }
    let decided = decided(language, content, item);
    if decided.is_empty() {
        lines.push(texts.note_nothing.to_owned());
    } else {
        lines.push(texts.note_decided.to_owned());
        lines.extend(decided.into_iter().map(|line| format!("– {line}")));
    }
    lines.push((texts.note_present)(&present.join("; ")));
    lines.join("\n")
}
