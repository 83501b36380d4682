//! Every scenario of the repository, in the pure domain and on a real server; and one
//! that is wrong on purpose.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use tests::scenario::file::{Played, Where, play};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

/// The files of a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of scenarios")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "scenario"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "there are scenarios");
    files
}

/// Plays every file, as many at a time as there are cores.
#[track_caller]
fn all_hold(place: Where) {
    let files = files(&folder());
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = files.len().div_ceil(cores);
    let wrong: Vec<String> = thread::scope(|scope| {
        let parts: Vec<_> = files
            .chunks(share)
            .map(|part| {
                scope.spawn(move || {
                    part.iter()
                        .map(|path| play(path, place))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        let played = parts
            .into_iter()
            .flat_map(|part| part.join().expect("played"));
        played
            .filter(|played| !played.holds)
            .map(|played| played.text)
            .collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_scenario_holds_in_the_pure_domain() {
    all_hold(Where::Pure);
}

#[test]
fn every_scenario_holds_on_a_real_server() {
    all_hold(Where::Server);
}

#[test]
fn a_wrong_expectation_fails_with_a_difference_that_a_nurse_understands() {
    for path in files(&folder().with_file_name("scenarios-wrong")) {
        let Played { holds, text } = play(&path, Where::Pure);
        assert!(!holds, "{} is wrong on purpose", path.display());
        // Where the repository lies is different on every machine.
        let folder = format!("{}/", path.parent().expect("a folder").display());
        let told = text.replace(&folder, "");
        let expected = std::fs::read_to_string(path.with_extension("txt")).expect("what is told");
        assert_eq!(told.trim_end(), expected.trim_end());
    }
}
