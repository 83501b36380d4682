//! Numbers as the page and its file write them.

use shared::load::{Band, Load};
use shared::wording::Language;

/// Minutes as hours with one decimal, to the nearest, half up: `15,0`.
#[must_use]
pub fn hours(language: Language, minutes: u64) -> String {
    tenths(language, (minutes * 10 + 30) / 60)
}

/// Seconds as minutes with one decimal, to the nearest, half up: `3,5`.
#[must_use]
pub fn minutes(language: Language, seconds: u32) -> String {
    tenths(language, (u64::from(seconds) * 10 + 30) / 60)
}

fn tenths(language: Language, tenths: u64) -> String {
    let point = language.pick(",", ".");
    format!("{}{point}{}", tenths / 10, tenths % 10)
}

/// The word for a band in HTML.
#[must_use]
pub fn band_word(load: &Load) -> &'static str {
    match load.band() {
        Some(Band::Green) => "green",
        Some(Band::Amber) => "amber",
        Some(Band::Red) => "red",
        None => "none",
    }
}

/// A length in a chart: `value` of `most`, drawn on `space`.
#[must_use]
pub fn scaled(value: u64, most: u64, space: u64) -> u64 {
    (value * space).checked_div(most).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_minutes_have_one_decimal_in_the_language_of_the_page() {
        assert_eq!(hours(Language::Sv, 15 * 60), "15,0");
        assert_eq!(hours(Language::En, 153), "2.6");
        assert_eq!(minutes(Language::Sv, 210), "3,5");
        assert_eq!(minutes(Language::Sv, 2), "0,0");
    }
}
