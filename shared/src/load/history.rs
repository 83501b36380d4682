//! The load of the past as daily figures: a fold over the log beside the board, so that a
//! year of it is there at once.
//!
//! What is counted on a day is what the server received on that local date. An entry that
//! arrives late counts on the day it came; the figures of a day that is over do not change,
//! but for alerts of that day that somebody takes later. Exercises do not count.
//!
//! The board meetings of the same time stand beside them, because the board itself knows only
//! the last one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{Counts, Load, staffed};
use crate::alert::{Alert, Class};
use crate::board::Board;
use crate::board::card::Level;
use crate::board::event::{Event, Recorded};
use crate::id::{ClientId, StaffId};
use crate::position::Seq;
use crate::time::{Timestamp, days_after, days_before};

/// How many days are kept: a year, and a month to compare it with.
pub const DAYS_KEPT: u64 = 396;
/// Within how many days a client who comes back on the board has *returned*.
pub const RETURN_DAYS: u64 = 30;

/// The figures of the days until now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The figures by local date, without a hole from the first to the last.
    days: BTreeMap<NaiveDate, Day>,
    /// The clients by level now, with which the next day begins.
    counts: Counts,
    /// Who is on the board.
    on_board: BTreeSet<ClientId>,
    /// Who left the board in the last days, and when.
    left: BTreeMap<ClientId, NaiveDate>,
    /// The meetings, by the number of their minutes.
    #[serde(default)]
    meetings: BTreeMap<Seq, MeetingHeld>,
}

/// A board meeting that is over. It says nothing about clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingHeld {
    /// When it began.
    pub from: Timestamp,
    /// When it ended.
    pub to: Timestamp,
    /// Who led it.
    pub chair: StaffId,
    /// How many were there.
    pub present: usize,
}

/// The figures of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The clients by level when the load was highest.
    pub counts: Counts,
    /// The highest load of the day, against what the staff could give.
    pub load: Load,
    /// Clients who came on the board.
    pub raised: u32,
    /// Clients who came back within thirty days after they had left the board.
    pub returns: u32,
    /// Steps down that the rules took.
    pub steps: u32,
    /// Steps down that people took.
    pub lowered: u32,
    /// Vetoes that were set.
    pub vetoes: u32,
    /// Steps of the rules that a late entry took back.
    pub reversals: u32,
    /// The alerts of the first class that were raised that day.
    pub p1: Answers,
    /// Those of the second class.
    pub p2: Answers,
}

/// How alerts were answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// How many were raised.
    pub raised: u32,
    /// After how many seconds each was taken, the shortest first; absent if it was not yet.
    pub seconds: Vec<u32>,
}

impl Answers {
    fn add(&mut self, other: &Self) {
        self.raised += other.raised;
        self.seconds.extend(&other.seconds);
        self.seconds.sort_unstable();
    }

    /// The middle one; between two the mean of both, cut to the second.
    #[must_use]
    pub fn median(&self) -> Option<u32> {
        let count = self.seconds.len();
        let upper = u64::from(*self.seconds.get(count / 2)?);
        let lower = u64::from(self.seconds[(count - 1) / 2]);
        u32::try_from(u64::midpoint(lower, upper)).ok()
    }

    /// The one that nine of ten did not exceed.
    #[must_use]
    pub fn p90(&self) -> Option<u32> {
        let rank = (9 * self.seconds.len()).div_ceil(10);
        self.seconds.get(rank.checked_sub(1)?).copied()
    }
}

/// The figures of one week, Monday to Sunday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// Its Monday.
    pub monday: NaiveDate,
    /// The sums of its days. The load is that of the day on which it was highest.
    pub sums: Day,
}

impl History {
    /// Adds an event. `board` already contains it.
    pub fn apply(&mut self, board: &Board, recorded: &Recorded) {
        let date = self.begin(board, recorded.at.local().date());
        let counts = Counts::of(board);
        self.counts = counts;
        if let Some(day) = self.days.get_mut(&date) {
            if changes_capacity(&recorded.event) {
                day.load.capacity_minutes = capacity(board, date);
            }
            let minutes = board.policy.load.work(counts);
            if minutes > day.load.minutes {
                day.load.minutes = minutes;
                day.counts = counts;
            }
            count(day, board, &recorded.event);
        }
        if let Some(client) = recorded.event.client() {
            self.move_client(board, client, date, &recorded.event);
        }
        self.answer(board, recorded);
        if let Event::MeetingClosed { minutes } = &recorded.event {
            let held = MeetingHeld {
                from: minutes.from,
                to: minutes.to,
                chair: minutes.chair,
                present: minutes.present.len(),
            };
            self.meetings.insert(recorded.seq, held);
        }
    }

    /// The meetings before the one with these minutes, or before now, the newest first.
    pub fn meetings(&self, before: Option<Seq>) -> impl Iterator<Item = (Seq, &MeetingHeld)> {
        let end = before.map_or(Bound::Unbounded, Bound::Excluded);
        let meetings = self.meetings.range((Bound::Unbounded, end)).rev();
        meetings.map(|(number, held)| (*number, held))
    }

    /// Begins every day up to `date`, each with the clients that the one before it left. Says
    /// which day an event of `date` belongs to: the last, if a clock was set back.
    fn begin(&mut self, board: &Board, date: NaiveDate) -> NaiveDate {
        let first_kept = days_before(date, DAYS_KEPT - 1);
        let mut next = match self.days.last_key_value() {
            Some((last, _)) if *last >= date => return *last,
            Some((last, _)) => days_after(*last, 1).max(first_kept),
            None => date,
        };
        while next <= date {
            let load = Load {
                minutes: board.policy.load.work(self.counts),
                capacity_minutes: capacity(board, next),
            };
            let counts = self.counts;
            let day = Day {
                counts,
                load,
                ..Day::default()
            };
            self.days.insert(next, day);
            next = days_after(next, 1);
        }
        self.days = self.days.split_off(&first_kept);
        let is_kept = |held: &MeetingHeld| held.from.local().date() >= first_kept;
        self.meetings.retain(|_, held| is_kept(held));
        let forgotten = days_before(date, RETURN_DAYS);
        self.left.retain(|_, left| *left >= forgotten);
        date
    }

    /// Follows a client on the board and off it.
    fn move_client(&mut self, board: &Board, client: ClientId, date: NaiveDate, event: &Event) {
        let card = board.cards.get(&client);
        if card.is_none_or(|card| card.is_exercise) {
            self.on_board.remove(&client);
            self.left.remove(&client);
            return;
        }
        let is_on = card.is_some_and(|card| card.level != Level::Plan);
        if is_on && self.on_board.insert(client) {
            let left = self.left.remove(&client);
            // Taking a step back is no return: the client should never have left.
            let is_reversed = matches!(event, Event::Reversed { .. });
            if let Some(day) = self.days.get_mut(&date).filter(|_| !is_reversed) {
                day.raised += 1;
                day.returns += u32::from(left.is_some());
            }
        } else if !is_on && self.on_board.remove(&client) {
            self.left.insert(client, date);
        }
    }

    /// Notes alerts, and how soon somebody takes each, on the day on which it was raised.
    fn answer(&mut self, board: &Board, recorded: &Recorded) {
        let (Event::AlertRaised { alert, .. } | Event::Acknowledged { alert, .. }) =
            &recorded.event
        else {
            return;
        };
        let Some(alert) = board.alerts.get(alert) else {
            return;
        };
        let is_exercise = |card: &crate::board::card::Card| card.is_exercise;
        // What the meeting raised it has taken; a ladder that began again was answered before.
        let is_counted = !alert.in_meeting
            && alert.restarts == 0
            && !board.cards.get(&alert.client).is_some_and(is_exercise);
        let day = self.days.get_mut(&alert.raised.local().date());
        let Some(day) = day.filter(|_| is_counted) else {
            return;
        };
        let answers = match alert.class {
            Class::P1 => &mut day.p1,
            Class::P2 => &mut day.p2,
        };
        if let Event::AlertRaised { .. } = recorded.event {
            answers.raised += 1;
        } else {
            let seconds = recorded.at.since(asked(alert)).as_millis() / 1_000;
            answers.seconds.push(u32::try_from(seconds).unwrap_or(0));
            answers.seconds.sort_unstable();
        }
    }

    /// The last `count` days up to `today`, the oldest first. Days without an event are as
    /// the ones before them; days before the team began are left out.
    #[must_use]
    pub fn days(&self, board: &Board, today: NaiveDate, count: u64) -> Vec<(NaiveDate, Day)> {
        let mut until = self.clone();
        until.begin(board, today);
        let from = days_before(today, count.saturating_sub(1));
        let days = until.days.range(from..=today);
        days.map(|(date, day)| (*date, day.clone())).collect()
    }
}

/// The weeks of days that follow each other, the oldest first.
#[must_use]
pub fn weeks(days: &[(NaiveDate, Day)]) -> Vec<Week> {
    let mut weeks: Vec<Week> = Vec::new();
    for (date, day) in days {
        let monday = date.week(Weekday::Mon).first_day();
        match weeks.last_mut().filter(|week| week.monday == monday) {
            Some(week) => week.sums.add(day),
            None => weeks.push(Week {
                monday,
                sums: day.clone(),
            }),
        }
    }
    weeks
}

impl Week {
    /// The number that the calendar gives it.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.monday.iso_week().week()
    }
}

impl Day {
    fn add(&mut self, other: &Self) {
        // Shares are compared without rounding; a day without staff does not count.
        let (one, two) = (self.load, other.load);
        if two.minutes * one.capacity_minutes > one.minutes * two.capacity_minutes {
            (self.load, self.counts) = (two, other.counts);
        }
        self.raised += other.raised;
        self.returns += other.returns;
        self.steps += other.steps;
        self.lowered += other.lowered;
        self.vetoes += other.vetoes;
        self.reversals += other.reversals;
        self.p1.add(&other.p1);
        self.p2.add(&other.p2);
    }
}

/// Since when an alert asks for somebody: a task that waited for the morning since then.
fn asked(alert: &Alert) -> Timestamp {
    match alert.class {
        Class::P1 => alert.raised,
        Class::P2 => alert.started,
    }
}

/// What the staff of a date can give, in minutes.
fn capacity(board: &Board, date: NaiveDate) -> u64 {
    board.policy.load.capacity(staffed(board, date))
}

fn changes_capacity(event: &Event) -> bool {
    matches!(
        event,
        Event::ShiftsPlanned { .. } | Event::DutyChanged { .. } | Event::PolicySet { .. }
    )
}

/// Counts what happened to a client who is no exercise.
fn count(day: &mut Day, board: &Board, event: &Event) {
    let client = event.client().and_then(|client| board.cards.get(&client));
    if client.is_none_or(|card| card.is_exercise) {
        return;
    }
    match event {
        Event::SteppedDown { .. } => day.steps += 1,
        Event::Placed { from, level, .. } if is_lower(*level, *from) => day.lowered += 1,
        Event::HoldSet { .. } => day.vetoes += 1,
        Event::Reversed { .. } => day.reversals += 1,
        _ => {}
    }
}

/// Whether a level asks for less than another. Hospital is no step on the way back.
fn is_lower(level: Level, than: Level) -> bool {
    let step = |level| match level {
        Level::Red => Some(3),
        Level::Yellow => Some(2),
        Level::Stepdown => Some(1),
        Level::Plan => Some(0),
        Level::Inpatient => None,
    };
    matches!((step(level), step(than)), (Some(level), Some(than)) if level < than)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn median_and_p90_of_few_and_many() {
        let of = |seconds: &[u32]| {
            let answers = Answers {
                raised: 0,
                seconds: seconds.to_vec(),
            };
            (answers.median(), answers.p90())
        };
        assert_eq!(of(&[]), (None, None));
        assert_eq!(of(&[60]), (Some(60), Some(60)));
        assert_eq!(of(&[60, 121]), (Some(90), Some(121)));
        assert_eq!(of(&[10, 20, 300]), (Some(20), Some(300)));
        let ten: Vec<u32> = (1..=10).map(|one| one * 10).collect();
        assert_eq!(of(&ten), (Some(55), Some(90)));
    }
}
