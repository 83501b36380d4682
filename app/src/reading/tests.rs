use std::collections::BTreeMap;

use serde::Deserialize;
use shared::board::event::Recorded;
use shared::protocol::{ServerMessage, Snapshot};

use super::{Unreadable, read};

/// Enums as the browser declares them: without the tag that stands in the text.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shape {
    Point,
    Circle { radius: u32 },
    Named(Label),
    Pair(i64, String),
    Held { kind: String },
}

#[derive(Debug, PartialEq, Deserialize)]
struct Label {
    text: String,
    #[serde(default)]
    size: Option<f64>,
}

#[test]
fn a_variant_is_found_by_its_tag_beside_the_fields() {
    assert_eq!(
        read(r#"{"radius":3,"kind":"circle"}"#),
        Ok(Shape::Circle { radius: 3 })
    );
    assert_eq!(read(r#"{"type":"point"}"#), Ok(Shape::Point));
    assert_eq!(
        read(r#"{"kind":"named","text":"hem","size":1.5}"#),
        Ok(Shape::Named(Label {
            text: "hem".to_owned(),
            size: Some(1.5)
        }))
    );
}

#[test]
fn a_variant_without_a_tag_is_a_name_or_a_name_with_its_content() {
    assert_eq!(read(r#""point""#), Ok(Shape::Point));
    assert_eq!(
        read(r#"{"pair":[-1,"x"]}"#),
        Ok(Shape::Pair(-1, "x".to_owned()))
    );
    // Here `kind` is a field of what is held, not the tag.
    assert_eq!(
        read(r#"{"held":{"kind":"note"}}"#),
        Ok(Shape::Held {
            kind: "note".to_owned()
        })
    );
}

#[test]
fn what_does_not_fit_is_unreadable() {
    for text in [
        "",
        "{",
        "7",
        "null",
        r#"{"kind":"square"}"#,
        r#"{"kind":"circle"}"#,
        r#"{"kind":"circle","radius":-1}"#,
        r#"{"kind":"circle","radius":4294967296}"#,
        r#"{"kind":"circle","radius":"3"}"#,
        "{}",
    ] {
        assert_eq!(read::<Shape>(text), Err(Unreadable), "{text}");
    }
}

#[test]
fn maps_keep_their_keys_and_unknown_fields_are_passed_over() {
    let read = read::<BTreeMap<String, Label>>(r#"{"a":{"text":"x","more":[{}]},"b":{"text":""}}"#);
    assert_eq!(read.expect("a map").keys().collect::<Vec<_>>(), ["a", "b"]);
}

/// Everything that was ever shipped is read as serde reads it.
#[test]
fn events_and_messages_are_read_as_serde_reads_them() {
    let events = include_str!("../../../shared/tests/golden/events.jsonl");
    for line in events.lines() {
        let expected: Recorded = serde_json::from_str(line).expect("a golden event");
        assert_eq!(read(line), Ok(expected), "{line}");
    }
    let messages = include_str!("../../../shared/tests/golden/messages.jsonl");
    let from_server = messages
        .lines()
        .filter_map(|line| Some((line, serde_json::from_str::<ServerMessage>(line).ok()?)));
    let mut count = 0;
    for (line, expected) in from_server {
        assert_eq!(read(line), Ok(expected), "{line}");
        count += 1;
    }
    assert!(count > 10, "the file holds what the server says: {count}");
}

/// A whole board, which no enum with a tag stands around. Those of an earlier protocol are not read.
#[test]
fn a_board_is_read_as_serde_reads_it() {
    let messages = include_str!("../../../shared/tests/golden/messages.jsonl");
    let board = messages
        .lines()
        .rfind(|line| line.starts_with(r#"{"type":"snapshot""#))
        .expect("the file holds a board");
    let expected: Snapshot = serde_json::from_str(board).expect("a golden board");
    assert_eq!(read(board), Ok(expected));
}
