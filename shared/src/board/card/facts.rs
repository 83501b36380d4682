//! Facts about a client of which only the latest of each kind counts.
//!
//! The rules ask of these "is there one since …?", so the latest answers for all. An
//! entry that arrives late finds its place by when it happened: an older one never
//! replaces a newer one, and the order of arrival does not matter.

use serde::{Deserialize, Serialize};

use super::Stamped;
use super::words::{Emergency, SipAnswer};
use crate::time::Timestamp;

/// What somebody enters about a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// The crisis plan was confirmed or updated.
    CrisisPlanConfirmed,
    /// The care plan was checked.
    CarePlanChecked,
    /// The rehabilitation plan was checked.
    RehabilitationPlanChecked,
    /// The question whether the SIP holds was answered.
    SipAnswered(SipAnswer),
    /// The psychiatrist has seen the client, or decided; a line says what.
    PsychiatristReviewed(String),
    /// Medication was changed; a line says how.
    MedicationChanged(String),
    /// The psychiatrist says that a change of medication no longer stands in the way.
    MedicationCleared,
    /// A depot was missed.
    DepotMissed,
    /// The client objects to a step down; a line says why.
    Objected(String),
    /// The CM has talked with the client about the objection.
    ObjectionTalked,
    /// The client was told of a step, or it was tried.
    Told(Told),
    /// The follow-up within 48 hours after a discharge is done.
    DischargeFollowedUp,
    /// The board meeting has ticked the follow-up after a discharge.
    DischargeTicked,
    /// There was a contact with addiction care.
    AddictionContact,
    /// An emergency visit or the police became known.
    EmergencyReported(Emergency),
}

/// The client was told of a step, or somebody tried (gate D13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Whether the client was reached.
    pub reached: bool,
    /// What the client says about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<String>,
    /// Why there is no view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_view: Option<String>,
}

impl Told {
    /// Whether the client knows, and the view, or why there is none, is written down.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.reached && (self.view.is_some() || self.no_view.is_some())
    }
}

/// The latest fact of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// The crisis plan was confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crisis_plan: Option<Stamped<()>>,
    /// The care plan was checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub care_plan: Option<Stamped<()>>,
    /// The rehabilitation plan was checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rehabilitation_plan: Option<Stamped<()>>,
    /// The SIP question was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sip: Option<Stamped<SipAnswer>>,
    /// The psychiatrist has seen the client, or decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub psychiatrist: Option<Stamped<String>>,
    /// Medication was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medication: Option<Stamped<String>>,
    /// The change of medication was cleared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medication_cleared: Option<Stamped<()>>,
    /// A depot was missed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depot_missed: Option<Stamped<()>>,
    /// The client objected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objection: Option<Stamped<String>>,
    /// The CM has talked with the client about the objection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objection_talked: Option<Stamped<()>>,
    /// The latest attempt to tell the client.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<Stamped<Told>>,
    /// The latest time that the client was told and the view written down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<Stamped<Told>>,
    /// The follow-up after a discharge is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discharge_followed_up: Option<Stamped<()>>,
    /// The meeting has ticked that follow-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub discharge_ticked: Option<Stamped<()>>,
    /// A contact with addiction care.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addiction_contact: Option<Stamped<()>>,
    /// An emergency became known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Stamped<Emergency>>,
}

impl Facts {
    /// Whether nothing was ever entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Takes a fact in. `stamp` carries when it happened.
    pub fn note(&mut self, stamp: Stamped<()>, fact: &Fact) {
        match fact {
            Fact::CrisisPlanConfirmed => later(&mut self.crisis_plan, stamp),
            Fact::CarePlanChecked => later(&mut self.care_plan, stamp),
            Fact::RehabilitationPlanChecked => later(&mut self.rehabilitation_plan, stamp),
            Fact::SipAnswered(answer) => later(&mut self.sip, stamp.with(*answer)),
            Fact::PsychiatristReviewed(text) => {
                later(&mut self.psychiatrist, stamp.with(text.clone()));
            }
            Fact::MedicationChanged(text) => later(&mut self.medication, stamp.with(text.clone())),
            Fact::MedicationCleared => later(&mut self.medication_cleared, stamp),
            Fact::DepotMissed => later(&mut self.depot_missed, stamp),
            Fact::Objected(text) => later(&mut self.objection, stamp.with(text.clone())),
            Fact::ObjectionTalked => later(&mut self.objection_talked, stamp),
            Fact::Told(told) => {
                if told.is_complete() {
                    later(&mut self.view, stamp.clone().with(told.clone()));
                }
                later(&mut self.told, stamp.with(told.clone()));
            }
            Fact::DischargeFollowedUp => later(&mut self.discharge_followed_up, stamp),
            Fact::DischargeTicked => later(&mut self.discharge_ticked, stamp),
            Fact::AddictionContact => later(&mut self.addiction_contact, stamp),
            Fact::EmergencyReported(what) => later(&mut self.emergency, stamp.with(*what)),
        }
    }

    /// Whether medication was changed and not cleared since.
    #[must_use]
    pub fn uncleared_medication(&self) -> Option<&Stamped<String>> {
        unanswered(self.medication.as_ref(), self.medication_cleared.as_ref())
    }

    /// The client's objection, until the CM has talked about it with the client.
    #[must_use]
    pub fn open_objection(&self) -> Option<&Stamped<String>> {
        unanswered(self.objection.as_ref(), self.objection_talked.as_ref())
    }
}

/// The first, unless the second came with it or after it.
fn unanswered<'a, T>(
    said: Option<&'a Stamped<T>>,
    answered: Option<&Stamped<()>>,
) -> Option<&'a Stamped<T>> {
    said.filter(|said| answered.is_none_or(|answer| answer.at < said.at))
}

/// Whether something was entered at or after `since`.
#[must_use]
pub fn is_since<T>(fact: Option<&Stamped<T>>, since: Timestamp) -> bool {
    fact.is_some_and(|fact| fact.at >= since)
}

/// Puts a value in its place by when it happened: an older one never replaces a newer one.
pub(crate) fn later<T>(slot: &mut Option<Stamped<T>>, stamp: Stamped<T>) {
    if slot
        .as_ref()
        .is_none_or(|old| (old.at, old.seq) <= (stamp.at, stamp.seq))
    {
        *slot = Some(stamp);
    }
}
