//! What the page knows: the board as the server told it, the names, and the person's own
//! commands that wait. Pure; the reactive side is in [`super`].

use shared::board::apply::client_of;
use shared::board::card::Level;
use shared::board::event::{Event, Recorded};
use shared::people::People;
use shared::position::Seq;
use shared::protocol::{ClientMessage, Outcome, Snapshot};
use shared::wording::Language;
use shared::{Board, ClientId, Command, CommandId, Rejection, Timestamp};

use super::link::News;
use super::pending::Pending;
use crate::later::later;
use crate::page::{Panel, Viewer};
use crate::reading::Unread;
use crate::view::{BoardView, project};

/// What the page knows.
#[derive(Debug)]
pub(super) struct Known {
    board: Board,
    /// The board with everything that waits applied to it, if that makes a difference.
    preview: Option<Board>,
    people: People,
    pending: Pending,
    viewer: Viewer,
    language: Language,
}

/// What follows from news, for the reactive side to publish.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Followed {
    /// Whether the board or what waits has changed.
    pub(super) changed: bool,
    /// A command that was refused.
    pub(super) refused: Option<(Command, Rejection)>,
    /// An event and the client whom it concerns.
    pub(super) about: Option<(ClientId, Recorded)>,
    /// What a screen reader should say.
    pub(super) aloud: Option<Aloud>,
    /// Whether everything was replaced, so that a timeline may have a hole.
    pub(super) replaced: bool,
    /// Whether commands may have become free to be sent.
    pub(super) may_send: bool,
}

/// A text for a live region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Aloud {
    /// Whether it may interrupt: only red does.
    pub(super) assertive: bool,
    /// The text.
    pub(super) text: String,
}

impl Known {
    pub(super) fn new(
        board: Board,
        mut people: People,
        viewer: Viewer,
        language: Language,
    ) -> Self {
        people.levels.clone_from(&board.policy.level_names);
        let pending = Pending::new(viewer.staff);
        Self {
            board,
            preview: None,
            people,
            pending,
            viewer,
            language,
        }
    }

    /// The board as the person sees it, their own waiting commands included.
    pub(super) fn board(&self) -> &Board {
        self.preview.as_ref().unwrap_or(&self.board)
    }

    pub(super) fn people(&self) -> &People {
        &self.people
    }

    /// The last number that the server has told.
    pub(super) fn seq(&self) -> Seq {
        self.board.seq
    }

    pub(super) fn view(&self, now: Timestamp) -> BoardView {
        let pending = self.pending.commands();
        project(
            self.board(),
            &self.people,
            &pending,
            &self.viewer,
            now,
            self.language,
        )
    }

    /// Adds a command of the person.
    pub(super) fn command(
        &mut self,
        id: CommandId,
        command: Command,
        now: Timestamp,
        chance: u64,
    ) -> Result<(), Rejection> {
        self.pending.add(id, command, &self.board, now, chance)?;
        self.look_ahead();
        Ok(())
    }

    /// The commands that can be sent now. They count as sent from here on.
    pub(super) fn outgoing(&mut self) -> Vec<ClientMessage> {
        self.pending.send(&self.board)
    }

    /// Takes in what the server told.
    pub(super) fn take(&mut self, news: News) -> Followed {
        let followed = match news {
            News::Ready => {
                self.pending.start_again();
                Followed {
                    may_send: true,
                    ..Followed::default()
                }
            }
            News::Replaced(snapshot) => self.replace(*snapshot),
            News::Stepped(seq, recorded) => self.step(seq, recorded.map(|recorded| *recorded)),
            News::Answered(id, outcome) => self.answer(id, outcome),
        };
        if followed.changed {
            self.look_ahead();
        }
        followed
    }

    fn replace(&mut self, snapshot: Snapshot) -> Followed {
        self.board = snapshot.board;
        self.board.seq = snapshot.position.seq;
        self.people = snapshot.people;
        self.name_levels();
        self.pending.stepped(self.board.seq, None);
        Followed {
            changed: true,
            replaced: true,
            ..Followed::default()
        }
    }

    fn step(&mut self, seq: Seq, recorded: Option<Recorded>) -> Followed {
        match &recorded {
            Some(recorded) => {
                self.board.apply(recorded);
                self.name_levels();
            }
            None => self.board.seq = seq,
        }
        self.pending.stepped(seq, recorded.as_ref());
        let aloud = recorded.as_ref().and_then(|recorded| self.aloud(recorded));
        // A number without an event changes nothing that can be seen.
        let changed = recorded.is_some() || !self.pending.is_empty();
        let about = recorded.and_then(|recorded| {
            client_of(&self.board, &recorded.event).map(|client| (client, recorded))
        });
        Followed {
            changed,
            about,
            aloud,
            may_send: true,
            ..Followed::default()
        }
    }

    /// Shows the board as it will look with what waits, as soon as the whole program is there.
    pub(super) fn look_ahead(&mut self) {
        self.preview = later().and_then(|later| (later.preview)(&self.pending, &self.board));
    }

    /// The names of the levels come with the board, and are said with those of people.
    fn name_levels(&mut self) {
        let names = &self.board.policy.level_names;
        self.people.levels.clone_from(names);
    }

    fn answer(&mut self, id: CommandId, outcome: Unread<Outcome>) -> Followed {
        let seq = self.board.seq;
        let refused =
            later().and_then(|later| (later.answered)(&mut self.pending, id, outcome, seq));
        Followed {
            changed: true,
            refused,
            may_send: true,
            ..Followed::default()
        }
    }

    /// What a screen reader says about an event: clients who are placed, whoever did it. In the
    /// seconds before the whole program is there it reads the page itself.
    fn aloud(&self, recorded: &Recorded) -> Option<Aloud> {
        let (client, level) = match &recorded.event {
            Event::Placed {
                client,
                level,
                from,
                ..
            } if level != from => (client, *level),
            Event::SteppedDown {
                client, transition, ..
            } => (client, transition.to()),
            Event::Returned { client, level, .. } | Event::Reversed { client, level, .. } => {
                (client, *level)
            }
            Event::RaisedAgain { client, .. } => (client, Level::Yellow),
            _ => return None,
        };
        // Initials only: a wall and its loudspeaker are heard by everyone in the room.
        let initials = &self.people.clients.get(client)?.initials;
        let line = (later()?.line)(self.language, recorded, &self.people, recorded.at);
        Some(Aloud {
            assertive: level == Level::Red,
            text: format!("{initials}: {line}"),
        })
    }
}

/// Adds an event to an open panel, unless it stands there already. The panel was read and
/// the event was sent at different times, so they may overlap.
pub(super) fn add_to_timeline(panel: &mut Panel, recorded: Recorded) {
    let newest = panel.timeline.last().map_or(Seq(0), |last| last.seq);
    if recorded.seq > newest {
        panel.timeline.push(recorded);
    }
}

#[cfg(test)]
mod tests;
