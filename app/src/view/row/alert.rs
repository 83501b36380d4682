//! The open alert about a client: its name, where it stands, and how it looks.

use shared::alert::{Alert, AlertNumber, AlertState, Class};

use super::capitalised;
use crate::view::Look;

/// The open alert about a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenAlert {
    /// What it is called: `Larm 4127`, `Uppgift 4127`.
    pub name: String,
    /// The number.
    pub number: AlertNumber,
    /// Where it stands.
    pub state: String,
    /// How it is.
    pub tone: AlertTone,
}

/// How an open alert looks, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlertTone {
    /// An alarm that nobody has taken.
    Urgent,
    /// A task that nobody has taken.
    Task,
    /// A task that waits for the morning: nobody is late.
    Waiting,
    /// Somebody has it.
    Taken,
}

impl AlertTone {
    /// How an alert looks.
    #[must_use]
    pub fn of(alert: &Alert) -> Self {
        match (alert.class, alert.state) {
            (_, AlertState::Acknowledged { .. } | AlertState::Closed { .. }) => Self::Taken,
            (Class::P1, _) => Self::Urgent,
            (Class::P2, AlertState::Climbing { rung: Some(_) }) => Self::Task,
            (Class::P2, _) => Self::Waiting,
        }
    }

    /// The word for this tone in HTML and CSS.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Task => "task",
            Self::Waiting => "waiting",
            Self::Taken => "taken",
        }
    }

    /// The shape of this tone, for eyes that do not tell the colours apart.
    #[must_use]
    pub fn shape(self) -> &'static str {
        match self {
            Self::Urgent => "■ ",
            Self::Task => "▲ ",
            Self::Waiting => "○ ",
            Self::Taken => "✓ ",
        }
    }

    /// Whether somebody is expected to take it now.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Urgent | Self::Task)
    }
}

impl Look<'_> {
    /// What an alert is called: `Larm 4127`; what is less urgent is a task.
    pub(crate) fn alert_name(&self, alert: &Alert) -> String {
        capitalised(&shared::wording::alert::named(
            self.language,
            alert.class,
            alert.number,
        ))
    }
}
