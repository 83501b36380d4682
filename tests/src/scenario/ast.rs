//! What a file says.

pub mod act;
pub mod expect;

use shared::Timestamp;

use super::fixture::Fixture;
pub use act::{Act, Deed, Machine};
pub use expect::Expect;

/// The initials of somebody.
pub type Name = String;

/// A file.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The title.
    pub title: String,
    /// The team.
    pub fixture: Fixture,
    /// When the course begins.
    pub start: Timestamp,
    /// What happens and what must hold, in order.
    pub body: Vec<Statement>,
    /// Other ways on from a step.
    pub variants: Vec<Variant>,
}

/// Another way on from a step of the course.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The name: `5b`.
    pub name: String,
    /// The step that is the last one in common.
    pub after: String,
    /// What happens instead of what follows that step.
    pub body: Vec<Statement>,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its number in the file.
    pub line: usize,
    /// The line as it is written.
    pub source: String,
    /// What it says.
    pub says: Says,
}

/// What a line says.
#[derive(Clone, Debug)]
pub enum Says {
    /// A step begins; variants branch from it by its name.
    Step(String),
    /// Time passes to a moment; what is due in that very moment has happened, or, where
    /// the file says so, has not happened yet.
    Clock {
        /// The moment.
        at: Timestamp,
        /// Whether people act before the rules do.
        before_rules: bool,
    },
    /// Somebody does something.
    Deed(Deed),
    /// Something happens to phones, devices, the rules or the server.
    Machine(Machine),
    /// Which letters must be named from now on.
    Letters(Strict),
    /// Something must hold.
    Expect(Expect),
}

/// Which letters must be named in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strict {
    /// Every letter.
    #[default]
    All,
    /// Every letter but the test letters at the beginning of shifts.
    AllButTests,
    /// Only what the file names is looked at.
    Named,
}
