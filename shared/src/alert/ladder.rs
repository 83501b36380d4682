//! The ladder that an alert climbs (`policy.md` 7). It says exactly who gets which
//! text on which rung; the engine only carries it out.

use crate::access;
pub use crate::alert::candidates::{candidates, is_covered};
use crate::alert::candidates::{
    everyone_on_duty, is_on_duty, is_unreachable, leaders_on_duty, managers,
};
use crate::alert::letter::Text;
pub use crate::alert::pace::next;
use crate::alert::pace::time_of;
pub(crate) use crate::alert::pace::{IN_TIME, may_begin, passed_at_once};
use crate::alert::{Alert, Class, Rung, Written};
use crate::board::Board;
use crate::board::event::{Actor, Event};
use crate::id::{LetterId, StaffId};
use crate::time::Timestamp;

/// Climbs to a rung: the event with its letters, or that nobody could be sent anything.
/// With nobody at all on duty a ladder does not begin.
#[must_use]
pub fn climb(
    board: &Board,
    alert: &Alert,
    rung: Rung,
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Event {
    let number = alert.number;
    let due = Some(time_of(alert, rung)).filter(|due| now.since(*due) > IN_TIME);
    let mut alert = alert.clone();
    if rung == Rung::T0 {
        if !is_covered(board, now) {
            return Event::AlertUncovered { alert: number };
        }
        // A first rung that waited for the morning, or for a shift, begins the ladder.
        alert.started = now;
    }
    let step = Step {
        board,
        found: candidates(board, alert.client, now),
        alert: &alert,
        now,
    };
    let told = step.told(rung);
    if told.letters.is_empty() {
        return Event::NobodyReached {
            alert: number,
            rung,
            due,
        };
    }
    // A reporter who is the first or the second is asked on the screen instead of
    // getting a letter.
    let asked = step
        .found
        .iter()
        .take(2)
        .copied()
        .find(|staff| Actor::Staff(*staff) == alert.reporter)
        .filter(|staff| told.letters.iter().any(|(to, ..)| to == staff));
    let letters = told
        .letters
        .into_iter()
        .filter(|(to, ..)| Some(*to) != asked)
        .map(|(to, text, deadline)| Written {
            id: LetterId::new(now, chance),
            to,
            text,
            class: alert.class,
            deadline,
            count: None,
            all_ways: goes_all_ways(alert.class, rung),
        })
        .collect();
    Event::RungReached {
        alert: number,
        rung,
        responsible: told.responsible,
        reserve: told.reserve,
        reserve_leads: told.reserve_leads,
        asked,
        due,
        letters,
    }
}

/// Whether the letters of a rung go by all channels: from the manager's rung on
/// (`policy.md` 7).
fn goes_all_ways(class: Class, rung: Rung) -> bool {
    class == Class::P1 && matches!(rung, Rung::T15 | Rung::T30 | Rung::Repeat(_))
}

/// The letters that tell everyone who got one that a colleague has taken the alert.
#[must_use]
pub fn withdraw(
    alert: &Alert,
    taken_by: Actor,
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Vec<Written> {
    let mut told: Vec<StaffId> = Vec::new();
    for state in alert
        .letters
        .iter()
        .filter(|state| state.at >= alert.started)
    {
        let to = state.written.to;
        if Actor::Staff(to) != taken_by && !told.contains(&to) {
            told.push(to);
        }
    }
    plain(alert.class, told, Text::M9, now, chance)
}

/// The letters of an alert that the board meeting raised, and so has taken: to the case
/// manager and the deputy, if they are on duty and not at the meeting.
#[must_use]
pub fn in_meeting(
    board: &Board,
    alert: &Alert,
    present: &[StaffId],
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Vec<Written> {
    let Some(card) = board.cards.get(&alert.client) else {
        return Vec::new();
    };
    let mut absent: Vec<StaffId> = Vec::new();
    for staff in [card.cm, card.deputy].into_iter().flatten() {
        if !present.contains(&staff)
            && !absent.contains(&staff)
            && is_on_duty(board, staff, now)
            && access::may_see(board, staff, card.client)
        {
            absent.push(staff);
        }
    }
    plain(alert.class, absent, Text::M2, now, chance)
}

/// The same text to each, without a time in it.
fn plain(
    class: Class,
    to: Vec<StaffId>,
    text: Text,
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Vec<Written> {
    to.into_iter()
        .map(|to| Written {
            id: LetterId::new(now, chance),
            to,
            text,
            class,
            deadline: None,
            count: None,
            all_ways: false,
        })
        .collect()
}

/// A rung about to be climbed, with the list of this minute.
struct Step<'a> {
    board: &'a Board,
    alert: &'a Alert,
    found: Vec<StaffId>,
    now: Timestamp,
}

/// Who is told what on a rung, before the reporter is taken out.
struct Told {
    responsible: Option<StaffId>,
    reserve: Option<StaffId>,
    reserve_leads: bool,
    letters: Vec<(StaffId, Text, Option<Timestamp>)>,
}

impl Step<'_> {
    fn told(&self, rung: Rung) -> Told {
        let Self {
            board, alert, now, ..
        } = *self;
        match (alert.class, rung) {
            (Class::P1, Rung::T0) if self.first_is_silent() => self.reserve_first(),
            (Class::P1, Rung::T0) => self.first_call(Text::M1, Rung::T5),
            (Class::P1, Rung::T2) => self.second_call(),
            (Class::P1, Rung::T5) => self.hand_over(Text::M3, Rung::T10, Some(Text::M4)),
            (Class::P1, Rung::T10) => self.to_all(everyone_on_duty(board, alert.client, now)),
            (Class::P1, Rung::T15) => self.to_all(managers(board, alert.client, now)),
            (Class::P1, Rung::T30 | Rung::Repeat(_)) => {
                let mut all = everyone_on_duty(board, alert.client, now);
                all.extend(managers(board, alert.client, now));
                self.to_all(all)
            }
            (Class::P2, Rung::T0) => self.first_call(Text::M6, Rung::T15),
            (Class::P2, Rung::T15) => self.hand_over(Text::M10, Rung::T30, None),
            (Class::P2, _) => self.to_all(leaders_on_duty(board, alert.client, now)),
        }
    }

    fn first(&self) -> Option<StaffId> {
        self.found.first().copied()
    }

    fn second(&self) -> Option<StaffId> {
        self.found.get(1).copied()
    }

    fn before(&self, rung: Rung) -> Timestamp {
        time_of(self.alert, rung)
    }

    /// Whether there is a second, and a letter to the first would reach nobody. One who
    /// sits in front of the screen is reached on it.
    fn first_is_silent(&self) -> bool {
        self.second().is_some()
            && self.first().is_some_and(|first| {
                Actor::Staff(first) != self.alert.reporter
                    && is_unreachable(self.board, first, self.now)
            })
    }

    /// The second is responsible at once. The first is told as usual: the letter may
    /// arrive after all, and the first may still take it.
    fn reserve_first(&self) -> Told {
        let (first, second) = (self.first(), self.second());
        let before = Some(self.before(Rung::T5));
        Told {
            responsible: second,
            reserve: self.first(),
            reserve_leads: true,
            letters: [(first, Text::M1), (second, Text::M3)]
                .into_iter()
                .filter_map(|(who, text)| Some((who?, text, before)))
                .collect(),
        }
    }

    fn first_call(&self, text: Text, before: Rung) -> Told {
        let first = self
            .first()
            .map(|first| (first, text, Some(self.before(before))));
        let second = self.second().map(|second| (second, Text::M2, None));
        Told {
            responsible: self.first(),
            reserve: self.second(),
            reserve_leads: false,
            letters: first.into_iter().chain(second).collect(),
        }
    }

    /// The first is told again. Where the reserve has been responsible from the start
    /// they stay so, and the first may still take it.
    fn second_call(&self) -> Told {
        let first = self.first();
        let responsible = if self.alert.reserve_leads {
            self.still_responsible()
        } else {
            first
        };
        Told {
            responsible,
            reserve: self.other_than(responsible),
            reserve_leads: false,
            letters: first
                .map(|first| (first, Text::M1, Some(self.before(Rung::T5))))
                .into_iter()
                .collect(),
        }
    }

    /// The second becomes responsible; without a second there is nobody to hand over to.
    fn hand_over(&self, text: Text, before: Rung, to_first: Option<Text>) -> Told {
        let Some(second) = self.second() else {
            return Told {
                responsible: self.alert.responsible,
                reserve: None,
                reserve_leads: false,
                letters: Vec::new(),
            };
        };
        let taken_over = self.first().zip(to_first);
        Told {
            responsible: Some(second),
            reserve: self.first(),
            reserve_leads: false,
            letters: std::iter::once((second, text, Some(self.before(before))))
                .chain(taken_over.map(|(first, text)| (first, text, None)))
                .collect(),
        }
    }

    fn to_all(&self, people: Vec<StaffId>) -> Told {
        let responsible = self.still_responsible();
        let mut told: Vec<StaffId> = Vec::new();
        for staff in people {
            if !told.contains(&staff) {
                told.push(staff);
            }
        }
        Told {
            responsible,
            reserve: self.other_than(responsible),
            reserve_leads: false,
            letters: told
                .into_iter()
                .map(|staff| (staff, Text::M5, None))
                .collect(),
        }
    }

    /// Whoever is responsible stays so while on duty; nobody who has gone home is.
    fn still_responsible(&self) -> Option<StaffId> {
        self.alert
            .responsible
            .filter(|staff| self.found.contains(staff))
            .or(self.first())
    }

    fn other_than(&self, responsible: Option<StaffId>) -> Option<StaffId> {
        self.found
            .iter()
            .copied()
            .find(|staff| Some(*staff) != responsible)
    }
}
