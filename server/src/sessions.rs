//! Who is logged in. Sessions live in Redis; what was found lately is kept here, so
//! that the board stays readable while Redis is away.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use shared::{Span, StaffId, TeamId, Timestamp};

use crate::chance;
use crate::clock::real_time;
use crate::store::{self, Session, Store};

/// How long a log-in lasts (`domain.md` 4, push text rule 6).
pub const LASTS: Span = Span::hours(12);
/// How many sessions are kept here at the most; more than any installation has at once.
const MOST_KEPT: usize = 10_000;

/// The key of a session: a hash of the token, so that whoever reads Redis cannot log in.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TokenHash(String);

impl TokenHash {
    /// The hash of a token from a cookie.
    #[must_use]
    pub fn of(token: &str) -> Self {
        Self(URL_SAFE_NO_PAD.encode(Sha256::digest(token)))
    }
}

/// The sessions.
pub struct Sessions {
    store: Store,
    /// Sessions that the store has confirmed. Held only for a look-up, never across
    /// a wait.
    kept: Mutex<HashMap<TokenHash, Session>>,
}

impl Sessions {
    /// Sessions in a store.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self {
            store,
            kept: Mutex::default(),
        }
    }

    /// Begins a session and returns its token, which only the browser will know.
    ///
    /// # Errors
    ///
    /// Returns the store's error.
    pub async fn begin(&self, staff: StaffId, team: TeamId) -> Result<String, store::Error> {
        let token = URL_SAFE_NO_PAD.encode(chance::bytes::<32>());
        let session = Session {
            staff,
            team,
            made: real_time(),
        };
        self.store
            .create_session(&TokenHash::of(&token).0, &session, LASTS)
            .await?;
        Ok(token)
    }

    /// The session behind a token. While the store does not answer, a session that it
    /// confirmed before still counts.
    pub async fn find(&self, token: &TokenHash) -> Option<Session> {
        match self.store.session(&token.0).await {
            Ok(Some(session)) => {
                self.keep(token.clone(), session.clone());
                Some(session)
            }
            Ok(None) => {
                self.forget(token);
                None
            }
            Err(_) => self.kept(token, real_time()),
        }
    }

    /// Ends a session.
    ///
    /// # Errors
    ///
    /// Returns the store's error.
    pub async fn end(&self, token: &TokenHash) -> Result<(), store::Error> {
        self.forget(token);
        self.store.end_session(&token.0).await
    }

    fn keep(&self, token: TokenHash, session: Session) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(token, session);
    }

    fn kept(&self, token: &TokenHash, now: Timestamp) -> Option<Session> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(token)
            .filter(|session| now.since(session.made) < LASTS)
            .cloned()
    }

    fn forget(&self, token: &TokenHash) {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(token);
    }
}
