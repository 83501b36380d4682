//! What is true now: contacts, signs, the psychiatrist, open actions.

use std::sync::Arc;

use leptos::prelude::*;
use shared::board::card::Level;
use shared::wording::card as words;

use super::part::{Change, Known, PagePart};
use super::sheet;
use crate::context::texts;
use crate::parts::moment::At;
use crate::parts::sign_mark::SignMark;
use crate::view::row::Contacts;

/// What is true now.
#[component]
pub fn Now() -> impl IntoView {
    let (sheet, all) = (sheet(), texts());
    let (texts, language, view) = (sheet.texts, sheet.language, Arc::clone(&sheet.view));
    let overview = view.overview.clone();
    let is_on_board = view.place.level != Level::Plan;
    // By care plan, and after aftercare, silence is not a fault.
    let is_watched = is_on_board
        || view
            .back
            .as_ref()
            .is_some_and(|back| back.aftercare.is_some());
    let judged = overview
        .assessments
        .into_iter()
        .map(|(sign, at, by)| {
            view! {
                <li>
                    <SignMark sign=sign language=language />" "
                    {words::sign(language, sign)}" "<At moment=at />" "{by}
                </li>
            }
        })
        .collect::<Vec<_>>();
    let judged = if judged.is_empty() {
        view! { <Missing words=texts.never_assessed is_fault=is_watched /> }.into_any()
    } else {
        view! { <ul class="plain">{judged}</ul> }.into_any()
    };
    let stale = overview
        .signs
        .stale
        .map(|age| view! { <span class="sub" data-stale>{(all.board.old)(&age)}</span> });
    let planned = overview
        .bookings
        .into_iter()
        .map(|(_, at, who)| view! { <li><At moment=at />" "{who}</li> })
        .collect::<Vec<_>>();
    let planned = if planned.is_empty() {
        view! { <Missing words=all.panel.no_bookings is_fault=is_watched /> }.into_any()
    } else {
        view! { <ul class="plain">{planned}</ul> }.into_any()
    };
    let today = is_on_board.then(|| view! { <Known name=texts.today><Today /></Known> });
    let review = is_on_board.then(|| {
        view! {
            <Known name=texts.review>
                {match overview.review {
                    Some(review) => view! { <span>{review}</span> }.into_any(),
                    None => view! { <span class="fault">{texts.review_none}</span> }.into_any(),
                }}
            </Known>
        }
    });
    let to_note = sheet.form("ask=note");
    view! {
        <PagePart id="client-now" title=texts.now>
            <dl class="facts">
                {today}
                <Known name=texts.last><Last contacts=overview.contacts is_watched=is_watched /></Known>
                <Known name=texts.next>{planned}</Known>
                <Known name=all.panel.signs>{judged}{stale}</Known>
                <Known name=all.panel.psychiatrist><Psychiatrist /></Known>
                {review}
                <Known name=texts.actions><Actions /></Known>
                <Holds />
            </dl>
            <p>
                <Change to=to_note label=texts.note about="" />
                " "<small class="quiet-words">{texts.note_lead}</small>
            </p>
        </PagePart>
    }
}

/// Something that is not there; a fault only while the client is watched.
#[component]
fn Missing(words: &'static str, is_fault: bool) -> impl IntoView {
    let class = if is_fault { "fault" } else { "quiet-words" };
    view! { <span class=class>{words}</span> }
}

/// Who meets the client today.
#[component]
fn Today() -> impl IntoView {
    let sheet = sheet();
    let named = sheet.card().and_then(|card| card.contact_on(sheet.now));
    match named {
        Some(named) => {
            let look = sheet.look();
            let (who, at) = (look.names(&named.who), look.moment(named.at));
            let how = words::channel(sheet.language, named.how);
            view! { <b>{who}</b>" "<At moment=at />", "{how} }.into_any()
        }
        None => view! { <span class="fault">{sheet.texts.nobody_today}</span> }.into_any(),
    }
}

/// The last contact that was tried, and the one that was missed.
#[component]
fn Last(contacts: Contacts, is_watched: bool) -> impl IntoView {
    let (texts, all) = (sheet().texts, texts());
    let last = match contacts.last {
        Some((at, how)) => view! {
            <span data-stale=contacts.stale.then_some("")><At moment=at />" "{how}</span>
        }
        .into_any(),
        None => view! { <Missing words=texts.never_contacted is_fault=is_watched /> }.into_any(),
    };
    let missed = contacts
        .missed
        .map(|at| view! { <span class="sub fault">{all.board.missed}" "<At moment=at /></span> });
    view! { {last}{missed} }
}

/// What is asked of the psychiatrist, and what was decided.
#[component]
fn Psychiatrist() -> impl IntoView {
    let (sheet, all) = (sheet(), texts());
    let asked = sheet.view.overview.psychiatrist.clone();
    let clock = asked.clock.map(|(due, late)| {
        view! {
            <span class="sub" class:fault=late>
                {all.panel.due}" "<At moment=due />
                {late.then(|| format!(" {}", all.panel.late))}
            </span>
        }
    });
    let last = match asked.last {
        Some((at, by, what)) => view! { <span><At moment=at />" "{by}" "{what}</span> }.into_any(),
        None => {
            view! { <span class="quiet-words">{all.panel.psychiatrist_never}</span> }.into_any()
        }
    };
    let open = asked
        .asked
        .into_iter()
        .map(|(_, at, by, what)| {
            view! { <span class="sub">{all.panel.asked}" "<At moment=at />" "{by}": "{what}</span> }
        })
        .collect_view();
    view! { {last}{clock}{open} }
}

/// Open actions: what, who, until when.
#[component]
fn Actions() -> impl IntoView {
    let (sheet, all) = (sheet(), texts());
    let actions = sheet.view.actions.clone();
    if actions.is_empty() {
        return view! { <span class="quiet-words">{all.panel.no_actions}</span> }.into_any();
    }
    let lines = actions
        .into_iter()
        .map(|action| {
            let late = action
                .late
                .then(|| view! { " "<b class="fault">{all.panel.late}</b> });
            let handed = action.hand_over.map(|(who, due)| {
                view! { " · "{all.panel.handed}" "<b>{who}</b>" "<At moment=due /> }
            });
            view! {
                <li>
                    {action.text}
                    <span class="sub">
                        <b>{action.owner}</b>" "{all.panel.due}" "<At moment=action.due />{late}
                        " · "{action.class}{handed}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="plain">{lines}</ul> }.into_any()
}

/// Vetoes that hold, and what the rules say about the way back.
#[component]
fn Holds() -> impl IntoView {
    let (sheet, all) = (sheet(), texts());
    let way = sheet.view.way.clone();
    let lines = way
        .holds
        .into_iter()
        .map(|hold| {
            view! {
                <li>
                    {hold.reason}
                    <span class="sub">{hold.by}" "<At moment=hold.at />", "{hold.until}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    let holds = (!lines.is_empty()).then(|| {
        view! { <Known name=sheet.texts.holds><ul class="plain">{lines}</ul></Known> }
    });
    let is_on_board = sheet.view.place.level != Level::Plan;
    let head = is_on_board.then(|| {
        let step = way.step.map(|step| format!("{step}. ")).unwrap_or_default();
        let step = crate::view::row::capitalised(&step);
        view! { <Known name=all.panel.way>{step}{way.head}</Known> }
    });
    view! { {holds}{head} }
}
