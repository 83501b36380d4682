//! An event in one line, for a client's timeline. The time and the actor stand beside it.

mod alerts;
mod level;
mod meeting;

use crate::board::card::Level;
use crate::board::event::{Event, Recorded};
use crate::deescalation::gate;
use crate::id::StaffId;
use crate::people::People;
use crate::time::Timestamp;
use crate::wording::Language;
use crate::wording::alert::{class_of, late, named, rung};
use crate::wording::card::{action_class, channel, flag, legal_status, reached, sign};
use crate::wording::fact::{cancelled, deviation, post};
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
    let transition = |step| transition(language, &people.levels, step);
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
        Event::DevicesProven { staff, devices, .. } => {
            let proven = fixed("provade telefoner", "proven phones");
            format!("{}: {devices} {proven}", names(&[*staff]))
        }
        Event::ShiftsPlanned { shifts, .. } if sv => {
            format!("{} arbetspass planerade", shifts.len())
        }
        Event::ShiftsPlanned { shifts, .. } => format!("{} shifts planned", shifts.len()),
        Event::DutyChanged { change } => super::duty::change(language, change, people, now),
        Event::ContactLost { staff, since } if sv => {
            format!(
                "Ingen kontakt med {} sedan {}",
                names(&[*staff]),
                when(*since)
            )
        }
        Event::ContactLost { staff, since } => {
            format!(
                "No contact with {} since {}",
                names(&[*staff]),
                when(*since)
            )
        }
        Event::ContactRegained { staff } if sv => {
            format!("Kontakt med {} igen", names(&[*staff]))
        }
        Event::ContactRegained { staff } => format!("Contact with {} again", names(&[*staff])),
        Event::ClientEnrolled { .. } => fixed("Blev teamets klient", "Became the team’s client"),
        Event::MarkedForExercise { .. } => fixed("Övningsklient", "Exercise client"),
        Event::DossierChanged { .. } => fixed(
            "Krisplan eller uppgifter ändrade",
            "Crisis plan or details changed",
        ),
        Event::Placed { .. }
        | Event::Returned { .. }
        | Event::Reversed { .. }
        | Event::RaisedAgain { .. } => level::line(language, &recorded.event, people, now),
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
        Event::CrisisReported { text, .. } if sv => format!("Krishändelse: {text}"),
        Event::CrisisReported { text, .. } => format!("Crisis event: {text}"),
        Event::VisitChanged { change, .. } => super::visit::change(language, change, people),
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
        Event::HoldSet { reason, until, .. } => match (until.map(day), language) {
            (Some(until), Language::Sv) => format!("Håll kvar t.o.m. {until}: {reason}"),
            (Some(until), Language::En) => format!("On hold to {until}: {reason}"),
            (None, Language::Sv) => format!("Håll kvar tills det hävs: {reason}"),
            (None, Language::En) => format!("On hold until lifted: {reason}"),
        },
        Event::HoldLifted { .. } => fixed("Håll kvar är hävt", "Hold lifted"),
        Event::Noted { fact, .. } => super::fact::fact(language, fact),
        Event::Corrected { text, .. } if sv => format!("Rättelse: {text}"),
        Event::Corrected { text, .. } => format!("Correction: {text}"),
        Event::Appointed { post: to, who, .. } => {
            let who = who.map_or("–".to_owned(), |who| names(&[who]));
            format!("{}: {who}", capitalised(post(language, *to)))
        }
        Event::ConsentChanged { .. } => fixed("Samtycket är ändrat", "Consent changed"),
        Event::BookingCancelled { .. } => fixed("Kontakt avbokad", "Contact called off"),
        Event::ContactMissed { .. } => fixed("Missad kontakt", "Missed contact"),
        Event::ActionHandedOver { to, .. } => {
            let (who, due) = (names(&[to.owner]), when(to.due));
            match language {
                Language::Sv => format!("Åtgärd går över till {who}, före {due}"),
                Language::En => format!("Action goes to {who}, before {due}"),
            }
        }
        Event::PsychiatristAsked { text, .. } if sv => format!("Fråga till psykiatern: {text}"),
        Event::PsychiatristAsked { text, .. } => format!("Question to the psychiatrist: {text}"),
        Event::PsychiatristAnswered { .. } => {
            fixed("Psykiatern har svarat", "The psychiatrist has answered")
        }
        Event::PsychiatristOverdue { .. } => fixed(
            "Psykiatern har inte bedömt i tid",
            "The psychiatrist has not decided in time",
        ),
        Event::EmergencyAccess { reason, .. } if sv => format!("Nödöppning: {reason}"),
        Event::EmergencyAccess { reason, .. } => format!("Emergency access: {reason}"),
        Event::TeamPaused { reason } if sv => format!("Automatiken pausad: {reason}"),
        Event::TeamPaused { reason } => format!("The rules are paused: {reason}"),
        Event::TeamResumed => fixed("Automatiken är igång", "The rules work again"),
        Event::RulesStopped { since } if sv => {
            format!("Automatiken står still sedan {}", when(*since))
        }
        Event::RulesStopped { since } => format!("The rules stand still since {}", when(*since)),
        Event::RulesStarted => fixed("Automatiken går igen", "The rules run again"),
        Event::DeviceUnsynced { since, .. } if sv => {
            format!("En telefon bär dagen, i fas {}", when(*since))
        }
        Event::DeviceUnsynced { since, .. } => {
            format!("A phone carries the day, in step {}", when(*since))
        }
        Event::DeviceSynced { .. } => fixed("Telefonen bär inget", "The phone carries nothing"),
        Event::EvaluationMissed { .. } => fixed(
            "Reglerna prövade inte tavlan i morse, inga förslag i dag",
            "The rules did not look at the board this morning, no proposals today",
        ),
        Event::ProposalCancelled {
            transition: step,
            by,
            ..
        } => {
            let (step, by) = (transition(*step), cancelled(language, *by));
            match language {
                Language::Sv => format!("Förslaget {step} stoppades av {by}"),
                Language::En => format!("Proposal {step} was stopped by {by}"),
            }
        }
        Event::ContactLimitMet { .. } => fixed(
            "Kontakten efter steget är gjord i tid",
            "The contact after the step was made in time",
        ),
        Event::AftercareWarned { sign: seen, .. } => {
            let seen = sign(language, *seen);
            match language {
                Language::Sv => format!("Nyligen nedtrappad, {seen} bedömning"),
                Language::En => format!("Newly stepped down, {seen} assessment"),
            }
        }
        Event::AftercareEnded { .. } => fixed("Efterbevakningen är slut", "Aftercare is over"),
        Event::DeviationDrafted { about, within, .. } => format!(
            "{}: {}",
            language.pick("Utkast till avvikelse", "Draft of a deviation"),
            deviation(language, *about, *within)
        ),
        Event::DeviationPassedOn { .. } => fixed("Avvikelsen införd", "Deviation entered"),
        Event::Evaluated { .. } => fixed(
            "Reglerna har prövat tavlan",
            "The rules looked at the board",
        ),
        Event::ProposalMade {
            transition: step,
            execution,
            ..
        } => {
            let (step, at) = (transition(*step), when(*execution));
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
            let (step, count) = (transition(*step), gate::hinders(verdicts).count());
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
            let step_words = transition(*step);
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
            let (step, count) = (transition(*step), gate::hinders(verdicts).count());
            let hinders = hinders(language, count);
            match language {
                Language::Sv => format!("{} verkställdes inte: {hinders}", capitalised(&step)),
                Language::En => format!("{} was not taken: {hinders}", capitalised(&step)),
            }
        }
        Event::ExecutionDone { .. } => fixed("Dagens steg är klara", "Today’s steps are done"),
        Event::AlertRaised { alert, class, .. } => capitalised(&named(language, *class, *alert)),
        Event::AlertJoined { alert } if sv => format!("Ny kris, hör till larm {alert}"),
        Event::AlertJoined { alert } => format!("New crisis, belongs to alert {alert}"),
        Event::RungReached {
            alert,
            rung: step,
            due,
            letters,
            ..
        } => {
            let class = class_of(letters);
            let (what, late) = (
                rung(language, class, *step),
                late(language, *due, recorded.at),
            );
            format!(
                "{}: {what}{late}",
                capitalised(&named(language, class, *alert))
            )
        }
        Event::NobodyReached { alert, due, .. } => {
            alerts::nobody_reached(language, *alert) + &late(language, *due, recorded.at)
        }
        Event::AlertUncovered { alert } => alerts::uncovered(language, *alert),
        Event::LetterAccepted { alert, carrier, .. } => {
            alerts::accepted(language, *alert, *carrier)
        }
        Event::LetterDelivered { alert, carrier, .. } => {
            alerts::delivered(language, *alert, *carrier)
        }
        Event::LetterRerouted { alert, carrier, .. } => {
            alerts::rerouted(language, *alert, *carrier)
        }
        Event::LetterShown { alert, .. } => alerts::shown(language, *alert),
        Event::LetterFailed {
            alert,
            carrier,
            why,
            ..
        } => alerts::failed(language, *alert, *carrier, *why),
        Event::Acknowledged { alert, .. } if sv => format!("Tog larm {alert}"),
        Event::Acknowledged { alert, .. } => format!("Took alert {alert}"),
        Event::HelpOffered { alert } if sv => format!("Hjälper till med larm {alert}"),
        Event::HelpOffered { alert } => format!("Helps with alert {alert}"),
        Event::LadderRestarted { alert } => alerts::restarted(language, *alert),
        Event::ActionAwaited { alert } => alerts::awaited(language, *alert),
        Event::NoticesWritten { letters, .. } if sv => {
            format!("Tysta brev till {} i tjänst", letters.len())
        }
        Event::NoticesWritten { letters, .. } => {
            format!("Quiet letters to {} on duty", letters.len())
        }
        Event::AlertClosed { alert } if sv => format!("Larm {alert} avslutat"),
        Event::AlertClosed { alert } => format!("Alert {alert} over"),
        Event::LoadCrossed { over: true } => fixed(
            "Belastningen är över kapaciteten",
            "The load is over the capacity",
        ),
        Event::LoadCrossed { over: false } => fixed(
            "Belastningen är åter inom kapaciteten",
            "The load is within the capacity again",
        ),
        Event::MeetingStarted { .. }
        | Event::MeetingMoved { .. }
        | Event::Attended { .. }
        | Event::ChairTaken
        | Event::MeetingClosed { .. }
        | Event::Journaled { .. } => meeting::line(language, &recorded.event, people),
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
    use crate::board::card::{Channel, HoldKind, Reason};
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
            happened: None,
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
            "Röd, förut enligt vårdplan: kris – Hörs genom väggen",
            "Red, before by care plan: crisis – Hörs genom väggen",
        );
        check(
            |client| Event::ContactLogged {
                client,
                how: Channel::Phone,
                reached: false,
                crisis: true,
                text: String::new(),
                booking: None,
            },
            "Telefon, ej nådd – krishändelse",
            "Phone, not reached – crisis event",
        );
        check(
            |client| Event::HoldSet {
                client,
                reason: "Väntar på läkartid".to_owned(),
                by: HoldKind::Member,
                until: NaiveDate::from_ymd_opt(2026, 4, 8),
            },
            "Håll kvar t.o.m. ons 8 apr: Väntar på läkartid",
            "On hold to Wed 8 Apr: Väntar på läkartid",
        );
    }
}
