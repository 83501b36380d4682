//! What the client lets see. Before a change is saved the page says what it means for whom.

use leptos::prelude::*;
use shared::access::ViewClass;
use shared::board::card::{Card, Post};
use shared::board::member::{Function, Organisation};
use shared::duty::deputy;
use shared::route;
use shared::wording::card::organisation;
use shared::wording::fact::post as post_word;

use super::{AskForm, typed};
use crate::page::client::{Ask, Asked};
use crate::pages::client::{Sheet, sheet};

/// Both organisations with the word of their field.
const FIELDS: [(Organisation, &str); 2] = [
    (Organisation::Region, "region"),
    (Organisation::Municipality, "municipality"),
];

/// The organisations that were ticked.
#[must_use]
pub fn ticked(asked: &Asked) -> Vec<Organisation> {
    FIELDS
        .into_iter()
        .filter(|(_, word)| match *word {
            "region" => !asked.region.is_empty(),
            _ => !asked.municipality.is_empty(),
        })
        .map(|(organisation, _)| organisation)
        .collect()
}

/// The choice, or, once it was made, what it means.
#[component]
pub fn ConsentForm() -> impl IntoView {
    let (sheet, typed) = (sheet(), typed());
    let is_chosen = !typed.id.is_empty() && sheet.content.said.is_none();
    let Some(card) = sheet.card().cloned() else {
        return ().into_any();
    };
    let wanted = ticked(&typed);
    if is_chosen && wanted != card.open_to {
        return view! { <Consequences card=card wanted=wanted /> }.into_any();
    }
    let (texts, language) = (sheet.texts, sheet.language);
    let same = is_chosen.then(|| view! { <p role="status"><b>{texts.consent_same}</b></p> });
    let holds = if typed.id.is_empty() {
        card.open_to
    } else {
        wanted
    };
    let boxes = FIELDS.map(|(one, word)| {
        let checked = holds.contains(&one);
        view! {
            <label class="check">
                <input type="checkbox" name=word value="1" checked=checked />
                <span>{organisation(language, one)}</span>
            </label>
        }
    });
    view! {
        <AskForm
            ask=Ask::Consent
            title=texts.consent_title.to_owned()
            lead=texts.consent_lead
            submit=texts.consent_next
        >
            {same}
            <fieldset><legend>{texts.consent}</legend>{boxes}</fieldset>
        </AskForm>
    }
    .into_any()
}

/// What a change means for whom, and the button that makes it.
#[component]
fn Consequences(card: Card, wanted: Vec<Organisation>) -> impl IntoView {
    let sheet = sheet();
    let (texts, language) = (sheet.texts, sheet.language);
    let hidden = FIELDS
        .into_iter()
        .filter(|(one, _)| wanted.contains(one))
        .map(|(_, word)| view! { <input type="hidden" name=word value="1" /> })
        .collect_view();
    let groups = FIELDS
        .into_iter()
        .filter_map(|(one, _)| {
            let words = organisation(language, one);
            let sentence = match (card.open_to.contains(&one), wanted.contains(&one)) {
                (true, false) => (texts.consent_lose)(words),
                (false, true) => (texts.consent_gain)(words),
                _ => return None,
            };
            let who = employed(&sheet, one).join(", ");
            Some(view! { <li><b>{sentence}</b>" "{who}</li> })
        })
        .collect_view();
    let lines = followed_by(&sheet, &card, &wanted)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    let change = sheet.form("ask=consent");
    view! {
        <section aria-labelledby="ask-title">
            <h2 id="ask-title">{texts.consent_check}</h2>
            <ul class="client-lines">{groups}{lines}</ul>
            <form
                method="post"
                action=format!("{}#ask", route::client_page(sheet.client()))
                class="client-form"
            >
                <input type="hidden" name="ask" value=Ask::Consent.word() />
                <input type="hidden" name="id" value=sheet.content.id.to_string() />
                <input type="hidden" name="sure" value="1" />
                {hidden}
                <p class="buttons">
                    <button class="primary" autofocus>{texts.consent_save}</button>
                    <a class="button" href=change>{texts.consent_back}</a>
                    <a class="button" href=route::client_page(sheet.client())>{texts.cancel}</a>
                </p>
            </form>
        </section>
    }
}

/// Those of an organisation who take part in care, by initials.
fn employed(sheet: &Sheet, organisation: Organisation) -> Vec<String> {
    let mut found: Vec<_> = sheet
        .board()
        .members
        .iter()
        .filter(|(_, member)| {
            member.employer == organisation && member.function != Function::Manager
        })
        .map(|(staff, _)| sheet.people().initials(*staff).to_owned())
        .collect();
    found.sort();
    found
}

/// What else follows: posts that become vacant, an open alert, the person's own sight.
fn followed_by(sheet: &Sheet, card: &Card, wanted: &[Organisation]) -> Vec<String> {
    let texts = sheet.texts;
    let may_see = |staff| {
        let member = sheet.board().members.get(&staff);
        member.is_some_and(|member| match ViewClass::of(member) {
            ViewClass::Care { employer } => wanted.contains(&employer),
            ViewClass::Load => false,
        })
    };
    let mut lines = Vec::new();
    for post in [Post::Cm, Post::Deputy] {
        if let Some(staff) = card.holder(post)
            && !may_see(staff)
        {
            let word = post_word(sheet.language, post);
            lines.push((texts.consent_vacant)(word, &sheet.colleague(staff)));
        }
    }
    if let Some(staff) = deputy(sheet.board(), card.client, sheet.now)
        && card.deputy != Some(staff)
        && !may_see(staff)
    {
        lines.push((texts.consent_acting)(&sheet.colleague(staff)));
    }
    if let Some(alert) = sheet.board().open_alert(card.client) {
        lines.push((texts.consent_alert)(&alert.number.to_string()));
    }
    if !may_see(sheet.viewer.staff) {
        lines.push(texts.consent_yourself.to_owned());
    }
    lines.push(texts.consent_at_once.to_owned());
    lines.push(texts.consent_own.to_owned());
    lines
}
