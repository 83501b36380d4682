//! What happened while one was off duty, and what those on duty hand over. One button says that it
//! was read.

use leptos::prelude::*;
use shared::board::event::Recorded;
use shared::digest;
use shared::duty::handover;
use shared::wording::Language;
use shared::wording::time::{day_and_clock, moment};
use shared::wording::{actor, timeline};
use shared::{Board, ClientId, StaffId, Timestamp, route};

use super::desk;
use crate::context::language;
use crate::i18n::day::Day;

/// The digest in one line, for the bar of the board; nothing once it was read.
#[must_use]
pub fn line(language: Language, board: &Board, staff: StaffId, now: Timestamp) -> Option<String> {
    let (away, clients) = digest::changed(board, staff, now)?;
    Some(lead(
        Day::of(language),
        digest::put_on_board(board, &clients, away.since),
        clients.len(),
    ))
}

/// How many of one's own clients there is something to read about.
fn lead(texts: &Day, put_up: usize, news: usize) -> String {
    match (put_up, news) {
        (1, _) => texts.put_up_one.to_owned(),
        (0, 0) => texts.nothing_new.to_owned(),
        (0, 1) => texts.own_one.to_owned(),
        (0, count) => (texts.own_many)(&count.to_string()),
        (count, _) => (texts.put_up_many)(&count.to_string()),
    }
}

/// The digest with the hand-over, until it was read.
#[component]
pub fn News(news: Vec<(ClientId, Vec<Recorded>)>) -> impl IntoView {
    let (desk, language) = (desk(), language());
    let viewer = desk.viewer?;
    let texts = desk.texts;
    let (away, list, put_up) = desk.board.with_value(|board| {
        let away = digest::away(board, viewer, desk.now)?;
        let list = handover::list(board, viewer, desk.now)?;
        let clients: Vec<ClientId> = news.iter().map(|(client, _)| *client).collect();
        let put_up = digest::put_on_board(board, &clients, away.since);
        Some((away, list, put_up))
    })?;
    let title = if away.is_known {
        (texts.since_left)(&day_and_clock(language, away.since, desk.now))
    } else {
        texts.since_long.to_owned()
    };
    let lead = lead(texts, put_up, news.len());
    let own = news
        .into_iter()
        .map(|(client, lines)| {
            let lines = desk.people.with_value(|people| {
                lines
                    .iter()
                    .map(|recorded| {
                        let at = day_and_clock(language, recorded.when(), desk.now);
                        let by = actor(language, recorded.by, people);
                        let line = timeline::line(language, recorded, people, desk.now);
                        view! { <li><span class="quiet-words">{at}" "{by}</span>" "{line}</li> }
                    })
                    .collect_view()
            });
            view! {
                <li>
                    <a href=route::client(client)><b>{desk.name(client)}</b></a>
                    <ul class="plain">{lines}</ul>
                </li>
            }
        })
        .collect_view();
    let from: Vec<String> = desk.people.with_value(|people| {
        let from = list.from.iter();
        from.map(|staff| people.initials(*staff).to_owned())
            .collect()
    });
    let handed = (!from.is_empty() && !list.raised.is_empty()).then(|| {
        let since = moment(language, list.since, desk.now);
        let raised = list
            .raised
            .iter()
            .map(
                |client| view! { <li><a href=route::client(*client)>{desk.name(*client)}</a></li> },
            )
            .collect_view();
        view! {
            <h3>{(texts.hand_over)(&from.join(", "), &since)}</h3>
            <ul class="plain">{raised}</ul>
        }
    });
    Some(view! {
        <section class="my-day-news" aria-labelledby="news">
            <h2 id="news">{title}</h2>
            <p><b>{lead}</b></p>
            <ul class="my-day-own">{own}</ul>
            {handed}
            <form method="post" action=route::MY_DAY_READ>
                <button name="shift" value=away.shift.millis().to_string()>{texts.read}</button>
            </form>
        </section>
    })
}
