//! `POST /settings/look`: language, theme and mask, kept in a cookie of this browser; and that the
//! hints of a demonstration were read.

use app::page::Scheme;
use axum::Form;
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use shared::wording::Language;

use crate::http::extract::{LOOK_COOKIE, Look};
use crate::http::log_in::local;

/// One year: a wall screen keeps its look.
const SECONDS: u32 = 365 * 24 * 60 * 60;

/// What the form says; what it does not say stays as it is.
#[derive(Deserialize)]
pub struct Wanted {
    language: Option<Language>,
    scheme: Option<Scheme>,
    masked: Option<String>,
    hints: Option<String>,
    #[serde(default)]
    next: String,
}

/// Keeps the look and leads back.
pub async fn save(look: Look, Form(wanted): Form<Wanted>) -> Response {
    let look = Look {
        language: wanted.language.unwrap_or(look.language),
        scheme: wanted.scheme.unwrap_or(look.scheme),
        masked: wanted.masked.map_or(look.masked, |masked| masked == "1"),
        hints_read: wanted.hints.map_or(look.hints_read, |hints| hints == "0"),
    };
    let cookie = format!(
        "{LOOK_COOKIE}={}; Path=/; SameSite=Lax; Max-Age={SECONDS}",
        look.text()
    );
    let cookie = HeaderValue::try_from(cookie).unwrap_or(HeaderValue::from_static(""));
    ([(SET_COOKIE, cookie)], Redirect::to(local(&wanted.next))).into_response()
}
