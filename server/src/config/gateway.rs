//! A gateway for text messages or calls, described by settings: where it is, what it is
//! sent, which answer means accepted, and how it reports what became of a message.
//!
//! `docs/channels.md` describes the settings for those who write them.

mod reading;
mod template;

use std::fmt;

use reqwest::header::{HeaderMap, HeaderName};
use reqwest::{Method, Url};
use serde_json::Value;

use super::WrongSetting;
use super::secret::Secret;
pub use template::{Filled, Template};

/// A gateway.
#[derive(Clone)]
pub struct GatewaySettings {
    /// `…_URL`: where messages are sent.
    pub url: Url,
    /// `…_METHOD`: `POST` or `PUT`.
    pub method: Method,
    /// `…_HEADERS`: what is sent besides, the secret among it.
    pub headers: HeaderMap,
    /// `…_BODY`: what is sent.
    pub body: Template,
    /// `…_ACCEPTED` and `…_ACCEPTED_IF`: which answer means accepted.
    pub accepted: Accepted,
    /// `…_ID`: where in the answer the gateway's name for the message stands.
    pub id: Option<Pointer>,
    /// How the gateway reports what became of a message; `None` if it does not.
    pub reports: Option<ReportSettings>,
}

/// Shows where the gateway is, and nothing that could be a secret.
impl fmt::Debug for GatewaySettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("GatewaySettings")
            .field("url", &self.url.origin().ascii_serialization())
            .field("method", &self.method)
            .field("headers", &headers)
            .field("accepted", &self.accepted)
            .field("id", &self.id)
            .field("reports", &self.reports)
            .finish_non_exhaustive()
    }
}

/// Which answer means that the gateway has taken a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The statuses; empty for every one from 200 to 299.
    pub statuses: Vec<u16>,
    /// What must stand where in the answer, for gateways that say no with a status 200.
    pub only_if: Option<(Pointer, Vec<String>)>,
}

/// How a gateway reports what became of a message.
#[derive(Clone, Debug)]
pub struct ReportSettings {
    /// `…_REPORT_SECRET`: what proves that the gateway reports.
    pub secret: Secret,
    /// `…_REPORT_ID`: where the gateway's name for the message stands.
    pub id: Pointer,
    /// `…_REPORT_STATUS`: where the word stands that says what became of it.
    pub status: Pointer,
    /// `…_REPORT_DELIVERED`: the words that mean it arrived.
    pub delivered: Vec<String>,
    /// `…_REPORT_FAILED`: the words that mean it did not.
    pub failed: Vec<String>,
    /// `…_REPORT_DIGITS` and `…_REPORT_TAKES`: with which digits somebody who was called
    /// takes the alert; `None` if the gateway does not say what was pressed.
    pub takes: Option<Takes>,
}

/// How a call is answered with a code.
#[derive(Clone)]
pub struct Takes {
    /// Where in a report the digits stand that were pressed.
    pub digits: Pointer,
    /// The code.
    pub code: String,
}

impl Takes {
    /// The digits that were pressed, if any were; a sign that ends them is left out.
    #[must_use]
    pub fn pressed(&self, document: &Value) -> Option<String> {
        let said = self.digits.find(document)?;
        let digits = said.trim().trim_end_matches('#').to_owned();
        (!digits.is_empty()).then_some(digits)
    }
}

/// Shows where the digits stand, and not the code.
impl fmt::Debug for Takes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Takes")
            .field("digits", &self.digits)
            .finish_non_exhaustive()
    }
}

/// A place in a JSON document (RFC 6901): `/messages/0/id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer(String);

impl Pointer {
    /// The text or number at this place.
    #[must_use]
    pub fn find(&self, document: &Value) -> Option<String> {
        match document.pointer(&self.0)? {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

/// The names of a gateway's settings.
pub struct Names {
    url: &'static str,
    method: &'static str,
    headers: &'static str,
    content_type: &'static str,
    body: &'static str,
    accepted: &'static str,
    accepted_if: &'static str,
    id: &'static str,
    report_secret: &'static str,
    report_id: &'static str,
    report_status: &'static str,
    report_delivered: &'static str,
    report_failed: &'static str,
    report_digits: &'static str,
    report_takes: &'static str,
}

macro_rules! names {
    ($way:literal) => {
        Names {
            url: concat!("TAVLA_", $way, "_URL"),
            method: concat!("TAVLA_", $way, "_METHOD"),
            headers: concat!("TAVLA_", $way, "_HEADERS"),
            content_type: concat!("TAVLA_", $way, "_CONTENT_TYPE"),
            body: concat!("TAVLA_", $way, "_BODY"),
            accepted: concat!("TAVLA_", $way, "_ACCEPTED"),
            accepted_if: concat!("TAVLA_", $way, "_ACCEPTED_IF"),
            id: concat!("TAVLA_", $way, "_ID"),
            report_secret: concat!("TAVLA_", $way, "_REPORT_SECRET"),
            report_id: concat!("TAVLA_", $way, "_REPORT_ID"),
            report_status: concat!("TAVLA_", $way, "_REPORT_STATUS"),
            report_delivered: concat!("TAVLA_", $way, "_REPORT_DELIVERED"),
            report_failed: concat!("TAVLA_", $way, "_REPORT_FAILED"),
            report_digits: concat!("TAVLA_", $way, "_REPORT_DIGITS"),
            report_takes: concat!("TAVLA_", $way, "_REPORT_TAKES"),
        }
    };
}

/// The settings of the gateway for text messages.
pub const SMS: Names = names!("SMS");
/// The settings of the gateway for calls.
pub const VOICE: Names = names!("VOICE");

impl GatewaySettings {
    /// Reads the settings of one gateway; `None` if it is not set up.
    ///
    /// # Errors
    ///
    /// Says which setting is wrong and how to mend it.
    pub fn read(
        names: &Names,
        get: &impl Fn(&'static str) -> Option<String>,
    ) -> Result<Option<Self>, WrongSetting> {
        reading::gateway(names, get)
    }
}
