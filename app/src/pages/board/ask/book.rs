//! When the next contact is, and who makes it.

use leptos::prelude::*;
use shared::board::card::Channel;
use shared::{ClientId, Command, Span};

use super::Asker;
use super::fields::{
    DayAndTime, Form, How, Owner, colleagues, next_half_hour, read_local, write_local,
};
use crate::context::ask_texts;

/// The form of a planned contact.
#[component]
pub fn BookForm(client: ClientId) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let now = asker.live.now().get_untracked();
    let colleagues = colleagues(asker, client);
    let who = RwSignal::new(colleagues.first().map(|one| one.id));
    let at = RwSignal::new(write_local(next_half_hour(now) + Span::days(1)));
    let how = RwSignal::new(Channel::Home);
    let save = move || {
        let (Some(who), Some(at)) = (who.get_untracked(), read_local(&at.read_untracked())) else {
            return;
        };
        asker.answer(Command::Book {
            client,
            who,
            at,
            how: how.get_untracked(),
        });
    };
    view! {
        <Form
            title=(texts.book_title)(&asker.name(client))
            submit=Signal::stored(texts.book_save.to_owned())
            on_submit=save
        >
            <DayAndTime label=texts.at value=at />
            <Owner label=texts.book_who colleagues=colleagues value=who />
            <How value=how />
        </Form>
    }
}
