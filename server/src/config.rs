//! The settings. A wrong one stops the start with a sentence that says how to mend it.

pub mod gateway;
pub mod mail;
pub mod secret;

use std::env;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use axum::http::Uri;
use reqwest::Url;

use gateway::GatewaySettings;
use mail::MailSettings;

/// The settings of a server, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// `TAVLA_ADDR`: where the server listens.
    pub addr: SocketAddr,
    /// `TAVLA_DATA`: the folder for the server's own Redis.
    pub data: PathBuf,
    /// `TAVLA_SITE`: the folder with the browser's files.
    pub site: PathBuf,
    /// `REDIS_URL`: a Redis of your own; without it the server starts one.
    pub redis_url: Option<RedisUrl>,
    /// `TAVLA_ALLOW_VOLATILE_REDIS`: accept a Redis that may lose writes.
    pub allow_volatile: bool,
    /// `TAVLA_BASE_URL`: the address that people use; it decides about secure cookies.
    pub base_url: Option<BaseUrl>,
    /// `TAVLA_PUSH_ALLOW`: further origins that may be push endpoints.
    pub push_allow: Vec<String>,
    /// `TAVLA_PUSH_CONTACT`: whom a push service may write to (RFC 8292, `sub`).
    pub push_contact: String,
    /// `TAVLA_ACUTE_PHONE`: the number of the psychiatric emergency department, shown with
    /// 112 and 1177 to whoever raises an alert.
    pub acute_phone: Option<String>,
    /// `TAVLA_LOG`: what is logged, as levels and modules.
    pub log: String,
    /// `TAVLA_DEMO`: whether this is a demonstration.
    pub demo: bool,
    /// `TAVLA_DEMO_TEAM`: a file with a team and a beginning for a demonstration whose
    /// clock stands until it is moved, for scenarios.
    pub demo_team: Option<PathBuf>,
    /// `TAVLA_SMTP_URL`, `TAVLA_MAIL_FROM`: the mail server; `None` if mail is not set up.
    pub mail: Option<MailSettings>,
    /// `TAVLA_SMS_…`: the gateway for text messages; `None` if there is none.
    pub sms: Option<GatewaySettings>,
    /// `TAVLA_VOICE_…`: the gateway for calls; `None` if there is none.
    pub voice: Option<GatewaySettings>,
}

/// The address of a Redis. It may hold a password, so it is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct RedisUrl(String);

impl RedisUrl {
    /// The address, for connecting.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RedisUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RedisUrl(…)")
    }
}

/// The address that people use, as scheme and authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://tavla.example.se`, without a path and without a final slash.
    pub origin: String,
    /// Whether the address is encrypted.
    pub is_https: bool,
}

/// A setting is wrong.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name} is wrong: {problem}. {mend}")]
pub struct WrongSetting {
    name: &'static str,
    problem: String,
    mend: &'static str,
}

impl Config {
    /// Reads the settings from the environment.
    ///
    /// # Errors
    ///
    /// Returns the first [`WrongSetting`].
    pub fn from_env() -> Result<Self, WrongSetting> {
        Self::read(|name| env::var(name).ok().filter(|value| !value.is_empty()))
    }

    /// Reads the settings from anything that knows names.
    ///
    /// # Errors
    ///
    /// Returns the first [`WrongSetting`].
    pub fn read(get: impl Fn(&'static str) -> Option<String>) -> Result<Self, WrongSetting> {
        let addr = get("TAVLA_ADDR").unwrap_or_else(|| "127.0.0.1:3000".to_owned());
        let base_url = get("TAVLA_BASE_URL")
            .map(|text| base_url(&text))
            .transpose()?;
        let redis_url = get("REDIS_URL").map(redis_url).transpose()?;
        let push_contact = get("TAVLA_PUSH_CONTACT")
            .unwrap_or_else(|| "mailto:drift@teamtavlan.example".to_owned());
        if !push_contact.starts_with("mailto:") && !push_contact.starts_with("https://") {
            return Err(WrongSetting {
                name: "TAVLA_PUSH_CONTACT",
                problem: "push services accept a mail or web address only".to_owned(),
                mend: "Write mailto:name@example.se or https://example.se.",
            });
        }
        Ok(Self {
            addr: addr.parse().map_err(|_| WrongSetting {
                name: "TAVLA_ADDR",
                problem: format!("\"{addr}\" is not an address with a port"),
                mend: "Write for example 127.0.0.1:3000.",
            })?,
            data: get("TAVLA_DATA")
                .unwrap_or_else(|| "data".to_owned())
                .into(),
            site: get("TAVLA_SITE")
                .unwrap_or_else(|| "site".to_owned())
                .into(),
            redis_url,
            allow_volatile: flag("TAVLA_ALLOW_VOLATILE_REDIS", &get)?,
            base_url,
            push_allow: get("TAVLA_PUSH_ALLOW")
                .map(|text| origins(&text))
                .transpose()?
                .unwrap_or_default(),
            push_contact,
            acute_phone: get("TAVLA_ACUTE_PHONE")
                .map(|text| phone("TAVLA_ACUTE_PHONE", text))
                .transpose()?,
            log: get("TAVLA_LOG").unwrap_or_else(|| "info".to_owned()),
            demo: flag("TAVLA_DEMO", &get)?,
            demo_team: get("TAVLA_DEMO_TEAM").map(Into::into),
            mail: MailSettings::read(&get)?,
            sms: GatewaySettings::read(&gateway::SMS, &get)?,
            voice: GatewaySettings::read(&gateway::VOICE, &get)?,
        })
    }
}

/// A telephone number as a person writes it.
fn phone(name: &'static str, text: String) -> Result<String, WrongSetting> {
    let is_written = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ');
    if text.chars().all(is_written) && text.chars().any(|c| c.is_ascii_digit()) {
        return Ok(text);
    }
    Err(WrongSetting {
        name,
        problem: format!("\"{text}\" is not a telephone number"),
        mend: "Write digits, for example 010-123 45 67.",
    })
}

fn flag(
    name: &'static str,
    get: &impl Fn(&'static str) -> Option<String>,
) -> Result<bool, WrongSetting> {
    match get(name).as_deref() {
        None | Some("0") => Ok(false),
        Some("1") => Ok(true),
        Some(other) => Err(WrongSetting {
            name,
            problem: format!("\"{other}\" is neither yes nor no"),
            mend: "Write 1 for yes, or leave it out.",
        }),
    }
}

fn redis_url(text: String) -> Result<RedisUrl, WrongSetting> {
    let schemes = ["redis://", "rediss://", "unix://", "redis+unix://"];
    if schemes.iter().any(|scheme| text.starts_with(scheme)) {
        return Ok(RedisUrl(text));
    }
    Err(WrongSetting {
        name: "REDIS_URL",
        problem: "it is not the address of a Redis".to_owned(),
        mend: "Write redis://host:6379, or leave it out and the server starts its own.",
    })
}

fn base_url(text: &str) -> Result<BaseUrl, WrongSetting> {
    origin(text)
        .map(|origin| BaseUrl {
            is_https: origin.starts_with("https://"),
            origin,
        })
        .ok_or_else(|| WrongSetting {
            name: "TAVLA_BASE_URL",
            problem: format!("\"{text}\" is not the address of a site"),
            mend: "Write for example https://tavla.example.se, without a path.",
        })
}

fn origins(text: &str) -> Result<Vec<String>, WrongSetting> {
    text.split(',')
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .map(|one| {
            origin(one).ok_or_else(|| WrongSetting {
                name: "TAVLA_PUSH_ALLOW",
                problem: format!("\"{one}\" is not the origin of a push service"),
                mend: "Write origins with commas between them, for example https://push.example.se.",
            })
        })
        .collect()
}

/// Whether an address is on this machine, where nobody listens on the way.
fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// The origin of an address that has no path; `None` if it is not one.
fn origin(text: &str) -> Option<String> {
    let uri: Uri = text.trim_end_matches('/').parse().ok()?;
    let scheme = uri
        .scheme_str()
        .filter(|scheme| matches!(*scheme, "http" | "https"))?;
    let authority = uri.authority()?;
    (uri.path() == "/" && uri.query().is_none() && !authority.as_str().contains('@'))
        .then(|| format!("{scheme}://{authority}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(settings: &[(&'static str, &str)]) -> Result<Config, String> {
        Config::read(|name| {
            settings
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        })
        .map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn without_settings_the_server_is_local_and_not_a_demonstration() {
        let config = read(&[]).unwrap();
        assert_eq!(config.addr.to_string(), "127.0.0.1:3000");
        assert!(!config.demo && !config.allow_volatile && config.redis_url.is_none());
    }

    #[test]
    fn a_wrong_setting_says_how_to_mend_it() {
        for (name, value, mend) in [
            ("TAVLA_ADDR", "here", "Write for example 127.0.0.1:3000."),
            ("TAVLA_BASE_URL", "tavla.example.se", "without a path"),
            (
                "TAVLA_BASE_URL",
                "https://tavla.example.se/path",
                "without a path",
            ),
            (
                "TAVLA_PUSH_ALLOW",
                "https://a.example,ftp://b",
                "with commas",
            ),
            ("TAVLA_DEMO", "yes", "Write 1 for yes"),
            ("REDIS_URL", "localhost", "Write redis://host:6379"),
            ("TAVLA_PUSH_CONTACT", "drift", "Write mailto:"),
        ] {
            let said = read(&[(name, value)]).unwrap_err();
            assert!(said.contains(name) && said.contains(mend), "{said}");
        }
    }

    #[test]
    fn origins_keep_their_port() {
        let config = read(&[(
            "TAVLA_PUSH_ALLOW",
            "http://127.0.0.1:4001, https://p.example/",
        )]);
        assert_eq!(
            config.unwrap().push_allow,
            ["http://127.0.0.1:4001", "https://p.example"]
        );
    }
}
