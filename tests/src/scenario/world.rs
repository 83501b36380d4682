//! What a course needs of the place where it is played.

use shared::{Command, Timestamp};

use super::ast::Machine;
use super::view::View;

/// A place where a course is played.
pub trait World {
    /// The team as it is now.
    fn view(&self) -> &View;

    /// Time passes. What is due on the way happens at its own time; what is due in the
    /// very moment has happened, unless people act `before_rules`.
    ///
    /// # Errors
    ///
    /// This place cannot do that.
    fn go_to(&mut self, at: Timestamp, before_rules: bool) -> Result<(), Cannot>;

    /// Somebody asks for something. The answer holds the words of a refusal.
    ///
    /// # Errors
    ///
    /// This place cannot do that.
    fn wish(
        &mut self,
        who: &str,
        wish: &Command,
        happened: Option<Timestamp>,
    ) -> Result<Result<(), String>, Cannot>;

    /// Something happens to a machine.
    ///
    /// # Errors
    ///
    /// This place cannot do that.
    fn machine(&mut self, what: &Machine) -> Result<(), Cannot>;

    /// What has broken a rule that always holds, since it was asked last.
    fn broken(&mut self) -> Vec<String>;
}

/// A statement that this place cannot carry out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cannot {
    /// It exists in the pure domain only.
    OnlyPure,
    /// It exists in the pure domain only, and what follows depends on it.
    OnlyPureFromHere,
    /// Why not, in Swedish.
    Not(String),
}
