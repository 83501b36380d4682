//! The agenda, section by section. A line is a button: the chair takes the meeting there, the
//! others only their own page.

use leptos::prelude::*;
use shared::board::meeting::Section;
use shared::wording::{card, meeting as words};

use super::seat::seat;
use crate::context::{frame, language, level_word, with_level_names};
use crate::i18n::meeting::Meeting as Texts;
use crate::view::meeting::{AgendaLine, Stop};
use crate::view::row::Today;

/// The agenda.
#[component]
pub fn Agenda() -> impl IntoView {
    let seat = seat();
    let texts = Texts::of(language());
    let since = move || seat.meeting().with(|meeting| (texts.since)(&meeting.since));
    let empty = move || seat.meeting().with(|meeting| meeting.agenda.is_empty());
    let sections = Section::ALL
        .map(|section| view! { <Part section=section /> })
        .into_iter()
        .collect_view();
    view! {
        <nav class="agenda" aria-label=texts.agenda>
            <p class="hint">{since}</p>
            <p class="hint" hidden=move || !empty()>{texts.empty}</p>
            {sections}
        </nav>
    }
}

#[component]
fn Part(section: Section) -> impl IntoView {
    let seat = seat();
    let stops = Memo::new(move |_| {
        seat.meeting().with(|meeting| {
            let stops = meeting.agenda.iter().map(|line| line.stop);
            stops.filter(|stop| stop.1 == section).collect::<Vec<_>>()
        })
    });
    view! {
        <section hidden=move || stops.with(Vec::is_empty)>
            <h2>
                {move || section_word(section)}" "<b>{move || stops.with(Vec::len)}</b>
            </h2>
            <ol>
                <For each=move || stops.get() key=|stop| *stop let:stop>
                    <Line stop=stop />
                </For>
            </ol>
        </section>
    }
}

/// The heading of a section.
pub(super) fn section_word(section: Section) -> String {
    with_level_names(|names| words::section(language(), names, section).to_owned())
}

#[component]
fn Line(stop: Stop) -> impl IntoView {
    let (seat, language) = (seat(), language());
    let (texts, masked) = (Texts::of(language), frame().masked);
    let line = Memo::new(move |_| {
        seat.meeting().with(|meeting| {
            meeting
                .agenda
                .iter()
                .find(|line| line.stop == stop)
                .cloned()
        })
    });
    let is_here = move || seat.meeting().with(|meeting| meeting.pointer == Some(stop));
    let is_shown = move || seat.shown().get() == Some(stop);
    let content = move || line.get().map(|line| content(line, is_here(), masked));
    let level = move || line.with(|line| line.as_ref().map(|line| line.level.word()));
    let done = move || line.with(|line| line.as_ref().is_some_and(|line| line.discussed));
    view! {
        <li data-level=level data-here=move || is_here().then_some("")>
            <button
                type="button"
                class="quiet"
                aria-current=move || is_shown().then_some("step")
                data-done=move || done().then_some("")
                disabled=move || masked || !seat.desk().ready.get()
                on:click=move |_| seat.go(stop)
            >
                {content}
            </button>
            {move || is_here().then(|| view! { <span class="unseen">{texts.is_here}</span> })}
        </li>
    }
}

fn content(line: AgendaLine, is_here: bool, masked: bool) -> impl IntoView {
    let language = language();
    let texts = Texts::of(language);
    let mark = if is_here {
        "▶"
    } else if line.discussed {
        "✓"
    } else {
        ""
    };
    let done = line
        .discussed
        .then(|| view! { <span class="unseen">{texts.was_discussed}</span> });
    let who = if masked { line.initials } else { line.name };
    let is_nobody = line.today == Some(Today::Nobody);
    let unread = (line.unread && !masked).then(|| view! { <b class="unread">{texts.unread}</b> });
    let note = line
        .note
        .filter(|_| !masked)
        .map(|note| view! { <span class="sub">{note}</span> });
    view! {
        <span class="agenda-mark" aria-hidden="true">{mark}</span>
        <span class="agenda-level" aria-hidden="true">{card::level_shape(line.level)}</span>
        <span class="unseen">{level_word(line.level)}</span>
        <span class="agenda-who">
            {who}
            " "
            {done}
            {line.added.then(|| view! { <b class="new">{texts.added}</b> })}
            {unread}
            {is_nobody.then(|| view! {
                <span class="sub fault">
                    "⚑ "{(!masked).then(|| format!("{}: ", texts.contact))}{texts.nobody}
                </span>
            })}
            {note}
        </span>
    }
}
