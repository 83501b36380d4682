//! A client's dossier: what may be needed in the first ten seconds (`domain.md` 5).
//!
//! It is a versioned document beside the log. The log only says that it changed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::board::card::Sign;
use crate::board::member::Organisation;
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
    /// Early warning signs in the client's own words, from green to red.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<EarlySigns>,
    /// The dates on the plans.
    #[serde(default, skip_serializing_if = "Plans::is_empty")]
    pub plans: Plans,
    /// Into which language an interpreter is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<String>,
    /// Children at home, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub children: Option<String>,
}

/// How a level of early warning shows, and what helps then (`domain.md` 3.5).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlySigns {
    /// Green is as usual.
    pub level: Sign,
    /// What the client and others notice.
    pub signs: Vec<String>,
    /// What helps then.
    #[serde(default)]
    pub helps: Vec<String>,
}

/// The dates on a client's plans besides the crisis plan.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Plans {
    /// The care plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub care: Option<NaiveDate>,
    /// The rehabilitation plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rehabilitation: Option<NaiveDate>,
    /// The implementation plan of social services, `genomförandeplan`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implementation: Option<NaiveDate>,
    /// The individual plan of both principals, `SIP`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sip: Option<NaiveDate>,
    /// The early warning signs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signs: Option<NaiveDate>,
    /// Which version of the early warning signs each principal's own system holds.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub signs_in: BTreeMap<Organisation, NaiveDate>,
}

impl Plans {
    /// Whether no plan is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
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

opaque_debug!(Dossier, ResourcePerson, EarlySigns, Plans);
