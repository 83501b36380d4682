//! The state of a team: a fold over its log.

pub mod apply;
pub mod card;
pub mod command;
pub mod decide;
pub mod deviation;
pub mod event;
pub mod meeting;
pub mod member;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::alert::{Alert, AlertNumber};
use crate::board::card::{Card, Level, Stamped};
use crate::board::deviation::{Deviation, Outage};
use crate::board::meeting::{Meeting, Minutes, News};
use crate::board::member::{Member, Proven};
use crate::calendar::Calendar;
use crate::deescalation::late::StepTaken;
use crate::deescalation::policy::Policy;
use crate::deescalation::proposal::Proposal;
use crate::duty::{Duty, Shift};
use crate::id::{ClientId, DeviceId, StaffId};
use crate::position::Seq;
use crate::time::Timestamp;

/// Everything that the team's log says, as of event [`Board::seq`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// The last event that has been applied.
    pub seq: Seq,
    /// The rules that are in force.
    #[serde(default)]
    pub policy: Policy,
    /// The days that are free or worked besides those of the law.
    #[serde(default)]
    pub calendar: Calendar,
    /// The staff.
    #[serde(default)]
    pub members: BTreeMap<StaffId, Member>,
    /// Members whose phones have proved themselves.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub proven: BTreeMap<StaffId, Proven>,
    /// A card for each client, on the board or not.
    #[serde(default)]
    pub cards: BTreeMap<ClientId, Card>,
    /// Shifts, those that ended long ago left out.
    #[serde(default)]
    pub shifts: Vec<Shift>,
    /// The last date up to which the rota is published; what comes later is not known.
    #[serde(default)]
    pub rota_to: Option<NaiveDate>,
    /// What the shifts are made from, and what is being arranged about them.
    #[serde(default, skip_serializing_if = "Duty::is_empty")]
    pub duty: Duty,
    /// Alerts that are open, and those of the last thirty days.
    #[serde(default)]
    pub alerts: BTreeMap<AlertNumber, Alert>,
    /// Proposals that wait for their execution time.
    #[serde(default)]
    pub proposals: BTreeMap<ClientId, Proposal>,
    /// Steps that the rules took a short time ago and that a late entry may take back.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub steps: BTreeMap<ClientId, Vec<StepTaken>>,
    /// Why the team has paused the automation, while it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Stamped<String>>,
    /// When the automation was paused or resumed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_at: Option<Timestamp>,
    /// Since when the rules stand still, while they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Timestamp>,
    /// Devices that may hold entries the server does not know, and when each was last in step.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unsynced: BTreeMap<DeviceId, Timestamp>,
    /// Whose they are, where that is known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub carriers: BTreeMap<DeviceId, StaffId>,
    /// Drafts of deviations, the oldest first; the last hundred are kept here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deviations: Vec<Deviation>,
    /// Times in which the rules stood still, the oldest first; the last twenty are kept here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outages: Vec<Outage>,
    /// The last date on which the rules evaluated the board in the morning.
    #[serde(default)]
    pub evaluated: Option<NaiveDate>,
    /// The last date on which the morning's proposals were told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notified: Option<NaiveDate>,
    /// The latest beginning of shifts on call whose phones were tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift_tried: Option<Timestamp>,
    /// The last date on which proposals were executed or cancelled.
    #[serde(default)]
    pub executed: Option<NaiveDate>,
    /// The board meeting that is held now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Meeting>,
    /// The minutes of the last board meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_meeting: Option<Minutes>,
    /// The event that holds them. Its number is their address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_minutes: Option<Seq>,
    /// What has happened since, and belongs first in the next one.
    #[serde(default, skip_serializing_if = "News::is_empty")]
    pub news: News,
    /// Whether the load is over the capacity (`policy.md` 8).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overloaded: bool,
}

impl Board {
    /// The cards of clients who are on the board, in no order that means anything.
    pub fn on_board(&self) -> impl Iterator<Item = &Card> {
        self.cards.values().filter(|card| card.level != Level::Plan)
    }

    /// The shifts that cover `at`.
    pub fn on_duty(&self, at: Timestamp) -> impl Iterator<Item = &Shift> {
        self.shifts.iter().filter(move |shift| shift.covers(at))
    }

    /// The alert of a client that is still open, if there is one.
    #[must_use]
    pub fn open_alert(&self, client: ClientId) -> Option<&Alert> {
        self.alerts
            .values()
            .find(|alert| alert.client == client && alert.is_open())
    }
}
