//! No text but the fixed ones leaves the server (`scenarios.md` 0.1).

use shared::alert::letter::{Letter, Text, Urgency};
use shared::route;

use crate::fixture::at;

/// What a text must look like, with `0` for every digit.
fn fixed(text: Text) -> (&'static str, &'static str) {
    let alert = "Teamtavlan: larm 0000";
    match text {
        Text::M1 => (alert, "Brådskande. Kvittera i appen före 00:00."),
        Text::M2 => (alert, "Du är reserv. Läs i appen."),
        Text::M3 => (alert, "Du är nu ansvarig. Kvittera före 00:00."),
        Text::M4 => (alert, "Larmet är överlämnat. Läs i appen."),
        Text::M5 => (alert, "Ingen har kvitterat. Öppna appen."),
        Text::M8 => ("Teamtavlan", "Tavlan är uppdaterad."),
        Text::M9 => (alert, "Mottaget av en kollega."),
    }
}

const TEXTS: [Text; 7] = [
    Text::M1,
    Text::M2,
    Text::M3,
    Text::M4,
    Text::M5,
    Text::M8,
    Text::M9,
];

fn letter(text: Text) -> Letter {
    let alert = (text != Text::M8).then(|| "4127".parse().expect("a number"));
    let deadline = matches!(text, Text::M1 | Text::M3).then(|| at("03-12 19:17:59"));
    Letter {
        alert,
        text,
        deadline,
    }
}

fn zeroed(text: &str) -> String {
    text.chars()
        .map(|one| if one.is_ascii_digit() { '0' } else { one })
        .collect()
}

#[test]
fn every_text_is_exactly_the_one_of_the_specification() {
    let exact = [
        (
            Text::M1,
            "Teamtavlan: larm 4127",
            "Brådskande. Kvittera i appen före 19:17.",
        ),
        (
            Text::M2,
            "Teamtavlan: larm 4127",
            "Du är reserv. Läs i appen.",
        ),
        (
            Text::M3,
            "Teamtavlan: larm 4127",
            "Du är nu ansvarig. Kvittera före 19:17.",
        ),
        (
            Text::M4,
            "Teamtavlan: larm 4127",
            "Larmet är överlämnat. Läs i appen.",
        ),
        (
            Text::M5,
            "Teamtavlan: larm 4127",
            "Ingen har kvitterat. Öppna appen.",
        ),
        (Text::M8, "Teamtavlan", "Tavlan är uppdaterad."),
        (Text::M9, "Teamtavlan: larm 4127", "Mottaget av en kollega."),
    ];
    for (text, title, body) in exact {
        let letter = letter(text);
        assert_eq!(
            (letter.title().as_str(), letter.body().as_str()),
            (title, body)
        );
    }
}

#[test]
fn every_text_is_on_the_white_list() {
    for text in TEXTS {
        let letter = letter(text);
        let (title, body) = fixed(text);
        assert_eq!(
            (zeroed(&letter.title()), zeroed(&letter.body())),
            (title.into(), body.into())
        );
    }
}

#[test]
fn a_letter_has_no_field_that_could_name_anybody() {
    for text in TEXTS {
        let json = serde_json::to_value(letter(text)).expect("JSON");
        let fields: Vec<_> = json
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect();
        assert_eq!(fields, ["alert", "deadline", "text"]);
    }
    // Taken apart without `..`: a new field does not compile without a look at this test.
    let Letter {
        alert: _,
        text: _,
        deadline: _,
    } = letter(Text::M1);
}

#[test]
fn a_repeated_letter_replaces_the_earlier_one_and_its_address_holds_the_number_alone() {
    let tags: Vec<_> = TEXTS.iter().map(|text| letter(*text).tag()).collect();
    assert_eq!(
        tags,
        [
            "larm4127", "larm4127", "larm4127", "larm4127", "larm4127", "tavla", "larm4127"
        ]
    );
    assert_eq!(
        route::alert("4127".parse().expect("a number")),
        "/alerts/4127"
    );
}

#[test]
fn the_receipt_is_silent_and_an_alarm_wakes_the_phone() {
    assert_eq!(letter(Text::M9).urgency(), Urgency::Low);
    for text in [Text::M1, Text::M3, Text::M5] {
        assert_eq!(letter(text).urgency(), Urgency::High);
    }
}
