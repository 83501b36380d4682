//! What one can press and write in, and what is said when it was refused.

use leptos::prelude::*;
use shared::Rejection;
use shared::board::card::Channel;
use shared::rejection::Field;
use shared::route;
use shared::wording::rejection::{Refusal as Words, explain};

use super::{Group, InBothSchemes, Sample, sample, texts};
use crate::context::{self, language};
use crate::pages::board::ask::fields::{Day, DayAndTime, How, Line};
use crate::pages::board::ask::hold::HoldForm;
use crate::pages::board::ask::refused::told;
use crate::parts::refusal::Refusal;

/// Buttons.
#[component]
pub fn Buttons() -> impl IntoView {
    let texts = texts();
    view! {
        <Group id="buttons" title=texts.buttons>
            <InBothSchemes><AllButtons /></InBothSchemes>
        </Group>
    }
}

#[component]
fn AllButtons() -> impl IntoView {
    let texts = texts();
    let button = |class: &'static str, words: &'static str, disabled: bool| {
        view! { <button type="button" class=class disabled=disabled>{words}</button> }
    };
    view! {
        <p class="buttons">
            {button("", texts.normal, false)}
            {button("primary", texts.primary, false)}
            {button("quiet", texts.quiet, false)}
            {button("large", texts.large, false)}
            {button("", texts.disabled, true)}
            {button("primary", texts.primary_disabled, true)}
            {button("shows-focus", texts.focused, false)}
            <button type="button" class="switch" aria-pressed="true">{texts.pressed}</button>
            <a class="button" href=route::PARTS>{texts.as_link}" "<kbd aria-hidden="true">"M"</kbd></a>
        </p>
    }
}

/// Fields, each empty or with what it proposes, and a form that was refused.
#[component]
pub fn Fields() -> impl IntoView {
    let (all, texts) = (context::ask_texts(), texts());
    let text = || RwSignal::new(String::new());
    let today = sample::now().local().date().to_string();
    view! {
        <Group id="fields" title=texts.fields>
            <div class="samples-fields">
                <Line label=all.text value=text() hint=all.text_hint />
                <Day label=all.hold_until value=text() least=today />
                <DayAndTime label=all.at value=text() />
                <How value=RwSignal::new(Channel::Home) />
                <label class="check">
                    <input type="checkbox" checked />
                    <span>{all.log_crisis}<small>{all.log_crisis_hint}</small></span>
                </label>
            </div>
            <Sample state=texts.field_refused>
                <div class="ask">
                    <HoldForm client=sample::client(sample::HELD) />
                    <Refusal words=words(&Rejection::TextMissing) />
                </div>
            </Sample>
        </Group>
    }
}

fn words(rejection: &Rejection) -> Words {
    explain(language(), rejection, &sample::people(), sample::now())
}

/// Refusals: in the form, and when a colleague was faster.
#[component]
pub fn Refusals() -> impl IntoView {
    let texts = texts();
    view! {
        <Group id="refusals" title=texts.refusals>
            <InBothSchemes><BothRefusals /></InBothSchemes>
        </Group>
    }
}

#[component]
fn BothRefusals() -> impl IntoView {
    let texts = texts();
    let (by, at) = (sample::by(2), sample::now());
    let conflict = Rejection::Conflict {
        field: Field::Level,
        by,
        at,
    };
    view! {
        <Sample state=texts.refused_at_once>
            <Refusal words=words(&Rejection::AlreadyAcknowledged { by, at }) />
        </Sample>
        <Sample state=texts.conflict>
            <div class="refusal">{told(words(&conflict), |_| (), |_| ())}</div>
        </Sample>
    }
}
