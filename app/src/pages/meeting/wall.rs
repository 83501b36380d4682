//! The meeting on a wall that strangers may see: initials, level, and who goes. Nothing that
//! tells who or why.

use leptos::prelude::*;

use super::agenda::section_word;
use super::seat::seat;
use crate::context::language;
use crate::i18n::meeting::Meeting as Texts;
use crate::pages::board::row;
use crate::parts::level_mark::LevelMark;
use crate::view::row::Today;

/// The client whom the meeting looks at, as large as the wall allows.
#[component]
pub fn Wall() -> impl IntoView {
    let (seat, language) = (seat(), language());
    let texts = Texts::of(language);
    let line = Memo::new(move |_| {
        seat.meeting().with(|meeting| {
            let pointer = meeting.pointer?;
            meeting
                .agenda
                .iter()
                .find(|line| line.stop == pointer)
                .cloned()
        })
    });
    move || {
        let Some(line) = line.get() else {
            return view! { <p class="empty-title">{texts.none}</p> }.into_any();
        };
        let named = line.today.map(|today| {
            let is_nobody = today == Today::Nobody;
            view! {
                <p>{line.day}</p>
                <p class="meeting-wall-today" data-nobody=is_nobody.then_some("")>
                    {row::today(today)}
                </p>
            }
        });
        view! {
            <div class="meeting-wall-who" data-level=line.level.word()>
                <p>{section_word(line.stop.1)}</p>
                <p class="meeting-wall-initials">{line.initials}</p>
                <LevelMark level=line.level />
                {named}
            </div>
        }
        .into_any()
    }
}
