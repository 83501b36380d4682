//! Where the person at this page sits: what the meeting is, and where they look.

use leptos::prelude::*;
use shared::{Command, Rejection};

use crate::context::frame;
use crate::i18n::meeting::Meeting as Texts;
use crate::live::Live;
use crate::pages::board::ask::Asker;
use crate::pages::board::desk::{Desk, Question};
use crate::view::BoardViewStoreFields;
use crate::view::meeting::{MeetingView, Stop, meeting_of};

/// A seat at the meeting.
#[derive(Clone, Copy)]
pub struct Seat {
    asker: Asker,
    meeting: Memo<MeetingView>,
    /// Where the person looks instead of where the meeting is.
    own: RwSignal<Option<Stop>>,
    shown: Memo<Option<Stop>>,
    texts: &'static Texts,
    masked: bool,
}

impl Seat {
    /// A seat from which one sees what the meeting sees.
    pub fn new(live: Live, asker: Asker) -> Self {
        let frame = frame();
        let (language, masked) = (frame.language, frame.masked);
        let viewer = frame.viewer.clone();
        let meeting = Memo::new(move |_| {
            // Whatever changes the board may change the meeting; the parts compare for themselves.
            live.seq().track();
            live.view().rows().track();
            live.view().top().track();
            let now = live.now().get();
            viewer.as_ref().map_or_else(MeetingView::default, |viewer| {
                let read = live.read().read();
                live.with_board(|board, people| {
                    meeting_of(board, people, &read, viewer, now, language)
                })
            })
        });
        let own = RwSignal::new(None);
        let shown = Memo::new(move |_| {
            let own: Option<Stop> = own.get();
            meeting.with(|meeting| {
                let stands = |stop: &Stop| meeting.agenda.iter().any(|line| line.stop == *stop);
                own.filter(stands).or(meeting.pointer)
            })
        });
        Self {
            asker,
            meeting,
            own,
            shown,
            texts: Texts::of(language),
            masked,
        }
    }

    /// The meeting.
    pub fn meeting(self) -> Memo<MeetingView> {
        self.meeting
    }

    /// What this page shows: where the meeting is, unless the person looks elsewhere.
    pub fn shown(self) -> Memo<Option<Stop>> {
        self.shown
    }

    /// What the person is doing.
    pub fn desk(self) -> Desk {
        self.asker.desk
    }

    /// Whether the person leads a meeting of today.
    pub fn leads(self) -> bool {
        self.meeting.with(|meeting| {
            let held = meeting.held.as_ref();
            held.is_some_and(|held| held.is_chair && held.is_today)
        })
    }

    /// Whether the person looks elsewhere than the meeting.
    pub fn is_elsewhere(self) -> bool {
        let pointer = self.meeting.with(|meeting| meeting.pointer);
        pointer.is_some() && self.shown.get() != pointer
    }

    /// Looks where the meeting is.
    pub fn follow(self) {
        self.own.set(None);
    }

    /// Goes to a place on the agenda: the whole meeting if the person leads it, else this page.
    pub fn go(self, stop: Stop) {
        if !untrack(|| self.leads()) {
            self.own.set(Some(stop));
            return;
        }
        let (client, section) = stop;
        let move_to = Command::MoveTo {
            client,
            section,
            skip: false,
        };
        match self.asker.tried(&move_to) {
            Err(Rejection::ContactMissing { client }) => {
                self.own.set(None);
                self.asker.desk.ask(Question::Leave(client, stop));
            }
            // What else stands in the way, the server says.
            _ => {
                self.own.set(None);
                self.asker.live.send(move_to);
            }
        }
    }

    /// Goes to the next place on the agenda, or the one before.
    pub fn step(self, by: isize) {
        let from = if untrack(|| self.leads()) {
            self.meeting.with_untracked(|meeting| meeting.pointer)
        } else {
            self.shown.get_untracked()
        };
        let next = self.meeting.with_untracked(|meeting| {
            let stops = || meeting.agenda.iter().map(|line| line.stop);
            let at = from.and_then(|from| stops().position(|stop| stop == from));
            let next = at.map_or(Some(0), |at| at.checked_add_signed(by))?;
            stops().nth(next)
        });
        if let Some(stop) = next {
            self.go(stop);
        }
    }

    /// What a screen reader says when the meeting moves on.
    pub fn said(self) -> Option<String> {
        let texts = self.texts;
        self.meeting.with(|meeting| {
            let pointer = meeting.pointer?;
            let line = meeting.agenda.iter().find(|line| line.stop == pointer)?;
            let who = if self.masked {
                &line.initials
            } else {
                &line.name
            };
            Some((texts.looks_at)(who))
        })
    }
}

/// The seat at this page.
pub fn seat() -> Seat {
    expect_context()
}
