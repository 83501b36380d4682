//! Open alerts, above everything else: which, where each stands, and who shall take it.

use leptos::prelude::*;
use shared::route;

use crate::context::{frame, live, texts};
use crate::view::BoardViewStoreFields;

/// The strip of open alerts. Empty, it takes no room.
#[component]
pub fn AlertStrip() -> impl IntoView {
    let (live, all) = (live(), texts());
    let masked = frame().masked;
    let top = live.view().top();
    let alerts = Memo::new(move |_| top.read().alerts.clone());
    let lines = move || {
        alerts
            .get()
            .into_iter()
            .map(|alert| {
                let number = (all.bar.alert)(&alert.number.to_string());
                let responsible = alert
                    .responsible
                    .filter(|_| alert.unanswered)
                    .map(|who| format!(" · {} {who}", all.board.responsible));
                let client = (!masked).then(|| format!(" · {}", alert.client));
                view! {
                    <li data-unanswered=alert.unanswered.then_some("")>
                        <a href=route::alert(alert.number)>
                            <b>
                                <span aria-hidden="true">
                                    {if alert.unanswered { "■ " } else { "✓ " }}
                                </span>
                                {number}
                            </b>
                            {client}
                            " · "
                            {alert.state}
                            {responsible}
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <section
            class="strip"
            aria-label=all.board.strip
            hidden=move || alerts.with(Vec::is_empty)
        >
            <ul>{lines}</ul>
        </section>
    }
}
