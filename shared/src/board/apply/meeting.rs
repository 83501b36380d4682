//! What an event does to the board meeting, and to what is new in the next one.

use super::client_of;
use crate::board::Board;
use crate::board::card::Level;
use crate::board::event::{Actor, Event, Recorded};
use crate::board::meeting::{Decision, Meeting, Move, Novelty, is_decision, new_since};

impl Board {
    /// Applied last: it looks at cards and alerts as the event has left them.
    pub(super) fn apply_to_meeting(&mut self, recorded: &Recorded) {
        let at = recorded.at;
        match &recorded.event {
            Event::MeetingStarted { present } => {
                if let Actor::Staff(chair) = recorded.by {
                    self.meeting = Some(Meeting::begin(self, chair, present, at));
                }
            }
            Event::MeetingMoved {
                client, section, ..
            } => {
                if let Some(meeting) = &mut self.meeting {
                    let (client, section) = (*client, *section);
                    meeting.moves.push(Move {
                        client,
                        section,
                        at,
                    });
                }
            }
            Event::Attended {
                staff,
                present,
                remote,
            } => {
                if let Some(meeting) = &mut self.meeting {
                    meeting.attend(*staff, *present, *remote);
                }
            }
            Event::ChairTaken => {
                if let (Some(meeting), Actor::Staff(chair)) = (&mut self.meeting, recorded.by) {
                    meeting.chair = chair;
                }
            }
            Event::MeetingClosed { minutes } => {
                if let Some(meeting) = self.meeting.take() {
                    // What the meeting has not talked about is new still, but for what was too
                    // old to be new in a first meeting.
                    let since = self
                        .last_meeting
                        .is_none()
                        .then(|| new_since(self, minutes.from));
                    self.news.retain(|client, news| {
                        since.is_none_or(|since| news >= since)
                            && meeting.discussed(client).is_none_or(|seen| seen < news)
                    });
                }
                self.last_meeting = Some(minutes.clone());
                self.last_minutes = Some(recorded.seq);
            }
            Event::LoadCrossed { over } => self.overloaded = *over,
            _ => self.follow_clients(recorded),
        }
    }

    /// What those who are there enter is a decision; what happens elsewhere is news. A
    /// client who came on the board comes on the agenda.
    fn follow_clients(&mut self, recorded: &Recorded) {
        let Some(client) = client_of(self, &recorded.event) else {
            return;
        };
        let Some(card) = self.cards.get(&client) else {
            return;
        };
        let is_there = self
            .meeting
            .as_ref()
            .is_some_and(|meeting| meeting.has(recorded.by));
        if !is_there && let Some(novelty) = Novelty::of(&recorded.event, card.level) {
            self.news.note(client, novelty, recorded.at);
        }
        let Some(meeting) = &mut self.meeting else {
            return;
        };
        if let Actor::Staff(by) = recorded.by
            && is_there
            && is_decision(&recorded.event)
        {
            meeting.decisions.push(Decision {
                client,
                seq: recorded.seq,
                at: recorded.at,
                by,
            });
        }
        if card.level != Level::Plan {
            meeting.add(card);
        }
    }
}
