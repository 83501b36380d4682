//! Names. They live beside the log and reach only people who may see them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::board::card::LevelNames;
use crate::board::member::Organisation;
use crate::id::{ClientId, StaffId};

/// A member of the staff as colleagues see them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffCard {
    /// Initials as the team writes them: `N.B.`
    pub initials: String,
    /// Full name.
    pub name: String,
    /// Title in the team's own words: `CM, sjuksköterska`.
    pub title: String,
    /// The employer.
    pub employer: Organisation,
    /// Telephone number, as a person dials it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Mail address, to which letters go. No page shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
}

/// What is needed to tell one client from another on a list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientHead {
    /// Initials, shown in masked mode: `F.N.`
    pub initials: String,
    /// Full name.
    pub name: String,
    /// Date of birth.
    pub born: NaiveDate,
}

impl ClientHead {
    /// Age in whole years on `date`.
    #[must_use]
    pub fn age(&self, date: NaiveDate) -> u32 {
        date.years_since(self.born).unwrap_or_default()
    }
}

/// The names that one viewer may see.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// The name of the team.
    pub team: String,
    /// The staff of the team.
    pub staff: BTreeMap<StaffId, StaffCard>,
    /// The clients whom the viewer may see.
    pub clients: BTreeMap<ClientId, ClientHead>,
    /// What the team calls its levels. It stands on the board, and so travels with that.
    #[serde(skip)]
    pub levels: LevelNames,
}

impl People {
    /// A colleague's initials, or a dash for somebody whom this viewer does not know.
    #[must_use]
    pub fn initials(&self, staff: StaffId) -> &str {
        self.staff.get(&staff).map_or("–", |card| &card.initials)
    }
}

/// Names never reach a log through a careless `{:?}`.
macro_rules! opaque_debug {
    ($($name:ident),+) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}
pub(crate) use opaque_debug;

opaque_debug!(StaffCard, ClientHead, People);
