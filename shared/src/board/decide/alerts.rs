//! Alerts: raising, taking, helping (`policy.md` 7).

use super::{Ctx, Desk};
use crate::access;
use crate::alert::{Alert, AlertNumber, AlertState, Class, Rung, Seen, ladder};
use crate::board::Board;
use crate::board::card::{Card, Level};
use crate::board::deviation::DeviationKind;
use crate::board::event::Event;
use crate::id::{ClientId, StaffId};
use crate::rejection::Rejection;
use crate::time::Timestamp;
use crate::visit::Change;

impl Desk<'_> {
    /// The alert, if the person may see its client. A manager who was sent a letter
    /// reads who was tried and calls them; taking an alert is for those who can act.
    fn alert(&self, number: AlertNumber) -> Result<&Alert, Rejection> {
        let alert = self
            .board
            .alerts
            .get(&number)
            .ok_or(Rejection::NoSuchAlert)?;
        if access::may_see_alert(self.board, self.staff, number) {
            Ok(alert)
        } else {
            Err(Rejection::NoSuchAlert)
        }
    }

    /// Only a person's acknowledgement stops the ladder; everyone who got a letter is
    /// told (`policy.md` 7).
    pub(super) fn acknowledge(&self, number: AlertNumber) -> Result<Vec<Event>, Rejection> {
        let alert = self.alert(number)?;
        match alert.state {
            AlertState::Acknowledged { by, at } => Err(Rejection::AlreadyAcknowledged { by, at }),
            AlertState::Closed { .. } => Err(Rejection::AlertOver),
            AlertState::Climbing { .. } | AlertState::Uncovered => {
                let (now, actor) = (self.ctx.now, self.ctx.actor);
                let letters = ladder::withdraw(alert, actor, now, &mut self.chance());
                Ok(vec![Event::Acknowledged {
                    alert: number,
                    letters,
                }])
            }
        }
    }

    /// The same, as a page or a notification showed it: what was handed over since is not
    /// taken from a colleague without a word (`policy.md` 7). Whoever is responsible now may
    /// take it from whatever they saw.
    pub(super) fn acknowledge_seen(
        &self,
        number: AlertNumber,
        seen: Seen,
    ) -> Result<Vec<Event>, Rejection> {
        let alert = self.alert(number)?;
        if alert.is_unanswered()
            && alert.responsible != Some(self.staff)
            && alert.was_handed_over_since(seen)
        {
            return Err(Rejection::HandedOver {
                to: alert.responsible,
            });
        }
        self.acknowledge(number)
    }

    pub(super) fn help(&self, number: AlertNumber) -> Result<Vec<Event>, Rejection> {
        let alert = self.alert(number)?;
        match alert.state {
            AlertState::Acknowledged { by, .. }
                if by == self.ctx.actor || alert.helpers.contains(&self.staff) =>
            {
                Ok(Vec::new())
            }
            AlertState::Acknowledged { .. } => Ok(vec![Event::HelpOffered { alert: number }]),
            AlertState::Closed { .. } => Err(Rejection::AlertOver),
            AlertState::Climbing { .. } | AlertState::Uncovered => Err(Rejection::NotAcknowledged),
        }
    }

    /// What an entry on a client brings about besides itself: a crisis or a raise starts
    /// an alert or joins the open one; after an acknowledgement any entry is the action
    /// that the alert waits for; in hospital and off the board an alert is over.
    ///
    /// With `tonight` a raise to yellow must be read in the night, too.
    pub(super) fn follow_up(&self, card: &Card, events: &[Event], tonight: bool) -> Vec<Event> {
        if events.is_empty() {
            return Vec::new();
        }
        // Access in an emergency is a crisis event for a client on the board only.
        let is_off_board = card.level == Level::Plan;
        let mut follow = events
            .iter()
            .filter(|event| !(is_off_board && matches!(event, Event::EmergencyAccess { .. })))
            .filter_map(class_of)
            .min()
            .map(|class| self.raise(card.client, class, tonight))
            .unwrap_or_default();
        let is_out = events.iter().any(|event| {
            matches!(
                event,
                Event::Placed {
                    level: Level::Inpatient | Level::Plan,
                    ..
                }
            )
        });
        let Some(open) = self.board.open_alert(card.client) else {
            return follow;
        };
        let over = Event::AlertClosed { alert: open.number };
        let is_answered = matches!(open.state, AlertState::Acknowledged { .. });
        // Only word of those on the visit ends an alert about them, and not the crisis that has
        // just joined it.
        let is_over = if open.visit {
            follow.is_empty() && events.iter().any(is_heard_of)
        } else {
            is_out || is_answered
        };
        if open.was_taken_late() && (is_over || !open.visit) {
            follow.push(Event::DeviationDrafted {
                client: card.client,
                about: DeviationKind::LateAcknowledgement,
                within: open.delays.own_reserve(),
            });
        }
        if open.visit && is_over && open.is_unanswered() {
            let (now, actor) = (self.ctx.now, self.ctx.actor);
            follow.push(Event::Acknowledged {
                alert: open.number,
                letters: ladder::withdraw(open, actor, now, &mut self.chance()),
            });
        }
        if is_over && !follow.contains(&over) {
            follow.push(over);
        }
        follow
    }

    /// What somebody who is at the board meeting raises, the meeting has taken
    /// (`policy.md` 7).
    fn raise(&self, client: ClientId, class: Class, tonight: bool) -> Vec<Event> {
        match &self.board.meeting {
            Some(meeting) if meeting.has(self.ctx.actor) => {
                let present: Vec<StaffId> = meeting.present.iter().copied().collect();
                raise_in_meeting(self.board, client, class, &present, self.ctx)
            }
            _ => raise(self.board, client, class, tonight, self.ctx),
        }
    }
}

/// Whether somebody on a visit, or who has spoken with them, says that all is well.
fn is_heard_of(event: &Event) -> bool {
    matches!(
        event,
        Event::VisitChanged {
            change: Change::CheckedIn { .. } | Change::Ended,
            ..
        }
    )
}

/// The class of the alert that an event calls for, if it calls for one.
fn class_of(event: &Event) -> Option<Class> {
    match event {
        Event::Placed { from, level, .. } if from == level => None,
        Event::Placed { from, level, .. } => match level {
            Level::Red => Some(Class::P1),
            Level::Yellow if *from != Level::Red => Some(Class::P2),
            _ => None,
        },
        Event::Returned {
            level: Level::Yellow,
            ..
        }
        | Event::Reversed { .. }
        | Event::AftercareWarned { .. } => Some(Class::P2),
        event => event.is_crisis().then_some(Class::P1),
    }
}

/// Raises an alert about a client, or joins the one that is still open. What is more
/// urgent than the open alert must not wait for its ladder: that one is over, and a new
/// one begins. With `tonight` a [`Class::P2`] does not wait for the morning.
#[must_use]
pub fn raise(
    board: &Board,
    client: ClientId,
    class: Class,
    tonight: bool,
    ctx: &Ctx,
) -> Vec<Event> {
    let mut events = match join(board, client, class) {
        Joined::Open(alert) => {
            return vec![Event::AlertJoined {
                alert: alert.number,
            }];
        }
        Joined::Nothing(events) => events,
    };
    let mut chance = fastrand::Rng::with_seed(ctx.chance);
    let Some(alert) = free_number(board, ctx.now, &mut chance) else {
        return Vec::new();
    };
    events.push(Event::AlertRaised {
        alert,
        client,
        class,
        tonight,
        in_meeting: false,
        visit: false,
    });
    let mut draft = Alert::new(alert, client, class, ctx.actor, ctx.now).with(board.policy.ladder);
    draft.tonight = tonight;
    // Otherwise the first rung comes due in the morning.
    if ladder::may_begin(&draft, ctx.now) <= ctx.now {
        let first = ladder::climb(board, &draft, Rung::T0, ctx.now, &mut chance);
        events.push(first);
    }
    events
}

/// Raises an alert about colleagues on a visit who did not check in. It joins no other: whoever
/// has that one may be one of them.
#[must_use]
pub fn raise_for_visit(board: &Board, client: ClientId, ctx: &Ctx) -> Vec<Event> {
    let mut chance = fastrand::Rng::with_seed(ctx.chance);
    let Some(alert) = free_number(board, ctx.now, &mut chance) else {
        return Vec::new();
    };
    let open = board.open_alert(client);
    let draft = Alert::new(alert, client, Class::P1, ctx.actor, ctx.now).with(board.policy.ladder);
    open.map(|open| Event::AlertClosed { alert: open.number })
        .into_iter()
        .chain([
            Event::AlertRaised {
                alert,
                client,
                class: Class::P1,
                tonight: false,
                in_meeting: false,
                visit: true,
            },
            ladder::climb(board, &draft, Rung::T0, ctx.now, &mut chance),
        ])
        .collect()
}

/// Raises an alert in the board meeting, or joins the one that is still open. Either way
/// the meeting has taken it: those who are present get nothing.
#[must_use]
pub fn raise_in_meeting(
    board: &Board,
    client: ClientId,
    class: Class,
    present: &[StaffId],
    ctx: &Ctx,
) -> Vec<Event> {
    let mut chance = fastrand::Rng::with_seed(ctx.chance);
    let mut events = match join(board, client, class) {
        Joined::Open(open) => {
            let alert = open.number;
            let taken = open.is_unanswered().then(|| Event::Acknowledged {
                alert,
                letters: ladder::withdraw(open, ctx.actor, ctx.now, &mut chance),
            });
            return std::iter::once(Event::AlertJoined { alert })
                .chain(taken)
                .collect();
        }
        Joined::Nothing(events) => events,
    };
    let Some(alert) = free_number(board, ctx.now, &mut chance) else {
        return Vec::new();
    };
    let draft = Alert::new(alert, client, class, ctx.actor, ctx.now).with(board.policy.ladder);
    let letters = ladder::in_meeting(board, &draft, present, ctx.now, &mut chance);
    events.push(Event::AlertRaised {
        alert,
        client,
        class,
        tonight: false,
        in_meeting: true,
        visit: false,
    });
    events.push(Event::Acknowledged { alert, letters });
    events
}

/// What a new crisis or raise finds.
enum Joined<'a> {
    /// An open alert that it joins.
    Open(&'a Alert),
    /// Nothing to join; these events make room for a new alert.
    Nothing(Vec<Event>),
}

fn join(board: &Board, client: ClientId, class: Class) -> Joined<'_> {
    match board.open_alert(client) {
        // The smaller class is the more urgent.
        Some(open) if open.class <= class => Joined::Open(open),
        Some(open) => Joined::Nothing(vec![Event::AlertClosed { alert: open.number }]),
        None => Joined::Nothing(Vec::new()),
    }
}

/// A random number that has not been used for thirty days. If all nine thousand have
/// been, one that is not open now: an alert is worth more than a rested number.
fn free_number(board: &Board, now: Timestamp, chance: &mut fastrand::Rng) -> Option<AlertNumber> {
    let is_closed = |alert: &Alert| !alert.is_open();
    let has_rested = |alert: &Alert| now.since(alert.raised) >= Alert::NUMBER_RESTS;
    let start = chance.u16(AlertNumber::FIRST..=AlertNumber::LAST);
    let numbers = || {
        (start..=AlertNumber::LAST)
            .chain(AlertNumber::FIRST..start)
            .filter_map(AlertNumber::new)
            .map(|number| (number, board.alerts.get(&number)))
    };
    numbers()
        .find(|(_, used)| used.is_none_or(|alert| is_closed(alert) && has_rested(alert)))
        .or_else(|| numbers().find(|(_, used)| used.is_none_or(is_closed)))
        .map(|(number, _)| number)
}
