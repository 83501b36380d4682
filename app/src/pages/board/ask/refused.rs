//! What the server refused after the dialog was closed: who was faster, and a way to try again with
//! what was written.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use shared::wording::rejection::{Refusal as Words, explain};
use shared::{Command, Rejection};

use super::Asker;
use crate::context::ask_texts;
use crate::later::later;
use crate::pages::board::desk::{Placing, Question};

/// The last command that the server refused.
#[component]
pub fn Refused() -> impl IntoView {
    let asker: Asker = expect_context();
    let put_away = RwSignal::new(false);
    let refused = asker.live.rejections();
    Effect::new(move |_| {
        refused.track();
        put_away.set(false);
    });
    let words = move || {
        let (command, rejection) = refused.get()?;
        Some((later()?.refused)(command, rejection, put_away))
    };
    view! {
        <div
            class="refusal toast"
            role="alert"
            hidden=move || put_away.get() || refused.read().is_none()
        >
            {words}
        </div>
    }
}

/// What was refused, and the same question again. `put_away` hides it.
pub fn again(command: Command, rejection: Rejection, put_away: RwSignal<bool>) -> AnyView {
    let asker: Asker = expect_context();
    let now = asker.live.now().get_untracked();
    let words = asker
        .live
        .with_board(|_, people| explain(asker.language, &rejection, people, now));
    let again = question(command);
    let open = move |_| {
        put_away.set(true);
        if let Some(question) = again.clone() {
            asker.desk.ask(question);
        }
    };
    told(words, open, move |_| put_away.set(true)).into_any()
}

/// What was refused, with the two ways on.
pub(crate) fn told(
    words: Words,
    open: impl FnMut(MouseEvent) + 'static,
    put_away: impl FnMut(MouseEvent) + 'static,
) -> impl IntoView {
    let texts = ask_texts();
    view! {
        <p class="refusal-happened">{texts.refused}": "{words.happened}</p>
        <p>{words.next}</p>
        <p class="buttons">
            <button type="button" on:click=open>{texts.open_again}</button>
            <button type="button" class="quiet" on:click=put_away>{texts.dismiss}</button>
        </p>
    }
}

/// The question to which a command was the answer.
fn question(command: Command) -> Option<Question> {
    Some(match command {
        Command::Place {
            client,
            level: shared::board::card::Level::Plan,
            ..
        } => Question::TakeOff(client),
        Command::Place {
            client,
            level,
            reason,
            text,
            ..
        } => Question::Place(Placing {
            client: Some(client),
            level,
            reason: Some(reason),
            text,
        }),
        Command::NameContact { client, .. } => Question::Contact(client),
        Command::Assess { client, .. } => Question::Signs(client),
        Command::LogContact { client, .. } => Question::Log(client),
        Command::Book { client, .. } => Question::Book(client),
        Command::Hold { client, .. } => Question::Hold(client),
        Command::OpenAction { client, .. } => Question::Action(client),
        Command::Note { client, fact } => Question::Note(client, Some(fact)),
        Command::ReportCrisis { client, .. } => Question::Crisis(client),
        Command::AskPsychiatrist { client, .. } => Question::Psychiatrist(client),
        Command::Appoint { client, post, .. } => Question::Appoint(client, post),
        Command::SetReview { client, .. } => Question::Review(client),
        Command::HandOverAction { client, action, .. } => Question::HandOver(client, action),
        // These are one tap, or have a screen of their own.
        Command::Visit { .. }
        | Command::CloseAction { .. }
        | Command::RaiseFlag { .. }
        | Command::ClearFlag { .. }
        | Command::LiftHold { .. }
        | Command::CancelBooking { .. }
        | Command::AnswerPsychiatrist { .. }
        | Command::Return { .. }
        | Command::Correct { .. }
        | Command::SetConsent { .. }
        | Command::SetLegal { .. }
        | Command::AccessInEmergency { .. }
        | Command::PassOnDeviation { .. }
        | Command::PauseTeam { .. }
        | Command::ResumeTeam
        | Command::SetPolicy { .. }
        | Command::ShowProposals
        | Command::StartMeeting { .. }
        | Command::Attend { .. }
        | Command::TakeChair
        | Command::MoveTo { .. }
        | Command::CloseMeeting
        | Command::MarkJournaled { .. }
        | Command::Acknowledge { .. }
        | Command::AcknowledgeSeen { .. }
        | Command::Help { .. }
        | Command::Duty { .. } => return None,
    })
}
