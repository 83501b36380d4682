//! The only texts that may leave the server for a lock screen, as a text message, by mail
//! or as a call (`policy.md` 7, `scenarios.md` 0.1).
//!
//! A letter holds a number, an urgency, a deadline and a fixed text. It has no field
//! that could carry personal data, so it cannot leak any.

use serde::{Deserialize, Serialize};

use crate::alert::{AlertNumber, Class};
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
    /// To the one who is responsible for something less urgent: read before a time.
    M6,
    /// So many proposals wait for a look before a time.
    M7,
    /// The board has changed. Also the text of a test letter.
    M8,
    /// A colleague has taken it; replaces the earlier letter.
    M9,
    /// To the reserve who has become responsible for something less urgent.
    M10,
}

/// How a letter travels. Each carries its own fixed text.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Carrier {
    /// To the phones and browsers that have subscribed. What was recorded before there
    /// were other carriers means this one.
    #[default]
    Push,
    /// As a text message.
    Sms,
    /// As a call.
    Voice,
    /// As a mail.
    Mail,
}

impl Carrier {
    /// Whether this is the carrier that stood for every letter before there were others.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
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
    /// How urgent that alert is.
    #[serde(default, skip_serializing_if = "Class::is_default")]
    pub class: Class,
    /// Which fixed text.
    pub text: Text,
    /// The time that stands in the text.
    pub deadline: Option<Timestamp>,
    /// The number of proposals that stands in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u16>,
    /// Whether it travels on every way that there is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub all_ways: bool,
}

impl Letter {
    /// The title on the lock screen, and the subject of a mail.
    #[must_use]
    pub fn title(&self) -> String {
        let kind = match (self.text, self.class) {
            (Text::M6 | Text::M10, _) | (Text::M2 | Text::M5 | Text::M9, Class::P2) => "uppgift",
            _ => "larm",
        };
        match self.alert {
            Some(number) => format!("Teamtavlan: {kind} {number}"),
            None => "Teamtavlan".to_owned(),
        }
    }

    /// The body on the lock screen, and of a mail.
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
            Text::M6 => format!("Läs före {}.", before()),
            Text::M7 => {
                let count = self.count.unwrap_or_default();
                format!("{count} förslag att granska före {}.", before())
            }
            Text::M8 => "Tavlan är uppdaterad.".to_owned(),
            Text::M9 => "Mottaget av en kollega.".to_owned(),
            Text::M10 => format!("Du är nu ansvarig. Läs före {}.", before()),
        }
    }

    /// What a text message says; `None` for a letter about no alert, which never
    /// travels so.
    #[must_use]
    pub fn sms(&self) -> Option<String> {
        let number = self.alert?;
        Some(format!("Teamtavlan: larm {number} väntar. Öppna appen."))
    }

    /// What a call says, the number digit by digit; `None` for a letter about no alert,
    /// which never travels so.
    #[must_use]
    pub fn voice(&self) -> Option<String> {
        let mut digits = String::new();
        for digit in self.alert?.to_string().chars() {
            digits.push(' ');
            digits.push(digit);
        }
        Some(format!(
            "Teamtavlan. Larm{digits} väntar. Tryck din jourkod för att ta emot."
        ))
    }

    /// The ways on which the letter travels (`policy.md` 7). Only what nobody has
    /// answered in time, and whoever must answer it now, is also called; what is less
    /// urgent never is. From the manager's rung on it goes by mail too.
    #[must_use]
    pub fn carriers(&self) -> &'static [Carrier] {
        const ALL: &[Carrier] = &[Carrier::Push, Carrier::Sms, Carrier::Voice, Carrier::Mail];
        match (self.text, self.class) {
            (Text::M3 | Text::M5, Class::P1) if self.all_ways => ALL,
            (Text::M3, _) | (Text::M5, Class::P1) => &ALL[..3],
            _ => &ALL[..1],
        }
    }

    /// How loudly the phone is asked to show it.
    #[must_use]
    pub fn urgency(&self) -> Urgency {
        match self.text {
            Text::M1 | Text::M2 | Text::M3 | Text::M5 | Text::M6 | Text::M10 => Urgency::High,
            Text::M4 | Text::M7 | Text::M8 => Urgency::Normal,
            Text::M9 => Urgency::Low,
        }
    }

    /// Letters with the same tag replace each other on the phone and at the push
    /// service, so that a repeated letter never doubles.
    #[must_use]
    pub fn tag(&self) -> String {
        match (self.alert, self.text) {
            (Some(number), _) => format!("larm{number}"),
            // A change of the board must not hide that proposals wait.
            (None, Text::M7) => "forslag".to_owned(),
            (None, _) => "tavla".to_owned(),
        }
    }

    /// How long the letter makes sense: the alert's numbers change their meaning
    /// after this, and an old alarm on a phone that wakes up is worse than none.
    #[must_use]
    pub fn makes_sense_for(&self) -> Span {
        match self.text {
            Text::M1 | Text::M3 => Span::minutes(10),
            Text::M6 | Text::M10 => Span::minutes(15),
            Text::M2 | Text::M4 | Text::M5 | Text::M9 => Span::minutes(60),
            // From the letter at 08:00 to the step at 13:00.
            Text::M7 => Span::hours(5),
            Text::M8 => Span::minutes(5),
        }
    }
}
