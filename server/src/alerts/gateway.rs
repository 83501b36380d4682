//! One letter as a text message or a call, through a gateway that settings describe.

use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use serde_json::Value;
use shared::alert::Failure;
use shared::alert::letter::Carrier;

use crate::alerts::channel::{Attempt, Channel};
use crate::alerts::retry_after::retry_after;
use crate::clock::real_time;
use crate::config::gateway::{Accepted, Filled, GatewaySettings, ReportSettings};
use crate::store::{self, OutboxItem, Store};
use crate::team::Team;

/// How long a gateway may take.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(5);
/// How many connections to the gateway are kept for the next message.
const IDLE_CONNECTIONS: usize = 8;
/// The longest answer that is read, in bytes: an id and a status need no more.
const LONGEST_ANSWER: usize = 64 * 1024;
/// The country of a number that is written without one: Sweden.
const HOME: &str = "+46";

/// Sends text messages, or calls.
pub struct Gateway {
    settings: GatewaySettings,
    carrier: Carrier,
    client: Client,
    store: Store,
}

/// The client for sending cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("the client for the gateways cannot be made: {0}")]
pub struct GatewayError(#[from] reqwest::Error);

impl Gateway {
    /// A sender to the gateway of the settings. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Fails if the client for sending cannot be made.
    pub fn new(
        settings: GatewaySettings,
        carrier: Carrier,
        store: Store,
    ) -> Result<Self, GatewayError> {
        let client = Client::builder()
            .timeout(ANSWER_WITHIN)
            .connect_timeout(ANSWER_WITHIN)
            .pool_max_idle_per_host(IDLE_CONNECTIONS)
            // A redirect would carry the secret and the number to another address.
            .redirect(Policy::none())
            .no_proxy()
            .build()?;
        Ok(Self {
            settings,
            carrier,
            client,
            store,
        })
    }

    /// How this gateway reports what became of a message, if it does.
    #[must_use]
    pub fn reports(&self) -> Option<&ReportSettings> {
        self.settings.reports.as_ref()
    }

    async fn send(&self, team: &Team, item: &OutboxItem) -> store::Result<Attempt> {
        let card = self.store.staff_card(&team.id, item.to).await?;
        let Some(number) = card.and_then(|card| dialled(&card.phone?)) else {
            return Ok(Attempt::Failed(Failure::NoNumber));
        };
        let letter = item.letter();
        let words = match self.carrier {
            Carrier::Voice => letter.voice(),
            _ => letter.sms(),
        };
        let Some(text) = words else {
            tracing::error!(letter = %item.id, "a letter has no words for this way");
            return Ok(Attempt::Failed(Failure::Refused));
        };
        let body = self.settings.body.fill(Filled {
            number: &number,
            text: &text,
            letter: &item.id.to_string(),
        });
        let request = self
            .client
            .request(self.settings.method.clone(), self.settings.url.clone())
            .header(CONTENT_TYPE, self.settings.body.content_type())
            .headers(self.settings.headers.clone())
            .body(body);
        let way = self.carrier;
        Ok(match request.send().await {
            Ok(answer) => {
                let status = answer.status().as_u16();
                let attempt = self.judge(answer).await;
                if !matches!(attempt, Attempt::Accepted { .. }) {
                    tracing::warn!(letter = %item.id, ?way, status, "a gateway did not accept a letter");
                }
                attempt
            }
            Err(error) => {
                // The error's text holds the address, and with it perhaps a secret.
                let timed_out = error.is_timeout();
                tracing::warn!(letter = %item.id, ?way, timed_out, "a gateway could not be reached");
                Attempt::Later(None)
            }
        })
    }

    /// What an answer means.
    async fn judge(&self, answer: Response) -> Attempt {
        let status = answer.status();
        if is_passing(status) {
            return Attempt::Later(retry_after(answer.headers(), real_time()));
        }
        // A body that breaks off or is too long counts as none. The status has said that
        // the gateway took the message, and asking again would call the person twice.
        let document = read(answer).await.unwrap_or_default();
        if is_accepted(&self.settings.accepted, status, &document) {
            let id = self.settings.id.as_ref();
            Attempt::Accepted {
                message: id.and_then(|id| id.find(&document)),
            }
        } else {
            Attempt::Failed(Failure::Refused)
        }
    }
}

impl Channel for Gateway {
    fn carry<'a>(
        &'a self,
        team: &'a Team,
        item: &'a OutboxItem,
    ) -> BoxFuture<'a, store::Result<Attempt>> {
        self.send(team, item).boxed()
    }
}

/// Whether an answer says that the gateway cannot just now.
fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 500..=599)
}

fn is_accepted(accepted: &Accepted, status: StatusCode, document: &Value) -> bool {
    let by_status = if accepted.statuses.is_empty() {
        status.is_success()
    } else {
        accepted.statuses.contains(&status.as_u16())
    };
    let by_words = accepted.only_if.as_ref().is_none_or(|(place, said)| {
        place
            .find(document)
            .is_some_and(|word| said.iter().any(|one| one.eq_ignore_ascii_case(&word)))
    });
    by_status && by_words
}

/// An answer as JSON, if it is one and not too long.
async fn read(mut answer: Response) -> Option<Value> {
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.ok()? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > LONGEST_ANSWER {
            return None;
        }
    }
    serde_json::from_slice(&bytes).ok()
}

/// A number as gateways dial it (E.164): a plus sign, the country, the rest. `None` if it
/// is not a number that can be dialled.
#[must_use]
pub fn dialled(written: &str) -> Option<String> {
    let digits: String = written
        .chars()
        .filter(|one| !matches!(one, ' ' | '\u{a0}' | '-' | '–' | '(' | ')' | '/' | '.'))
        .collect();
    let number = if digits.starts_with('+') {
        digits
    } else if let Some(rest) = digits.strip_prefix("00") {
        format!("+{rest}")
    } else {
        format!("{HOME}{}", digits.strip_prefix('0')?)
    };
    let all = number.strip_prefix('+')?;
    // The shortest Swedish numbers have seven digits without the 0, and no number has
    // more than fifteen with its country.
    ((8..=15).contains(&all.len()) && all.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_number_is_dialled_with_its_country_however_it_is_written() {
        for (written, number) in [
            ("070-174 06 10", Some("+46701740610")),
            ("(08) 465 004 04", Some("+46846500404")),
            ("+46 70 174 06 10", Some("+46701740610")),
            ("0046701740610", Some("+46701740610")),
            ("+47 40 00 00 00", Some("+4740000000")),
            ("112", None),
            ("ring växeln", None),
            ("070-174 06 10 eller 070-174 06 11", None),
            ("", None),
        ] {
            assert_eq!(dialled(written).as_deref(), number, "{written}");
        }
    }

    #[test]
    fn an_answer_means_what_the_settings_say() {
        let ok = StatusCode::OK;
        let any = Accepted {
            statuses: Vec::new(),
            only_if: None,
        };
        assert!(is_accepted(&any, StatusCode::CREATED, &Value::Null));
        assert!(!is_accepted(&any, StatusCode::FORBIDDEN, &Value::Null));
        let only = Accepted {
            statuses: vec![202],
            only_if: None,
        };
        assert!(!is_accepted(&only, ok, &Value::Null));
        assert!(is_accepted(&only, StatusCode::ACCEPTED, &Value::Null));
        let config = crate::config::Config::read(|name| {
            Some(
                match name {
                    "TAVLA_SMS_URL" => "https://gateway.example.se",
                    "TAVLA_SMS_BODY" => r#"{"to":"{number}","text":"{text}"}"#,
                    "TAVLA_SMS_ACCEPTED_IF" => "/status=queued",
                    _ => return None,
                }
                .to_owned(),
            )
        });
        let by_words = config.unwrap().sms.unwrap().accepted;
        assert!(is_accepted(&by_words, ok, &json!({"status":"Queued"})));
        assert!(!is_accepted(&by_words, ok, &json!({"status":"blocked"})));
        assert!(!is_accepted(&by_words, ok, &Value::Null));
    }
}
