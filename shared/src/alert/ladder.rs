//! The ladder that an alert climbs (`policy.md` 7). It says exactly who gets which
//! text on which rung; the engine only carries it out.
//!
//! Deadlines are absolute times derived from events. There is no timer to lose.

use crate::access;
use crate::alert::letter::Text;
use crate::alert::{Alert, AlertState, Rung, Written};
use crate::board::Board;
use crate::board::event::{Actor, Event};
use crate::board::member::Function;
use crate::duty::ShiftKind;
use crate::id::{ClientId, LetterId, StaffId};
use crate::time::{Span, Timestamp};

impl Rung {
    /// The rung that follows.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::T0 => Self::T2,
            Self::T2 => Self::T5,
            Self::T5 => Self::T10,
            Self::T10 => Self::T15,
            Self::T15 => Self::Repeat(1),
            Self::Repeat(count) => Self::Repeat(count.saturating_add(1)),
        }
    }

    /// The time from the beginning of the ladder: 0, 2, 5, 10, 15, then every five
    /// minutes to 30, then every fifteen.
    #[must_use]
    pub fn offset(self) -> Span {
        match self {
            Self::T0 => Span::minutes(0),
            Self::T2 => Span::minutes(2),
            Self::T5 => Span::minutes(5),
            Self::T10 => Span::minutes(10),
            Self::T15 => Span::minutes(15),
            Self::Repeat(count @ 0..=3) => Span::minutes(15 + 5 * i64::from(count)),
            Self::Repeat(count) => Span::minutes(30 + 15 * (i64::from(count) - 3)),
        }
    }
}

/// By how much the later rungs come sooner when nobody could be sent anything on
/// this one: it is passed at once, and the spacing of the later ones is kept.
/// The repeats keep their times, or an empty ladder would never rest.
pub(crate) fn passed_at_once(rung: Rung) -> Span {
    match rung {
        Rung::Repeat(_) | Rung::T15 => Span::default(),
        rung => Span::millis(rung.next().offset().as_millis() - rung.offset().as_millis()),
    }
}

/// The next rung of an alert and when it is due; `None` unless the alert climbs.
#[must_use]
pub fn next(alert: &Alert) -> Option<(Rung, Timestamp)> {
    let AlertState::Climbing { rung } = alert.state else {
        return None;
    };
    let mut next = rung.map_or(Rung::T0, Rung::next);
    // Where the reserve was responsible from the start there is no second call to
    // the first and no hand-over: these two rungs fall away.
    if matches!(next, Rung::T2 | Rung::T5) && alert.reserve_leads {
        next = Rung::T10;
    }
    Some((next, alert.started + next.offset()))
}

/// Who may be asked to take an alert about a client at a moment, the first first.
#[must_use]
pub fn candidates(board: &Board, client: ClientId, now: Timestamp) -> Vec<StaffId> {
    let Some(card) = board.cards.get(&client) else {
        return Vec::new();
    };
    let on_duty: Vec<_> = board.on_duty(now).collect();
    let own = [card.cm, card.deputy]
        .into_iter()
        .flatten()
        .filter(|staff| {
            on_duty
                .iter()
                .any(|shift| shift.who == *staff && shift.kind.answers_for_own_clients())
        });
    let by_role = [
        ShiftKind::DayCm,
        ShiftKind::Jour,
        ShiftKind::Bakjour,
        ShiftKind::Ledningsjour,
    ]
    .into_iter()
    .flat_map(|kind| on_duty.iter().filter(move |shift| shift.kind == kind))
    .map(|shift| shift.who);
    let leader = on_duty
        .iter()
        .filter(|shift| shift.kind.is_day() && is_leader(board, shift.who))
        .map(|shift| shift.who);
    let mut found: Vec<StaffId> = Vec::new();
    for staff in own.chain(by_role).chain(leader) {
        if !found.contains(&staff) && access::may_see(board, staff, client) {
            found.push(staff);
        }
    }
    found
}

fn is_leader(board: &Board, staff: StaffId) -> bool {
    board
        .members
        .get(&staff)
        .is_some_and(|member| member.function == Function::TeamLeader)
}

/// Whether anybody at all is on duty for the team at a moment.
#[must_use]
pub fn is_covered(board: &Board, now: Timestamp) -> bool {
    board.on_duty(now).next().is_some()
}

/// Climbs to a rung: the event with its letters, or that nobody could be sent anything.
#[must_use]
pub fn climb(
    board: &Board,
    alert: &Alert,
    rung: Rung,
    now: Timestamp,
    chance: &mut fastrand::Rng,
) -> Event {
    let addressed = match rung {
        Rung::T0 => first_call(board, alert, now),
        Rung::T2 => second_call(board, alert, now),
        Rung::T5 => hand_over(board, alert, now),
        Rung::T10 => to_all(
            board,
            alert,
            everyone_on_duty(board, alert.client, now),
            now,
        ),
        Rung::T15 => to_all(board, alert, managers(board, now), now),
        Rung::Repeat(_) => {
            let mut all = everyone_on_duty(board, alert.client, now);
            all.extend(managers(board, now));
            to_all(board, alert, all, now)
        }
    };
    // The one who raised the alarm is asked on the screen instead of getting a letter.
    let letters: Vec<Written> = addressed
        .letters
        .iter()
        .filter(|(to, ..)| Actor::Staff(*to) != alert.reporter)
        .map(|(to, text, deadline)| Written {
            id: LetterId::new(now, chance),
            to: *to,
            text: *text,
            deadline: *deadline,
        })
        .collect();
    if addressed.letters.is_empty() {
        return Event::NobodyReached {
            alert: alert.number,
            rung,
        };
    }
    Event::RungReached {
        alert: alert.number,
        rung,
        responsible: addressed.responsible,
        reserve: addressed.reserve,
        reserve_leads: addressed.reserve_leads,
        letters,
    }
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
    told.into_iter()
        .map(|to| Written {
            id: LetterId::new(now, chance),
            to,
            text: Text::M9,
            deadline: None,
        })
        .collect()
}

/// Who is told what on a rung, before the reporter is taken out.
struct Addressed {
    responsible: Option<StaffId>,
    reserve: Option<StaffId>,
    reserve_leads: bool,
    letters: Vec<(StaffId, Text, Option<Timestamp>)>,
}

fn first_call(board: &Board, alert: &Alert, now: Timestamp) -> Addressed {
    let found = candidates(board, alert.client, now);
    let (first, second) = (found.first().copied(), found.get(1).copied());
    let before = Some(now + Rung::T5.offset());
    if let (Some(first), Some(second)) = (first, second)
        && is_unreachable(board, first)
        && Actor::Staff(first) != alert.reporter
    {
        return Addressed {
            responsible: Some(second),
            reserve: Some(first),
            reserve_leads: true,
            letters: vec![(second, Text::M3, before)],
        };
    }
    let letters = first
        .map(|first| (first, Text::M1, before))
        .into_iter()
        .chain(second.map(|second| (second, Text::M2, None)))
        .collect();
    Addressed {
        responsible: first,
        reserve: second,
        reserve_leads: false,
        letters,
    }
}

fn second_call(board: &Board, alert: &Alert, now: Timestamp) -> Addressed {
    let found = candidates(board, alert.client, now);
    let (first, second) = (found.first().copied(), found.get(1).copied());
    let before = Some(alert.started + Rung::T5.offset());
    let letters = first
        .map(|first| (first, Text::M1, before))
        .into_iter()
        .collect();
    Addressed {
        responsible: first,
        reserve: second,
        reserve_leads: false,
        letters,
    }
}

fn hand_over(board: &Board, alert: &Alert, now: Timestamp) -> Addressed {
    let found = candidates(board, alert.client, now);
    let before = Some(alert.started + Rung::T10.offset());
    let Some(second) = found.get(1).copied() else {
        return Addressed {
            responsible: alert.responsible,
            reserve: None,
            reserve_leads: false,
            letters: Vec::new(),
        };
    };
    let first = found.first().copied();
    let letters = std::iter::once((second, Text::M3, before))
        .chain(first.map(|first| (first, Text::M4, None)))
        .collect();
    Addressed {
        responsible: Some(second),
        reserve: first,
        reserve_leads: false,
        letters,
    }
}

/// Everybody is told. Whoever is responsible stays so while on duty; nobody who has
/// gone home is.
fn to_all(board: &Board, alert: &Alert, people: Vec<StaffId>, now: Timestamp) -> Addressed {
    let found = candidates(board, alert.client, now);
    let responsible = alert
        .responsible
        .filter(|staff| found.contains(staff))
        .or(found.first().copied());
    let mut told: Vec<StaffId> = Vec::new();
    for staff in people {
        if !told.contains(&staff) {
            told.push(staff);
        }
    }
    Addressed {
        responsible,
        reserve: found
            .iter()
            .copied()
            .find(|staff| Some(*staff) != responsible),
        reserve_leads: false,
        letters: told
            .into_iter()
            .map(|staff| (staff, Text::M5, None))
            .collect(),
    }
}

/// Everyone on duty who may see the client, and the team leader: the only person who
/// may be disturbed off duty (`policy.md` 7).
fn everyone_on_duty(board: &Board, client: ClientId, now: Timestamp) -> Vec<StaffId> {
    let leaders = board
        .members
        .keys()
        .copied()
        .filter(|staff| is_leader(board, *staff));
    board
        .on_duty(now)
        .map(|shift| shift.who)
        .chain(leaders)
        .filter(|staff| access::may_see(board, *staff, client))
        .collect()
}

/// The manager on call, else the manager. Without right to see the client they open
/// a page without identity.
fn managers(board: &Board, now: Timestamp) -> Vec<StaffId> {
    let of_kind = |kind| {
        board
            .on_duty(now)
            .filter(move |shift| shift.kind == kind)
            .map(|shift| shift.who)
    };
    let on_call: Vec<StaffId> = of_kind(ShiftKind::Ledningsjour).collect();
    if on_call.is_empty() {
        of_kind(ShiftKind::Manager).collect()
    } else {
        on_call
    }
}

/// Whether a letter to this person has nowhere to go.
fn is_unreachable(board: &Board, staff: StaffId) -> bool {
    board
        .members
        .get(&staff)
        .is_none_or(|member| member.devices == 0)
}
