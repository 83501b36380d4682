//! The mail server for letters. Without it mails are recorded as *not set up*.

use std::fmt;

use lettre::message::Mailbox;
use reqwest::Url;

use super::secret::Secret;
use super::{WrongSetting, is_loopback};

const SMTP_URL: &str = "TAVLA_SMTP_URL";
const MAIL_FROM: &str = "TAVLA_MAIL_FROM";

/// How mails are sent.
#[derive(Clone)]
pub struct MailSettings {
    /// `TAVLA_SMTP_URL`: the mail server, with user and password if it asks for them.
    pub server: Secret,
    /// `TAVLA_MAIL_FROM`: who the mails are from.
    pub from: Mailbox,
}

/// Shows who mails are from, and not the server, whose address may hold a password.
impl fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailSettings")
            .field("server", &self.server)
            .field("from", &self.from.email.to_string())
            .finish()
    }
}

impl MailSettings {
    /// Reads the settings; `None` if mail is not set up.
    ///
    /// # Errors
    ///
    /// Says which setting is wrong and how to mend it.
    pub fn read(
        get: &impl Fn(&'static str) -> Option<String>,
    ) -> Result<Option<Self>, WrongSetting> {
        let (url, from) = match (get(SMTP_URL), get(MAIL_FROM)) {
            (None, None) => return Ok(None),
            (Some(url), Some(from)) => (url, from),
            (Some(_), None) => {
                return Err(WrongSetting {
                    name: MAIL_FROM,
                    problem: format!("{SMTP_URL} is set and this is not"),
                    mend: "Write the address that mails are from, for example tavla@example.se.",
                });
            }
            (None, Some(_)) => {
                return Err(WrongSetting {
                    name: SMTP_URL,
                    problem: format!("{MAIL_FROM} is set and this is not"),
                    mend: "Write for example smtps://user:password@mail.example.se:465.",
                });
            }
        };
        if !is_encrypted(&url) {
            // The address may hold a password, so the sentence does not repeat it.
            return Err(WrongSetting {
                name: SMTP_URL,
                problem: "it is not the address of a mail server with encryption".to_owned(),
                mend: "Write smtps://user:password@mail.example.se:465 or smtp://…:587?tls=required; only a server on this machine may be without.",
            });
        }
        let from = from.parse().map_err(|_| WrongSetting {
            name: MAIL_FROM,
            problem: format!("\"{from}\" is not a mail address"),
            mend: "Write for example tavla@example.se.",
        })?;
        Ok(Some(Self {
            server: Secret::new(url),
            from,
        }))
    }
}

/// Whether a mail server is spoken to with TLS from the first byte or before anything
/// else, or is on this machine.
fn is_encrypted(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let asks_for_tls = url
        .query_pairs()
        .any(|(name, value)| name == "tls" && value == "required");
    match url.scheme() {
        "smtps" => url.has_host(),
        "smtp" => url.has_host() && (asks_for_tls || is_loopback(&url)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: Option<&str>, from: Option<&str>) -> Result<Option<MailSettings>, String> {
        MailSettings::read(&|name| {
            let value = if name == SMTP_URL { url } else { from };
            value.map(ToOwned::to_owned)
        })
        .map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn mail_is_encrypted_unless_it_stays_on_this_machine() {
        let from = Some("tavla@example.se");
        for right in [
            "smtps://user:word@mail.example.se:465",
            "smtp://mail.example.se:587?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://localhost:2525",
        ] {
            assert!(read(Some(right), from).unwrap().is_some(), "{right}");
        }
        for wrong in [
            "smtp://mail.example.se:25",
            "smtp://mail.example.se:587?tls=opportunistic",
            "https://mail.example.se",
            "mail.example.se",
        ] {
            let said = read(Some(wrong), from).unwrap_err();
            assert!(
                said.contains(SMTP_URL) && said.contains("smtps://"),
                "{said}"
            );
        }
    }

    #[test]
    fn half_a_setting_is_no_setting() {
        assert!(read(None, None).unwrap().is_none());
        assert!(read(Some("smtp://127.0.0.1:25"), None).is_err());
        assert!(read(None, Some("tavla@example.se")).is_err());
        assert!(read(Some("smtp://127.0.0.1:25"), Some("tavla")).is_err());
    }

    #[test]
    fn the_password_of_the_mail_server_is_not_printed() {
        let read = read(
            Some("smtps://user:hemligt@mail.example.se"),
            Some("tavla@example.se"),
        );
        let printed = format!("{:?}", read.unwrap());
        assert!(!printed.contains("hemligt") && printed.contains("tavla@example.se"));
    }
}
