//! Whether the meeting ends. What is missing stands here, each with the way to mend it.

use leptos::prelude::*;
use shared::board::meeting::{Lack, missing};
use shared::wording::meeting as words;
use shared::{ClientId, Command};

use super::Asker;
use super::fields::Form;
use crate::browser;
use crate::context::texts;
use crate::i18n::meeting::Meeting as Texts;
use crate::pages::board::desk::Question;

/// The id of what has the focus first, also when a question comes back to this one.
const FIRST: &str = "end-first";

/// The form that ends a meeting.
#[component]
pub fn EndMeetingForm() -> impl IntoView {
    let asker: Asker = expect_context();
    let (common, texts) = (&texts().common, Texts::of(asker.language));
    let now = asker.now();
    let (lacks, unseen) = asker.live.with_board(|board, people| {
        let initials = |client: &ClientId| {
            let known = people.clients.get(client);
            known.map_or_else(|| "–".to_owned(), |head| head.initials.clone())
        };
        let lacks: Vec<(ClientId, String, Lack)> = missing(board.on_board(), now)
            .into_iter()
            .flat_map(|one| one.lacks.into_iter().map(move |lack| (one.client, lack)))
            .map(|(client, lack)| (client, initials(&client), lack))
            .collect();
        let unseen: Vec<String> = board
            .meeting
            .iter()
            .flat_map(|held| {
                let unseen = held.agenda.iter().filter(|item| {
                    item.section.is_of_the_board() && held.discussed(item.client).is_none()
                });
                unseen.map(|item| initials(&item.client))
            })
            .collect();
        (lacks, unseen)
    });
    Effect::new(move |_| browser::after_paint(|| browser::focus(FIRST)));
    let unseen = (!unseen.is_empty()).then(|| {
        view! { <p class="warning">{texts.end_undiscussed}": "{unseen.join(" · ")}</p> }
    });
    if lacks.is_empty() {
        let end = move || {
            asker.answer(Command::CloseMeeting);
        };
        return view! {
            <Form
                title=texts.end_title.to_owned()
                submit=Signal::stored(texts.end.to_owned())
                on_submit=end
            >
                <p id=FIRST tabindex="-1" class="hint">{texts.end_hint}</p>
                {unseen}
            </Form>
        }
        .into_any();
    }
    let lines = lacks
        .into_iter()
        .enumerate()
        .map(|(index, (client, initials, lack))| {
            let (label, question) = match lack {
                Lack::Contact => (texts.contact, Question::Contact(client)),
                Lack::Psychiatrist => (texts.psychiatrist, Question::Psychiatrist(client)),
                Lack::Review => (texts.review, Question::Review(client)),
            };
            let mend = move |_| asker.desk.ask_then(question.clone(), Question::EndMeeting);
            view! {
                <li>
                    <span>{(texts.of)(&initials, words::lack(asker.language, lack))}</span>
                    " "
                    <button
                        type="button"
                        id=(index == 0).then_some(FIRST)
                        aria-label=(texts.of)(&initials, label)
                        on:click=mend
                    >
                        {label}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="ask-form">
            <h2 id="ask-title">{texts.end_missing}</h2>
            <p class="hint">{texts.end_missing_hint}</p>
            <ul class="plain end-missing">{lines}</ul>
            {unseen}
            <p class="ask-buttons">
                <button type="button" on:click=move |_| asker.desk.close()>{common.cancel}</button>
            </p>
        </div>
    }
    .into_any()
}
