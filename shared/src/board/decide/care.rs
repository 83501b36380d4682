//! What is planned, done and known about a client.

use super::{Desk, line, optional_line};
use crate::access;
use crate::board::card::{
    Action, ActionClass, Booking, Card, Channel, Fact, Flag, HandOver, Post, Told,
};
use crate::board::event::{Actor, Event};
use crate::board::member::{Function, Organisation};
use crate::deescalation::aftercare;
use crate::id::{ActionId, ClientId, ContactId, StaffId};
use crate::position::Seq;
use crate::rejection::Rejection;
use crate::time::Timestamp;

impl Desk<'_> {
    pub(super) fn book(
        &self,
        client: ClientId,
        who: StaffId,
        at: Timestamp,
        how: Channel,
    ) -> Result<Event, Rejection> {
        self.may_take_part(who, client)?;
        let id = ContactId::new(self.ctx.now, &mut self.chance());
        let missed = false;
        let booking = Booking {
            id,
            who,
            at,
            how,
            missed,
        };
        Ok(Event::Booked { client, booking })
    }

    pub(super) fn cancel_booking(card: &Card, booking: ContactId) -> Result<Event, Rejection> {
        let client = card.client;
        card.bookings
            .iter()
            .any(|one| one.id == booking)
            .then_some(Event::BookingCancelled { client, booking })
            .ok_or(Rejection::NoSuchBooking)
    }

    pub(super) fn open_action(
        &self,
        client: ClientId,
        class: ActionClass,
        text: &str,
        owner: StaffId,
        due: Timestamp,
    ) -> Result<Event, Rejection> {
        self.may_take_part(owner, client)?;
        let id = ActionId::new(self.ctx.now, &mut self.chance());
        let text = line(text)?;
        let hand_over = None;
        let action = Action {
            id,
            class,
            text,
            owner,
            due,
            hand_over,
        };
        Ok(Event::ActionOpened { client, action })
    }

    pub(super) fn close_action(card: &Card, action: ActionId) -> Result<Event, Rejection> {
        let client = card.client;
        Self::has_action(card, action)?;
        Ok(Event::ActionClosed { client, action })
    }

    pub(super) fn hand_over_action(
        &self,
        card: &Card,
        action: ActionId,
        to: HandOver,
    ) -> Result<Event, Rejection> {
        let client = card.client;
        Self::has_action(card, action)?;
        self.may_take_part(to.owner, client)?;
        Ok(Event::ActionHandedOver { client, action, to })
    }

    fn has_action(card: &Card, action: ActionId) -> Result<(), Rejection> {
        let is_open = card.actions.iter().any(|one| one.id == action);
        is_open.then_some(()).ok_or(Rejection::NoSuchAction)
    }

    /// The risk of suicide is cleared by the psychiatrist; violence and concern for a
    /// child by a decision of the meeting (`policy.md` 2, D7).
    pub(super) fn clear_flag(&self, card: &Card, flag: Flag) -> Result<Vec<Event>, Rejection> {
        match flag {
            Flag::Suicide if self.member.function != Function::Psychiatrist => {
                return Err(Rejection::PsychiatristClears);
            }
            Flag::Violence | Flag::Child if !self.is_at_meeting() => {
                return Err(Rejection::MeetingDecides);
            }
            _ => {}
        }
        let client = card.client;
        Ok((card.has_flag(flag) || self.ctx.happened.is_some())
            .then_some(Event::FlagCleared { client, flag })
            .into_iter()
            .collect())
    }

    /// What only some may say: the psychiatrist about medical questions, the CM about a
    /// talk on an objection.
    pub(super) fn note(&self, card: &Card, fact: &Fact) -> Result<Event, Rejection> {
        match fact {
            Fact::PsychiatristReviewed(_) | Fact::MedicationCleared
                if self.member.function != Function::Psychiatrist =>
            {
                return Err(Rejection::PsychiatristDecides);
            }
            Fact::ObjectionTalked if card.cm != Some(self.staff) => {
                return Err(Rejection::CmTalks);
            }
            Fact::DischargeTicked if !self.is_at_meeting() => {
                return Err(Rejection::MeetingDecides);
            }
            _ => {}
        }
        let fact = match fact {
            Fact::PsychiatristReviewed(text) => Fact::PsychiatristReviewed(optional_line(text)?),
            Fact::MedicationChanged(text) => Fact::MedicationChanged(optional_line(text)?),
            Fact::Objected(text) => Fact::Objected(optional_line(text)?),
            Fact::Told(told) => Fact::Told(Told {
                reached: told.reached,
                view: told.view.as_deref().map(line).transpose()?,
                no_view: told.no_view.as_deref().map(line).transpose()?,
            }),
            other => other.clone(),
        };
        let client = card.client;
        Ok(Event::Noted { client, fact })
    }

    /// An entry is corrected by the person who made it, or in the meeting.
    pub(super) fn correct(&self, card: &Card, entry: Seq, text: &str) -> Result<Event, Rejection> {
        let by = card.author_of(entry).ok_or(Rejection::NoSuchEntry)?;
        if !self.is(by) && !self.is_at_meeting() {
            return Err(Rejection::NotYourEntry { by });
        }
        let (client, text) = (card.client, line(text)?);
        Ok(Event::Corrected {
            client,
            entry,
            text,
        })
    }

    pub(super) fn appoint(
        &self,
        card: &Card,
        post: Post,
        who: Option<StaffId>,
    ) -> Result<Vec<Event>, Rejection> {
        if let Some(staff) = who {
            self.may_take_part(staff, card.client)?;
        }
        let client = card.client;
        Ok((card.holder(post) != who)
            .then_some(Event::Appointed { client, post, who })
            .into_iter()
            .collect())
    }

    /// What the client says holds from the same moment. Who may not see the client any
    /// more cannot coordinate the care: the post is vacant (`scenarios.md` 7.3).
    /// A client whom nobody may see would be lost to everybody, and for good.
    pub(super) fn set_consent(
        &self,
        card: &Card,
        open_to: &[Organisation],
    ) -> Result<Vec<Event>, Rejection> {
        if open_to.is_empty() {
            return Err(Rejection::NobodyNamed);
        }
        let mut open_to = open_to.to_vec();
        open_to.sort_unstable();
        open_to.dedup();
        if card.open_to == open_to {
            return Ok(Vec::new());
        }
        let client = card.client;
        let may_see = |staff: &StaffId| {
            let member = self.board.members.get(staff);
            member.is_some_and(|member| open_to.contains(&member.employer))
        };
        let vacant = [Post::Cm, Post::Deputy]
            .into_iter()
            .filter(|post| card.holder(*post).is_some_and(|staff| !may_see(&staff)))
            .collect();
        Ok(vec![Event::ConsentChanged {
            client,
            open_to,
            vacant,
        }])
    }

    pub(super) fn answer(&self, card: &Card, asked: Seq) -> Result<Event, Rejection> {
        if self.member.function != Function::Psychiatrist {
            return Err(Rejection::PsychiatristDecides);
        }
        let client = card.client;
        card.requests
            .iter()
            .any(|request| request.seq == asked)
            .then_some(Event::PsychiatristAnswered { client, asked })
            .ok_or(Rejection::NoSuchRequest)
    }

    /// One tap in aftercare leads back to the level before (`policy.md` 4).
    pub(super) fn return_to_level(&self, card: &Card) -> Result<Event, Rejection> {
        aftercare::one_tap_return(&self.board.policy, card, self.ctx.when())
            .ok_or(Rejection::NoAftercare)
    }

    /// Opens what the person may not see, because life is in danger. It counts as a
    /// crisis event and is reviewed afterwards (`policy.md` 1, `domain.md` 4.3).
    pub(super) fn access_in_emergency(
        &self,
        card: &Card,
        reason: &str,
    ) -> Result<Vec<Event>, Rejection> {
        if !self.member.function.cares() {
            return Err(Rejection::NotAllowed);
        }
        if access::may_see(self.board, self.staff, card.client) {
            return Ok(Vec::new());
        }
        let (client, reason) = (card.client, line(reason)?);
        Ok(vec![Event::EmergencyAccess { client, reason }])
    }

    /// Whoever writes a deviation, or the team leader, says that it was entered in the
    /// ordinary system.
    pub(super) fn pass_on(&self, client: ClientId, draft: Seq) -> Result<Vec<Event>, Rejection> {
        let draft = self
            .board
            .deviations
            .iter()
            .find(|one| one.seq == draft && one.client == client)
            .filter(|one| access::may_read_deviation(self.board, self.staff, one))
            .ok_or(Rejection::NoSuchClient)?;
        Ok(draft
            .passed_on
            .is_none()
            .then_some(Event::DeviationPassedOn {
                client,
                draft: draft.seq,
            })
            .into_iter()
            .collect())
    }

    /// Whether the board meeting is held and the person is there.
    pub(super) fn is_at_meeting(&self) -> bool {
        self.board.meeting_with(self.staff)
    }

    /// Whether the person who asks is this one.
    pub(super) fn is(&self, actor: Actor) -> bool {
        actor == Actor::Staff(self.staff)
    }
}
