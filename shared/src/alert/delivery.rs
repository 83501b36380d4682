//! How far a letter has come on each of its ways, and what follows when one fails.
//!
//! A way is followed by itself: what happens to a text message says nothing about the
//! push, and the other way round.

use serde::{Deserialize, Serialize};

use crate::alert::letter::{Carrier, Text};
use crate::alert::{
    Alert, AlertNumber, AlertState, Class, Delivery, Failure, LetterState, Written, candidates,
};
use crate::board::Board;
use crate::board::event::Event;
use crate::id::LetterId;
use crate::time::{Span, Timestamp};

/// Where a letter stands on the ways besides push; `None` where it does not go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherWays {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sms: Option<Delivery>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    voice: Option<Delivery>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mail: Option<Delivery>,
}

impl OtherWays {
    /// Whether the letter goes by push alone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The ways that the letter goes besides push, with where it stands.
    pub fn iter(&self) -> impl Iterator<Item = (Carrier, Delivery)> + use<> {
        [
            (Carrier::Sms, self.sms),
            (Carrier::Voice, self.voice),
            (Carrier::Mail, self.mail),
        ]
        .into_iter()
        .filter_map(|(carrier, delivery)| Some((carrier, delivery?)))
    }

    fn on(&mut self, carrier: Carrier) -> Option<&mut Option<Delivery>> {
        match carrier {
            Carrier::Push => None,
            Carrier::Sms => Some(&mut self.sms),
            Carrier::Voice => Some(&mut self.voice),
            Carrier::Mail => Some(&mut self.mail),
        }
    }
}

impl LetterState {
    /// A letter that waits in the outbox for each of its ways.
    #[must_use]
    pub fn queued(written: Written, at: Timestamp) -> Self {
        let mut state = Self {
            written,
            at,
            delivery: Delivery::Queued,
            others: OtherWays::default(),
        };
        // Only what the letter says about itself decides its ways, not the number.
        for carrier in written.letter(None).carriers() {
            state.also_goes_by(*carrier);
        }
        state
    }

    /// Where the letter stands on a way; `None` if it does not go there.
    #[must_use]
    pub fn by(&self, carrier: Carrier) -> Option<Delivery> {
        match carrier {
            Carrier::Push => Some(self.delivery),
            Carrier::Sms => self.others.sms,
            Carrier::Voice => self.others.voice,
            Carrier::Mail => self.others.mail,
        }
    }

    /// Every way that the letter goes, with where it stands.
    fn ways(&self) -> impl Iterator<Item = (Carrier, Delivery)> + use<> {
        std::iter::once((Carrier::Push, self.delivery)).chain(self.others.iter())
    }

    /// When it was last heard that the letter had left the server on a way; `None` if it
    /// has on none.
    fn left_at(&self) -> Option<Timestamp> {
        let left = self.ways().filter_map(|(_, delivery)| match delivery {
            Delivery::Accepted { at } | Delivery::Shown { at } | Delivery::Delivered { at } => {
                Some(at)
            }
            Delivery::Queued | Delivery::Failed { .. } => None,
        });
        left.max()
    }

    /// The letter waits for one more way.
    pub(crate) fn also_goes_by(&mut self, carrier: Carrier) {
        if let Some(way) = self.others.on(carrier) {
            way.get_or_insert(Delivery::Queued);
        }
    }

    /// The letter has come further on a way. A later state never gives way to an earlier
    /// one: a push service may answer after the phone has already shown the letter.
    pub(crate) fn deliver(&mut self, carrier: Carrier, delivery: Delivery) {
        if !self.is_news(carrier, delivery) {
            return;
        }
        match self.others.on(carrier) {
            None => self.delivery = delivery,
            Some(way) => *way = Some(delivery),
        }
    }

    fn is_news(&self, carrier: Carrier, delivery: Delivery) -> bool {
        let known = self.by(carrier).map(|known| known.rank(carrier));
        known.is_none_or(|known| delivery.rank(carrier) > known)
    }
}

impl Delivery {
    /// Which state is later. A push that one device took has not failed, whatever the
    /// other devices say; a gateway takes a message first and may report a failure later.
    fn rank(self, carrier: Carrier) -> u8 {
        match self {
            Self::Queued => 0,
            Self::Failed { .. } if carrier == Carrier::Push => 1,
            Self::Accepted { .. } => 2,
            Self::Failed { .. } => 3,
            Self::Shown { .. } | Self::Delivered { .. } => 4,
        }
    }
}

/// What became of a letter on one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Report {
    /// A push service, a gateway or a mail server has taken it.
    Accepted,
    /// A gateway says that it arrived.
    Delivered,
    /// A device has shown it.
    Shown,
    /// It will reach nobody on this way.
    Failed(Failure),
}

/// The events of a report; none if it is no news, or if the letter is unknown.
#[must_use]
pub fn reported(
    board: &Board,
    number: AlertNumber,
    letter: LetterId,
    carrier: Carrier,
    report: Report,
    now: Timestamp,
) -> Vec<Event> {
    let Some(alert) = board.alerts.get(&number) else {
        return Vec::new();
    };
    let of_letter = |state: &&LetterState| state.written.id == letter;
    let Some(state) = alert.letters.iter().find(of_letter) else {
        return Vec::new();
    };
    let (delivery, event) = match report {
        Report::Accepted => (
            Delivery::Accepted { at: now },
            Event::LetterAccepted {
                alert: number,
                letter,
                carrier,
            },
        ),
        Report::Delivered => (
            Delivery::Delivered { at: now },
            Event::LetterDelivered {
                alert: number,
                letter,
                carrier,
            },
        ),
        Report::Shown => (
            Delivery::Shown { at: now },
            Event::LetterShown {
                alert: number,
                letter,
            },
        ),
        Report::Failed(why) => (
            Delivery::Failed { at: now, why },
            Event::LetterFailed {
                alert: number,
                letter,
                carrier,
                why,
            },
        ),
    };
    if !state.is_news(carrier, delivery) {
        return Vec::new();
    }
    let failed = matches!(report, Report::Failed(_)) && carrier == Carrier::Push;
    let instead = failed.then(|| sms_at_once(board, alert, state, now));
    [event].into_iter().chain(instead.flatten()).collect()
}

/// Whether a letter about an alert is still worth sending. Once a colleague has taken the
/// alert only the letter that says so is; any other would disturb (`policy.md` 7).
#[must_use]
pub fn is_needed(board: &Board, number: AlertNumber, text: Text) -> bool {
    let alert = board.alerts.get(&number);
    alert.is_none_or(|alert| alert.is_unanswered() || text == Text::M9)
}

/// How long a letter that calls somebody may wait before something is wrong: by then a push
/// service has been tried five times, the lease of a courier that died is long over, and the
/// second rung of a P1 has not come yet.
pub const WAITS_AT_MOST: Span = Span::seconds(60);

/// Letters that call somebody and have left the server on no way for too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// When the oldest was written.
    pub since: Timestamp,
    /// Each, with the ways on which it still waits.
    pub waiting: Vec<(LetterId, Carrier)>,
    /// Whether it is not one person's push service or gateway alone: letters to at least two
    /// people wait, and since the newest of them was written none has left the server.
    pub is_everyones: bool,
}

/// The letters that have waited too long, if any have.
#[must_use]
pub fn unsent(board: &Board, now: Timestamp) -> Option<Unsent> {
    let late = |state: &&LetterState| now.since(state.at) > WAITS_AT_MOST;
    let late: Vec<&LetterState> = waiting(board).filter(late).collect();
    let since = late.iter().map(|state| state.at).min()?;
    let newest = late.iter().map(|state| state.at).max()?;
    let first = late.first()?.written.to;
    let letters = || board.alerts.values().flat_map(|alert| &alert.letters);
    let works = || letters().any(|state| state.left_at().is_some_and(|at| at >= newest));
    let is_everyones = late.iter().any(|state| state.written.to != first) && !works();
    let queued = late.iter().flat_map(|state| {
        let id = state.written.id;
        let waits = state.ways().filter(|(_, way)| *way == Delivery::Queued);
        waits.map(move |(carrier, _)| (id, carrier))
    });
    Some(Unsent {
        since,
        waiting: queued.collect(),
        is_everyones,
    })
}

/// When the oldest letter was written that calls somebody and has left the server on no way.
#[must_use]
pub fn oldest_waiting(board: &Board) -> Option<Timestamp> {
    waiting(board).map(|state| state.at).min()
}

/// Letters of alerts that nobody has taken, which wait and have left on no way.
fn waiting(board: &Board) -> impl Iterator<Item = &LetterState> {
    let unanswered = board.alerts.values().filter(|alert| alert.is_unanswered());
    unanswered
        .flat_map(|alert| &alert.letters)
        .filter(|state| state.left_at().is_none())
        .filter(|state| state.ways().any(|(_, way)| way == Delivery::Queued))
}

/// A delivery failure at R1 sends the SMS at once (`policy.md` 7): the letter of the one
/// who must answer a P1 first, once for each rung on which they are called.
fn sms_at_once(board: &Board, alert: &Alert, state: &LetterState, now: Timestamp) -> Option<Event> {
    let climbs = alert.class == Class::P1
        && matches!(alert.state, AlertState::Climbing { .. })
        && state.at >= alert.started;
    // M1 goes to R1 alone, and one is written on each rung that calls them. Whoever has
    // gone home since, or may not see the client any more, is left in peace.
    let calls_first = state.written.text == Text::M1
        && candidates::candidates(board, alert.client, now).contains(&state.written.to);
    (climbs && calls_first && state.by(Carrier::Sms).is_none()).then_some(Event::LetterRerouted {
        alert: alert.number,
        written: state.written,
        carrier: Carrier::Sms,
    })
}

/// A letter on one of its ways, as the outbox takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The letter.
    pub written: Written,
    /// The way.
    pub carrier: Carrier,
}

impl Event {
    /// Whether this says no more than how far one letter has come.
    #[must_use]
    pub fn is_about_a_letter(&self) -> bool {
        matches!(
            self,
            Self::LetterAccepted { .. }
                | Self::LetterDelivered { .. }
                | Self::LetterRerouted { .. }
                | Self::LetterShown { .. }
                | Self::LetterFailed { .. }
        )
    }

    /// What must be in the outbox as soon as the event is in the log.
    #[must_use]
    pub fn outgoing(&self) -> Vec<Outgoing> {
        if let Self::LetterRerouted {
            written, carrier, ..
        } = self
        {
            return vec![Outgoing {
                written: *written,
                carrier: *carrier,
            }];
        }
        let on_each_way = |written: &Written| {
            let written = *written;
            let carriers = written.letter(None).carriers().iter();
            carriers.map(move |carrier| Outgoing {
                written,
                carrier: *carrier,
            })
        };
        self.letters().iter().flat_map(on_each_way).collect()
    }
}
