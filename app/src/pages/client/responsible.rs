//! Who answers for the client: CM and deputy with their principals, and how to reach them.

use leptos::prelude::*;
use shared::StaffId;
use shared::board::card::Post;
use shared::board::member::Function;
use shared::duty::deputy;
use shared::wording::card::organisation;
use shared::wording::fact::post;
use shared::wording::time::moment;

use super::part::{Change, Known, PagePart};
use super::sheet;
use crate::context::texts;
use crate::pages::alert::answer::dial;
use crate::view::row::capitalised;

/// Who answers for the client.
#[component]
pub fn Responsible() -> impl IntoView {
    let sheet = sheet();
    let texts = sheet.texts;
    let mut doctors: Vec<StaffId> = sheet
        .board()
        .members
        .iter()
        .filter(|(_, member)| member.function == Function::Psychiatrist)
        .map(|(staff, _)| *staff)
        .collect();
    doctors.sort_by_key(|staff| sheet.people().initials(*staff).to_owned());
    let doctors = doctors
        .into_iter()
        .map(|staff| view! { <li><Colleague staff=staff /></li> })
        .collect_view();
    view! {
        <PagePart id="client-responsible" title=texts.who>
            <dl class="facts">
                <Holder post=Post::Cm />
                <Holder post=Post::Deputy />
                <Acting />
                <Known name=texts.psychiatrists><ul class="plain">{doctors}</ul></Known>
            </dl>
        </PagePart>
    }
}

/// Who holds a post, since when, and the way to change it.
#[component]
fn Holder(post: Post) -> impl IntoView {
    let (sheet, all) = (sheet(), texts());
    let (texts, language) = (sheet.texts, sheet.language);
    let holder = sheet
        .card()
        .and_then(|card| sheet.look().holder(card, post));
    let since = sheet
        .card()
        .and_then(|card| card.appointed.get(&post).copied())
        .map(|at| {
            let at = moment(language, at, sheet.now);
            view! { <span class="sub">{(texts.consent_since)(&at)}</span> }
        });
    let (name, missing, about, to) = match post {
        Post::Cm => (
            all.common.cm,
            all.common.cm_missing,
            all.common.cm,
            "ask=appoint&post=cm",
        ),
        Post::Deputy => (
            all.common.deputy,
            all.common.deputy_missing,
            all.common.deputy,
            "ask=appoint&post=stallforetradande",
        ),
    };
    let label = if holder.is_some() {
        texts.change
    } else {
        texts.appoint
    };
    let who = match holder {
        Some(staff) => view! { <Colleague staff=staff />{since} }.into_any(),
        None => view! { <span class="fault">{missing}</span> }.into_any(),
    };
    let to = sheet.form(to);
    view! {
        <div class="fact">
            <dt>{capitalised(name)}</dt>
            <dd>{who}<Change to=to label=label about=about /></dd>
        </div>
    }
}

/// Somebody who stands in for the deputy on some dates.
#[component]
fn Acting() -> impl IntoView {
    let sheet = sheet();
    let stands_in = deputy(sheet.board(), sheet.client(), sheet.now);
    let named = sheet.card().and_then(|card| card.deputy);
    stands_in
        .filter(|staff| Some(*staff) != named)
        .map(|staff| {
            let name = format!("{} (tf)", capitalised(post(sheet.language, Post::Deputy)));
            view! {
                <div class="fact"><dt>{name}</dt><dd><Colleague staff=staff /></dd></div>
            }
        })
}

/// A colleague with principal, title, and number to call.
#[component]
pub fn Colleague(staff: StaffId) -> impl IntoView {
    let sheet = sheet();
    let Some(card) = sheet.people().staff.get(&staff).cloned() else {
        return view! { "–" }.into_any();
    };
    let employer = organisation(sheet.language, card.employer);
    let phone = match card.phone {
        Some(phone) => {
            let href = dial(&phone);
            view! { <a class="dial" href=href>{phone}</a> }.into_any()
        }
        None => view! { <span class="fault">{sheet.texts.no_phone}</span> }.into_any(),
    };
    view! {
        <span class="colleague">
            <b>{card.initials}</b>" "{card.name}
            <span class="sub">{employer}" · "{card.title}" · "{phone}</span>
        </span>
    }
    .into_any()
}
