//! Everything that can be refused, and the only place with status codes.

use std::sync::Arc;

use app::page::{Content, Page, Problem};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, RETRY_AFTER};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use shared::TeamId;

use crate::app_state::AppState;
use crate::http::extract::Look;
use crate::http::page;
use crate::store;
use crate::team::Refusal;

/// Why a request was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nobody is logged in.
    #[error("not logged in")]
    LoggedOut,
    /// There is no such thing, or the person may not see it; the two look alike.
    #[error("not found")]
    NotFound,
    /// The request came from another site or could not be read.
    #[error("bad request")]
    BadRequest,
    /// There was such a thing, and somebody has taken it away.
    #[error("gone")]
    Gone,
    /// There are as many already as there may be.
    #[error("too many")]
    TooMany,
    /// The store does not answer.
    #[error("unavailable")]
    Unavailable,
    /// Something unexpected; it is in the log.
    #[error("failed")]
    Failed,
}

impl Refused {
    /// What somebody is told when something could not be written. The log learns why.
    pub fn unwritten(team: &TeamId, refusal: &Refusal) -> Self {
        refusal.log(team);
        Self::Unavailable
    }

    fn status(self) -> StatusCode {
        match self {
            Self::LoggedOut => StatusCode::UNAUTHORIZED,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Gone => StatusCode::GONE,
            Self::TooMany => StatusCode::CONFLICT,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn problem(self) -> Problem {
        match self {
            Self::NotFound | Self::Gone => Problem::NotFound,
            Self::BadRequest | Self::TooMany => Problem::BadRequest,
            Self::Unavailable => Problem::Unavailable,
            // Somebody who is logged out is led to the log-in page instead.
            Self::LoggedOut | Self::Failed => Problem::Failed,
        }
    }
}

/// The answer carries the refusal along; [`pages`] makes a page of it for people.
impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if self == Self::Unavailable {
            response.headers_mut().insert(RETRY_AFTER, 2.into());
        }
        response.extensions_mut().insert(self);
        response
    }
}

impl From<store::Error> for Refused {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Corrupt { .. } => {
                tracing::error!(%error, "the store holds something unreadable");
                Self::Failed
            }
            error => {
                tracing::warn!(%error, "the store does not answer");
                Self::Unavailable
            }
        }
    }
}

impl Refusal {
    /// Logs what the person cannot mend; a rejection by the rules is no fault.
    pub fn log(&self, team: &TeamId) {
        match self {
            Self::Rejected(_) => {}
            Self::Store(Some(error)) => tracing::warn!(%team, %error, "a command was not written"),
            Self::Store(None) => tracing::warn!(%team, "a command was not written"),
        }
    }
}

/// Makes a page of every refusal that a person will read.
pub async fn pages(State(app): State<Arc<AppState>>, request: Request, next: Next) -> Response {
    let look = Look::of(request.headers());
    let reads_html = request
        .headers()
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    let wanted = (request.method() == Method::GET)
        .then(|| request.uri().path_and_query().map(ToString::to_string))
        .flatten();
    let response = next.run(request).await;
    let Some(refused) = response.extensions().get::<Refused>().copied() else {
        return response;
    };
    if !reads_html {
        return response;
    }
    if refused == Refused::LoggedOut {
        return Redirect::to(&log_in_address(wanted.as_deref())).into_response();
    }
    let frame = page::frame(&app, look, None);
    let page = Page {
        frame,
        content: Content::Problem(refused.problem()),
    };
    let (mut parts, _) = response.into_parts();
    let made = page::respond(&page);
    parts.headers.extend(made.headers().clone());
    Response::from_parts(parts, made.into_body())
}

/// The log-in page that leads back to where the person wanted to go.
fn log_in_address(wanted: Option<&str>) -> String {
    match wanted {
        Some(path) if path != "/" => {
            let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            format!("/log-in?next={next}")
        }
        _ => "/log-in".to_owned(),
    }
}

/// There is nothing at this address.
pub async fn not_found() -> Refused {
    Refused::NotFound
}
