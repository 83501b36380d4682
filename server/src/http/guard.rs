//! What guards every address.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app_state::AppState;
use crate::config::Config;
use crate::http::problem::Refused;

/// Nothing but our own files; nobody may frame the page.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; \
    worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Refuses what another site makes a browser send: forms, commands and sockets.
pub async fn same_origin(
    State(app): State<Arc<AppState>>,
    request: Request,
    next: Next,
) -> Response {
    let changes = request.method() != Method::GET && request.method() != Method::HEAD;
    let is_socket = request.uri().path() == shared::route::LIVE;
    if (changes || is_socket) && !is_own(&app.config, request.headers()) {
        return Refused::BadRequest.into_response();
    }
    next.run(request).await
}

/// Whether a request comes from our own pages. Browsers always name the origin of a
/// form and of a socket; a program that is not a browser has to name it too.
fn is_own(config: &Config, headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(ORIGIN) else {
        return false;
    };
    match &config.base_url {
        Some(base) => origin == base.origin,
        None => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            authority.is_some() && authority == text(HOST)
        }
    }
}

/// Headers that every answer carries.
pub async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: Option<&str>, headers: &[(&'static str, &str)], own: bool) {
        let config = Config::read(|name| {
            (name == "TAVLA_BASE_URL")
                .then(|| base.map(ToOwned::to_owned))
                .flatten()
        });
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().unwrap());
        }
        assert_eq!(is_own(&config.unwrap(), &map), own, "{headers:?}");
    }

    #[test]
    fn only_our_own_pages_may_change_anything() {
        check(
            None,
            &[
                ("origin", "http://127.0.0.1:3000"),
                ("host", "127.0.0.1:3000"),
            ],
            true,
        );
        check(
            None,
            &[
                ("origin", "http://evil.example"),
                ("host", "127.0.0.1:3000"),
            ],
            false,
        );
        check(
            None,
            &[("origin", "null"), ("host", "127.0.0.1:3000")],
            false,
        );
        check(None, &[("host", "127.0.0.1:3000")], false);
        let base = Some("https://tavla.example.se");
        check(
            base,
            &[("origin", "https://tavla.example.se"), ("host", "inner:80")],
            true,
        );
        check(
            base,
            &[
                ("origin", "http://tavla.example.se"),
                ("host", "tavla.example.se"),
            ],
            false,
        );
    }
}
