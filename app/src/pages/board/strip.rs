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
                let responsible = alert
                    .responsible
                    .filter(|_| alert.tone.is_open())
                    .map(|who| format!(" · {} {who}", all.board.responsible));
                let newly = (alert.newly && !masked).then(|| format!(" · {}", all.board.newly));
                let client = (!masked).then(|| format!(" · {}", alert.client));
                view! {
                    <li data-alert=alert.tone.word()>
                        <a href=route::alert(alert.number)>
                            <b>
                                <span aria-hidden="true">
                                    {alert.tone.shape()}
                                </span>
                                {alert.name}
                            </b>
                            {client}
                            {newly}
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
