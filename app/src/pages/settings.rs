//! The person's own settings: which devices receive alerts, and how the pages look.

pub mod this_device;
pub mod ways;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::alert::proof::Proof;
use shared::route;
use shared::wording::alert;
use shared::wording::time::{date, moment};

use crate::browser;
use crate::context::{frame, language, texts};
use crate::page::{DeviceCard, Settings};
use crate::parts::demo_bar::DemoBar;
use crate::parts::duty_line::DutyLine;
use crate::parts::look::LookForms;
use crate::push;
use this_device::ThisDevice;
use ways::Ways;

/// The settings page.
#[component]
pub fn SettingsPage(content: Settings) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let (common, texts) = (&all.common, &all.settings);
    let now = Signal::stored(frame.now);
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let is_proven = |device: &DeviceCard| device.proven.is_some();
    let push = (!content.devices.is_empty()).then(|| content.devices.iter().any(is_proven));
    view! {
        {frame.demo.then(|| view! { <DemoBar now=now /> })}
        <header class="bar">
            <a class="button" href=route::BOARD>{common.back_to_board}</a>
            <a class="button" href=route::DUTY>{all.bar.duty_page}</a>
            <span class="bar-space"></span>
            <form method="post" action=route::LOG_OUT>
                <button>{common.log_out}</button>
            </form>
        </header>
        <DutyLine />
        <main class="sheet settings" id="content">
            <h1>{texts.title}</h1>
            <p class="hint">{texts.you}" "<b>{content.name}</b></p>
            <ThisDevice push_key=content.push_key ready=ready />
            <Ways push=push ways=content.ways />
            <Devices devices=content.devices ready=ready />
            <section>
                <h2>{texts.look}</h2>
                <LookForms next=route::SETTINGS.to_owned() with_names=true />
            </section>
        </main>
    }
}

/// The person's devices, each with what is known of it: being connected proves nothing, only a
/// test letter that was shown and tapped does.
#[component]
fn Devices(devices: Vec<DeviceCard>, ready: RwSignal<bool>) -> impl IntoView {
    let texts = &texts().settings;
    if devices.is_empty() {
        return view! {
            <section>
                <h2>{texts.devices}</h2>
                <p class="warning">{texts.no_devices}</p>
                <p>{texts.no_devices_next}</p>
            </section>
        }
        .into_any();
    }
    let untried = devices
        .iter()
        .all(|device| device.proven.is_none())
        .then(|| view! { <p class="warning">{texts.not_tapped}</p> });
    let rows = devices
        .into_iter()
        .map(|device| view! { <Device device=device ready=ready /> })
        .collect_view();
    view! {
        <section>
            <h2>{texts.devices}</h2>
            {untried}
            <ul class="devices">{rows}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Device(device: DeviceCard, ready: RwSignal<bool>) -> impl IntoView {
    let (language, texts) = (language(), &texts().settings);
    let now = frame().now;
    let since = (texts.since)(&date(language, device.since.local().date(), now));
    let told = match (device.shown, device.accepted) {
        (Some(at), _) => (texts.shown)(&moment(language, at, now)),
        (None, Some(at)) => {
            format!(
                "{}, {}",
                (texts.accepted)(&moment(language, at, now)),
                texts.not_shown
            )
        }
        (None, None) => texts.never_tested.to_owned(),
    };
    let state = match device.proven {
        Some(at) => {
            let proof = alert::proof(language, Proof::Proven { at }, now);
            format!("{told}, {proof}")
        }
        None => told,
    };
    let seen = device
        .seen
        .map(|at| format!(", {}", (texts.seen)(&moment(language, at, now))));
    let proved = device.proven.is_some();
    let id = device.id;
    let remove = move |_| {
        spawn_local(async move {
            if push::remove(id).await.is_ok() {
                browser::reload();
            }
        });
    };
    view! {
        <li class="device" data-proved=proved.then_some("")>
            <span class="device-shape" aria-hidden="true">{if proved { "✓" } else { "!" }}</span>
            <span class="device-name">
                <b>{device.label.clone()}</b>
                <small>{since}{seen}", "{state}</small>
            </span>
            <button type="button" disabled=move || !ready.get() on:click=remove>
                {(texts.remove)(&device.label)}
            </button>
        </li>
    }
}
