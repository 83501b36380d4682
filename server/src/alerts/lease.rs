//! How long a claimed letter belongs to one courier.
//!
//! The lease is short, because it is how long a letter waits when its courier dies: an
//! alert has to reach somebody within ten seconds of the end of a fault. A courier that
//! lives renews it for as long as a slow push service takes.

use crate::app_state::AppState;
use crate::clock::{pause, real_time};
use crate::store::{Claimed, Settle};
use crate::team::Team;
use shared::{Span, Timestamp};

/// How long a letter belongs to a courier that says nothing more. Together with the
/// second after which others look at the outbox it stays well under ten.
pub const LEASE: Span = Span::seconds(4);
/// How long a letter may be free to be claimed before nobody is there who would: twice what
/// the lease of a courier that died takes, and the look of the next.
pub const UNTOUCHED_FOR: Span = Span::seconds(10);
/// How often it is renewed; that may fail twice.
const RENEW_EVERY: Span = Span::seconds(1);

/// Does the work on a letter while the lease is held. Work whose lease was lost stops:
/// another courier has the letter.
///
/// It begins when this server knows all that was in the log at the claim. A server that
/// was paused would otherwise send what a colleague has long taken.
pub async fn hold(app: &AppState, team: &Team, claimed: &Claimed, work: impl Future<Output = ()>) {
    let work = async {
        match app.store.newest(&team.id).await {
            Ok(seq) => team.seen(seq).await,
            // Better a letter too many than none.
            Err(error) => tracing::warn!(team = %team.id, %error, "the log's end is not known"),
        }
        work.await;
    };
    tokio::select! {
        () = work => {}
        () = lost(app, team, claimed) => {
            tracing::warn!(team = %team.id, "a letter is carried by another server now");
        }
    }
}

/// Notices that the computer's clock went back.
///
/// Leases and pauses in the outbox are real times. After such a step they lie in the future
/// by as much as it was, and every letter that was claimed by a courier which then died
/// would wait until they have come.
#[derive(Default)]
pub struct Watch {
    last: Option<Timestamp>,
}

impl Watch {
    /// Whether the clock has gone back since the last look, by more than a small correction.
    pub fn went_back(&mut self, now: Timestamp) -> bool {
        let last = self.last.replace(now);
        last.is_some_and(|last| last.since(now) > LEASE)
    }
}

/// Renews the lease until it is lost.
async fn lost(app: &AppState, team: &Team, claimed: &Claimed) {
    loop {
        pause(RENEW_EVERY).await;
        let until = Settle::RetryAt(real_time() + LEASE);
        // An error says nothing about the lease; the next try may be in time.
        if let Ok(false) = app.store.settle(&team.id, claimed, until).await {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_an_hour_is_noticed_once() {
        let noon = Timestamp::from_millis(1_773_642_600_000);
        let mut watch = Watch::default();
        assert!(!watch.went_back(noon));
        assert!(!watch.went_back(noon + Span::hours(1)), "it may go ahead");
        assert!(!watch.went_back(noon + Span::minutes(59) + Span::seconds(58)));
        assert!(watch.went_back(noon));
        assert!(!watch.went_back(noon + Span::seconds(1)));
    }
}
