//! The pick-lists as a nurse writes them. Each value has exactly one word.

use shared::board::card::{
    ActionClass, Channel, Emergency, Flag, LegalStatus, Level, Post, Reason, Sign, SipAnswer,
};
use shared::board::member::{Function, Organisation};
use shared::calendar::Eve;
use shared::duty::ShiftKind;

/// Levels.
pub const LEVELS: [(&str, Level); 5] = [
    ("röd", Level::Red),
    ("gul", Level::Yellow),
    ("nedtrappning", Level::Stepdown),
    ("inlagd", Level::Inpatient),
    ("vårdplan", Level::Plan),
];

/// Reasons.
pub const REASONS: [(&str, Reason); 16] = [
    ("kris", Reason::Crisis),
    ("krisprevention", Reason::Prevention),
    ("livshändelse", Reason::LifeEvent),
    ("intensiv kort", Reason::IntensiveShort),
    ("intensiv lång", Reason::IntensiveLong),
    ("ny", Reason::New),
    ("utskriven", Reason::Discharged),
    ("inlagd", Reason::Inpatient),
    ("undvikande", Reason::Avoidant),
    ("rättslig", Reason::Legal),
    ("medicin", Reason::Medication),
    ("barn", Reason::Child),
    ("våld", Reason::Violence),
    ("missbruk", Reason::Addiction),
    ("somatik", Reason::Somatic),
    ("annan", Reason::Other),
];

/// Signs.
pub const SIGNS: [(&str, Sign); 3] = [
    ("grön", Sign::Green),
    ("gul", Sign::Yellow),
    ("röd", Sign::Red),
];

/// How a contact is made.
pub const CHANNELS: [(&str, Channel); 5] = [
    ("hem", Channel::Home),
    ("tel", Channel::Phone),
    ("mottagning", Channel::Office),
    ("video", Channel::Video),
    ("avdelning", Channel::Ward),
];

/// Flags.
pub const FLAGS: [(&str, Flag); 4] = [
    ("suicidrisk", Flag::Suicide),
    ("våld", Flag::Violence),
    ("barn", Flag::Child),
    ("aldrig ensam", Flag::NeverAlone),
];

/// Kinds of actions.
pub const ACTIONS: [(&str, ActionClass); 2] =
    [("kris", ActionClass::Crisis), ("annan", ActionClass::Other)];

/// Compulsory care.
pub const LEGAL: [(&str, LegalStatus); 4] = [
    ("LPT", LegalStatus::Lpt),
    ("LRV", LegalStatus::Lrv),
    ("ÖPT", LegalStatus::Opt),
    ("LVM", LegalStatus::Lvm),
];

/// The two who coordinate.
pub const POSTS: [(&str, Post); 2] = [("CM", Post::Cm), ("ställföreträdare", Post::Deputy)];

/// Answers to the SIP question.
pub const SIP: [(&str, SipAnswer); 3] = [
    ("gäller", SipAnswer::Holds),
    ("revideras", SipAnswer::Revise),
    ("ingen", SipAnswer::None),
];

/// Emergencies that became known.
pub const EMERGENCIES: [(&str, Emergency); 2] = [
    ("akutbesök", Emergency::EmergencyRoom),
    ("poliskontakt", Emergency::Police),
];

/// Employers.
pub const ORGANISATIONS: [(&str, Organisation); 2] = [
    ("region", Organisation::Region),
    ("kommun", Organisation::Municipality),
];

/// A colleague's work.
pub const FUNCTIONS: [(&str, Function); 4] = [
    ("vård", Function::Care),
    ("psykiater", Function::Psychiatrist),
    ("teamledare", Function::TeamLeader),
    ("chef", Function::Manager),
];

/// Roles on duty.
pub const SHIFTS: [(&str, ShiftKind); 6] = [
    ("dag", ShiftKind::Day),
    ("dag-CM", ShiftKind::DayCm),
    ("jour", ShiftKind::Jour),
    ("bakjour", ShiftKind::Bakjour),
    ("ledningsjour", ShiftKind::Ledningsjour),
    ("chef", ShiftKind::Manager),
];

/// Eves that may be free.
pub const EVES: [(&str, Eve); 3] = [
    ("midsommarafton", Eve::Midsommarafton),
    ("julafton", Eve::Julafton),
    ("nyårsafton", Eve::Nyarsafton),
];

/// The word of a value in a list.
#[must_use]
pub fn word<T: PartialEq>(list: &'static [(&'static str, T)], value: &T) -> &'static str {
    list.iter()
        .find(|(_, one)| one == value)
        .map_or("?", |(word, _)| word)
}

/// Initials, as in `F.N.` and `Ö.L.`.
#[must_use]
pub fn initials(word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let fits = letters.len() >= 4
        && letters.len().is_multiple_of(2)
        && letters
            .chunks(2)
            .all(|pair| pair[0].is_uppercase() && pair[1] == '.');
    fits.then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_a_pick_list_has_a_word() {
        fn check<T: PartialEq + Copy>(list: &'static [(&'static str, T)], all: &[T]) {
            for value in all {
                assert_ne!(word(list, value), "?");
            }
            assert_eq!(list.len(), all.len(), "each value once");
        }
        check(&LEVELS, &Level::ALL);
        check(&REASONS, Reason::ALL);
        check(&SIGNS, Sign::ALL);
        check(&CHANNELS, Channel::ALL);
        check(&FLAGS, Flag::ALL);
        check(&ACTIONS, ActionClass::ALL);
        check(&LEGAL, LegalStatus::ALL);
        check(&POSTS, Post::ALL);
        check(&SIP, SipAnswer::ALL);
        check(&EMERGENCIES, Emergency::ALL);
    }

    #[test]
    fn initials_are_letters_with_full_stops() {
        assert!(initials("F.N.").is_some());
        assert!(initials("Ö.L.").is_some());
        for word in ["fn", "F.", "F.N", "16:40", "D1"] {
            assert!(initials(word).is_none(), "{word}");
        }
    }
}
