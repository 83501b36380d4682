//! Alerts in words: the ladder, the letters, and where each stands. No word promises more than what
//! is known: *sent* is not *shown*, and *shown* is not *taken*.

use crate::alert::letter::Carrier;
use crate::alert::proof::Proof;
use crate::alert::{Alert, AlertNumber, AlertState, Class, Delivery, Failure, Rung, Written};
use crate::people::People;
use crate::time::Timestamp;
use crate::wording::time::{age, moment};
use crate::wording::{Language, actor};

/// An alert by its number; what is less urgent is not called an alarm.
#[must_use]
pub fn named(language: Language, class: Class, number: AlertNumber) -> String {
    let kind = match class {
        Class::P1 => language.pick("larm", "alert"),
        Class::P2 => language.pick("uppgift", "task"),
    };
    format!("{kind} {number}")
}

/// How urgent the alert is that letters are about.
pub(super) fn class_of(letters: &[Written]) -> Class {
    letters
        .first()
        .map(|written| written.class)
        .unwrap_or_default()
}

/// What happens on a rung.
#[must_use]
pub fn rung(language: Language, class: Class, rung: Rung) -> String {
    match rung {
        Rung::T0 if class == Class::P2 => language.pick(
            "ansvarig och reserv får uppgiften",
            "first and reserve get the task",
        ),
        Rung::T15 if class == Class::P2 => {
            language.pick("reserven blir ansvarig", "the reserve becomes responsible")
        }
        Rung::T0 => language.pick("ansvarig och reserv larmas", "first and reserve are told"),
        Rung::T2 => language.pick("ansvarig larmas igen", "the first is told again"),
        Rung::T5 => language.pick("reserven blir ansvarig", "the reserve becomes responsible"),
        Rung::T10 => language.pick(
            "alla i tjänst och teamledaren larmas",
            "everyone on duty and the team leader are told",
        ),
        Rung::T15 => language.pick("ledningsjouren larmas", "the manager on call is told"),
        Rung::T30 => language.pick(
            "teamledaren får veta att ingen har kvitterat",
            "the team leader is told that nobody has taken it",
        ),
        Rung::Repeat(times) => {
            return match language {
                Language::Sv => format!("alla larmas igen, omgång {times}"),
                Language::En => format!("everyone is told again, round {times}"),
            };
        }
    }
    .to_owned()
}

/// How late a rung came that was due earlier, as the end of a line; nothing if it came in
/// time.
#[must_use]
pub fn late(language: Language, due: Option<Timestamp>, at: Timestamp) -> String {
    let Some(minutes) = due.map(|due| at.since(due).as_millis() / 60_000) else {
        return String::new();
    };
    match language {
        Language::Sv => format!(", {minutes} min för sent"),
        Language::En => format!(", {minutes} min late"),
    }
}

/// Where a letter stands by push.
#[must_use]
pub fn delivery(language: Language, delivery: Delivery, now: Timestamp) -> String {
    match delivery {
        Delivery::Queued => language.pick("skickas", "being sent").to_owned(),
        Delivery::Accepted { at } => {
            let at = moment(language, at, now);
            match language {
                Language::Sv => format!("skickat {at}, inte visat än"),
                Language::En => format!("sent {at}, not shown yet"),
            }
        }
        Delivery::Shown { at } => {
            let at = moment(language, at, now);
            match language {
                Language::Sv => format!("telefonen visade larmet {at}"),
                Language::En => format!("the phone showed it {at}"),
            }
        }
        Delivery::Delivered { at } => {
            let at = moment(language, at, now);
            match language {
                Language::Sv => format!("framme {at}"),
                Language::En => format!("arrived {at}"),
            }
        }
        Delivery::Failed {
            why: why @ Failure::NotNeeded,
            ..
        } => failure(language, Carrier::Push, why).to_owned(),
        Delivery::Failed { at, why } => {
            let why = failure(language, Carrier::Push, why);
            let at = moment(language, at, now);
            match language {
                Language::Sv => format!("nådde inte fram {at}: {why}"),
                Language::En => format!("did not arrive {at}: {why}"),
            }
        }
    }
}

/// A way besides push, and where a letter stands on it: `SMS: inte uppsatt`.
#[must_use]
pub fn other_way(language: Language, way: Carrier, delivery: Delivery, now: Timestamp) -> String {
    let state = other_state(language, way, delivery, now);
    format!("{}: {state}", carrier(language, way))
}

/// Where a letter stands on a way besides push.
#[must_use]
pub fn other_state(language: Language, way: Carrier, delivery: Delivery, now: Timestamp) -> String {
    match delivery {
        Delivery::Queued => language.pick("skickas", "being sent").to_owned(),
        Delivery::Accepted { at } => {
            let at = moment(language, at, now);
            match language {
                Language::Sv => format!("lämnat till tjänsten {at}, framme är inte bekräftat"),
                Language::En => format!("given to the service {at}, arrival not confirmed"),
            }
        }
        Delivery::Shown { at } | Delivery::Delivered { at } => {
            let at = moment(language, at, now);
            match language {
                Language::Sv => format!("framme {at}"),
                Language::En => format!("arrived {at}"),
            }
        }
        // It was not sent, so there is no time at which it failed.
        Delivery::Failed {
            why:
                why @ (Failure::NotSetUp | Failure::NoNumber | Failure::NoAddress | Failure::NotNeeded),
            ..
        } => failure(language, way, why).to_owned(),
        Delivery::Failed { at, why } => {
            let (at, why) = (moment(language, at, now), failure(language, way, why));
            match language {
                Language::Sv => format!("nådde inte fram {at}: {why}"),
                Language::En => format!("did not arrive {at}: {why}"),
            }
        }
    }
}

/// A way on which letters go.
#[must_use]
pub fn carrier(language: Language, carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Push => language.pick("Avisering", "Notification"),
        Carrier::Sms => language.pick("SMS", "Text message"),
        Carrier::Voice => language.pick("Samtal", "Call"),
        Carrier::Mail => language.pick("Mejl", "Mail"),
    }
}

/// Why a letter will reach nobody on a way.
#[must_use]
pub fn failure(language: Language, way: Carrier, failure: Failure) -> &'static str {
    match failure {
        Failure::NotSetUp => language.pick("inte uppsatt", "not set up"),
        Failure::NoNumber => language.pick(
            "inget telefonnummer som går att ringa",
            "no telephone number that can be dialled",
        ),
        Failure::NoAddress => language.pick("ingen mejladress", "no mail address"),
        Failure::NotNeeded => language.pick(
            "behövdes inte, larmet var taget",
            "not needed, the alert was taken",
        ),
        Failure::Undelivered => language.pick(
            "tjänsten rapporterar att det inte kom fram",
            "the service reports that it did not arrive",
        ),
        Failure::Refused if way != Carrier::Push => {
            language.pick("tjänsten nekade", "the service refused it")
        }
        Failure::Expired if way != Carrier::Push => language.pick(
            "tjänsten svarade inte i tid",
            "the service did not answer in time",
        ),
        Failure::NoDevice => language.pick("ingen telefon är ansluten", "no phone is connected"),
        Failure::Gone => language.pick(
            "telefonen är inte längre ansluten",
            "the phone is no longer connected",
        ),
        Failure::Refused => {
            language.pick("telefonens tjänst nekade", "the phone’s service refused it")
        }
        Failure::Expired => language.pick(
            "telefonen var avstängd för länge",
            "the phone was off for too long",
        ),
    }
}

/// What is known of a person's phones, in a few words. "Larmtest OK" stands for a test letter
/// that was shown and tapped.
#[must_use]
pub fn proof(language: Language, proof: Proof, now: Timestamp) -> String {
    match proof {
        Proof::NoDevice => language
            .pick("ingen telefon ansluten", "no phone connected")
            .to_owned(),
        Proof::Unproven => language
            .pick("ingen provad telefon", "no proven phone")
            .to_owned(),
        Proof::Proven { at } => {
            let at = moment(language, at, now);
            match language {
                Language::Sv => format!("larmtest OK {at}"),
                Language::En => format!("alert test OK {at}"),
            }
        }
    }
}

/// Where an alert stands, in a few words.
#[must_use]
pub fn state(language: Language, alert: &Alert, people: &People, now: Timestamp) -> String {
    match alert.state {
        AlertState::Uncovered => language
            .pick(
                "väntar på första bemannade minuten",
                "waits for the first staffed minute",
            )
            .to_owned(),
        AlertState::Climbing { rung: None } => language
            .pick("väntar på morgonen", "waits for the morning")
            .to_owned(),
        AlertState::Climbing { .. } => {
            let waiting = age(language, now.since(alert.started));
            match language {
                Language::Sv => format!("ej kvitterat {waiting}"),
                Language::En => format!("not taken for {waiting}"),
            }
        }
        AlertState::Acknowledged { at, .. } if alert.in_meeting => {
            let at = moment(language, at, now);
            match language {
                Language::Sv => format!("taget av mötet {at}"),
                Language::En => format!("taken by the meeting {at}"),
            }
        }
        AlertState::Acknowledged { by, at } => {
            let (by, at) = (actor(language, by, people), moment(language, at, now));
            match language {
                Language::Sv => format!("tas av {by} {at}"),
                Language::En => format!("taken by {by} {at}"),
            }
        }
        AlertState::Closed { at } => {
            let at = moment(language, at, now);
            match language {
                Language::Sv => format!("avslutat {at}"),
                Language::En => format!("over {at}"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    use super::*;

    #[test]
    fn another_way_is_named_and_one_that_was_never_tried_failed_at_no_time() {
        let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
        let at = Timestamp::at(date, NaiveTime::from_hms_opt(19, 17, 0).unwrap());
        let check = |way, delivery, sv: &str, en: &str| {
            assert_eq!(other_way(Language::Sv, way, delivery, at), sv);
            assert_eq!(other_way(Language::En, way, delivery, at), en);
        };
        let failed = |why| Delivery::Failed { at, why };
        check(
            Carrier::Sms,
            failed(Failure::NotSetUp),
            "SMS: inte uppsatt",
            "Text message: not set up",
        );
        check(
            Carrier::Mail,
            failed(Failure::NoAddress),
            "Mejl: ingen mejladress",
            "Mail: no mail address",
        );
        check(
            Carrier::Voice,
            failed(Failure::Refused),
            "Samtal: nådde inte fram 19:17: tjänsten nekade",
            "Call: did not arrive 19:17: the service refused it",
        );
        check(
            Carrier::Sms,
            Delivery::Delivered { at },
            "SMS: framme 19:17",
            "Text message: arrived 19:17",
        );
        check(
            Carrier::Sms,
            Delivery::Accepted { at },
            "SMS: lämnat till tjänsten 19:17, framme är inte bekräftat",
            "Text message: given to the service 19:17, arrival not confirmed",
        );
    }

    #[test]
    fn a_letter_never_promises_more_than_is_known() {
        let date = NaiveDate::from_ymd_opt(2026, 3, 12).unwrap();
        let at = Timestamp::at(date, NaiveTime::from_hms_opt(19, 12, 0).unwrap());
        let check = |state, sv: &str, en: &str| {
            assert_eq!(delivery(Language::Sv, state, at), sv);
            assert_eq!(delivery(Language::En, state, at), en);
        };
        check(Delivery::Queued, "skickas", "being sent");
        check(
            Delivery::Accepted { at },
            "skickat 19:12, inte visat än",
            "sent 19:12, not shown yet",
        );
        check(
            Delivery::Shown { at },
            "telefonen visade larmet 19:12",
            "the phone showed it 19:12",
        );
        check(
            Delivery::Failed {
                at,
                why: Failure::NoDevice,
            },
            "nådde inte fram 19:12: ingen telefon är ansluten",
            "did not arrive 19:12: no phone is connected",
        );
    }
}
