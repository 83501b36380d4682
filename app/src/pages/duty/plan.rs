//! Planning, for the team leader and the manager: patterns, single shifts, publishing.

use leptos::prelude::*;
use shared::Timestamp;
use shared::duty::{Pattern, Shift};
use shared::time::days_after;
use shared::wording::card::shift as role;
use shared::wording::duty as words;
use shared::wording::time::date_in_full;

use super::fields::{AskForm, HoursFields, Input, Role, ShiftChoice, Who};
use super::{Desk, desk};

/// Everything that changes shifts.
#[component]
pub fn Plan() -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let (patterns, week) = desk.board.with_value(|board| {
        let (from, to) = (
            Timestamp::at_hour(desk.week, 0).max(desk.now),
            Timestamp::at_hour(days_after(desk.week, 7), 0),
        );
        let week = board.shifts.iter().filter(|shift| shift.overlaps(from, to));
        (
            board.duty.patterns.clone(),
            week.copied().collect::<Vec<Shift>>(),
        )
    });
    let today = desk.now.local().date().to_string();
    let (begin, also_week) = (today.clone(), week.clone());
    let has_none = patterns.is_empty();
    let lines = patterns
        .into_iter()
        .map(|pattern| pattern_line(desk, pattern, today.clone()))
        .collect_view();
    view! {
        <section class="rota-plan" aria-labelledby="plan">
            <h2 id="plan">{texts.plan}</h2>
            <p class="hint">{texts.plan_hint}</p>
            <details>
                <summary class="button">{texts.pattern}</summary>
                <AskForm ask="set_pattern">
                    <Who label=texts.who />
                    <Role />
                    <HoursFields />
                    <Input
                        label=texts.every
                        name="every"
                        kind="number"
                        value="1".to_owned()
                        min="1"
                        max="12"
                    />
                    <Input label=texts.first name="first" kind="date" value=begin />
                    <Input label=texts.last name="last" kind="date" />
                    <button class="primary">{texts.pattern_submit}</button>
                </AskForm>
            </details>
            <details>
                <summary class="button">{texts.one_shift}</summary>
                <AskForm ask="add">
                    <Who label=texts.who />
                    <Role />
                    <Input label=texts.absence_from name="from" kind="datetime-local" />
                    <Input label=texts.absence_to name="to" kind="datetime-local" />
                    <button class="primary">{texts.one_submit}</button>
                </AskForm>
            </details>
            <details>
                <summary class="button">{texts.assign}</summary>
                <AskForm ask="assign">
                    <ShiftChoice label=texts.assign_shift shifts=also_week />
                    <Who label=texts.assign_to name="to_whom" />
                    <button class="primary">{texts.assign_submit}</button>
                </AskForm>
                <AskForm ask="remove">
                    <ShiftChoice label=texts.assign_shift shifts=week />
                    <button>{texts.remove_submit}</button>
                </AskForm>
            </details>
            <details>
                <summary class="button">{texts.publish}</summary>
                <AskForm ask="publish">
                    <Input label=texts.last name="last" kind="date" />
                    <button class="primary">{texts.publish_submit}</button>
                </AskForm>
            </details>
            <h3>{texts.patterns}</h3>
            {if has_none {
                view! { <p class="quiet-words">{texts.no_patterns}</p> }.into_any()
            } else {
                view! { <ul class="rota-list">{lines}</ul> }.into_any()
            }}
        </section>
    }
}

fn pattern_line(desk: Desk, pattern: Pattern, today: String) -> impl IntoView {
    let texts = desk.texts;
    let (who, kind) = (
        desk.initials(pattern.who),
        role(desk.language, pattern.kind),
    );
    let every = (pattern.every > 1).then(|| format!(" 1/{}", pattern.every));
    let hours = &pattern.hours;
    let when = format!(
        "{} {}–{}, {}{}",
        words::weekdays(desk.language, &hours.days),
        hours.from.format("%H:%M"),
        hours.to.format("%H:%M"),
        words::on_free(desk.language, hours.free),
        every.unwrap_or_default()
    );
    let dates = format!(
        "{} – {}",
        date_in_full(desk.language, pattern.first),
        date_in_full(desk.language, pattern.last)
    );
    view! {
        <li>
            <b>{kind}" "{who}</b>
            <span>{when}</span>
            <span class="quiet-words">{dates}</span>
            <AskForm ask="end_pattern" class="rota-inline">
                <input type="hidden" name="number" value=pattern.number.0.to_string() />
                <input
                    type="date"
                    name="first"
                    value=today
                    aria-label=texts.pattern_end_from
                    required
                />
                <button>{texts.pattern_end}</button>
            </AskForm>
        </li>
    }
}
