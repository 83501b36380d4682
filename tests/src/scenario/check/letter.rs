//! Letters: when, to whom, word for word.

use std::collections::BTreeSet;

use shared::Timestamp;
use shared::position::Seq;

use crate::scenario::ast::Strict;
use crate::scenario::ast::expect::{Letter, Way};
use crate::scenario::difference::Difference;
use crate::scenario::view::{Sent, View};
use crate::scenario::when::{clock_written, moment_written};

use super::Checks;

/// How many letters are listed when they should not be there.
const MOST_LETTERS: usize = 20;

/// Which letters have been named, and which must be.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    named: BTreeSet<(Seq, usize)>,
    /// From which event on which letters must be named.
    demands: Vec<(Seq, Strict)>,
}

impl Letters {
    /// From now on other letters must be named.
    pub(super) fn demand(&mut self, view: &View, strict: Strict) {
        self.demands.push((view.board.seq, strict));
    }

    /// Letters that should have been named and were not.
    #[must_use]
    pub(super) fn unnamed(&self, view: &View) -> Option<Difference> {
        let mut list: Vec<String> = view
            .letters()
            .filter(|one| !self.named.contains(&one.id))
            .filter(|one| match self.demand_at(one.id.0) {
                Strict::All => true,
                Strict::AllButTests => !view.is_test(one),
                Strict::Named => false,
            })
            .map(|one| format!("brev {}", written(view, &one, true)))
            .collect();
        if list.is_empty() {
            return None;
        }
        let found = format!("{} brev till:", list.len());
        let rest = list.len().saturating_sub(MOST_LETTERS);
        list.truncate(MOST_LETTERS);
        if rest > 0 {
            list.push(format!("och {rest} till"));
        }
        Some(Difference::new("inga brev utom dem som nämns", found).with(list))
    }

    fn demand_at(&self, seq: Seq) -> Strict {
        self.demands
            .iter()
            .rev()
            .find(|(from, _)| *from < seq)
            .map(|(_, strict)| *strict)
            .unwrap_or_default()
    }
}

impl Checks {
    pub(super) fn letter(&mut self, view: &View, wanted: &Letter) -> Result<(), Difference> {
        let to = view.names.staff(&wanted.to);
        let number = match &wanted.alert {
            None => None,
            Some(name) => {
                let mentioned = view.letters().find(|one| is_like(one, wanted, to));
                let client = mentioned
                    .and_then(|one| view.board.alerts.get(&one.alert?))
                    .map(|alert| alert.client);
                let found = self.alert_named(view, name, client);
                Some(found.map_err(|says| Difference::new(asked(wanted), says))?)
            }
        };
        let mut candidates = view
            .letters()
            .filter(|one| is_like(one, wanted, to) && !self.letters.named.contains(&one.id));
        let found = candidates.find(|one| one.alert == number && one.ways == wanted.ways);
        if let Some(found) = found {
            self.letters.named.insert(found.id);
            return Ok(());
        }
        let day = wanted.at.local().date();
        let others: Vec<String> = view
            .letters()
            .filter(|one| one.to == to && one.at.local().date() == day)
            .map(|one| {
                let alert = one.alert.map_or_else(String::new, |number| {
                    format!(" larm {}", self.name_of(number))
                });
                format!("{}{alert}", written(view, &one, false))
            })
            .collect();
        let found = if others.is_empty() {
            format!("{} fick inget brev den dagen", wanted.to)
        } else if view.now < wanted.at {
            "tiden har inte kommit".to_owned()
        } else {
            format!("{} fick den dagen:", wanted.to)
        };
        Err(Difference::new(asked(wanted), found).with(others))
    }
}

/// The same second, receiver, text and body.
fn is_like(one: &Sent, wanted: &Letter, to: shared::StaffId) -> bool {
    one.at == wanted.at && one.to == to && one.text == wanted.text && one.body == wanted.body
}

/// No letter since a moment, to somebody or to anybody.
pub(super) fn none(view: &View, to: Option<&str>, since: Timestamp) -> Result<(), Difference> {
    let staff = to.map(|name| view.names.staff(name));
    let found: Vec<String> = view
        .letters()
        .filter(|one| one.at >= since && staff.is_none_or(|staff| staff == one.to))
        .map(|one| written(view, &one, true))
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    let to = to.map_or_else(String::new, |name| format!(" till {name}"));
    let expected = format!("inga brev{to} sedan {}", moment_written(since));
    Err(Difference::new(expected, format!("{} brev:", found.len())).with(found))
}

fn asked(wanted: &Letter) -> String {
    let Letter {
        at,
        to,
        text,
        alert,
        body,
        ways,
    } = wanted;
    let alert = alert
        .as_ref()
        .map_or_else(String::new, |name| format!("larm {name} "));
    let (at, ways) = (clock_written(*at), by_ways(ways));
    format!("{at} {to} {text} {alert}\"{body}\"{ways}")
}

fn written(view: &View, one: &Sent, with_date: bool) -> String {
    let at = if with_date {
        moment_written(one.at)
    } else {
        clock_written(one.at)
    };
    let (to, ways) = (view.names.of_staff(one.to), by_ways(&one.ways));
    format!("{at} {to} {} \"{}\"{ways}", one.text, one.body)
}

fn by_ways(ways: &[Way]) -> String {
    if ways == [Way::Push] {
        return String::new();
    }
    let words: Vec<&str> = ways
        .iter()
        .map(|way| match way {
            Way::Push => "push",
            Way::Sms => "sms",
            Way::Voice => "röst",
        })
        .collect();
    format!(" {}", words.join(" "))
}
