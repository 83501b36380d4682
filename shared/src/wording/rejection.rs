//! Why something was refused: what happened, and what to do next.

#[cfg(test)]
mod tests;

use crate::board::card::{Level, LevelNames};
use crate::people::People;
use crate::rejection::{Field, Rejection};
use crate::time::Timestamp;
use crate::wording::card::{level_within, standard_level};
use crate::wording::meeting::missing as what_is_missing;
use crate::wording::time::{date, moment};
use crate::wording::{Language, actor, policy};

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
        Rejection::Duty { why } => {
            let (happened, next) = super::duty::refusal(language, why, people, now);
            return Refusal { happened, next };
        }
        Rejection::Visit { why } => {
            let (happened, next) = super::visit::refusal(language, why, people, now);
            return Refusal { happened, next };
        }
        Rejection::NotPossible { from, wanted } => {
            return not_possible(language, people, *from, *wanted);
        }
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
                "Det finns inga förslag som ska visas.",
                "There are no proposals to show.",
            ),
            language.pick(
                "Reglerna prövar nästa gång kl 06:00.",
                "The rules look again at 06:00.",
            ),
        ),
        Rejection::HoldTooLong { until } => {
            let until = until.map_or_else(String::new, |until| date(language, until, now));
            return Refusal {
                happened: match language {
                    Language::Sv => {
                        format!("Ditt håll kvar gäller redan så länge det får, t.o.m. {until}.")
                    }
                    Language::En => {
                        format!("Your hold already lasts as long as it may, to {until}.")
                    }
                },
                next: language
                    .pick(
                        "Ta upp det i tavelmötet. Bara mötet kan förlänga.",
                        "Raise it in the board meeting. Only the meeting can renew.",
                    )
                    .to_owned(),
            };
        }
        Rejection::NotYourHold { by } => {
            let by = actor(language, *by, people);
            return Refusal {
                happened: match language {
                    Language::Sv => format!("{by} har satt håll kvar."),
                    Language::En => format!("{by} set the hold."),
                },
                next: language
                    .pick(
                        "Fråga {by}, psykiatern, eller ta upp det i tavelmötet.",
                        "Ask {by} or the psychiatrist, or raise it in the board meeting.",
                    )
                    .replace("{by}", &by),
            };
        }
        Rejection::NoSuchEntry => (
            language.pick(
                "Anteckningen är redan rättad, eller för gammal för att räknas.",
                "The entry is already corrected, or too old to count.",
            ),
            language.pick(
                "Du behöver inte göra något.",
                "There is nothing you need to do.",
            ),
        ),
        Rejection::NotYourEntry { by } => {
            let by = actor(language, *by, people);
            return Refusal {
                happened: match language {
                    Language::Sv => format!("{by} har gjort anteckningen."),
                    Language::En => format!("{by} made the entry."),
                },
                next: language
                    .pick(
                        "Be {by} att rätta den, eller ta upp det i tavelmötet.",
                        "Ask {by} to correct it, or raise it in the board meeting.",
                    )
                    .replace("{by}", &by),
            };
        }
        Rejection::InThePast => (
            language.pick("Datumet har passerat.", "The date has passed."),
            language.pick("Välj i dag eller senare.", "Choose today or later."),
        ),
        Rejection::NoSuchBooking => (
            language.pick(
                "Kontakten är redan gjord eller avbokad.",
                "The contact is already made or called off.",
            ),
            language.pick(
                "Du behöver inte göra något.",
                "There is nothing you need to do.",
            ),
        ),
        Rejection::NoSuchRequest => (
            language.pick(
                "Frågan till psykiatern är redan besvarad.",
                "The psychiatrist has already answered.",
            ),
            language.pick(
                "Du behöver inte göra något.",
                "There is nothing you need to do.",
            ),
        ),
        Rejection::NoAftercare => (
            language.pick(
                "Klienten är inte i efterbevakning.",
                "The client is not in aftercare.",
            ),
            language.pick(
                "Sätt upp klienten på tavlan i stället.",
                "Raise the client on the board instead.",
            ),
        ),
        Rejection::PsychiatristDecides => (
            language.pick("Det beslutar psykiatern.", "The psychiatrist decides that."),
            language.pick(
                "Be psykiatern om en bedömning.",
                "Ask the psychiatrist to assess.",
            ),
        ),
        Rejection::MedicationNotCleared => (
            language.pick(
                "Orsaken är läkemedel, och psykiatern har inte sagt att det är klart.",
                "The reason is medication, and the psychiatrist has not cleared it.",
            ),
            language.pick(
                "Be psykiatern. Att höja klienten går alltid.",
                "Ask the psychiatrist. Raising the client is always possible.",
            ),
        ),
        Rejection::CmTalks => (
            language.pick(
                "Klientens CM talar med klienten om invändningen.",
                "The client’s CM talks with the client about the objection.",
            ),
            language.pick(
                "Be CM, eller byt CM först.",
                "Ask the CM, or name another CM first.",
            ),
        ),
        Rejection::LevelName { level } => {
            let (level, limit) = (standard_level(language, *level), LevelNames::LIMIT);
            return Refusal {
                happened: match language {
                    Language::Sv => format!("Nivån {level} kan inte heta så."),
                    Language::En => format!("The level {level} cannot be called that."),
                },
                next: match language {
                    Language::Sv => format!(
                        "Skriv ett ord på högst {limit} tecken som ingen annan nivå heter. Tomt ger det vanliga namnet."
                    ),
                    Language::En => format!(
                        "Write a word of at most {limit} characters that no other level has. Empty gives the usual name."
                    ),
                },
            };
        }
        Rejection::OutsideLimits {
            number,
            least,
            most,
        } => {
            let named = policy::named(language, &people.levels, number);
            let limit = |value: i64| match &named {
                Some((number, _)) => policy::said(number, Some(value)),
                None => value.to_string(),
            };
            let (least, most) = (limit(*least), limit(*most));
            let number = named.as_ref().map_or(number, |(_, words)| words);
            return Refusal {
                happened: match language {
                    Language::Sv => format!("Talet ligger utanför gränserna: {number}."),
                    Language::En => format!("The number lies outside its limits: {number}."),
                },
                next: match language {
                    Language::Sv => format!("Välj mellan {least} och {most}."),
                    Language::En => format!("Choose between {least} and {most}."),
                },
            };
        }
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
        Rejection::HandedOver { to } => {
            let to = to.map(|to| people.initials(to));
            let next = language.pick(
                "Inget är taget än. Läs hur det står nu, och tryck igen om du ändå tar det.",
                "Nothing is taken yet. Read how it stands now, and press again if you take it after all.",
            );
            return Refusal {
                happened: match (language, to) {
                    (Language::Sv, Some(to)) => {
                        format!("Larmet har gått vidare till {to} sedan sidan visades.")
                    }
                    (Language::En, Some(to)) => {
                        format!("The alert has passed to {to} since the page was shown.")
                    }
                    (Language::Sv, None) => "Larmet har börjat om sedan sidan visades.".to_owned(),
                    (Language::En, None) => {
                        "The alert has begun again since the page was shown.".to_owned()
                    }
                },
                next: next.to_owned(),
            };
        }
        Rejection::NotAcknowledged => (
            language.pick(
                "Ingen har tagit larmet än.",
                "Nobody has taken the alert yet.",
            ),
            language.pick("Ta det själv om du kan.", "Take it yourself if you can."),
        ),
        Rejection::MeetingRuns { chair, at } => {
            let (chair, at) = (people.initials(*chair), moment(language, *at, now));
            return Refusal {
                happened: match language {
                    Language::Sv => format!("{chair} började ett möte {at}."),
                    Language::En => format!("{chair} began a meeting {at}."),
                },
                next: language.pick("Gå med i det.", "Join it.").to_owned(),
            };
        }
        Rejection::NoMeeting => (
            language.pick("Inget möte pågår.", "No meeting is held."),
            language.pick("Börja mötet först.", "Begin the meeting first."),
        ),
        Rejection::NotAtMeeting => (
            language.pick("Du är inte med i mötet.", "You are not at the meeting."),
            language.pick(
                "Markera dig som närvarande och försök igen.",
                "Mark yourself as present and try again.",
            ),
        ),
        Rejection::NotOnAgenda => (
            language.pick(
                "Klienten står inte där på dagordningen.",
                "The client does not stand there on the agenda.",
            ),
            language.pick(
                "Välj ur dagordningen, eller sätt upp klienten.",
                "Choose from the agenda, or raise the client.",
            ),
        ),
        Rejection::ContactMissing { client } => {
            let who = people.clients.get(client);
            let who = who.map_or("–", |client| client.initials.as_str());
            return Refusal {
                happened: match language {
                    Language::Sv => format!("Ingen tar kontakten med {who} i dag."),
                    Language::En => format!("Nobody contacts {who} today."),
                },
                next: language
                    .pick(
                        "Vem tar kontakten i dag? Välj någon, eller säg högt att ingen gör det.",
                        "Who makes the contact today? Choose, or say aloud that nobody does.",
                    )
                    .to_owned(),
            };
        }
        Rejection::NotComplete { missing } => {
            let lines: Vec<_> = missing
                .iter()
                .map(|one| what_is_missing(language, one, people))
                .collect();
            return Refusal {
                happened: match language {
                    Language::Sv => format!("Mötet kan inte avslutas. {}.", lines.join("; ")),
                    Language::En => format!("The meeting cannot end. {}.", lines.join("; ")),
                },
                next: language
                    .pick(
                        "Fyll i det som saknas och avsluta igen.",
                        "Fill in what is missing and end it again.",
                    )
                    .to_owned(),
            };
        }
        Rejection::MeetingDecides => (
            language.pick(
                "Det beslutar tavelmötet.",
                "The board meeting decides this.",
            ),
            language.pick("Ta upp det i nästa möte.", "Raise it in the next meeting."),
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

fn not_possible(language: Language, people: &People, from: Level, wanted: Level) -> Refusal {
    let word = |of| level_within(language, &people.levels, of);
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
