//! Early warning signs, green, yellow and red, each with what helps.

use leptos::prelude::*;
use shared::dossier::EarlySigns;
use shared::wording::card::{sign, sign_shape};

use super::part::PagePart;
use super::sheet;
use crate::view::row::capitalised;

/// Early warning signs.
#[component]
pub fn Signs() -> impl IntoView {
    let sheet = sheet();
    let texts = sheet.texts;
    view! {
        <PagePart id="client-signs" title=texts.signs class="early">
            <SignColumns heading=3 />
        </PagePart>
    }
}

/// The levels side by side.
#[component]
pub fn SignColumns(
    /// The level of the headings, which depends on where it stands.
    heading: u8,
) -> impl IntoView {
    let sheet = sheet();
    let levels: Vec<EarlySigns> = sheet
        .content
        .dossier
        .iter()
        .flat_map(|dossier| dossier.signs.clone())
        .collect();
    if levels.is_empty() {
        return view! { <p class="quiet-words">{sheet.texts.no_signs}</p> }.into_any();
    }
    let columns = levels
        .into_iter()
        .map(|one| view! { <Level signs=one heading=heading /> })
        .collect_view();
    view! { <div class="early-levels">{columns}</div> }.into_any()
}

/// How one level shows, and what helps then.
#[component]
fn Level(signs: EarlySigns, heading: u8) -> impl IntoView {
    let sheet = sheet();
    let (texts, language) = (sheet.texts, sheet.language);
    let title = format!(
        "{} {}",
        sign_shape(signs.level),
        capitalised(sign(language, signs.level))
    );
    let title = if heading == 2 {
        view! { <h2>{title}</h2> }.into_any()
    } else {
        view! { <h3>{title}</h3> }.into_any()
    };
    let lines = |lines: Vec<String>| {
        lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    let helps = (!signs.helps.is_empty()).then(|| {
        view! {
            <p class="early-label">{texts.helps}</p>
            <ul class="client-lines">{lines(signs.helps)}</ul>
        }
    });
    view! {
        <div class="early-level" data-sign=signs.level.word()>
            {title}
            <p class="early-label">{texts.notices}</p>
            <ul class="client-lines">{lines(signs.signs)}</ul>
            {helps}
        </div>
    }
}
