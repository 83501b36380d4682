//! How the signs are: one tap. The last judgement has the focus, so that *unchanged* is one key.

use leptos::prelude::*;
use shared::board::card::Sign;
use shared::wording::time::{ago, day_and_clock};
use shared::wording::{actor, card};
use shared::{ClientId, Command};

use super::Asker;
use crate::context::ask_texts;

/// The form of a judgement of signs.
#[component]
pub fn SignsForm(client: ClientId) -> impl IntoView {
    let asker: Asker = expect_context();
    let (language, texts) = (asker.language, ask_texts());
    let now = asker.live.now().get_untracked();
    let last = asker.live.with_board(|board, people| {
        let latest = *board.cards.get(&client)?.latest_assessment()?;
        Some((latest, actor(language, latest.by, people)))
    });
    let last_sign = last.as_ref().map(|(latest, _)| latest.sign);
    let told = last.map_or_else(
        || texts.signs_never.to_owned(),
        |(latest, by)| {
            let at = day_and_clock(language, latest.at, now);
            let sign = card::sign(language, latest.sign);
            format!(
                "{}: {sign}, {at} {by} ({})",
                texts.signs_last,
                ago(language, latest.at, now)
            )
        },
    );
    let buttons = Sign::ALL
        .iter()
        .map(|sign| {
            let sign = *sign;
            view! {
                <button
                    type="button"
                    class="sign-button"
                    data-sign=sign.word()
                    autofocus=last_sign.unwrap_or(Sign::Green) == sign
                    on:click=move |_| asker.answer(Command::Assess { client, sign })
                >
                    <span class="sign" data-sign=sign.word() aria-hidden="true">
                        {card::sign_shape(sign)}
                    </span>
                    <b>{card::sign(language, sign)}</b>
                    <small>{card::sign_meaning(language, sign)}</small>
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="ask-form">
            <h2 id="ask-title">{(texts.signs_title)(&asker.name(client))}</h2>
            <p class="hint">{told}</p>
            <div class="sign-buttons">{buttons}</div>
        </div>
    }
}
