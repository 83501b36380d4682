//! The vetoes that hold a client on the board.

use shared::board::card::Card;
use shared::position::Seq;
use shared::wording::{actor, time};

use crate::view::Look;
use crate::view::row::Moment;

/// A veto that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The event that set it.
    pub seq: Seq,
    /// Why.
    pub reason: String,
    /// Who set it, and when.
    pub by: String,
    /// When it was set.
    pub at: Moment,
    /// Until when it holds: `t.o.m. ons 18 mar`.
    pub until: String,
}

impl Look<'_> {
    /// Every veto that holds today, the longest last.
    pub(crate) fn holds(&self, card: &Card) -> Vec<Held> {
        let today = self.now.local().date();
        card.holds
            .iter()
            .filter(|hold| hold.holds_on(today))
            .map(|hold| Held {
                seq: hold.seq,
                reason: hold.reason.clone(),
                by: actor(self.language, hold.by, self.people),
                at: self.moment(hold.at),
                until: match hold.until {
                    Some(until) => {
                        let until = time::date(self.language, until, self.now);
                        format!("{} {until}", self.language.pick("t.o.m.", "to"))
                    }
                    None => self
                        .language
                        .pick("tills det hävs", "until lifted")
                        .to_owned(),
                },
            })
            .collect()
    }
}
