//! Alerts: raising, taking, helping (`policy.md` 7).

use super::Desk;
use crate::access;
use crate::alert::{Alert, AlertNumber, AlertState, Class, Rung, ladder};
use crate::board::Board;
use crate::board::card::{Card, Level};
use crate::board::event::Event;
use crate::id::ClientId;
use crate::rejection::Rejection;
use crate::time::Timestamp;

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

    /// What an entry on a client brings about besides itself: a crisis raises an
    /// alert or joins the open one; after an acknowledgement any entry is the action
    /// that the alert waits for; in hospital and off the board an alert is over.
    pub(super) fn follow_up(&self, card: &Card, events: &[Event]) -> Vec<Event> {
        if events.is_empty() {
            return Vec::new();
        }
        let open = self.board.open_alert(card.client);
        let is_crisis = events.iter().any(|event| match event {
            Event::Placed { from, level, .. } => *level == Level::Red && *from != Level::Red,
            Event::ContactLogged { crisis, .. } => *crisis,
            _ => false,
        });
        let is_out = events.iter().any(|event| {
            matches!(
                event,
                Event::Placed {
                    level: Level::Inpatient | Level::Plan,
                    ..
                }
            )
        });
        let Some(Alert {
            number: alert,
            state,
            ..
        }) = open
        else {
            return if is_crisis {
                self.raise_alert(card.client)
            } else {
                Vec::new()
            };
        };
        let joined = is_crisis.then_some(Event::AlertJoined { alert: *alert });
        let is_answered = matches!(state, AlertState::Acknowledged { .. });
        let closed = (is_out || is_answered).then_some(Event::AlertClosed { alert: *alert });
        joined.into_iter().chain(closed).collect()
    }

    pub(super) fn raise_alert(&self, client: ClientId) -> Vec<Event> {
        let mut chance = self.chance();
        let Some(alert) = free_number(self.board, self.ctx.now, &mut chance) else {
            return Vec::new();
        };
        let raised = Event::AlertRaised {
            alert,
            client,
            class: Class::P1,
        };
        if !ladder::is_covered(self.board, self.ctx.now) {
            return vec![raised, Event::AlertUncovered { alert }];
        }
        let draft = Alert::new(alert, client, Class::P1, self.ctx.actor, self.ctx.now);
        let first = ladder::climb(self.board, &draft, Rung::T0, self.ctx.now, &mut chance);
        vec![raised, first]
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
