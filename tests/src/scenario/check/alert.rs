//! Alerts, by the names that the file gives them.

use shared::alert::{Alert as Found, AlertState, Rung};
use shared::board::event::{Actor, Event};

use crate::scenario::ast::expect::Alert;
use crate::scenario::difference::{Difference, same};
use crate::scenario::names::or_none;
use crate::scenario::view::View;
use crate::scenario::when::{moment_written, to_the_second};

use super::Checks;

impl Checks {
    pub(super) fn alert(
        &mut self,
        view: &View,
        name: &str,
        what: &Alert,
    ) -> Result<(), Difference> {
        let client = match what {
            Alert::About(client, _) => Some(view.names.client(client)),
            _ => None,
        };
        let number = self
            .alert_named(view, name, client)
            .map_err(|says| Difference::new(format!("larm {name}"), says))?;
        let Some(alert) = view.board.alerts.get(&number) else {
            return Err(Difference::new(format!("larm {name}"), "larmet är glömt"));
        };
        compare(view, alert, what)
    }
}

fn compare(view: &View, alert: &Found, what: &Alert) -> Result<(), Difference> {
    let names = &view.names;
    let who = |staff: Option<shared::StaffId>| names.row(staff);
    match what {
        Alert::About(client, class) => same(
            format!("{client} {class}"),
            format!("{} {:?}", names.of_client(alert.client), alert.class),
        ),
        Alert::Responsible(name) => same(
            or_none(name.as_deref().unwrap_or_default()),
            who(alert.responsible),
        ),
        Alert::Reserve(name) => same(
            or_none(name.as_deref().unwrap_or_default()),
            who(alert.reserve),
        ),
        Alert::Rung(rung) => {
            let wanted = AlertState::Climbing { rung: Some(*rung) };
            same(state(view, &wanted), state(view, &alert.state))
        }
        Alert::NotTaken => {
            let found = state(view, &alert.state);
            if alert.is_unanswered() {
                Ok(())
            } else {
                Err(Difference::new("ej kvitterat", found))
            }
        }
        Alert::Taken(name, at) => {
            let taken = view.log.iter().rev().find_map(|one| match one.event {
                Event::Acknowledged { alert: of, .. } if of == alert.number => {
                    Some(AlertState::Acknowledged {
                        by: one.by,
                        at: one.at,
                    })
                }
                _ => None,
            });
            let wanted = AlertState::Acknowledged {
                by: Actor::Staff(names.staff(name)),
                at: *at,
            };
            same(
                state(view, &wanted),
                taken.map_or_else(|| state(view, &alert.state), |taken| state(view, &taken)),
            )
        }
        Alert::ActionBy(at) => {
            let found = match alert.state {
                AlertState::Acknowledged { at, .. } => {
                    format!(
                        "åtgärd senast {}",
                        moment(at + alert.delays.action_within())
                    )
                }
                other => state(view, &other),
            };
            same(format!("åtgärd senast {}", moment(*at)), found)
        }
        Alert::Helpers(wanted) => same(
            or_none(&wanted.join(" ")),
            names.row(alert.helpers.iter().copied()),
        ),
        Alert::Uncovered => same(
            state(view, &AlertState::Uncovered),
            state(view, &alert.state),
        ),
        Alert::Over => {
            if alert.is_open() {
                Err(Difference::new("avslutat", state(view, &alert.state)))
            } else {
                Ok(())
            }
        }
        Alert::Asked(name) => {
            let wanted = names.staff(name);
            let asked: Vec<_> = view
                .log
                .iter()
                .filter_map(|one| match one.event {
                    Event::RungReached {
                        alert: of, asked, ..
                    } if of == alert.number => asked,
                    _ => None,
                })
                .collect();
            if asked.contains(&wanted) {
                Ok(())
            } else {
                Err(Difference::new(
                    format!("{name} fick frågan ”Tar du det?”"),
                    format!("frågan fick {}", names.row(asked)),
                ))
            }
        }
    }
}

fn state(view: &View, state: &AlertState) -> String {
    match state {
        AlertState::Uncovered => "väntar på bemanning".to_owned(),
        AlertState::Climbing { rung: None } => "ej kvitterat, inget steg ännu".to_owned(),
        AlertState::Climbing { rung: Some(rung) } => format!("ej kvitterat, steg {}", step(*rung)),
        AlertState::Acknowledged { by, at } => {
            format!("taget av {} {}", view.names.of_actor(*by), moment(*at))
        }
        AlertState::Closed { at } => format!("avslutat {}", moment(*at)),
    }
}

fn step(rung: Rung) -> String {
    match rung {
        Rung::T0 => "T0".to_owned(),
        Rung::Repeat(count) => format!("upprepning {count}"),
        other => format!("{other:?}").replacen('T', "T+", 1),
    }
}

fn moment(at: shared::Timestamp) -> String {
    moment_written(to_the_second(at))
}
