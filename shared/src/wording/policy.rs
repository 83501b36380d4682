//! The numbers of the rules in words.

use crate::board::card::{Level, LevelNames};
use crate::deescalation::policy::Policy;
use crate::deescalation::policy::numbers::{self, Number, Unit};
use crate::load::caseload::Model;
use crate::time::Span;
use crate::wording::card::{level, standard_level};
use crate::wording::{Language, rules};

/// What a number is about; `None` for one that is not known.
#[must_use]
pub fn label(language: Language, names: &LevelNames, number: &Number) -> Option<String> {
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
        "ladder.again" => (
            "Larm: ansvarig larmas igen efter",
            "Alert: the first is told again after",
        ),
        "ladder.reserve" => (
            "Larm: reserven blir ansvarig efter",
            "Alert: the reserve becomes responsible after",
        ),
        "ladder.everyone" => (
            "Larm: alla i tjänst och teamledaren larmas efter",
            "Alert: everyone on duty and the team leader are told after",
        ),
        "ladder.manager" => (
            "Larm: ledningsjouren larmas efter",
            "Alert: the manager on call is told after",
        ),
        "ladder.repeat" => (
            "Larm: alla larmas igen, de tre första gångerna var",
            "Alert: everyone is told again, the first three times every",
        ),
        "ladder.later" => (
            "Larm: alla larmas igen, sedan var",
            "Alert: everyone is told again, then every",
        ),
        "ladder.task_reserve" => (
            "Uppgift: reserven blir ansvarig efter",
            "Task: the reserve becomes responsible after",
        ),
        "ladder.task_leader" => (
            "Uppgift: teamledaren får veta efter",
            "Task: the team leader is told after",
        ),
        "ladder.action" => (
            "Kvitterat larm utan åtgärd larmas om efter",
            "A taken alert without an action is told again after",
        ),
        "caseload.most" => (
            "Klienter per CM, högst (tomt: modellens gräns)",
            "Clients per case manager, at most (empty: the limit of the model)",
        ),
        _ => return None,
    };
    let label = language.pick(sv, en);
    let in_own_words = level_in(number.name).and_then(|(level, sv, en)| {
        let [standard, within] = language.pick(sv, en);
        Some(label.replace(standard, &within.replace("{}", names.own(level)?)))
    });
    Some(in_own_words.unwrap_or_else(|| label.to_owned()))
}

/// The level that a label names, and in each language its words, and how they run with a name of
/// the team's own.
fn level_in(name: &str) -> Option<(Level, [&str; 2], [&str; 2])> {
    let client = ["klient på {}", "a client on {}"];
    let words = |level, sv, en| Some((level, [sv, client[0]], [en, client[1]]));
    match name {
        "load.red" => words(Level::Red, "röd klient", "a client on red"),
        "load.yellow" => words(Level::Yellow, "gul klient", "a client on yellow"),
        "load.stepdown" => words(
            Level::Stepdown,
            "klient i nedtrappning",
            "a client on step-down",
        ),
        "load.inpatient" => words(Level::Inpatient, "inlagd klient", "a client in hospital"),
        "review_red_days" => Some((
            Level::Red,
            ["efter röd", "efter {}"],
            ["after red", "after {}"],
        )),
        "review_yellow_days" => Some((
            Level::Yellow,
            ["efter gul", "efter {}"],
            ["after yellow", "after {}"],
        )),
        "long_red" => Some((Level::Red, ["på rött", "på {}"], ["on red", "on {}"])),
        _ => None,
    }
}

/// The model by which case managers work.
#[must_use]
pub fn model(language: Language, model: Model) -> &'static str {
    match model {
        Model::Act => "ACT",
        Model::Strengths => language.pick("Styrkemodellen", "The strengths model"),
        Model::ResourceGroup => language.pick("Resursgrupp", "Resource group"),
    }
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
pub fn named(language: Language, names: &LevelNames, path: &str) -> Option<(Number, String)> {
    let number = numbers::all().find(|number| number.path() == path)?;
    let label = label(language, names, &number)?;
    let words = match number.step {
        Some(step) => format!("{label}, {}", rules::transition(language, names, step)),
        None => label,
    };
    Some((number, words))
}

/// What differs between two sets of numbers, one line each: `Gröna bedömningar (D3), röd →
/// nedtrappning: 3 → 4`; then the model and the names.
#[must_use]
pub fn differences(language: Language, before: &Policy, after: &Policy) -> Vec<String> {
    let names = [&before.level_names, &after.level_names];
    let numbers = numbers::all().filter_map(|number| {
        let (old, new) = (number.value(before), number.value(after));
        let (_, words) = (old != new).then(|| named(language, names[1], &number.path()))??;
        let (old, new) = (said(&number, old), said(&number, new));
        Some(format!("{words}: {old} → {new}"))
    });
    let models = [before, after].map(|policy| policy.caseload.model);
    let models = (models[0] != models[1]).then(|| {
        let [old, new] = models.map(|one| model(language, one));
        let words = language.pick("Modell för CM", "Model of the case managers");
        format!("{words}: {old} → {new}")
    });
    let levels = Level::ALL.into_iter().filter_map(|one| {
        let [old, new] = names.map(|names| level(language, names, one));
        let words = language.pick("Namn på nivån", "Name of the level");
        let standard = standard_level(language, one);
        (old != new).then(|| format!("{words} {standard}: {old} → {new}"))
    });
    numbers.chain(models).chain(levels).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_name() {
        for number in numbers::all() {
            assert!(
                named(Language::Sv, &LevelNames::default(), &number.path()).is_some(),
                "{}",
                number.path()
            );
        }
    }

    #[test]
    fn a_label_uses_the_teams_own_name_of_a_level() {
        let mut names = LevelNames::default();
        for level in Level::ALL {
            names.set(level, Some(format!("N{}", level.word())));
        }
        for number in numbers::all() {
            for language in Language::ALL {
                let label = |names| label(language, names, &number).unwrap();
                let (standard, own) = (label(&LevelNames::default()), label(&names));
                let level = level_in(number.name).map(|(level, ..)| format!("N{}", level.word()));
                match level {
                    Some(name) => assert!(own.contains(&name), "{own}"),
                    None => assert_eq!(own, standard),
                }
            }
        }
    }

    #[test]
    fn a_model_and_a_name_stand_among_the_differences() {
        let before = Policy::default();
        let mut after = before.clone();
        after.caseload.model = Model::Act;
        after
            .level_names
            .set(Level::Yellow, Some("Bevakning".to_owned()));
        assert_eq!(
            differences(Language::Sv, &before, &after),
            [
                "Modell för CM: Resursgrupp → ACT",
                "Namn på nivån Gul: Gul → Bevakning",
            ]
        );
        assert_eq!(
            differences(Language::En, &after, &before),
            [
                "Model of the case managers: ACT → Resource group",
                "Name of the level Yellow: Bevakning → Yellow",
            ]
        );
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
