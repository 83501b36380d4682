//! Who meets the client today.

use leptos::prelude::*;
use shared::board::card::{Channel, Flag};
use shared::wording::time::clock;
use shared::{ClientId, Command, StaffId};

use super::Asker;
use super::fields::{Form, How, colleagues, next_half_hour, read_today};
use crate::context::ask_texts;
use crate::i18n::meeting::Meeting as Texts;
use crate::view::meeting::Stop;

/// The form of today's contact.
#[component]
pub fn ContactForm(
    client: ClientId,
    /// Where the meeting goes from here, if it is about to leave the client without anybody.
    #[prop(optional)]
    leaving: Option<Stop>,
) -> impl IntoView {
    let asker: Asker = expect_context();
    let (texts, meeting) = (ask_texts(), Texts::of(asker.language));
    let now = asker.live.now().get_untracked();
    let card = asker
        .live
        .with_board(|board, _| board.cards.get(&client).cloned());
    let based_on = card
        .as_ref()
        .and_then(|card| card.contact_today.as_ref())
        .map(|named| named.seq);
    let named = card.as_ref().and_then(|card| card.contact_on(now).cloned());
    let needs_two = card.is_some_and(|card| card.has_flag(Flag::NeverAlone));
    let who = RwSignal::new(
        named
            .as_ref()
            .map_or_else(Vec::new, |named| named.who.clone()),
    );
    let at = RwSignal::new(clock(
        named
            .as_ref()
            .map_or_else(|| next_half_hour(now), |named| named.at),
    ));
    let how = RwSignal::new(named.map_or(Channel::Home, |named| named.how));
    let save = move || {
        let Some(at) = read_today(&at.read_untracked(), now) else {
            return;
        };
        let (who, how) = (who.get_untracked(), how.get_untracked());
        let named = asker.give(Command::NameContact {
            client,
            who,
            at,
            how,
            based_on,
        });
        if let Some((client, section)) = leaving.filter(|_| named) {
            asker.live.send(Command::MoveTo {
                client,
                section,
                skip: false,
            });
        }
    };
    let go_on = leaving.map(|(client, section)| {
        let skip = move |_| {
            asker.answer(Command::MoveTo {
                client,
                section,
                skip: true,
            });
        };
        view! {
            <p class="consequence">
                <button type="button" on:click=skip>{meeting.leave_anyway}</button>
                " "
                {meeting.leave_hint}
            </p>
        }
    });
    let (title, save_word) = if leaving.is_some() {
        (
            (meeting.leave_title)(&asker.name(client)),
            meeting.leave_save,
        )
    } else {
        (
            (texts.contact_title)(&asker.name(client)),
            texts.contact_save,
        )
    };
    let people = colleagues(asker, client)
        .into_iter()
        .enumerate()
        .map(|(index, one)| {
            let (id, title) = (one.id, format!("{}, {}", one.name, one.title));
            view! {
                <label title=title>
                    <input
                        type="checkbox"
                        autofocus=index == 0
                        prop:checked=move || who.read().contains(&id)
                        on:change=move |_| toggle(who, id)
                    />
                    <span>{one.initials}<small>{one.name}</small></span>
                </label>
            }
        })
        .collect_view();
    view! {
        <Form
            title=title
            submit=Signal::stored(save_word.to_owned())
            on_submit=save
        >
            <fieldset class="people">
                <legend>{texts.contact_who}</legend>
                {needs_two.then(|| view! { <p class="warning">{texts.contact_pair}</p> })}
                <div class="people-grid">{people}</div>
            </fieldset>
            <label class="field short">
                <span>{texts.at}</span>
                <input
                    type="time"
                    required
                    prop:value=move || at.get()
                    on:input=move |event| at.set(event_target_value(&event))
                />
            </label>
            <How value=how />
            {go_on}
        </Form>
    }
}

fn toggle(who: RwSignal<Vec<StaffId>>, id: StaffId) {
    who.update(|who| {
        if let Some(index) = who.iter().position(|one| *one == id) {
            who.remove(index);
        } else {
            who.push(id);
        }
    });
}
