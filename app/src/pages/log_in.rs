//! Logging in. Works without script.

use leptos::prelude::*;
use shared::route;

use crate::context::{frame, texts};
use crate::page::LogIn;
use crate::parts::demo_bar::DemoBar;
use crate::parts::look::LookForms;

/// The log-in page.
#[component]
pub fn LogInPage(content: LogIn) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let (common, texts) = (&all.common, &all.log_in);
    let now = Signal::stored(frame.now);
    let wait = content
        .wait
        .map(|seconds| (texts.wait)(&seconds.to_string()));
    let waiting = wait.is_some();
    let refused = (content.refused && !waiting).then(|| {
        view! {
            <div class="refusal" role="alert" id="refused">
                <p class="refusal-happened">{texts.refused}</p>
                <p>{texts.refused_next}</p>
            </div>
        }
    });
    let described = (content.refused && !waiting).then_some("refused");
    let one_click = (frame.demo && !content.one_click.is_empty()).then(|| {
        let people = content
            .one_click
            .iter()
            .map(|one| {
                view! {
                    <li>
                        <button name="user" value=one.user.clone()>
                            <b>{one.name.clone()}</b>
                            <span>{one.title.clone()}</span>
                        </button>
                    </li>
                }
            })
            .collect_view();
        view! {
            <section class="one-click">
                <h2>{texts.one_click}</h2>
                <p class="hint">{texts.one_click_hint}</p>
                <form method="post" action="/demo/log-in">
                    <input type="hidden" name="next" value=content.next.clone() />
                    <ul>{people}</ul>
                </form>
            </section>
        }
    });
    view! {
        {frame.demo.then(|| view! { <DemoBar now=now /> })}
        <main class="sheet log-in" id="content">
            <p class="product">{common.product}</p>
            <p class="lead">{texts.lead}</p>
            {one_click}
            <section class="log-in-form">
                <h1>{texts.title}</h1>
                {wait.map(|wait| view! { <p class="refusal" role="alert">{wait}</p> })}
                {refused}
                <form method="post" action=route::LOG_IN>
                    <input type="hidden" name="next" value=content.next.clone() />
                    <label class="field">
                        <span>{texts.user}</span>
                        <input
                            name="user"
                            autocomplete="username"
                            autocapitalize="none"
                            spellcheck="false"
                            required
                            aria-describedby=described
                        />
                    </label>
                    <label class="field">
                        <span>{texts.password}</span>
                        <input
                            name="password"
                            type="password"
                            autocomplete="current-password"
                            required
                            aria-describedby=described
                        />
                    </label>
                    <button class="primary large" disabled=waiting>{texts.submit}</button>
                </form>
            </section>
            <footer class="log-in-look"><LookForms next=route::LOG_IN.to_owned() /></footer>
        </main>
    }
}
