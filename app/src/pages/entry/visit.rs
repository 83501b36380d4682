//! A visit that is watched: who goes, and until when they check in. Three plain forms.

use leptos::prelude::*;
use shared::board::card::{Card, Flag};
use shared::people::People;
use shared::visit::{USUAL_MINUTES, Visit};
use shared::wording::visit as words;
use shared::{ClientId, CommandId, StaffId, route};

use crate::context::{frame, language};
use crate::i18n::day::Day;

/// The times until a check-in that one can choose, in minutes.
const MINUTES: [u16; 4] = [30, 60, 90, 120];

/// What the forms need besides the card.
#[derive(Clone)]
pub struct Going {
    /// The client.
    pub client: ClientId,
    /// Who may go, those on duty first, and how many those are.
    pub colleagues: (Vec<StaffId>, usize),
    /// The name of the command.
    pub id: CommandId,
    /// Where to go afterwards.
    pub next: String,
    /// What was said before, if that was refused.
    pub said: Vec<(String, String)>,
}

impl Going {
    fn has_said(&self, name: &str, value: &str) -> bool {
        let mut said = self.said.iter();
        said.any(|(field, one)| field == name && one == value)
    }
}

/// The forms: to begin, or to check in and to end.
#[component]
pub fn VisitForm(card: Card, people: People, safety: Vec<String>, going: Going) -> impl IntoView {
    match card.visit.clone() {
        Some(visit) => view! { <OnVisit visit=visit people=people going=going /> }.into_any(),
        None => {
            let never_alone = card.has_flag(Flag::NeverAlone);
            view! { <Start people=people safety=safety going=going never_alone=never_alone /> }
                .into_any()
        }
    }
}

/// What every form of a visit carries.
#[component]
fn AskForm(going: Going, ask: &'static str, children: Children) -> impl IntoView {
    view! {
        <form class="entry-form" method="post" action=route::visit(going.client)>
            <input type="hidden" name="id" value=going.id.to_string() />
            <input type="hidden" name="next" value=going.next />
            <input type="hidden" name="ask" value=ask />
            {children()}
        </form>
    }
}

/// Minutes as one row of buttons.
fn minutes(texts: &'static Day, chosen: u16) -> impl IntoView {
    MINUTES
        .map(|count| {
            view! {
                <label>
                    <input
                        type="radio"
                        name="minutes"
                        value=count.to_string()
                        checked=count == chosen
                    />
                    <span>{(texts.minutes)(&count.to_string())}</span>
                </label>
            }
        })
        .into_iter()
        .collect_view()
}

#[component]
fn Start(people: People, safety: Vec<String>, going: Going, never_alone: bool) -> impl IntoView {
    let texts = Day::of(language());
    let viewer = frame().viewer.as_ref().map(|viewer| viewer.staff);
    let was_said = !going.said.is_empty();
    let person = |staff: &StaffId| {
        let value = staff.to_string();
        let is_chosen = if was_said {
            going.has_said("who", &value)
        } else {
            viewer == Some(*staff)
        };
        let card = people.staff.get(staff);
        let name = card.map_or_else(String::new, |card| {
            format!("{} {}", card.initials, card.name)
        });
        view! {
            <label class="check">
                <input type="checkbox" name="who" value=value checked=is_chosen />
                <span>{name}</span>
            </label>
        }
    };
    let (colleagues, on_duty) = going.colleagues.clone();
    let (first, others) = colleagues.split_at(on_duty.min(colleagues.len()));
    let first = first.iter().map(person).collect_view();
    let others = (!others.is_empty()).then(|| {
        let others = others.iter().map(person).collect_view();
        view! { <details><summary>{texts.others}</summary>{others}</details> }
    });
    let mut warnings = safety;
    if never_alone {
        warnings.insert(0, texts.never_alone.to_owned());
    }
    let warning =
        (!warnings.is_empty()).then(|| view! { <p class="warning">{warnings.join(" · ")}</p> });
    // Only whoever was refused is asked: nobody ticks it in advance.
    let alone = (never_alone && was_said).then(|| {
        view! {
            <label class="check">
                <input type="checkbox" name="alone" value="1" />
                <span>{texts.alone}</span>
            </label>
        }
    });
    view! {
        {warning}
        <AskForm going=going ask="start">
            <fieldset>
                <legend>{texts.who}</legend>
                {first}
                {others}
            </fieldset>
            {alone}
            <fieldset>
                <legend>{texts.check_in}</legend>
                <div class="segment-row">{minutes(texts, USUAL_MINUTES)}</div>
            </fieldset>
            <button class="primary take">{texts.start}</button>
            <p class="hint">{texts.visit_lead}" "{texts.check_in_hint}</p>
        </AskForm>
    }
}

/// Where a visit stands, with the two answers.
#[component]
pub fn OnVisit(visit: Visit, people: People, going: Going) -> impl IntoView {
    let (language, now) = (language(), frame().now);
    let texts = Day::of(language);
    let late = visit.is_late(now);
    let state = words::state(language, &visit, &people, now);
    view! {
        <p class=if late { "warning" } else { "visit-state" } role="status">{state}</p>
        <AskForm going=going.clone() ask="end">
            <button class="take">{texts.end}</button>
            <p class="hint">{texts.end_hint}</p>
        </AskForm>
        <AskForm going=going ask="check_in">
            <fieldset>
                <legend>{texts.well_hint}</legend>
                <div class="segment-row">{minutes(texts, USUAL_MINUTES)}</div>
            </fieldset>
            <button>{texts.well}</button>
        </AskForm>
    }
}
