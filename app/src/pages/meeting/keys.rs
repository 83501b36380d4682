//! The keyboard of the meeting: a key for each decision.

use leptos::prelude::*;
use shared::ClientId;

use super::seat::Seat;
use crate::browser::{self, Key};
use crate::pages::board::desk::{Desk, Question};
use crate::pages::board::keys::place;

/// Listens to the keyboard, once the page has been taken over.
pub fn listen(desk: Desk, seat: Seat) {
    let live = crate::context::live();
    let question = move |key: &str, client: ClientId| {
        Some(match key {
            "h" => place(live, Some(client)),
            "c" => Question::Contact(client),
            "p" => Question::Psychiatrist(client),
            "a" => Question::Action(client),
            "r" => Question::Review(client),
            "b" => Question::Hold(client),
            "n" => Question::Book(client),
            "s" => Question::Signs(client),
            "t" => Question::Note(client, None),
            _ => return None,
        })
    };
    let pressed = move |key: &Key| {
        if key.with_modifier || key.in_dialog || key.writing {
            return false;
        }
        let is_held = seat
            .meeting()
            .with_untracked(|meeting| meeting.held.is_some());
        match key.name.as_str() {
            "j" => seat.step(1),
            "k" => seat.step(-1),
            "f" | "Escape" => seat.follow(),
            "d" if is_held => desk.ask(Question::Attendance),
            "e" if is_held => desk.ask(Question::EndMeeting),
            "?" => desk.ask(Question::Keys),
            name => {
                let shown = seat.shown().get_untracked();
                let asked = match (shown, name) {
                    (Some((client, _)), name) => question(name, client),
                    (None, "h") => Some(place(live, None)),
                    (None, _) => None,
                };
                let Some(asked) = asked else { return false };
                desk.ask(asked);
            }
        }
        true
    };
    Effect::new(move |_| browser::on_key(move |key| pressed(&key)));
}
