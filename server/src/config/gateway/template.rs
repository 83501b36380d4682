//! What a gateway is sent: a text with places for the number and the words.

use serde_json::Value;

/// The places in a template.
const NUMBER: &str = "{number}";
const DIGITS: &str = "{digits}";
const TEXT: &str = "{text}";
const LETTER: &str = "{letter}";

/// A body with places that are filled for each message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    body: String,
    form: Form,
}

/// How what is filled in must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `application/json`: inside quotation marks.
    Json,
    /// `application/x-www-form-urlencoded`.
    UrlEncoded,
}

/// What is filled in.
#[derive(Clone, Copy)]
pub struct Filled<'a> {
    /// The telephone number with its country, `+46701740610`.
    pub number: &'a str,
    /// The words.
    pub text: &'a str,
    /// The id of the letter; a repeated message has the same.
    pub letter: &'a str,
}

impl Form {
    pub(super) fn of(content_type: &str) -> Option<Self> {
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        match essence.to_ascii_lowercase().as_str() {
            "application/json" => Some(Self::Json),
            "application/x-www-form-urlencoded" => Some(Self::UrlEncoded),
            _ => None,
        }
    }

    fn escape(self, text: &str) -> String {
        match self {
            Self::Json => {
                let quoted = Value::from(text).to_string();
                quoted[1..quoted.len() - 1].to_owned()
            }
            Self::UrlEncoded => form_urlencoded::byte_serialize(text.as_bytes()).collect(),
        }
    }
}

impl Template {
    /// A template, if it has a place for the number and one for the words, and what
    /// comes of it can be read.
    pub(super) fn new(body: String, form: Form) -> Result<Self, &'static str> {
        if !body.contains(NUMBER) && !body.contains(DIGITS) {
            return Err("it has no place for the telephone number");
        }
        if !body.contains(TEXT) {
            return Err("it has no place for the text");
        }
        let template = Self { body, form };
        let trial = template.fill(Filled {
            number: "+46701740610",
            text: "å \"b\" & c",
            letter: "01",
        });
        if form == Form::Json && serde_json::from_str::<Value>(&trial).is_err() {
            return Err("filled in, it is not JSON");
        }
        Ok(template)
    }

    /// The `Content-Type` of what is sent.
    #[must_use]
    pub fn content_type(&self) -> &'static str {
        match self.form {
            Form::Json => "application/json",
            Form::UrlEncoded => "application/x-www-form-urlencoded",
        }
    }

    /// The body of one message. What is filled in is escaped, and never looked at for
    /// places again.
    #[must_use]
    pub fn fill(&self, filled: Filled<'_>) -> String {
        let places = [
            (NUMBER, filled.number),
            (DIGITS, filled.number.trim_start_matches('+')),
            (TEXT, filled.text),
            (LETTER, filled.letter),
        ];
        let mut body = String::with_capacity(self.body.len() + 128);
        let mut rest = self.body.as_str();
        while let Some(at) = rest.find('{') {
            body.push_str(&rest[..at]);
            rest = &rest[at..];
            let place = places.iter().find(|(place, _)| rest.starts_with(place));
            if let Some((place, value)) = place {
                body.push_str(&self.form.escape(value));
                rest = &rest[place.len()..];
            } else {
                body.push('{');
                rest = &rest[1..];
            }
        }
        body.push_str(rest);
        body
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILLED: Filled<'_> = Filled {
        number: "+46701740610",
        text: "Teamtavlan: \"larm\" & {number} 4127 väntar.",
        letter: "01L",
    };

    #[test]
    fn json_is_escaped_as_json() {
        let body = r#"{"to":["{number}"],"n":{digits},"ref":"{letter}","text":"{text}"}"#;
        let template = Template::new(body.to_owned(), Form::Json).unwrap();
        let value: Value = serde_json::from_str(&template.fill(FILLED)).unwrap();
        assert_eq!(value["text"], FILLED.text);
        assert_eq!(value["to"][0], "+46701740610");
        assert_eq!(value["n"], 46_701_740_610_u64);
        assert_eq!(value["ref"], "01L");
    }

    #[test]
    fn a_form_is_escaped_as_a_form() {
        let body = "to={number}&from=Tavla&message={text}";
        let template = Template::new(body.to_owned(), Form::UrlEncoded).unwrap();
        let filled = template.fill(FILLED);
        let pairs: Vec<(String, String)> = form_urlencoded::parse(filled.as_bytes())
            .into_owned()
            .collect();
        assert_eq!(
            pairs,
            [
                ("to".to_owned(), "+46701740610".to_owned()),
                ("from".to_owned(), "Tavla".to_owned()),
                ("message".to_owned(), FILLED.text.to_owned()),
            ]
        );
    }

    #[test]
    fn a_template_without_its_places_or_that_is_not_json_is_refused() {
        for (body, form) in [
            (r#"{"text":"{text}"}"#, Form::Json),
            (r#"{"to":"{number}"}"#, Form::Json),
            (r#"{"to":"{number}","text":{text}}"#, Form::Json),
            ("to={number}", Form::UrlEncoded),
        ] {
            assert!(Template::new(body.to_owned(), form).is_err(), "{body}");
        }
    }
}
