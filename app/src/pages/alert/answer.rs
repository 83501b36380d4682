//! Taking an alert, and what is known of who has it. A tap only counts when the server has said so,
//! so this is a form and a new page, with nothing in between.

use leptos::prelude::*;
use shared::StaffId;
use shared::alert::{Alert, AlertState, Class, ladder};
use shared::board::event::Actor;
use shared::people::People;
use shared::route;
use shared::wording::time::{clock, moment};
use shared::wording::{actor, alert as words};

use crate::context::{language, texts};
use crate::view::row::capitalised;

/// The next rung and its time, while the alert climbs.
fn next_step(alert: &Alert) -> Option<(shared::alert::Rung, shared::Timestamp)> {
    ladder::next(alert)
}

/// The big button, or who has the alert.
#[component]
pub fn Answer(
    alert: Alert,
    people: People,
    viewer: Option<StaffId>,
    acute: Option<String>,
) -> impl IntoView {
    match alert.state {
        AlertState::Climbing { .. } | AlertState::Uncovered => {
            view! { <Take alert=alert people=people viewer=viewer acute=acute /> }.into_any()
        }
        AlertState::Acknowledged { by, at } => {
            view! { <Taken alert=alert people=people viewer=viewer by=by at=at /> }.into_any()
        }
        AlertState::Closed { at } => {
            let (language, texts) = (language(), &texts().alert);
            let now = crate::context::frame().now;
            view! {
                <section class="answer" data-answer="over">
                    <p class="answer-state">
                        {texts.over}" "{moment(language, at, now)}
                    </p>
                    <p>{texts.closed_next}</p>
                </section>
            }
            .into_any()
        }
    }
}

#[component]
fn Take(
    alert: Alert,
    people: People,
    viewer: Option<StaffId>,
    acute: Option<String>,
) -> impl IntoView {
    let (language, all) = (language(), texts());
    let (texts, told) = (&all.alert, &all.told);
    let next = next_step(&alert);
    // Somebody who is asked on the screen got no letter: they are the first, and reported it.
    let is_asked = viewer.is_some_and(|staff| {
        alert.reporter == Actor::Staff(staff)
            && (alert.responsible == Some(staff) || alert.reserve == Some(staff))
    });
    let uncovered = matches!(alert.state, AlertState::Uncovered).then(|| {
        view! {
            <p class="warning" role="alert">{told.uncovered}</p>
            <p>{texts.uncovered_next}</p>
        }
    });
    // Whoever raised the alarm may need help before anybody answers (`policy.md` 7).
    let reported = viewer.is_some_and(|staff| alert.reporter == Actor::Staff(staff));
    let needs_numbers = uncovered.is_some() || (reported && alert.class == Class::P1);
    let numbers = needs_numbers.then(|| view! { <Numbers acute=acute /> });
    // What this page shows; a tap after a hand-over is asked again.
    let seen = serde_json::to_string(&alert.seen()).unwrap_or_default();
    let initials = |staff: Option<StaffId>| staff.map(|staff| people.initials(staff).to_owned());
    let facts = initials(alert.responsible).map(|responsible| {
        let reserve = initials(alert.reserve)
            .map(|reserve| format!(" · {} {reserve}", texts.reserve.to_lowercase()));
        format!(
            "{} {responsible}{}",
            texts.wait_first,
            reserve.unwrap_or_default()
        )
    });
    let then = next.map(|(rung, at)| {
        view! {
            <p>
                {told.next_step}" "<b>{clock(at)}</b>": "{words::rung(language, alert.class, rung)}"."
            </p>
        }
    });
    view! {
        <section class="answer" data-answer="open">
            {uncovered}
            {is_asked.then(|| view! { <p class="answer-asked">{told.take_it}</p> })}
            <form method="post" action=route::alert(alert.number)>
                <input type="hidden" name="seen" value=seen />
                <button class="primary take" autofocus>{texts.take}</button>
            </form>
            {facts.map(|facts| view! { <p>{facts}</p> })}
            {then}
            {numbers}
        </section>
    }
}

#[component]
fn Taken(
    alert: Alert,
    people: People,
    viewer: Option<StaffId>,
    by: Actor,
    at: shared::Timestamp,
) -> impl IntoView {
    let (language, texts) = (language(), &texts().alert);
    let now = crate::context::frame().now;
    let mine = viewer.is_some_and(|staff| by == Actor::Staff(staff));
    let helps = viewer.is_some_and(|staff| alert.helpers.contains(&staff));
    let taken = if alert.in_meeting {
        capitalised(&words::state(language, &alert, &people, now))
    } else {
        (texts.taken_by)(&actor(language, by, &people), &moment(language, at, now))
    };
    let before = (texts.act_before)(&clock(at + alert.delays.action_within()));
    let helpers = (!alert.helpers.is_empty()).then(|| {
        let names: Vec<_> = alert
            .helpers
            .iter()
            .map(|one| people.initials(*one))
            .collect();
        format!("{}: {}", texts.helpers, names.join(", "))
    });
    let help = (!mine && !helps).then(|| {
        view! {
            <form method="post" action=route::alert(alert.number)>
                <button name="help" value="1" class="take">{texts.help}</button>
            </form>
        }
    });
    view! {
        <section class="answer" data-answer=if mine { "mine" } else { "taken" }>
            <p class="answer-state">
                <span aria-hidden="true">"✓ "</span>
                {if mine { texts.you_have_it.to_owned() } else { taken }}
            </p>
            {mine.then(|| view! {
                <p>{before}" "<a href="#log">{texts.to_log}</a></p>
            })}
            {helpers.map(|helpers| view! { <p>{helpers}</p> })}
            {help}
        </section>
    }
}

/// The address that calls a number.
pub(in crate::pages) fn dial(phone: &str) -> String {
    let digits = phone.chars().filter(|c| !matches!(c, ' ' | '-'));
    format!("tel:{}", digits.collect::<String>())
}

/// The numbers that always answer.
#[component]
pub fn Numbers(#[prop(optional_no_strip)] acute: Option<String>) -> impl IntoView {
    let all = texts();
    let (texts, told) = (&all.alert, &all.told);
    let acute = match acute {
        Some(phone) => {
            let href = dial(&phone);
            view! { <a href=href><span>{texts.acute}</span><b>{phone}</b></a> }.into_any()
        }
        None => view! { <span class="quiet-words">{texts.acute_unknown}</span> }.into_any(),
    };
    view! {
        <p class="numbers" aria-label=texts.numbers role="group">
            <a href="tel:112"><span>{told.danger}</span><b>"112"</b></a>
            <a href="tel:1177"><span>{told.advice}</span><b>"1177"</b></a>
            {acute}
        </p>
    }
}
