//! Back to planned support by the care plan: how, what holds now, and one tap back.

use leptos::prelude::*;
use shared::route;

use super::sheet;
use crate::context::{level_within, texts};
use crate::page::client::Ask;
use crate::parts::moment::At;

/// How the client came off the board; nothing while the client is on it.
#[component]
pub fn Back() -> impl IntoView {
    let (sheet, all) = (sheet(), texts());
    let texts = &all.panel;
    let back = sheet.view.back.clone()?;
    let from = level_within(back.from);
    let next = match sheet.view.overview.bookings.first().cloned() {
        Some((_, at, who)) => {
            view! { <p>{texts.next_contact}": "<b><At moment=at /></b>", "{who}</p> }.into_any()
        }
        None => view! { <p class="fault">{texts.no_bookings}</p> }.into_any(),
    };
    let contact = match (back.reached, back.contact_by) {
        (Some(at), _) => Some(view! { <p>{texts.reached}" "<At moment=at /></p> }.into_any()),
        (None, Some(at)) => {
            let slot = back
                .asks_for_duty_slot
                .then(|| view! { <p class="fault">{texts.duty_slot}</p> });
            Some(
                view! { <p class="fault">{texts.contact_by}" "<At moment=at /></p>{slot} }
                    .into_any(),
            )
        }
        (None, None) => None,
    };
    let undo = back.aftercare.is_some().then(|| {
        view! {
            <form method="post" action=route::client_page(sheet.client()) class="client-undo">
                <input type="hidden" name="ask" value=Ask::Return.word() />
                <input type="hidden" name="id" value=sheet.content.id.to_string() />
                <button>{(texts.back_undo)(&from)}</button>
                <small class="quiet-words">{sheet.texts.undo_lead}</small>
            </form>
        }
    });
    let care_plan = sheet
        .content
        .dossier
        .iter()
        .flat_map(|dossier| dossier.care_plan.clone())
        .map(|line| view! { <li>{line}</li> })
        .collect::<Vec<_>>();
    Some(view! {
        <section class="back-to-plan" aria-labelledby="client-back">
            <h2 id="client-back">{texts.back_title}</h2>
            <p>
                <At moment=back.at />" "{(texts.back_by)(&back.by)}", "{texts.back_from}" "
                {from.clone()}
            </p>
            {back.aftercare.map(|until| view! { <p><b>{(texts.aftercare)(&until)}</b></p> })}
            {contact}
            {next}
            {(!care_plan.is_empty()).then(|| view! { <ul>{care_plan}</ul> })}
            {undo}
        </section>
    })
}
