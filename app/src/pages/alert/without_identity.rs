//! An alert for a manager who may not see the client: number and state, and whom to call.

use leptos::prelude::*;
use shared::wording::time::moment;

use super::answer::Numbers;
use crate::context::{frame, language, texts};
use crate::page::AlertWithoutIdentity;
use crate::parts::demo_bar::DemoBar;

/// The page of an alert without an identity.
#[component]
pub fn AlertWithoutIdentityPage(content: AlertWithoutIdentity) -> impl IntoView {
    let (language, texts) = (language(), &texts().alert);
    let frame = frame();
    let now = frame.now;
    let tried = content
        .tried
        .into_iter()
        .map(|(who, phone)| match phone {
            Some(phone) => {
                let href = format!("tel:{}", phone.replace([' ', '-'], ""));
                view! { <li><a href=href><span>{who}</span><b>{phone}</b></a></li> }.into_any()
            }
            None => view! { <li><span>{who}</span></li> }.into_any(),
        })
        .collect_view();
    let state = if content.answered {
        texts.answered
    } else {
        texts.unanswered
    };
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(now) /> })}
        <main class="sheet alert" id="content">
            <p class="alert-top">
                <span>{content.team}</span>
                <span>{(texts.raised)(&moment(language, content.raised, now))}</span>
            </p>
            <h1>{(texts.title)(&content.number.to_string())}</h1>
            <section class="answer" data-answer=if content.answered { "taken" } else { "open" }>
                <p class="answer-state">{state}</p>
                <p>{texts.without_identity_why}</p>
            </section>
            <section>
                <h2>{texts.tried}</h2>
                <ul class="call">{tried}</ul>
                <Numbers />
            </section>
        </main>
    }
}
