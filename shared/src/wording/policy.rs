//! The numbers of the rules in words.

use crate::deescalation::policy::Policy;
use crate::deescalation::policy::numbers::{self, Number, Unit};
use crate::time::Span;
use crate::wording::{Language, rules};

/// What a number is about; `None` for one that is not known.
#[must_use]
pub fn label(language: Language, number: &Number) -> Option<&'static str> {
    let (sv, en) = match number.name {
        "stay" => (
            "Kortaste tid på nivån (D1)",
            "Shortest stay on the level (D1)",
        ),
        "since_crisis" => (
            "Tid sedan senaste kris (D2)",
            "Time since the last crisis (D2)",
        ),
        "greens" => ("Gröna bedömningar (D3)", "Green assessments (D3)"),
        "green_days" => ("på så många dagar (D3)", "on so many days (D3)"),
        "green_persons" => ("av så många personer (D3)", "by so many persons (D3)"),
        "no_other_sign" => (
            "Tid utan gult eller rött tecken (D3)",
            "Time without a yellow or red sign (D3)",
        ),
        "fresh" => (
            "Senaste bedömning är högst så gammal kl 06 (D3f)",
            "The latest assessment is at most so old at 06:00 (D3f)",
        ),
        "missed_rest" => (
            "Tid efter en missad kontakt (D4)",
            "Time after a missed contact (D4)",
        ),
        "missed_after" => (
            "En planerad kontakt räknas som missad efter (D4)",
            "A planned contact counts as missed after (D4)",
        ),
        "medication_rest" => (
            "Tid efter en läkemedelsändring (D6)",
            "Time after a change of medication (D6)",
        ),
        "legal_rest" => (
            "Tid efter ändrad tvångsvård (D7)",
            "Time after a change of compulsory care (D7)",
        ),
        "contact_within" => (
            "Kontakt efter att klienten lämnat tavlan inom (D10)",
            "Contact after the client has left the board within (D10)",
        ),
        "discharged_contact_within" => (
            "Kontakt efter utskrivning inom",
            "Contact after a discharge within",
        ),
        "unsynced_limit" => (
            "En telefon i tjänst får vara osynkad (D12)",
            "A telephone on duty may be out of step for (D12)",
        ),
        "late_entry_within" => (
            "En sen händelse tar tillbaka ett steg inom",
            "A late entry takes a step back within",
        ),
        "long_red" => (
            "Så lång tid på rött frågar efter en annan orsak",
            "So long on red asks for another reason",
        ),
        "review_red_days" => (
            "Omprövning efter röd, kalenderdagar (D8)",
            "Review after red, calendar days (D8)",
        ),
        "review_yellow_days" => (
            "Omprövning efter gul, kalenderdagar (D8)",
            "Review after yellow, calendar days (D8)",
        ),
        "hold_working_days" => ("Håll kvar gäller, vardagar", "A hold lasts, working days"),
        "hold_most_days" => (
            "Håll kvar i rad, högst kalenderdagar",
            "Holds in a row, at most calendar days",
        ),
        "receiver_days" => (
            "Vardagar med CM eller ställföreträdare i tjänst (D10)",
            "Working days with the CM or the deputy at work (D10)",
        ),
        "aftercare_days" => ("Efterbevakning, kalenderdagar", "Aftercare, calendar days"),
        "psychiatrist_days" => (
            "Psykiatern ser klienten inom, vardagar",
            "The psychiatrist sees the client within, working days",
        ),
        "load.red" => (
            "Belastning per dag, röd klient",
            "Load a day, a client on red",
        ),
        "load.yellow" => (
            "Belastning per dag, gul klient",
            "Load a day, a client on yellow",
        ),
        "load.stepdown" => (
            "Belastning per dag, klient i nedtrappning",
            "Load a day, a client on step-down",
        ),
        "load.inpatient" => (
            "Belastning per dag, inlagd klient",
            "Load a day, a client in hospital",
        ),
        "load.person" => (
            "Direkt arbete per dag, en person",
            "Direct work a day, one person",
        ),
        "caseload.most" => (
            "Klienter per CM, högst (tomt: modellens gräns)",
            "Clients per case manager, at most (empty: the limit of the model)",
        ),
        _ => return None,
    };
    Some(language.pick(sv, en))
}

/// What it means that there is no value; `None` where there must be one.
#[must_use]
pub fn empty(language: Language, number: &Number) -> Option<&'static str> {
    if !number.is_optional {
        return None;
    }
    let (sv, en) = match number.name {
        "since_crisis" => (
            "tomt: efter en kris på nivån avgör människor",
            "empty: after a crisis on the level people decide",
        ),
        "missed_after" => (
            "tomt: bara människor säger det",
            "empty: only people say so",
        ),
        _ => ("tomt: gäller inte", "empty: does not apply"),
    };
    Some(language.pick(sv, en))
}

/// What the value in a form is counted in: `h`, `min`, or nothing.
#[must_use]
pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Hours => "h",
        Unit::Minutes => "min",
        Unit::Count => "",
    }
}

/// A value as a form holds it, in its unit: `168`, `96.50`; empty if there is none.
#[must_use]
pub fn typed(number: &Number, value: Option<i64>) -> String {
    match (value, number.unit) {
        (None, _) => String::new(),
        (Some(minutes), Unit::Hours) if minutes % 60 == 0 => (minutes / 60).to_string(),
        (Some(minutes), Unit::Hours) => {
            // Minutes are whole, so two places are exact enough to be read back.
            let hundredths = (minutes * 100 + 30).div_euclid(60);
            format!("{}.{:02}", hundredths / 100, hundredths % 100)
        }
        (Some(value), Unit::Minutes | Unit::Count) => value.to_string(),
    }
}

/// A value as people say it: `168 h`, `2 h 30 min`, `3`; a dash if there is none.
#[must_use]
pub fn said(number: &Number, value: Option<i64>) -> String {
    match (value, number.unit) {
        (None, _) => "–".to_owned(),
        (Some(minutes), Unit::Hours | Unit::Minutes) => Span::minutes(minutes).to_string(),
        (Some(count), Unit::Count) => count.to_string(),
    }
}

/// A number by its path, as a refusal names it: `kortaste tid på nivån (röd → nedtrappning)`.
#[must_use]
pub fn named(language: Language, path: &str) -> Option<(Number, String)> {
    let number = numbers::all().find(|number| number.path() == path)?;
    let label = label(language, &number)?;
    let words = match number.step {
        Some(step) => format!("{label}, {}", rules::transition(language, step)),
        None => label.to_owned(),
    };
    Some((number, words))
}

/// What differs between two sets of numbers, one line each: `Gröna bedömningar (D3), röd →
/// nedtrappning: 3 → 4`.
#[must_use]
pub fn differences(language: Language, before: &Policy, after: &Policy) -> Vec<String> {
    numbers::all()
        .filter_map(|number| {
            let (old, new) = (number.value(before), number.value(after));
            let (_, words) = (old != new).then(|| named(language, &number.path()))??;
            let (old, new) = (said(&number, old), said(&number, new));
            Some(format!("{words}: {old} → {new}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_name() {
        for number in numbers::all() {
            assert!(
                named(Language::Sv, &number.path()).is_some(),
                "{}",
                number.path()
            );
        }
    }

    #[test]
    fn differences_are_said_in_the_units_of_people() {
        let before = Policy::default();
        let mut after = before.clone();
        after.red_to_stepdown.greens = 4;
        after.yellow_to_plan.stay = Span::minutes(96 * 60 + 30);
        after.yellow_to_plan.since_crisis = Some(Span::days(3));
        assert_eq!(
            differences(Language::Sv, &before, &after),
            [
                "Gröna bedömningar (D3), röd → nedtrappning: 3 → 4",
                "Kortaste tid på nivån (D1), gul → enligt vårdplan: 72 h → 96 h 30 min",
                "Tid sedan senaste kris (D2), gul → enligt vårdplan: – → 72 h",
            ]
        );
    }
}
