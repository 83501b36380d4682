//! Facts about a client, deviations and posts in words.

use crate::alert::Delays;
use crate::board::card::{Emergency, Fact, Post, SipAnswer, Told};
use crate::board::deviation::DeviationKind;
use crate::deescalation::proposal::Cancelled;
use crate::wording::Language;

/// What was entered, in a line.
#[must_use]
pub fn fact(language: Language, fact: &Fact) -> String {
    let fixed = |sv: &str, en: &str| language.pick(sv, en).to_owned();
    let with = |sv: &str, en: &str, text: &str| {
        let words = language.pick(sv, en);
        if text.is_empty() {
            words.to_owned()
        } else {
            format!("{words}: {text}")
        }
    };
    match fact {
        Fact::CrisisPlanConfirmed => fixed("Krisplanen bekräftad", "Crisis plan confirmed"),
        Fact::CarePlanChecked => fixed("Vårdplanen kontrollerad", "Care plan checked"),
        Fact::RehabilitationPlanChecked => fixed(
            "Rehabiliteringsplanen kontrollerad",
            "Rehabilitation plan checked",
        ),
        Fact::SipAnswered(answer) => format!("SIP: {}", sip(language, *answer)),
        Fact::PsychiatristReviewed(text) => {
            with("Psykiatern har bedömt", "The psychiatrist decided", text)
        }
        Fact::MedicationChanged(text) => with("Läkemedel ändrat", "Medication changed", text),
        Fact::MedicationCleared => fixed(
            "Läkemedelsändringen är klar enligt psykiatern",
            "Change of medication cleared by the psychiatrist",
        ),
        Fact::DepotMissed => fixed("Depå missad", "Depot missed"),
        Fact::Objected(text) => with("Klienten motsätter sig", "The client objects", text),
        Fact::ObjectionTalked => fixed(
            "CM har talat med klienten om invändningen",
            "The CM talked with the client about the objection",
        ),
        Fact::Told(said) => told(language, said),
        Fact::DischargeFollowedUp => fixed(
            "48-timmarsuppföljningen är gjord",
            "The 48-hour follow-up is done",
        ),
        Fact::DischargeTicked => fixed(
            "Uppföljningen är bockad i tavelmötet",
            "The follow-up is ticked in the board meeting",
        ),
        Fact::AddictionContact => {
            fixed("Kontakt med beroendevården", "Contact with addiction care")
        }
        Fact::EmergencyReported(Emergency::EmergencyRoom) => fixed("Akutbesök", "Emergency visit"),
        Fact::EmergencyReported(Emergency::Police) => {
            fixed("Kontakt med polisen", "Contact with the police")
        }
    }
}

fn told(language: Language, told: &Told) -> String {
    let words = if told.reached {
        language.pick("Klienten informerad", "The client was told")
    } else {
        language.pick(
            "Försök att informera klienten",
            "An attempt to tell the client",
        )
    };
    match (&told.view, &told.no_view) {
        (Some(view), _) => format!("{words}: ”{view}”"),
        (None, Some(why)) => {
            let missing = language.pick("egen syn saknas", "no view");
            format!("{words}, {missing}: {why}")
        }
        (None, None) => words.to_owned(),
    }
}

/// The answer to the SIP question.
#[must_use]
pub fn sip(language: Language, answer: SipAnswer) -> &'static str {
    match answer {
        SipAnswer::Holds => language.pick("gäller", "holds"),
        SipAnswer::Revise => language.pick("ska revideras", "to be revised"),
        SipAnswer::None => language.pick("behövs inte", "not needed"),
    }
}

/// CM or deputy.
#[must_use]
pub fn post(language: Language, post: Post) -> &'static str {
    match post {
        Post::Cm => "CM",
        Post::Deputy => language.pick("ställföreträdare", "deputy"),
    }
}

/// What a deviation is about. `within` are the minutes in which an alert should have been taken,
/// where the team has a number of its own.
#[must_use]
pub fn deviation(language: Language, about: DeviationKind, within: Option<u8>) -> String {
    let words = match about {
        DeviationKind::LateAcknowledgement => {
            let minutes = within.unwrap_or(Delays::default().reserve);
            return match language {
                Language::Sv => format!("P1 ej kvitterat inom {minutes} min"),
                Language::En => format!("P1 not taken within {minutes} min"),
            };
        }
        DeviationKind::Reversal => {
            language.pick("automatiskt steg återtaget", "automatic step taken back")
        }
        DeviationKind::PsychiatristOverdue => language.pick(
            "psykiater inte inom tiden",
            "psychiatrist not within the time",
        ),
        DeviationKind::DepotMissed => language.pick("depå missad", "depot missed"),
        DeviationKind::EmergencyAccess => language.pick("nödöppning", "emergency access"),
    };
    words.to_owned()
}

/// What cancelled a proposal.
#[must_use]
pub fn cancelled(language: Language, by: Cancelled) -> &'static str {
    match by {
        Cancelled::Hold => language.pick("håll kvar", "a hold"),
        Cancelled::Crisis => language.pick("en krishändelse", "a crisis event"),
        Cancelled::Sign => {
            language.pick("ett tecken som inte är grönt", "a sign that is not green")
        }
        Cancelled::Level => language.pick("ändrad nivå", "another level"),
    }
}
