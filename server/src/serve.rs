//! From the settings to a running server, and back to nothing.

use std::fs::File;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use app::page::Assets;
use shared::Span;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::alerts::channel::{ChannelError, Channels};
use crate::alerts::keyring;
use crate::alerts::web_push::{Pusher, PusherError};
use crate::app_state::AppState;
use crate::clock::{Clock, pause};
use crate::config::Config;
use crate::demo::{self, DemoError};
use crate::embedded::{Embedded, EmbeddedError};
use crate::http;
use crate::store::{self, ConnectError, Store};

/// How long connections may take to end when the server stops.
const END_WITHIN: Span = Span::seconds(5);

/// Why the server does not start. Each says how to mend it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The server's own Redis.
    #[error(transparent)]
    Embedded(#[from] EmbeddedError),
    /// A Redis of somebody else's.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The store answers with an error.
    #[error("the store cannot be read: {0}")]
    Store(#[from] store::Error),
    /// The demonstration.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// The key for push letters.
    #[error(transparent)]
    Pusher(#[from] PusherError),
    /// A way to reach people besides push.
    #[error(transparent)]
    Channel(#[from] ChannelError),
    /// The browser's files.
    #[error(
        "the pages' files are not in {folder} ({problem}). Run `make site`, or name their folder in TAVLA_SITE"
    )]
    Assets {
        /// Where they were looked for.
        folder: String,
        /// What is wrong.
        problem: String,
    },
    /// The address.
    #[error(
        "{addr} cannot be listened on ({source}). Is another server running there? TAVLA_ADDR names another address"
    )]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// Anything else of the operating system.
    #[error("the operating system refuses: {0}")]
    System(#[from] io::Error),
}

/// The store, and the Redis that it lives in if that is the server's own.
pub struct Opened {
    /// The store.
    pub store: Store,
    embedded: Option<Embedded>,
}

impl Opened {
    /// Opens the store of the settings.
    ///
    /// # Errors
    ///
    /// Says why Redis cannot be used, and how to mend it.
    pub async fn new(config: &Config) -> Result<Self, StartError> {
        let embedded = match &config.redis_url {
            Some(_) => None,
            None => Some(Embedded::start(&config.data).await?),
        };
        let url = match (&config.redis_url, &embedded) {
            (Some(url), _) => url.as_str().to_owned(),
            (None, Some(embedded)) => embedded.url(),
            (None, None) => unreachable!("without an address the server has started its own"),
        };
        let store = Store::connect(&url, config.allow_volatile).await?;
        Ok(Self { store, embedded })
    }

    /// Ends the server's own Redis.
    pub async fn close(self) {
        if let Some(embedded) = self.embedded {
            embedded.stop().await;
        }
    }
}

/// Runs the server until it is told to stop.
///
/// # Errors
///
/// Says why it does not start.
pub async fn serve(config: Config) -> Result<(), StartError> {
    let assets = assets(&config.site)?;
    let opened = Opened::new(&config).await?;
    let served = serve_with(config, assets, opened.store.clone()).await;
    opened.close().await;
    served
}

async fn serve_with(config: Config, assets: Assets, store: Store) -> Result<(), StartError> {
    let clock = if config.demo {
        demo::prepare(&store, config.demo_team.as_deref()).await?
    } else {
        Clock::default()
    };
    let keys = store.vapid_keys(&keyring::new_key()).await?;
    let pusher = Pusher::new(&keys, &config.push_contact)?;
    let channels = Channels::new(&config, &store)?;
    let addr = config.addr;
    let is_demo = config.demo;
    let listener = TcpListener::bind(addr)
        .await
        .map_err(|source| StartError::Listen { addr, source })?;
    let app = AppState::new(config, store, clock, pusher, channels, assets);
    app.follow_teams().await?;
    tokio::spawn(keyring::follow(Arc::clone(&app)));
    announce(listener.local_addr()?, is_demo);

    let router = http::router(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
    let stopping = Arc::clone(&app);
    let mut stop = app.stopping();
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        told_to_stop().await;
        stopping.stop();
    });
    tokio::select! {
        ended = server => ended?,
        () = async {
            // Waiting can't fail: the sender lives in `app`.
            let _ = stop.wait_for(|stopping| *stopping).await;
            pause(END_WITHIN).await;
        } => {}
    }
    Ok(())
}

/// Tells the person who started the server where it is. The only thing it prints.
#[expect(
    clippy::print_stdout,
    reason = "a person reads this, and tests wait for it"
)]
fn announce(addr: SocketAddr, is_demo: bool) {
    println!("Teamtavlan: http://{addr}");
    if is_demo {
        println!("Demonstration med påhittade klienter. Välj vem du är på inloggningssidan.");
        println!(
            "Med lösenord: gs (teamledare), nb (CM), od (chef) – lösenord {}",
            demo::PASSWORD
        );
    }
}

async fn told_to_stop() {
    let (Ok(mut terminate), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        // Without signals the server ends only when it is killed, which it survives.
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

fn assets(site: &Path) -> Result<Assets, StartError> {
    let problem = |problem: String| StartError::Assets {
        folder: site.display().to_string(),
        problem,
    };
    let file = File::open(site.join("assets.json")).map_err(|error| problem(error.to_string()))?;
    serde_json::from_reader(io::BufReader::new(file)).map_err(|error| problem(error.to_string()))
}
