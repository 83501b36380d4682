//! The words of a history of kind `ladder`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shared::alert::letter::{Carrier, Text};
use shared::duty::ShiftKind;

/// How urgent the alert is.
#[derive(Clone, Copy, Debug, Deserialize)]
pub enum Class {
    /// A raise to red, or a crisis event.
    P1,
    /// A raise to yellow.
    P2,
}

/// What happened.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    /// The class of the alert.
    pub kind: Class,
    /// When it is raised.
    pub t0: DateTime<Utc>,
    /// The last instant that is played.
    pub until: DateTime<Utc>,
    /// Who stands in which relation to the client and the team.
    #[serde(default)]
    pub relations: Relations,
    /// Who may see the client.
    #[serde(default)]
    pub rights: Vec<String>,
    /// Who works when.
    #[serde(default)]
    pub rota: Vec<Duty>,
    /// With whom contact was lost, and since when.
    #[serde(default)]
    pub lost: BTreeMap<String, DateTime<Utc>>,
    /// Who raises the alert; the rules if nobody is named.
    #[serde(default)]
    pub reporter: Option<String>,
    /// Who wants to take it when.
    #[serde(default)]
    pub acks: Vec<Ack>,
    /// When somebody logs an action.
    #[serde(default)]
    pub actions: Vec<DateTime<Utc>>,
    /// A [`Class::P2`] that must be read in the night.
    #[serde(default)]
    pub read_at_night: Option<bool>,
}

/// Relations to the client and the team.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Relations {
    /// The case manager.
    pub cm: Option<String>,
    /// The deputy.
    pub deputy: Option<String>,
    /// The team leader.
    pub team_leader: Option<String>,
}

/// One person's shift.
#[derive(Clone, Debug, Deserialize)]
pub struct Duty {
    /// Who.
    pub who: String,
    /// In which role.
    pub kind: ShiftKind,
    /// The first instant.
    pub from: DateTime<Utc>,
    /// The first instant after it.
    pub to: DateTime<Utc>,
}

/// Somebody's wish to take the alert.
#[derive(Clone, Debug, Deserialize)]
pub struct Ack {
    /// When.
    pub t: DateTime<Utc>,
    /// Who.
    pub who: String,
}

/// What the rules did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// Each rung and each acknowledgement, in time order.
    pub steps: Vec<Step>,
}

/// A rung that was reached or passed, or the acknowledgement.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// When.
    pub t: String,
    /// The name of the rung.
    pub rung: String,
    /// Who is responsible from now on.
    pub responsible: Option<String>,
    /// Who is told what.
    pub to: Vec<Told>,
    /// When the ladder begins again without an action; only after an acknowledgement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_by: Option<String>,
}

/// What one person is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// Who.
    pub who: String,
    /// The fixed text, or that they are asked on the screen.
    pub msg: Message,
    /// The local time in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// On which ways.
    pub channels: Vec<Channel>,
}

/// A letter's text, or the question on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Message {
    /// A letter.
    Letter(Text),
    /// The reporter is asked.
    Asked(Prompt),
}

/// "Tar du det?"
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Prompt {
    /// The only one there is.
    #[serde(rename = "PROMPT")]
    Prompt,
}

/// The way on which somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Channel {
    /// A letter's.
    Letter(Carrier),
    /// The open page.
    Page(Screen),
}

/// The open page of the reporter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Screen {
    /// The only one there is.
    #[serde(rename = "screen")]
    Screen,
}
