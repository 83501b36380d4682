//! Typed addresses, used by the server, the pages and the letters.
//!
//! An address never holds personal data: clients are opaque ids, alerts random numbers.

use chrono::{Datelike, NaiveDate};

use crate::alert::AlertNumber;
use crate::id::{ClientId, DeviceId, LetterId};

/// The board.
pub const BOARD: &str = "/";
/// Logging in.
pub const LOG_IN: &str = "/log-in";
/// Logging out.
pub const LOG_OUT: &str = "/log-out";
/// The live connection.
pub const LIVE: &str = "/live";
/// Commands as forms or JSON.
pub const COMMANDS: &str = "/commands";
/// The person's own settings.
pub const SETTINGS: &str = "/settings";
/// The register of letters, for the team leader and the manager.
pub const LETTERS: &str = "/letters";
/// The board meeting.
pub const MEETING: &str = "/meeting";
/// The minutes of the meetings before.
pub const ALL_MINUTES: &str = "/meeting/minutes";
/// The rules of the team.
pub const RULES: &str = "/rules";
/// The load, for the manager and the team leader.
pub const LOAD: &str = "/load";
/// Its figures as a file.
pub const LOAD_CSV: &str = "/load.csv";
/// The rota.
pub const DUTY: &str = "/duty";
/// Opening what one may not see, because life is in danger.
pub const EMERGENCY: &str = "/emergency";
/// Drafts of deviations.
pub const DEVIATIONS: &str = "/deviations";
/// Making a new address for the person's calendar.
pub const CALENDAR_NEW: &str = "/duty/calendar";
/// Switching it off.
pub const CALENDAR_END: &str = "/duty/calendar/end";
/// Every part of the pages in every state; only in a demonstration.
pub const PARTS: &str = "/parts";
/// The person's phones and browsers.
pub const DEVICES: &str = "/devices";

/// What somebody needs on the phone during the day and on call.
pub const MY_DAY: &str = "/my-day";
/// What a phone says of what it carries.
pub const PHONE: &str = "/phone";
/// Saying that a silent phone is lost or emptied.
pub const PHONE_GONE: &str = "/phone/gone";
/// Saying that the digest and the hand-over were read.
pub const MY_DAY_READ: &str = "/my-day/read";
/// Choosing whom to raise.
pub const RAISE: &str = "/my-day/raise";
/// Choosing with whom to log a contact.
pub const CONTACT: &str = "/my-day/contact";

/// The form that raises a client.
#[must_use]
pub fn raise(client: ClientId) -> String {
    format!("/clients/{client}/raise")
}

/// The form that logs a contact with a client.
#[must_use]
pub fn contact(client: ClientId) -> String {
    format!("/clients/{client}/contact")
}

/// What there is to know about a client in a crisis.
#[must_use]
pub fn plan(client: ClientId) -> String {
    format!("/clients/{client}/plan")
}

/// The forms of a visit to a client.
#[must_use]
pub fn visit(client: ClientId) -> String {
    format!("/clients/{client}/visit")
}

/// Choosing a view of the board, which is remembered for the person.
#[must_use]
pub fn choose_view(view: &str) -> String {
    format!("/settings/view/{view}")
}

/// The board in one of its views, whatever is remembered.
#[must_use]
pub fn board_view(view: &str) -> String {
    format!("/?view={view}")
}

/// The board with a client's panel open.
#[must_use]
pub fn client(client: ClientId) -> String {
    format!("/?client={client}")
}

/// A client's own page.
#[must_use]
pub fn client_page(client: ClientId) -> String {
    format!("/clients/{client}")
}

/// The crisis plan alone, on one sheet to print.
#[must_use]
pub fn crisis_plan(client: ClientId) -> String {
    format!("/clients/{client}/crisis-plan")
}

/// The early warning signs alone, on one sheet to print.
#[must_use]
pub fn early_signs(client: ClientId) -> String {
    format!("/clients/{client}/early-signs")
}

/// What is open of a client after an emergency access.
#[must_use]
pub fn emergency(client: ClientId) -> String {
    format!("{EMERGENCY}/{client}")
}

/// The page behind a test letter, on the device that showed it.
#[must_use]
pub fn letter(letter: LetterId, device: DeviceId) -> String {
    format!("/letters/{letter}?device={device}")
}

/// The page of an alert.
#[must_use]
pub fn alert(alert: AlertNumber) -> String {
    format!("/alerts/{alert}")
}

/// What a board meeting left behind; the number is that of the event that ended it.
#[must_use]
pub fn minutes(number: u64) -> String {
    format!("{MEETING}/{number}")
}

/// The minutes of the meetings before the one with this number.
#[must_use]
pub fn minutes_before(number: u64) -> String {
    format!("{ALL_MINUTES}?before={number}")
}

/// The rota in the week of a date: `/duty?week=2026-W12`.
#[must_use]
pub fn duty_week(date: NaiveDate) -> String {
    let week = date.iso_week();
    format!("{DUTY}?week={}-W{:02}", week.year(), week.week())
}

/// The calendar behind a secret. Whoever knows the address sees it.
#[must_use]
pub fn calendar(secret: &str) -> String {
    format!("/calendar/{secret}.ics")
}
