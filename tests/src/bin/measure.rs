//! Measures what `docs/measurements.md` records, and writes it there.
//!
//! `cargo run --release -p tests --bin measure` needs a built server beside it and a
//! built site; `make measure` builds both first.

use std::fs;

use tests::person::Person;
use tests::push_service::{Mood, PushService};
use tests::server_process::Place;
use tests::wait::{self, instant};

/// How many clients are raised.
const RAISES: usize = 150;
/// The document, and the marks between which the figures stand.
const DOCUMENT: &str = "docs/measurements.md";
const BEGIN: &str = "<!-- measurements -->";
const END: &str = "<!-- /measurements -->";

#[tokio::main]
async fn main() {
    let build = if cfg!(debug_assertions) {
        "unoptimised"
    } else {
        "optimised"
    };
    let mut rows = vec![(
        "Build of the server and of this program".to_owned(),
        build.to_owned(),
    )];
    rows.extend(site_sizes());
    rows.extend(raises().await);
    let table = rows.iter().fold(
        "| What | Figure |\n|---|---|\n".to_owned(),
        |table, (what, figure)| format!("{table}| {what} | {figure} |\n"),
    );
    let text = fs::read_to_string(DOCUMENT).expect("run it in the project's folder");
    let (before, rest) = text.split_once(BEGIN).expect("the document has its marks");
    let (_, after) = rest.split_once(END).expect("the document has its marks");
    fs::write(DOCUMENT, format!("{before}{BEGIN}\n{table}{END}{after}"))
        .expect("the document can be written");
}

/// What a browser downloads for the board.
fn site_sizes() -> Vec<(String, String)> {
    let size = |ending: &str| -> u64 {
        fs::read_dir("site/pkg")
            .expect("`make site` has built the site")
            .filter_map(Result::ok)
            .filter(|file| file.file_name().to_string_lossy().ends_with(ending))
            .filter_map(|file| file.metadata().ok())
            .map(|file| file.len())
            .sum()
    };
    let kilobytes = |bytes: u64| format!("{} KB", bytes.div_ceil(1_000));
    vec![
        (
            "JavaScript and WebAssembly of the board, brotli".to_owned(),
            kilobytes(size(".js.br") + size(".wasm.br")),
        ),
        (
            "the same, gzip".to_owned(),
            kilobytes(size(".js.gz") + size(".wasm.gz")),
        ),
        ("style sheet, brotli".to_owned(), kilobytes(size(".css.br"))),
    ]
}

/// From a raise to red until the push service has the first letter, every write synced.
async fn raises() -> Vec<(String, String)> {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let server = place.start(&[("TAVLA_PUSH_ALLOW", &push.origin)]).await;
    for user in ["mh", "an", "nb", "re", "ps", "tv", "cf", "lk"] {
        let colleague = Person::log_in(&server.origin, user).await;
        colleague.subscribe(&push.endpoint(user)).await;
    }
    let nurse = Person::log_in(&server.origin, "gs").await;
    let snapshot = nurse.snapshot().await;
    let waiting = snapshot
        .board
        .cards
        .values()
        .filter(|card| card.placed.is_none());
    let mut times = Vec::new();
    for card in waiting.take(RAISES) {
        let before = push.all().len();
        let begun = instant();
        nurse.raise_blindly(card.client).await.expect("the raise");
        let letter = wait::until("the letter", async || push.all().into_iter().nth(before)).await;
        times.push(letter.at.saturating_duration_since(begun));
    }
    let letter = push.all().pop().expect("letters were sent");
    let number = letter
        .topic()
        .and_then(|topic| topic.strip_prefix("larm"))
        .expect("an alert");
    let page = nurse.get(&format!("/alerts/{number}")).await;
    assert_eq!(page.status(), 200, "the page of alert {number} is shown");
    let bytes = page.bytes().await.expect("the page").len();
    server.stop().await;
    times.sort_unstable();
    let percentile = |share: usize| {
        let index = (times.len() * share / 100).min(times.len() - 1);
        format!("{:.1} ms", times[index].as_secs_f64() * 1_000.0)
    };
    let what = "raise to red until the push service on loopback has the letter";
    vec![
        (format!("{what}, p50 of {}", times.len()), percentile(50)),
        (format!("{what}, p99 of {}", times.len()), percentile(99)),
        (
            "alert page, before compression".to_owned(),
            format!("{bytes} bytes"),
        ),
    ]
}
