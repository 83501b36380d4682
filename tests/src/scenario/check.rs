//! Looks whether an expectation holds.

mod alert;
mod board;
mod client;
mod letter;
mod log;

use std::collections::BTreeMap;

use shared::ClientId;
use shared::alert::AlertNumber;

use super::ast::{Expect, Strict};
use super::difference::Difference;
use super::view::View;
use letter::Letters;

/// What a course remembers for its expectations: the names that the file gives alerts,
/// and which letters have been named.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    alerts: BTreeMap<String, AlertNumber>,
    letters: Letters,
}

impl Checks {
    /// Looks whether an expectation holds now.
    ///
    /// # Errors
    ///
    /// It does not: what was expected and what there was.
    pub fn check(&mut self, view: &View, expect: &Expect) -> Result<(), Difference> {
        match expect {
            Expect::Client(name, what) => client::check(view, view.names.client(name), what),
            Expect::Board(what) => board::check(view, what),
            Expect::Alert(name, what) => self.alert(view, name, what),
            Expect::Letter(letter) => self.letter(view, letter),
            Expect::NoLetters { to, since } => letter::none(view, to.as_deref(), *since),
            Expect::Log(what) => log::check(view, what),
        }
    }

    /// From now on other letters must be named.
    pub fn demand(&mut self, view: &View, strict: Strict) {
        self.letters.demand(view, strict);
    }

    /// Letters that were written and are not named, though the file says that all are.
    #[must_use]
    pub fn unnamed(&self, view: &View) -> Option<Difference> {
        self.letters.unnamed(view)
    }

    /// The alert of a name: bound at its first mention to the latest alert that has no
    /// name yet, of the client if one is said.
    ///
    /// # Errors
    ///
    /// There is no such alert, in Swedish.
    pub fn alert_named(
        &mut self,
        view: &View,
        name: &str,
        client: Option<ClientId>,
    ) -> Result<AlertNumber, String> {
        if let Some(number) = self.alerts.get(name) {
            return Ok(*number);
        }
        let free = view.board.alerts.values().filter(|alert| {
            client.is_none_or(|client| alert.client == client)
                && !self.alerts.values().any(|named| *named == alert.number)
        });
        let latest = free.max_by_key(|alert| alert.raised);
        let number = latest
            .map(|alert| alert.number)
            .ok_or_else(|| format!("det finns inget larm som kan vara {name}"))?;
        self.alerts.insert(name.to_owned(), number);
        Ok(number)
    }

    /// The name of an alert in the file, or its number.
    fn name_of(&self, number: AlertNumber) -> String {
        self.alerts
            .iter()
            .find(|(_, one)| **one == number)
            .map_or_else(|| format!("nr {number}"), |(name, _)| name.clone())
    }
}
