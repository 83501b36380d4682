//! What a board meeting leaves behind: the minutes, each person's list for the day, what those
//! who were absent must know, and a note about each client for the record. Complete without
//! script.

pub mod note;

use leptos::prelude::*;
use shared::board::card::ContactToday;
use shared::board::event::Event;
use shared::board::meeting::Minute;
use shared::wording::time::clock;
use shared::wording::{Language, card, meeting as words, time, timeline};
use shared::{ClientId, StaffId, route};

use crate::context::{frame, texts};
use crate::i18n::minutes::Minutes as Texts;
use crate::page::MinutesContent;
use crate::parts::demo_bar::DemoBar;
use crate::parts::level_mark::LevelMark;
use note::Notes;

/// The title: when the meeting was.
#[must_use]
pub fn title(language: Language, content: &MinutesContent) -> String {
    (Texts::of(language).title)(&when(language, content))
}

/// `mån 16 mar 2026 08:30–08:48`.
fn when(language: Language, content: &MinutesContent) -> String {
    let (from, to) = (content.minutes.from, content.minutes.to);
    let date = time::date_in_full(language, from.local().date());
    format!("{date} {}–{}", clock(from), clock(to))
}

/// A client as the page names them: initials alone where strangers may look.
fn client_name(content: &MinutesContent, client: ClientId, masked: bool) -> String {
    content.people.clients.get(&client).map_or_else(
        || "–".to_owned(),
        |head| {
            let name = if masked { &head.initials } else { &head.name };
            name.clone()
        },
    )
}

/// `A.N. + J.A. 11:00, hembesök`.
fn contact_words(language: Language, content: &MinutesContent, contact: &ContactToday) -> String {
    let who: Vec<_> = contact
        .who
        .iter()
        .map(|staff| content.people.initials(*staff))
        .collect();
    let how = card::channel(language, contact.how);
    format!("{} {}, {how}", who.join(" + "), clock(contact.at))
}

/// What was decided about a client, in lines.
fn decided(language: Language, content: &MinutesContent, item: &Minute) -> Vec<String> {
    let events = content.decisions.get(&item.client).into_iter().flatten();
    events
        .map(|recorded| {
            let line = timeline::line(language, recorded, &content.people, recorded.at);
            format!("{} {line}", clock(recorded.at))
        })
        .collect()
}

/// The page.
#[component]
pub fn MinutesPage(content: MinutesContent) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let language = frame.language;
    let texts = Texts::of(language);
    let viewer = frame.viewer.as_ref().map(|viewer| viewer.staff);
    let names = |staff: &mut dyn Iterator<Item = &StaffId>| {
        let mut names: Vec<_> = staff.map(|one| content.people.initials(*one)).collect();
        names.sort_unstable();
        if names.is_empty() {
            texts.nobody.to_owned()
        } else {
            names.join(", ")
        }
    };
    let minutes = &content.minutes;
    let (present, remote) = (&minutes.present, &minutes.remote);
    let who = [
        (texts.led)(content.people.initials(minutes.chair)),
        (texts.present)(&names(&mut present.difference(remote))),
        (texts.remote)(&names(&mut remote.iter())),
        (texts.absent)(&names(&mut content.care.difference(present))),
    ]
    .map(|line| view! { <li>{line}</li> })
    .into_iter()
    .collect_view();
    let was_there = viewer.is_some_and(|staff| present.contains(&staff));
    let own_title = if was_there {
        texts.present_title
    } else {
        texts.absent_title
    };
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(frame.now) /> })}
        <header class="bar">
            <a class="button" href=route::BOARD>{all.common.back_to_board}</a>
            <a class="button" href=route::MEETING>{texts.to_meeting}</a>
        </header>
        <main class="sheet minutes" id="content">
            <h1>{title(language, &content)}</h1>
            <p class="lead">{words::summary(language, minutes)}</p>
            <ul class="plain minutes-who">{who}</ul>
            <section>
                <h2>{own_title}</h2>
                {viewer.map(|viewer| own(&content, viewer, frame.masked, language))}
                {digest(&content, frame.masked, language)}
            </section>
            <section>
                <h2>{texts.decisions}</h2>
                {decisions(&content, frame.masked, language)}
            </section>
            <section>
                <h2>{texts.days}</h2>
                {days(&content, frame.masked, language)}
            </section>
            {(!frame.masked).then(|| view! { <Notes content=content.clone() /> })}
            <p class="hint">{texts.print_hint}</p>
        </main>
    }
}

/// The viewer's contacts, and what was decided about the viewer's clients.
fn own(
    content: &MinutesContent,
    viewer: StaffId,
    masked: bool,
    language: Language,
) -> impl IntoView {
    let texts = Texts::of(language);
    let day = content.minutes.day_of(viewer);
    let lines = day_lines(content, &day, masked, language);
    let mine: Vec<_> = content
        .minutes
        .items
        .iter()
        .filter(|item| {
            let posts = content.posts.get(&item.client);
            posts.is_some_and(|posts| posts.contains(&Some(viewer))) && !item.decisions.is_empty()
        })
        .map(|item| {
            let name = client_name(content, item.client, masked);
            let lines = decided(language, content, item);
            let lines = lines
                .into_iter()
                .map(|line| view! { <li>{line}</li> })
                .collect_view();
            view! { <li><b>{name}</b><ul>{lines}</ul></li> }
        })
        .collect();
    let none = mine.is_empty();
    view! {
        <h3>{texts.my_day}</h3>
        {day.is_empty().then(|| view! { <p class="hint">{texts.my_day_none}</p> })}
        <ul>{lines}</ul>
        <h3>{texts.mine}</h3>
        {none.then(|| view! { <p class="hint">{texts.mine_none}</p> })}
        <ul>{mine}</ul>
    }
}

fn day_lines(
    content: &MinutesContent,
    day: &[(ClientId, &ContactToday)],
    masked: bool,
    language: Language,
) -> impl IntoView + use<> {
    day.iter()
        .map(|(client, contact)| {
            let name = client_name(content, *client, masked);
            let words = contact_words(language, content, contact);
            view! { <li><b>{clock(contact.at)}" "{name}</b>" – "{words}</li> }
        })
        .collect_view()
}

/// Who came to another level: what somebody who was absent must know of everybody.
fn digest(content: &MinutesContent, masked: bool, language: Language) -> impl IntoView {
    let texts = Texts::of(language);
    let lines: Vec<_> = content
        .minutes
        .items
        .iter()
        .flat_map(|item| {
            let events = content.decisions.get(&item.client).into_iter().flatten();
            events.filter_map(move |recorded| match &recorded.event {
                Event::Placed { from, level, .. } if from != level => Some((item, recorded)),
                _ => None,
            })
        })
        .map(|(item, recorded)| {
            let name = client_name(content, item.client, masked);
            // The line says why; a wall must not.
            let line = if masked {
                card::level(language, &content.people.levels, item.level).to_owned()
            } else {
                timeline::line(language, recorded, &content.people, recorded.at)
            };
            view! { <li><b>{name}</b>": "{line}</li> }
        })
        .collect();
    let none = lines.is_empty();
    view! {
        <h3>{texts.digest}</h3>
        {none.then(|| view! { <p class="hint">{texts.digest_none}</p> })}
        <ul>{lines}</ul>
    }
}

/// What was said of whom, in the order of the agenda.
fn decisions(content: &MinutesContent, masked: bool, language: Language) -> impl IntoView {
    let texts = Texts::of(language);
    let lines: Vec<_> = content
        .minutes
        .items
        .iter()
        .map(|item| {
            let today = item.contact.as_ref().map_or_else(
                || texts.no_contact.to_owned(),
                |contact| contact_words(language, content, contact),
            );
            let lines = if masked {
                Vec::new()
            } else {
                decided(language, content, item)
            };
            let nothing = (lines.is_empty() && !masked).then(|| {
                let words = match item.discussed {
                    Some(_) => texts.nothing,
                    None => texts.not_discussed,
                };
                view! { <p class="hint">{words}</p> }
            });
            let lines = lines
                .into_iter()
                .map(|line| view! { <li>{line}</li> })
                .collect_view();
            view! {
                <li data-level=item.level.word()>
                    <p>
                        <LevelMark level=item.level />
                        " "
                        <b>{client_name(content, item.client, masked)}</b>
                        " – "
                        {texts.today}": "{today}
                    </p>
                    <ul>{lines}</ul>
                    {nothing}
                </li>
            }
        })
        .collect();
    let none = lines.is_empty();
    view! {
        {none.then(|| view! { <p class="hint">{texts.decisions_none}</p> })}
        <ol class="minutes-items">{lines}</ol>
    }
}

/// Who makes which contacts.
fn days(content: &MinutesContent, masked: bool, language: Language) -> impl IntoView {
    let texts = Texts::of(language);
    let mut staff: Vec<StaffId> = content
        .minutes
        .items
        .iter()
        .filter_map(|item| item.contact.as_ref())
        .flat_map(|contact| contact.who.iter().copied())
        .collect();
    staff.sort_by_key(|one| content.people.initials(*one));
    staff.dedup();
    let none = staff.is_empty();
    let days: Vec<_> = staff
        .into_iter()
        .map(|one| {
            let day = content.minutes.day_of(one);
            let lines = day_lines(content, &day, masked, language);
            let name = content.people.staff.get(&one);
            let name = name.map_or_else(
                || "–".to_owned(),
                |card| format!("{} {}", card.initials, card.name),
            );
            view! { <section><h3>{name}</h3><ul>{lines}</ul></section> }
        })
        .collect();
    view! {
        {none.then(|| view! { <p class="hint">{texts.days_none}</p> })}
        <div class="minutes-days">{days}</div>
    }
}
