//! The early warning signs and the dates of plans of fictional clients.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use shared::board::card::Sign;
use shared::board::member::Organisation;
use shared::dossier::{EarlySigns, Plans};
use shared::time::days_after;

const GREEN: [&str; 4] = [
    "Sover sju timmar och äter frukost.",
    "Svarar i telefon samma dag.",
    "Går till sysselsättningen.",
    "Skrattar åt gamla filmer.",
];
const YELLOW: [&str; 5] = [
    "Sover mindre än fem timmar två nätter.",
    "Drar ner persiennerna på dagen.",
    "Svarar kort, ringer inte tillbaka.",
    "Slutar laga mat.",
    "Tänker att grannarna pratar om mig.",
];
const RED: [&str; 4] = [
    "Sover inte alls.",
    "Hör röster som befaller.",
    "Öppnar inte dörren.",
    "Skickar många sms på natten.",
];
const HELPS_GREEN: [&str; 3] = [
    "Fasta tider.",
    "Promenad varje dag.",
    "Samtal med CM varje vecka.",
];
const HELPS_YELLOW: [&str; 4] = [
    "Ring CM samma dag.",
    "Vila från besök i två dagar.",
    "Vid behovs-medicin till kvällen enligt krisplan.",
    "Någon i resursgruppen sover över.",
];
const HELPS_RED: [&str; 3] = [
    "Någon som jag känner kommer hem till mig.",
    "Läkartid samma dag.",
    "Lugnt rum, få personer.",
];
const INTERPRETERS: [&str; 3] = ["arabiska", "finska", "teckenspråk"];

/// What the client's page shows besides the crisis plan.
pub(super) struct Written {
    pub(super) signs: Vec<EarlySigns>,
    pub(super) plans: Plans,
    pub(super) interpreter: Option<String>,
    pub(super) children: Option<String>,
}

/// The plans of one client. Some are older in one of the two systems, as they are in life.
pub(super) fn written(chance: &mut fastrand::Rng) -> Written {
    let signs = [
        (Sign::Green, GREEN.as_slice(), HELPS_GREEN.as_slice()),
        (Sign::Yellow, YELLOW.as_slice(), HELPS_YELLOW.as_slice()),
        (Sign::Red, RED.as_slice(), HELPS_RED.as_slice()),
    ]
    .map(|(level, signs, helps)| EarlySigns {
        level,
        signs: some(signs, 3, chance),
        helps: some(helps, 2, chance),
    });
    let first = NaiveDate::from_ymd_opt(2025, 5, 5).unwrap_or_default();
    let mut date = |days: u64| Some(days_after(first, chance.u64(0..days)));
    let care = date(240);
    let rehabilitation = date(240).filter(|date| date > &days_after(first, 60));
    let implementation = date(300);
    let sip = date(300).filter(|date| date > &days_after(first, 120));
    let version = days_after(first, 240 + chance.u64(0..70));
    let older = days_after(first, chance.u64(0..200));
    let social = if chance.u8(0..3) == 0 { version } else { older };
    let signs_in = BTreeMap::from([
        (Organisation::Region, version),
        (Organisation::Municipality, social),
    ]);
    Written {
        signs: signs.to_vec(),
        plans: Plans {
            care,
            rehabilitation,
            implementation,
            sip,
            signs: Some(version),
            signs_in,
        },
        interpreter: (chance.u8(0..12) == 0)
            .then(|| chance.choice(INTERPRETERS).unwrap_or_default().to_owned()),
        children: (chance.u8(0..8) == 0).then(|| "Ett barn, varannan vecka.".to_owned()),
    }
}

fn some(lines: &[&str], count: usize, chance: &mut fastrand::Rng) -> Vec<String> {
    // In the order of the list, as somebody would write them down.
    let mut chosen = chance.choose_multiple(0..lines.len(), count);
    chosen.sort_unstable();
    chosen
        .into_iter()
        .map(|index| lines[index].to_owned())
        .collect()
}
