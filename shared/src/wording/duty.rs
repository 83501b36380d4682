//! The rota in words: what changed, what is wrong, why something is refused.

use crate::duty::faults::{Fault, Unready, What};
use crate::duty::now::RoleNow;
use crate::duty::{Change, OnFree, Refusal, Shift, ShiftKind};
use crate::id::StaffId;
use crate::people::People;
use crate::time::Timestamp;
use crate::wording::Language;
use crate::wording::card::shift as role;
use crate::wording::time::{clock, date, dated, moment, weekday_word};

/// A stretch of time: `tors 19 mar 17:00–08:00`, with the second date if it ends more than a
/// day later.
#[must_use]
pub fn stretch(language: Language, from: Timestamp, to: Timestamp, now: Timestamp) -> String {
    let days = (to.local().date() - from.local().date()).num_days();
    let begin = dated(language, from, now);
    if days <= 1 {
        format!("{begin}–{}", clock(to))
    } else {
        format!("{begin} – {}", dated(language, to, now))
    }
}

/// A shift in one line: `Jour N.B. tors 19 mar 17:00–08:00`.
#[must_use]
pub fn shift(language: Language, shift: &Shift, people: &People, now: Timestamp) -> String {
    format!(
        "{} {} {}",
        role(language, shift.kind),
        people.initials(shift.who),
        stretch(language, shift.from, shift.to, now)
    )
}

/// Weekdays in a row: `mån, tis`.
#[must_use]
pub fn weekdays(language: Language, days: &[u8]) -> String {
    // The week that begins on Monday 5 January 2026.
    let name = |day: &u8| {
        let date = chrono::NaiveDate::from_ymd_opt(2026, 1, 5 + u32::from((*day).min(6)));
        weekday_word(language, date.unwrap_or_default())
    };
    let names: Vec<_> = days.iter().map(name).collect();
    names.join(", ")
}

/// What happens on holidays.
#[must_use]
pub fn on_free(language: Language, free: OnFree) -> &'static str {
    match free {
        OnFree::Keep => language.pick("även helgdagar", "holidays too"),
        OnFree::LeaveOut => language.pick("inte helgdagar", "not on holidays"),
        OnFree::Only => language.pick("bara helgdagar", "holidays only"),
    }
}

/// What is wrong, in one line without the time.
#[must_use]
pub fn fault(language: Language, fault: &Fault, people: &People) -> String {
    let sv = language == Language::Sv;
    match fault.what {
        What::Gap { kind, .. } if sv => format!("{} saknas", role(language, kind)),
        What::Gap { kind, .. } => format!("{}: nobody", role(language, kind)),
        What::Double { who, kinds } => {
            let who = people.initials(who);
            let (one, other) = (role(language, kinds.0), role(language, kinds.1));
            match language {
                Language::Sv => format!("{who} är dubbelbokad: {one} och {other}"),
                Language::En => format!("{who} is booked twice: {one} and {other}"),
            }
        }
        What::NoDeputy { client } => {
            let head = people.clients.get(&client);
            let client = head.map_or("–", |head| &head.initials);
            match language {
                Language::Sv => format!("{client} saknar ställföreträdare"),
                Language::En => format!("{client} has no deputy"),
            }
        }
        What::ShortRest { who, longest } => {
            let who = people.initials(who);
            match language {
                Language::Sv => {
                    format!("{who} får {longest} dygnsvila, minst 11 h krävs (ATL 13 §)")
                }
                Language::En => format!(
                    "{who} gets {longest} of daily rest, at least 11 h are required (ATL 13 §)"
                ),
            }
        }
        What::ShortWeek { who, longest } => {
            let who = people.initials(who);
            match language {
                Language::Sv => {
                    format!("{who} får {longest} veckovila, minst 36 h i rad krävs (ATL 14 §)")
                }
                Language::En => format!(
                    "{who} gets {longest} of weekly rest, at least 36 h in a row are required (ATL 14 §)"
                ),
            }
        }
        What::NotReady { who, kind, why } => not_ready(language, kind, &[who], why, people),
        What::Unpublished => language
            .pick(
                "Schemat är inte publicerat längre än så",
                "The rota is not published beyond this",
            )
            .to_owned(),
    }
}

/// Who cannot be reached in a role, and why.
#[must_use]
pub fn not_ready(
    language: Language,
    kind: ShiftKind,
    who: &[StaffId],
    why: Unready,
    people: &People,
) -> String {
    let names: Vec<_> = who.iter().map(|staff| people.initials(*staff)).collect();
    let (names, kind) = (names.join(", "), role(language, kind));
    match (why, language) {
        (Unready::NoDevice, Language::Sv) => {
            format!("{kind} {names} har ingen ansluten telefon")
        }
        (Unready::NoDevice, Language::En) if who.len() == 1 => {
            format!("{kind} {names} has no connected phone")
        }
        (Unready::NoDevice, Language::En) => format!("{kind} {names} have no connected phone"),
        (Unready::Unproven, Language::Sv) => format!("{kind} {names} har ingen provad telefon"),
        (Unready::Unproven, Language::En) if who.len() == 1 => {
            format!("{kind} {names} has no proven phone")
        }
        (Unready::Unproven, Language::En) => format!("{kind} {names} have no proven phone"),
    }
}

/// What changed, in one line.
#[must_use]
pub fn change(language: Language, change: &Change, people: &People, now: Timestamp) -> String {
    let sv = language == Language::Sv;
    let who = |staff: StaffId| people.initials(staff);
    let day = |of| date(language, of, now);
    let fixed = |sv: &str, en: &str| language.pick(sv, en).to_owned();
    match change {
        Change::PatternSet { pattern, moved, .. } => {
            let (who, kind) = (who(pattern.who), role(language, pattern.kind));
            let count = moved.added.len();
            match language {
                Language::Sv => format!("{kind} {who}: {count} pass planerade i ett mönster"),
                Language::En => format!("{kind} {who}: {count} shifts planned in a pattern"),
            }
        }
        Change::PatternEnded { last, .. } if sv => format!("Ett mönster slutar {}", day(*last)),
        Change::PatternEnded { last, .. } => format!("A pattern ends {}", day(*last)),
        Change::RulesSet { .. } => fixed(
            "Bemanningskraven är ändrade",
            "What the rota must fill has changed",
        ),
        Change::Published { to } if sv => format!("Schemat är publicerat t.o.m. {}", day(*to)),
        Change::Published { to } => format!("The rota is published to {}", day(*to)),
        Change::Planned { moved } => {
            let line = |shifts: &[Shift]| {
                let lines: Vec<_> = shifts
                    .iter()
                    .map(|one| shift(language, one, people, now))
                    .collect();
                lines.join(", ")
            };
            match (moved.added.is_empty(), moved.removed.is_empty()) {
                (false, _) if sv => format!("Schemat ändrat: {}", line(&moved.added)),
                (false, _) => format!("Rota changed: {}", line(&moved.added)),
                (true, false) if sv => format!("Borttaget: {}", line(&moved.removed)),
                (true, _) => format!("Taken away: {}", line(&moved.removed)),
            }
        }
        Change::Absent { absence, .. } => {
            let (who, when) = (
                who(absence.who),
                stretch(language, absence.from, absence.to, now),
            );
            match language {
                Language::Sv => format!("{who} är frånvarande {when}"),
                Language::En => format!("{who} is away {when}"),
            }
        }
        Change::AbsenceEnded { .. } => fixed("En frånvaro gäller inte", "An absence is called off"),
        Change::ActingSet { acting } => {
            let (who, first, last) = (who(acting.who), day(acting.first), day(acting.last));
            match language {
                Language::Sv => format!("{who} är ställföreträdare {first} – {last}"),
                Language::En => format!("{who} acts as deputy {first} – {last}"),
            }
        }
        Change::ActingEnded { .. } => fixed(
            "Ingen tillförordnad ställföreträdare längre",
            "Nobody acts as deputy any more",
        ),
        Change::SwapAsked { swap } => {
            let line = shift(language, &swap.shift, people, now);
            match language {
                Language::Sv => format!("Vill byta bort: {line}"),
                Language::En => format!("Offered: {line}"),
            }
        }
        Change::SwapTaken { who: by, .. } if sv => format!("{} har tagit ett pass", who(*by)),
        Change::SwapTaken { who: by, .. } => format!("{} has taken a shift", who(*by)),
        Change::SwapTakenBack { .. } => fixed("Ett byte togs tillbaka", "A swap was taken back"),
        Change::SwapCancelled { .. } => fixed("Ett byte ångrades", "A swap was undone"),
        Change::HandOverRead { who: by, .. } if sv => {
            format!("{} har läst överlämningen", who(*by))
        }
        Change::HandOverRead { who: by, .. } => format!("{} has read the hand-over", who(*by)),
    }
}

/// Why a wish is refused: what happened, and what to do next.
#[must_use]
pub fn refusal(
    language: Language,
    why: &Refusal,
    people: &People,
    now: Timestamp,
) -> (String, String) {
    let sv = language == Language::Sv;
    let who = |staff: StaffId| people.initials(staff);
    let (happened, next): (String, &str) = match why {
        Refusal::LeaderDecides => (
            language
                .pick(
                    "Det bestämmer teamledaren eller chefen.",
                    "The team leader or the manager decides this.",
                )
                .to_owned(),
            language.pick("Be någon av dem.", "Ask one of them."),
        ),
        Refusal::NotYourShift { of } => (
            match language {
                Language::Sv => format!("Det gäller {}, inte dig.", who(*of)),
                Language::En => format!("This is about {}, not you.", who(*of)),
            },
            language.pick(
                "Be kollegan göra det själv, eller teamledaren.",
                "Let the colleague do it, or ask the team leader.",
            ),
        ),
        Refusal::NoSuchShift => (
            language
                .pick(
                    "Passet finns inte längre så.",
                    "The shift is not there any more.",
                )
                .to_owned(),
            language.pick("Se hur schemat är nu.", "Look at the rota as it is now."),
        ),
        Refusal::NoSuchSwap => (
            language
                .pick("Bytet finns inte längre.", "The swap is over.")
                .to_owned(),
            language.pick("Se vilka byten som finns nu.", "Look at the swaps there are now."),
        ),
        Refusal::SwapTaken { by } => (
            match language {
                Language::Sv => format!("{} har redan tagit passet.", who(*by)),
                Language::En => format!("{} has taken the shift already.", who(*by)),
            },
            language.pick(
                "Teamledaren kan ångra bytet.",
                "The team leader can undo the swap.",
            ),
        ),
        Refusal::AskedAnother { who: asked } => (
            match language {
                Language::Sv => format!("Frågan gäller {}.", who(*asked)),
                Language::En => format!("{} was asked.", who(*asked)),
            },
            language.pick(
                "Kom överens med kollegan som frågar.",
                "Agree with the colleague who asks.",
            ),
        ),
        Refusal::OwnShift => (
            language
                .pick(
                    "Passet är redan kollegans, eller redan utlagt.",
                    "The colleague has the shift already, or it is offered already.",
                )
                .to_owned(),
            language.pick("Välj någon annan.", "Choose somebody else."),
        ),
        Refusal::Busy {
            who: busy,
            role: kind,
            from,
            to,
        } => {
            let when = stretch(language, *from, *to, now);
            let (busy, kind) = (who(*busy), role(language, *kind));
            (
                match language {
                    Language::Sv => format!("{busy} har redan {kind} {when}."),
                    Language::En => format!("{busy} already has {kind} {when}."),
                },
                language.pick(
                    "Välj någon annan, eller ta bort det passet först.",
                    "Choose somebody else, or take that shift away first.",
                ),
            )
        }
        Refusal::Away { who: away } if sv => (
            format!("{} är frånvarande då.", who(*away)),
            "Välj någon annan, eller avsluta frånvaron.",
        ),
        Refusal::Away { who: away } => (
            format!("{} is away then.", who(*away)),
            "Choose somebody else, or call the absence off.",
        ),
        Refusal::NotTheirRole => (
            language
                .pick(
                    "Personen kan inte ha den rollen.",
                    "The person cannot have this role.",
                )
                .to_owned(),
            language.pick(
                "Välj en kollega som deltar i vården.",
                "Choose a colleague who takes part in care.",
            ),
        ),
        Refusal::Past => (
            language
                .pick("Tiden har passerat.", "The time has passed.")
                .to_owned(),
            language.pick("Välj en tid framåt.", "Choose a time to come."),
        ),
        Refusal::WrongTimes => (
            language
                .pick("Tiderna går inte ihop.", "The times do not fit.")
                .to_owned(),
            language.pick(
                "Slutet ska komma efter början: högst fem dygn för ett pass, ett år för en frånvaro eller ett mönster.",
                "The end must come after the beginning: at most five days for a shift, a year for an absence or a pattern.",
            ),
        ),
        Refusal::NoSuchEntry => (
            language
                .pick("Det finns inte längre.", "It is not there any more.")
                .to_owned(),
            language.pick("Ladda sidan igen.", "Load the page again."),
        ),
    };
    (happened, next.to_owned())
}

/// Who is on duty now, by role: `Jour N.B. · Bakjour C.F.`; empty if nobody is.
#[must_use]
pub fn on_now(language: Language, roles: &[RoleNow], people: &People) -> String {
    let roles = roles.iter().filter(|one| !one.now.is_empty());
    let lines: Vec<String> = roles
        .map(|one| {
            let who: Vec<_> = one.now.iter().map(|who| people.initials(*who)).collect();
            format!("{} {}", role(language, one.kind), who.join(" + "))
        })
        .collect();
    lines.join(" · ")
}

/// Who comes on duty next, those who begin at the same time together:
/// `17:00 Jour R.E., Bakjour T.V.`
#[must_use]
pub fn coming(
    language: Language,
    roles: &[RoleNow],
    people: &People,
    now: Timestamp,
) -> Option<String> {
    let coming = || roles.iter().filter_map(|one| Some((one.kind, one.next?)));
    let first = coming().map(|(_, (_, from))| from).min()?;
    let who: Vec<String> = coming()
        .filter(|(_, (_, from))| *from == first)
        .map(|(kind, (who, _))| format!("{} {}", role(language, kind), people.initials(who)))
        .collect();
    Some(format!(
        "{} {}",
        moment(language, first, now),
        who.join(", ")
    ))
}
