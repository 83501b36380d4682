//! The addresses of the server, all on one screen.

pub mod alert;
pub mod assets;
pub mod board;
pub mod calendar;
pub mod client;
pub mod command;
pub mod demo;
pub mod deviations;
pub mod devices;
pub mod duty;
pub mod emergency;
pub mod entry;
pub mod extract;
pub mod guard;
pub mod health;
pub mod letters;
pub mod load;
pub mod log_in;
pub mod look;
pub mod meeting;
pub mod metrics;
pub mod my_day;
pub mod page;
pub mod parts;
pub mod phone;
pub mod problem;
pub mod register;
pub mod reports;
pub mod rules;
pub mod settings;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;

use crate::app_state::AppState;
use crate::live;

/// The largest form or JSON that is read, in bytes.
const LARGEST_BODY: usize = 16 * 1024;

/// Every address, with what guards it.
pub fn router(app: Arc<AppState>) -> Router {
    let mut pages = Router::new()
        .route("/", get(board::show))
        .route("/log-in", get(log_in::show).post(log_in::log_in))
        .route("/log-out", post(log_in::log_out))
        .route("/alerts/{number}", get(alert::show).post(alert::answer))
        .route("/alerts/{number}/result", post(alert::result))
        .route("/clients/{client}", get(client::show).post(client::ask))
        .route("/clients/{client}/crisis-plan", get(client::crisis_plan))
        .route("/clients/{client}/early-signs", get(client::early_signs))
        .route(
            "/deviations",
            get(deviations::show).post(deviations::pass_on),
        )
        .route("/emergency", get(emergency::show).post(emergency::ask))
        .route("/emergency/{client}", get(emergency::open))
        .route(
            "/clients/{client}/raise",
            get(entry::raise).post(entry::raised),
        )
        .route(
            "/clients/{client}/contact",
            get(entry::contact).post(entry::contacted),
        )
        .route("/clients/{client}/plan", get(entry::plan))
        .route(
            "/clients/{client}/visit",
            get(entry::visit).post(entry::visited),
        )
        .route("/my-day", get(my_day::show))
        .route("/my-day/read", post(my_day::read))
        .route("/my-day/raise", get(my_day::raise))
        .route("/my-day/contact", get(my_day::contact))
        .route(shared::route::PHONE, post(phone::say))
        .route(shared::route::PHONE_GONE, post(phone::give_up))
        .route("/commands", post(command::handler))
        .route("/meeting", get(meeting::show))
        .route("/meeting/minutes", get(meeting::all))
        .route(
            "/meeting/{number}",
            get(meeting::minutes).post(meeting::tick),
        )
        .route("/letters", get(register::show))
        .route("/rules", get(rules::show).post(rules::change))
        .route("/load", get(load::show))
        .route("/load.csv", get(load::file))
        .route("/duty", get(duty::show).post(duty::ask))
        .route("/duty/calendar", post(calendar::make))
        .route("/duty/calendar/end", post(calendar::end))
        .route("/calendar/{file}", get(calendar::show))
        .route("/settings", get(settings::show))
        .route("/settings/look", post(look::save))
        .route("/settings/view/{view}", post(board::choose))
        .route("/devices", post(devices::subscribe))
        .route("/devices/test", post(devices::test))
        .route("/devices/{device}/remove", post(devices::remove))
        .route("/devices/key", get(devices::key))
        .route("/devices/owner", post(devices::owner))
        .route("/letters/{letter}", get(letters::show))
        .route("/letters/{letter}/shown", post(letters::shown))
        .route("/letters/{letter}/tapped", post(letters::tapped))
        .route("/letters/{letter}/take", post(letters::take));
    if app.config.demo {
        pages = pages
            .route("/demo/log-in", post(demo::log_in))
            .route("/demo/clock", post(demo::clock))
            .route("/parts", get(parts::show));
    }
    pages
        .fallback(problem::not_found)
        .layer(CompressionLayer::new())
        .route("/live", get(live::handler))
        .layer(from_fn_with_state(Arc::clone(&app), guard::same_origin))
        .layer(from_fn_with_state(Arc::clone(&app), problem::pages))
        // A gateway has no origin; its secret is proof enough.
        .route("/gateway/reports/{way}", post(reports::report))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/health/heartbeat", get(health::heartbeat))
        .route("/metrics", get(metrics::show))
        .route("/health/letters", get(health::letters))
        .merge(assets::router(&app.config.site))
        .layer(from_fn(guard::headers))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(app)
}
