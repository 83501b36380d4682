//! Who is who: initials and identifiers.

use std::collections::BTreeMap;

use shared::board::event::Actor;
use shared::people::{ClientHead, People, StaffCard};
use shared::{ClientId, StaffId};

use super::ast::Name;

/// Initials with their identifiers.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The staff.
    pub staff: BTreeMap<Name, StaffId>,
    /// The clients.
    pub clients: BTreeMap<Name, ClientId>,
    /// The same as the pages take it.
    pub people: People,
}

impl Names {
    /// The names of a server.
    #[must_use]
    pub fn of(people: &People) -> Self {
        Self {
            staff: people
                .staff
                .iter()
                .map(|(id, card)| (card.initials.clone(), *id))
                .collect(),
            clients: people
                .clients
                .iter()
                .map(|(id, head)| (head.initials.clone(), *id))
                .collect(),
            people: people.clone(),
        }
    }

    /// Adds a colleague.
    pub fn add_staff(&mut self, name: &str, id: StaffId, card: StaffCard) {
        self.staff.insert(name.to_owned(), id);
        self.people.staff.insert(id, card);
    }

    /// Adds a client.
    pub fn add_client(&mut self, name: &str, id: ClientId, head: ClientHead) {
        self.clients.insert(name.to_owned(), id);
        self.people.clients.insert(id, head);
    }

    /// A colleague. The reader of the file has seen that there is one.
    ///
    /// # Panics
    ///
    /// Panics if there is none, which the reader of the file rules out.
    #[must_use]
    pub fn staff(&self, name: &str) -> StaffId {
        self.staff[name]
    }

    /// A client.
    ///
    /// # Panics
    ///
    /// Panics if there is none, which the reader of the file rules out.
    #[must_use]
    pub fn client(&self, name: &str) -> ClientId {
        self.clients[name]
    }

    /// The initials of a colleague.
    #[must_use]
    pub fn of_staff(&self, id: StaffId) -> &str {
        self.people.initials(id)
    }

    /// The initials of a client.
    #[must_use]
    pub fn of_client(&self, id: ClientId) -> &str {
        self.people
            .clients
            .get(&id)
            .map_or("–", |head| &head.initials)
    }

    /// Who made something happen.
    #[must_use]
    pub fn of_actor(&self, actor: Actor) -> &str {
        match actor {
            Actor::Staff(staff) => self.of_staff(staff),
            Actor::Rules => "reglerna",
            Actor::Server => "systemet",
        }
    }

    /// Colleagues one after the other.
    #[must_use]
    pub fn row(&self, staff: impl IntoIterator<Item = StaffId>) -> String {
        let all: Vec<&str> = staff.into_iter().map(|id| self.of_staff(id)).collect();
        or_none(&all.join(" "))
    }
}

/// A text, or the word for nothing.
#[must_use]
pub fn or_none(text: &str) -> String {
    if text.is_empty() {
        "ingen".to_owned()
    } else {
        text.to_owned()
    }
}
