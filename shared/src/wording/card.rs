//! What stands on a card: levels, reasons, signs, contacts, flags.

use crate::board::card::{
    ActionClass, Channel, Flag, LegalStatus, Level, LevelNames, Reason, Sign,
};
use crate::board::member::Organisation;
use crate::duty::ShiftKind;
use crate::wording::Language;

/// What the team calls a level.
#[must_use]
pub fn level(language: Language, names: &LevelNames, level: Level) -> &str {
    names
        .own(level)
        .unwrap_or_else(|| standard_level(language, level))
}

/// The same inside a sentence. The team's own name stands as the team writes it.
#[must_use]
pub fn level_within(language: Language, names: &LevelNames, level: Level) -> String {
    match names.own(level) {
        Some(own) => own.to_owned(),
        None => standard_level(language, level).to_lowercase(),
    }
}

/// The name of a level where the team has none of its own.
#[must_use]
pub fn standard_level(language: Language, level: Level) -> &'static str {
    match level {
        Level::Red => language.pick("Röd", "Red"),
        Level::Yellow => language.pick("Gul", "Yellow"),
        Level::Stepdown => language.pick("Nedtrappning", "Step-down"),
        Level::Inpatient => language.pick("Inlagd", "Inpatient"),
        Level::Plan => language.pick("Enligt vårdplan", "By care plan"),
    }
}

/// What a level means, in a line.
#[must_use]
pub fn level_meaning(language: Language, level: Level) -> &'static str {
    match level {
        Level::Red => language.pick(
            "Kris – hela teamets ansvar",
            "Crisis – the whole team’s responsibility",
        ),
        Level::Yellow => language.pick("Bevakning och förebyggande", "Watch and prevent"),
        Level::Stepdown => language.pick("Bättre, kvar på tavlan", "Better, still on the board"),
        Level::Inpatient => language.pick(
            "På sjukhus eller frihetsberövad",
            "In hospital or in custody",
        ),
        Level::Plan => language.pick(
            "Planerade insatser, inte på tavlan",
            "Planned support, off the board",
        ),
    }
}

/// The shape of a level, for eyes that do not tell the colours apart.
#[must_use]
pub fn level_shape(level: Level) -> &'static str {
    match level {
        Level::Red => "■",
        Level::Yellow => "▲",
        Level::Stepdown => "▼",
        Level::Inpatient => "◆",
        Level::Plan => "○",
    }
}

/// A reason in a word or two, as a tag on a card.
#[must_use]
pub fn reason(language: Language, reason: Reason) -> &'static str {
    match reason {
        Reason::Crisis => language.pick("kris", "crisis"),
        Reason::Prevention => language.pick("krisprevention", "crisis prevention"),
        Reason::LifeEvent => language.pick("livshändelse", "life event"),
        Reason::IntensiveShort => language.pick("intensiv kort", "intensive, weeks"),
        Reason::IntensiveLong => language.pick("intensiv lång", "intensive, months"),
        Reason::New => language.pick("ny klient", "new client"),
        Reason::Discharged => language.pick("nyutskriven", "newly discharged"),
        Reason::Inpatient => language.pick("inlagd", "inpatient"),
        Reason::Avoidant => language.pick("undviker kontakt", "avoids contact"),
        Reason::Legal => language.pick("rättsligt", "legal"),
        Reason::Medication => language.pick("läkemedel", "medication"),
        Reason::Child => language.pick("oro för barn", "concern for a child"),
        Reason::Violence => language.pick("hot eller våld", "threat or violence"),
        Reason::Addiction => language.pick("återfall i bruk", "relapse"),
        Reason::Somatic => language.pick("kroppslig sjukdom", "bodily illness"),
        Reason::Other => language.pick("annat", "other"),
    }
}

/// A reason in the pick-list, with what belongs under it.
#[must_use]
pub fn reason_in_full(language: Language, reason: Reason) -> &'static str {
    match reason {
        Reason::Crisis => language.pick("Kris, akut försämring", "Crisis, acute deterioration"),
        Reason::Prevention => language.pick(
            "Krisprevention, tidiga varningstecken",
            "Crisis prevention, early warning signs",
        ),
        Reason::LifeEvent => language.pick(
            "Livshändelse: död, vräkning, separation, dom",
            "Life event: death, eviction, separation, sentence",
        ),
        Reason::IntensiveShort => {
            language.pick("Intensiv kort, några veckor", "Intensive for some weeks")
        }
        Reason::IntensiveLong => {
            language.pick("Intensiv lång, flera månader", "Intensive for months")
        }
        Reason::New => language.pick("Ny klient", "New client"),
        Reason::Discharged => language.pick(
            "Nyutskriven från slutenvård",
            "Newly discharged from hospital",
        ),
        Reason::Inpatient => {
            language.pick("Inlagd, häkte eller anstalt", "In hospital or in custody")
        }
        Reason::Avoidant => language.pick(
            "Undviker behandling eller kontakt",
            "Avoids treatment or contact",
        ),
        Reason::Legal => {
            language.pick("Rättsligt: LPT, LRV, ÖPT, LVM", "Legal: LPT, LRV, ÖPT, LVM")
        }
        Reason::Medication => language.pick(
            "Läkemedel: byte, utsättning, missad depå",
            "Medication: change, withdrawal, missed depot",
        ),
        Reason::Child => language.pick("Oro för barn i hemmet", "Concern for a child at home"),
        Reason::Violence => language.pick("Hot eller våld", "Threat or violence"),
        Reason::Addiction => language.pick("Återfall i bruk", "Relapse into addiction"),
        Reason::Somatic => language.pick("Kroppslig sjukdom", "Bodily illness"),
        Reason::Other => language.pick("Annat, skriv vad", "Other, write what"),
    }
}

/// A level of signs.
#[must_use]
pub fn sign(language: Language, sign: Sign) -> &'static str {
    match sign {
        Sign::Green => language.pick("grön", "green"),
        Sign::Yellow => language.pick("gul", "yellow"),
        Sign::Red => language.pick("röd", "red"),
    }
}

/// What a level of signs means.
#[must_use]
pub fn sign_meaning(language: Language, sign: Sign) -> &'static str {
    match sign {
        Sign::Green => language.pick("som vanligt", "as usual"),
        Sign::Yellow => language.pick("tidiga tecken", "early signs"),
        Sign::Red => language.pick("akut", "acute"),
    }
}

/// The shape of a level of signs.
#[must_use]
pub fn sign_shape(sign: Sign) -> &'static str {
    match sign {
        Sign::Green => "●",
        Sign::Yellow => "▲",
        Sign::Red => "■",
    }
}

/// How a contact is made, in a word.
#[must_use]
pub fn channel(language: Language, channel: Channel) -> &'static str {
    match channel {
        Channel::Home => language.pick("hembesök", "home visit"),
        Channel::Phone => language.pick("telefon", "phone"),
        Channel::Office => language.pick("mottagning", "clinic"),
        Channel::Video => language.pick("video", "video"),
        Channel::Ward => language.pick("avdelning", "ward"),
    }
}

/// How a contact was made, where there is little room.
#[must_use]
pub fn channel_short(language: Language, channel: Channel) -> &'static str {
    match channel {
        Channel::Home => language.pick("hem", "visit"),
        Channel::Phone => language.pick("tel", "phone"),
        Channel::Office => language.pick("mott.", "clinic"),
        Channel::Video => language.pick("video", "video"),
        Channel::Ward => language.pick("avd.", "ward"),
    }
}

/// Whether a client was reached.
#[must_use]
pub fn reached(language: Language, reached: bool) -> &'static str {
    if reached {
        language.pick("nådd", "reached")
    } else {
        language.pick("ej nådd", "not reached")
    }
}

/// A flag.
#[must_use]
pub fn flag(language: Language, flag: Flag) -> &'static str {
    match flag {
        Flag::Suicide => language.pick("suicidrisk", "risk of suicide"),
        Flag::Violence => language.pick("hot eller våld", "threat or violence"),
        Flag::Child => language.pick("oro för barn", "concern for a child"),
        Flag::NeverAlone => language.pick("aldrig ensam", "never alone"),
    }
}

/// The short name of a legal status; it is the same in every language.
#[must_use]
pub fn legal_status(status: LegalStatus) -> &'static str {
    status.word()
}

/// A kind of action.
#[must_use]
pub fn action_class(language: Language, class: ActionClass) -> &'static str {
    match class {
        ActionClass::Crisis => language.pick("krisåtgärd", "crisis action"),
        ActionClass::Other => language.pick("annan åtgärd", "other action"),
    }
}

/// A role on duty.
#[must_use]
pub fn shift(language: Language, kind: ShiftKind) -> &'static str {
    match kind {
        ShiftKind::Day => language.pick("Dag", "Day"),
        ShiftKind::DayCm => language.pick("Dag-CM", "Day CM"),
        ShiftKind::Jour => language.pick("Jour", "On call"),
        ShiftKind::Bakjour => language.pick("Bakjour", "Second on call"),
        ShiftKind::Ledningsjour => language.pick("Ledningsjour", "Manager on call"),
        ShiftKind::Manager => language.pick("Chef", "Manager"),
    }
}

/// An employer.
#[must_use]
pub fn organisation(language: Language, organisation: Organisation) -> &'static str {
    match organisation {
        Organisation::Region => language.pick("Region", "Region"),
        Organisation::Municipality => language.pick("Kommun", "Municipality"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names that are equal would make two values look like one.
    #[test]
    fn words_of_a_kind_differ() {
        fn check<T: Copy>(values: &[T], word: fn(Language, T) -> &'static str) {
            for language in Language::ALL {
                let mut words: Vec<_> = values.iter().map(|value| word(language, *value)).collect();
                words.sort_unstable();
                words.dedup();
                assert_eq!(words.len(), values.len(), "{words:?}");
            }
        }
        check(&Level::ALL, standard_level);
        check(&Level::ALL, level_meaning);
        check(Reason::ALL, reason);
        check(Reason::ALL, reason_in_full);
        check(Sign::ALL, sign);
        check(Channel::ALL, channel);
        check(Channel::ALL, channel_short);
        check(Flag::ALL, flag);
        check(ActionClass::ALL, action_class);
    }
}
