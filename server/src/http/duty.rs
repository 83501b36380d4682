//! `/duty`: the rota as a page, and wishes about it as plain forms.

pub mod form;

use std::sync::Arc;

use app::page::{Content, DutyContent, Feed, Page};
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;
use shared::access::{self, ViewClass};
use shared::board::event::Actor;
use shared::duty::deputy;
use shared::time::{days_after, weekday};
use shared::{Board, Command, CommandId, Rejection, Timestamp, route};

use crate::app_state::AppState;
use crate::chance;
use crate::clock::real_time;
use crate::http::calendar;
use crate::http::extract::{Look, Who};
use crate::http::page;
use crate::http::problem::Refused;
use form::Wish;

/// What the address may say besides the page itself.
#[derive(Deserialize)]
pub struct Address {
    /// The week: `2026-W12`.
    #[serde(default)]
    week: String,
}

/// What a page shows besides the rota as it is.
#[derive(Default)]
pub struct Shown {
    /// The Monday of the week; this week if absent.
    pub week: Option<NaiveDate>,
    /// Why the last wish was refused.
    pub rejection: Option<Rejection>,
    /// What to say about the calendar; what the store says if absent.
    pub feed: Option<Feed>,
}

/// Shows the rota.
///
/// # Errors
///
/// Refuses people who are not logged in, and says so while nothing can be read.
pub async fn show(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Query(address): Query<Address>,
) -> Result<Response, Refused> {
    let shown = Shown {
        week: monday(&address.week),
        ..Shown::default()
    };
    render(&app, &who, look, shown).await
}

/// Carries out a wish about the rota.
///
/// # Errors
///
/// A form that cannot be read is a bad request; what the rules refuse is said on the page.
pub async fn ask(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    Form(wish): Form<Wish>,
) -> Result<Response, Refused> {
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    let ask = wish.read(&state.board).ok_or(Refused::BadRequest)?;
    let id = CommandId::new(real_time(), &mut chance::rng());
    let (actor, command) = (Actor::Staff(who.staff), Command::Duty { ask });
    let week = monday(&wish.week);
    match team.command(actor, id, None, &command).await {
        Ok(_) => {
            let back = week.map_or(route::DUTY.to_owned(), route::duty_week);
            Ok(Redirect::to(&back).into_response())
        }
        Err(refusal) => {
            refusal.log(&team.id);
            let shown = Shown {
                week,
                rejection: Some(refusal.rejection()),
                feed: None,
            };
            render(&app, &who, look, shown).await
        }
    }
}

/// The page.
///
/// # Errors
///
/// Says so while nothing can be read.
pub async fn render(
    app: &AppState,
    who: &Who,
    look: Look,
    shown: Shown,
) -> Result<Response, Refused> {
    let team = app.team(&who.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    let frame = page::frame(app, look, Some(who));
    let feed = match shown.feed {
        Some(feed) => feed,
        None => calendar::feed(app, who).await,
    };
    let today = frame.now.local().date();
    let this_week = today
        .checked_sub_days(chrono::Days::new(weekday(today) as u64))
        .unwrap_or(today);
    let content = DutyContent {
        board: access::view(&state.board, who.class),
        people: access::names(&state.board, &state.people, who.class),
        week: shown.week.unwrap_or(this_week),
        without_deputy: match who.class {
            ViewClass::Load => Some(without_deputy(&state.board, frame.now)),
            ViewClass::Care { .. } => None,
        },
        feed,
        rejection: shown.rejection,
    };
    Ok(page::respond(&Page {
        frame,
        content: Content::Duty(Box::new(content)),
    }))
}

/// How many clients nobody stands in for: a number that names nobody.
fn without_deputy(board: &Board, now: Timestamp) -> u32 {
    let clients = board.cards.keys();
    let without = clients.filter(|client| deputy(board, **client, now).is_none());
    u32::try_from(without.count()).unwrap_or(u32::MAX)
}

/// The Monday of a week as an address names it: `2026-W12`. Weeks far away are not shown.
fn monday(week: &str) -> Option<NaiveDate> {
    let (year, number) = week.split_once("-W")?;
    let (year, number) = (year.parse().ok()?, number.parse().ok()?);
    let monday = NaiveDate::from_isoywd_opt(year, number, Weekday::Mon)?;
    let is_shown = (2000..2200).contains(&monday.year());
    (is_shown && days_after(monday, 7) > monday).then_some(monday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_of_the_address_is_a_monday() {
        let monday_of = |text| monday(text).map(|date| date.to_string());
        assert_eq!(monday_of("2026-W12").as_deref(), Some("2026-03-16"));
        assert_eq!(monday_of("2026-W53").as_deref(), Some("2026-12-28"));
        for wrong in ["", "2026-W54", "2026-12", "999999-W01", "x-W1", "2026-W00"] {
            assert_eq!(monday(wrong), None, "{wrong}");
        }
    }
}
