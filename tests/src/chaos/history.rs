//! What happened, as the log, the push service and the people saw it.

use std::time::Duration;

use shared::alert::AlertNumber;
use shared::board::event::Recorded;
use shared::{ClientId, LetterId};

/// What happened. Times are real ones, counted from the beginning; the log has those of the
/// team's clock, which may stand.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The whole log.
    pub log: Vec<Recorded>,
    /// What the push service received.
    pub sendings: Vec<Sending>,
    /// When which letter was claimed: the call's way to Redis began.
    pub claims: Vec<(LetterId, Duration)>,
    /// Raises to red that people asked for, and when they did first.
    pub raises: Vec<(ClientId, Duration)>,
    /// When somebody was told that an alert is theirs.
    pub acknowledged: Vec<(AlertNumber, Duration)>,
    /// From when to when something was broken.
    pub faults: Vec<(Duration, Duration)>,
}

/// A letter on its way to a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// Which phone.
    pub phone: String,
    /// Which letter.
    pub letter: LetterId,
    /// What the phone shows.
    pub body: String,
    /// Under which topic the push service replaces it.
    pub topic: String,
    /// Under which tag the phone replaces it.
    pub tag: String,
    /// When it arrived.
    pub at: Duration,
    /// Whether the push service has taken it.
    pub accepted: bool,
}

impl History {
    /// Until when the first letter of what was asked for `at` a time must be accepted:
    /// within `patience`, and within it after the end of every fault that fell into it.
    #[must_use]
    pub fn owed_by(&self, at: Duration, patience: Duration) -> Duration {
        let mut from = at;
        let mut faults = self.faults.clone();
        faults.sort_unstable();
        for (begins, ends) in faults {
            if begins <= from + patience && ends > from {
                from = ends;
            }
        }
        from + patience
    }
}
