//! The one dialog of the board: it asks a person something, and gives the answer to the board.
//!
//! An answer is tried on the board that the person sees before it is sent, so that what is missing
//! is said in place. What only the server can know, for example that a colleague was faster, comes
//! back later; then the dialog can be opened again with what was written.

pub mod action;
pub mod appoint;
pub mod attendance;
pub mod book;
pub mod contact;
pub mod crisis;
pub mod end_meeting;
pub mod fields;
pub mod hand_over;
pub mod hold;
pub mod keys;
pub mod log;
pub mod note;
pub mod place;
pub mod psychiatrist;
pub mod refused;
pub mod review;
pub mod signs;
pub mod take_off;

use leptos::prelude::*;
use shared::board::decide::{Ctx, decide};
use shared::board::event::Actor;
use shared::wording::Language;
use shared::wording::rejection::explain;
use shared::{ClientId, Command, Rejection, StaffId, Timestamp};

use super::desk::{DIALOG, Desk, Question, desk};
use crate::context::{frame, live, texts};
use crate::later::later;
use crate::live::Live;
use crate::parts::refusal::Refusal;
use refused::Refused;

/// What a form of the dialog needs in order to answer.
#[derive(Clone, Copy)]
pub struct Asker {
    /// What the person is doing.
    pub desk: Desk,
    /// The board.
    pub live: Live,
    /// The language of the page.
    pub language: Language,
    viewer: Option<StaffId>,
}

impl Asker {
    /// One for the person at this page.
    pub fn of_page() -> Self {
        let frame = frame();
        Self {
            desk: desk(),
            live: live(),
            language: frame.language,
            viewer: frame.viewer.as_ref().map(|viewer| viewer.staff),
        }
    }

    /// Who answers.
    pub fn viewer(self) -> Option<StaffId> {
        self.viewer
    }

    /// Tries the answer; sends it and closes the dialog, or says in place why not.
    pub fn answer(self, command: Command) {
        self.give(command);
    }

    /// As [`Asker::answer`]. Says whether the answer was sent.
    pub fn give(self, command: Command) -> bool {
        match self.tried(&command) {
            Ok(()) => {
                self.live.send(command);
                self.desk.answered();
                true
            }
            Err(rejection) => {
                let refusal = self
                    .live
                    .with_board(|_, people| explain(self.language, &rejection, people, self.now()));
                self.desk.refusal.set(Some(refusal));
                false
            }
        }
    }

    /// What the board that the person sees says to a command.
    ///
    /// # Errors
    ///
    /// What it refuses, and why.
    pub fn tried(self, command: &Command) -> Result<(), Rejection> {
        let ctx = Ctx {
            now: self.now(),
            happened: None,
            actor: self.viewer.map_or(Actor::Server, Actor::Staff),
            chance: 0,
        };
        self.live
            .with_board(|board, _| decide(board, command, &ctx).map(|_| ()))
    }

    /// The time on this page.
    pub fn now(self) -> Timestamp {
        self.live.now().get_untracked()
    }

    /// The name of a client, as on the board.
    pub fn name(self, client: ClientId) -> String {
        self.live.with_board(|_, people| {
            people
                .clients
                .get(&client)
                .map_or_else(|| "–".to_owned(), |head| head.name.clone())
        })
    }
}

/// The dialog, and what the server refused.
#[component]
pub fn AskDialog() -> impl IntoView {
    let (desk, texts) = (desk(), texts());
    provide_context(Asker::of_page());
    let form = move || {
        desk.whole.track();
        let question = desk.question.get()?;
        Some(match later() {
            Some(later) => (later.form)(question),
            None => view! { <p role="status">{texts.panel.loading}</p> }.into_any(),
        })
    };
    // The browser closes a dialog by itself on Escape.
    let closed = move |_| {
        desk.question.set(None);
        desk.then.set(None);
        desk.refusal.set(None);
    };
    view! {
        <dialog id=DIALOG class="ask" aria-labelledby="ask-title" on:close=closed>
            <button
                type="button"
                class="quiet ask-close"
                aria-label=texts.common.close
                on:click=move |_| desk.close()
            >
                "✕"
            </button>
            {form}
            {move || desk.refusal.get().map(|words| view! { <Refusal words=words /> })}
        </dialog>
        <Refused />
    }
}

/// The form of a question. It takes the [`Asker`] of the page.
pub fn form(question: Question) -> AnyView {
    match question {
        Question::Place(placing) => view! { <place::PlaceForm placing=placing /> }.into_any(),
        Question::Contact(client) => view! { <contact::ContactForm client=client /> }.into_any(),
        Question::Signs(client) => view! { <signs::SignsForm client=client /> }.into_any(),
        Question::Log(client) => view! { <log::LogForm client=client /> }.into_any(),
        Question::Book(client) => view! { <book::BookForm client=client /> }.into_any(),
        Question::Hold(client) => view! { <hold::HoldForm client=client /> }.into_any(),
        Question::Action(client) => view! { <action::ActionForm client=client /> }.into_any(),
        Question::TakeOff(client) => view! { <take_off::TakeOffForm client=client /> }.into_any(),
        Question::Note(client, fact) => {
            view! { <note::NoteForm client=client meant=fact /> }.into_any()
        }
        Question::Crisis(client) => view! { <crisis::CrisisForm client=client /> }.into_any(),
        Question::Psychiatrist(client) => {
            view! { <psychiatrist::PsychiatristForm client=client /> }.into_any()
        }
        Question::Appoint(client, post) => {
            view! { <appoint::AppointForm client=client post=post /> }.into_any()
        }
        Question::Review(client) => view! { <review::ReviewForm client=client /> }.into_any(),
        Question::HandOver(client, action) => {
            view! { <hand_over::HandOverForm client=client action=action /> }.into_any()
        }
        Question::Leave(client, next) => {
            view! { <contact::ContactForm client=client leaving=next /> }.into_any()
        }
        Question::Attendance => view! { <attendance::AttendanceForm /> }.into_any(),
        Question::EndMeeting => view! { <end_meeting::EndMeetingForm /> }.into_any(),
        Question::Keys => view! { <keys::KeyList /> }.into_any(),
    }
}
