//! Forms about one client for the phone: raising, logging a contact, a visit. Each is a page of its
//! own with one form, so that it works without script and with one hand.

pub mod contact;
pub mod plan;
pub mod raise;
pub mod visit;

use leptos::prelude::*;
use shared::route;
use shared::wording::Language;
use shared::wording::rejection::explain;

use crate::context::{frame, language};
use crate::i18n::day::Day;
use crate::page::{EntryContent, EntryKind};
use crate::parts::demo_bar::DemoBar;
use crate::parts::exercise_mark::ExerciseMark;
use crate::parts::level_mark::LevelMark;
use crate::parts::refusal::Refusal;
use contact::ContactForm;
use plan::Plan;
use raise::RaiseForm;
use visit::{Going, VisitForm};

/// The title of the page, which names the client unless names are masked.
#[must_use]
pub fn title(language: Language, content: &EntryContent, masked: bool) -> String {
    let texts = Day::of(language);
    let head = content.people.clients.get(&content.card.client);
    let name = head.map_or("–", |head| if masked { &head.initials } else { &head.name });
    match content.kind {
        EntryKind::Raise => (texts.raise_title)(name),
        EntryKind::Contact => (texts.contact_title)(name),
        EntryKind::Visit => (texts.visit_title)(name),
        EntryKind::Plan => name.to_owned(),
    }
}

/// What was said in a form that was refused.
pub(super) fn said<'a>(content: &'a EntryContent, name: &str) -> Option<&'a str> {
    let mut said = content.said.iter();
    said.find(|(field, _)| field == name)
        .map(|(_, value)| value.as_str())
}

/// A form about a client.
#[component]
pub fn EntryPage(content: EntryContent) -> impl IntoView {
    let (frame, language) = (frame(), language());
    let texts = Day::of(language);
    let title = title(language, &content, frame.masked);
    let refusal = content.rejection.as_ref().map(|rejection| {
        let words = explain(language, rejection, &content.people, frame.now);
        view! { <Refusal words=words /> }
    });
    let (level, is_exercise) = (content.card.level, content.card.is_exercise);
    let client_page = route::client(content.card.client);
    let form = match content.kind {
        EntryKind::Raise => view! { <RaiseForm content=content /> }.into_any(),
        EntryKind::Plan => view! { <Plan content=content /> }.into_any(),
        EntryKind::Contact => view! { <ContactForm content=content /> }.into_any(),
        EntryKind::Visit => {
            let going = Going {
                client: content.card.client,
                colleagues: content.colleagues.clone(),
                id: content.ids.0,
                next: content.next.clone(),
                said: content.said.clone(),
            };
            view! {
                <VisitForm
                    card=content.card.clone()
                    people=content.people.clone()
                    safety=content.dossier.clone().map(|one| one.safety).unwrap_or_default()
                    going=going
                />
            }
            .into_any()
        }
    };
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(frame.now) /> })}
        <header class="bar">
            <a class="button" href=route::MY_DAY>{texts.back}</a>
        </header>
        <main class="sheet entry" id="content">
            <h1>{title}</h1>
            <p class="entry-level">
                <LevelMark level=level />
                " "
                <ExerciseMark is_exercise=Signal::stored(is_exercise) />
            </p>
            {refusal}
            {form}
            <p class="entry-ways"><a class="button" href=client_page>{texts.to_client}</a></p>
        </main>
    }
}
