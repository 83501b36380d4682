//! Phones that carry the day (`policy.md` 2, D12).
//!
//! A phone without a network cannot say what waits on it. So the log holds which phones carry the
//! forms of a day, and when each last said that nothing waits there; silence since then is what the
//! gate judges. A phone that carries nothing is in nobody's way.

use crate::board::Board;
use crate::board::event::Event;
use crate::deescalation::policy::Policy;
use crate::id::{DeviceId, StaffId};
use crate::time::{Span, Timestamp};

/// How often a phone that is in step is written down anew. A gate closes for so much too early at
/// the most, and the log gets one event an hour from a phone that is used.
const WRITTEN_EVERY: Span = Span::hours(1);

/// How many phones of one person are remembered. Nobody carries more; the oldest is forgotten.
const MOST: usize = 5;

/// What a phone says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The phone; it has made the id itself.
    pub phone: DeviceId,
    /// Whether it carries the forms of a day.
    pub carries: bool,
    /// When the oldest entry that waits was written, if one waits.
    pub waits_since: Option<Timestamp>,
}

/// What the log does not know yet of a phone that somebody holds.
#[must_use]
pub fn heard(board: &Board, staff: StaffId, word: Word, now: Timestamp) -> Vec<Event> {
    let device = word.phone;
    let known = board.unsynced.get(&device).copied();
    let is_theirs = board.carriers.get(&device) == Some(&staff);
    let since = match word {
        Word {
            waits_since: Some(since),
            ..
        } => known.unwrap_or(since).min(since).min(now),
        Word { carries: true, .. } => now,
        Word { carries: false, .. } => {
            return known
                .map(|_| Event::DeviceSynced { device })
                .into_iter()
                .collect();
        }
    };
    let is_new = match known {
        None => true,
        // What waits was written by the one whose the phone was then.
        Some(known) if word.waits_since.is_some() => since < known,
        Some(known) => !is_theirs || since.since(known) >= WRITTEN_EVERY || since < known,
    };
    if !is_new {
        return Vec::new();
    }
    let staff = match word.waits_since {
        Some(_) => board.carriers.get(&device).copied().unwrap_or(staff),
        None => staff,
    };
    let event = Event::DeviceUnsynced {
        device,
        since,
        staff: Some(staff),
    };
    let surplus = surplus(board, staff, device).map(|device| Event::DeviceSynced { device });
    surplus.into_iter().chain([event]).collect()
}

/// Somebody says that their other phones are lost or emptied: what was written there and not sent
/// does not come any more.
#[must_use]
pub fn given_up(board: &Board, staff: StaffId, now: Timestamp) -> Vec<Event> {
    silent(board, staff, now)
        .map(|(device, _)| Event::DeviceSynced { device })
        .collect()
}

/// A person's phones that have been silent for so long that the gate is closed, or will be at
/// their next shift, and since when.
pub fn silent(
    board: &Board,
    staff: StaffId,
    now: Timestamp,
) -> impl Iterator<Item = (DeviceId, Timestamp)> {
    of(board, staff).filter(move |(_, since)| is_silent(&board.policy, *since, now))
}

/// Whether a phone that spoke last at `since` closes the gate at `now` (`policy.md` 2, D12). What
/// arrives from it later than a late entry counts takes no step back any more (`policy.md` 5), so a
/// phone in a drawer or a lake is forgotten then.
pub(crate) fn is_silent(policy: &Policy, since: Timestamp, now: Timestamp) -> bool {
    let silent = now.since(since);
    silent > policy.unsynced_limit && silent <= policy.late_entry_within
}

fn of(board: &Board, staff: StaffId) -> impl Iterator<Item = (DeviceId, Timestamp)> {
    board
        .unsynced
        .iter()
        .filter(move |(device, _)| board.carriers.get(device) == Some(&staff))
        .map(|(device, since)| (*device, *since))
}

/// The phone that makes room for another of the same person, if they have too many.
fn surplus(board: &Board, staff: StaffId, fresh: DeviceId) -> Option<DeviceId> {
    let others = || of(board, staff).filter(|(device, _)| *device != fresh);
    (others().count() >= MOST)
        .then(|| others().min_by_key(|(_, since)| *since))?
        .map(|(device, _)| device)
}

/// Forgets phones that have been silent for longer than a late entry counts. One without an owner
/// says nothing of a person and stays.
pub(crate) fn forget_old(board: &mut Board, now: Timestamp) {
    let Board {
        unsynced,
        carriers,
        policy,
        ..
    } = board;
    let within = policy.late_entry_within;
    unsynced.retain(|device, since| !carriers.contains_key(device) || now.since(*since) <= within);
    carriers.retain(|device, _| unsynced.contains_key(device));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::event::{Actor, Recorded};
    use crate::position::Seq;

    const NOW: Timestamp = Timestamp::from_millis(1_773_642_600_000);

    fn after(hours: i64) -> Timestamp {
        NOW + Span::hours(hours)
    }

    fn phone(number: u8) -> DeviceId {
        format!("{number:026}").parse().unwrap()
    }

    fn person(number: u8) -> StaffId {
        format!("{number:026}").parse().unwrap()
    }

    fn word(carries: bool, waits_since: Option<Timestamp>) -> Word {
        Word {
            phone: phone(1),
            carries,
            waits_since,
        }
    }

    fn says(board: &mut Board, staff: StaffId, word: Word, now: Timestamp) -> usize {
        let events = heard(board, staff, word, now);
        let count = events.len();
        happen(board, events, now);
        count
    }

    fn happen(board: &mut Board, events: Vec<Event>, at: Timestamp) {
        for event in events {
            let recorded = Recorded {
                seq: Seq(board.seq.0 + 1),
                at,
                happened: None,
                by: Actor::Server,
                command: None,
                event,
            };
            board.apply(&recorded);
        }
    }

    #[test]
    fn a_phone_that_carries_the_day_is_written_down_once_an_hour() {
        let mut board = Board::default();
        let carries = word(true, None);
        assert_eq!(says(&mut board, person(7), carries, NOW), 1);
        assert_eq!(
            says(&mut board, person(7), carries, NOW + Span::minutes(30)),
            0
        );
        assert_eq!(board.unsynced[&phone(1)], NOW);
        assert_eq!(says(&mut board, person(7), carries, after(1)), 1);
        assert_eq!(board.unsynced[&phone(1)], after(1));
    }

    #[test]
    fn a_phone_that_carries_nothing_is_forgotten_and_was_never_worth_a_word() {
        let mut board = Board::default();
        assert_eq!(says(&mut board, person(7), word(false, None), NOW), 0);
        says(&mut board, person(7), word(true, None), NOW);
        assert_eq!(says(&mut board, person(7), word(false, None), after(1)), 1);
        assert!(board.unsynced.is_empty() && board.carriers.is_empty());
    }

    #[test]
    fn what_waits_keeps_the_time_at_which_the_phone_was_last_in_step() {
        let mut board = Board::default();
        says(&mut board, person(7), word(true, None), NOW);
        let waits = word(true, Some(after(1)));
        assert_eq!(says(&mut board, person(7), waits, after(30)), 0);
        assert_eq!(board.unsynced[&phone(1)], NOW);

        let mut unknown = Board::default();
        says(&mut unknown, person(7), waits, after(30));
        assert_eq!(
            unknown.unsynced[&phone(1)],
            after(1),
            "since it was written"
        );
    }

    #[test]
    fn what_waits_stays_with_the_one_who_took_the_day_along() {
        let mut board = Board::default();
        says(&mut board, person(7), word(true, None), NOW);
        says(&mut board, person(8), word(true, Some(NOW)), after(3));
        assert_eq!(board.carriers[&phone(1)], person(7));
        says(&mut board, person(8), word(true, None), after(3));
        assert_eq!(
            board.carriers[&phone(1)],
            person(8),
            "sent, and the day is another's"
        );
    }

    #[test]
    fn a_silent_phone_is_forgotten_after_fourteen_days_and_given_up_at_will() {
        let mut board = Board::default();
        says(&mut board, person(7), word(true, None), NOW);
        let is_silent = |board: &Board, at| silent(board, person(7), at).count();
        assert_eq!(is_silent(&board, after(24)), 0);
        assert_eq!(is_silent(&board, after(25)), 1);
        assert_eq!(is_silent(&board, after(14 * 24)), 1);
        assert_eq!(is_silent(&board, after(14 * 24 + 1)), 0);

        let mut lost = board.clone();
        let events = given_up(&lost, person(7), after(25));
        happen(&mut lost, events, after(25));
        assert!(lost.unsynced.is_empty());

        let other = Word {
            phone: phone(2),
            ..word(true, None)
        };
        says(&mut board, person(8), other, after(16 * 24));
        assert_eq!(board.unsynced.len(), 1, "the old one is gone");
    }

    #[test]
    fn the_oldest_of_too_many_phones_makes_room() {
        let mut board = Board::default();
        for (number, hours) in (1..=6).zip(0..) {
            let word = Word {
                phone: phone(number),
                ..word(true, None)
            };
            says(&mut board, person(7), word, after(hours));
        }
        let phones: Vec<DeviceId> = board.unsynced.into_keys().collect();
        assert_eq!(phones, (2..=6).map(phone).collect::<Vec<_>>());
    }
}
