//! Carries out what is due, in order.
//!
//! There is no leader. Every server runs an engine for every team; two that act on
//! the same due time race harmlessly, because the loser's append conflicts and its
//! second look finds nothing due. Deadlines are derived from events, so a restart
//! delays and never forgets.

use std::sync::Arc;

use shared::{Span, Timestamp, due};

use crate::alerts::heart::Heart;
use crate::app_state::AppState;
use crate::clock::pause;
use crate::team::{Refusal, Team};

/// How long the engine sleeps at the most before it looks again; a computer that was
/// asleep notices soon.
const LONGEST_WAIT: Span = Span::seconds(20);
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

/// Carries out everything that is due at `now`, in order. Says when the next thing
/// will be due.
pub(super) async fn carry_out_until(
    team: &Team,
    now: Timestamp,
) -> Result<Option<Timestamp>, Refusal> {
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
