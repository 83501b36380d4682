//! The form that is open on a client's page: one at a time, with what was typed if it was
//! refused.

pub mod appoint;
pub mod consent;
pub mod correct;
pub mod legal;
pub mod note;

use leptos::prelude::*;
use shared::board::card::Why;
use shared::route;
use shared::wording::rejection::{self, Refusal as Words};

use super::{Sheet, sheet};
use crate::page::client::{Ask, Asked, Said};
use crate::parts::refusal::Refusal;

/// The form that is open, or nothing.
#[component]
pub fn AskPart() -> impl IntoView {
    let sheet = sheet();
    let ask = sheet.content.asked.form();
    let form = ask.and_then(|ask| match ask {
        Ask::Appoint => Some(view! { <appoint::AppointForm /> }.into_any()),
        Ask::Consent => Some(view! { <consent::ConsentForm /> }.into_any()),
        Ask::Legal => Some(view! { <legal::LegalForm /> }.into_any()),
        Ask::Correct => Some(view! { <correct::CorrectForm /> }.into_any()),
        Ask::Note => Some(view! { <note::NoteForm /> }.into_any()),
        Ask::Return => None,
    });
    let refused = sheet
        .content
        .said
        .as_ref()
        .map(|said| view! { <Refusal words=words(&sheet, said) /> });
    (form.is_some() || refused.is_some()).then(|| {
        view! { <div class="client-ask" id="ask">{refused}{form}</div> }
    })
}

/// Why something was not done, and that nothing has changed.
fn words(sheet: &Sheet, said: &Said) -> Words {
    let texts = sheet.texts;
    match said {
        Said::Rejected(rejected) => {
            let words = rejection::explain(sheet.language, rejected, sheet.people(), sheet.now);
            Words {
                happened: words.happened,
                next: format!("{} {}", texts.unchanged, words.next),
            }
        }
        Said::Unreadable => Words {
            happened: texts.unreadable.to_owned(),
            next: texts.unreadable_next.to_owned(),
        },
        Said::NobodyLeft => Words {
            happened: texts.nobody_left.to_owned(),
            next: texts.nobody_left_next.to_owned(),
        },
    }
}

/// What was typed, or nothing yet.
fn typed() -> Asked {
    sheet().content.asked.clone()
}

/// The frame of a form: what it is about, its fields, and the two ways out.
#[component]
fn AskForm(
    ask: Ask,
    title: String,
    lead: &'static str,
    submit: &'static str,
    children: Children,
) -> impl IntoView {
    let sheet = sheet();
    let page = route::client_page(sheet.client());
    view! {
        <section aria-labelledby="ask-title">
            <h2 id="ask-title">{title}</h2>
            <p>{lead}</p>
            <form method="post" action=format!("{page}#ask") class="client-form">
                <input type="hidden" name="ask" value=ask.word() />
                <input type="hidden" name="id" value=sheet.content.id.to_string() />
                {children()}
                <p class="buttons">
                    <button class="primary">{submit}</button>
                    <a class="button" href=page.clone()>{sheet.texts.cancel}</a>
                </p>
            </form>
        </section>
    }
}

/// A line of text.
#[component]
fn Line(
    label: &'static str,
    name: &'static str,
    value: String,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                name=name
                value=value
                maxlength=Why::LIMIT.to_string()
                required=required
                autofocus=autofocus
                autocomplete="off"
            />
        </label>
    }
}
