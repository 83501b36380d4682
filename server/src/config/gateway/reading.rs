//! Reads a gateway's settings and says what is wrong with them.

use std::collections::BTreeMap;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};

use super::template::Form;
use super::{Accepted, GatewaySettings, Names, Pointer, ReportSettings, Takes, Template};
use crate::config::secret::Secret;
use crate::config::{WrongSetting, is_loopback};

/// The fewest characters of the secret with which a gateway reports.
const SHORTEST_SECRET: usize = 16;

/// The most digits of the code with which a call is answered.
const LONGEST_CODE: usize = 8;

pub(super) fn gateway(
    names: &Names,
    get: &impl Fn(&'static str) -> Option<String>,
) -> Result<Option<GatewaySettings>, WrongSetting> {
    let Some(url) = get(names.url) else {
        return without_url(names, get);
    };
    let url = Url::parse(&url)
        .ok()
        .filter(|url| match url.scheme() {
            "https" => url.has_host(),
            "http" => is_loopback(url),
            _ => false,
        })
        // The address may hold a secret, so the sentence does not repeat it.
        .ok_or_else(|| WrongSetting {
            name: names.url,
            problem: "it is not the encrypted address of a gateway".to_owned(),
            mend: "Write https://gateway.example.se/send; only a gateway on this machine may be http.",
        })?;
    let method = match get(names.method).as_deref() {
        None | Some("POST") => Method::POST,
        Some("PUT") => Method::PUT,
        Some(other) => {
            return Err(WrongSetting {
                name: names.method,
                problem: format!("\"{other}\" cannot be used"),
                mend: "Write POST or PUT; a telephone number must not stand in an address.",
            });
        }
    };
    Ok(Some(GatewaySettings {
        url,
        method,
        headers: headers(names, get)?,
        body: body(names, get)?,
        accepted: accepted(names, get)?,
        id: pointer(names.id, get)?,
        reports: reports(names, get)?,
    }))
}

/// A gateway without an address is not set up; that some of its settings are there
/// anyway is a mistake that would cost alarms.
fn without_url(
    names: &Names,
    get: &impl Fn(&'static str) -> Option<String>,
) -> Result<Option<GatewaySettings>, WrongSetting> {
    let others = [
        names.method,
        names.headers,
        names.content_type,
        names.body,
        names.accepted,
        names.accepted_if,
        names.id,
        names.report_secret,
        names.report_id,
        names.report_status,
        names.report_delivered,
        names.report_failed,
        names.report_digits,
        names.report_takes,
    ];
    match others.into_iter().find(|name| get(name).is_some()) {
        None => Ok(None),
        Some(other) => Err(WrongSetting {
            name: names.url,
            problem: format!("{other} is set and this is not"),
            mend: "Write the address of the gateway, or leave all of its settings out.",
        }),
    }
}

fn headers(
    names: &Names,
    get: &impl Fn(&'static str) -> Option<String>,
) -> Result<HeaderMap, WrongSetting> {
    let Some(text) = get(names.headers) else {
        return Ok(HeaderMap::new());
    };
    // The values are secrets, so the sentence does not repeat them.
    let wrong = || WrongSetting {
        name: names.headers,
        problem: "it is not a JSON object of headers".to_owned(),
        mend: r#"Write for example {"Authorization":"Bearer …"}."#,
    };
    let pairs: BTreeMap<String, String> = serde_json::from_str(&text).map_err(|_| wrong())?;
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        let name: HeaderName = name.parse().map_err(|_| wrong())?;
        let mut value = HeaderValue::from_str(&value).map_err(|_| wrong())?;
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Ok(headers)
}

fn body(
    names: &Names,
    get: &impl Fn(&'static str) -> Option<String>,
) -> Result<Template, WrongSetting> {
    let content_type = get(names.content_type).unwrap_or_else(|| "application/json".to_owned());
    let form = Form::of(&content_type).ok_or_else(|| WrongSetting {
        name: names.content_type,
        problem: format!("\"{content_type}\" cannot be written"),
        mend: "Write application/json or application/x-www-form-urlencoded.",
    })?;
    let wrong = |problem: &str| WrongSetting {
        name: names.body,
        problem: problem.to_owned(),
        mend: r#"Write for example {"to":"{number}","text":"{text}"}, or to={number}&text={text} for a form."#,
    };
    let body = get(names.body).ok_or_else(|| wrong("it is missing"))?;
    Template::new(body, form).map_err(wrong)
}

fn accepted(
    names: &Names,
    get: &impl Fn(&'static str) -> Option<String>,
) -> Result<Accepted, WrongSetting> {
    let text = get(names.accepted).unwrap_or_default();
    let statuses = words(&text)
        .iter()
        .map(|word| {
            word.parse()
                .ok()
                .filter(|status| (200..600).contains(status))
        })
        .collect::<Option<Vec<u16>>>()
        .ok_or_else(|| WrongSetting {
            name: names.accepted,
            problem: format!("\"{text}\" is not a list of statuses"),
            mend: "Write for example 200,202, or leave it out for every one from 200 to 299.",
        })?;
    let only_if = get(names.accepted_if)
        .map(|text| {
            text.split_once('=')
                .and_then(|(place, said)| Some((at(place)?, words(said))))
                .filter(|(_, said)| !said.is_empty())
                .ok_or_else(|| WrongSetting {
                    name: names.accepted_if,
                    problem: format!("\"{text}\" does not say what must stand where"),
                    mend: "Write for example /status=queued,sent.",
                })
        })
        .transpose()?;
    Ok(Accepted { statuses, only_if })
}

fn reports(
    names: &Names,
    get: &impl Fn(&'static str) -> Option<String>,
) -> Result<Option<ReportSettings>, WrongSetting> {
    let Some(secret) = get(names.report_secret) else {
        return Ok(None);
    };
    if secret.chars().count() < SHORTEST_SECRET {
        return Err(WrongSetting {
            name: names.report_secret,
            problem: format!("it has fewer than {SHORTEST_SECRET} characters"),
            mend: "Make one with `openssl rand -hex 16` and give it to the gateway.",
        });
    }
    if get(names.id).is_none() {
        return Err(WrongSetting {
            name: names.id,
            problem: format!("{} is set and this is not", names.report_secret),
            mend: "Write where the message's id stands in the gateway's answer, for example /id; a report cannot be matched without it.",
        });
    }
    let said = |name, usual: &str| words(&get(name).unwrap_or_else(|| usual.to_owned()));
    Ok(Some(ReportSettings {
        secret: Secret::new(secret),
        id: pointer(names.report_id, get)?.unwrap_or_else(|| Pointer("/id".to_owned())),
        status: pointer(names.report_status, get)?.unwrap_or_else(|| Pointer("/status".to_owned())),
        delivered: said(names.report_delivered, "delivered"),
        failed: said(names.report_failed, "failed,undelivered,rejected,expired"),
        takes: takes(names, get)?,
    }))
}

/// The place of the digits and the code belong together: with one alone nobody who is called
/// could answer, and nobody would know.
fn takes(
    names: &Names,
    get: &impl Fn(&'static str) -> Option<String>,
) -> Result<Option<Takes>, WrongSetting> {
    let (digits, code) = (pointer(names.report_digits, get)?, get(names.report_takes));
    let missing = |name, other: &str| WrongSetting {
        name,
        problem: format!("{other} is set and this is not"),
        mend: "Write both, or leave both out: where the digits stand that were pressed, for example /digits, and which take the alert, for example 4711.",
    };
    let (digits, code) = match (digits, code) {
        (None, None) => return Ok(None),
        (None, Some(_)) => return Err(missing(names.report_digits, names.report_takes)),
        (Some(_), None) => return Err(missing(names.report_takes, names.report_digits)),
        (Some(digits), Some(code)) => (digits, code),
    };
    let is_code =
        (1..=LONGEST_CODE).contains(&code.len()) && code.bytes().all(|one| one.is_ascii_digit());
    if !is_code {
        // The code is a secret of the team, so the sentence does not repeat it.
        return Err(WrongSetting {
            name: names.report_takes,
            problem: "it is not a code of one to eight digits".to_owned(),
            mend: "Write for example 4711; whoever is called presses it.",
        });
    }
    Ok(Some(Takes { digits, code }))
}

fn pointer(
    name: &'static str,
    get: &impl Fn(&'static str) -> Option<String>,
) -> Result<Option<Pointer>, WrongSetting> {
    get(name)
        .map(|text| {
            at(&text).ok_or_else(|| WrongSetting {
                name,
                problem: format!("\"{text}\" is not a place in a JSON document"),
                mend: "Write for example /id or /messages/0/id.",
            })
        })
        .transpose()
}

fn at(text: &str) -> Option<Pointer> {
    (text.len() > 1 && text.starts_with('/')).then(|| Pointer(text.to_owned()))
}

fn words(text: &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::SMS;
    use super::*;

    const RIGHT: [(&str, &str); 6] = [
        (
            "TAVLA_SMS_URL",
            "https://gateway.example.se/send?key=hemligt",
        ),
        ("TAVLA_SMS_HEADERS", r#"{"Authorization":"Bearer hemligt"}"#),
        ("TAVLA_SMS_BODY", r#"{"to":"{number}","text":"{text}"}"#),
        ("TAVLA_SMS_ACCEPTED_IF", "/status=queued, sent"),
        ("TAVLA_SMS_ID", "/messages/0/id"),
        ("TAVLA_SMS_REPORT_SECRET", "hemligt-0123456789"),
    ];

    /// Reads settings that are right but for one.
    fn read(name: &str, value: Option<&str>) -> Result<Option<GatewaySettings>, String> {
        gateway(&SMS, &|asked| {
            if asked == name {
                return value.map(ToOwned::to_owned);
            }
            let known = RIGHT.iter().find(|(known, _)| *known == asked);
            known.map(|(_, value)| (*value).to_owned())
        })
        .map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn a_gateway_is_described_by_its_settings() {
        let gateway = read("", None).unwrap().expect("a gateway");
        let answer = json!({"messages":[{"id":77}],"status":"queued"});
        assert_eq!(gateway.method, Method::POST);
        assert_eq!(
            gateway.id.and_then(|id| id.find(&answer)).as_deref(),
            Some("77")
        );
        let (place, said) = gateway.accepted.only_if.expect("a condition");
        assert_eq!(place.find(&answer).as_deref(), Some("queued"));
        assert_eq!(said, ["queued", "sent"]);
        let reports = gateway.reports.expect("reports");
        assert_eq!(reports.delivered, ["delivered"]);
    }

    #[test]
    fn the_code_that_answers_a_call_is_digits_and_is_not_printed() {
        let read = |code: &str| {
            gateway(&SMS, &|asked| match asked {
                "TAVLA_SMS_REPORT_DIGITS" => Some("/call/digits".to_owned()),
                "TAVLA_SMS_REPORT_TAKES" => Some(code.to_owned()),
                _ => RIGHT
                    .iter()
                    .find(|(known, _)| *known == asked)
                    .map(|(_, value)| (*value).to_owned()),
            })
        };
        for wrong in ["jour", "", "123456789", "4 7"] {
            assert!(
                read(wrong).unwrap_err().to_string().contains("4711"),
                "{wrong}"
            );
        }
        let reports = read("4711").unwrap().and_then(|one| one.reports);
        let takes = reports.and_then(|one| one.takes).expect("a code");
        assert!(!format!("{takes:?}").contains("4711"));
        let pressed = |said| takes.pressed(&json!({"call":{"digits":said}}));
        assert_eq!(pressed(json!("4711#")).as_deref(), Some("4711"));
        assert_eq!(pressed(json!(4711)).as_deref(), Some("4711"));
        for nothing in [json!(""), json!("#"), json!(null), json!([])] {
            assert_eq!(pressed(nothing), None, "nobody has pressed anything");
        }
    }

    #[test]
    fn no_secret_of_a_gateway_is_printed() {
        let printed = format!("{:?}", read("", None).unwrap());
        assert!(!printed.contains("hemligt"), "{printed}");
        assert!(printed.contains("https://gateway.example.se"), "{printed}");
    }

    #[test]
    fn a_wrong_setting_of_a_gateway_says_how_to_mend_it() {
        for (name, value, mend) in [
            ("TAVLA_SMS_URL", "http://gateway.example.se", "https://"),
            ("TAVLA_SMS_URL", "gateway", "https://"),
            ("TAVLA_SMS_METHOD", "GET", "POST or PUT"),
            ("TAVLA_SMS_HEADERS", "Authorization: hemligt", "Bearer …"),
            ("TAVLA_SMS_CONTENT_TYPE", "text/xml", "application/json"),
            ("TAVLA_SMS_BODY", "to={number}&text={text}", "for a form"),
            ("TAVLA_SMS_ACCEPTED", "ok", "200,202"),
            ("TAVLA_SMS_ACCEPTED_IF", "queued", "/status=queued"),
            ("TAVLA_SMS_ID", "id", "/messages/0/id"),
            ("TAVLA_SMS_REPORT_SECRET", "kort", "openssl rand"),
            ("TAVLA_SMS_REPORT_STATUS", "status", "/id"),
            ("TAVLA_SMS_REPORT_DIGITS", "/digits", "Write both"),
            ("TAVLA_SMS_REPORT_TAKES", "hemligt", "Write both"),
        ] {
            let said = read(name, Some(value)).unwrap_err();
            assert!(said.contains(name) && said.contains(mend), "{said}");
            assert!(!said.contains("hemligt"), "{said}");
        }
        for name in ["TAVLA_SMS_URL", "TAVLA_SMS_BODY", "TAVLA_SMS_ID"] {
            let said = read(name, None).unwrap_err();
            assert!(said.contains(name), "{said}");
        }
        assert!(gateway(&SMS, &|_| None).unwrap().is_none());
    }
}
