//! The log: kinds of events, when, about whom and by whom.

use shared::board::event::{Actor, Recorded};

use crate::scenario::ast::expect::{At, By, Log};
use crate::scenario::difference::Difference;
use crate::scenario::kinds;
use crate::scenario::view::View;
use crate::scenario::when::{moment_written, to_the_second};

pub(super) fn check(view: &View, wanted: &Log) -> Result<(), Difference> {
    let client = wanted.client.as_ref().map(|name| view.names.client(name));
    let by = wanted.by.as_ref().map(|by| match by {
        By::Person(name) => Actor::Staff(view.names.staff(name)),
        By::Rules => Actor::Rules,
        By::Server => Actor::Server,
    });
    let is_then = |one: &Recorded| match wanted.at {
        At::Second(at) => to_the_second(one.at) == at,
        At::Since(since) => one.at >= since,
    };
    let of_kind: Vec<&Recorded> = view
        .log
        .iter()
        .filter(|one| kinds::of(&one.event) == wanted.kind)
        .collect();
    let count = of_kind
        .iter()
        .filter(|one| is_then(one))
        .filter(|one| client.is_none_or(|client| view.client_of(&one.event) == Some(client)))
        .filter(|one| by.is_none_or(|by| one.by == by))
        .count();
    let holds = wanted.count.map_or(count > 0, |wanted| count == wanted);
    if holds {
        return Ok(());
    }
    let lines = of_kind.iter().map(|one| line(view, one)).collect();
    Err(Difference::new(asked(wanted), format!("{count} gånger; i loggen:")).with(lines))
}

fn asked(wanted: &Log) -> String {
    let at = match wanted.at {
        At::Second(at) => moment_written(at),
        At::Since(since) => format!("sedan {}", moment_written(since)),
    };
    let client = wanted
        .client
        .as_ref()
        .map_or_else(String::new, |name| format!(" {name}"));
    let by = match &wanted.by {
        None => String::new(),
        Some(By::Person(name)) => format!(" av {name}"),
        Some(By::Rules) => " av reglerna".to_owned(),
        Some(By::Server) => " av systemet".to_owned(),
    };
    let count = wanted.count.map_or_else(
        || "minst en gång".to_owned(),
        |count| format!("{count} gånger"),
    );
    format!("\"{}\"{client}{by} {at}, {count}", wanted.kind)
}

fn line(view: &View, one: &Recorded) -> String {
    let client = view
        .client_of(&one.event)
        .map_or("", |client| view.names.of_client(client));
    let late = one
        .happened
        .map_or_else(String::new, |at| format!(", hände {}", moment_written(at)));
    format!(
        "{} {client} av {}{late}",
        moment_written(one.at),
        view.names.of_actor(one.by)
    )
}
