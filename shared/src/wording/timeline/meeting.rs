//! The lines about the board meeting.

use crate::board::event::Event;
use crate::id::StaffId;
use crate::people::People;
use crate::wording::Language;
use crate::wording::card::organisation;
use crate::wording::meeting::summary;

/// What happened in a meeting, or after it; nothing for any other event.
pub(super) fn line(language: Language, event: &Event, people: &People) -> String {
    let name = |staff: StaffId| people.initials(staff);
    let fixed = |sv: &str, en: &str| language.pick(sv, en).to_owned();
    match event {
        Event::MeetingStarted { present } => {
            let who: Vec<_> = present.iter().map(|one| name(*one)).collect();
            let who = who.join(" + ");
            match language {
                Language::Sv => format!("Tavelmötet började: {who}"),
                Language::En => format!("The meeting began: {who}"),
            }
        }
        Event::MeetingMoved { .. } => fixed("Togs upp i tavelmötet", "Looked at in the meeting"),
        Event::Attended {
            staff,
            present,
            remote,
        } => {
            let who = name(*staff);
            match (language, present, remote) {
                (Language::Sv, true, false) => format!("{who} kom till mötet"),
                (Language::Sv, true, true) => format!("{who} är med i mötet på distans"),
                (Language::Sv, false, _) => format!("{who} lämnade mötet"),
                (Language::En, true, false) => format!("{who} came to the meeting"),
                (Language::En, true, true) => format!("{who} takes part in the meeting remotely"),
                (Language::En, false, _) => format!("{who} left the meeting"),
            }
        }
        Event::ChairTaken => fixed("Leder mötet nu", "Leads the meeting now"),
        Event::MeetingClosed { minutes } => {
            let how = summary(language, minutes);
            match language {
                Language::Sv => format!("Tavelmötet avslutat: {how}"),
                Language::En => format!("The meeting ended: {how}"),
            }
        }
        Event::Journaled {
            organisation: whose,
            done,
            ..
        } => {
            let whose = organisation(language, *whose).to_lowercase();
            match (language, done) {
                (Language::Sv, true) => format!("Mötets anteckning är förd i journal ({whose})"),
                (Language::Sv, false) => {
                    format!("Mötets anteckning är inte förd i journal ({whose})")
                }
                (Language::En, true) => format!("The meeting’s note is in the record ({whose})"),
                (Language::En, false) => {
                    format!("The meeting’s note is not in the record ({whose})")
                }
            }
        }
        _ => String::new(),
    }
}
