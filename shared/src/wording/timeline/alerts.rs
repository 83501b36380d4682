//! An alert that reaches nobody, and how far a letter has come on one of its ways, in one
//! line.

use crate::alert::letter::Carrier;
use crate::alert::{AlertNumber, Failure};
use crate::wording::Language;
use crate::wording::alert::{carrier, failure};

/// Nobody could be sent anything on a rung.
pub(super) fn nobody_reached(language: Language, alert: AlertNumber) -> String {
    match language {
        Language::Sv => format!("Larm {alert}: ingen kunde larmas"),
        Language::En => format!("Alert {alert}: nobody could be told"),
    }
}

/// Nobody is on duty.
pub(super) fn uncovered(language: Language, alert: AlertNumber) -> String {
    match language {
        Language::Sv => {
            format!("Larm {alert}: ingen i tjänst, väntar på första bemannade minuten")
        }
        Language::En => {
            format!("Alert {alert}: nobody on duty, waits for the first staffed minute")
        }
    }
}

/// Nobody acted after the alert was taken.
pub(super) fn restarted(language: Language, alert: AlertNumber) -> String {
    match language {
        Language::Sv => format!("Larm {alert}: ingen åtgärd i tid, larmas om"),
        Language::En => format!("Alert {alert}: no action in time, told again"),
    }
}

/// The clock went back after the alert was taken.
pub(super) fn awaited(language: Language, alert: AlertNumber) -> String {
    match language {
        Language::Sv => {
            format!("Larm {alert}: klockan ställdes tillbaka, tiden för åtgärd räknas från nu")
        }
        Language::En => {
            format!("Alert {alert}: the clock was set back, the time to act counts from now")
        }
    }
}

/// A device has shown a letter.
pub(super) fn shown(language: Language, alert: AlertNumber) -> String {
    match language {
        Language::Sv => format!("Larm {alert}: visat på en telefon"),
        Language::En => format!("Alert {alert}: shown on a phone"),
    }
}

/// A push service, a gateway or a mail server has a letter.
pub(super) fn accepted(language: Language, alert: AlertNumber, way: Carrier) -> String {
    let way = on(language, way);
    match language {
        Language::Sv => format!("Larm {alert}: {way}skickat"),
        Language::En => format!("Alert {alert}: {way}sent"),
    }
}

/// A gateway says that a letter arrived.
pub(super) fn delivered(language: Language, alert: AlertNumber, way: Carrier) -> String {
    let way = on(language, way);
    match language {
        Language::Sv => format!("Larm {alert}: {way}framme"),
        Language::En => format!("Alert {alert}: {way}arrived"),
    }
}

/// A letter goes on one more way.
pub(super) fn rerouted(language: Language, alert: AlertNumber, way: Carrier) -> String {
    let way = on(language, way);
    match language {
        Language::Sv => format!("Larm {alert}: {way}skickas i stället"),
        Language::En => format!("Alert {alert}: {way}sent instead"),
    }
}

/// A letter will reach nobody on a way.
pub(super) fn failed(language: Language, alert: AlertNumber, way: Carrier, why: Failure) -> String {
    let (way, because) = (on(language, way), failure(language, way, why));
    let failed = match (why, language) {
        // It was not sent, so it did not fail to arrive.
        (Failure::NotNeeded, _) => "",
        (_, Language::Sv) => "nådde inte fram, ",
        (_, Language::En) => "did not arrive, ",
    };
    let head = language.pick("Larm", "Alert");
    format!("{head} {alert}: {way}{failed}{because}")
}

/// The way in front of what happened on it; push is the usual one and goes unsaid.
fn on(language: Language, way: Carrier) -> String {
    match way {
        Carrier::Push => String::new(),
        other => format!("{} ", carrier(language, other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_the_way_unless_it_is_the_usual_one() {
        let alert = AlertNumber::new(4127).unwrap();
        let (sv, en) = (Language::Sv, Language::En);
        assert_eq!(accepted(sv, alert, Carrier::Push), "Larm 4127: skickat");
        assert_eq!(
            rerouted(sv, alert, Carrier::Sms),
            "Larm 4127: SMS skickas i stället"
        );
        assert_eq!(
            failed(sv, alert, Carrier::Voice, Failure::NotSetUp),
            "Larm 4127: Samtal nådde inte fram, inte uppsatt"
        );
        assert_eq!(
            delivered(en, alert, Carrier::Sms),
            "Alert 4127: Text message arrived"
        );
    }
}
