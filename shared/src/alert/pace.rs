//! When the rungs of a ladder come (`policy.md` 7).
//!
//! Deadlines are absolute times derived from events. There is no timer to lose.

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

    /// The time from the beginning of the ladder: what the name says, then every five
    /// minutes to 30, then every fifteen.
    #[must_use]
    pub fn offset(self) -> Span {
        match self {
            Self::T0 => Span::minutes(0),
            Self::T2 => Span::minutes(2),
            Self::T5 => Span::minutes(5),
            Self::T10 => Span::minutes(10),
            Self::T15 => Span::minutes(15),
            Self::T30 => Span::minutes(30),
            Self::Repeat(count @ 0..=3) => Span::minutes(15 + 5 * i64::from(count)),
            Self::Repeat(count) => Span::minutes(30 + 15 * (i64::from(count) - 3)),
        }
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
    let at = alert.started + rung.offset();
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
        (rung, Some(next)) => Span::millis(next.offset().as_millis() - rung.offset().as_millis()),
    }
}

/// The rung that follows on this ladder. Where the reserve was responsible from the
/// start there is nothing to hand over: that rung falls away.
fn after(alert: &Alert, rung: Rung) -> Option<Rung> {
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
