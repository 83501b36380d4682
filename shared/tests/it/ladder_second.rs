//! Alerts of the second class: a raise to yellow, and the night that they may wait for
//! (`policy.md` 7, `scenarios.md` 1).

use shared::alert::{AlertState, Class, Rung, ladder};
use shared::board::card::{Level, Reason};
use shared::board::decide::raise;
use shared::board::event::{Actor, Recorded};
use shared::duty::ShiftKind::{Bakjour, Day, DayCm, Jour};
use shared::{Command, Event, Rejection};

use crate::fixture::{at, client, shift, staff};
use crate::play::Play;
use crate::show::moment;

const NONE: [&str; 0] = [];

/// Scenario 1: Friday 13 March. M.H. is on leave, P.S. on duty, L.K. day-CM; jour N.B. and
/// bakjour C.F. from 17:00 until Monday.
fn friday() -> Play {
    let mut play = Play::from("03-13 07:00");
    play.duty(&[
        shift("P.S.", Day, "03-13 08:00", "03-13 17:00"),
        shift("L.K.", DayCm, "03-13 08:00", "03-13 17:00"),
        shift("J.A.", Day, "03-13 08:00", "03-13 17:00"),
        shift("N.B.", Jour, "03-13 17:00", "03-16 08:00"),
        shift("C.F.", Bakjour, "03-13 17:00", "03-16 08:00"),
    ]);
    play
}

/// F.N. is raised to yellow by J.A. at a moment of that weekend.
fn yellow_at(moment: &str) -> Play {
    let mut play = friday();
    play.at(moment)
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
    play
}

/// The same, marked as "måste läsas i natt".
fn tonight_at(moment: &str) -> Play {
    let mut play = friday();
    play.at(moment);
    let ctx = play.ctx(Actor::Staff(staff("J.A.")));
    let events = raise(&play.board, client("F.N."), Class::P2, true, &ctx);
    play.happen(ctx.actor, events);
    play
}

#[test]
fn scenario_1_1_to_1_2_a_raise_to_yellow_asks_the_deputy_who_takes_it() {
    let mut play = yellow_at("03-13 16:40");
    let alert = play.alert("F.N.");
    assert_eq!(alert.class, Class::P2);
    assert_eq!(
        (alert.responsible, alert.reserve),
        (Some(staff("P.S.")), Some(staff("L.K.")))
    );
    let number = alert.number;
    play.at("03-13 16:46:20").ack("P.S.", "F.N.");
    assert_eq!(
        play.letters_since("03-13 16:40"),
        [
            "16:40:00 P.S. M6 – Läs före 16:55.",
            "16:40:00 L.K. M2 – Du är reserv. Läs i appen.",
            "16:46:20 L.K. M9 – Mottaget av en kollega.",
        ]
    );
    for state in &play.alert("F.N.").letters {
        let title = state.written.letter(Some(number)).title();
        assert_eq!(title, format!("Teamtavlan: uppgift {number}"));
    }
    play.at("03-13 16:51").call("P.S.", "F.N.", false);
    assert!(!play.alert("F.N.").is_open());
}

#[test]
fn after_a_quarter_the_reserve_is_responsible_and_after_half_an_hour_the_leader_knows() {
    let mut play = Play::from("03-12 07:00");
    let duty = [("M.H.", Day), ("P.S.", Day), ("G.S.", Day), ("L.K.", DayCm)];
    play.duty(&duty.map(|(who, kind)| shift(who, kind, "03-12 08:00", "03-12 17:00")));
    play.at("03-12 10:00")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention)
        .at("03-12 10:15");
    assert_eq!(play.alert("F.N.").responsible, Some(staff("P.S.")));
    play.at("03-12 16:59");
    assert_eq!(
        play.letters_since("03-12 10:00"),
        [
            "10:00:00 M.H. M6 – Läs före 10:15.",
            "10:00:00 P.S. M2 – Du är reserv. Läs i appen.",
            "10:15:00 P.S. M10 – Du är nu ansvarig. Läs före 10:30.",
            "10:30:00 G.S. M5 – Ingen har kvitterat. Öppna appen.",
        ],
        "and no repeats"
    );
    assert_eq!(play.rung("F.N."), Some(Rung::T30));
    play.ack("M.H.", "F.N.");
    assert!(matches!(
        play.alert("F.N.").state,
        AlertState::Acknowledged { .. }
    ));
}

#[test]
fn a_leader_off_duty_is_left_in_peace_and_empty_rungs_are_passed_at_once() {
    let mut play = Play::from("03-12 07:00");
    play.duty(&[shift("M.H.", Day, "03-12 08:00", "03-12 17:00")]);
    play.at("03-12 10:00")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention)
        .at("03-12 12:00");
    assert_eq!(
        play.letters_since("03-12 10:00"),
        ["10:00:00 M.H. M6 – Läs före 10:15."]
    );
    let passed: Vec<_> = play
        .alert("F.N.")
        .nobody_reached
        .iter()
        .map(|(rung, at)| (*rung, moment(*at)))
        .collect();
    let quarter = "03-12 10:15".to_owned();
    assert_eq!(
        passed,
        [(Rung::T15, quarter.clone()), (Rung::T30, quarter)],
        "no second, then no leader"
    );
}

#[test]
fn what_is_raised_at_night_begins_at_7_with_the_list_of_that_minute() {
    for raised in [
        "03-13 22:00",
        "03-13 23:30",
        "03-14 00:00",
        "03-14 06:59:59",
    ] {
        let mut play = yellow_at(raised);
        assert_eq!(play.rung("F.N."), None);
        let next = ladder::next(play.alert("F.N."));
        assert_eq!(next, Some((Rung::T0, at("03-14 07:00"))));
        play.at("03-14 06:59:59");
        assert_eq!(play.letters_since("03-13 21:00"), NONE);
        play.at("03-14 07:00");
        assert_eq!(
            play.letters_since("03-13 21:00"),
            [
                "07:00:00 N.B. M6 – Läs före 07:15.",
                "07:00:00 C.F. M2 – Du är reserv. Läs i appen.",
            ]
        );
        play.at("03-14 07:15");
        assert_eq!(play.rung("F.N."), Some(Rung::T15));
    }
    for raised in ["03-13 21:59:59", "03-14 07:00"] {
        assert_eq!(yellow_at(raised).rung("F.N."), Some(Rung::T0));
    }
}

#[test]
fn what_must_be_read_tonight_does_not_wait() {
    let mut play = tonight_at("03-13 23:30");
    play.at("03-13 23:45");
    assert_eq!(
        play.letters_since("03-13 21:00"),
        [
            "23:30:00 N.B. M6 – Läs före 23:45.",
            "23:30:00 C.F. M2 – Du är reserv. Läs i appen.",
            "23:45:00 C.F. M10 – Du är nu ansvarig. Läs före 00:00.",
        ]
    );
}

#[test]
fn a_rung_after_22_comes_at_7_plus_what_was_left() {
    let mut play = yellow_at("03-13 21:50");
    play.at("03-14 06:59:59");
    assert_eq!(
        play.letters_since("03-13 21:00"),
        [
            "21:50:00 N.B. M6 – Läs före 07:05.",
            "21:50:00 C.F. M2 – Du är reserv. Läs i appen.",
        ],
        "the night is left in peace"
    );
    play.at("03-14 07:04:59");
    assert_eq!(play.rung("F.N."), Some(Rung::T0));
    play.at("03-14 07:05");
    assert_eq!(
        play.letters_since("03-14 07:00"),
        ["07:05:00 C.F. M10 – Du är nu ansvarig. Läs före 07:20."]
    );
    play.at("03-14 07:19:59");
    assert_eq!(play.rung("F.N."), Some(Rung::T15));
    play.at("03-14 07:20");
    assert_eq!(play.rung("F.N."), Some(Rung::T30));
}

#[test]
fn a_rung_at_22_exactly_is_not_after_22() {
    let mut play = yellow_at("03-13 21:45");
    play.at("03-13 22:00");
    assert_eq!(
        play.letters_since("03-13 22:00"),
        ["22:00:00 C.F. M10 – Du är nu ansvarig. Läs före 07:15."]
    );
    play.at("03-14 07:14:59");
    assert_eq!(play.rung("F.N."), Some(Rung::T15));
    play.at("03-14 07:15");
    assert_eq!(play.rung("F.N."), Some(Rung::T30));
}

#[test]
fn seven_in_the_morning_is_seven_on_the_clock_when_the_clocks_change() {
    for (evening, morning, hours) in [
        ("03-28 22:30", "03-29 07:00", 7),
        ("10-24 22:30", "10-25 07:00", 9),
    ] {
        let mut play = Play::from("03-20 12:00");
        play.duty(&[
            shift("N.B.", Jour, "03-28 17:00", "03-29 17:00"),
            shift("N.B.", Jour, "10-24 17:00", "10-25 17:00"),
        ]);
        play.at(evening)
            .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention)
            .at(morning);
        assert_eq!(
            play.letters_since(evening),
            ["07:00:00 N.B. M6 – Läs före 07:15."]
        );
        let waited = play.alert("F.N.").started.since(at(evening));
        assert_eq!(waited.whole_minutes(), hours * 60 + 30);
    }
    let mut play = Play::from("03-28 12:00");
    play.duty(&[
        shift("N.B.", Jour, "03-28 17:00", "03-29 17:00"),
        shift("C.F.", Bakjour, "03-28 17:00", "03-29 17:00"),
    ]);
    play.at("03-28 21:50")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention)
        .at("03-29 07:05");
    assert_eq!(
        play.letters_since("03-29 00:00"),
        ["07:05:00 C.F. M10 – Du är nu ansvarig. Läs före 07:20."]
    );
}

#[test]
fn taken_at_night_without_an_action_it_begins_again_in_the_morning() {
    let mut play = yellow_at("03-13 21:50");
    play.at("03-13 21:55")
        .ack("N.B.", "F.N.")
        .at("03-14 06:59:59");
    assert_eq!(play.letters_since("03-13 21:56"), NONE);
    assert_eq!(play.rung("F.N."), None, "restarted at 22:25");
    play.at("03-14 07:00");
    assert_eq!(
        play.letters_since("03-13 21:56"),
        [
            "07:00:00 N.B. M6 – Läs före 07:15.",
            "07:00:00 C.F. M2 – Du är reserv. Läs i appen.",
        ]
    );
}

#[test]
fn a_night_without_duty_waits_for_the_first_staffed_minute_of_the_day() {
    let mut play = Play::from("03-13 12:00");
    play.duty(&[
        shift("N.B.", Jour, "03-14 02:00", "03-14 06:00"),
        shift("L.K.", DayCm, "03-14 08:00", "03-14 17:00"),
    ]);
    play.at("03-13 23:00")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention)
        .at("03-14 07:00");
    assert_eq!(play.alert("F.N.").state, AlertState::Uncovered);
    play.at("03-14 08:00");
    assert_eq!(
        play.letters_since("03-13 21:00"),
        [
            "02:00:00 N.B. M8 – Tavlan är uppdaterad.",
            "08:00:00 L.K. M6 – Läs före 08:15.",
        ]
    );

    let mut evening = Play::from("03-13 12:00");
    evening.duty(&[
        shift("R.E.", Jour, "03-13 22:30", "03-14 07:00"),
        shift("N.B.", Jour, "03-14 07:30", "03-14 16:00"),
    ]);
    evening
        .at("03-13 20:00")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
    assert_eq!(evening.alert("F.N.").state, AlertState::Uncovered);
    evening.at("03-14 07:00");
    assert!(
        evening.alert("F.N.").letters.is_empty(),
        "R.E. has gone home"
    );
    evening.at("03-14 07:30");
    assert_eq!(
        evening.letters_since("03-13 20:00"),
        [
            "22:30:00 R.E. M8 – Tavlan är uppdaterad.",
            "07:30:00 N.B. M6 – Läs före 07:45.",
            "07:30:00 N.B. M8 – Tavlan är uppdaterad.",
        ]
    );
    let uncovered = |one: &&Recorded| matches!(one.event, Event::AlertUncovered { .. });
    assert_eq!(evening.log.iter().filter(uncovered).count(), 1);
}

#[test]
fn what_a_server_missed_by_day_does_not_come_in_the_night() {
    let mut play = yellow_at("03-13 18:00");
    play.now = at("03-13 23:00");
    play.at("03-14 06:59:59");
    assert_eq!(play.letters_since("03-13 18:01"), NONE);
    play.at("03-14 07:00");
    assert_eq!(play.letters_since("03-13 18:01").len(), 1, "M10 to C.F.");
}

#[test]
fn a_crisis_does_not_join_the_slower_ladder_of_a_raise_to_yellow() {
    let mut play = yellow_at("03-13 22:30");
    let task = play.alert("F.N.").number;
    play.at("03-13 23:00").call("N.B.", "F.N.", true);
    assert_eq!(
        play.board.alerts[&task].state,
        AlertState::Closed { at: play.now }
    );
    let alarm = play.alert("F.N.");
    assert_eq!((alarm.class, alarm.is_open()), (Class::P1, true));
    assert_ne!(alarm.number, task);
    assert_eq!(
        play.letters_since("03-13 22:00"),
        ["23:00:00 C.F. M2 – Du är reserv. Läs i appen."],
        "N.B. is asked on the screen"
    );
    assert_eq!(
        play.ask("N.B.", &Command::Acknowledge { alert: task }),
        Err(Rejection::AlertOver)
    );
}

#[test]
fn a_raise_to_yellow_joins_whatever_is_open() {
    let mut play = friday();
    play.at("03-13 18:00").call("J.A.", "F.N.", true);
    let alert = play.alert("F.N.").number;
    let wish = play.placing("F.N.", Level::Yellow, Reason::Prevention);
    let events = play.ask("J.A.", &wish);
    assert!(
        events.is_ok_and(|events| events.contains(&Event::AlertJoined { alert })),
        "a P2 joins a P1"
    );
    let ctx = play.ctx(Actor::Rules);
    let task = raise(&play.board, client("F.N."), Class::P2, false, &ctx);
    assert_eq!(task, [Event::AlertJoined { alert }]);
    assert_eq!(play.board.alerts.len(), 1);
}

#[test]
fn an_entry_that_raises_nothing_starts_no_task() {
    let mut play = friday();
    play.at("03-13 18:00")
        .place("J.A.", "F.N.", Level::Red, Reason::Crisis)
        .ack("N.B.", "F.N.")
        .call("N.B.", "F.N.", false);
    play.place("N.B.", "F.N.", Level::Yellow, Reason::Crisis);
    assert_eq!(play.board.alerts.len(), 1, "down to yellow is no raise");
    play.place("N.B.", "F.N.", Level::Yellow, Reason::Prevention);
    assert_eq!(play.board.alerts.len(), 1, "the same level is no raise");
}

#[test]
fn the_rules_raise_a_task_of_their_own_and_a_late_tap_is_told_who_has_it() {
    let mut play = friday();
    play.at("03-13 18:00");
    let ctx = play.ctx(Actor::Rules);
    let events = raise(&play.board, client("F.N."), Class::P2, false, &ctx);
    play.happen(Actor::Rules, events);
    assert_eq!(play.alert("F.N.").reporter, Actor::Rules);
    play.at("03-13 18:05").ack("C.F.", "F.N.");
    let alert = play.alert("F.N.").number;
    assert!(matches!(
        play.ask("N.B.", &Command::Acknowledge { alert }),
        Err(Rejection::AlreadyAcknowledged { .. })
    ));
}
