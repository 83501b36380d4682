//! Who sees what (`design.md` 7, `scenarios.md` 0.2 G5 and G12).

use shared::access::{self, ViewClass};
use shared::board::card::{Level, Reason};
use shared::board::event::Actor;
use shared::board::member::Organisation;
use shared::duty::ShiftKind;
use shared::people::{ClientHead, People};
use shared::protocol::Tally;
use shared::{Board, Event};

use crate::fixture::{CLIENTS, client, day, shift, staff};
use crate::play::Play;
use crate::stories::ready_on_monday;

/// F.N. waits for a step down, D.M. has an alert; both are closed to the municipality.
pub(crate) fn busy() -> Play {
    let mut play = ready_on_monday();
    play.days(&["M.H."], "03-18", "03-20");
    play.duty(&[shift("R.E.", ShiftKind::Jour, "03-16 17:00", "03-17 08:00")]);
    play.at("03-17 05:45")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .ack("R.E.", "D.M.");
    for whom in ["F.N.", "D.M."] {
        let (cm, deputy) = (Some(staff("M.H.")), Some(staff("N.B.")));
        let open_to = vec![Organisation::Region];
        let client = client(whom);
        play.happen(
            Actor::Server,
            vec![Event::ClientEnrolled {
                client,
                cm,
                deputy,
                open_to,
            }],
        );
    }
    play.at("03-17 06:00")
        .place("Q.P.", "S.O.", Level::Yellow, Reason::Somatic);
    assert_eq!(
        (play.board.proposals.len(), play.board.alerts.len()),
        (1, 3)
    );
    play
}

fn names() -> People {
    let mut people = People {
        team: "Öst".to_owned(),
        ..People::default()
    };
    people.clients.extend(CLIENTS.iter().map(|(initials, ..)| {
        let head = ClientHead {
            initials: (*initials).to_owned(),
            name: format!("Påhittad {initials}"),
            born: day("01-01"),
        };
        (client(initials), head)
    }));
    people
}

fn mentions(board: &Board, whom: &str) -> bool {
    serde_json::to_string(board)
        .expect("JSON")
        .contains(&client(whom).to_string())
}

#[test]
fn a_managers_view_contains_no_client() {
    let play = busy();
    let seen = access::view(&play.board, ViewClass::Load);
    assert!(CLIENTS.iter().all(|(whom, ..)| !mentions(&seen, whom)));
    assert!(seen.cards.is_empty() && seen.alerts.is_empty() && seen.proposals.is_empty());
    assert!(
        access::names(&play.board, &names(), ViewClass::Load)
            .clients
            .is_empty()
    );
    assert_eq!(seen.seq, play.board.seq, "the numbers stay whole");
}

#[test]
fn a_manager_sees_no_event_of_a_client_or_an_alert() {
    let play = busy();
    for recorded in &play.log {
        let seen = access::event(&play.board, recorded, ViewClass::Load);
        if recorded.event.client().is_some() || recorded.event.alert().is_some() {
            assert_eq!(seen, None);
        }
        let text = serde_json::to_string(&seen).expect("JSON");
        assert!(
            CLIENTS
                .iter()
                .all(|(whom, ..)| !text.contains(&client(whom).to_string()))
        );
    }
}

#[test]
fn without_consent_the_other_organisation_sees_neither_card_nor_alert_nor_proposal() {
    let play = busy();
    let municipality = ViewClass::Care {
        employer: Organisation::Municipality,
    };
    let seen = access::view(&play.board, municipality);
    assert!(!mentions(&seen, "F.N.") && !mentions(&seen, "D.M."));
    assert!(mentions(&seen, "S.O."));
    let names = access::names(&play.board, &names(), municipality);
    assert!(!names.clients.contains_key(&client("F.N.")));
    for recorded in &play.log {
        let alert = recorded
            .event
            .alert()
            .and_then(|alert| play.board.alerts.get(&alert));
        let about = recorded
            .event
            .client()
            .or_else(|| alert.map(|alert| alert.client));
        if about == Some(client("F.N.")) || about == Some(client("D.M.")) {
            assert_eq!(access::event(&play.board, recorded, municipality), None);
        }
    }
    let region = ViewClass::Care {
        employer: Organisation::Region,
    };
    assert_eq!(
        access::view(&play.board, region),
        play.board,
        "the region sees all of these"
    );
}

#[test]
fn the_right_to_see_follows_work_and_organisation() {
    let play = busy();
    let may = |who, whom| access::may_see(&play.board, staff(who), client(whom));
    for who in ["M.H.", "Q.P.", "G.S.", "W.T."] {
        assert!(may(who, "F.N."), "{who}");
    }
    for who in ["P.S.", "J.A.", "T.V.", "O.D."] {
        assert!(!may(who, "F.N."), "{who}");
    }
    assert!(
        may("P.S.", "S.O.") && !may("O.D.", "S.O."),
        "a manager sees nobody"
    );
    let alert = play.alert("D.M.").number;
    assert!(access::may_see_alert(&play.board, staff("R.E."), alert));
    assert!(!access::may_see_alert(&play.board, staff("T.V."), alert));
}

#[test]
fn the_managers_tally_counts_without_naming() {
    let play = busy();
    let tally = Tally::of(&play.board, play.now);
    let levels = [
        (Level::Red, 1),
        (Level::Yellow, 2),
        (Level::Stepdown, 0),
        (Level::Inpatient, 0),
    ];
    assert_eq!(tally.levels, levels);
    assert_eq!((tally.unanswered, tally.proposals), (2, 1));
    assert_eq!(tally.without_contact, 2, "R.E. is today's contact of D.M.");
}
