//! What has become known of a client: one pick-list, and a line where it takes one. Whoever may
//! not say something is not offered it.

use leptos::prelude::*;
use shared::board::card::{Emergency, Fact, SipAnswer, Told};
use shared::wording::{Language, fact};
use shared::{ClientId, Command};

use super::Asker;
use super::fields::{Form, Line};
use crate::context::ask_texts;

const TOLD: Fact = told(true);

const fn told(reached: bool) -> Fact {
    Fact::Told(Told {
        reached,
        view: None,
        no_view: None,
    })
}

/// The facts without their texts, in the groups of the pick-list.
const GROUPS: [&[Fact]; 4] = [
    &[
        Fact::CrisisPlanConfirmed,
        Fact::CarePlanChecked,
        Fact::SipAnswered(SipAnswer::Holds),
        Fact::SipAnswered(SipAnswer::Revise),
        Fact::SipAnswered(SipAnswer::None),
        Fact::RehabilitationPlanChecked,
    ],
    &[
        TOLD,
        told(false),
        Fact::Objected(String::new()),
        Fact::ObjectionTalked,
    ],
    &[
        Fact::PsychiatristReviewed(String::new()),
        Fact::MedicationChanged(String::new()),
        Fact::MedicationCleared,
        Fact::DepotMissed,
    ],
    &[
        Fact::EmergencyReported(Emergency::EmergencyRoom),
        Fact::EmergencyReported(Emergency::Police),
        Fact::AddictionContact,
        Fact::DischargeFollowedUp,
        Fact::DischargeTicked,
    ],
];

/// The fact at a place of the pick-list, counted over all groups.
#[must_use]
pub fn at(place: &str) -> Option<Fact> {
    GROUPS
        .iter()
        .flat_map(|group| group.iter())
        .nth(place.parse().ok()?)
        .cloned()
}

/// A fact without its texts, and those.
fn split(fact: Fact) -> (Fact, String, String) {
    match fact {
        Fact::PsychiatristReviewed(text) => (
            Fact::PsychiatristReviewed(String::new()),
            text,
            String::new(),
        ),
        Fact::MedicationChanged(text) => {
            (Fact::MedicationChanged(String::new()), text, String::new())
        }
        Fact::Objected(text) => (Fact::Objected(String::new()), text, String::new()),
        Fact::Told(Told {
            reached,
            view,
            no_view,
        }) => (
            told(reached),
            view.unwrap_or_default(),
            no_view.unwrap_or_default(),
        ),
        other => (other, String::new(), String::new()),
    }
}

/// The fact with the texts that belong to it.
#[must_use]
pub fn join(fact: Fact, text: &str, other: &str) -> Fact {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    match fact {
        Fact::PsychiatristReviewed(_) => Fact::PsychiatristReviewed(text.to_owned()),
        Fact::MedicationChanged(_) => Fact::MedicationChanged(text.to_owned()),
        Fact::Objected(_) => Fact::Objected(text.to_owned()),
        Fact::Told(Told { reached: true, .. }) => Fact::Told(Told {
            reached: true,
            view: given(text),
            no_view: given(other),
        }),
        other => other,
    }
}

/// The facts that may be said, in their groups; the value of each is its place.
#[component]
pub fn Facts(
    language: Language,
    chosen: Option<Fact>,
    may: impl Fn(&Fact) -> bool,
) -> impl IntoView {
    let texts = ask_texts();
    let labels = [
        texts.note_plans,
        texts.note_client,
        texts.note_medical,
        texts.note_events,
    ];
    let mut place = 0_usize;
    GROUPS
        .into_iter()
        .zip(labels)
        .map(|(facts, label)| {
            let options = facts
                .iter()
                .filter_map(|one| {
                    let value = place.to_string();
                    place += 1;
                    may(one).then(|| {
                        view! {
                            <option value=value selected=chosen.as_ref() == Some(one)>
                                {fact::fact(language, one)}
                            </option>
                        }
                    })
                })
                .collect_view();
            view! { <optgroup label=label>{options}</optgroup> }
        })
        .collect_view()
}

/// The form of a fact.
#[component]
pub fn NoteForm(client: ClientId, meant: Option<Fact>) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let meant = meant.map(split);
    let (bare, text, other) = meant.map_or_else(Default::default, |(fact, text, other)| {
        (Some(fact), text, other)
    });
    let (text, other) = (RwSignal::new(text), RwSignal::new(other));
    let may = move |fact: &Fact| {
        let fact = fact.clone();
        asker.tried(&Command::Note { client, fact }).is_ok()
    };
    let groups = view! { <Facts language=asker.language chosen=bare.clone() may=may /> };
    let none = bare.is_none();
    let chosen = RwSignal::new(bare);
    let save = move || {
        let Some(fact) = chosen.get_untracked() else {
            return;
        };
        let (text, other) = (text.get_untracked(), other.get_untracked());
        let fact = join(fact, text.trim(), other.trim());
        asker.answer(Command::Note { client, fact });
    };
    let lines = move || match chosen.get()? {
        Fact::Told(Told { reached: true, .. }) => Some(
            view! {
                <Line label=texts.note_view value=text hint=texts.note_view_hint required=false />
                <Line label=texts.note_no_view value=other required=false />
            }
            .into_any(),
        ),
        Fact::PsychiatristReviewed(_) | Fact::MedicationChanged(_) | Fact::Objected(_) => Some(
            view! {
                <Line label=texts.note_text value=text hint=texts.optional required=false />
            }
            .into_any(),
        ),
        _ => None,
    };
    view! {
        <Form
            title=(texts.note_title)(&asker.name(client))
            submit=Signal::stored(texts.note_save.to_owned())
            on_submit=save
        >
            <label class="field">
                <span>{texts.note_what}</span>
                <select
                    name="fact"
                    required
                    autofocus
                    on:change=move |event| chosen.set(at(&event_target_value(&event)))
                >
                    <option value="" selected=none>{texts.note_choose}</option>
                    {groups}
                </select>
            </label>
            {lines}
        </Form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_of_the_list_keeps_its_texts() {
        for (place, bare) in GROUPS.concat().into_iter().enumerate() {
            assert_eq!(at(&place.to_string()), Some(bare.clone()));
            let (again, text, other) = split(join(bare.clone(), "en rad", ""));
            assert_eq!(again, bare);
            assert!(["", "en rad"].contains(&text.as_str()) && other.is_empty());
        }
        assert_eq!(at(""), None);
        assert_eq!(at("99"), None);
    }
}
