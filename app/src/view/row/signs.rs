//! The early-warning signs: the trend, and the latest assessment.

use shared::board::card::{Card, Sign};
use shared::wording::{actor, card as words, time};

use super::{Moment, trusted_for};
use crate::view::Look;

/// The early-warning signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// The last assessments, the oldest first.
    pub trend: Vec<Sign>,
    /// The latest in words: `röd`, when, and by whom.
    pub latest: Option<(String, Moment, String)>,
    /// The latest is too old to trust: `2 dygn`.
    pub stale: Option<String>,
}

/// How many assessments the trend shows.
const TREND: usize = 3;

impl Look<'_> {
    pub(super) fn signs(&self, card: &Card) -> Signs {
        let from = card.assessments.len().saturating_sub(TREND);
        let latest = card.latest_assessment();
        Signs {
            trend: card.assessments[from..]
                .iter()
                .map(|one| one.sign)
                .collect(),
            latest: latest.map(|one| {
                let sign = words::sign(self.language, one.sign).to_owned();
                (
                    sign,
                    self.moment(one.at),
                    actor(self.language, one.by, self.people),
                )
            }),
            stale: latest
                .map(|one| self.now.since(one.at))
                .filter(|age| *age > trusted_for(card.level))
                .map(|age| time::age(self.language, age)),
        }
    }
}
