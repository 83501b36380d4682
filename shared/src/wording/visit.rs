//! A visit that somebody watches, in words.

use crate::id::StaffId;
use crate::people::People;
use crate::time::Timestamp;
use crate::visit::{Change, Refusal, Visit};
use crate::wording::Language;
use crate::wording::time::{clock, moment};

/// Who is on it: `T.V.+R.E.`
#[must_use]
pub fn names(who: &[StaffId], people: &People) -> String {
    let names: Vec<_> = who.iter().map(|one| people.initials(*one)).collect();
    names.join("+")
}

/// Where a visit stands: `Besök pågår T.V.+R.E., incheckning 20:45`.
#[must_use]
pub fn state(language: Language, visit: &Visit, people: &People, now: Timestamp) -> String {
    let (who, by) = (names(&visit.who, people), clock(visit.check_in));
    match (visit.is_late(now), language) {
        (false, Language::Sv) => format!("Besök pågår {who}, incheckning {by}"),
        (false, Language::En) => format!("Visit going on {who}, check-in {by}"),
        (true, Language::Sv) => format!("Besök {who}: ingen incheckning {by}"),
        (true, Language::En) => format!("Visit {who}: no check-in {by}"),
    }
}

/// What happened to a visit, in one line.
#[must_use]
pub fn change(language: Language, change: &Change, people: &People) -> String {
    match change {
        Change::Started { who, check_in } => {
            let (who, by) = (names(who, people), clock(*check_in));
            match language {
                Language::Sv => format!("Besök börjat {who}, incheckning {by}"),
                Language::En => format!("Visit begun {who}, check-in {by}"),
            }
        }
        Change::CheckedIn { check_in } => {
            let by = clock(*check_in);
            match language {
                Language::Sv => format!("Besöket: allt väl, nästa incheckning {by}"),
                Language::En => format!("The visit: all is well, next check-in {by}"),
            }
        }
        Change::Ended => language
            .pick(
                "Besöket är slut, alla är ute",
                "The visit is over, everybody is out",
            )
            .to_owned(),
        Change::Missed => language
            .pick(
                "Ingen incheckning från besöket",
                "No check-in from the visit",
            )
            .to_owned(),
    }
}

/// Why something about a visit was refused, and what to do next.
#[must_use]
pub fn refusal(
    language: Language,
    why: &Refusal,
    people: &People,
    now: Timestamp,
) -> (String, String) {
    let (happened, next) = match why {
        Refusal::GoesOn { who, check_in } => {
            let (who, by) = (names(who, people), moment(language, *check_in, now));
            let happened = match language {
                Language::Sv => format!("Ett besök pågår redan: {who}, incheckning {by}."),
                Language::En => format!("A visit goes on already: {who}, check-in {by}."),
            };
            let next = language.pick(
                "Checka in eller avsluta det först.",
                "Check in or end that one first.",
            );
            return (happened, next.to_owned());
        }
        Refusal::NoVisit => (
            language.pick("Inget besök pågår.", "No visit is going on."),
            language.pick(
                "Starta ett besök om någon är på väg.",
                "Begin a visit if somebody is on the way.",
            ),
        ),
        Refusal::NeverAlone => (
            language.pick(
                "Ingen ska gå ensam till klienten.",
                "Nobody should visit this client alone.",
            ),
            language.pick(
                "Välj en kollega till, eller bekräfta att du går ensam ändå.",
                "Choose one more colleague, or confirm that you go alone anyway.",
            ),
        ),
    };
    (happened.to_owned(), next.to_owned())
}
