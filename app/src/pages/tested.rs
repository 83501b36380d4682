//! The page behind a test letter: whoever tapped it sees that alerts reach this device.

use leptos::prelude::*;
use shared::alert::proof::Proof;
use shared::route;
use shared::wording::alert as words;

use crate::context::{frame, texts};
use crate::page::Tested;
use crate::parts::demo_bar::DemoBar;
use crate::view::row::capitalised;

/// The page behind a test letter.
#[component]
pub fn TestedPage(content: Tested) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let (now, texts) = (frame.now, &all.settings);
    let proof = content
        .at
        .map_or(Proof::NoDevice, |at| Proof::Proven { at });
    let told = capitalised(&words::proof(frame.language, proof, now));
    let (class, next) = if proof.is_fault() {
        ("warning", texts.no_devices_next)
    } else {
        ("good", texts.tested_next)
    };
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(now) /> })}
        <main class="sheet tested" id="content">
            <h1>{texts.tested}</h1>
            <p class=class role="status">{told}</p>
            <p>{next}</p>
            <p class="buttons">
                <a class="button" href=route::BOARD>{all.common.back_to_board}</a>
                <a class="button" href=route::SETTINGS>{all.bar.settings}</a>
            </p>
        </main>
    }
}
