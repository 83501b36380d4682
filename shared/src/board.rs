//! The state of a team: a fold over its log.

pub mod apply;
pub mod card;
pub mod command;
pub mod decide;
pub mod event;
pub mod member;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::alert::{Alert, AlertNumber};
use crate::board::card::{Card, Level};
use crate::board::member::Member;
use crate::calendar::Calendar;
use crate::deescalation::policy::Policy;
use crate::deescalation::proposal::Proposal;
use crate::duty::Shift;
use crate::id::{ClientId, StaffId};
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
    /// A card for each client, on the board or not.
    #[serde(default)]
    pub cards: BTreeMap<ClientId, Card>,
    /// Shifts, those that ended long ago left out.
    #[serde(default)]
    pub shifts: Vec<Shift>,
    /// Alerts that are open, and those of the last thirty days.
    #[serde(default)]
    pub alerts: BTreeMap<AlertNumber, Alert>,
    /// Proposals that wait for their execution time.
    #[serde(default)]
    pub proposals: BTreeMap<ClientId, Proposal>,
    /// The last date on which the rules evaluated the board in the morning.
    #[serde(default)]
    pub evaluated: Option<NaiveDate>,
    /// The last date on which proposals were executed or cancelled.
    #[serde(default)]
    pub executed: Option<NaiveDate>,
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
