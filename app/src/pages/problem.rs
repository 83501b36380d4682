//! Something went wrong: what happened, what is safe, what to do next.

use leptos::prelude::*;
use shared::route;

use crate::context::texts;
use crate::i18n::Problems;
use crate::page::Problem;

/// What happened, in a few words.
#[must_use]
pub fn title(texts: &Problems, what: Problem) -> &'static str {
    match what {
        Problem::NotFound => texts.not_found,
        Problem::BadRequest => texts.bad_request,
        Problem::Unavailable => texts.unavailable,
        Problem::Failed => texts.failed,
    }
}

/// The page of a problem.
#[component]
pub fn ProblemPage(what: Problem) -> impl IntoView {
    let (common, texts) = (&texts().common, &texts().problem);
    let (safe, next) = match what {
        Problem::NotFound => (texts.not_found_why, texts.not_found_next),
        Problem::BadRequest => (texts.bad_request_why, texts.bad_request_next),
        Problem::Unavailable => (texts.unavailable_why, texts.unavailable_next),
        Problem::Failed => (texts.failed_why, texts.failed_next),
    };
    view! {
        <main class="sheet problem" id="content">
            <p class="product">{common.product}</p>
            <h1>{title(texts, what)}</h1>
            <p class="lead">{safe}</p>
            <p>{next}</p>
            <p class="problem-ways">
                <a class="button primary" href=route::BOARD>{common.back_to_board}</a>
            </p>
            <p class="numbers">
                <a href="tel:112">{common.emergency_line}</a>
                <a href="tel:1177">{common.advice_line}</a>
            </p>
        </main>
    }
}
