//! Who is at the meeting, in the room or from somewhere else. Each choice is told at once.

use leptos::prelude::*;
use shared::{Command, StaffId};

use super::Asker;
use crate::context::texts;
use crate::i18n::meeting::Meeting as Texts;

/// A colleague, and whether they are there and from somewhere else.
type Seat = (StaffId, String, Option<bool>);

/// The list of colleagues with the choice for each.
#[component]
pub fn AttendanceForm() -> impl IntoView {
    let asker: Asker = expect_context();
    let (common, texts) = (&texts().common, Texts::of(asker.language));
    let people = asker.live.with_board(|board, people| {
        let meeting = board.meeting.as_ref()?;
        let cares = |staff: &StaffId| {
            board
                .members
                .get(staff)
                .is_some_and(|one| one.function.cares())
        };
        let mut seats: Vec<Seat> = people
            .staff
            .iter()
            .filter(|(staff, _)| cares(staff))
            .map(|(staff, card)| {
                let there = meeting.present.contains(staff);
                let remote = there.then(|| meeting.remote.contains(staff));
                (*staff, format!("{} {}", card.initials, card.name), remote)
            })
            .collect();
        seats.sort_by(|one, other| one.1.cmp(&other.1));
        Some((seats, meeting.chair))
    });
    let Some((seats, chair)) = people else {
        return ().into_any();
    };
    let leads = asker.viewer() == Some(chair);
    let rows = seats
        .into_iter()
        .map(|(staff, name, remote)| {
            let choice = move |label: &'static str, there: Option<bool>| {
                let attend = move |_| {
                    asker.live.send(Command::Attend {
                        staff,
                        present: there.is_some(),
                        remote: there == Some(true),
                    });
                };
                view! {
                    <label>
                        <input
                            type="radio"
                            name=staff.to_string()
                            checked=remote == there
                            on:change=attend
                        />
                        <span>{label}</span>
                    </label>
                }
            };
            view! {
                <fieldset class="segments seat">
                    <legend>{name}</legend>
                    <div class="segment-row">
                        {choice(texts.in_room, Some(false))}
                        {choice(texts.remote, Some(true))}
                        {choice(texts.away, None)}
                    </div>
                </fieldset>
            }
        })
        .collect_view();
    let take = (!leads).then(|| {
        let take = move |_| {
            asker.answer(Command::TakeChair);
        };
        view! { <button type="button" on:click=take>{texts.take_chair}</button> }
    });
    view! {
        <div class="ask-form">
            <h2 id="ask-title">{texts.attendance}</h2>
            <p class="hint">{texts.attendance_hint}</p>
            <div class="seats">{rows}</div>
            <p class="ask-buttons">
                {take}
                <button type="button" class="primary" on:click=move |_| asker.desk.close()>
                    {common.close}
                </button>
            </p>
        </div>
    }
    .into_any()
}
