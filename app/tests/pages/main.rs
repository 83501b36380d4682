//! The pages as the server renders them, from a board that is made by hand.
//!
//! With `PAGES_OUT` set to a folder the pages are written there, to be looked at in a browser.

#![expect(
    clippy::unwrap_used,
    reason = "a broken sample stops the test with its line"
)]

mod client;
mod contrast;
mod sample;

use app::page::{Content, EntryKind, LogIn, OneClick, Page, Problem, Scheme, Settings};
use app::shell::document;
use shared::board::member::Organisation;
use shared::wording::Language;

/// Every page under a name.
fn pages() -> Vec<(&'static str, Page)> {
    let page = sample::page;
    vec![
        ("board", page(sample::board(None), "N.B.")),
        ("board-panel", page(sample::board(Some("D.M.")), "N.B.")),
        ("board-plan", page(sample::board(Some("L.A.")), "N.B.")),
        ("board-advice", page(sample::board(Some("V.B.")), "N.B.")),
        ("board-held", page(sample::board(Some("L.H.")), "R.E.")),
        ("board-ready", page(sample::board(Some("B.T.")), "Q.P.")),
        ("board-empty", page(sample::empty_board(), "N.B.")),
        ("alert", page(sample::alert(None), "R.E.")),
        ("alert-taken", page(sample::alert(Some("T.V.")), "R.E.")),
        ("alert-mine", page(sample::alert(Some("R.E.")), "R.E.")),
        ("alert-uncovered", page(sample::uncovered(), "Q.P.")),
        (
            "alert-without-identity",
            page(sample::alert_without_identity(), "O.D."),
        ),
        ("load", page(sample::load(), "O.D.")),
        ("settings", page(sample::settings(), "N.B.")),
        (
            "settings-empty",
            page(
                Content::Settings(
                    Settings {
                        devices: Vec::new(),
                        ..sample_settings()
                    }
                    .into(),
                ),
                "N.B.",
            ),
        ),
        ("tested", page(sample::tested(), "N.B.")),
        ("meeting", page(sample::meeting(), "A.N.")),
        ("minutes", page(sample::minutes(), "N.B.")),
        ("all-minutes", page(sample::all_minutes(), "N.B.")),
        ("duty", page(sample::duty(), "N.B.")),
        ("duty-planned", page(sample::duty(), "G.S.")),
        ("client", page(client::content(), "N.B.")),
        ("client-crisis-plan", page(client::crisis_plan(), "N.B.")),
        ("client-early-signs", page(client::early_signs(), "N.B.")),
        ("client-consent", page(client::asked("consent"), "N.B.")),
        ("client-note", page(client::asked("note"), "Q.P.")),
        ("deviations", page(client::deviations(), "G.S.")),
        ("my-day", page(sample::my_day(), "R.E.")),
        ("choose", page(sample::choose(""), "R.E.")),
        ("choose-nobody", page(sample::choose("xyz"), "R.E.")),
        ("raise", page(sample::entry(EntryKind::Raise), "R.E.")),
        ("contact", page(sample::entry(EntryKind::Contact), "R.E.")),
        ("plan", page(sample::entry(EntryKind::Plan), "R.E.")),
        ("visit", page(sample::entry(EntryKind::Visit), "R.E.")),
        ("log-in", sample::without_viewer(Content::LogIn(log_in()))),
        ("parts", sample::without_viewer(Content::Parts)),
        (
            "problem",
            page(Content::Problem(Problem::Unavailable), "N.B."),
        ),
    ]
}

fn sample_settings() -> Settings {
    let Content::Settings(settings) = sample::settings() else {
        unreachable!()
    };
    settings.read().expect("settings")
}

fn log_in() -> LogIn {
    LogIn {
        refused: true,
        wait: None,
        next: "/".to_owned(),
        one_click: sample::STAFF
            .iter()
            .take(6)
            .map(|(initials, name, title, ..)| OneClick {
                user: initials.to_lowercase().replace('.', ""),
                name: format!("{initials} {name}"),
                title: (*title).to_owned(),
            })
            .collect(),
    }
}

/// Every look of a page: in both languages, light and dark, and as on a wall.
fn looks(page: &Page) -> Vec<(String, Page)> {
    let mut looks = vec![("sv".to_owned(), page.clone())];
    let mut english = page.clone();
    english.frame.language = Language::En;
    looks.push(("en".to_owned(), english));
    let mut dark = page.clone();
    dark.frame.scheme = Scheme::Dark;
    looks.push(("dark".to_owned(), dark));
    let mut wall = page.clone();
    wall.frame.masked = true;
    looks.push(("wall".to_owned(), wall));
    looks
}

#[test]
fn every_page_renders_and_may_be_written_out() {
    let out = std::env::var_os("PAGES_OUT").map(std::path::PathBuf::from);
    for (name, page) in pages() {
        for (look, page) in looks(&page) {
            let html = document(&page);
            assert!(html.contains("<main"), "{name} {look} has no main part");
            if let Some(out) = &out {
                std::fs::write(out.join(format!("{name}-{look}.html")), html).unwrap();
            }
        }
    }
}

#[test]
fn no_page_needs_an_exception_from_the_content_security_policy() {
    for (name, page) in pages() {
        let html = document(&page);
        let scripts = html.matches("<script").count();
        let harmless = html.matches("<script type=\"application/json\"").count()
            + html.matches("<script type=\"module\" src=\"/").count();
        assert_eq!(scripts, harmless, "{name} has an inline script");
        assert!(!html.contains("<style"), "{name} has an inline style sheet");
        assert!(!html.contains(" style=\""), "{name} has a style attribute");
        assert!(
            !html.contains(" onclick=\""),
            "{name} has an inline handler"
        );
        assert!(!html.contains("://"), "{name} names another place");
    }
}

#[test]
fn pages_that_must_always_work_are_small_and_carry_no_script() {
    for (name, page) in pages() {
        let is_plain = !matches!(
            page.content,
            // The load keeps itself current by a script of its own.
            Content::Board(_) | Content::Load(_) | Content::Settings(_)
        );
        if is_plain {
            let html = document(&page);
            assert!(!html.contains("<script"), "{name} carries a script");
            // These are read at a desk; they need no script, but nobody waits for them at night.
            let is_for_a_desk = matches!(
                page.content,
                Content::Duty(_)
                    | Content::Minutes(_)
                    | Content::Client(_)
                    | Content::Deviations(_)
                    | Content::Parts
            );
            if !is_for_a_desk {
                assert!(html.len() < 20_000, "{name} has {} bytes", html.len());
            }
        }
    }
}

#[test]
fn the_page_of_samples_shows_every_state_of_every_part() {
    let html = document(&sample::without_viewer(Content::Parts));
    let states: &[(&str, &[&str])] = &[
        ("level", &["red", "yellow", "stepdown", "inpatient", "plan"]),
        ("sign", &["gron", "gul", "rod"]),
        (
            "link",
            &["connecting", "live", "behind", "offline", "ended"],
        ),
        ("staffed", &["true", "false"]),
        ("alert", &["urgent", "task", "taken"]),
        (
            "tone",
            &["never", "hindered", "waiting", "proposed", "held"],
        ),
        ("delivery", &["queued", "accepted", "shown", "failed"]),
        ("answer", &["mine", "taken", "over"]),
        ("gate", &["open", "closed", "unknown"]),
        ("band", &["green", "amber", "red", "none"]),
        ("standing", &["within", "full", "over"]),
        ("color-scheme", &["light", "dark"]),
    ];
    for (name, words) in states {
        for word in *words {
            let state = format!("data-{name}=\"{word}\"");
            assert!(html.contains(&state), "{state}");
        }
    }
    for part in [
        "data-sending",
        "data-stale",
        "class=\"none\"",
        "class=\"new\"",
        "class=\"flag legal\"",
        "class=\"fault\"",
        "exercise-mark",
        "demo-mark",
        "panel-loading",
        "empty-title",
        "refusal-happened",
        "meeting-clock",
        "class=\"held\"",
        "class=\"tile\"",
        "shows-focus",
    ] {
        assert!(html.contains(part), "{part}");
    }
}

#[test]
fn data_in_the_page_cannot_end_its_element() {
    let Content::Board(mut content) = sample::board(None) else {
        unreachable!()
    };
    content.search = "</script><script>alert(1)</script>".to_owned();
    let page = sample::page(Content::Board(content), "N.B.");
    let html = document(&page);
    assert!(!html.contains("<script>alert"));
    let data = html
        .split_once("id=\"page\">")
        .unwrap()
        .1
        .split_once("</script>")
        .unwrap()
        .0;
    assert_eq!(serde_json::from_str::<Page>(data).unwrap(), page);
}

#[test]
fn a_wall_tells_nobody_who_or_why() {
    let mut page = sample::page(sample::board(None), "N.B.");
    page.frame.masked = true;
    let html = document(&page);
    let body = html
        .split_once("<script type=\"application/json\"")
        .unwrap()
        .0;
    let body = body.split_once("<body>").unwrap().1;
    for secret in ["Hörs genom väggen", "suicidrisk", "Doris", "kris<", "LPT"] {
        assert!(!body.contains(secret), "the wall shows {secret}");
    }
    assert!(body.contains("D.M."));
}

#[test]
fn a_meeting_on_a_wall_tells_nobody_who_or_why() {
    for content in [sample::meeting(), sample::minutes()] {
        let mut page = sample::page(content, "N.B.");
        page.frame.masked = true;
        let html = document(&page);
        let (_, body) = html.split_once("<body>").unwrap();
        let body = body
            .split("<script type=\"application/json\"")
            .next()
            .unwrap();
        for secret in ["Hörs genom väggen", "suicidrisk", "Doris", "kris<", "LPT"] {
            assert!(!body.contains(secret), "the wall shows {secret}");
        }
        assert!(body.contains("D.M."));
    }
}

#[test]
fn the_minutes_end_with_notes_for_ones_own_record() {
    let html = document(&sample::page(sample::minutes(), "N.B."));
    assert!(html.contains("Du var inte med"));
    assert!(html.contains("Anteckningar för journalen – Region"));
    assert!(html.contains("Förd i journal av A.N."));
    let Content::Minutes(mut content) = sample::minutes() else {
        unreachable!()
    };
    for item in &mut content.minutes.items {
        item.open_to = vec![Organisation::Municipality];
    }
    let html = document(&sample::page(Content::Minutes(content), "N.B."));
    assert!(!html.contains("<textarea"), "no note for the other record");
}

#[test]
fn a_manager_without_right_sees_no_identity() {
    let html = document(&sample::page(sample::alert_without_identity(), "O.D."));
    assert!(!html.contains("D.M.") && !html.contains("Doris"));
}

#[test]
fn a_team_that_is_not_on_duty_says_so_and_gives_numbers() {
    let html = document(&sample::page(sample::uncovered(), "Q.P."));
    assert!(html.contains("Utanför teamets bemannade tid. Ingen i teamet har larmats."));
    for number in ["tel:112", "tel:1177", "tel:0846500412"] {
        assert!(html.contains(number), "{number} can be called");
    }
}

#[test]
fn the_page_of_an_alert_is_in_the_order_in_which_it_is_needed() {
    let html = document(&sample::page(sample::alert(Some("R.E.")), "R.E."));
    let order = [
        "Doris",
        "Du har larmet.",
        "Gör så här först",
        ">Ring<",
        "Säkerhet",
        "Senast",
        "Läkemedel",
        "Personer att ringa",
        ">Logga resultat<",
        "Vilka har larmats",
    ];
    let places: Vec<_> = order
        .iter()
        .map(|words| {
            html.find(words)
                .unwrap_or_else(|| panic!("{words} is there"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn whoever_raised_an_alert_sees_first_who_got_it() {
    let html = document(&sample::page(sample::alert(None), "Q.P."));
    let place = |words: &str| {
        html.find(words)
            .unwrap_or_else(|| panic!("{words} is there"))
    };
    assert!(place("Vilka har larmats") < place("Gör så här först"));
    assert!(place("reserven blir ansvarig") < place("Vilka har larmats"));
    assert!(place("tel:112") < place("Vilka har larmats"));
    for state in ["queued", "accepted", "shown", "failed"] {
        let expected = state != "queued";
        assert_eq!(
            html.contains(&format!("data-delivery=\"{state}\"")),
            expected,
            "{state}"
        );
    }
    assert_eq!(html.matches("Vilka har larmats").count(), 1);
}
