//! No text but the fixed ones leaves the server (`scenarios.md` 0.1).

use shared::alert::Class;
use shared::alert::letter::{Carrier, Letter, Text, Urgency};
use shared::route;

use crate::fixture::at;

/// What a text must look like, with `0` for every digit.
fn fixed(text: Text, class: Class) -> (&'static str, &'static str) {
    let task = "Teamtavlan: uppgift 0000";
    let alert = match class {
        Class::P1 => "Teamtavlan: larm 0000",
        Class::P2 => task,
    };
    match text {
        Text::M1 => (alert, "Brådskande. Kvittera i appen före 00:00."),
        Text::M2 => (alert, "Du är reserv. Läs i appen."),
        Text::M3 => (alert, "Du är nu ansvarig. Kvittera före 00:00."),
        Text::M4 => (alert, "Larmet är överlämnat. Läs i appen."),
        Text::M5 => (alert, "Ingen har kvitterat. Öppna appen."),
        Text::M6 => (task, "Läs före 00:00."),
        Text::M7 => ("Teamtavlan", "0 förslag att granska före 00:00."),
        Text::M8 => ("Teamtavlan", "Tavlan är uppdaterad."),
        Text::M9 => (alert, "Mottaget av en kollega."),
        Text::M10 => (task, "Du är nu ansvarig. Läs före 00:00."),
    }
}

/// Every text with the classes of the alerts that it is written for.
const TEXTS: [(Text, Class); 13] = [
    (Text::M1, Class::P1),
    (Text::M2, Class::P1),
    (Text::M2, Class::P2),
    (Text::M3, Class::P1),
    (Text::M4, Class::P1),
    (Text::M5, Class::P1),
    (Text::M5, Class::P2),
    (Text::M6, Class::P2),
    (Text::M7, Class::P1),
    (Text::M8, Class::P1),
    (Text::M9, Class::P1),
    (Text::M9, Class::P2),
    (Text::M10, Class::P2),
];

fn letter((text, class): (Text, Class)) -> Letter {
    let is_quiet = matches!(text, Text::M7 | Text::M8);
    let has_deadline = matches!(text, Text::M1 | Text::M3 | Text::M6 | Text::M7 | Text::M10);
    Letter {
        alert: (!is_quiet).then(|| "4127".parse().expect("a number")),
        class,
        text,
        deadline: has_deadline.then(|| at("03-12 19:17:59")),
        count: (text == Text::M7).then_some(3),
        all_ways: false,
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
        "Teamtavlan: larm 4127 | Brådskande. Kvittera i appen före 19:17.",
        "Teamtavlan: larm 4127 | Du är reserv. Läs i appen.",
        "Teamtavlan: uppgift 4127 | Du är reserv. Läs i appen.",
        "Teamtavlan: larm 4127 | Du är nu ansvarig. Kvittera före 19:17.",
        "Teamtavlan: larm 4127 | Larmet är överlämnat. Läs i appen.",
        "Teamtavlan: larm 4127 | Ingen har kvitterat. Öppna appen.",
        "Teamtavlan: uppgift 4127 | Ingen har kvitterat. Öppna appen.",
        "Teamtavlan: uppgift 4127 | Läs före 19:17.",
        "Teamtavlan | 3 förslag att granska före 19:17.",
        "Teamtavlan | Tavlan är uppdaterad.",
        "Teamtavlan: larm 4127 | Mottaget av en kollega.",
        "Teamtavlan: uppgift 4127 | Mottaget av en kollega.",
        "Teamtavlan: uppgift 4127 | Du är nu ansvarig. Läs före 19:17.",
    ];
    let written = TEXTS.map(|text| {
        let letter = letter(text);
        format!("{} | {}", letter.title(), letter.body())
    });
    assert_eq!(written, exact);
}

#[test]
fn every_text_is_on_the_white_list() {
    for text in TEXTS {
        let letter = letter(text);
        let (title, body) = fixed(text.0, text.1);
        assert_eq!(
            (zeroed(&letter.title()), zeroed(&letter.body())),
            (title.into(), body.into())
        );
    }
}

#[test]
fn a_letter_has_no_field_that_could_name_anybody() {
    let known = ["alert", "all_ways", "class", "count", "deadline", "text"];
    for text in TEXTS {
        let json = serde_json::to_value(letter(text)).expect("JSON");
        let mut fields = json.as_object().expect("an object").keys();
        assert!(fields.all(|field| known.contains(&field.as_str())));
    }
    // Taken apart without `..`: a new field does not compile without a look at this test.
    let Letter {
        alert: _,
        class: _,
        text: _,
        deadline: _,
        count: _,
        all_ways: _,
    } = letter(TEXTS[0]);
}

#[test]
fn a_letter_stored_before_there_were_two_classes_reads_the_same() {
    let stored = r#"{"alert":"4127","text":"M1","deadline":1773339420000}"#;
    let letter: Letter = serde_json::from_str(stored).expect("a letter");
    assert_eq!((letter.class, letter.count), (Class::P1, None));
    assert_eq!(serde_json::to_string(&letter).expect("JSON"), stored);
}

#[test]
fn a_repeated_letter_replaces_the_earlier_one_and_its_address_holds_the_number_alone() {
    for text in TEXTS {
        let tag = match text.0 {
            Text::M7 => "forslag",
            Text::M8 => "tavla",
            _ => "larm4127",
        };
        assert_eq!(letter(text).tag(), tag);
    }
    assert_eq!(
        route::alert("4127".parse().expect("a number")),
        "/alerts/4127"
    );
}

#[test]
fn the_receipt_is_silent_and_an_alarm_wakes_the_phone() {
    let urgency = |text, class| letter((text, class)).urgency();
    assert_eq!(urgency(Text::M9, Class::P1), Urgency::Low);
    for text in [Text::M1, Text::M3, Text::M5] {
        assert_eq!(urgency(text, Class::P1), Urgency::High);
    }
    assert_eq!(urgency(Text::M7, Class::P1), Urgency::Normal);
}

#[test]
fn what_a_text_message_and_a_call_say_is_exactly_that_of_the_specification() {
    let alarm = letter((Text::M3, Class::P1));
    assert_eq!(
        alarm.sms().as_deref(),
        Some("Teamtavlan: larm 4127 väntar. Öppna appen.")
    );
    assert_eq!(
        alarm.voice().as_deref(),
        Some("Teamtavlan. Larm 4 1 2 7 väntar. Tryck din jourkod för att ta emot.")
    );
    let quiet = letter((Text::M8, Class::P1));
    assert_eq!((quiet.sms(), quiet.voice()), (None, None));
}

#[test]
fn only_what_nobody_has_answered_in_time_is_also_called() {
    use Carrier::{Mail, Push, Sms, Voice};
    for text in TEXTS {
        let called = matches!(text, (Text::M3, _) | (Text::M5, Class::P1));
        let mut letter = letter(text);
        let (usual, all): (&[Carrier], &[Carrier]) = if called {
            (&[Push, Sms, Voice], &[Push, Sms, Voice, Mail])
        } else {
            (&[Push], &[Push])
        };
        assert_eq!(letter.carriers(), usual, "{text:?}");
        letter.all_ways = true;
        assert_eq!(letter.carriers(), all, "{text:?}");
    }
}
