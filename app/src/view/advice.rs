//! What the board proposes when a client may need more, ready to be said yes to. Only a person
//! raises (`policy.md` 6).

use shared::Command;
use shared::board::card::{Card, Level, Reason, Why};
use shared::deescalation::advice::{self, Advice};
use shared::wording::{card as words, fact, time};

use super::Look;
use super::row::capitalised;

/// A proposal: what speaks for it, and the command that one tap gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// In a word or two, for a row: `förslag: höj till röd`.
    pub short: String,
    /// What speaks for it.
    pub because: String,
    /// What the button says.
    pub label: String,
    /// Whether it leads up.
    pub is_raise: bool,
    /// What it does.
    pub command: Command,
}

impl Look<'_> {
    /// What the board proposes for a client. Several reasons make one proposal: the highest.
    pub(crate) fn advice(&self, card: &Card) -> Option<Proposed> {
        let language = self.language;
        let mut found = advice::of(card, self.board.policy.long_red, self.now);
        // Who has said so once is not asked again.
        if card.reason() == Some(Reason::IntensiveLong) {
            found.retain(|one| !matches!(one, Advice::LongRed { .. }));
        }
        let (level, reason) = found
            .iter()
            .map(|one| target(card, one))
            .min_by_key(|to| to.0)?;
        let because: Vec<_> = found.iter().map(|one| self.speaks(card, one)).collect();
        let because = capitalised(&because.join(", "));
        let is_raise = level < card.level;
        let text = match &card.why {
            Some(why) if !is_raise => why.value.text.clone(),
            _ => because.chars().take(Why::LIMIT).collect(),
        };
        let names = &self.board.policy.level_names;
        let word = words::level_within(language, names, level);
        let why = words::reason(language, reason);
        let (short, label) = if is_raise {
            language.pick(
                (
                    format!("förslag: höj till {word}"),
                    format!("Höj till {word}: {why}"),
                ),
                (
                    format!("proposal: raise to {word}"),
                    format!("Raise to {word}: {why}"),
                ),
            )
        } else {
            language.pick(
                (
                    format!("förslag: orsak {why}"),
                    format!("Ändra orsak till {why}"),
                ),
                (
                    format!("proposal: reason {why}"),
                    format!("Change the reason to {why}"),
                ),
            )
        };
        Some(Proposed {
            short,
            because,
            label,
            is_raise,
            command: Command::Place {
                client: card.client,
                level,
                reason,
                text,
                review: None,
                tonight: false,
                based_on: card.placed.as_ref().map(|placed| placed.seq),
            },
        })
    }

    fn speaks(&self, card: &Card, advice: &Advice) -> String {
        let language = self.language;
        let (words, at) = match *advice {
            Advice::RedSign { at } => (language.pick("röd bedömning", "red assessment"), at),
            Advice::MissedTwice { at } => (
                language.pick(
                    "samma kontakt missad två gånger",
                    "the same contact missed twice",
                ),
                at,
            ),
            Advice::DepotMissed { at } => (
                language.pick(
                    "depå missad och tecken som inte är gröna",
                    "depot missed and signs not green",
                ),
                at,
            ),
            Advice::Emergency { at } => {
                let heard = card.facts.emergency.as_ref().map(|heard| {
                    let heard = shared::board::card::Fact::EmergencyReported(heard.value);
                    fact::fact(language, &heard).to_lowercase()
                });
                let at = time::day_and_clock(language, at, self.now);
                return format!("{} {at}", heard.unwrap_or_default());
            }
            Advice::LongRed { since } => {
                let days = time::days(language, self.now.since(since).whole_days());
                let names = &self.board.policy.level_names;
                let red = words::level_within(language, names, Level::Red);
                return format!("{red} {} {days}", language.pick("i", "for"));
            }
        };
        format!("{words} {}", time::day_and_clock(language, at, self.now))
    }
}

/// The level and the reason that advice leads to. A red sign and a client who cannot be reached
/// mean red; anything else one level up.
fn target(card: &Card, advice: &Advice) -> (Level, Reason) {
    let up = if card.level == Level::Yellow {
        Level::Red
    } else {
        Level::Yellow
    };
    match advice {
        Advice::RedSign { .. } => (Level::Red, Reason::Crisis),
        Advice::MissedTwice { .. } => (Level::Red, card.reason().unwrap_or(Reason::Crisis)),
        Advice::DepotMissed { .. } => (up, Reason::Medication),
        Advice::Emergency { .. } if up == Level::Red => (up, Reason::Crisis),
        Advice::Emergency { .. } => (up, Reason::Prevention),
        Advice::LongRed { .. } => (Level::Red, Reason::IntensiveLong),
    }
}
