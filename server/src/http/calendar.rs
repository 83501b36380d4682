//! `/calendar/{secret}.ics`: a person's shifts for their own calendar (RFC 5545), and making
//! and ending its address. It says the role and the times, and names nobody.

use std::sync::Arc;

use app::page::Feed;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ORIGIN};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike};
use shared::duty::Shift;
use shared::wording::Language;
use shared::wording::card::shift as role;
use shared::{Timestamp, route};

use crate::app_state::AppState;
use crate::chance;
use crate::http::duty::{self, Shown};
use crate::http::extract::{Look, Who};
use crate::http::problem::Refused;
use crate::store::CalendarOwner;

/// How many random bytes an address has: nobody guesses 256 bits.
const SECRET_BYTES: usize = 32;

/// The calendar behind a secret address. Without session: programs that subscribe have none.
///
/// # Errors
///
/// An address that was never made, or does not hold any more, is not found.
pub async fn show(
    State(app): State<Arc<AppState>>,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Result<Response, Refused> {
    let secret = file.strip_suffix(".ics").ok_or(Refused::NotFound)?;
    let owner = app.store.calendar(secret).await?;
    let owner = owner.ok_or(Refused::NotFound)?;
    let team = app.team(&owner.team).ok_or(Refused::NotFound)?;
    let state = team.state().ok_or(Refused::Unavailable)?;
    if !state.board.members.contains_key(&owner.staff) {
        return Err(Refused::NotFound);
    }
    let shifts = state.board.shifts.iter();
    let own = shifts.filter(|shift| shift.who == owner.staff);
    let text = written(own, Look::of(&headers).language, app.clock.now());
    let headers = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, text).into_response())
}

/// Makes a new address and shows it this once; the one before ends.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn make(
    State(app): State<Arc<AppState>>,
    who: Who,
    look: Look,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let secret = URL_SAFE_NO_PAD.encode(chance::bytes::<SECRET_BYTES>());
    app.store
        .save_calendar(&owner(&who), &secret, app.clock.now())
        .await?;
    // Without the setting, the origin of the form: the guard has held it against our own.
    let origin = match &app.config.base_url {
        Some(base) => base.origin.as_str(),
        None => headers
            .get(ORIGIN)
            .and_then(|origin| origin.to_str().ok())
            .unwrap_or_default(),
    };
    let address = format!("{origin}{}", route::calendar(&secret));
    let shown = Shown {
        feed: Some(Feed::New { address }),
        ..Shown::default()
    };
    duty::render(&app, &who, look, shown).await
}

/// Switches the person's address off.
///
/// # Errors
///
/// Says so if the store does not answer.
pub async fn end(State(app): State<Arc<AppState>>, who: Who) -> Result<Redirect, Refused> {
    app.store.end_calendar(&owner(&who)).await?;
    Ok(Redirect::to(route::DUTY))
}

/// What the page says about the person's address.
pub async fn feed(app: &AppState, who: &Who) -> Feed {
    match app.store.calendar_since(&owner(who)).await {
        Ok(Some(since)) => Feed::Active { since },
        Ok(None) => Feed::None,
        // Without the store the rota is still worth showing.
        Err(_) => Feed::Unknown,
    }
}

fn owner(who: &Who) -> CalendarOwner {
    CalendarOwner {
        staff: who.staff,
        team: who.team.clone(),
    }
}

/// The shifts as a calendar. Times are in UTC, so that every program shows them right, also
/// where it does not know when clocks change in Stockholm.
fn written<'a>(
    shifts: impl Iterator<Item = &'a Shift>,
    language: Language,
    now: Timestamp,
) -> String {
    let mut calendar = Calendar::new();
    calendar.name("Teamtavlan");
    for shift in shifts {
        let mut event = Event::new();
        event
            .uid(&format!(
                "{}-{}@teamtavlan",
                shift.from.millis(),
                shift.kind.word()
            ))
            .summary(role(language, shift.kind))
            .timestamp(utc(now))
            .starts(utc(shift.from))
            .ends(utc(shift.to));
        calendar.push(event.done());
    }
    calendar.to_string()
}

fn utc(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.millis()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use shared::StaffId;
    use shared::duty::ShiftKind;

    use super::*;

    #[test]
    fn a_night_of_the_clock_stands_in_utc_and_nobody_is_named() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).expect("a date");
        let who = StaffId::new(Timestamp::default(), &mut fastrand::Rng::with_seed(1));
        let shift = Shift {
            who,
            kind: ShiftKind::Jour,
            from: Timestamp::at_hour(day(28), 17),
            to: Timestamp::at_hour(day(29), 8),
        };
        let text = written([shift].iter(), Language::Sv, Timestamp::at_hour(day(10), 9));
        for line in [
            "BEGIN:VCALENDAR\r\n",
            "DTSTART:20260328T160000Z\r\n",
            "DTEND:20260329T060000Z\r\n",
            "DTSTAMP:20260310T080000Z\r\n",
            "SUMMARY:Jour\r\n",
            "END:VCALENDAR\r\n",
        ] {
            assert!(text.contains(line), "{line} stands in\n{text}");
        }
        assert!(
            !text.contains(&who.to_string()),
            "the calendar names nobody"
        );
    }
}
