//! The model by which the case managers work, as a line among the numbers.

use leptos::prelude::*;
use shared::load::caseload::{Model, Setting};
use shared::wording::policy as words;

use crate::context::language;
use crate::i18n::rules::Rules as Texts;

/// The name of the field in the form.
pub const FIELD: &str = "caseload.model";

/// The model that holds, or the choice. `typed` is what was chosen, if the form was sent.
#[component]
pub fn ModelLine(present: Setting, typed: Option<String>, may_change: bool) -> impl IntoView {
    let (language, texts) = (language(), Texts::of(language()));
    let chosen = typed.unwrap_or_else(|| present.model.word().to_owned());
    let standard = Setting::default().model;
    let cell = if may_change {
        let options = Model::ALL
            .map(|model| {
                view! {
                    <option value=model.word() selected=model.word() == chosen>
                        {words::model(language, model)}
                    </option>
                }
            })
            .into_iter()
            .collect_view();
        view! {
            <select name=FIELD aria-labelledby="model-label" aria-describedby="model-limits">
                {options}
            </select>
        }
        .into_any()
    } else {
        words::model(language, present.model).into_any()
    };
    let limits: Vec<_> = Model::ALL
        .iter()
        .map(|model| {
            let limits = model.limits();
            let most = if limits.full == limits.most {
                limits.most.to_string()
            } else {
                format!("{}–{}", limits.full, limits.most)
            };
            format!("{} {most}", words::model(language, *model))
        })
        .collect();
    view! {
        <tr data-changed=(present.model != standard).then_some("")>
            <th scope="row" id="model-label">{texts.model}</th>
            <td>{cell}</td>
            <td>{words::model(language, standard)}</td>
            <td id="model-limits">{limits.join(" · ")}</td>
        </tr>
    }
}
