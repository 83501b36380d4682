//! Waits for a state, never for a time.

use std::time::{Duration, Instant};

use tokio::time::{interval, timeout};

/// How long a state may take before the test fails; generous, for a busy machine.
const AT_MOST: Duration = Duration::from_secs(30);
/// How often the state is looked at.
const EVERY: Duration = Duration::from_millis(25);

/// Looks until there is something to see, and returns it.
///
/// # Panics
///
/// Panics if it does not come in time; `what` says what was waited for.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let looking = async {
        let mut ticks = interval(EVERY);
        loop {
            ticks.tick().await;
            if let Some(seen) = look().await {
                return seen;
            }
        }
    };
    within(what, looking).await
}

/// Waits for one thing.
///
/// # Panics
///
/// Panics if it does not come in time; `what` says what was waited for.
pub async fn within<T>(what: &str, wanted: impl Future<Output = T>) -> T {
    let Ok(came) = timeout(AT_MOST, wanted).await else {
        panic!("this did not come in time: {what}");
    };
    came
}

/// The present instant, for measurements only.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "measurements are made of real time"
)]
pub fn instant() -> Instant {
    Instant::now()
}

/// Lets a time pass. For what is random by intention and for measurements; a test waits for
/// a state.
pub async fn pass(time: Duration) {
    // Nothing comes, so that the whole time passes.
    let _ = timeout(time, std::future::pending::<()>()).await;
}
