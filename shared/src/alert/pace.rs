//! When the rungs of a ladder come (`policy.md` 7).
//!
//! Deadlines are absolute times derived from events. There is no timer to lose.

use serde::{Deserialize, Serialize};

use crate::alert::{Alert, AlertState, Class, Rung};
use crate::time::{Span, Timestamp, days_after};

/// How late a rung may come before a server that was away counts as having missed it.
pub(crate) const IN_TIME: Span = Span::minutes(1);
/// The hour at which the night begins for what is less urgent.
const NIGHT_BEGINS: u32 = 22;
/// The hour at which it ends.
const NIGHT_ENDS: u32 = 7;

impl Rung {
    /// The rung that follows; `None` after the last one of a [`Class::P2`].
    #[must_use]
    pub fn next(self, class: Class) -> Option<Self> {
        match class {
            Class::P1 => Some(match self {
                Self::T0 => Self::T2,
                Self::T2 => Self::T5,
                Self::T5 => Self::T10,
                Self::T10 => Self::T15,
                Self::T15 | Self::T30 => Self::Repeat(1),
                Self::Repeat(count) => Self::Repeat(count.saturating_add(1)),
            }),
            Class::P2 => match self {
                Self::T0 | Self::T2 | Self::T5 | Self::T10 => Some(Self::T15),
                Self::T15 => Some(Self::T30),
                Self::T30 | Self::Repeat(_) => None,
            },
        }
    }
}

/// How many minutes after the beginning of a ladder its rungs come (`policy.md` 7). A team may
/// have others within the limits of [`numbers`](crate::deescalation::policy::numbers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Delays {
    /// [`Rung::T2`]: the first is told again.
    pub again: u8,
    /// [`Rung::T5`]: the reserve becomes responsible.
    pub reserve: u8,
    /// [`Rung::T10`]: everyone on duty and the team leader are told.
    pub everyone: u8,
    /// [`Rung::T15`]: the manager is told.
    pub manager: u8,
    /// Between the first three repeats after that.
    pub repeat: u8,
    /// Between the later repeats.
    pub later: u8,
    /// [`Rung::T15`] of a [`Class::P2`]: the reserve becomes responsible.
    pub task_reserve: u8,
    /// [`Rung::T30`] of a [`Class::P2`]: the team leader is told.
    pub task_leader: u8,
    /// After an acknowledgement, until an action must be logged.
    pub action: u8,
}

impl Default for Delays {
    fn default() -> Self {
        Self {
            again: 2,
            reserve: 5,
            everyone: 10,
            manager: 15,
            repeat: 5,
            later: 15,
            task_reserve: 15,
            task_leader: 30,
            action: 30,
        }
    }
}

impl Delays {
    /// How many repeats come quickly after each other: as in RP-1, every five minutes from 15
    /// to 30.
    const QUICK: u16 = 3;

    /// Whether these are the times of `policy.md`.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The time from the beginning of the ladder to a rung.
    #[must_use]
    pub fn offset(&self, class: Class, rung: Rung) -> Span {
        let repeats = |count: u16| {
            let quick = count.min(Self::QUICK);
            i64::from(self.manager)
                + i64::from(self.repeat) * i64::from(quick)
                + i64::from(self.later) * i64::from(count - quick)
        };
        Span::minutes(match (class, rung) {
            (_, Rung::T0) => 0,
            (Class::P2, Rung::T30 | Rung::Repeat(_)) => self.task_leader.into(),
            (Class::P2, _) => self.task_reserve.into(),
            (Class::P1, Rung::T2) => self.again.into(),
            (Class::P1, Rung::T5) => self.reserve.into(),
            (Class::P1, Rung::T10) => self.everyone.into(),
            (Class::P1, Rung::T15) => self.manager.into(),
            // No ladder of this class has the rung.
            (Class::P1, Rung::T30) => repeats(Self::QUICK),
            (Class::P1, Rung::Repeat(count)) => repeats(count),
        })
    }

    /// The minutes after which the reserve becomes responsible, if they are not those of RP-1.
    #[must_use]
    pub fn own_reserve(&self) -> Option<u8> {
        (self.reserve != Self::default().reserve).then_some(self.reserve)
    }

    /// How long after an acknowledgement an action must be logged.
    #[must_use]
    pub fn action_within(&self) -> Span {
        Span::minutes(self.action.into())
    }
}

/// The next rung of an alert and when it is due; `None` unless the alert climbs, or if
/// it has reached its last rung.
#[must_use]
pub fn next(alert: &Alert) -> Option<(Rung, Timestamp)> {
    let AlertState::Climbing { rung } = alert.state else {
        return None;
    };
    let next = rung.map_or(Some(Rung::T0), |rung| after(alert, rung))?;
    Some((next, time_of(alert, next)))
}

/// When a rung comes. At night a ladder that may wait does not begin, and one that has
/// begun stands still.
pub(super) fn time_of(alert: &Alert, rung: Rung) -> Timestamp {
    let at = alert.started + alert.delays.offset(alert.class, rung);
    match rung {
        _ if !waits_at_night(alert) => at,
        Rung::T0 => morning_after(at),
        _ => Night::around(at)
            .filter(|night| at > night.begins)
            .map_or(at, |night| night.ends + at.since(night.begins)),
    }
}

/// The first moment from `at` on at which the ladder of an alert may begin.
pub(crate) fn may_begin(alert: &Alert, at: Timestamp) -> Timestamp {
    if waits_at_night(alert) {
        morning_after(at)
    } else {
        at
    }
}

/// By how much the later rungs come sooner when nobody could be sent anything on
/// this one: it is passed at once, and the spacing of the later ones is kept.
/// The repeats keep their times, or an empty ladder would never rest.
pub(crate) fn passed_at_once(alert: &Alert, rung: Rung) -> Span {
    match (rung, after(alert, rung)) {
        (Rung::Repeat(_), _) | (_, None) => Span::default(),
        (rung, Some(next)) => {
            let millis = |rung| alert.delays.offset(alert.class, rung).as_millis();
            Span::millis(millis(next) - millis(rung))
        }
    }
}

/// The rung that follows on this ladder. Where the reserve was responsible from the
/// start there is nothing to hand over: that rung falls away.
pub(super) fn after(alert: &Alert, rung: Rung) -> Option<Rung> {
    match rung.next(alert.class)? {
        Rung::T5 if alert.reserve_leads => Rung::T5.next(alert.class),
        next => Some(next),
    }
}

fn waits_at_night(alert: &Alert) -> bool {
    alert.class == Class::P2 && !alert.tonight
}

fn morning_after(at: Timestamp) -> Timestamp {
    Night::around(at).map_or(at, |night| night.ends)
}

/// A night on the clocks of Stockholm; its end is not part of it.
struct Night {
    begins: Timestamp,
    ends: Timestamp,
}

impl Night {
    /// The night in which a moment lies.
    fn around(at: Timestamp) -> Option<Self> {
        let local = at.local();
        let evening = match local.hour() {
            NIGHT_BEGINS.. => local.date(),
            0..NIGHT_ENDS => local.date().pred_opt()?,
            _ => return None,
        };
        Some(Self {
            begins: Timestamp::at_hour(evening, NIGHT_BEGINS),
            ends: Timestamp::at_hour(days_after(evening, 1), NIGHT_ENDS),
        })
    }
}
