//! Logging in and out with user name and password, the default of a small pilot.

use std::sync::Arc;

use app::page::{Content, LogIn, Page};
use axum::Form;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use shared::route;
use std::net::SocketAddr;

use crate::accounts;
use crate::app_state::AppState;
use crate::http::demo;
use crate::http::extract::{Look, SESSION_COOKIE, Who};
use crate::http::page;
use crate::http::problem::Refused;
use crate::sessions::LASTS;
use crate::store::Account;

/// Where to go after logging in.
#[derive(Deserialize)]
pub struct Next {
    /// A path of this server.
    #[serde(default)]
    next: String,
}

/// The form.
#[derive(Deserialize)]
pub struct Attempt {
    user: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// Shows the log-in page.
pub async fn show(
    State(app): State<Arc<AppState>>,
    look: Look,
    Query(Next { next }): Query<Next>,
) -> Response {
    respond(
        &app,
        look,
        LogIn {
            next,
            ..LogIn::default()
        },
    )
}

/// Logs in. A wrong name and a wrong password look alike and take equally long.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn log_in(
    State(app): State<Arc<AppState>>,
    look: Look,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Form(attempt): Form<Attempt>,
) -> Result<Response, Refused> {
    let Attempt {
        user,
        password,
        next,
    } = attempt;
    let user = user.trim().to_lowercase();
    let address = address.ip().to_string();
    let failures = app.store.log_in_failures(&user, &address).await?;
    if let Some(wait) = accounts::must_wait(failures) {
        return Ok(respond(
            &app,
            look,
            LogIn {
                wait: Some(wait),
                next,
                ..LogIn::default()
            },
        ));
    }
    let account = app.store.account(&user).await?;
    let hash = account
        .as_ref()
        .and_then(|account| account.password_hash.clone());
    let holds = accounts::verify(password, hash).await;
    match account.filter(|_| holds) {
        Some(account) => {
            app.store.log_in_succeeded(&user).await?;
            enter(&app, &account, &next).await
        }
        None => {
            app.store
                .log_in_failed(&user, &address, accounts::REMEMBERED)
                .await?;
            Ok(respond(
                &app,
                look,
                LogIn {
                    refused: true,
                    next,
                    ..LogIn::default()
                },
            ))
        }
    }
}

/// Logs out: the session ends here and on every other page of this browser.
///
/// # Errors
///
/// Says so if the store does not answer; the session then still holds.
pub async fn log_out(State(app): State<Arc<AppState>>, who: Who) -> Result<Response, Refused> {
    app.sessions.end(&who.token).await?;
    Ok((cookie(&app, "", 0), Redirect::to(route::LOG_IN)).into_response())
}

/// Begins a session and leads on.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn enter(app: &AppState, account: &Account, next: &str) -> Result<Response, Refused> {
    let token = app
        .sessions
        .begin(account.staff, account.team.clone())
        .await?;
    let lasts = LASTS.as_millis() / 1_000;
    Ok((cookie(app, &token, lasts), Redirect::to(local(next))).into_response())
}

/// Only a path of this server: nobody is led away by a forged link.
#[must_use]
pub fn local(next: &str) -> &str {
    let is_local = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && next.bytes().all(|byte| byte.is_ascii_graphic());
    if is_local { next } else { route::BOARD }
}

fn respond(app: &AppState, look: Look, content: LogIn) -> Response {
    let next = local(&content.next).to_owned();
    let content = LogIn {
        next,
        one_click: demo::one_click(app),
        ..content
    };
    let frame = page::frame(app, look, None);
    page::respond(&Page {
        frame,
        content: Content::LogIn(content),
    })
}

fn cookie(app: &AppState, token: &str, seconds: i64) -> [(axum::http::HeaderName, HeaderValue); 1] {
    let secure = match &app.config.base_url {
        Some(base) if base.is_https => "; Secure",
        _ => "",
    };
    let text = format!(
        "{SESSION_COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}"
    );
    // A token is base64url, so the text is always a valid header.
    [(
        SET_COOKIE,
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("")),
    )]
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn a_log_in_never_leads_to_another_site() {
        assert_eq!(local("/alerts/4127"), "/alerts/4127");
        assert_eq!(local("/?client=1"), "/?client=1");
        for elsewhere in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil",
            "/a\nb",
            "x",
        ] {
            assert_eq!(local(elsewhere), "/");
        }
    }
}
