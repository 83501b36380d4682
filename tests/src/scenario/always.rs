//! What holds in every course, whatever happens in it: G1, G2, G4, G5, G7 and G8 of
//! `scenarios.md` 0.2. It is looked at after every append to the log.

use shared::access::may_see;
use shared::alert::letter::Text;
use shared::alert::{Class, Rung, Written};
use shared::board::card::{Card, Level};
use shared::board::event::{Actor, Event, Recorded};
use shared::board::member::Function;
use shared::deescalation::gate::{EXECUTION_HOUR, Gate, State};
use shared::duty::ShiftKind;
use shared::{Board, ClientId, StaffId};

use super::view::View;
use super::when::moment_written;
use super::words::{LEVELS, word};

/// The texts that may leave the server, with `#` for every digit.
const TEXTS: [&str; 10] = [
    "Brådskande. Kvittera i appen före ##:##.",
    "Du är reserv. Läs i appen.",
    "Du är nu ansvarig. Kvittera före ##:##.",
    "Larmet är överlämnat. Läs i appen.",
    "Ingen har kvitterat. Öppna appen.",
    "Läs före ##:##.",
    "# förslag att granska före ##:##.",
    "Tavlan är uppdaterad.",
    "Du är nu ansvarig. Läs före ##:##.",
    "Mottaget av en kollega.",
];

/// The titles that may leave the server, with `#` for every digit.
const TITLES: [&str; 3] = [
    "Teamtavlan",
    "Teamtavlan: larm ####",
    "Teamtavlan: uppgift ####",
];

/// What the events from `begin` on have broken.
#[must_use]
pub fn check(view: &View, before: &Board, begin: usize) -> Vec<String> {
    let mut broken = Vec::new();
    let mut board = before.clone();
    for recorded in &view.log[begin..] {
        if recorded.seq != board.seq.next() {
            broken.push(format!(
                "G8: händelse {} följer inte på {}",
                recorded.seq, board.seq
            ));
        }
        let old = board.clone();
        board.apply(recorded);
        broken.extend(of_level(view, &old, &board, recorded));
        for written in recorded.event.letters() {
            broken.extend(of_letter(view, &board, recorded, written));
        }
    }
    broken.extend(of_cards(view));
    broken
        .into_iter()
        .map(|one| format!("{one} ({})", moment_written(view.now)))
        .collect()
}

/// G2: whoever is named as CM or deputy of a client on the board may see the client.
fn of_cards(view: &View) -> impl Iterator<Item = String> {
    view.board.on_board().flat_map(|card| {
        [("CM", card.cm), ("ställföreträdare", card.deputy)]
            .into_iter()
            .filter_map(|(post, who)| Some((post, who?)))
            .filter(|(_, who)| !may_see(&view.board, *who, card.client))
            .map(|(post, who)| {
                let (who, client) = (view.names.of_staff(who), view.names.of_client(card.client));
                format!("G2: {who} står som {post} för {client} och får inte se klienten")
            })
            .collect::<Vec<_>>()
    })
}

/// G7: only a step with every gate open lowers a level by itself, and only Monday to
/// Thursday at 13:00. G8: the time of a level changes with the level only.
fn of_level(view: &View, old: &Board, new: &Board, recorded: &Recorded) -> Vec<String> {
    let mut broken = Vec::new();
    let Some(client) = recorded.event.client() else {
        return broken;
    };
    let (Some(before), Some(after)) = (old.cards.get(&client), new.cards.get(&client)) else {
        return broken;
    };
    let name = view.names.of_client(client);
    if before.level == after.level && before.since != after.since {
        let level = word(&LEVELS, &after.level);
        broken.push(format!(
            "G8: tiden på nivån {level} för {name} nollställdes"
        ));
    }
    let is_lower = after.level > before.level && before.level != Level::Inpatient;
    let is_automatic = matches!(recorded.by, Actor::Rules | Actor::Server);
    if is_automatic && is_lower {
        broken.extend(of_step(new, before, recorded).map(|why| format!("G7: {name} {why}")));
    }
    broken
}

fn of_step(board: &Board, card: &Card, recorded: &Recorded) -> Option<String> {
    let Event::SteppedDown { verdicts, .. } = &recorded.event else {
        return Some("sänktes utan att grindarna prövades".to_owned());
    };
    let local = recorded.at.local();
    let closed: Vec<String> = Gate::ALL
        .iter()
        .filter(|gate| {
            !verdicts
                .iter()
                .any(|one| one.gate == **gate && one.state == State::Open)
        })
        .map(|gate| format!("{gate:?}"))
        .collect();
    if !closed.is_empty() {
        return Some(format!("sänktes fast {} inte var öppna", closed.join(", ")));
    }
    if !board.calendar.is_execution_day(local.date()) || local.hour() != EXECUTION_HOUR {
        return Some(format!(
            "sänktes {} från {}",
            moment_written(recorded.at),
            word(&LEVELS, &card.level)
        ));
    }
    None
}

/// G1, G4 and G5: fixed texts only, to people on duty only, who may see the client.
fn of_letter(view: &View, board: &Board, recorded: &Recorded, written: &Written) -> Vec<String> {
    let mut broken = Vec::new();
    let alert = recorded.event.alert();
    let letter = written.letter(alert);
    let to = view.names.of_staff(written.to);
    if !TITLES.contains(&without_digits(&letter.title()).as_str()) {
        broken.push(format!("G1: brevets titel är ”{}”", letter.title()));
    }
    let body = without_digits(&letter.body());
    // A count may have more than one digit.
    if !TEXTS.contains(&body.as_str()) && !body.ends_with("# förslag att granska före ##:##.") {
        broken.push(format!("G1: brevets text är ”{}”", letter.body()));
    }
    let on_duty = |staff| board.on_duty(recorded.at).any(|shift| shift.who == staff);
    if !on_duty(written.to) && !may_disturb(board, recorded, written) {
        broken.push(format!(
            "G4: {to} är inte i tjänst och fick {:?}",
            written.text
        ));
    }
    let about: Option<ClientId> = view.client_of(&recorded.event);
    if let Some(client) = about
        && !may_see(board, written.to, client)
        && !is_without_identity(board, recorded, written.to)
    {
        broken.push(format!(
            "G5: {to} får inte se {} och fick {:?}",
            view.names.of_client(client),
            written.text
        ));
    }
    broken
}

/// The team leader is the only one who may be disturbed off duty, from ten minutes on.
fn may_disturb(board: &Board, recorded: &Recorded, written: &Written) -> bool {
    let is_leader = board
        .members
        .get(&written.to)
        .is_some_and(|member| member.function == Function::TeamLeader);
    let is_late_rung = match &recorded.event {
        Event::RungReached { rung, alert, .. } => {
            matches!(rung, Rung::T10 | Rung::T15 | Rung::Repeat(_))
                && board
                    .alerts
                    .get(alert)
                    .is_some_and(|one| one.class == Class::P1)
        }
        Event::Acknowledged { .. } => written.text == Text::M9,
        _ => false,
    };
    is_leader && is_late_rung
}

/// A manager gets the last rungs of an alert as a number without identity.
fn is_without_identity(board: &Board, recorded: &Recorded, to: StaffId) -> bool {
    let is_manager = board.on_duty(recorded.at).any(|shift| {
        shift.who == to && matches!(shift.kind, ShiftKind::Ledningsjour | ShiftKind::Manager)
    });
    let is_late = match &recorded.event {
        Event::RungReached { rung, .. } => matches!(rung, Rung::T15 | Rung::Repeat(_)),
        Event::Acknowledged { .. } => true,
        _ => false,
    };
    is_manager && is_late
}

fn without_digits(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_ascii_digit() { '#' } else { letter })
        .collect()
}
