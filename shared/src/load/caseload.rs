//! How many clients each case manager has, against the limit of the team's model
//! (`domain.md` 3.1).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::board::Board;
use crate::board::card::Level;
use crate::id::StaffId;

/// The model that a team works by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// ACT: about ten clients.
    Act,
    /// The strengths model: at most twenty.
    Strengths,
    /// Case management with resource groups: at most about twenty to twenty-five, in
    /// different phases.
    #[default]
    ResourceGroup,
}

impl Model {
    /// Every model, that with the smallest limit first.
    pub const ALL: [Self; 3] = [Self::Act, Self::Strengths, Self::ResourceGroup];

    /// The word for this model in JSON and forms.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::Strengths => "strengths",
            Self::ResourceGroup => "resource_group",
        }
    }

    /// The model that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.word() == word)
    }

    /// From where on the model asks for attention, and the most that it allows.
    #[must_use]
    pub fn limits(self) -> Limits {
        let (full, most) = match self {
            Self::Act => (10, 10),
            Self::Strengths => (20, 20),
            Self::ResourceGroup => (20, 25),
        };
        Limits { full, most }
    }
}

/// What a team has decided about caseloads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Setting {
    /// The model.
    pub model: Model,
    /// The most clients of one case manager, if the team has a number of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<u16>,
}

impl Setting {
    /// Whether the team has said nothing.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The limits that hold.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let of_model = self.model.limits();
        self.most.map_or(of_model, |most| Limits {
            full: of_model.full.min(most),
            most,
        })
    }
}

/// Where a caseload is full, and where it is too large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// More than this is the upper end of what the model allows.
    pub full: u16,
    /// More than this is too much.
    pub most: u16,
}

impl Limits {
    /// Where so many clients stand.
    #[must_use]
    pub fn standing(self, clients: u32) -> Standing {
        if clients > u32::from(self.most) {
            Standing::Over
        } else if clients > u32::from(self.full) {
            Standing::Full
        } else {
            Standing::Within
        }
    }
}

/// Where a caseload stands against its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Within the limits.
    Within,
    /// At the upper end of what the model allows.
    Full,
    /// Over the limit.
    Over,
}

/// The clients of one case manager.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clients {
    /// All of them.
    pub all: u32,
    /// Those on the board.
    pub on_board: u32,
}

/// The clients of each case manager; under nobody those who have none. Exercises do not
/// count.
#[must_use]
pub fn caseloads(board: &Board) -> BTreeMap<Option<StaffId>, Clients> {
    let mut caseloads: BTreeMap<Option<StaffId>, Clients> = BTreeMap::new();
    for card in board.cards.values().filter(|card| !card.is_exercise) {
        let clients = caseloads.entry(card.cm).or_default();
        clients.all += 1;
        clients.on_board += u32::from(card.level != Level::Plan);
    }
    caseloads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_model_has_the_limit_of_the_domain() {
        let standing = |model: Model, clients| model.limits().standing(clients);
        assert_eq!(standing(Model::Act, 10), Standing::Within);
        assert_eq!(standing(Model::Act, 11), Standing::Over);
        assert_eq!(standing(Model::Strengths, 20), Standing::Within);
        assert_eq!(standing(Model::Strengths, 21), Standing::Over);
        assert_eq!(standing(Model::ResourceGroup, 20), Standing::Within);
        assert_eq!(standing(Model::ResourceGroup, 25), Standing::Full);
        assert_eq!(standing(Model::ResourceGroup, 26), Standing::Over);
    }

    #[test]
    fn a_model_has_the_same_word_in_a_form_as_in_json() {
        for model in Model::ALL {
            let json = serde_json::to_value(model).unwrap();
            assert_eq!(json, model.word());
            assert_eq!(Model::from_word(model.word()), Some(model));
        }
    }

    #[test]
    fn a_number_of_the_teams_own_goes_before_the_model() {
        let own = Setting {
            most: Some(17),
            ..Setting::default()
        };
        assert_eq!(own.limits(), Limits { full: 17, most: 17 });
        assert_eq!(own.limits().standing(18), Standing::Over);
    }
}
