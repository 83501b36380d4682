//! Contrast by WCAG 2.2, computed from the tokens themselves.

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../../style/tokens.css");

/// Text on a ground, and the least contrast that it must have.
const PAIRS: &[(&str, &str, f64)] = &[
    ("ink-1", "surface-1", 7.0),
    ("ink-1", "surface-2", 7.0),
    ("ink-1", "surface-3", 7.0),
    ("ink-2", "surface-1", 4.5),
    ("ink-2", "surface-2", 4.5),
    ("ink-2", "surface-3", 4.5),
    ("ink-3", "surface-1", 4.5),
    ("ink-3", "surface-2", 4.5),
    ("ink-3", "surface-3", 4.5),
    ("stale", "surface-1", 4.5),
    ("stale", "surface-2", 4.5),
    ("stale", "surface-3", 4.5),
    ("alert-urgent", "surface-1", 4.5),
    ("alert-urgent", "surface-2", 4.5),
    ("alert-urgent", "surface-3", 4.5),
    ("alert-ink", "alert-bg", 4.5),
    ("ok", "surface-1", 4.5),
    ("ok", "surface-2", 4.5),
    ("warn", "surface-1", 4.5),
    ("warn", "surface-2", 4.5),
    ("action", "surface-1", 4.5),
    ("action", "surface-2", 4.5),
    ("action", "surface-3", 4.5),
    ("action-ink", "action", 4.5),
    ("demo-ink", "demo-bg", 4.5),
    // What stands on a level's own ground is read on the wall too.
    ("level-red-ink", "level-red-bg", 7.0),
    ("level-yellow-ink", "level-yellow-bg", 7.0),
    ("level-stepdown-ink", "level-stepdown-bg", 7.0),
    ("level-inpatient-ink", "level-inpatient-bg", 7.0),
    ("level-plan-ink", "level-plan-bg", 7.0),
    ("level-red-ink", "surface-2", 4.5),
    ("level-yellow-ink", "surface-2", 4.5),
    ("level-stepdown-ink", "surface-2", 4.5),
    ("level-inpatient-ink", "surface-2", 4.5),
    ("ink-1", "level-red-bg", 7.0),
    ("ink-1", "level-yellow-bg", 7.0),
    ("ink-1", "level-stepdown-bg", 7.0),
    ("ink-1", "level-inpatient-bg", 7.0),
    // Shapes and edges that mean something (WCAG 1.4.11).
    ("level-red-mark", "surface-2", 3.0),
    ("level-yellow-mark", "surface-2", 3.0),
    ("level-stepdown-mark", "surface-2", 3.0),
    ("level-inpatient-mark", "surface-2", 3.0),
    ("edge", "surface-1", 3.0),
    ("edge", "surface-2", 3.0),
    ("focus", "surface-1", 3.0),
    ("focus", "surface-2", 3.0),
];

#[test]
fn text_can_be_read_in_light_and_in_dark() {
    let tokens = tokens();
    let mut faults = Vec::new();
    for (ink, ground, least) in PAIRS {
        for (scheme, index) in [("light", 0), ("dark", 1)] {
            let contrast = contrast(color(&tokens, ink)[index], color(&tokens, ground)[index]);
            if contrast < *least {
                faults.push(format!(
                    "{ink} on {ground}, {scheme}: {contrast:.2} < {least}"
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The custom properties of the token file.
fn tokens() -> BTreeMap<&'static str, &'static str> {
    TOKENS
        .split(';')
        .filter_map(|declaration| {
            let (name, value) = declaration.rsplit_once("--").map(|_| {
                let start = declaration.find("--").unwrap_or_default();
                declaration[start..].split_once(':').unwrap_or_default()
            })?;
            Some((name.trim().trim_start_matches("--"), value.trim()))
        })
        .collect()
}

/// A token's colours in light and in dark, however many names lie between.
fn color(tokens: &BTreeMap<&str, &str>, name: &str) -> [[f64; 3]; 2] {
    let value = tokens
        .get(name)
        .unwrap_or_else(|| panic!("there is no token --{name}"));
    if let Some(other) = value.strip_prefix("var(--") {
        return color(tokens, other.trim_end_matches(')'));
    }
    let pair = value
        .strip_prefix("light-dark(")
        .and_then(|rest| rest.strip_suffix(')'));
    let (light, dark) = pair.map_or((*value, *value), |pair| {
        pair.split_once(',')
            .unwrap_or_else(|| panic!("--{name} has no dark colour"))
    });
    [light, dark].map(|one| {
        let one = one.trim();
        if let Some(other) = one.strip_prefix("var(--") {
            return color(tokens, other.trim_end_matches(')'))[0];
        }
        let hex = one
            .strip_prefix('#')
            .unwrap_or_else(|| panic!("--{name} is no colour: {one}"));
        [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0)
    })
}

/// The contrast ratio of WCAG 2.2, from 1 to 21.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |color: [f64; 3]| {
        let linear = color.map(|part| {
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
