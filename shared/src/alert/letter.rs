//! The only texts that may leave the server for a lock screen (`scenarios.md` 0.1).
//!
//! A letter holds a number, an urgency, a deadline and a fixed text. It has no field
//! that could carry personal data, so it cannot leak any.

use serde::{Deserialize, Serialize};

use crate::alert::AlertNumber;
use crate::time::{Span, Timestamp};

/// A fixed text, by its name in `policy.md` 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Text {
    /// To the one who is responsible: acknowledge before a time.
    M1,
    /// To the reserve: read in the app.
    M2,
    /// To the reserve who has become responsible.
    M3,
    /// To the one who was responsible until now.
    M4,
    /// To everyone: nobody has acknowledged.
    M5,
    /// The board has changed. Also the text of a test letter.
    M8,
    /// A colleague has taken it; replaces the earlier letter.
    M9,
}

/// How loudly a phone is asked to show a letter (RFC 8030, section 5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Urgency {
    /// Replaces what is there, without a sound.
    Low,
    /// Shown as usual.
    Normal,
    /// Wakes the phone.
    High,
}

/// What is sent to a device. Nothing in it can be traced to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The alert, if the letter is about one.
    pub alert: Option<AlertNumber>,
    /// Which fixed text.
    pub text: Text,
    /// The time that stands in the text.
    pub deadline: Option<Timestamp>,
}

impl Letter {
    /// The title on the lock screen.
    #[must_use]
    pub fn title(&self) -> String {
        match self.alert {
            Some(number) => format!("Teamtavlan: larm {number}"),
            None => "Teamtavlan".to_owned(),
        }
    }

    /// The body on the lock screen.
    #[must_use]
    pub fn body(&self) -> String {
        let before = || {
            self.deadline
                .map(|at| at.local().clock())
                .unwrap_or_default()
        };
        match self.text {
            Text::M1 => format!("Brådskande. Kvittera i appen före {}.", before()),
            Text::M2 => "Du är reserv. Läs i appen.".to_owned(),
            Text::M3 => format!("Du är nu ansvarig. Kvittera före {}.", before()),
            Text::M4 => "Larmet är överlämnat. Läs i appen.".to_owned(),
            Text::M5 => "Ingen har kvitterat. Öppna appen.".to_owned(),
            Text::M8 => "Tavlan är uppdaterad.".to_owned(),
            Text::M9 => "Mottaget av en kollega.".to_owned(),
        }
    }

    /// How loudly the phone is asked to show it.
    #[must_use]
    pub fn urgency(&self) -> Urgency {
        match self.text {
            Text::M1 | Text::M2 | Text::M3 | Text::M5 => Urgency::High,
            Text::M4 | Text::M8 => Urgency::Normal,
            Text::M9 => Urgency::Low,
        }
    }

    /// Letters with the same tag replace each other on the phone and at the push
    /// service, so that a repeated letter never doubles.
    #[must_use]
    pub fn tag(&self) -> String {
        match self.alert {
            Some(number) => format!("larm{number}"),
            None => "tavla".to_owned(),
        }
    }

    /// How long the letter makes sense: the alert's numbers change their meaning
    /// after this, and an old alarm on a phone that wakes up is worse than none.
    #[must_use]
    pub fn makes_sense_for(&self) -> Span {
        match self.text {
            Text::M1 | Text::M3 => Span::minutes(10),
            Text::M2 | Text::M4 | Text::M5 | Text::M9 => Span::minutes(60),
            Text::M8 => Span::minutes(5),
        }
    }
}
