//! The domain's words in Swedish and English.
//!
//! Every function matches exhaustively, and [`Language::pick`] asks for every language at once, so
//! a word that is missing in one of them does not compile. Texts are plain and short: they are read
//! by tired people, on phones, in the dark.
//!
//! # Layout
//!
//! - [`time`]: clocks, dates and ages.
//! - [`card`]: what stands on a card.
//! - [`rules`]: gates, evidence and what stands in the way.
//! - [`alert`]: alerts, rungs and letters.
//! - [`duty`]: the rota.
//! - [`meeting`]: the board meeting.
//! - [`rejection`]: why something was refused, and what to do next.
//! - [`timeline`]: an event in one line.

pub mod alert;
pub mod card;
pub mod duty;
pub mod fact;
pub mod meeting;
pub mod policy;
pub mod rejection;
pub mod rules;
pub mod time;
pub mod timeline;

use serde::{Deserialize, Serialize};

use crate::board::event::Actor;
use crate::people::People;

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Sv, Self::En];

    /// The code of the language in HTML, forms and cookies (BCP 47).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The language that `code` stands for.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The text in this language.
    #[must_use]
    pub fn pick<T>(self, sv: T, en: T) -> T {
        match self {
            Self::Sv => sv,
            Self::En => en,
        }
    }
}

/// Who made something happen: a colleague's initials, or what stands for a machine.
#[must_use]
pub fn actor(language: Language, actor: Actor, people: &People) -> String {
    match actor {
        Actor::Staff(staff) => people.initials(staff).to_owned(),
        Actor::Rules => language.pick("reglerna", "the rules").to_owned(),
        Actor::Server => language.pick("systemet", "the system").to_owned(),
    }
}
