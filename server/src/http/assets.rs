//! The browser's files, compressed when they were built.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::app_state::AppState;

/// Files whose name carries the hash of their content never change.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Files with a fixed name are asked for anew each time.
const ANEW: HeaderValue = HeaderValue::from_static("no-cache");

/// The files in `site`.
pub fn router(site: &Path) -> Router<Arc<AppState>> {
    let hashed = Router::new()
        .nest_service(
            "/pkg",
            ServeDir::new(site.join("pkg"))
                .precompressed_br()
                .precompressed_gzip(),
        )
        .layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, FOREVER));
    let mut fixed = Router::new().nest_service("/icons", ServeDir::new(site.join("icons")));
    for name in [
        "sw.js",
        "load.js",
        "manifest.webmanifest",
        "offline.html",
        "offline.css",
    ] {
        fixed = fixed.route_service(&format!("/{name}"), ServeFile::new(site.join(name)));
    }
    hashed.merge(fixed.layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, ANEW)))
}
