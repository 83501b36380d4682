//! What a manager sees: numbers and colleagues, never a client.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::caseload::{Clients, Limits, caseloads};
use super::history::{Day, History};
use super::{Counts, Load, staffed};
use crate::alert::{Alert, AlertNumber, Class, Delays};
use crate::board::Board;
use crate::board::card::LevelNames;
use crate::duty::ShiftKind;
use crate::duty::faults::{What, faults};
use crate::id::StaffId;
use crate::protocol::Tally;
use crate::time::{Timestamp, days_after};

/// How many days ahead the rota is looked at.
pub const GAP_DAYS: u64 = 14;

/// The numbers of a team at a moment. It has no field that could name a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// When it was made.
    pub now: Timestamp,
    /// The load now.
    pub load: Load,
    /// The clients by level, and what waits.
    pub tally: Tally,
    /// How many persons have a day shift today.
    pub staffed: u32,
    /// The alerts that nobody has taken, the oldest first.
    pub unanswered: Vec<Unanswered>,
    /// When the psychiatrist should have seen a client or decided, the oldest first.
    pub overdue: Vec<Timestamp>,
    /// The roles that nobody has in the coming days, the nearest first.
    pub gaps: Vec<Gap>,
    /// The last date up to which the rota is published; nothing if none is.
    pub rota_to: Option<NaiveDate>,
    /// The clients of each case manager, the most first.
    pub caseloads: Vec<(StaffId, Clients)>,
    /// How many clients have no case manager.
    pub without_cm: u32,
    /// Where a caseload is full.
    pub limits: Limits,
    /// The days until today, the oldest first.
    pub days: Vec<(NaiveDate, Day)>,
    /// When the rungs of a new alert come.
    pub delays: Delays,
    /// What the team calls its levels.
    pub level_names: LevelNames,
}

/// An alert that nobody has taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unanswered {
    /// The number.
    pub number: AlertNumber,
    /// How urgent it is.
    pub class: Class,
    /// When it was raised.
    pub raised: Timestamp,
}

/// A role that too few have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The role.
    pub kind: ShiftKind,
    /// Since when.
    pub from: Timestamp,
    /// Until when; `None` until somebody fills it.
    pub to: Option<Timestamp>,
}

impl Report {
    /// The numbers of a board at a moment, with `days` days of its history.
    #[must_use]
    pub fn of(board: &Board, history: &History, now: Timestamp, days: u64) -> Self {
        let today = now.local().date();
        let counts = Counts::of(board);
        let is_real = |client| {
            let card = board.cards.get(client);
            card.is_some_and(|card| !card.is_exercise)
        };
        let mut unanswered: Vec<Unanswered> = board
            .alerts
            .values()
            .filter(|alert| alert.is_unanswered() && is_real(&alert.client))
            .map(Unanswered::of)
            .collect();
        unanswered.sort_by_key(|alert| (alert.raised, alert.number));
        let mut overdue: Vec<Timestamp> = board
            .cards
            .values()
            .filter(|card| !card.is_exercise)
            .filter_map(|card| Some(card.psychiatrist.as_ref()?.due))
            .filter(|due| *due < now)
            .collect();
        overdue.sort_unstable();
        let mut all = caseloads(board);
        let without_cm = all.remove(&None).unwrap_or_default().all;
        let mut caseloads: Vec<(StaffId, Clients)> = all
            .into_iter()
            .filter_map(|(staff, clients)| Some((staff?, clients)))
            .collect();
        caseloads.sort_by_key(|(staff, clients)| (std::cmp::Reverse(clients.all), *staff));
        let mut tally = Tally::of(board, now);
        tally.unanswered = u32::try_from(unanswered.len()).unwrap_or(u32::MAX);
        Self {
            now,
            load: Load::on(board, counts, today),
            tally,
            staffed: staffed(board, today),
            unanswered,
            overdue,
            gaps: gaps(board, now),
            rota_to: board.rota_to,
            caseloads,
            without_cm,
            limits: board.policy.caseload.limits(),
            days: history.days(board, today, days),
            delays: board.policy.ladder,
            level_names: board.policy.level_names.clone(),
        }
    }

    /// Whether the rota says nothing about some of the coming days.
    #[must_use]
    pub fn rota_ends_early(&self) -> bool {
        let last = days_after(self.now.local().date(), GAP_DAYS - 1);
        self.rota_to.is_none_or(|date| date < last)
    }
}

impl Unanswered {
    fn of(alert: &Alert) -> Self {
        Self {
            number: alert.number,
            class: alert.class,
            raised: alert.raised,
        }
    }
}

fn gaps(board: &Board, now: Timestamp) -> Vec<Gap> {
    let until = Timestamp::at_hour(days_after(now.local().date(), GAP_DAYS), 0);
    faults(board, now)
        .into_iter()
        .filter(|fault| fault.from < until)
        .filter_map(|fault| match fault.what {
            What::Gap { kind, .. } => Some(Gap {
                kind,
                from: fault.from,
                to: fault.to,
            }),
            _ => None,
        })
        .collect()
}
