//! A gateway for text messages and calls that can misbehave.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::wait;

/// What the gateway does with a message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// Takes it, and answers with an id: the way and a number from 1, `sms-1`.
    #[default]
    Accept,
    /// Answers with a status.
    Answer(u16),
    /// Answers the next message with a status and takes those after it.
    Stumble(u16),
    /// Takes the request and never answers.
    Hang,
}

/// A message as the gateway received it.
#[derive(Clone, Debug)]
pub struct Message {
    /// The last part of the address: `sms` or `voice`.
    pub way: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Value,
}

impl Message {
    /// A field of the body.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.body[name].as_str().unwrap_or_default()
    }
}

/// A gateway on this machine.
pub struct Gateway {
    /// Its origin; messages go to `/sms` and `/voice` there.
    pub origin: String,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    moods: Mutex<BTreeMap<String, Mood>>,
    received: Mutex<Vec<Message>>,
}

impl Gateway {
    /// Opens a gateway that takes everything.
    ///
    /// # Panics
    ///
    /// Panics if there is no free address.
    pub async fn open() -> Self {
        let shared = Arc::<Shared>::default();
        let router = Router::new()
            .route("/{way}", post(receive))
            .with_state(Arc::clone(&shared));
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free address");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { origin, shared }
    }

    /// Changes what happens to messages on a way from now on.
    pub fn set_mood(&self, way: &str, mood: Mood) {
        self.shared
            .moods
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(way.to_owned(), mood);
    }

    /// Everything received on a way until now.
    #[must_use]
    pub fn messages(&self, way: &str) -> Vec<Message> {
        let received = self
            .shared
            .received
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        received
            .iter()
            .filter(|message| message.way == way)
            .cloned()
            .collect()
    }

    /// Waits until `count` messages were received on a way.
    pub async fn expect(&self, way: &str, count: usize) -> Vec<Message> {
        wait::until(&format!("{count} messages by {way}"), async || {
            let messages = self.messages(way);
            (messages.len() >= count).then_some(messages)
        })
        .await
    }
}

async fn receive(
    State(shared): State<Arc<Shared>>,
    Path(way): Path<String>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> Response {
    let mood = shared.next_mood(&way);
    let count = {
        let mut received = shared
            .received
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        received.push(Message {
            way: way.clone(),
            headers,
            body,
        });
        received.iter().filter(|message| message.way == way).count()
    };
    let refused = |status| StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    match mood {
        Mood::Accept => {
            Json(json!({ "id": format!("{way}-{count}"), "status": "queued" })).into_response()
        }
        Mood::Answer(status) | Mood::Stumble(status) => refused(status).into_response(),
        Mood::Hang => std::future::pending().await,
    }
}

impl Shared {
    /// The mood for a message that has arrived. Whoever stumbles does so once.
    fn next_mood(&self, way: &str) -> Mood {
        let mut moods = self.moods.lock().unwrap_or_else(PoisonError::into_inner);
        let mood = moods.get(way).copied().unwrap_or_default();
        if matches!(mood, Mood::Stumble(_)) {
            moods.insert(way.to_owned(), Mood::Accept);
        }
        mood
    }
}
