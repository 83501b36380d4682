//! Why something was refused: what happened, and what to do next.

use crate::board::card::Level;
use crate::people::People;
use crate::rejection::{Field, Rejection};
use crate::time::Timestamp;
use crate::wording::card::level;
use crate::wording::time::moment;
use crate::wording::{Language, actor};

/// A refusal in two sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What happened.
    pub happened: String,
    /// What to do next.
    pub next: String,
}

/// Explains a refusal to the person who was refused.
#[must_use]
pub fn explain(
    language: Language,
    rejection: &Rejection,
    people: &People,
    now: Timestamp,
) -> Refusal {
    let (happened, next) = match rejection {
        Rejection::NoSuchClient => (
            language.pick(
                "Klienten är inte tillgänglig för dig.",
                "You cannot open this client.",
            ),
            language.pick(
                "Fråga klientens CM om du ska vara med.",
                "Ask the client’s CM whether you should take part.",
            ),
        ),
        Rejection::NoSuchAlert => (
            language.pick(
                "Larmet är inte tillgängligt för dig.",
                "You cannot open this alert.",
            ),
            language.pick(
                "Kontrollera numret, eller ring kollegan i jour.",
                "Check the number, or call the colleague on call.",
            ),
        ),
        Rejection::NoSuchAction => (
            language.pick("Åtgärden är redan klar.", "The action is already done."),
            language.pick(
                "Du behöver inte göra något.",
                "There is nothing you need to do.",
            ),
        ),
        Rejection::NotTheirClient => (
            language.pick(
                "En av kollegorna får inte se klienten.",
                "One of the colleagues may not see the client.",
            ),
            language.pick("Välj någon annan.", "Choose somebody else."),
        ),
        Rejection::NotAllowed => (
            language.pick(
                "Det ingår inte i din roll.",
                "Your role does not include this.",
            ),
            language.pick(
                "Be en kollega i vården eller teamledaren.",
                "Ask a colleague in care or the team leader.",
            ),
        ),
        Rejection::Conflict { field, by, at } => {
            let (by, at) = (actor(language, *by, people), moment(language, *at, now));
            return Refusal {
                happened: conflict(language, *field, &by, &at),
                next: language
                    .pick(
                        "Läs vad som gäller nu och försök igen om du ändå vill ändra.",
                        "Read what holds now, and try again if you still want to change it.",
                    )
                    .to_owned(),
            };
        }
        Rejection::NotPossible { from, wanted } => return not_possible(language, *from, *wanted),
        Rejection::TextMissing => (
            language.pick("Det saknas en rad text.", "A line of text is missing."),
            language.pick(
                "Skriv kort vad som har hänt.",
                "Write in short what happened.",
            ),
        ),
        Rejection::TextTooLong { limit } => {
            return Refusal {
                happened: language
                    .pick("Texten är för lång.", "The text is too long.")
                    .to_owned(),
                next: match language {
                    Language::Sv => format!("Korta den till högst {limit} tecken."),
                    Language::En => format!("Shorten it to at most {limit} characters."),
                },
            };
        }
        Rejection::NobodyNamed => (
            language.pick("Ingen är vald.", "Nobody is chosen."),
            language.pick("Välj minst en kollega.", "Choose at least one colleague."),
        ),
        Rejection::NotOnBoard => (
            language.pick(
                "Klienten är inte på tavlan.",
                "The client is not on the board.",
            ),
            language.pick("Sätt upp klienten först.", "Raise the client first."),
        ),
        Rejection::NoHold => (
            language.pick("Det finns inget att häva.", "There is no hold to lift."),
            language.pick(
                "Du behöver inte göra något.",
                "There is nothing you need to do.",
            ),
        ),
        Rejection::NoProposal => (
            language.pick(
                "Det finns inga förslag i dag.",
                "There are no proposals today.",
            ),
            language.pick(
                "Reglerna prövar nästa gång kl 06:00.",
                "The rules look again at 06:00.",
            ),
        ),
        Rejection::HoldTooLong => (
            language.pick(
                "Klienten har hållits kvar i fjorton dagar.",
                "The client has been on hold for fourteen days.",
            ),
            language.pick(
                "Ta upp det i tavelmötet. Bara mötet kan förlänga.",
                "Raise it in the board meeting. Only the meeting can renew.",
            ),
        ),
        Rejection::PsychiatristClears => (
            language.pick(
                "Bara psykiatern tar bort suicidrisk.",
                "Only the psychiatrist clears the risk of suicide.",
            ),
            language.pick(
                "Be psykiatern om en bedömning.",
                "Ask the psychiatrist to assess.",
            ),
        ),
        Rejection::AlreadyAcknowledged { by, at } => {
            let (by, at) = (actor(language, *by, people), moment(language, *at, now));
            return Refusal {
                happened: match language {
                    Language::Sv => format!("Redan kvitterad av {by} {at}."),
                    Language::En => format!("Already taken by {by} {at}."),
                },
                next: language
                    .pick(
                        "Du kan låta det vara, eller hjälpa till.",
                        "You can leave it, or help.",
                    )
                    .to_owned(),
            };
        }
        Rejection::AlertOver => (
            language.pick("Larmet är avslutat.", "The alert is over."),
            language.pick(
                "Du behöver inte göra något.",
                "There is nothing you need to do.",
            ),
        ),
        Rejection::NotAcknowledged => (
            language.pick(
                "Ingen har tagit larmet än.",
                "Nobody has taken the alert yet.",
            ),
            language.pick("Ta det själv om du kan.", "Take it yourself if you can."),
        ),
        Rejection::Unavailable => (
            language.pick(
                "Tavlan kan inte ändras just nu.",
                "The board cannot be changed now.",
            ),
            language.pick(
                "Ingenting är sparat. Försök igen, och ring om det brådskar.",
                "Nothing was saved. Try again, and phone if it is urgent.",
            ),
        ),
    };
    Refusal {
        happened: happened.to_owned(),
        next: next.to_owned(),
    }
}

fn conflict(language: Language, field: Field, by: &str, at: &str) -> String {
    match (language, field) {
        (Language::Sv, Field::Level) => format!("{by} ändrade nivån {at}, medan du skrev."),
        (Language::En, Field::Level) => format!("{by} changed the level {at}, while you wrote."),
        (Language::Sv, Field::ContactToday) => {
            format!("{by} ändrade dagens kontakt {at}, medan du valde.")
        }
        (Language::En, Field::ContactToday) => {
            format!("{by} changed today’s contact {at}, while you chose.")
        }
    }
}

fn not_possible(language: Language, from: Level, wanted: Level) -> Refusal {
    let word = |of| level(language, of).to_lowercase();
    let (from, wanted) = (word(from), word(wanted));
    Refusal {
        happened: match language {
            Language::Sv => format!("Det går inte att gå från {from} till {wanted}."),
            Language::En => format!("There is no step from {from} to {wanted}."),
        },
        next: language
            .pick("Välj en annan nivå.", "Choose another level.")
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::StaffId;
    use crate::board::event::Actor;
    use crate::board::member::Organisation;
    use crate::people::StaffCard;

    #[test]
    fn a_conflict_says_who_and_when() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 16).unwrap();
        let (at, now) = (Timestamp::at_hour(day, 8), Timestamp::at_hour(day, 9));
        let staff = StaffId::new(at, &mut fastrand::Rng::with_seed(1));
        let mut people = People::default();
        people.staff.insert(
            staff,
            StaffCard {
                initials: "T.V.".to_owned(),
                name: String::new(),
                title: String::new(),
                employer: Organisation::Municipality,
                phone: None,
            },
        );
        let conflict = Rejection::Conflict {
            field: Field::Level,
            by: Actor::Staff(staff),
            at,
        };
        let refusal = explain(Language::Sv, &conflict, &people, now);
        assert_eq!(
            refusal.happened,
            "T.V. ändrade nivån 08:00, medan du skrev."
        );
        let taken = Rejection::AlreadyAcknowledged {
            by: Actor::Staff(staff),
            at,
        };
        let refusal = explain(Language::En, &taken, &people, now);
        assert_eq!(refusal.happened, "Already taken by T.V. 08:00.");
    }
}
