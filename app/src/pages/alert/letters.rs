//! Who was alerted and what became of it, for everybody who may see the alert.

use leptos::prelude::*;
use shared::alert::{Alert, Delivery};
use shared::people::People;
use shared::wording::time::{clock, moment};
use shared::wording::{actor, alert as words};

use crate::context::{frame, language, texts};

/// Each letter with its state in words, and the rungs on which nobody could be told.
#[component]
pub fn Letters(alert: Alert, people: People) -> impl IntoView {
    let (language, all) = (language(), texts());
    let texts = &all.alert;
    let now = frame().now;
    let reporter = format!(
        "{} {}",
        actor(language, alert.reporter, &people),
        moment(language, alert.raised, now)
    );
    let letters = alert
        .letters
        .iter()
        .map(|letter| {
            // Each way by itself: a text message that failed says nothing about the push.
            let others: Vec<_> = letter
                .others
                .iter()
                .map(|(carrier, delivery)| {
                    view! {
                        <li data-delivery=word(delivery)>
                            {words::other_way(language, carrier, delivery, now)}
                        </li>
                    }
                })
                .collect();
            view! {
                <li data-delivery=word(letter.delivery)>
                    <b>{people.initials(letter.written.to).to_owned()}</b>
                    " "
                    {clock(letter.at)}
                    " – "
                    {words::delivery(language, letter.delivery, now)}
                    {(!others.is_empty()).then(|| view! { <ul class="plain ways">{others}</ul> })}
                </li>
            }
        })
        .collect_view();
    let nobody = alert
        .nobody_reached
        .iter()
        .map(|(_, at)| {
            view! {
                <li data-delivery="failed">{moment(language, *at, now)}" – "{texts.nobody_reached}</li>
            }
        })
        .collect_view();
    let none = alert.letters.is_empty().then(|| {
        view! { <p class="warning">{texts.no_letters}" "{texts.no_letters_next}</p> }
    });
    view! {
        <section class="letters">
            <h2>{all.told.letters}</h2>
            {none}
            <ul class="plain">{letters}{nobody}</ul>
            <p class="quiet-words">
                {texts.reporter}" "{reporter}" · "
                <a href=shared::route::alert(alert.number)>{texts.reload}</a>
            </p>
        </section>
    }
}

/// The name of a state for the style.
fn word(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Queued => "queued",
        Delivery::Accepted { .. } => "accepted",
        Delivery::Shown { .. } | Delivery::Delivered { .. } => "shown",
        Delivery::Failed { .. } => "failed",
    }
}
