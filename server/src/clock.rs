//! The only place that reads the time. Everything else is told what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use shared::{Span, Timestamp};
use tokio::sync::Notify;

/// The server's clock: the real one, or one that a demonstration can move forward.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// How far the clock is ahead of the real time, in milliseconds; 0 in normal mode.
    ahead: Arc<AtomicI64>,
    /// Wakes everybody who waits for a time when the clock was moved.
    moved: Arc<Notify>,
}

impl Clock {
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
        real_time() + self.ahead()
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
            self.ahead.fetch_add(step, Ordering::AcqRel);
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
