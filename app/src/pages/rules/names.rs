//! What the team calls its levels, and the form for those who may change it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::board::card::{Level, LevelNames};
use shared::route;
use shared::wording::card;

use crate::context::language;
use crate::i18n::rules::Rules as Texts;

/// The name of a level's field in the form.
#[must_use]
pub fn field(level: Level) -> String {
    format!("name.{}", level.word())
}

/// The five names. `typed` is what stood in the form, by the name of the field, if it was sent.
#[component]
pub fn Names(
    present: LevelNames,
    typed: BTreeMap<String, String>,
    may_change: bool,
) -> impl IntoView {
    let (language, texts) = (language(), Texts::of(language()));
    let lines = Level::ALL.map(|level| {
        let (name, id) = (field(level), format!("name-{}", level.word()));
        let standard = card::standard_level(language, level);
        let own = present.own(level).unwrap_or_default();
        let value = typed.get(&name).cloned().unwrap_or_else(|| own.to_owned());
        let cell = if may_change {
            view! {
                <input
                    name=name
                    value=value
                    placeholder=standard
                    maxlength=LevelNames::LIMIT.to_string()
                    autocomplete="off"
                    size="20"
                    aria-labelledby=id.clone()
                    aria-describedby="names-hint"
                />
            }
            .into_any()
        } else {
            card::level(language, &present, level).to_owned().into_any()
        };
        view! {
            <tr data-level=level.word() data-changed=(!own.is_empty()).then_some("")>
                <th scope="row" id=id>
                    <span class="level-shape" aria-hidden="true">{card::level_shape(level)}</span>
                    " "
                    {standard}
                </th>
                <td>{cell}</td>
                <td>{card::level_meaning(language, level)}</td>
            </tr>
        }
    });
    let button = may_change.then(|| {
        view! {
            <div class="rules-buttons">
                <button class="primary" name="do" value="name">{texts.names_submit}</button>
            </div>
        }
    });
    view! {
        <section aria-labelledby="names">
            <h2 id="names">{texts.names}</h2>
            <p class="hint" id="names-hint">{texts.names_hint}</p>
            <form method="post" action=route::RULES>
                <table class="rules-names">
                    <thead>
                        <tr>
                            <th scope="col">{texts.level}</th>
                            <th scope="col">{texts.name}</th>
                            <th scope="col">{texts.meaning}</th>
                        </tr>
                    </thead>
                    <tbody>{lines.into_iter().collect_view()}</tbody>
                </table>
                {button}
            </form>
        </section>
    }
}
