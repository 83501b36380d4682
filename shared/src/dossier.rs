//! A client's dossier: what may be needed in the first ten seconds (`domain.md` 5).
//!
//! It is a versioned document beside the log. The log only says that it changed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::people::{ClientHead, opaque_debug};

/// Everything about a client that is not an event.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Grows by one with each change.
    pub version: u32,
    /// Name and date of birth.
    pub head: ClientHead,
    /// The client's own telephone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// What the crisis plan says to do first, in order.
    #[serde(default)]
    pub do_first: Vec<String>,
    /// What the crisis plan says to avoid.
    #[serde(default)]
    pub avoid: Vec<String>,
    /// The date on the crisis plan.
    #[serde(default)]
    pub crisis_plan: Option<NaiveDate>,
    /// The staff's safety: never alone, dog, door code.
    #[serde(default)]
    pub safety: Vec<String>,
    /// Medication in one line.
    #[serde(default)]
    pub medication: Option<String>,
    /// What the care plan has agreed as ordinary support.
    #[serde(default)]
    pub care_plan: Vec<String>,
    /// People to call, in the client's own order.
    #[serde(default)]
    pub resource_group: Vec<ResourcePerson>,
}

/// A member of the resource group whom the client chose.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourcePerson {
    /// The name.
    pub name: String,
    /// The relation in the client's words: `syster`.
    pub relation: String,
    /// Telephone number.
    pub phone: String,
    /// Whether the client has consented that staff call this person in a crisis.
    pub consent: bool,
}

opaque_debug!(Dossier, ResourcePerson);
