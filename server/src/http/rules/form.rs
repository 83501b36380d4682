//! The forms of the numbers and of the names: from fields of text to a policy.

use std::collections::BTreeMap;

use app::pages::rules::{model, names};
use shared::Rejection;
use shared::board::card::Level;
use shared::deescalation::policy::Policy;
use shared::deescalation::policy::numbers::{self, Number, OutOfLimits, Unit};
use shared::load::caseload::Model;
use shared::wording::policy as words;

/// The policy that the form asks for. A field that is missing, or stands as the page showed it,
/// changes nothing.
///
/// # Errors
///
/// Refuses the first number that cannot be read or lies outside its limits.
pub(super) fn read(
    present: &Policy,
    fields: &BTreeMap<String, String>,
) -> Result<Policy, Rejection> {
    let mut wanted = present.clone();
    for number in numbers::all() {
        let Some(text) = fields.get(&number.path()).map(|text| text.trim()) else {
            continue;
        };
        if text == words::typed(&number, number.value(present)) {
            continue;
        }
        let value = if text.is_empty() {
            Ok(None)
        } else {
            value(&number, text).map(Some).ok_or(OutOfLimits {
                number: number.path(),
                least: number.least,
                most: number.most,
            })
        };
        value
            .and_then(|value| number.set(&mut wanted, value))
            .map_err(outside)?;
    }
    numbers::check_ladder(&wanted).map_err(outside)?;
    let model = fields.get(model::FIELD);
    if let Some(model) = model.and_then(|word| Model::from_word(word)) {
        wanted.caseload.model = model;
    }
    Ok(wanted)
}

/// The policy with the names of the form. A field that is empty gives the standard word, one that
/// is missing changes nothing. Which names a team may choose the board decides.
pub(super) fn names(present: &Policy, fields: &BTreeMap<String, String>) -> Policy {
    let mut wanted = present.clone();
    for level in Level::ALL {
        if let Some(name) = fields.get(&names::field(level)) {
            let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
            wanted.level_names.set(level, name);
        }
    }
    wanted
}

fn outside(out: OutOfLimits) -> Rejection {
    Rejection::OutsideLimits {
        number: out.number,
        least: out.least,
        most: out.most,
    }
}

/// A value as people type it, with a comma or a point: minutes for a length of time.
fn value(number: &Number, text: &str) -> Option<i64> {
    match number.unit {
        Unit::Count | Unit::Minutes => text.parse().ok(),
        Unit::Hours => {
            let text = text.replace(',', ".");
            let (hours, part) = text.split_once('.').unwrap_or((&text, "0"));
            let hours: i64 = hours.parse().ok().filter(|hours| *hours >= 0)?;
            let places = u32::try_from(part.len())
                .ok()
                .filter(|places| *places <= 2)?;
            let part: i64 = i64::from(part.parse::<u8>().ok()?);
            let scale = 10_i64.pow(places);
            hours
                .checked_mul(60)?
                .checked_add((part * 60 + scale / 2) / scale)
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::Span;

    use super::*;

    fn typed(lines: &[(&str, &str)]) -> BTreeMap<String, String> {
        let line = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        lines.iter().map(line).collect()
    }

    #[test]
    fn numbers_are_read_with_a_comma_or_a_point_and_nothing_else_changes() {
        let present = Policy::default();
        let wanted = read(
            &present,
            &typed(&[
                ("yellow_to_plan.stay", " 96,5 "),
                ("fresh", "20.25"),
                ("red_to_stepdown.greens", "4"),
                ("red_to_stepdown.no_other_sign", ""),
                ("missed_after", "60"),
                ("nonsense", "1"),
            ]),
        );
        let mut expected = present.clone();
        expected.yellow_to_plan.stay = Span::minutes(96 * 60 + 30);
        expected.fresh = Span::minutes(20 * 60 + 15);
        expected.red_to_stepdown.greens = 4;
        expected.red_to_stepdown.no_other_sign = None;
        assert_eq!(wanted, Ok(expected));
    }

    #[test]
    fn what_the_page_showed_and_nobody_touched_keeps_its_exact_value() {
        let present = Policy {
            fresh: Span::minutes(20 * 60 + 20),
            ..Policy::default()
        };
        let shown = numbers::all()
            .map(|number| (number.path(), words::typed(&number, number.value(&present))))
            .collect();
        assert_eq!(read(&present, &shown), Ok(present));
    }

    #[test]
    fn what_cannot_be_read_or_lies_outside_is_refused_by_its_name() {
        let present = Policy::default();
        for text in [
            "",
            "x",
            "-1",
            "1.234",
            "0",
            "99999999999999999999",
            "1e3",
            "NaN",
        ] {
            let refused = read(&present, &typed(&[("yellow_to_plan.stay", text)]));
            assert!(
                matches!(
                    &refused,
                    Err(Rejection::OutsideLimits { number, .. }) if number == "yellow_to_plan.stay"
                ),
                "{text}: {refused:?}"
            );
        }
    }
}
