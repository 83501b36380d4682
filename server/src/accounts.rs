//! Passwords: argon2id, and a pause after wrong attempts.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use shared::Span;

use crate::store::LogInFailures;

/// How many wrong attempts are free before a pause.
const FREE_FAILURES: u32 = 5;
/// How long wrong attempts are remembered, and how long the pause is at the most.
pub const REMEMBERED: Span = Span::minutes(10);

/// Hashes a password for the store.
///
/// # Errors
///
/// Returns the library's error, which only a broken random source can cause.
pub async fn hash(password: String) -> Result<String, argon2::password_hash::Error> {
    work(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
    })
    .await
}

/// Whether a password fits a hash. Without a hash the same work is done for nothing,
/// so that the time does not tell which user names exist.
pub async fn verify(password: String, hash: Option<String>) -> bool {
    work(move || match hash.as_deref().map(PasswordHash::new) {
        Some(Ok(hash)) => Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok(),
        _ => {
            let _ = Argon2::default().hash_password(password.as_bytes());
            false
        }
    })
    .await
}

/// Hashing takes tens of milliseconds of a core; it must not hold up the sockets.
async fn work<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}

/// How many seconds a person has to wait before the next attempt, if they have to.
#[must_use]
pub fn must_wait(failures: LogInFailures) -> Option<u32> {
    (failures.count >= FREE_FAILURES).then_some(failures.seconds_left)
}
