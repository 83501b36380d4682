//! The clients of each case manager against the limit of the model.

use leptos::prelude::*;
use shared::load::caseload::{Clients, Limits, Standing};

use super::behind::Behind;
use super::columns::WIDTH;
use super::numbers::scaled;
use crate::context::language;
use crate::i18n::load::Load as Texts;

/// The room for initials, and for the number behind a bar.
const BEFORE: u64 = 40;
const AFTER: u64 = 112;
/// How long a number with its word is at most within the limit.
const NUMBER: u64 = 46;
/// How high a row is, and how high the line with the limit.
const ROW: u64 = 20;
const HEAD: u64 = 16;

/// The caseloads, the largest first.
#[component]
pub fn Caseloads(
    caseloads: Vec<(String, Clients)>,
    limits: Limits,
    without_cm: u32,
) -> impl IntoView {
    let texts = Texts::of(language());
    let limit = if limits.full == limits.most {
        limits.most.to_string()
    } else {
        format!("{}–{}", limits.full, limits.most)
    };
    let most = caseloads
        .iter()
        .map(|(_, clients)| clients.all)
        .max()
        .unwrap_or(0)
        .max(u32::from(limits.most));
    let long = |count: u32| scaled(count.into(), most.into(), WIDTH - BEFORE - AFTER);
    let bottom = HEAD + ROW * u64::try_from(caseloads.len()).unwrap_or(0);
    let limit_at = BEFORE + long(limits.most.into());
    let at_limit = limit_at.to_string();
    // A number never stands across the line of the limit.
    let number_at = move |end: u64| {
        let is_crossed = end <= limit_at && end + NUMBER > limit_at;
        if is_crossed { limit_at } else { end }
    };
    let bars = caseloads
        .iter()
        .zip(0_u64..)
        .map(|((initials, clients), index)| {
            let top = HEAD + index * ROW;
            let standing = limits.standing(clients.all);
            let number = match standing {
                Standing::Within => clients.all.to_string(),
                _ => format!("{} {}", clients.all, texts.standing_of(standing)),
            };
            let bar = |class: &'static str, count: u32| {
                view! {
                    <rect
                        class=class
                        x=BEFORE.to_string()
                        y=(top + 3).to_string()
                        width=long(count).to_string()
                        height=(ROW - 6).to_string()
                    ></rect>
                }
            };
            view! {
                <g data-standing=standing_word(standing)>
                    <text class="chart-row" x="0" y=(top + 14).to_string()>{initials.clone()}</text>
                    {bar("chart-bar", clients.all)}
                    {bar("chart-part", clients.on_board)}
                    <text
                        class="chart-row"
                        x=(number_at(BEFORE + long(clients.all)) + 5).to_string()
                        y=(top + 14).to_string()
                    >
                        {number}
                    </text>
                </g>
            }
        })
        .collect_view();
    let rows = caseloads
        .iter()
        .map(|(initials, clients)| {
            vec![
                initials.clone(),
                clients.all.to_string(),
                clients.on_board.to_string(),
                texts.standing_of(limits.standing(clients.all)).to_owned(),
            ]
        })
        .collect();
    let over = caseloads
        .iter()
        .filter(|(_, clients)| limits.standing(clients.all) == Standing::Over)
        .count();
    let label = (texts.figures_for)(texts.caseload, &format!("{}: {over}", texts.over));
    let heads = [texts.cm, texts.clients, texts.on_board, texts.standing]
        .map(ToOwned::to_owned)
        .to_vec();
    view! {
        <section aria-labelledby="caseload">
            <h2 id="caseload">{texts.caseload}</h2>
            <p class="hint">{(texts.caseload_hint)(&limit)}</p>
            <svg
                class="chart"
                role="img"
                aria-label=label
                viewBox=format!("0 0 {WIDTH} {}", bottom + 2)
            >
                {bars}
                <line
                    class="chart-line"
                    x1=at_limit.clone()
                    x2=at_limit.clone()
                    y1=(HEAD - 2).to_string()
                    y2=bottom.to_string()
                ></line>
                <text class="chart-name" x=at_limit y="11">{texts.limit}" "{limits.most.to_string()}</text>
            </svg>
            {(without_cm > 0)
                .then(|| view! { <p class="warning">{(texts.without_cm)(&without_cm.to_string())}</p> })}
            <Behind id="caseload-behind" title=texts.caseload heads=heads rows=rows />
        </section>
    }
}

fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Within => "within",
        Standing::Full => "full",
        Standing::Over => "over",
    }
}
