//! Open alerts, above everything else: which, where each stands, and who shall take it.

use leptos::prelude::*;
use shared::alert::AlertNumber;
use shared::route;

use crate::context::{frame, live, texts};
use crate::view::BoardViewStoreFields;
use crate::view::raised::Raised;

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
                let raised = alert
                    .raised_here
                    .filter(|_| !masked)
                    .map(|raised| view! { <RaisedHere raised=raised number=alert.number /> });
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
                        {raised}
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

/// What whoever raised the alert waits for; it changes as the letters do.
#[component]
fn RaisedHere(raised: Raised, number: AlertNumber) -> impl IntoView {
    let texts = &texts().told;
    let told = raised
        .told
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    let next = raised
        .next
        .map(|(at, what)| view! { <li>{texts.next_step}" "<b>{at}</b>": "{what}</li> });
    let asked = raised.asked.then(|| {
        view! { <li><a href=route::alert(number)>{texts.take_it}</a></li> }
    });
    let uncovered = raised
        .uncovered
        .then(|| view! { <li><b>{texts.uncovered}</b></li> });
    let numbers = raised.urgent.then(|| {
        view! {
            <li>
                <a href="tel:112">{texts.danger}" 112"</a>
                <a href="tel:1177">{texts.advice}" 1177"</a>
            </li>
        }
    });
    view! { <ul class="strip-raised" aria-label=texts.letters>{asked}{uncovered}{told}{next}{numbers}</ul> }
}
