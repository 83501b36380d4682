//! How long another server asks to be left in peace.

use reqwest::header::{HeaderMap, RETRY_AFTER};
use shared::{Span, Timestamp};

/// `Retry-After` in both of its forms: seconds, or a date (RFC 9110, section 10.2.3).
#[must_use]
pub fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Span> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(Span::seconds(i64::from(seconds)));
    }
    let date = chrono::DateTime::parse_from_rfc2822(text).ok()?;
    let wait = Timestamp::from_millis(date.timestamp_millis()).since(now);
    Some(wait.max(Span::default()))
}
