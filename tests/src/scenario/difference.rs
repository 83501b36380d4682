//! What was expected and what there was, for a person to read.

use std::fmt;

use shared::Timestamp;

use super::when::moment_written;

/// What was expected, what there was, and what else helps to understand it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What was expected.
    pub expected: String,
    /// What there was.
    pub found: String,
    /// Further lines, such as all hinders.
    pub more: Vec<String>,
}

impl Difference {
    /// A difference.
    #[must_use]
    pub fn new(expected: impl Into<String>, found: impl Into<String>) -> Self {
        Self {
            expected: expected.into(),
            found: found.into(),
            more: Vec::new(),
        }
    }

    /// The same with further lines.
    #[must_use]
    pub fn with(mut self, more: Vec<String>) -> Self {
        self.more = more;
        self
    }
}

/// Compares two values that are written in the same way.
///
/// # Errors
///
/// They differ.
pub fn same(expected: impl Into<String>, found: impl Into<String>) -> Result<(), Difference> {
    let (expected, found) = (expected.into(), found.into());
    if expected == found {
        Ok(())
    } else {
        Err(Difference::new(expected, found))
    }
}

/// An expectation that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The variant, outside the common course.
    pub variant: Option<String>,
    /// The statement as it is written.
    pub statement: String,
    /// When.
    pub at: Timestamp,
    /// What differs.
    pub difference: Difference,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}:{}", self.file, self.line)?;
        if let Some(variant) = &self.variant {
            writeln!(f, "    variant: {variant}")?;
        }
        writeln!(f, "    rad:     {}", self.statement)?;
        writeln!(f, "    när:     {}", moment_written(self.at))?;
        writeln!(f, "    väntat:  {}", self.difference.expected)?;
        write!(f, "    fick:    {}", self.difference.found)?;
        for line in &self.difference.more {
            write!(f, "\n             {line}")?;
        }
        Ok(())
    }
}
