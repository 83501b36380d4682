//! Fields that several forms of the rota share.

use leptos::prelude::*;
use shared::StaffId;
use shared::duty::{OnFree, Shift, ShiftKind};
use shared::route;
use shared::wording::card::shift as role;
use shared::wording::duty as words;

use super::{Desk, desk};

/// A shift as a form sends it: `who.role.from.to`.
#[must_use]
pub fn shift_value(shift: &Shift) -> String {
    format!(
        "{}.{}.{}.{}",
        shift.who,
        shift.kind.word(),
        shift.from.millis(),
        shift.to.millis()
    )
}

/// A form of the rota. `ask` says what is asked for; the page comes back to the same week.
#[component]
pub fn AskForm(
    ask: &'static str,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let desk = desk();
    let week = desk.week.format("%G-W%V").to_string();
    view! {
        <form method="post" action=route::DUTY class=format!("rota-form {class}")>
            <input type="hidden" name="ask" value=ask />
            <input type="hidden" name="week" value=week />
            {children()}
        </form>
    }
}

/// One button that asks for something about one thing.
#[component]
pub fn OneTap(
    ask: &'static str,
    name: &'static str,
    value: String,
    label: &'static str,
    /// What it is about, for those who cannot see beside what it stands.
    about: String,
) -> impl IntoView {
    view! {
        <AskForm ask=ask class="one-tap">
            <button name=name value=value>
                {label}
                <span class="unseen">" "{about}</span>
            </button>
        </AskForm>
    }
}

/// A field with a label.
#[component]
pub fn Input(
    label: &'static str,
    name: &'static str,
    kind: &'static str,
    #[prop(optional)] value: String,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] min: Option<&'static str>,
    #[prop(optional)] max: Option<&'static str>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                name=name
                type=kind
                value=value
                min=min
                max=max
                maxlength=(kind == "text").then_some("80")
                required
            />
            {hint.map(|hint| view! { <small>{hint}</small> })}
        </label>
    }
}

/// A colleague.
#[component]
pub fn Who(
    label: &'static str,
    #[prop(default = "who")] name: &'static str,
    /// What stands first when nobody need be chosen.
    #[prop(optional)]
    anybody: Option<&'static str>,
    #[prop(optional)] chosen: Option<StaffId>,
    /// Whether only those who care for clients are offered.
    #[prop(optional)]
    only_care: bool,
) -> impl IntoView {
    let desk = desk();
    let colleagues = colleagues(desk, only_care);
    let first = anybody.unwrap_or(desk.texts.choose);
    let options = colleagues
        .into_iter()
        .map(|(id, name)| {
            view! { <option value=id.to_string() selected=chosen == Some(id)>{name}</option> }
        })
        .collect_view();
    view! {
        <label class="field">
            <span>{label}</span>
            <select name=name required=anybody.is_none()>
                <option value="">{first}</option>
                {options}
            </select>
        </label>
    }
}

/// Everybody on the team, in the order of their names.
fn colleagues(desk: Desk, only_care: bool) -> Vec<(StaffId, String)> {
    let members = desk.board.with_value(|board| {
        let members = board.members.iter();
        let fits = members.filter(|(_, member)| !only_care || member.function.cares());
        fits.map(|(id, _)| *id).collect::<Vec<_>>()
    });
    let mut all: Vec<(StaffId, String)> = desk.people.with_value(|people| {
        let cards = members.iter().map(|id| (*id, people.staff.get(id)));
        cards
            .filter_map(|(id, card)| {
                card.map(|card| (id, format!("{} {}", card.initials, card.name)))
            })
            .collect()
    });
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all
}

/// A role.
#[component]
pub fn Role() -> impl IntoView {
    let desk = desk();
    let options = ShiftKind::ALL
        .into_iter()
        .map(|kind| view! { <option value=kind.word()>{role(desk.language, kind)}</option> })
        .collect_view();
    view! {
        <label class="field">
            <span>{desk.texts.role}</span>
            <select name="role" required>{options}</select>
        </label>
    }
}

/// The weekdays, hours and holidays of a pattern or a need.
#[component]
pub fn HoursFields() -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let days = (0..7_u8)
        .map(|day| {
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        name=format!("d{day}")
                        value="1"
                        checked=day < 5
                    />
                    <span>{words::weekdays(desk.language, &[day])}</span>
                </label>
            }
        })
        .collect_view();
    let free = [
        (OnFree::LeaveOut, "leave_out"),
        (OnFree::Keep, "keep"),
        (OnFree::Only, "only"),
    ]
    .into_iter()
    .map(|(free, value)| {
        view! { <option value=value>{words::on_free(desk.language, free)}</option> }
    })
    .collect_view();
    view! {
        <fieldset class="rota-days">
            <legend>{texts.days}</legend>
            {days}
        </fieldset>
        <Input label=texts.from name="from" kind="time" value="08:00".to_owned() />
        <Input
            label=texts.to
            name="to"
            kind="time"
            value="17:00".to_owned()
            hint=texts.to_hint
        />
        <label class="field">
            <span>{texts.on_free}</span>
            <select name="free">{free}</select>
        </label>
    }
}

/// One of some shifts.
#[component]
pub fn ShiftChoice(label: &'static str, shifts: Vec<Shift>) -> impl IntoView {
    let desk = desk();
    let options = shifts
        .iter()
        .map(|shift| {
            let words = desk
                .people
                .with_value(|people| words::shift(desk.language, shift, people, desk.now));
            view! { <option value=shift_value(shift)>{words}</option> }
        })
        .collect_view();
    view! {
        <label class="field">
            <span>{label}</span>
            <select name="shift" required>
                <option value="">{desk.texts.choose}</option>
                {options}
            </select>
        </label>
    }
}
