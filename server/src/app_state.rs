//! What the whole server shares.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use app::page::Assets;
use shared::TeamId;
use tokio::sync::watch;

use crate::alerts;
use crate::alerts::channel::Channels;
use crate::alerts::web_push::Pusher;
use crate::clock::Clock;
use crate::config::Config;
use crate::http::extract::Who;
use crate::metrics::Metrics;
use crate::sessions::Sessions;
use crate::store::{self, Store};
use crate::team::Team;

/// What the whole server shares. Built once by [`AppState::new`], also in tests.
pub struct AppState {
    /// The settings.
    pub config: Config,
    /// Redis.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Who is logged in.
    pub sessions: Sessions,
    /// Sends letters to push services.
    pub pusher: Pusher,
    /// The ways to reach people besides push.
    pub channels: Channels,
    /// The browser's files.
    pub assets: Assets,
    /// What this server counts.
    pub metrics: Arc<Metrics>,
    /// The teams that this server follows.
    teams: RwLock<BTreeMap<TeamId, Arc<Team>>>,
    /// Becomes true when the server is asked to stop.
    stop: watch::Sender<bool>,
}

impl AppState {
    /// Puts the parts together; no team is followed yet.
    #[must_use]
    pub fn new(
        config: Config,
        store: Store,
        clock: Clock,
        pusher: Pusher,
        channels: Channels,
        assets: Assets,
    ) -> Arc<Self> {
        Arc::new(Self {
            sessions: Sessions::new(store.clone()),
            config,
            store,
            clock,
            pusher,
            channels,
            assets,
            metrics: Arc::default(),
            teams: RwLock::default(),
            stop: watch::Sender::new(false),
        })
    }

    /// A team that this server follows.
    #[must_use]
    pub fn team(&self, id: &TeamId) -> Option<Arc<Team>> {
        self.teams
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .cloned()
    }

    /// Every team that this server follows.
    #[must_use]
    pub fn teams(&self) -> Vec<Arc<Team>> {
        self.teams
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .values()
            .cloned()
            .collect()
    }

    /// Begins to follow every team that is in the store: its log, its due times and
    /// its letters.
    ///
    /// # Errors
    ///
    /// Returns the store's error; nothing is followed then.
    pub async fn follow_teams(self: &Arc<Self>) -> Result<(), store::Error> {
        for id in self.store.teams().await? {
            let team = Arc::new(Team::new(
                id.clone(),
                self.store.clone(),
                self.clock.clone(),
                Arc::clone(&self.metrics),
            ));
            self.teams
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(id, Arc::clone(&team));
            let followed = Arc::clone(&team);
            tokio::spawn(async move { followed.follow().await });
            team.ready().await;
            tokio::spawn(alerts::engine::run(Arc::clone(self), Arc::clone(&team)));
            tokio::spawn(alerts::courier::run(Arc::clone(self), team));
        }
        Ok(())
    }

    /// Tells every connection to end and come back later.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Becomes true when the server is asked to stop.
    #[must_use]
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// Whether the session behind a live connection still holds.
    pub async fn is_logged_in(&self, who: &Who) -> bool {
        self.sessions.find(&who.token).await.is_some()
    }
}
