//! Measures what `docs/measurements.md` records, and writes it there.
//!
//! `cargo run --release -p tests --bin measure` needs a built server beside it and a
//! built site; `make measure` builds both first.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use app::page::Assets;
use shared::alert::Rung;
use shared::{Event, LetterId, Span, Timestamp};
use tests::chaos::ground::{BEGINS, Ground, REPORTER, TEAM};
use tests::person::{Person, client};
use tests::push_service::{Mood, PushService};
use tests::server_process::Place;
use tests::wait::{self, instant};
use tests::{chaos, redis_server};

/// How many clients are raised.
const RAISES: usize = 150;
/// How many colleagues are told at once.
const RECIPIENTS: usize = 50;
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
    rows.extend(deadlines().await);
    rows.extend(recipients().await);
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

/// What a browser downloads for the board, and what it fetches once the board is live.
fn site_sizes() -> Vec<(String, String)> {
    let assets = fs::read_to_string("site/assets.json").expect("`make site` has built the site");
    let assets: Assets = serde_json::from_str(&assets).expect("the names of the site's files");
    let size = |file: &str, ending: &str| {
        fs::metadata(format!("site{file}{ending}"))
            .expect("a file of the site")
            .len()
    };
    let kilobytes = |bytes: u64| format!("{} KB", bytes.div_ceil(1_000));
    let board = |ending| {
        let files = assets.preload.iter().chain([&assets.script]);
        kilobytes(files.map(|file| size(file, ending)).sum())
    };
    vec![
        (
            "JavaScript and WebAssembly of the board, brotli".to_owned(),
            board(".br"),
        ),
        ("the same, gzip".to_owned(), board(".gz")),
        (
            "WebAssembly that follows once the board is live, brotli".to_owned(),
            kilobytes(size(&assets.later, ".br")),
        ),
        (
            "style sheet, brotli".to_owned(),
            kilobytes(size(&assets.style, ".br")),
        ),
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
    let what = "raise to red until the push service on loopback has the letter";
    vec![
        (
            format!("{what}, p50 of {RAISES}"),
            percentile(&mut times, 50),
        ),
        (
            format!("{what}, p99 of {RAISES}"),
            percentile(&mut times, 99),
        ),
        (
            "alert page, before compression".to_owned(),
            format!("{bytes} bytes"),
        ),
    ]
}

/// The time within which so many of a hundred lie.
fn percentile(times: &mut [Duration], share: usize) -> String {
    times.sort_unstable();
    let index = (times.len() * share / 100).min(times.len() - 1);
    format!("{:.1} ms", times[index].as_secs_f64() * 1_000.0)
}

/// From the deadline of a rung until the push service has its letter: many ladders whose
/// second call falls due within seconds, on a clock that runs.
async fn deadlines() -> Vec<(String, String)> {
    let (place, push) = (Place::new(), PushService::open(Mood::Accept).await);
    let server = place.start(&[("TAVLA_PUSH_ALLOW", &push.origin)]).await;
    for user in ["mh", "an", "nb", "re", "ps", "tv", "cf", "lk"] {
        let colleague = Person::log_in(&server.origin, user).await;
        colleague.subscribe(&push.endpoint(user)).await;
    }
    let nurse = Person::log_in(&server.origin, "gs").await;
    let snapshot = nurse.snapshot().await;
    let cards = snapshot.board.cards.values();
    for card in cards.filter(|card| card.placed.is_none()).take(RAISES) {
        nurse.raise_blindly(card.client).await.expect("the raise");
    }
    let socket = place.data().join("redis/redis.sock");
    let log = redis_server::log(&socket, TEAM);
    let is_first = |event: &Event| matches!(event, Event::RungReached { rung: Rung::T0, .. });
    let raised = log.iter().filter(|one| is_first(&one.event));
    let raised: Vec<Timestamp> = raised.map(|one| one.at).collect();
    let raised = &raised[raised.len() - RAISES..];
    settled(&socket).await;
    let before = push.all().len();
    // Two seconds before the first deadline the clock is let go on by itself.
    let to = raised[0] + Span::minutes(2) - Span::seconds(2);
    let millis = to.millis().to_string();
    let answer = nurse.post_form("/demo/clock", &[("at", &millis)]).await;
    assert_eq!(answer.status(), 303, "the clock is moved");
    let ahead: i64 = redis_server::cli(&socket, &["GET", "tavla:clock"])
        .parse()
        .expect("how far the clock is ahead");

    wait::until("the second call of every alert", async || {
        (push.all().len() >= before + RAISES).then_some(())
    })
    .await;
    settled(&socket).await;
    let received = push.all();
    let arrived: BTreeMap<LetterId, Instant> = received
        .iter()
        .map(|letter| (letter.open().letter, letter.at))
        .collect();
    let log = redis_server::log(&socket, TEAM);
    let begins = snapshot.position.seq;
    let mut errors = Vec::new();
    for one in log.iter().filter(|one| one.seq > begins) {
        for id in second_call(&one.event) {
            let begun = log
                .iter()
                .find(|first| is_first(&first.event) && first.event.alert() == one.event.alert());
            let due = begun.expect("a beginning").at + Span::minutes(2);
            let late = real_time_of(arrived[&id]) - (due.millis() - ahead);
            errors.push(Duration::from_millis(
                u64::try_from(late).unwrap_or_default(),
            ));
        }
    }
    server.stop().await;
    let what = "deadline of a rung until the push service has its letter";
    vec![
        (
            format!("{what}, p50 of {}", errors.len()),
            percentile(&mut errors, 50),
        ),
        (
            format!("{what}, p99 of {}", errors.len()),
            percentile(&mut errors, 99),
        ),
    ]
}

/// Waits until no letter is on its way.
async fn settled(socket: &Path) {
    let waiting = format!("{{{TEAM}}}:outbox:due");
    wait::until("the letters that are on their way", async || {
        (redis_server::cli(socket, &["ZCARD", &waiting]) == "0").then_some(())
    })
    .await;
}

/// The letters of an event that calls the first one again.
fn second_call(event: &Event) -> Vec<LetterId> {
    match event {
        Event::RungReached {
            rung: Rung::T2,
            letters,
            ..
        } => letters.iter().map(|letter| letter.id).collect(),
        _ => Vec::new(),
    }
}

/// The real time of an instant, in milliseconds since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "the deadlines are compared with the clock on the wall"
)]
fn real_time_of(instant: Instant) -> i64 {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::SystemTime::UNIX_EPOCH)
        .expect("a time after 1970");
    let then = now.saturating_sub(wait::instant().saturating_duration_since(instant));
    i64::try_from(then.as_millis()).expect("a time in this age")
}

/// The rung on which everyone on duty is told, with fifty of them.
async fn recipients() -> Vec<(String, String)> {
    let ground = Ground::new(1, RECIPIENTS).await;
    let node = ground.node_with_phones().await;
    let nurse = node.person(REPORTER).await;
    for number in 0..RECIPIENTS {
        let user = format!("k{number}");
        let colleague = node.person(&user).await;
        colleague.subscribe(&ground.push.endpoint(&user)).await;
    }
    let client = client(&nurse.snapshot().await, "c0");
    ground.raise(&nurse, client).await;
    node.move_clock(&nurse, BEGINS + Span::seconds(599)).await;
    ground.rest().await;
    let begun = instant();
    node.move_clock(&nurse, BEGINS + Span::minutes(10)).await;
    let mut times = Vec::new();
    for number in 0..RECIPIENTS {
        let letters = ground.push.expect(&format!("k{number}"), 1).await;
        times.push(letters[0].at.saturating_duration_since(begun));
    }
    ground.rest().await;
    chaos::checker::assert_good(&ground.history());
    let what = format!("{RECIPIENTS} recipients at once: deadline until the letter is there");
    vec![
        (format!("{what}, p50"), percentile(&mut times, 50)),
        (format!("{what}, the last"), percentile(&mut times, 100)),
    ]
}
