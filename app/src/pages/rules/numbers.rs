//! The numbers of the rules as a table, and as a form for those who may change them.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::deescalation::Transition;
use shared::deescalation::policy::Policy;
use shared::deescalation::policy::numbers::{self, Number};
use shared::route;
use shared::wording::policy as words;
use shared::wording::rules;

use super::model::{self, ModelLine};
use crate::context::language;
use crate::i18n::rules::Rules as Texts;
use crate::view::row::capitalised;

/// All numbers, by step. `typed` is what stood in the form, by path, if it was sent.
#[component]
pub fn Numbers(
    present: Policy,
    typed: BTreeMap<String, String>,
    may_change: bool,
) -> impl IntoView {
    let language = language();
    let texts = Texts::of(language);
    let names = present.level_names.clone();
    let groups = Transition::ALL
        .into_iter()
        .map(Of::Step)
        .chain([Of::Team, Of::Ladder, Of::Load])
        .map(|of| {
            let (title, hint) = match of {
                Of::Step(step) => (
                    capitalised(&rules::transition(language, &names, step)),
                    None,
                ),
                Of::Team => (texts.of_the_team.to_owned(), None),
                Of::Ladder => (texts.of_the_ladder.to_owned(), Some(texts.ladder_hint)),
                Of::Load => (texts.of_the_load.to_owned(), Some(texts.load_hint)),
            };
            let model = (of == Of::Load).then(|| {
                let typed = typed.get(model::FIELD).cloned();
                view! { <ModelLine present=present.caseload typed=typed may_change=may_change /> }
            });
            let lines = numbers::all()
                .filter(|number| Of::number(number) == of)
                .map(|number| {
                    let value = typed.get(&number.path()).cloned();
                    let value =
                        value.unwrap_or_else(|| words::typed(&number, number.value(&present)));
                    let said = words::said(&number, number.value(&present));
                    let label = words::label(language, &names, &number);
                    let label = label.unwrap_or_else(|| number.name.to_owned());
                    view! {
                        <Line
                            number=number
                            label=label
                            value=value
                            said=said
                            may_change=may_change
                        />
                    }
                })
                .collect_view();
            view! { <Group title=title hint=hint>{lines} {model}</Group> }
        })
        .collect_view();
    let hint = if may_change {
        texts.numbers_hint
    } else {
        texts.read_only
    };
    let buttons = may_change.then(|| {
        view! {
            <div class="rules-buttons">
                <button name="do" value="try">{texts.try_submit}</button>
                <button class="primary" name="do" value="save">{texts.save_submit}</button>
            </div>
            <p class="hint">{texts.save_hint}</p>
        }
    });
    view! {
        <section aria-labelledby="numbers">
            <h2 id="numbers">{texts.numbers}</h2>
            <p class="hint">{hint}</p>
            <form method="post" action=route::RULES>{groups} {buttons}</form>
        </section>
    }
}

/// What numbers stand together for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Step(Transition),
    Team,
    Ladder,
    Load,
}

impl Of {
    fn number(number: &Number) -> Self {
        match number.step {
            Some(step) => Self::Step(step),
            None if number.is_of_ladder() => Self::Ladder,
            None if number.name.starts_with("load.") || number.name.starts_with("caseload.") => {
                Self::Load
            }
            None => Self::Team,
        }
    }
}

/// Numbers that stand together.
#[component]
fn Group(title: String, hint: Option<&'static str>, children: Children) -> impl IntoView {
    let texts = Texts::of(language());
    view! {
        <table class="rules-numbers">
            <caption>
                {title}
                {hint.map(|hint| view! { <small>{hint}</small> })}
            </caption>
            <thead>
                <tr>
                    <th scope="col">{texts.what}</th>
                    <th scope="col">{texts.now}</th>
                    <th scope="col">{texts.rp_1}</th>
                    <th scope="col">{texts.limits}</th>
                </tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
}

#[component]
fn Line(
    number: Number,
    label: String,
    value: String,
    said: String,
    may_change: bool,
) -> impl IntoView {
    let language = language();
    let texts = Texts::of(language);
    let path = number.path();
    let standard = number.value(&Policy::default());
    let limits = (texts.between)(
        &words::said(&number, Some(number.least)),
        &words::said(&number, Some(number.most)),
    );
    let limits = match words::empty(language, &number) {
        Some(empty) => format!("{limits}, {empty}"),
        None => limits,
    };
    let (label_id, limits_id) = (format!("{path}-label"), format!("{path}-limits"));
    let cell = if may_change {
        view! {
            <span class="rules-value">
                <input
                    name=path.clone()
                    value=value
                    inputmode="decimal"
                    autocomplete="off"
                    size="6"
                    aria-labelledby=label_id.clone()
                    aria-describedby=limits_id.clone()
                />
                <span>{words::unit(number.unit)}</span>
            </span>
        }
        .into_any()
    } else {
        said.clone().into_any()
    };
    let standard_words = words::said(&number, standard);
    let is_changed = said != standard_words;
    view! {
        <tr data-changed=is_changed.then_some("")>
            <th scope="row" id=label_id>{label}</th>
            <td>{cell}</td>
            <td>{standard_words}</td>
            <td id=limits_id>{limits}</td>
        </tr>
    }
}
