//! Columns beside each other, one for each day or week. The table behind says the same.

use leptos::prelude::*;

use super::numbers::scaled;

/// How wide a chart is, in its own units: the width of a small phone, so that its letters are
/// never smaller than they are written here.
pub const WIDTH: u64 = 340;
/// The room above the columns for their numbers, and below for their names.
const ABOVE: u64 = 16;
const BELOW: u64 = 18;

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands under it.
    pub name: String,
    /// How high it is.
    pub value: u64,
    /// The number that stands above it.
    pub number: String,
    /// A line across it, for instance a limit.
    pub line: Option<u64>,
    /// The word for its colour.
    pub band: &'static str,
}

/// The columns. `label` says in words what they show.
#[component]
pub fn Columns(columns: Vec<Column>, height: u64, label: String) -> impl IntoView {
    let most = columns
        .iter()
        .map(|column| column.value.max(column.line.unwrap_or(0)))
        .max()
        .unwrap_or(0)
        .max(1);
    let count = u64::try_from(columns.len()).unwrap_or(1).max(1);
    let room = WIDTH / count;
    let bottom = ABOVE + height;
    let drawn = columns
        .into_iter()
        .zip(0_u64..)
        .map(|(column, index)| {
            let left = index * room;
            let middle = left + room / 2;
            let tall = scaled(column.value, most, height);
            let top = bottom - tall;
            let line = column.line.map(|line| {
                let at = bottom - scaled(line, most, height);
                view! {
                    <line
                        class="chart-line"
                        x1=(left + 1).to_string()
                        x2=(left + room - 1).to_string()
                        y1=at.to_string()
                        y2=at.to_string()
                    ></line>
                }
            });
            view! {
                <g data-band=column.band>
                    <rect
                        class="chart-bar"
                        x=(left + 3).to_string()
                        y=top.to_string()
                        width=room.saturating_sub(6).to_string()
                        height=tall.to_string()
                    ></rect>
                    {line}
                    <text class="chart-number" x=middle.to_string() y=(top - 4).to_string()>
                        {column.number}
                    </text>
                    <text
                        class="chart-name"
                        x=middle.to_string()
                        y=(bottom + BELOW - 5).to_string()
                    >
                        {column.name}
                    </text>
                </g>
            }
        })
        .collect_view();
    view! {
        <svg
            class="chart"
            role="img"
            aria-label=label
            viewBox=format!("0 0 {WIDTH} {}", bottom + BELOW)
        >
            <line
                class="chart-ground"
                x1="0"
                x2=WIDTH.to_string()
                y1=bottom.to_string()
                y2=bottom.to_string()
            ></line>
            {drawn}
        </svg>
    }
}
