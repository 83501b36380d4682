//! Carries out what is due, in order.
//!
//! There is no leader. Every server runs an engine for every team; two that act on
//! the same due time race harmlessly, because the loser's append conflicts and its
//! second look finds nothing due. Deadlines are derived from events, so a restart
//! delays and never forgets.

use std::sync::Arc;

use shared::deescalation::gate::LATE_LIMIT;
use shared::{Event, Span, Timestamp, due};

use crate::app_state::AppState;
use crate::clock::{pause, real_time};
use crate::team::{Refusal, Team};

/// How long the engine sleeps at the most before it looks again; a computer that was
/// asleep notices soon.
const LONGEST_WAIT: Span = Span::seconds(20);
/// How often the heartbeat is written; it is late after ten minutes.
const BEAT_EVERY: Span = Span::seconds(15);
/// How long it waits after the log could not be written.
const AFTER_FAILURE: Span = Span::seconds(1);

/// Runs a team's engine for as long as the server runs.
///
/// The heartbeat is written only when nothing is overdue. Where it was silent for too
/// long the log says so before anything is made up for, and the rules start again after
/// that: what they missed they do not decide late (gate D12).
pub async fn run(app: Arc<AppState>, team: Arc<Team>) {
    let mut changes = team.changes();
    let mut stop = app.stopping();
    let mut heart = Heart::default();
    team.ready().await;
    loop {
        changes.mark_unchanged();
        let next = heart.work(&app, &team).await.unwrap_or_else(|refusal| {
            refusal.log(&team.id);
            None
        });
        let wait = match next {
            Some(at) => app.clock.wait(at, LONGEST_WAIT),
            None => app
                .clock
                .wait(app.clock.now() + AFTER_FAILURE, AFTER_FAILURE),
        };
        tokio::select! {
            () = wait => {}
            _ = changes.changed() => {}
            _ = stop.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// The heartbeat of one engine.
#[derive(Default)]
struct Heart {
    /// The real time of its last beat.
    last: Option<Timestamp>,
}

impl Heart {
    /// Carries out what is due, and says that nothing is overdue then. Says when the next
    /// thing will be due.
    async fn work(&mut self, app: &AppState, team: &Team) -> Result<Option<Timestamp>, Refusal> {
        // A clock that went back must not silence the heart until it is where it was.
        let is_time = self.last.is_none_or(|last| {
            let since = real_time().since(last);
            since >= BEAT_EVERY || since < Span::default()
        });
        if is_time {
            stand_still(app, team).await?;
        }
        let next = carry_out_until(team, app.clock.now()).await?;
        if is_time {
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
}

/// Records that no server has been at work for too long, if so.
async fn stand_still(app: &AppState, team: &Team) -> Result<(), Refusal> {
    let silence = app
        .store
        .silence(&team.id, real_time())
        .await
        .map_err(|error| Refusal::Store(Some(error)))?;
    let Some(silence) = silence.filter(|silence| *silence > LATE_LIMIT) else {
        return Ok(());
    };
    let since = app.clock.now() - silence;
    team.record(|board| match board.stopped {
        None => vec![Event::RulesStopped { since }],
        Some(_) => Vec::new(),
    })
    .await
    .map(drop)
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

/// Carries out everything that is due at `now`, in order. Says when the next thing
/// will be due.
async fn carry_out_until(team: &Team, now: Timestamp) -> Result<Option<Timestamp>, Refusal> {
    loop {
        let Some(state) = team.state() else {
            return Ok(None);
        };
        let Some((at, what)) = due::next(&state.board, now) else {
            return Ok(None);
        };
        if at > now {
            return Ok(Some(at));
        }
        team.carry_out(&what).await?;
    }
}

/// Moves a demonstration's clock to `to` and lets everything on the way happen at its
/// own time, in order. The last pause lets the couriers start at that time.
pub async fn move_clock(app: &AppState, to: Timestamp) {
    loop {
        let now = app.clock.now();
        let mut next: Option<(Timestamp, Arc<Team>, due::Due)> = None;
        for team in app.teams() {
            let Some(state) = team.state() else { continue };
            if let Some((at, what)) = due::next(&state.board, now)
                && at <= to
                && next.as_ref().is_none_or(|(first, ..)| at < *first)
            {
                next = Some((at, team, what));
            }
        }
        let Some((at, team, what)) = next else { break };
        app.clock.move_to(at);
        if let Err(refusal) = team.carry_out(&what).await {
            refusal.log(&team.id);
            pause(AFTER_FAILURE).await;
            break;
        }
    }
    app.clock.move_to(to);
}
