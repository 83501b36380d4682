use shared::people::ClientHead;
use shared::{Board, Timestamp};

use super::*;

#[track_caller]
fn check(what: &str, expected: &[&str]) {
    let clients = ["Ann-Mari Öberg A.Ö.", "Åke Mard Å.M.", "Doris Mård D.M."];
    let people = People {
        clients: clients
            .iter()
            .enumerate()
            .map(|(index, line)| {
                let (name, initials) = line.rsplit_once(' ').unwrap();
                let head = ClientHead {
                    initials: initials.to_owned(),
                    name: name.to_owned(),
                    born: "1984-06-02".parse().unwrap(),
                };
                (format!("{index:026}").parse().unwrap(), head)
            })
            .collect(),
        ..People::default()
    };
    let found = find(&Board::default(), &people, what, Timestamp::from_millis(0));
    let names: Vec<_> = found.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, expected, "{what}");
}

#[test]
fn a_client_is_found_by_any_part_of_the_name_and_by_initials() {
    check("", &[]);
    check("  ", &[]);
    check("dor", &["Doris Mård"]);
    check("MÅ", &["Doris Mård"]);
    check("mari", &["Ann-Mari Öberg"]);
    check("doris må", &["Doris Mård"]);
    check("d.m.", &["Doris Mård"]);
    check("dm", &["Doris Mård"]);
    check("åm", &["Åke Mard"]);
    check("x", &[]);
}
