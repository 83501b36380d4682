//! What a team calls its levels.

use serde::{Deserialize, Serialize};

use super::Level;
use crate::wording::Language;
use crate::wording::card::standard_level;

/// A team's own names. A level without one has the standard word of each language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LevelNames {
    #[serde(skip_serializing_if = "Option::is_none")]
    red: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    yellow: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stepdown: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inpatient: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<String>,
}

impl LevelNames {
    /// The most characters of a name: what stands in one line beside a count on a phone.
    pub const LIMIT: usize = 24;

    /// Whether the team has no names of its own.
    #[must_use]
    pub fn is_standard(&self) -> bool {
        *self == Self::default()
    }

    /// The team's own name of a level, if it has one.
    #[must_use]
    pub fn own(&self, level: Level) -> Option<&str> {
        match level {
            Level::Red => &self.red,
            Level::Yellow => &self.yellow,
            Level::Stepdown => &self.stepdown,
            Level::Inpatient => &self.inpatient,
            Level::Plan => &self.plan,
        }
        .as_deref()
    }

    /// Gives a level a name, or with nothing the standard word again.
    pub fn set(&mut self, level: Level, name: Option<String>) {
        *match level {
            Level::Red => &mut self.red,
            Level::Yellow => &mut self.yellow,
            Level::Stepdown => &mut self.stepdown,
            Level::Inpatient => &mut self.inpatient,
            Level::Plan => &mut self.plan,
        } = name;
    }

    /// The names without the spaces around them.
    ///
    /// # Errors
    ///
    /// Returns the first level whose name cannot be told from another, or cannot be read. The
    /// standard word of another level is refused even where that one has a name of its own: a
    /// yellow row that is called *red* would be taken for what it is not.
    pub fn tidied(&self, before: &Self) -> Result<Self, Level> {
        let mut tidied = Self::default();
        let mut levels = Level::ALL;
        // Of two that are the same, the one that was chosen now is refused.
        levels.sort_by_key(|level| self.own(*level) == before.own(*level));
        for level in levels {
            let Some(name) = self.own(level).map(str::trim) else {
                continue;
            };
            let others = || Level::ALL.into_iter().filter(move |other| *other != level);
            let is_taken = others().any(|other| {
                Language::ALL
                    .map(|language| standard_level(language, other))
                    .into_iter()
                    .chain(self.own(other))
                    .any(|word| is_same(word.trim(), name))
            });
            if is_taken || !is_readable(name) {
                return Err(level);
            }
            tidied.set(level, Some(name.to_owned()));
        }
        Ok(tidied)
    }
}

/// Whether two names look the same when they are read aloud.
fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Whether a name is a word in one line. Characters that cannot be seen could make two names
/// look the same, or turn the line around.
fn is_readable(name: &str) -> bool {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    name.chars().count() <= LevelNames::LIMIT
        && name.chars().any(char::is_alphanumeric)
        && !name.chars().any(is_hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[(Level, &str)]) -> LevelNames {
        let mut all = LevelNames::default();
        for (level, name) in names {
            all.set(*level, Some((*name).to_owned()));
        }
        all
    }

    #[test]
    fn a_name_is_a_word_of_at_most_24_characters() {
        let longest = "Å".repeat(LevelNames::LIMIT);
        for name in ["Kris", "Nivå 1", " Kris ", &longest] {
            let tidied = named(&[(Level::Red, name)]).tidied(&LevelNames::default());
            assert_eq!(tidied, Ok(named(&[(Level::Red, name.trim())])), "{name:?}");
        }
        let too_long = format!("{longest}Å");
        for name in [
            "",
            "  ",
            "–",
            "Kr\nis",
            "Kr\u{202e}is",
            "Kr\u{200b}is",
            &too_long,
        ] {
            let refused = named(&[(Level::Red, name)]).tidied(&LevelNames::default());
            assert_eq!(refused, Err(Level::Red), "{name:?}");
        }
    }

    #[test]
    fn no_two_levels_have_the_same_name() {
        let check =
            |names: &[(Level, &str)]| named(names).tidied(&LevelNames::default()).map(|_| ());
        let same = [(Level::Red, "Kris"), (Level::Plan, " KRIS")];
        assert_eq!(check(&same), Err(Level::Red));
        for of_another in ["gul", "Yellow", "By care plan"] {
            assert_eq!(check(&[(Level::Red, of_another)]), Err(Level::Red));
        }
        let swapped = [(Level::Red, "Gul"), (Level::Yellow, "Röd")];
        assert_eq!(check(&swapped), Err(Level::Red));
        let own = [(Level::Red, "Röd"), (Level::Yellow, "Bevakning")];
        assert_eq!(check(&own), Ok(()));
        let before = named(&[(Level::Red, "Kris")]);
        let chosen = named(&[(Level::Red, "Kris"), (Level::Yellow, "kris")]);
        assert_eq!(chosen.tidied(&before), Err(Level::Yellow));
    }
}
