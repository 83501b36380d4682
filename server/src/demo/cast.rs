//! The people of the demonstration. All of them are invented.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use shared::board::member::{Function, Organisation};
use shared::dossier::ResourcePerson;
use shared::time::days_after;

use super::plans;
use crate::setup::{ClientEntry, StaffEntry};

use Organisation::{Municipality, Region};

/// How many clients the team has, the one for exercises included.
const CLIENTS: usize = 198;
/// The seed of everything about them that the stories do not say.
const SEED: u64 = 198;

/// User name, name, title, employer, function.
const STAFF: [(&str, &str, &str, Organisation, Function); 15] = [
    (
        "mh",
        "Maria Hedlund",
        "CM, sjuksköterska",
        Region,
        Function::Care,
    ),
    ("an", "Anders Nyberg", "CM, skötare", Region, Function::Care),
    (
        "re",
        "Rasmus Ek",
        "CM, sjuksköterska",
        Region,
        Function::Care,
    ),
    (
        "nb",
        "Nora Blom",
        "CM, sjuksköterska",
        Region,
        Function::Care,
    ),
    (
        "qp",
        "Qamar Palm",
        "psykiater",
        Region,
        Function::Psychiatrist,
    ),
    ("xl", "Xenia Lager", "psykolog", Region, Function::Care),
    (
        "gs",
        "Gunilla Sand",
        "teamledare",
        Region,
        Function::TeamLeader,
    ),
    (
        "kj",
        "Kim Jonsson",
        "brukarspecialist",
        Region,
        Function::Care,
    ),
    (
        "ps",
        "Petra Söder",
        "CM, boendestödjare",
        Municipality,
        Function::Care,
    ),
    (
        "tv",
        "Tomas Vall",
        "CM, socialpedagog",
        Municipality,
        Function::Care,
    ),
    (
        "cf",
        "Cecilia Frisk",
        "CM, socialsekreterare",
        Municipality,
        Function::Care,
    ),
    (
        "lk",
        "Lars Kilborn",
        "CM, handläggare",
        Municipality,
        Function::Care,
    ),
    (
        "ja",
        "Jenny Alm",
        "boendestödjare",
        Municipality,
        Function::Care,
    ),
    (
        "od",
        "Olof Dahl",
        "enhetschef",
        Municipality,
        Function::Manager,
    ),
    (
        "wt",
        "Wiktor Tegnér",
        "ledningsjour",
        Region,
        Function::Care,
    ),
];

/// The staff.
pub(super) fn staff() -> Vec<StaffEntry> {
    STAFF
        .iter()
        .zip(1..)
        .map(
            |((user, name, title, employer, function), number)| StaffEntry {
                user: (*user).to_owned(),
                initials: initials(name),
                name: (*name).to_owned(),
                title: (*title).to_owned(),
                employer: *employer,
                function: *function,
                phone: Some(phone(number)),
                mail: Some(format!("{user}@teamtavlan.example")),
            },
        )
        .collect()
}

/// Name, year of birth, case manager, deputy.
type Named = (&'static str, i32, &'static str, Option<&'static str>);

/// The clients whom the stories name.
const NAMED: [Named; 18] = [
    ("Fanny Norling", 1991, "mh", Some("ps")),
    ("Dragan Mitrovic", 1984, "an", Some("cf")),
    ("Sara Ohlin", 1979, "nb", Some("ps")),
    ("Björn Tallberg", 1987, "mh", Some("cf")),
    ("Erik Lind", 1995, "an", Some("ps")),
    ("Stig Rosell", 1958, "nb", Some("ps")),
    ("Karin Odell", 1972, "mh", Some("tv")),
    ("Helena Wall", 1989, "an", Some("cf")),
    ("Ivar Strand", 1967, "mh", Some("ps")),
    ("Unni Kvist", 1996, "mh", Some("ps")),
    ("Viktor Berg", 1969, "an", Some("tv")),
    ("Östen Lund", 1978, "re", Some("cf")),
    ("Gun Rask", 1963, "nb", Some("tv")),
    ("Ylva Persson", 2002, "nb", None),
    ("Zara Engdahl", 1994, "re", Some("lk")),
    ("Leif Holm", 1975, "an", Some("ps")),
    ("Carina Wik", 1964, "an", Some("ps")),
    ("Åsa Malm", 1981, "mh", Some("lk")),
];

/// The name of the one with whom the team practises alerts.
const EXERCISE: &str = "Övning Testberg";

const FIRST_NAMES: [&str; 30] = [
    "Agneta", "Ali", "Amira", "Arne", "Birgitta", "Daniel", "Elin", "Eva", "Fredrik", "Hanna",
    "Inger", "Jakob", "Johan", "Kerstin", "Leila", "Linda", "Lukas", "Magnus", "Marie", "Mikael",
    "Mona", "Nils", "Olle", "Peter", "Rebecka", "Roger", "Sofia", "Teresa", "Ulf", "Yusuf",
];
const LAST_NAMES: [&str; 30] = [
    "Ahlgren",
    "Andersson",
    "Bergman",
    "Björk",
    "Carlsson",
    "Dahlin",
    "Edlund",
    "Eriksson",
    "Forsberg",
    "Gustavsson",
    "Haddad",
    "Hansson",
    "Isaksson",
    "Jansson",
    "Johansson",
    "Kallio",
    "Larsson",
    "Lindqvist",
    "Mattsson",
    "Nilsson",
    "Olofsson",
    "Pettersson",
    "Quist",
    "Rahimi",
    "Sjöberg",
    "Sundin",
    "Törnqvist",
    "Viklund",
    "Åberg",
    "Öberg",
];
const REGION_CM: [&str; 4] = ["mh", "an", "re", "nb"];
const MUNICIPAL_CM: [&str; 4] = ["ps", "tv", "cf", "lk"];
const CARE_PLAN: [&str; 6] = [
    "Samtal med CM varje vecka",
    "Boendestöd tisdag och torsdag",
    "Läkarbesök var tredje månad",
    "Resursgrupp fyra gånger om året",
    "Sysselsättning två dagar i veckan",
    "Depå var fjärde vecka",
];
const DO_FIRST: [&str; 5] = [
    "Ring innan du kommer.",
    "Tala långsamt och sätt dig ner.",
    "Ring en i resursgruppen först.",
    "Fråga om sömn och mat.",
    "Gå en promenad i stället för att sitta inne.",
];
const AVOID: [&str; 4] = [
    "Flera samtidigt.",
    "Uniform.",
    "Att stå i dörren.",
    "Att höja rösten.",
];
const MEDICATION: [&str; 4] = [
    "Depå var fjärde vecka, nästa 30 mar. Vid behov enligt krisplan.",
    "Litium, prov var tredje månad.",
    "Klozapin, prov varje månad.",
    "Ingen stående. Vid behov enligt krisplan.",
];
const RELATIONS: [&str; 5] = ["syster", "bror", "mamma", "vän", "granne"];

/// The clients: those of the stories first.
pub(super) fn clients() -> Vec<ClientEntry> {
    let mut chance = fastrand::Rng::with_seed(SEED);
    let named = NAMED.map(|(name, year, cm, deputy)| {
        client(
            name,
            year,
            cm,
            deputy,
            &mut fastrand::Rng::with_seed(SEED + u64::from(year.unsigned_abs())),
        )
    });
    let mut clients = Vec::from(named);
    let mut taken: Vec<String> = clients.iter().map(|client| client.name.clone()).collect();
    let mut initialled: BTreeSet<String> = clients
        .iter()
        .map(|client| client.initials.clone())
        .collect();
    initialled.insert(initials(EXERCISE));
    let mut others = fastrand::Rng::with_seed(SEED);
    while clients.len() < CLIENTS - 1 {
        let name = format!(
            "{} {}",
            pick(&FIRST_NAMES, &mut chance),
            pick(&LAST_NAMES, &mut chance)
        );
        if taken.contains(&name) {
            continue;
        }
        taken.push(name.clone());
        let name = unmistakable(name, &mut initialled, &mut others);
        let year = chance.i32(1948..=2005);
        let cm = pick(&REGION_CM, &mut chance);
        let deputy = pick(&MUNICIPAL_CM, &mut chance);
        // Half are the municipality's own, with the roles the other way round.
        let (cm, deputy) = if chance.u8(0..4) < 2 {
            (deputy, cm)
        } else {
            (cm, deputy)
        };
        clients.push(client(&name, year, cm, Some(deputy), &mut chance));
    }
    clients.push(for_exercise(&mut chance));
    clients
}

/// A name whose initials nobody else has: a wall shows nothing but them.
fn unmistakable(
    name: String,
    initialled: &mut BTreeSet<String>,
    chance: &mut fastrand::Rng,
) -> String {
    let mut name = name;
    while !initialled.insert(initials(&name)) {
        let (first, last) = (pick(&FIRST_NAMES, chance), pick(&LAST_NAMES, chance));
        name = format!("{first} {last}");
    }
    name
}

/// The one with whom the team practises alerts.
fn for_exercise(chance: &mut fastrand::Rng) -> ClientEntry {
    ClientEntry {
        exercise: true,
        ..client(EXERCISE, 1990, "mh", Some("ps"), chance)
    }
}

fn client(
    name: &str,
    year: i32,
    cm: &str,
    deputy: Option<&str>,
    chance: &mut fastrand::Rng,
) -> ClientEntry {
    let some = |texts: &[&str], count: usize, chance: &mut fastrand::Rng| -> Vec<String> {
        chance
            .choose_multiple(texts.iter(), count)
            .into_iter()
            .map(|text| (*text).to_owned())
            .collect()
    };
    let last_name = name.split(' ').next_back().unwrap_or_default();
    let new_year = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let plan_made = NaiveDate::from_ymd_opt(2025, 6, 2).unwrap_or_default();
    // Chance of their own: what the cast draws stays as it was.
    let mut own = fastrand::Rng::with_seed(SEED ^ (u64::from(year.unsigned_abs()) << 8));
    let written = plans::written(&mut own);
    let resource_group = (0..chance.usize(1..=3))
        .map(|_| ResourcePerson {
            name: format!("{} {last_name}", pick(&FIRST_NAMES, chance)),
            relation: pick(&RELATIONS, chance).to_owned(),
            phone: phone(chance.u32(200..700)),
            consent: chance.u8(0..4) > 0,
        })
        .collect();
    ClientEntry {
        initials: initials(name),
        name: name.to_owned(),
        born: days_after(new_year, chance.u64(0..365)),
        cm: Some(cm.to_owned()),
        deputy: deputy.map(ToOwned::to_owned),
        open_to: vec![Region, Municipality],
        exercise: false,
        phone: Some(phone(chance.u32(700..990))),
        do_first: some(&DO_FIRST, 2, chance),
        avoid: some(&AVOID, 1, chance),
        crisis_plan: Some(days_after(plan_made, chance.u64(0..270))),
        safety: if chance.u8(0..5) == 0 {
            vec!["Hund i hemmet.".to_owned()]
        } else {
            Vec::new()
        },
        medication: Some(pick(&MEDICATION, chance).to_owned()),
        care_plan: some(&CARE_PLAN, 3, chance),
        resource_group,
        signs: written.signs,
        plans: written.plans,
        interpreter: written.interpreter,
        children: written.children,
    }
}

fn pick<'a>(texts: &[&'a str], chance: &mut fastrand::Rng) -> &'a str {
    chance.choice(texts).copied().unwrap_or_default()
}

/// `Fanny Norling` becomes `F.N.`
fn initials(name: &str) -> String {
    name.split(' ')
        .filter_map(|part| part.chars().next())
        .fold(String::new(), |mut all, letter| {
            all.push(letter);
            all.push('.');
            all
        })
}

/// A number that looks like one and that no operator has given out.
fn phone(number: u32) -> String {
    format!("070-000 {:02} {:02}", number / 100, number % 100)
}
