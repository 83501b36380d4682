//! The ways on which alerts reach the person: which are set up, and what is missing.

use leptos::prelude::*;
use shared::alert::Failure;
use shared::alert::letter::Carrier;
use shared::wording::alert;

use crate::context::{language, texts};

/// Every way, push first. `push` says whether one of the person's devices is proven; it is
/// nothing for somebody without a device.
#[component]
pub fn Ways(
    #[prop(optional_no_strip)] push: Option<bool>,
    ways: Vec<(Carrier, Option<Failure>)>,
) -> impl IntoView {
    let (language, texts) = (language(), &texts().settings);
    let by_push = match push {
        Some(true) => (true, texts.proven),
        Some(false) => (false, texts.unproven),
        None => (
            false,
            alert::failure(language, Carrier::Push, Failure::NoDevice),
        ),
    };
    let others = ways.into_iter().map(|(way, missing)| {
        let state = missing.map_or(texts.set_up, |why| alert::failure(language, way, why));
        (way, (missing.is_none(), state))
    });
    let rows: Vec<_> = std::iter::once((Carrier::Push, by_push))
        .chain(others)
        .collect();
    let is_missing = rows.iter().skip(1).any(|(_, (is_there, _))| !is_there);
    let rows = rows
        .into_iter()
        .map(|(way, (is_there, state))| {
            view! {
                <li data-proved=is_there.then_some("")>
                    <span class="device-shape" aria-hidden="true">
                        {if is_there { "✓" } else { "!" }}
                    </span>
                    <span class="device-name">
                        <b>{alert::carrier(language, way)}</b>{format!(": {state}")}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="ways">
            <h2>{texts.ways}</h2>
            <p>{texts.ways_lead}</p>
            <ul class="devices">{rows}</ul>
            {is_missing.then(|| view! { <p class="hint">{texts.ways_missing}</p> })}
        </section>
    }
}
