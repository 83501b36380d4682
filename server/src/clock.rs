//! The only place that reads the time. Everything else is told what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use shared::{Span, Timestamp};
use tokio::sync::Notify;

/// What a clock that runs holds instead of the time at which it stands.
const RUNS: i64 = i64::MIN;

/// The server's clock: the real one, or one that a demonstration can move forward.
#[derive(Clone, Debug)]
pub struct Clock {
    /// How far the clock is ahead of the real time, in milliseconds; 0 in normal mode.
    ahead: Arc<AtomicI64>,
    /// The time at which the clock of a scenario stands, or [`RUNS`].
    stands: Arc<AtomicI64>,
    /// Wakes everybody who waits for a time when the clock was moved.
    moved: Arc<Notify>,
}

/// The real time.
impl Default for Clock {
    fn default() -> Self {
        Self {
            ahead: Arc::default(),
            stands: Arc::new(AtomicI64::new(RUNS)),
            moved: Arc::default(),
        }
    }
}

impl Clock {
    /// A clock that stands at `at` until it is moved, so that a scenario has exact times.
    #[must_use]
    pub fn standing_at(at: Timestamp) -> Self {
        let clock = Self::default();
        clock.stands.store(at.millis(), Ordering::Release);
        clock
    }

    /// A clock that is `ahead` of the real time.
    #[must_use]
    pub fn ahead_by(ahead: Span) -> Self {
        let clock = Self::default();
        clock.ahead.store(ahead.as_millis(), Ordering::Release);
        clock
    }

    /// The time of this clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.standing()
            .unwrap_or_else(|| real_time() + self.ahead())
    }

    /// The time at which this clock stands, if it does not run.
    #[must_use]
    pub fn standing(&self) -> Option<Timestamp> {
        let at = self.stands.load(Ordering::Acquire);
        (at != RUNS).then(|| Timestamp::from_millis(at))
    }

    /// How far the clock is ahead of the real time.
    #[must_use]
    pub fn ahead(&self) -> Span {
        Span::millis(self.ahead.load(Ordering::Acquire))
    }

    /// Moves the clock to `to` if that lies ahead; a clock never goes back.
    pub fn move_to(&self, to: Timestamp) {
        let step = to.since(self.now()).as_millis();
        if step > 0 {
            if self.standing().is_some() {
                self.stands.fetch_max(to.millis(), Ordering::AcqRel);
            } else {
                self.ahead.fetch_add(step, Ordering::AcqRel);
            }
            self.moved.notify_waiters();
        }
    }

    /// Waits until the clock shows `at`, or was moved, or `longest` has passed. The
    /// caller looks at the clock again: a computer that slept may be far past it.
    pub async fn wait(&self, at: Timestamp, longest: Span) {
        let moved = self.moved.notified();
        let left = at
            .since(self.now())
            .as_millis()
            .clamp(0, longest.as_millis());
        tokio::select! {
            () = moved => {}
            () = pause(Span::millis(left)) => {}
        }
    }
}

/// The real time, for what must not follow a demonstration's clock: leases, tokens
/// and expiry at other parties.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place where time comes in"
)]
pub fn real_time() -> Timestamp {
    let since_1970 = std::time::SystemTime::now()
        .duration_since(std::time::SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
}

/// Waits for a real span of time.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place where waiting is done"
)]
pub async fn pause(span: Span) {
    let millis = u64::try_from(span.as_millis()).unwrap_or_default();
    tokio::time::sleep(Duration::from_millis(millis)).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_stands_shows_what_it_was_moved_to_and_never_goes_back() {
        let at = Timestamp::from_millis(1_773_416_400_000);
        let clock = Clock::standing_at(at);
        assert_eq!(clock.now(), at);
        let later = at + Span::minutes(2);
        clock.move_to(later);
        clock.move_to(at);
        assert_eq!((clock.now(), clock.standing()), (later, Some(later)));
        assert_eq!(Clock::default().standing(), None);
    }
}
