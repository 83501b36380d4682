//! Positions in a team's log, and joining it without a hole.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::Epoch;
use crate::order::sort_by_key;

/// The number of an event in its team's log; the first event is 1, and 0 is before all.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// The number that follows.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A place in a team's log: the life of the stream and the last event seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The life of the stream.
    pub epoch: Epoch,
    /// The last event that has been seen.
    pub seq: Seq,
}

/// Something that has a number in the log.
pub trait Numbered {
    /// The number.
    fn seq(&self) -> Seq;
}

/// Events are missing between what was read and what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("events are missing after {after}")]
pub struct Gap {
    /// The last number before the hole.
    pub after: Seq,
}

/// Joins what was read from the log with what arrived meanwhile, and proves that
/// the result continues `after` without a hole.
///
/// Both inputs may overlap. The caller starts to buffer *before* it reads; that
/// order is what makes the proof possible.
///
/// # Errors
///
/// Returns [`Gap`] if a number is missing; the caller then sends a snapshot.
pub fn merge<T: Numbered>(after: Seq, read: Vec<T>, buffered: Vec<T>) -> Result<Vec<T>, Gap> {
    let mut all: Vec<T> = read
        .into_iter()
        .chain(buffered)
        .filter(|one| one.seq() > after)
        .collect();
    sort_by_key(&mut all, Numbered::seq);
    all.dedup_by_key(|one| one.seq());
    let mut last = after;
    for one in &all {
        if one.seq() != last.next() {
            return Err(Gap { after: last });
        }
        last = one.seq();
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Numbered for u64 {
        fn seq(&self) -> Seq {
            Seq(*self)
        }
    }

    #[track_caller]
    fn check(after: u64, read: &[u64], buffered: &[u64], expected: Result<&[u64], u64>) {
        let got = merge(Seq(after), read.to_vec(), buffered.to_vec());
        let expected = expected
            .map(<[u64]>::to_vec)
            .map_err(|after| Gap { after: Seq(after) });
        assert_eq!(got, expected);
    }

    #[test]
    fn joins_without_a_hole_or_says_where_it_is() {
        check(0, &[], &[], Ok(&[]));
        check(3, &[4, 5], &[6], Ok(&[4, 5, 6]));
        check(3, &[4, 5], &[5, 6], Ok(&[4, 5, 6]));
        check(3, &[2, 3, 4], &[1, 4, 5], Ok(&[4, 5]));
        check(3, &[], &[4], Ok(&[4]));
        check(3, &[4], &[6], Err(4));
        check(3, &[5], &[], Err(3));
    }
}
