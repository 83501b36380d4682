//! The mark of an exercise: the client is invented, and so is the alert.

use leptos::prelude::*;

use crate::context::texts;

/// The word, where a name would make one think of a person.
#[component]
pub fn ExerciseMark(#[prop(into)] is_exercise: Signal<bool>) -> impl IntoView {
    let word = texts().common.exercise;
    move || {
        is_exercise
            .get()
            .then(|| view! { <b class="exercise-mark">{word}</b> })
    }
}
