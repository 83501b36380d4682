//! Who meets the client today, the last contact and the next, and those that did not come about.

use shared::Timestamp;
use shared::board::card::{Card, Missed};
use shared::wording::card as words;

use super::{Moment, trusted_for};
use crate::view::Look;

/// Today's contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Today {
    /// Nobody is named.
    Nobody,
    /// Somebody is.
    Named {
        /// `A.N. + J.A.`
        who: String,
        /// The time.
        at: Timestamp,
        /// Where or how.
        how: String,
    },
}

/// The last contact and the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// The last contact, if there was one.
    pub last: Option<(Moment, String)>,
    /// The last contact is too old to trust.
    pub stale: bool,
    /// A planned contact that was not kept.
    pub missed: Option<Moment>,
    /// The next planned contact.
    pub next: Option<Moment>,
}

impl Look<'_> {
    /// The latest planned contact that did not come about, as long as it stands in the way (gate
    /// D4) and nothing has made it good.
    pub(crate) fn missed_contact<'c>(&self, card: &'c Card) -> Option<&'c Missed> {
        let made_good = card
            .last_contact
            .filter(|contact| contact.reached)
            .map(|contact| contact.at);
        card.missed
            .last()
            .filter(|missed| self.now.since(missed.at) <= self.board.policy.missed_rest)
            .filter(|missed| made_good.is_none_or(|at| at < missed.at))
    }

    pub(crate) fn today(&self, card: &Card) -> Today {
        card.contact_on(self.now)
            .map_or(Today::Nobody, |named| Today::Named {
                who: self.names(&named.who),
                at: named.at,
                how: words::channel(self.language, named.how).to_owned(),
            })
    }

    pub(super) fn contacts(&self, card: &Card) -> Contacts {
        let last = card.last_contact.map(|contact| {
            let how = words::channel_short(self.language, contact.how);
            let reached = words::reached(self.language, contact.reached);
            (self.moment(contact.at), format!("{how}, {reached}"))
        });
        Contacts {
            stale: card
                .last_contact
                .is_none_or(|contact| self.now.since(contact.at) > trusted_for(card.level)),
            last,
            missed: self
                .missed_contact(card)
                .map(|missed| self.moment(missed.planned.unwrap_or(missed.at))),
            next: card
                .next_booking(self.now)
                .map(|booking| self.moment(booking.at)),
        }
    }
}
