//! Rules of the repository that no compiler holds.

use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use shared::protocol::{ClientMessage, CloseCode, ServerMessage};

/// What `docs/protocol.md` describes, in the order in which the hash takes it.
const PROTOCOL: [&str; 3] = [
    "shared/src/protocol.rs",
    "shared/src/board/command.rs",
    "shared/src/rejection.rs",
];

/// The most lines of a file of Rust. Beyond this a file is two things.
const MOST_LINES: usize = 500;

/// Files that are longer, each with its reason.
const LONGER: [(&str, &str); 5] = [
    (
        "app/src/browser.rs",
        "all that touches the browser, one small function after the other",
    ),
    (
        "app/src/live/link.rs",
        "one state machine, which is read as a whole",
    ),
    ("app/src/live/link/tests.rs", "the cases of that machine"),
    ("app/tests/pages/sample.rs", "invented data, written out"),
    (
        "shared/src/board/event.rs",
        "everything that can happen, in one list that is read as a whole",
    ),
];

/// Styles without a component of their name, each with its reason.
const STYLES_ALONE: [(&str, &str); 5] = [
    ("bar", "the bar of every page; each fills it by itself"),
    ("button", "an element of HTML"),
    ("call", "a list of telephone numbers in several pages"),
    ("field", "elements of HTML"),
    ("sheet", "how wide a page is that is read like paper"),
];

/// Where nobody's machine begins. Written in two parts, so that this file does not hold them.
const MACHINE_PATHS: [(&str, &str); 3] = [("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/")];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files that belong to the repository, those that are not committed yet included.
fn files() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(
        listed.status.success(),
        "git lists the files only inside a clone"
    );
    let listed = String::from_utf8(listed.stdout).expect("names are text");
    let exist = listed.lines().filter(|path| root().join(path).is_file());
    exist.map(ToOwned::to_owned).collect()
}

fn rust_files() -> impl Iterator<Item = String> {
    files().into_iter().filter(|path| {
        let folder = path.split('/').next().unwrap_or_default();
        has_extension(path, "rs") && ["shared", "app", "server", "tests"].contains(&folder)
    })
}

fn has_extension(path: &str, wanted: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == wanted)
}

#[test]
fn the_protocols_document_was_read_when_the_protocol_was_changed() {
    let mut hash = Sha256::new();
    for path in PROTOCOL {
        hash.update(read(path));
    }
    let hash = format!("{:x}", hash.finalize());
    assert!(
        read("docs/protocol.md").contains(&format!("<!-- protocol-hash: {hash} -->")),
        "The protocol has changed. Read docs/protocol.md, mend what is no longer true, \
         and put this line at its end: <!-- protocol-hash: {hash} -->"
    );
}

#[test]
fn the_protocols_document_names_every_close_code_and_every_rejection() {
    let document = read("docs/protocol.md");
    for code in CloseCode::ALL {
        let row = format!("| {} | `{}` |", code.code(), code.reason());
        assert!(
            document.contains(&row),
            "the table of close codes lacks the row {row}"
        );
    }
    for line in read("shared/tests/golden/messages.jsonl").lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if let Some(kind) = value["outcome"]["rejection"]["kind"].as_str() {
            let row = format!("| `{kind}` |");
            assert!(
                document.contains(&row),
                "the table of rejections lacks the row {row}"
            );
        }
        if let Some(kind) = value["command"]["kind"].as_str() {
            let example = format!(r#""command":{{"kind":"{kind}""#);
            assert!(
                document.contains(&example),
                "there is no example of the command {kind}"
            );
        }
    }
}

#[test]
fn the_messages_in_the_protocols_document_are_messages() {
    let document = read("docs/protocol.md");
    let examples: Vec<&str> = document
        .lines()
        .filter(|line| line.starts_with(r#"{"type":"#))
        .collect();
    assert!(!examples.is_empty(), "the document has examples");
    for example in examples {
        let is_message = serde_json::from_str::<ClientMessage>(example).is_ok()
            || serde_json::from_str::<ServerMessage>(example).is_ok();
        assert!(is_message, "this example cannot be read: {example}");
    }
}

#[test]
fn modules_are_files_with_their_own_names() {
    let old: Vec<String> = rust_files()
        .filter(|path| path.ends_with("/mod.rs"))
        .collect();
    assert!(
        old.is_empty(),
        "name these after their folder, beside it: {old:?}"
    );
}

#[test]
fn no_file_is_too_long_without_a_reason() {
    let long: Vec<(String, usize)> = rust_files()
        .map(|path| (read(&path).lines().count(), path))
        .filter(|(lines, path)| {
            *lines > MOST_LINES && LONGER.iter().all(|(longer, _)| longer != path)
        })
        .map(|(lines, path)| (path, lines))
        .collect();
    assert!(
        long.is_empty(),
        "divide these, or give a reason in tests/it/tidy.rs: {long:?}"
    );
}

#[test]
fn every_part_has_a_style_of_its_name_and_every_style_its_page() {
    let names = |folder: &str, end: &str| -> Vec<String> {
        let within = |path: String| Some(path.strip_prefix(folder)?.strip_suffix(end)?.to_owned());
        let mut names: Vec<String> = files().into_iter().filter_map(within).collect();
        names.sort();
        names
    };
    let own = |name: &String| STYLES_ALONE.iter().all(|(alone, _)| alone != name);
    let parts = names("app/src/parts/", ".rs");
    let mut styles = names("style/parts/", ".css");
    styles.retain(own);
    assert_eq!(styles, parts, "style/parts against app/src/parts");

    let pages = names("app/src/pages/", ".rs");
    let alone: Vec<String> = names("style/pages/", ".css")
        .into_iter()
        .filter(|style| own(style) && !pages.contains(style))
        .collect();
    assert!(alone.is_empty(), "no page has the name of these: {alone:?}");

    let main = read("style/main.css");
    for style in names("style/", ".css").iter().filter(|one| *one != "main") {
        let import = format!("@import \"{style}.css\";");
        assert!(main.contains(&import), "style/main.css lacks {import}");
    }
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    for path in files() {
        let Ok(text) = std::fs::read_to_string(root().join(&path)) else {
            continue;
        };
        for (start, end) in MACHINE_PATHS {
            let place = format!("{start}{end}");
            assert!(
                !text.contains(&place),
                "{path} names a place on a machine: {place}"
            );
        }
    }
}

#[test]
fn every_document_is_linked_from_the_first_two() {
    let entry = read("README.md") + &read("ARCHITECTURE.md");
    let is_document = |path: &String| {
        path.strip_prefix("docs/")
            .is_some_and(|rest| !rest.contains('/'))
            && has_extension(path, "md")
    };
    for path in files().into_iter().filter(is_document) {
        assert!(
            entry.contains(&format!("({path})")),
            "link {path} from README or ARCHITECTURE"
        );
    }
}
