//! The board meeting: sections, what is new, what is missing, and how it went.

use crate::board::card::{Level, LevelNames};
use crate::board::meeting::{Lack, Minutes, Missing, Novelty, Section};
use crate::people::People;
use crate::time::Span;
use crate::wording::Language;
use crate::wording::card::level;

/// The heading of a section.
#[must_use]
pub fn section(language: Language, names: &LevelNames, of: Section) -> &str {
    let word = |of| level(language, names, of);
    match of {
        Section::New => language.pick("Nytt sedan sist", "New since last time"),
        Section::Red => word(Level::Red),
        Section::Yellow => word(Level::Yellow),
        Section::Stepdown => word(Level::Stepdown),
        Section::Inpatient => word(Level::Inpatient),
        Section::Proposals => language.pick("Förslag", "Proposals"),
        Section::Legal => language.pick("Rättsligt som går ut", "Legal status that ends"),
    }
}

/// What is new about a client.
#[must_use]
pub fn novelty(language: Language, of: Novelty) -> &'static str {
    match of {
        Novelty::PutUp => language.pick("Ny på tavlan", "New on the board"),
        Novelty::Raised => language.pick("Höjd nivå", "Level raised"),
        Novelty::ContactMissed => language.pick("Missad kontakt", "Missed contact"),
        Novelty::Alert => language.pick("Larm", "Alert"),
        Novelty::Crisis => language.pick("Krishändelse", "Crisis event"),
        Novelty::Aftercare => language.pick("Tecken i efterbevakningen", "A sign during aftercare"),
    }
}

/// Something that is missing when a meeting ends.
#[must_use]
pub fn lack(language: Language, of: Lack) -> &'static str {
    match of {
        Lack::Contact => language.pick("kontakt i dag", "a contact for today"),
        Lack::Psychiatrist => language.pick("läkartid eller läkarbeslut", "the psychiatrist"),
        Lack::Review => language.pick("omprövningsdatum", "a review date"),
    }
}

/// What is missing for a client: `Z.E.: kontakt i dag`.
#[must_use]
pub fn missing(language: Language, of: &Missing, people: &People) -> String {
    let who = people.clients.get(&of.client);
    let who = who.map_or("–", |client| client.initials.as_str());
    let what: Vec<_> = of.lacks.iter().map(|one| lack(language, *one)).collect();
    format!("{who}: {}", what.join(", "))
}

/// How a meeting went: `12/12 diskuterade, 18 min 30 s`.
#[must_use]
pub fn summary(language: Language, minutes: &Minutes) -> String {
    let (discussed, listed) = (minutes.discussed(), minutes.listed());
    let length = exact(minutes.length());
    match language {
        Language::Sv => format!("{discussed}/{listed} diskuterade, {length}"),
        Language::En => format!("{discussed}/{listed} discussed, {length}"),
    }
}

/// A length to the second, cut: `18 min 30 s`.
fn exact(length: Span) -> String {
    let seconds = length.as_millis().div_euclid(1_000).rem_euclid(60);
    if length.as_millis() < 60_000 {
        format!("{seconds} s")
    } else if seconds == 0 {
        length.to_string()
    } else {
        format!("{length} {seconds} s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_said_to_the_second() {
        assert_eq!(exact(Span::seconds(1_110)), "18 min 30 s");
        assert_eq!(exact(Span::seconds(45)), "45 s");
        assert_eq!(exact(Span::minutes(20)), "20 min");
    }
}
