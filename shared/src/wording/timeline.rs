//! An event in one line, for a client's timeline. The time and the actor stand beside it.

use crate::board::card::Level;
use crate::board::event::{Event, Recorded};
use crate::deescalation::gate;
use crate::id::StaffId;
use crate::people::People;
use crate::time::Timestamp;
use crate::wording::Language;
use crate::wording::alert::{failure, rung};
use crate::wording::card::{
    action_class, channel, flag, legal_status, level, reached, reason, sign,
};
use crate::wording::rules::{hinders, transition};
use crate::wording::time::{date, day_and_clock};

/// What happened, in one line.
#[must_use]
pub fn line(language: Language, recorded: &Recorded, people: &People, now: Timestamp) -> String {
    let sv = language == Language::Sv;
    let names = |who: &[StaffId]| {
        who.iter()
            .map(|one| people.initials(*one))
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let when = |at| day_and_clock(language, at, now);
    let day = |of| date(language, of, now);
    let fixed = |sv: &str, en: &str| language.pick(sv, en).to_owned();
    match &recorded.event {
        Event::PolicySet { policy, .. } if sv => format!("Reglerna är nu {}", policy.version),
        Event::PolicySet { policy, .. } => format!("The rules are now {}", policy.version),
        Event::MemberJoined { staff, .. } if sv => format!("{} är med i teamet", names(&[*staff])),
        Event::MemberJoined { staff, .. } => format!("{} is on the team", names(&[*staff])),
        Event::DevicesChanged { staff, devices } if sv => {
            format!("{} har {devices} anslutna telefoner", names(&[*staff]))
        }
        Event::DevicesChanged { staff, devices } => {
            format!("{} has {devices} connected phones", names(&[*staff]))
        }
        Event::ShiftsPlanned { shifts } if sv => format!("{} arbetspass planerade", shifts.len()),
        Event::ShiftsPlanned { shifts } => format!("{} shifts planned", shifts.len()),
        Event::ClientEnrolled { .. } => fixed("Blev teamets klient", "Became the team’s client"),
        Event::DossierChanged { .. } => fixed(
            "Krisplan eller uppgifter ändrade",
            "Crisis plan or details changed",
        ),
        Event::Placed {
            from,
            level: to,
            reason: why,
            text,
            ..
        } => placed(language, *from, *to, reason(language, *why), text),
        Event::ContactNamed { contact, .. } => {
            let (who, at) = (names(&contact.who), when(contact.at));
            let how = channel(language, contact.how);
            match language {
                Language::Sv => format!("Dagens kontakt: {who}, {at}, {how}"),
                Language::En => format!("Today’s contact: {who}, {at}, {how}"),
            }
        }
        Event::Assessed { sign: seen, .. } => match language {
            Language::Sv => format!("Tecken: {}", sign(language, *seen)),
            Language::En => format!("Signs: {}", sign(language, *seen)),
        },
        Event::ContactLogged {
            how,
            reached: was,
            crisis,
            text,
            ..
        } => {
            let mut line = format!("{}, {}", channel(language, *how), reached(language, *was));
            if *crisis {
                line.push_str(language.pick(" – krishändelse", " – crisis event"));
            }
            if !text.is_empty() {
                line.push_str(": ");
                line.push_str(text);
            }
            capitalised(&line)
        }
        Event::Booked { booking, .. } => {
            let (who, at) = (names(&[booking.who]), when(booking.at));
            let how = channel(language, booking.how);
            match language {
                Language::Sv => format!("Bokad kontakt: {who}, {at}, {how}"),
                Language::En => format!("Contact booked: {who}, {at}, {how}"),
            }
        }
        Event::ActionOpened { action, .. } => {
            let (who, due) = (names(&[action.owner]), when(action.due));
            let kind = capitalised(action_class(language, action.class));
            match language {
                Language::Sv => format!("{kind}: {} ({who}, före {due})", action.text),
                Language::En => format!("{kind}: {} ({who}, before {due})", action.text),
            }
        }
        Event::ActionClosed { .. } => fixed("En åtgärd är klar", "An action is done"),
        Event::FlagRaised { flag: raised, .. } => {
            format!(
                "{}: {}",
                language.pick("Markerad", "Marked"),
                flag(language, *raised)
            )
        }
        Event::FlagCleared { flag: cleared, .. } => {
            format!(
                "{}: {}",
                language.pick("Borttagen", "Cleared"),
                flag(language, *cleared)
            )
        }
        Event::LegalChanged { legal, .. } => {
            match (legal.status.map(legal_status), legal.ends.map(day)) {
                (Some(status), Some(ends)) if sv => format!("{status}, gäller till {ends}"),
                (Some(status), Some(ends)) => format!("{status}, in force to {ends}"),
                (Some(status), None) => status.to_owned(),
                (None, _) => fixed("Tvångsvården har upphört", "Compulsory care has ended"),
            }
        }
        Event::ReviewSet { date: to, .. } => {
            format!("{} {}", language.pick("Omprövas", "Review"), day(*to))
        }
        Event::HoldSet { reason, until, .. } => {
            let until = day(*until);
            match language {
                Language::Sv => format!("Håll kvar t.o.m. {until}: {reason}"),
                Language::En => format!("On hold to {until}: {reason}"),
            }
        }
        Event::HoldLifted { .. } => fixed("Håll kvar är hävt", "Hold lifted"),
        Event::Evaluated { .. } => fixed(
            "Reglerna har prövat tavlan",
            "The rules looked at the board",
        ),
        Event::ProposalMade {
            transition: step,
            execution,
            ..
        } => {
            let (step, at) = (transition(language, *step), when(*execution));
            match language {
                Language::Sv => format!("Förslag {step}, verkställs {at} om ingen säger nej"),
                Language::En => format!("Proposal {step}, taken {at} unless somebody says no"),
            }
        }
        Event::ProposalWithheld {
            transition: step,
            verdicts,
            ..
        } => {
            let (step, count) = (transition(language, *step), gate::hinders(verdicts).count());
            let hinders = hinders(language, count);
            match language {
                Language::Sv => format!("Inget förslag {step}: {hinders}"),
                Language::En => format!("No proposal {step}: {hinders}"),
            }
        }
        Event::ProposalShown { .. } => fixed(
            "Förslaget visat i tavelmötet",
            "Proposal shown in the board meeting",
        ),
        Event::SteppedDown {
            transition: step,
            policy,
            ..
        } => {
            let step_words = transition(language, *step);
            let back = match step.to() {
                Level::Plan => language.pick(
                    ". Åter till planerade insatser enligt vårdplan",
                    ". Back to planned support by the care plan",
                ),
                _ => "",
            };
            match language {
                Language::Sv => format!("Automatiskt {step_words} enligt {policy}{back}"),
                Language::En => format!("Automatic {step_words} by {policy}{back}"),
            }
        }
        Event::StepCancelled {
            transition: step,
            verdicts,
            ..
        } => {
            let (step, count) = (transition(language, *step), gate::hinders(verdicts).count());
            let hinders = hinders(language, count);
            match language {
                Language::Sv => format!("{} verkställdes inte: {hinders}", capitalised(&step)),
                Language::En => format!("{} was not taken: {hinders}", capitalised(&step)),
            }
        }
        Event::ExecutionDone { .. } => fixed("Dagens steg är klara", "Today’s steps are done"),
        Event::AlertRaised { alert, .. } if sv => format!("Larm {alert}"),
        Event::AlertRaised { alert, .. } => format!("Alert {alert}"),
        Event::AlertJoined { alert } if sv => format!("Ny kris, hör till larm {alert}"),
        Event::AlertJoined { alert } => format!("New crisis, belongs to alert {alert}"),
        Event::RungReached {
            alert, rung: step, ..
        } if sv => {
            format!("Larm {alert}: {}", rung(language, *step))
        }
        Event::RungReached {
            alert, rung: step, ..
        } => {
            format!("Alert {alert}: {}", rung(language, *step))
        }
        Event::NobodyReached { alert, .. } if sv => format!("Larm {alert}: ingen kunde larmas"),
        Event::NobodyReached { alert, .. } => format!("Alert {alert}: nobody could be told"),
        Event::AlertUncovered { alert } if sv => {
            format!("Larm {alert}: ingen i tjänst, väntar på första bemannade minuten")
        }
        Event::AlertUncovered { alert } => {
            format!("Alert {alert}: nobody on duty, waits for the first staffed minute")
        }
        Event::LetterAccepted { alert, .. } if sv => format!("Larm {alert}: skickat"),
        Event::LetterAccepted { alert, .. } => format!("Alert {alert}: sent"),
        Event::LetterShown { alert, .. } if sv => format!("Larm {alert}: visat på en telefon"),
        Event::LetterShown { alert, .. } => format!("Alert {alert}: shown on a phone"),
        Event::LetterFailed { alert, why, .. } if sv => {
            format!("Larm {alert}: nådde inte fram, {}", failure(language, *why))
        }
        Event::LetterFailed { alert, why, .. } => {
            format!("Alert {alert}: did not arrive, {}", failure(language, *why))
        }
        Event::Acknowledged { alert, .. } if sv => format!("Tog larm {alert}"),
        Event::Acknowledged { alert, .. } => format!("Took alert {alert}"),
        Event::HelpOffered { alert } if sv => format!("Hjälper till med larm {alert}"),
        Event::HelpOffered { alert } => format!("Helps with alert {alert}"),
        Event::LadderRestarted { alert } if sv => {
            format!("Larm {alert}: ingen åtgärd på 30 min, larmas om")
        }
        Event::LadderRestarted { alert } => {
            format!("Alert {alert}: no action in 30 min, told again")
        }
        Event::AlertClosed { alert } if sv => format!("Larm {alert} avslutat"),
        Event::AlertClosed { alert } => format!("Alert {alert} over"),
    }
}

fn placed(language: Language, from: Level, to: Level, why: &str, text: &str) -> String {
    let word = level(language, to);
    let what = match (from == to, language) {
        (true, Language::Sv) => format!("{word}, ny text"),
        (true, Language::En) => format!("{word}, new text"),
        (false, Language::Sv) => format!("{word} från {}", level(language, from).to_lowercase()),
        (false, Language::En) => format!("{word} from {}", level(language, from).to_lowercase()),
    };
    if text.is_empty() {
        format!("{what}: {why}")
    } else {
        format!("{what}: {why} – {text}")
    }
}

/// The same text with its first letter large.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::board::card::{Channel, Reason};
    use crate::board::event::Actor;
    use crate::id::ClientId;
    use crate::position::Seq;

    #[track_caller]
    fn check(make: impl FnOnce(ClientId) -> Event, sv: &str, en: &str) {
        let day = NaiveDate::from_ymd_opt(2026, 3, 16).unwrap();
        let at = Timestamp::at_hour(day, 8);
        let client = ClientId::new(at, &mut fastrand::Rng::with_seed(1));
        let event = make(client);
        let recorded = Recorded {
            seq: Seq(1),
            at,
            by: Actor::Server,
            command: None,
            event,
        };
        assert_eq!(line(Language::Sv, &recorded, &People::default(), at), sv);
        assert_eq!(line(Language::En, &recorded, &People::default(), at), en);
    }

    #[test]
    fn an_event_is_one_line() {
        check(
            |client| Event::Placed {
                client,
                from: Level::Plan,
                level: Level::Red,
                reason: Reason::Crisis,
                text: "Hörs genom väggen".to_owned(),
                review: None,
            },
            "Röd från enligt vårdplan: kris – Hörs genom väggen",
            "Red from by care plan: crisis – Hörs genom väggen",
        );
        check(
            |client| Event::ContactLogged {
                client,
                how: Channel::Phone,
                reached: false,
                crisis: true,
                text: String::new(),
            },
            "Telefon, ej nådd – krishändelse",
            "Phone, not reached – crisis event",
        );
        check(
            |client| Event::HoldSet {
                client,
                reason: "Väntar på läkartid".to_owned(),
                until: NaiveDate::from_ymd_opt(2026, 4, 8).unwrap(),
            },
            "Håll kvar t.o.m. ons 8 apr: Väntar på läkartid",
            "On hold to Wed 8 Apr: Väntar på läkartid",
        );
    }
}
