//! The board meeting: beginning, moving on, ending (`scenarios.md` 4).

use std::collections::BTreeSet;

use super::Desk;
use crate::access;
use crate::board::card::Level;
use crate::board::event::Event;
use crate::board::meeting::{Meeting, Minutes, Section, agenda, missing};
use crate::id::{ClientId, StaffId};
use crate::position::Seq;
use crate::rejection::Rejection;

impl Desk<'_> {
    /// Whoever takes part in care may begin a meeting and leads it. One that nobody
    /// ended on an earlier day ends now.
    pub(super) fn start_meeting(&self, present: &[StaffId]) -> Result<Vec<Event>, Rejection> {
        if !self.member.function.cares() {
            return Err(Rejection::NotAllowed);
        }
        for staff in present {
            self.takes_part_in_care(*staff)?;
        }
        let present: BTreeSet<StaffId> = present.iter().copied().chain([self.staff]).collect();
        let started = Event::MeetingStarted {
            present: present.into_iter().collect(),
        };
        let now = self.ctx.now;
        let Some(running) = &self.board.meeting else {
            let first = agenda(self.board, now)
                .into_iter()
                .find(|item| access::may_see(self.board, self.staff, item.client));
            let moved = first.map(|item| self.turn_to(item.client, item.section, false));
            return Ok([started]
                .into_iter()
                .chain(moved.into_iter().flatten())
                .collect());
        };
        if running.started.local().date() == now.local().date() {
            return Err(Rejection::MeetingRuns {
                chair: running.chair,
                at: running.started,
            });
        }
        let minutes = Minutes::of(self.board, running, now);
        Ok(vec![Event::MeetingClosed { minutes }, started])
    }

    /// Everybody may come and go; those who are there may say so of others.
    pub(super) fn attend(
        &self,
        staff: StaffId,
        present: bool,
        remote: bool,
    ) -> Result<Vec<Event>, Rejection> {
        let meeting = if staff == self.staff {
            self.board.meeting.as_ref().ok_or(Rejection::NoMeeting)?
        } else {
            self.meeting()?
        };
        if !self.member.function.cares() {
            return Err(Rejection::NotAllowed);
        }
        self.takes_part_in_care(staff)?;
        let remote = present && remote;
        let is_so = meeting.present.contains(&staff) == present
            && (!present || meeting.remote.contains(&staff) == remote);
        let attended = Event::Attended {
            staff,
            present,
            remote,
        };
        Ok((!is_so).then_some(attended).into_iter().collect())
    }

    /// Whoever is there may take the lead over, for example when the chair has to go.
    pub(super) fn take_chair(&self) -> Result<Vec<Event>, Rejection> {
        let leads = self.meeting()?.chair == self.staff;
        Ok((!leads).then_some(Event::ChairTaken).into_iter().collect())
    }

    /// A person speaks for the record of their own employer. It is no entry about the
    /// client's care, so no alert takes it for an action.
    pub(super) fn mark_journaled(
        &self,
        client: ClientId,
        meeting: Seq,
        done: bool,
    ) -> Result<Vec<Event>, Rejection> {
        self.card(client)?;
        Ok(vec![Event::Journaled {
            client,
            meeting,
            organisation: self.member.employer,
            done,
        }])
    }

    /// The chair turns the meeting to a client; whoever is there may take the chair first. A
    /// client on the board without a contact for today is not left, unless that is said aloud
    /// (`scenarios.md` 4.3).
    pub(super) fn move_to(
        &self,
        client: ClientId,
        section: Section,
        skip: bool,
    ) -> Result<Vec<Event>, Rejection> {
        let meeting = self.meeting()?;
        let chair = meeting.chair;
        if chair != self.staff {
            return Err(Rejection::NotChair { chair });
        }
        if !meeting.lists(client, section) || self.card(client).is_err() {
            return Err(Rejection::NotOnAgenda);
        }
        let is_there = meeting
            .pointer()
            .is_some_and(|now| (now.client, now.section) == (client, section));
        if is_there {
            return Ok(Vec::new());
        }
        let left_alone = meeting
            .pointer()
            .map(|now| now.client)
            .filter(|left| *left != client && self.lacks_contact(*left));
        match left_alone {
            Some(client) if !skip => Err(Rejection::ContactMissing { client }),
            left => Ok(self.turn_to(client, section, left.is_some())),
        }
    }

    /// The meeting ends when nothing is missing for any client on the board whom the one
    /// who ends it may see (`scenarios.md` 4.11).
    pub(super) fn close_meeting(&self) -> Result<Vec<Event>, Rejection> {
        let (meeting, now) = (self.meeting()?, self.ctx.now);
        let seen = self
            .board
            .on_board()
            .filter(|card| access::may_see(self.board, self.staff, card.client));
        let missing = missing(seen, now);
        if !missing.is_empty() {
            return Err(Rejection::NotComplete { missing });
        }
        let minutes = Minutes::of(self.board, meeting, now);
        Ok(vec![Event::MeetingClosed { minutes }])
    }

    /// The meeting that is held, if the person is there.
    fn meeting(&self) -> Result<&Meeting, Rejection> {
        let meeting = self.board.meeting.as_ref().ok_or(Rejection::NoMeeting)?;
        if meeting.present.contains(&self.staff) {
            Ok(meeting)
        } else {
            Err(Rejection::NotAtMeeting)
        }
    }

    /// Looking at a client shows a proposal that waits, as gate D11 asks (`policy.md` 2).
    fn turn_to(&self, client: ClientId, section: Section, skipped: bool) -> Vec<Event> {
        let moved = Event::MeetingMoved {
            client,
            section,
            skipped,
        };
        let waits = self
            .board
            .proposals
            .get(&client)
            .is_some_and(|proposal| proposal.shown.is_none());
        let shown = waits.then_some(Event::ProposalShown { client });
        [moved].into_iter().chain(shown).collect()
    }

    /// Whether a client whom the person may see is on the board without a contact today.
    fn lacks_contact(&self, client: ClientId) -> bool {
        self.card(client)
            .is_ok_and(|card| card.level != Level::Plan && card.contact_on(self.ctx.now).is_none())
    }

    fn takes_part_in_care(&self, staff: StaffId) -> Result<(), Rejection> {
        let member = self.board.members.get(&staff);
        if member.is_some_and(|member| member.function.cares()) {
            Ok(())
        } else {
            Err(Rejection::NotTheirClient)
        }
    }
}
