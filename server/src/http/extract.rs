//! What handlers ask of a request: who it is, and what the page shall look like.

use std::convert::Infallible;
use std::sync::Arc;

use app::page::{Scheme, Viewer};
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use axum::http::request::Parts;
use shared::access::ViewClass;
use shared::wording::Language;
use shared::{StaffId, TeamId};

use crate::app_state::AppState;
use crate::http::problem::Refused;
use crate::sessions::TokenHash;

/// The cookie with the session's token.
pub const SESSION_COOKIE: &str = "tavla_session";
/// The cookie with language, theme and mask.
pub const LOOK_COOKIE: &str = "tavla_look";

/// Somebody who is logged in and on a team.
#[derive(Clone)]
pub struct Who {
    /// Who.
    pub staff: StaffId,
    /// Their team.
    pub team: TeamId,
    /// What they may see.
    pub class: ViewClass,
    /// The key of their session.
    pub token: TokenHash,
}

impl FromRequestParts<Arc<AppState>> for Who {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<AppState>) -> Result<Self, Refused> {
        let token = cookie(&parts.headers, SESSION_COOKIE).ok_or(Refused::LoggedOut)?;
        let token = TokenHash::of(token);
        let session = app.sessions.find(&token).await.ok_or(Refused::LoggedOut)?;
        let team = app.team(&session.team).ok_or(Refused::LoggedOut)?;
        let state = team.state().ok_or(Refused::Unavailable)?;
        let member = state
            .board
            .members
            .get(&session.staff)
            .ok_or(Refused::LoggedOut)?;
        Ok(Self {
            staff: session.staff,
            team: session.team,
            class: ViewClass::of(member),
            token,
        })
    }
}

impl Who {
    /// The person as the page shows them.
    #[must_use]
    pub fn viewer(&self, app: &AppState) -> Option<Viewer> {
        let state = app.team(&self.team)?.state()?;
        let people = &state.people;
        Some(Viewer {
            staff: self.staff,
            class: self.class,
            initials: people.initials(self.staff).to_owned(),
            team: people.team.clone(),
        })
    }
}

/// What a page shall look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The language.
    pub language: Language,
    /// Light or dark.
    pub scheme: Scheme,
    /// Initials only.
    pub masked: bool,
    /// The hints of a demonstration were read.
    pub hints_read: bool,
}

impl Look {
    /// The look that the cookie asks for; without one, the browser's language.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        cookie(headers, LOOK_COOKIE)
            .and_then(Self::read)
            .unwrap_or_else(|| Self {
                language: accepted_language(headers),
                ..Self::default()
            })
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let language = match parts.next()? {
            "sv" => Language::Sv,
            "en" => Language::En,
            _ => return None,
        };
        let scheme = match parts.next()? {
            "auto" => Scheme::Auto,
            "light" => Scheme::Light,
            "dark" => Scheme::Dark,
            _ => return None,
        };
        Some(Self {
            language,
            scheme,
            masked: parts.next()? == "1",
            // A cookie from before the hints has no such part.
            hints_read: parts.next() == Some("1"),
        })
    }

    /// The look as the value of its cookie.
    #[must_use]
    pub fn text(self) -> String {
        let language = match self.language {
            Language::Sv => "sv",
            Language::En => "en",
        };
        let scheme = match self.scheme {
            Scheme::Auto => "auto",
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let [masked, hints_read] = [self.masked, self.hints_read].map(u8::from);
        format!("{language}.{scheme}.{masked}.{hints_read}")
    }
}

impl<S: Sync> FromRequestParts<S> for Look {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// Swedish comes first; English is taken where the browser names it before Swedish.
fn accepted_language(headers: &HeaderMap) -> Language {
    let accepted = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    let first = accepted
        .into_iter()
        .flat_map(|text| text.split(','))
        .map(|one| one.trim().to_ascii_lowercase())
        .find(|one| one.starts_with("sv") || one.starts_with("en"));
    match first {
        Some(language) if language.starts_with("en") => Language::En,
        _ => Language::Sv,
    }
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn look(name: &'static str, value: &'static str) -> Look {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().unwrap());
        Look::of(&headers)
    }

    #[test]
    fn a_look_survives_its_cookie() {
        let look = Look {
            language: Language::En,
            scheme: Scheme::Dark,
            masked: true,
            hints_read: true,
        };
        assert_eq!(Look::read(&look.text()), Some(look));
        assert_eq!(Look::read("xx.auto.0"), None);
    }

    #[test]
    fn the_cookie_goes_before_the_browser_and_swedish_before_all() {
        assert_eq!(
            look("cookie", "a=b; tavla_look=en.auto.0").language,
            Language::En
        );
        assert_eq!(
            look("accept-language", "en-GB,sv;q=0.5").language,
            Language::En
        );
        assert_eq!(look("accept-language", "de,sv").language, Language::Sv);
        assert_eq!(look("accept-language", "de").language, Language::Sv);
    }
}
