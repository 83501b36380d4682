//! What a page or a notification showed of an alert, so that a late tap is not taken for a new one
//! (`policy.md` 7: an acknowledgement is bound to the alert and its rung).

use serde::{Deserialize, Serialize};

use crate::alert::letter::Text;
use crate::alert::{Alert, AlertState, Class, Rung};
use crate::id::LetterId;

/// How far a ladder had climbed when a person saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// How often the ladder had begun again.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub restarts: u16,
    /// The last rung that was reached; `None` before the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rung: Option<Rung>,
}

impl Alert {
    /// What a page that is made now shows.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen {
            restarts: self.restarts,
            rung: match self.state {
                AlertState::Climbing { rung } => rung,
                _ => None,
            },
        }
    }

    /// What the notification of a letter showed; nothing for a letter that asks nobody to take
    /// the alert, or that is not of this alert.
    #[must_use]
    pub fn seen_in(&self, letter: LetterId) -> Option<Seen> {
        let state = self
            .letters
            .iter()
            .find(|state| state.written.id == letter)?;
        let rung = match state.written.text {
            Text::M1 | Text::M2 | Text::M6 => Rung::T0,
            Text::M3 | Text::M4 => Rung::T5,
            Text::M5 if self.class == Class::P2 => Rung::T30,
            Text::M5 => Rung::T10,
            Text::M10 => Rung::T15,
            Text::M7 | Text::M8 | Text::M9 => return None,
        };
        let is_of_this_ladder = state.at >= self.started;
        Some(Seen {
            restarts: if is_of_this_ladder {
                self.restarts
            } else {
                self.restarts.wrapping_sub(1)
            },
            rung: Some(rung),
        })
    }

    /// Whether somebody else became responsible after `seen`: the rung of the hand-over lies
    /// between, or the ladder has begun again. A repeated letter to the same person is none.
    #[must_use]
    pub fn was_handed_over_since(&self, seen: Seen) -> bool {
        let hand_over = match self.class {
            Class::P1 => Rung::T5,
            Class::P2 => Rung::T15,
        };
        let is_past = |seen: Seen| seen.rung >= Some(hand_over);
        seen.restarts != self.restarts
            || (!self.reserve_leads && is_past(self.seen()) && !is_past(seen))
    }
}

/// Whether a count can be left out.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
pub(super) fn is_zero(count: &u16) -> bool {
    *count == 0
}
