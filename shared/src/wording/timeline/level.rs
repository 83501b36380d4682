//! The lines about a level that was set or came back, with the names that the team has for them.

use crate::board::card::Level;
use crate::board::event::Event;
use crate::people::People;
use crate::time::Timestamp;
use crate::wording::Language;
use crate::wording::card::{level, level_within, reason};
use crate::wording::time::{date, day_and_clock};

/// What became of the level; nothing for any other event.
pub(super) fn line(language: Language, event: &Event, people: &People, now: Timestamp) -> String {
    let names = &people.levels;
    match event {
        Event::Placed {
            from,
            level: to,
            reason: why,
            text,
            ..
        } => {
            let before = (from != to).then(|| level_within(language, names, *from));
            let (word, why) = (level(language, names, *to), reason(language, *why));
            placed(language, word, before, why, text)
        }
        Event::Returned { level: to, .. } => {
            let word = level_within(language, names, *to);
            match language {
                Language::Sv => format!("Tillbaka till {word} i efterbevakningen"),
                Language::En => format!("Back to {word} in aftercare"),
            }
        }
        Event::Reversed {
            late, level: to, ..
        } => {
            let word = level_within(language, names, *to);
            let late = day_and_clock(language, *late, now);
            match language {
                Language::Sv => format!("Återtagen – sen händelse {late}, åter {word}"),
                Language::En => format!("Taken back – late entry {late}, again {word}"),
            }
        }
        Event::RaisedAgain { review, .. } => {
            let word = level(language, names, Level::Yellow);
            let review = date(language, *review, now);
            match language {
                Language::Sv => {
                    format!("{word} igen: 72-timmarskontakt saknas, omprövas {review}")
                }
                Language::En => format!("{word} again: no contact in 72 hours, review {review}"),
            }
        }
        _ => String::new(),
    }
}

fn placed(language: Language, word: &str, before: Option<String>, why: &str, text: &str) -> String {
    let what = match (before, language) {
        (None, Language::Sv) => format!("{word}, ny text"),
        (None, Language::En) => format!("{word}, new text"),
        (Some(before), Language::Sv) => format!("{word}, förut {before}"),
        (Some(before), Language::En) => format!("{word}, before {before}"),
    };
    if text.is_empty() {
        format!("{what}: {why}")
    } else {
        format!("{what}: {why} – {text}")
    }
}
