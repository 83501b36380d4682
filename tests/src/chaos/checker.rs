//! What must hold in every history, whatever broke in it.

mod runs;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use shared::alert::letter::Carrier;
use shared::alert::{AlertNumber, Class, Rung};
use shared::board::event::Event;
use shared::position::Seq;
use shared::{ClientId, LetterId, StaffId};

use self::runs::runs;
use super::history::History;

/// How soon after a raise, or after the end of a fault, a letter must be accepted.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Something that must not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The numbers of the log have a hole, or one stands there twice.
    Hole {
        /// The number before.
        after: Seq,
        /// The number that follows.
        found: Seq,
    },
    /// A raise that was asked for led to no alert.
    NotRaised(ClientId),
    /// A client has two alerts for one raise.
    RaisedTwice(ClientId),
    /// Nobody was reached in time, and the log does not say so.
    Lost(AlertNumber),
    /// A rung was reached twice, or after a later one.
    OutOfOrder(AlertNumber, Rung),
    /// It went on after somebody had taken it.
    ClimbedAfterAcknowledgement(AlertNumber, Rung),
    /// Two people hold it: it was taken twice.
    TakenTwice(AlertNumber),
    /// A letter was claimed after somebody was told that the alert is theirs, and sent.
    SentAfterAcknowledgement(AlertNumber, LetterId),
    /// Somebody got two letters of one step.
    Doubled(AlertNumber, Rung, StaffId),
    /// The repetition of a letter does not replace it on the phone.
    NotReplaced(LetterId),
    /// A letter was sent of which the log knows nothing.
    NotInTheLog(LetterId),
    /// A letter came to rest, and the log does not say what became of it on a way.
    WithoutEnd(LetterId, Carrier),
    /// A letter was accepted, and the log never says so.
    AcceptedInSilence(LetterId),
    /// The log says of a letter that it was accepted, and the push service never took it.
    NeverAccepted(LetterId),
    /// The log says twice of a letter that it was accepted.
    AcceptedTwice(LetterId),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hole { after, found } => write!(f, "the log goes from {after} to {found}"),
            Self::NotRaised(client) => write!(f, "the raise of {client} led to no alert"),
            Self::RaisedTwice(client) => write!(f, "one raise of {client} led to two alerts"),
            Self::Lost(alert) => write!(f, "alert {alert} reached nobody, and nothing says so"),
            Self::OutOfOrder(alert, rung) => {
                write!(f, "alert {alert} reached {rung:?} again or too late")
            }
            Self::ClimbedAfterAcknowledgement(alert, rung) => {
                write!(f, "alert {alert} reached {rung:?} although it was taken")
            }
            Self::TakenTwice(alert) => write!(f, "alert {alert} was taken twice"),
            Self::SentAfterAcknowledgement(alert, letter) => {
                write!(
                    f,
                    "letter {letter} called for alert {alert} after it was taken"
                )
            }
            Self::Doubled(alert, rung, staff) => {
                write!(f, "{staff} got two letters of {rung:?} of alert {alert}")
            }
            Self::NotReplaced(letter) => write!(f, "letter {letter} came again under another tag"),
            Self::NotInTheLog(letter) => write!(f, "letter {letter} is not in the log"),
            Self::WithoutEnd(letter, way) => {
                write!(
                    f,
                    "the log does not say what became of letter {letter} by {way:?}"
                )
            }
            Self::AcceptedInSilence(letter) => {
                write!(
                    f,
                    "letter {letter} was accepted, and the log does not say so"
                )
            }
            Self::NeverAccepted(letter) => {
                write!(
                    f,
                    "the log says that letter {letter} was accepted, and it was not"
                )
            }
            Self::AcceptedTwice(letter) => {
                write!(f, "the log says twice that letter {letter} was accepted")
            }
        }
    }
}

impl Wrong {
    /// Whether somebody may be left without help for it.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        matches!(
            self,
            Self::NotRaised(_) | Self::Lost(_) | Self::Hole { .. } | Self::AcceptedInSilence(_)
        )
    }
}

/// What is wrong in a history in which everything has come to rest: every letter is settled.
#[must_use]
pub fn check(history: &History) -> Vec<Wrong> {
    let mut wrong = holes(history);
    wrong.extend(raises(history));
    wrong.extend(runs(&history.log));
    wrong.extend(letters(history));
    wrong.extend(without_end(history));
    wrong.extend(lost(history));
    wrong.extend(after_acknowledgement(history));
    wrong
}

/// Fails unless everything holds.
///
/// # Panics
///
/// Panics with what is wrong.
pub fn assert_good(history: &History) {
    let wrong = check(history);
    let said: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    assert!(wrong.is_empty(), "{}", said.join("\n"));
}

/// For each alert how long it took to reach somebody, from when it was asked for, faults
/// included.
#[must_use]
pub fn delays(history: &History) -> Vec<Duration> {
    let alerts = alerts(history);
    history
        .raises
        .iter()
        .filter_map(|(client, at)| {
            let (number, _) = alerts.iter().find(|(_, of)| *of == client)?;
            let first = first_reached(history, *number)?;
            Some(first.saturating_sub(*at))
        })
        .collect()
}

fn alerts(history: &History) -> BTreeMap<AlertNumber, ClientId> {
    let raised = history.log.iter().filter_map(|one| match one.event {
        Event::AlertRaised {
            alert,
            client,
            class: Class::P1,
            ..
        } => Some((alert, client)),
        _ => None,
    });
    raised.collect()
}

fn holes(history: &History) -> Vec<Wrong> {
    let pairs = history.log.windows(2);
    pairs
        .filter(|pair| pair[1].seq != pair[0].seq.next())
        .map(|pair| Wrong::Hole {
            after: pair[0].seq,
            found: pair[1].seq,
        })
        .collect()
}

/// Each raise that was asked for led to one alert.
fn raises(history: &History) -> Vec<Wrong> {
    let alerts = alerts(history);
    let mut wrong = Vec::new();
    for (client, _) in &history.raises {
        match alerts.values().filter(|of| *of == client).count() {
            0 => wrong.push(Wrong::NotRaised(*client)),
            1 => {}
            _ => wrong.push(Wrong::RaisedTwice(*client)),
        }
    }
    wrong
}

/// When the first letter that calls for an alert was accepted, or somebody took it unasked.
fn first_reached(history: &History, alert: AlertNumber) -> Option<Duration> {
    let calls: BTreeSet<LetterId> = history
        .log
        .iter()
        .filter(|one| one.event.alert() == Some(alert))
        .filter(|one| matches!(one.event, Event::RungReached { .. }))
        .flat_map(|one| one.event.letters())
        .map(|letter| letter.id)
        .collect();
    let sendings = history.sendings.iter();
    let accepted = sendings.filter(|one| one.accepted && calls.contains(&one.letter));
    let taken = history.acknowledged.iter().filter(|(of, _)| *of == alert);
    accepted
        .map(|sending| sending.at)
        .chain(taken.map(|(_, at)| *at))
        .min()
}

/// Every P1 that was asked for has an accepted letter in time, or somebody took it unasked,
/// or the log says that nobody could be reached.
fn lost(history: &History) -> Vec<Wrong> {
    let alerts = alerts(history);
    let mut wrong = Vec::new();
    for (client, at) in &history.raises {
        let Some((number, _)) = alerts.iter().find(|(_, of)| *of == client) else {
            continue;
        };
        let says_nobody = history.log.iter().any(|one| {
            one.event.alert() == Some(*number)
                && matches!(
                    one.event,
                    Event::NobodyReached { .. } | Event::AlertUncovered { .. }
                )
        });
        let in_time = first_reached(history, *number)
            .is_some_and(|first| first <= history.owed_by(*at, PATIENCE));
        if !says_nobody && !in_time {
            wrong.push(Wrong::Lost(*number));
        }
    }
    wrong
}

/// Every letter that was sent is in the log with what became of it, and its repetitions
/// replace it.
fn letters(history: &History) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    let (mut written, mut accepted) = (BTreeMap::new(), BTreeSet::new());
    for one in &history.log {
        if let Some(alert) = one.event.alert() {
            let letters = one.event.letters().iter();
            written.extend(letters.map(|letter| (letter.id, (alert, one.seq))));
        }
        if let Event::LetterAccepted {
            letter,
            carrier: Carrier::Push,
            ..
        } = one.event
            && !accepted.insert(letter)
        {
            wrong.push(Wrong::AcceptedTwice(letter));
        }
    }
    let mut tags = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for sending in &history.sendings {
        let id = sending.letter;
        if !written.contains_key(&id) {
            wrong.push(Wrong::NotInTheLog(id));
            continue;
        }
        if sending.accepted {
            taken.insert(id);
        }
        let tag = (&sending.topic, &sending.tag);
        if *tags.entry((&sending.phone, id)).or_insert(tag) != tag || sending.topic != sending.tag {
            wrong.push(Wrong::NotReplaced(id));
        }
    }
    // Nobody waits for a letter whose alert was taken while its server was dead: it is not
    // sent again, so nobody knows that it had been accepted. The log says that it was not
    // needed any more.
    let is_over = |id: &LetterId| {
        let (alert, seq) = written[id];
        history.log.iter().any(|one| {
            one.seq > seq
                && one.event.alert() == Some(alert)
                && matches!(
                    one.event,
                    Event::Acknowledged { .. } | Event::AlertClosed { .. }
                )
        })
    };
    let silent = taken.difference(&accepted).filter(|id| !is_over(id));
    wrong.extend(silent.copied().map(Wrong::AcceptedInSilence));
    wrong.extend(
        accepted
            .difference(&taken)
            .copied()
            .map(Wrong::NeverAccepted),
    );
    wrong
}

/// Each letter of an alert has an end on each of its ways: the reporter and the register read
/// it there. A history is told when the outbox is empty.
fn without_end(history: &History) -> Vec<Wrong> {
    let mut open = BTreeSet::new();
    for one in &history.log {
        if one.event.alert().is_some() {
            let ways = one.event.outgoing();
            open.extend(ways.iter().map(|way| (way.written.id, way.carrier)));
        }
        match one.event {
            Event::LetterAccepted {
                letter, carrier, ..
            }
            | Event::LetterDelivered {
                letter, carrier, ..
            }
            | Event::LetterFailed {
                letter, carrier, ..
            } => {
                open.remove(&(letter, carrier));
            }
            Event::LetterShown { letter, .. } => {
                open.remove(&(letter, Carrier::Push));
            }
            _ => {}
        }
    }
    let wrong = |(letter, way)| Wrong::WithoutEnd(letter, way);
    open.into_iter().map(wrong).collect()
}

/// What was claimed after somebody was told that the alert is theirs must not call anybody
/// any more, except to say that it is taken.
fn after_acknowledgement(history: &History) -> Vec<Wrong> {
    let mut calls = BTreeMap::new();
    for one in &history.log {
        if let (Some(alert), Event::RungReached { letters, .. }) = (one.event.alert(), &one.event) {
            calls.extend(letters.iter().map(|letter| (letter.id, alert)));
        }
    }
    let mut wrong = Vec::new();
    for sending in &history.sendings {
        let Some(alert) = calls.get(&sending.letter) else {
            continue;
        };
        // A ladder that began again may call again: its letters were written later.
        let Some((_, told)) = history.acknowledged.iter().find(|(of, _)| of == alert) else {
            continue;
        };
        let claims = || {
            history
                .claims
                .iter()
                .filter(|(id, _)| *id == sending.letter)
        };
        let last = claims()
            .map(|(_, at)| *at)
            .filter(|at| *at <= sending.at)
            .max();
        if last.is_some_and(|last| last > *told) {
            wrong.push(Wrong::SentAfterAcknowledgement(*alert, sending.letter));
        }
    }
    wrong
}
