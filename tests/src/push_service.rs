//! A push service that speaks RFC 8030 and can misbehave, for all phones or for one.

pub mod opened;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use chrono::DateTime;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};

use self::opened::Opened;
use crate::wait;

/// What the service does with a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Takes it.
    Accept,
    /// Answers with a status.
    Answer(u16),
    /// Answers with a status, and says how many seconds to wait.
    AnswerIn(u16, u32),
    /// Answers with a status, and says by a date that many seconds from now how long to wait.
    AnswerAt(u16, i64),
    /// Takes it, but only after this time.
    Slow(Duration),
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
    /// When it arrived.
    pub at: Instant,
    /// The status that it was answered with; `None` while it is not.
    pub status: Option<u16>,
}

impl Received {
    /// The topic under which the letter replaces an earlier one.
    #[must_use]
    pub fn topic(&self) -> Option<&str> {
        self.headers.get("topic")?.to_str().ok()
    }

    /// The letter as its phone reads it.
    ///
    /// # Panics
    ///
    /// Panics if the phone can't read it.
    #[must_use]
    pub fn open(&self) -> Opened {
        opened::open(&self.body).expect("the phone can read the letter")
    }

    /// Whether the service has taken it.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.status.is_some_and(|status| status < 300)
    }
}

/// A push service on this machine.
pub struct PushService {
    /// Its origin, for `TAVLA_PUSH_ALLOW`.
    pub origin: String,
    /// The origin of a door that resets every connection.
    pub broken_origin: String,
    shared: Arc<Shared>,
}

struct Shared {
    mood: Mutex<Mood>,
    moods: Mutex<BTreeMap<String, Mood>>,
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
            moods: Mutex::default(),
            received: Mutex::default(),
        });
        let router = Router::new()
            .route("/push/{phone}", post(receive))
            .with_state(Arc::clone(&shared));
        let (listener, origin) = listen().await;
        tokio::spawn(async move { axum::serve(listener, router).await });
        let (broken, broken_origin) = listen().await;
        let door = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((client, _)) = broken.accept().await {
                tokio::spawn(reset(Arc::clone(&door), client));
            }
        });
        Self {
            origin,
            broken_origin,
            shared,
        }
    }

    /// Both origins, for `TAVLA_PUSH_ALLOW`.
    #[must_use]
    pub fn origins(&self) -> String {
        format!("{},{}", self.origin, self.broken_origin)
    }

    /// The endpoint of a phone.
    #[must_use]
    pub fn endpoint(&self, phone: &str) -> String {
        format!("{}/push/{phone}", self.origin)
    }

    /// The endpoint of a phone whose connections are reset in the middle of the request.
    #[must_use]
    pub fn broken_endpoint(&self, phone: &str) -> String {
        format!("{}/push/{phone}", self.broken_origin)
    }

    /// Changes what the service does from now on.
    pub fn set_mood(&self, mood: Mood) {
        *lock(&self.shared.mood) = mood;
    }

    /// Changes what the service does with the letters of one phone.
    pub fn set_mood_of(&self, phone: &str, mood: Mood) {
        lock(&self.shared.moods).insert(phone.to_owned(), mood);
    }

    /// Everything received for a phone until now.
    #[must_use]
    pub fn letters(&self, phone: &str) -> Vec<Received> {
        lock(&self.shared.received)
            .iter()
            .filter(|letter| letter.phone == phone)
            .cloned()
            .collect()
    }

    /// Everything received until now, for whichever phone.
    #[must_use]
    pub fn all(&self) -> Vec<Received> {
        lock(&self.shared.received).clone()
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

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free address");
    let origin = format!("http://{}", listener.local_addr().expect("an address"));
    (listener, origin)
}

async fn receive(
    State(shared): State<Arc<Shared>>,
    Path(phone): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mood = lock(&shared.moods)
        .get(&phone)
        .copied()
        .unwrap_or_else(|| *lock(&shared.mood));
    let status = match mood {
        Mood::Accept => Some(201),
        Mood::Answer(status) | Mood::AnswerIn(status, _) | Mood::AnswerAt(status, _) => {
            Some(status)
        }
        Mood::Slow(_) | Mood::Hang => None,
    };
    let number = {
        let mut received = lock(&shared.received);
        received.push(Received {
            phone,
            headers,
            body,
            at: wait::instant(),
            status,
        });
        received.len() - 1
    };
    let code = |status: u16| StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    match mood {
        Mood::Accept => StatusCode::CREATED.into_response(),
        Mood::Answer(status) => code(status).into_response(),
        Mood::AnswerIn(status, seconds) => {
            (code(status), [(RETRY_AFTER, seconds.to_string())]).into_response()
        }
        Mood::AnswerAt(status, seconds) => {
            (code(status), [(RETRY_AFTER, date_in(seconds))]).into_response()
        }
        Mood::Slow(time) => {
            // Nothing comes, so that the whole time passes.
            let _ = tokio::time::timeout(time, std::future::pending::<()>()).await;
            lock(&shared.received)[number].status = Some(201);
            StatusCode::CREATED.into_response()
        }
        Mood::Hang => std::future::pending().await,
    }
}

/// A date so many seconds from now as HTTP writes it, cut to the second.
fn date_in(seconds: i64) -> String {
    let now = std::time::SystemTime::UNIX_EPOCH
        .elapsed()
        .expect("a time after 1970");
    let now = i64::try_from(now.as_secs()).expect("a time in this age");
    let date = DateTime::from_timestamp(now + seconds, 0).expect("a date");
    date.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// Reads the beginning of a request and resets the connection.
async fn reset(shared: Arc<Shared>, mut client: TcpStream) {
    let mut head = vec![0; 1_024];
    let Ok(length) = client.read(&mut head).await else {
        return;
    };
    let head = String::from_utf8_lossy(&head[..length]);
    let Some(path) = head.split(' ').nth(1) else {
        return;
    };
    lock(&shared.received).push(Received {
        phone: path.rsplit('/').next().unwrap_or_default().to_owned(),
        headers: HeaderMap::new(),
        body: Bytes::new(),
        at: wait::instant(),
        status: None,
    });
    client
        .set_zero_linger()
        .expect("a connection can be told to end at once");
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
