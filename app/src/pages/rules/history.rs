//! What was changed about the rules, by whom and when, the newest first.

use leptos::prelude::*;
use shared::board::event::{Event, Recorded};
use shared::deescalation::policy::Policy;
use shared::people::People;
use shared::route;
use shared::wording::time::dated;
use shared::wording::{actor, policy, timeline};

use crate::context::{frame, language};
use crate::i18n::rules::Rules as Texts;

/// The changes, or the way to them: the whole log is read for them, so only on request.
#[component]
pub fn History(changes: Option<Vec<Recorded>>, people: People) -> impl IntoView {
    let (language, now) = (language(), frame().now);
    let texts = Texts::of(language);
    let content = match changes {
        None => view! {
            <p><a class="button" href=format!("{}?history=1#history", route::RULES)>{texts.history_show}</a></p>
        }
        .into_any(),
        Some(changes) if changes.is_empty() => {
            view! { <p>{texts.history_none}</p> }.into_any()
        }
        Some(changes) => {
            let mut before = Policy::default();
            let mut lines: Vec<_> = changes
                .into_iter()
                .map(|recorded| {
                    let differences = match &recorded.event {
                        Event::PolicySet { policy: after, .. } => {
                            let lines = policy::differences(language, &before, after);
                            before = after.clone();
                            lines
                        }
                        _ => Vec::new(),
                    };
                    (recorded, differences)
                })
                .collect();
            lines.reverse();
            let lines = lines
                .into_iter()
                .map(|(recorded, differences)| {
                    let who = actor(language, recorded.by, &people);
                    let when = dated(language, recorded.when(), now);
                    let differences = differences
                        .into_iter()
                        .map(|line| view! { <li>{line}</li> })
                        .collect_view();
                    view! {
                        <li>
                            <b>{timeline::line(language, &recorded, &people, now)}</b>
                            " "
                            <small>{(texts.history_by)(&who, &when)}</small>
                            <ul>{differences}</ul>
                        </li>
                    }
                })
                .collect_view();
            view! { <ol class="rules-history">{lines}</ol> }.into_any()
        }
    };
    view! {
        <section id="history" aria-labelledby="changes">
            <h2 id="changes">{texts.history}</h2>
            {content}
        </section>
    }
}
