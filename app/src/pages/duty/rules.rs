//! What the team has said about its rota: which roles must be filled, which weeks are holidays.

use leptos::prelude::*;
use shared::wording::card::shift as role;
use shared::wording::duty as words;
use shared::wording::time::date_in_full;

use super::desk;
use super::fields::{AskForm, HoursFields, Input, OneTap, Role};

/// The rules of the rota, and the forms to change them.
#[component]
pub fn RulesPart() -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let rules = desk.board.with_value(|board| board.duty.rules.clone());
    let needs = rules
        .needs
        .iter()
        .enumerate()
        .map(|(index, need)| {
            let hours = &need.hours;
            let line = format!(
                "{} × {}: {} {}–{}, {}",
                need.count,
                role(desk.language, need.kind),
                words::weekdays(desk.language, &hours.days),
                hours.from.format("%H:%M"),
                hours.to.format("%H:%M"),
                words::on_free(desk.language, hours.free)
            );
            view! {
                <li>
                    <span>{line.clone()}</span>
                    <OneTap
                        ask="remove_need"
                        name="number"
                        value=index.to_string()
                        label=texts.remove
                        about=line
                    />
                </li>
            }
        })
        .collect_view();
    let weeks = rules
        .weeks
        .iter()
        .enumerate()
        .map(|(index, week)| {
            let line = format!(
                "{}: {} – {}",
                week.name,
                date_in_full(desk.language, week.first),
                date_in_full(desk.language, week.last)
            );
            view! {
                <li>
                    <span>{line.clone()}</span>
                    <OneTap
                        ask="remove_week"
                        name="number"
                        value=index.to_string()
                        label=texts.remove
                        about=line
                    />
                </li>
            }
        })
        .collect_view();
    let (on_call, other) = if rules.on_call_is_work {
        (texts.on_call_is_work, "0")
    } else {
        (texts.on_call_rests, "1")
    };
    let (weekly, other_weekly) = if rules.on_call_is_weekly_rest {
        (texts.on_call_is_weekly_rest, "0")
    } else {
        (texts.on_call_breaks_weekly_rest, "1")
    };
    view! {
        <section class="rota-plan" aria-labelledby="needs">
            <h2 id="needs">{texts.needs}</h2>
            <p class="hint">
                {if rules.needs.is_empty() { texts.no_needs } else { texts.needs_hint }}
            </p>
            <ul class="rota-list">{needs}</ul>
            <details>
                <summary class="button">{texts.need_submit}</summary>
                <AskForm ask="add_need">
                    <Role />
                    <HoursFields />
                    <Input
                        label=texts.count
                        name="every"
                        kind="number"
                        value="1".to_owned()
                        min="1"
                        max="20"
                    />
                    <button class="primary">{texts.need_submit}</button>
                </AskForm>
            </details>
            <h3>{texts.weeks}</h3>
            <p class="hint">{texts.weeks_hint}</p>
            <ul class="rota-list">{weeks}</ul>
            <details>
                <summary class="button">{texts.week_submit}</summary>
                <AskForm ask="add_week">
                    <Input label=texts.week_name name="name" kind="text" />
                    <Input label=texts.first name="first" kind="date" />
                    <Input label=texts.last name="last" kind="date" />
                    <button class="primary">{texts.week_submit}</button>
                </AskForm>
            </details>
            <AskForm ask="on_call" class="rota-inline">
                <span>{on_call}</span>
                <button name="number" value=other>{texts.on_call_change}</button>
            </AskForm>
            <AskForm ask="on_call_week" class="rota-inline">
                <span>{weekly}</span>
                <button name="number" value=other_weekly>{texts.on_call_change}</button>
            </AskForm>
        </section>
    }
}
