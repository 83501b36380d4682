//! The heartbeat of an engine: it says that nothing is overdue, and only then.
//!
//! What is overdue is a rung, a step or a limit that nobody has carried out, and a letter
//! that does not leave the server. [`late_letters`] is the rule for the second.

use shared::alert::delivery::unsent;
use shared::deescalation::gate::LATE_LIMIT;
use shared::{Event, Span, Timestamp};

use crate::alerts::engine::carry_out_until;
use crate::alerts::lease::UNTOUCHED_FOR;
use crate::app_state::AppState;
use crate::clock::real_time;
use crate::team::{Refusal, Team};

/// How often the heartbeat is written; it is late after ten minutes.
const BEAT_EVERY: Span = Span::seconds(15);
/// How far a heartbeat may lie from the present, on either side, before it is late: servers
/// do not have quite the same time.
const LATE_AFTER: Span = Span::seconds(60);
/// How soon the engine looks again whether letters leave the server.
const LOOK_AGAIN: Span = Span::seconds(1);

/// Whether a heartbeat is late. One in the future says nothing about now: the clock went
/// back behind it.
#[must_use]
pub fn is_late(silence: Option<Span>) -> bool {
    silence.is_none_or(|silence| silence > LATE_AFTER || is_future(silence))
}

fn is_future(silence: Span) -> bool {
    silence < Span::millis(-LATE_AFTER.as_millis())
}

/// For how long letters that call somebody have waited, if nothing that calls leaves this
/// team's servers any more: letters to at least two people wait and none has left since, or
/// no courier has one in hand. That one person's push service hangs is no such thing.
///
/// # Errors
///
/// Returns [`Refusal::Store`] if the store does not say who has the letters.
pub async fn late_letters(app: &AppState, team: &Team) -> Result<Option<Span>, Refusal> {
    let now = app.clock.now();
    let found = team.state().and_then(|state| unsent(&state.board, now));
    let Some(found) = found else {
        return Ok(None);
    };
    let nobody_has_it = async || {
        let since = real_time() - UNTOUCHED_FOR;
        app.store
            .any_untouched(&team.id, &found.waiting, since)
            .await
            .map_err(|error| Refusal::Store(Some(error)))
    };
    let is_late = found.is_everyones || nobody_has_it().await?;
    Ok(is_late.then(|| now.since(found.since)))
}

/// The heartbeat of one engine.
#[derive(Default)]
pub(super) struct Heart {
    /// The real time of its last beat.
    last: Option<Timestamp>,
}

impl Heart {
    /// Carries out what is due, and says that nothing is overdue then. Says when the next
    /// thing will be due.
    pub(super) async fn work(
        &mut self,
        app: &AppState,
        team: &Team,
    ) -> Result<Option<Timestamp>, Refusal> {
        // On a board that may be out of date nobody can say that nothing is overdue. That it
        // cannot be followed is in the server's log already.
        if team.stale_since().is_some() {
            return Ok(None);
        }
        let is_time = self.is_time(real_time());
        if is_time {
            self.stand_still(app, team).await?;
        }
        let next = carry_out_until(team, app.clock.now()).await?;
        if is_time {
            if late_letters(app, team).await?.is_some() {
                let soon = app.clock.now() + LOOK_AGAIN;
                return Ok(Some(next.map_or(soon, |next| next.min(soon))));
            }
            start(team).await?;
            let now = real_time();
            app.store
                .beat(&team.id, now)
                .await
                .map_err(|error| Refusal::Store(Some(error)))?;
            self.last = Some(now);
        }
        Ok(next)
    }

    /// Whether it is time for another beat. A clock that went back must not silence the
    /// heart until it is where it was.
    fn is_time(&self, now_real: Timestamp) -> bool {
        self.last.is_none_or(|last| {
            let since = now_real.since(last);
            since >= BEAT_EVERY || since < Span::default()
        })
    }

    /// Records that no server has been at work for too long, if so. A server that has just
    /// started and finds a beat in the future does not know for how long; what it does not
    /// know opens no gate.
    async fn stand_still(&self, app: &AppState, team: &Team) -> Result<(), Refusal> {
        let silence = app
            .store
            .silence(&team.id, real_time())
            .await
            .map_err(|error| Refusal::Store(Some(error)))?;
        let since = match silence {
            Some(silence) if silence > LATE_LIMIT => app.clock.now() - silence,
            Some(silence) if is_future(silence) && self.last.is_none() => app.clock.now(),
            _ => return Ok(()),
        };
        team.record(|board| match board.stopped {
            None => vec![Event::RulesStopped { since }],
            Some(_) => Vec::new(),
        })
        .await
        .map(drop)
    }
}

/// Records that the rules are at work again, if they stood still.
async fn start(team: &Team) -> Result<(), Refusal> {
    if team
        .state()
        .is_none_or(|state| state.board.stopped.is_none())
    {
        return Ok(());
    }
    team.record(|board| {
        board
            .stopped
            .map(|_| Event::RulesStarted)
            .into_iter()
            .collect()
    })
    .await
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_millis(1_773_642_600_000);

    #[test]
    fn a_heart_beats_every_fifteen_seconds_and_at_once_when_the_clock_went_back() {
        let mut heart = Heart::default();
        assert!(heart.is_time(NOON));
        heart.last = Some(NOON);
        assert!(!heart.is_time(NOON + Span::seconds(14)));
        assert!(heart.is_time(NOON + Span::seconds(15)));
        assert!(heart.is_time(NOON - Span::hours(1)), "not an hour later");
    }

    #[test]
    fn a_heartbeat_is_late_on_either_side_of_now() {
        let seconds = |count| Some(Span::seconds(count));
        for (silence, late) in [
            (None, true),
            (seconds(0), false),
            (seconds(60), false),
            (seconds(61), true),
            (seconds(-60), false),
            (seconds(-3_600), true),
        ] {
            assert_eq!(is_late(silence), late, "{silence:?}");
        }
    }
}
