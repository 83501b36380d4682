//! What always holds is noticed when it is broken.

use shared::alert::letter::Text;
use shared::alert::{Class, Written};
use shared::board::card::{Level, Reason};

use super::*;
use crate::scenario::parse::parse;
use crate::scenario::when::moment_written;

/// F.N. on yellow, P.S. on duty and nobody else.
fn friday() -> Pure {
    let text = "scenario \"Prov\"\nlag Öst\npass P.S. dag fre 13 mar 2026 08:00 – 17:00\n\
                fre 13 mar 2026 16:40:00\n";
    let scenario = parse(text).expect("a scenario");
    let mut pure = Pure::found(&scenario.fixture, scenario.start);
    let placed = Event::Placed {
        client: pure.view.names.client("F.N."),
        from: Level::Plan,
        level: Level::Yellow,
        reason: Reason::Prevention,
        text: "Sover inte".to_owned(),
        review: None,
    };
    let by = Actor::Staff(pure.view.names.staff("P.S."));
    pure.append(by, None, vec![placed]);
    assert_eq!(pure.broken(), Vec::<String>::new());
    pure
}

fn letter(pure: &Pure, to: &str) -> Written {
    Written {
        id: LetterId::new(pure.view.now, &mut fastrand::Rng::with_seed(1)),
        to: pure.view.names.staff(to),
        text: Text::M8,
        class: Class::default(),
        deadline: None,
        count: None,
        all_ways: false,
    }
}

#[track_caller]
fn check(pure: &mut Pure, event: Event, expected: &str) {
    pure.append(Actor::Rules, None, vec![event]);
    let at = moment_written(pure.view.now);
    assert_eq!(pure.broken(), [format!("{expected} ({at})")]);
}

#[test]
fn a_letter_to_somebody_off_duty_is_noticed() {
    let mut pure = friday();
    let letters = vec![letter(&pure, "M.H.")];
    let alert = Event::Acknowledged {
        alert: "4128".parse().expect("a number"),
        letters,
    };
    check(&mut pure, alert, "G4: M.H. är inte i tjänst och fick M8");
}

#[test]
fn a_level_that_sinks_by_itself_is_noticed() {
    let mut pure = friday();
    let client = pure.view.names.client("F.N.");
    let placed = Event::Placed {
        client,
        from: Level::Yellow,
        level: Level::Plan,
        reason: Reason::Prevention,
        text: String::new(),
        review: None,
    };
    check(
        &mut pure,
        placed,
        "G7: F.N. sänktes utan att grindarna prövades",
    );
}

#[test]
fn somebody_who_is_named_and_may_not_see_is_noticed() {
    let mut pure = friday();
    let client = pure.view.names.client("F.N.");
    let changed = Event::ConsentChanged {
        client,
        open_to: vec![shared::board::member::Organisation::Region],
        vacant: Vec::new(),
    };
    check(
        &mut pure,
        changed,
        "G2: P.S. står som ställföreträdare för F.N. och får inte se klienten",
    );
}

#[test]
fn a_team_is_the_same_when_its_log_is_read_again() {
    assert_eq!(friday().restart(), Ok(()));
}
