//! The frames of Redis' protocol, as far as a proxy must know them: where one ends.

/// The length of the first frame in `bytes`; `None` while it is not whole.
///
/// # Panics
///
/// Panics if the bytes are not of that protocol.
#[must_use]
pub fn length(bytes: &[u8]) -> Option<usize> {
    let line = line(bytes)?;
    let head = line + 2;
    let number = || -> i64 {
        std::str::from_utf8(&bytes[1..line])
            .ok()
            .and_then(|text| text.parse().ok())
            .expect("a length is a number")
    };
    match bytes[0] {
        b'+' | b'-' | b':' | b'_' | b'#' | b',' | b'(' => Some(head),
        b'$' | b'=' | b'!' => match usize::try_from(number()) {
            // The text and the end of its line.
            Ok(length) => (bytes.len() >= head + length + 2).then_some(head + length + 2),
            Err(_) => Some(head),
        },
        b'*' | b'~' | b'>' => elements(bytes, head, number()),
        b'%' => elements(bytes, head, number() * 2),
        other => panic!("no frame begins with {other}"),
    }
}

fn line(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|two| two == b"\r\n")
}

fn elements(bytes: &[u8], head: usize, count: i64) -> Option<usize> {
    let mut end = head;
    for _ in 0..count.max(0) {
        end += length(&bytes[end..])?;
    }
    Some(end)
}

/// The first `most` words of a command.
#[must_use]
pub fn words(frame: &[u8], most: usize) -> Vec<String> {
    let mut words = Vec::new();
    let Some(first) = line(frame) else {
        return words;
    };
    let mut at = first + 2;
    while words.len() < most && at < frame.len() {
        let Some(end) = length(&frame[at..]) else {
            break;
        };
        let text = line(&frame[at..]).map_or(at, |line| at + line + 2);
        words.push(String::from_utf8_lossy(&frame[text..at + end - 2]).into_owned());
        at += end;
    }
    words
}

/// Whether a text stands in a frame.
#[must_use]
pub fn holds(frame: &[u8], text: &str) -> bool {
    text.is_empty()
        || frame
            .windows(text.len())
            .any(|window| window == text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_ends_where_its_last_part_ends() {
        let command = b"*3\r\n$5\r\nFCALL\r\n$12\r\ntavla_a_seen\r\n$1\r\n0\r\n";
        assert_eq!(length(command), Some(command.len()));
        assert_eq!(length(&command[..command.len() - 1]), None);
        assert_eq!(words(command, 2), ["FCALL", "tavla_a_seen"]);
        for whole in ["+OK\r\n", ":12\r\n", "$-1\r\n", "*0\r\n", "*-1\r\n"] {
            assert_eq!(length(whole.as_bytes()), Some(whole.len()), "{whole}");
        }
        assert_eq!(length(b"*2\r\n:1\r\n*1\r\n$2\r\nab\r\n+next\r\n"), Some(20));
        assert_eq!(length(b""), None);
    }
}
