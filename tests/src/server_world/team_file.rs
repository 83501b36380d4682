//! The team of a scenario as a file that a server reads (`docs/team-file.md`).

use serde_json::{Value, json};
use shared::Timestamp;
use shared::deescalation::policy::Policy;

use crate::scenario::fixture::{Fixture, shifts};
use crate::server_process::Place;

use super::user;

/// Writes the file beside the data of a place, and says where it is.
///
/// # Panics
///
/// Panics if it cannot be written.
pub(super) fn write(place: &Place, fixture: &Fixture, begins: Timestamp) -> String {
    let stage = json!({ "begins": begins, "team": team(fixture) });
    let path = place.data().with_file_name("stage.json");
    std::fs::write(&path, stage.to_string()).expect("the team's file can be written");
    path.to_str().expect("a path is text").to_owned()
}

fn team(fixture: &Fixture) -> Value {
    let mut policy = Policy {
        paused: false,
        ..Policy::default()
    };
    for rule in &fixture.rules {
        rule.set(&mut policy);
    }
    let staff = fixture.staff.iter().map(|(name, colleague)| {
        json!({
            "user": user(name),
            "initials": name,
            "name": name,
            "title": name,
            "employer": colleague.employer,
            "function": colleague.function,
        })
    });
    let clients = fixture.clients.iter().map(|(name, client)| {
        json!({
            "initials": name,
            "name": name,
            "born": "1970-01-01",
            "cm": client.cm.as_deref().map(user),
            "deputy": client.deputy.as_deref().map(user),
            "open_to": client.open_to,
        })
    });
    let planned = fixture.passes.iter().flat_map(|pass| {
        shifts(pass, &fixture.calendar)
            .into_iter()
            .map(|(from, to)| json!({ "who": user(&pass.who), "kind": pass.kind, "from": from, "to": to }))
    });
    json!({
        "id": "ost",
        "name": "Team Öst",
        "policy": policy,
        "calendar": fixture.calendar,
        "staff": staff.collect::<Value>(),
        "clients": clients.collect::<Value>(),
        "shifts": planned.collect::<Value>(),
        "rota_to": fixture.published_to,
    })
}
