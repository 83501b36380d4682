//! A push service that speaks RFC 8030 and can misbehave.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use tokio::net::TcpListener;

use crate::wait;

/// What the service does with a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Takes it.
    Accept,
    /// Answers with a status.
    Answer(u16),
    /// Takes the request and never answers.
    Hang,
}

/// A letter as the service received it.
#[derive(Clone, Debug)]
pub struct Received {
    /// The last part of the endpoint: which phone.
    pub phone: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The encrypted body.
    pub body: Bytes,
    /// When it arrived, for measurements.
    pub at: Instant,
}

impl Received {
    /// The topic under which the letter replaces an earlier one.
    #[must_use]
    pub fn topic(&self) -> Option<&str> {
        self.headers.get("topic")?.to_str().ok()
    }
}

/// A push service on this machine.
pub struct PushService {
    /// Its origin, for `TAVLA_PUSH_ALLOW`.
    pub origin: String,
    shared: Arc<Shared>,
}

struct Shared {
    mood: Mutex<Mood>,
    received: Mutex<Vec<Received>>,
}

impl PushService {
    /// Opens a service.
    ///
    /// # Panics
    ///
    /// Panics if there is no free address.
    pub async fn open(mood: Mood) -> Self {
        let shared = Arc::new(Shared {
            mood: Mutex::new(mood),
            received: Mutex::default(),
        });
        let router = Router::new()
            .route("/push/{phone}", post(receive))
            .with_state(Arc::clone(&shared));
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free address");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { origin, shared }
    }

    /// The endpoint of a phone.
    #[must_use]
    pub fn endpoint(&self, phone: &str) -> String {
        format!("{}/push/{phone}", self.origin)
    }

    /// Changes what the service does from now on.
    pub fn set_mood(&self, mood: Mood) {
        *self
            .shared
            .mood
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = mood;
    }

    /// Everything received for a phone until now.
    #[must_use]
    pub fn letters(&self, phone: &str) -> Vec<Received> {
        let received = self
            .shared
            .received
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        received
            .iter()
            .filter(|letter| letter.phone == phone)
            .cloned()
            .collect()
    }

    /// Everything received until now, for whichever phone.
    #[must_use]
    pub fn all(&self) -> Vec<Received> {
        self.shared
            .received
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Waits until a phone has received `count` letters.
    pub async fn expect(&self, phone: &str, count: usize) -> Vec<Received> {
        wait::until(&format!("{count} letters for {phone}"), async || {
            let letters = self.letters(phone);
            (letters.len() >= count).then_some(letters)
        })
        .await
    }
}

async fn receive(
    State(shared): State<Arc<Shared>>,
    Path(phone): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let mood = *shared.mood.lock().unwrap_or_else(PoisonError::into_inner);
    shared
        .received
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(Received {
            phone,
            headers,
            body,
            at: wait::instant(),
        });
    match mood {
        Mood::Accept => StatusCode::CREATED,
        Mood::Answer(status) => StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST),
        Mood::Hang => std::future::pending().await,
    }
}
