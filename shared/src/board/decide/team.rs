//! What concerns the whole team: the pause, the numbers of the rules, the names of the levels.

use super::{Ctx, Desk, line, raise, rules};
use crate::alert::Class;
use crate::board::event::Event;
use crate::board::member::Function;
use crate::deescalation::policy::{Policy, numbers};
use crate::rejection::Rejection;

impl Desk<'_> {
    /// The team leader or manager may pause a whole team (`policy.md` 3.5).
    pub(super) fn pause(&self, reason: &str) -> Result<Vec<Event>, Rejection> {
        self.leads()?;
        let reason = line(reason)?;
        if self.board.policy.paused {
            return Ok(Vec::new());
        }
        let paused = Event::TeamPaused { reason };
        let (board, ctx) = (self.board, self.ctx);
        // A pause that arrives late takes back what the rules did meanwhile.
        let mut events: Vec<Event> = Vec::new();
        for (client, number) in board.steps.keys().zip(1..) {
            let ctx = &Ctx {
                chance: ctx.chance.wrapping_add(number),
                ..*ctx
            };
            if let Some(reversed) = rules::reversal(board, *client, &paused, ctx) {
                events.push(reversed);
                events.extend(raise(board, *client, Class::P2, false, ctx));
            }
        }
        events.push(paused);
        Ok(events)
    }

    pub(super) fn resume(&self) -> Result<Vec<Event>, Rejection> {
        self.leads()?;
        Ok(self
            .board
            .policy
            .paused
            .then_some(Event::TeamResumed)
            .into_iter()
            .collect())
    }

    /// Every change of a number has its own version, which stands in each decision that follows.
    pub(super) fn set_policy(&self, wanted: &Policy) -> Result<Vec<Event>, Rejection> {
        self.leads()?;
        numbers::check(wanted).map_err(|out| Rejection::OutsideLimits {
            number: out.number,
            least: out.least,
            most: out.most,
        })?;
        let now = &self.board.policy;
        let mut policy = wanted.clone();
        policy.level_names = policy
            .level_names
            .tidied(&now.level_names)
            .map_err(|level| Rejection::LevelName { level })?;
        policy.paused = now.paused;
        policy.version.clone_from(&now.version);
        if policy == *now {
            return Ok(Vec::new());
        }
        policy.version = if policy.has_numbers_of(&Policy::default()) {
            Policy::default().version
        } else if policy.has_numbers_of(now) {
            // A name changes no decision.
            now.version.clone()
        } else {
            format!("RP-1.{}", self.board.seq.next())
        };
        let calendar = self.board.calendar.clone();
        Ok(vec![Event::PolicySet { policy, calendar }])
    }

    fn leads(&self) -> Result<(), Rejection> {
        match self.member.function {
            Function::TeamLeader | Function::Manager => Ok(()),
            Function::Care | Function::Psychiatrist => Err(Rejection::NotAllowed),
        }
    }
}
