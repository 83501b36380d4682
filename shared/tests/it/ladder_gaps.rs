//! What the ladder does where somebody, or everybody, is missing (`policy.md` 7).

use shared::alert::{Alert, AlertNumber, AlertState, Class, Rung};
use shared::board::card::{Level, Reason, Sign};
use shared::board::event::Actor;
use shared::board::member::Organisation;
use shared::due::{self, Due};
use shared::duty::Shift;
use shared::duty::ShiftKind::{Bakjour, Day, DayCm, Jour};
use shared::{Command, Event, Rejection, Span, Timestamp};

use crate::fixture::{client, shift, staff};
use crate::ladder::red_at_19_12;
use crate::play::Play;
use crate::show::moment;

const NONE: [&str; 0] = [];

fn only_region_may_see(play: &mut Play, whom: &str) {
    let open_to = vec![Organisation::Region];
    let (client, cm, deputy) = (client(whom), None, None);
    let event = Event::ClientEnrolled {
        client,
        cm,
        deputy,
        open_to,
    };
    play.happen(Actor::Server, vec![event]);
}

fn phones(play: &mut Play, who: &str, devices: u16) {
    play.happen(
        Actor::Server,
        vec![Event::DevicesChanged {
            staff: staff(who),
            devices,
        }],
    );
}

/// D.M. is raised to red by Q.P. on Thursday 12 March at 19:12 with these shifts.
fn red_with(shifts: &[Shift]) -> Play {
    let mut play = Play::from("03-12 18:00");
    play.duty(shifts)
        .at("03-12 19:12")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis);
    play
}

fn nobody_reached(play: &Play) -> Vec<(Rung, String)> {
    let alert = play.alert("D.M.");
    alert
        .nobody_reached
        .iter()
        .map(|(rung, at)| (*rung, moment(*at)))
        .collect()
}

#[test]
fn a_first_without_a_phone_is_skipped_and_the_second_is_responsible_at_once() {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[
        shift("R.E.", Jour, "03-12 17:00", "03-13 08:00"),
        shift("T.V.", Bakjour, "03-12 17:00", "03-13 08:00"),
    ]);
    phones(&mut play, "R.E.", 0);
    play.at("03-12 19:12")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis);
    assert_eq!(play.alert("D.M.").responsible, Some(staff("T.V.")));
    play.at("03-12 19:21:59");
    assert_eq!(
        play.letters_since("03-12 19:12"),
        [
            "19:12:00 R.E. M1 – Brådskande. Kvittera i appen före 19:17.",
            "19:12:00 T.V. M3 – Du är nu ansvarig. Kvittera före 19:17.",
            "19:14:00 R.E. M1 – Brådskande. Kvittera i appen före 19:17.",
        ],
        "only the hand-over after five minutes falls away"
    );
    assert_eq!(play.alert("D.M.").responsible, Some(staff("T.V.")));
    play.at("03-12 19:22");
    assert_eq!(
        play.rung("D.M."),
        Some(Rung::T10),
        "later rungs keep their times"
    );
    play.ack("R.E.", "D.M.");
    let by = Actor::Staff(staff("R.E."));
    assert_eq!(
        play.alert("D.M.").state,
        AlertState::Acknowledged { by, at: play.now }
    );
}

#[test]
fn without_a_second_the_hand_over_is_passed_at_once_and_the_spacing_is_kept() {
    let mut play = red_with(&[shift("R.E.", Jour, "03-12 17:00", "03-13 08:00")]);
    play.at("03-12 19:17");
    assert_eq!(
        nobody_reached(&play),
        [(Rung::T5, "03-12 19:17".to_owned())]
    );
    assert_eq!(
        play.rung("D.M."),
        Some(Rung::T10),
        "at once, not after five more minutes"
    );
    play.at("03-12 19:21:59");
    assert_eq!(play.rung("D.M."), Some(Rung::T10));
    play.at("03-12 19:22");
    assert_eq!(
        nobody_reached(&play).last(),
        Some(&(Rung::T15, "03-12 19:22".to_owned())),
        "five minutes after the tenth"
    );
    assert_eq!(
        play.rung("D.M."),
        Some(Rung::Repeat(1)),
        "without a manager the first repeat takes its time"
    );
}

#[test]
fn where_nobody_on_duty_may_see_the_client_every_empty_rung_is_passed_at_once() {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[shift("T.V.", Jour, "03-12 17:00", "03-13 08:00")]);
    only_region_may_see(&mut play, "D.M.");
    play.at("03-12 19:12")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 19:12");
    let passed: Vec<_> = nobody_reached(&play)
        .into_iter()
        .map(|(rung, _)| rung)
        .collect();
    assert_eq!(passed, [Rung::T0, Rung::T2, Rung::T5]);
    let leader = "19:12:00 G.S. M5 – Ingen har kvitterat. Öppna appen.";
    assert_eq!(
        play.letters_since("03-12 19:12"),
        [leader],
        "the team leader, at once"
    );
    play.at("03-12 19:16:59");
    assert_eq!(play.rung("D.M."), Some(Rung::T10));
    play.at("03-12 19:17");
    assert_eq!(
        nobody_reached(&play).last(),
        Some(&(Rung::T15, "03-12 19:17".to_owned()))
    );
    assert_eq!(
        play.rung("D.M."),
        Some(Rung::Repeat(1)),
        "there is no manager either: the first repeat at once"
    );
    play.at("03-12 19:21:59");
    assert_eq!(play.rung("D.M."), Some(Rung::Repeat(1)));
    play.at("03-12 19:22");
    assert_eq!(
        play.rung("D.M."),
        Some(Rung::Repeat(2)),
        "five minutes after the first"
    );
    play.at("03-12 23:00");
    let lines = play.letters_since("03-12 19:12");
    assert!(
        lines.iter().all(|line| line.contains("G.S.")),
        "T.V. may not see: nothing"
    );
}

#[test]
fn a_team_without_duty_sends_nothing_until_its_first_staffed_minute() {
    let mut play = Play::from("03-13 18:00");
    play.duty(&[shift("L.K.", DayCm, "03-16 08:00", "03-16 17:00")]);
    play.at("03-14 22:00")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis);
    assert_eq!(play.alert("D.M.").state, AlertState::Uncovered);
    play.at("03-15 03:00")
        .call("Q.P.", "D.M.", true)
        .at("03-16 07:59:59");
    assert_eq!(play.board.alerts.len(), 1, "the next crisis joins it");
    assert_eq!(
        play.letters_since("03-13 18:00"),
        NONE,
        "not even to the team leader"
    );
    play.at("03-16 08:02");
    assert_eq!(
        play.letters_since("03-13 18:00"),
        [
            "08:00:00 L.K. M1 – Brådskande. Kvittera i appen före 08:05.",
            "08:02:00 L.K. M1 – Brådskande. Kvittera i appen före 08:05.",
        ]
    );
}

#[test]
fn a_shift_planned_later_answers_an_alert_that_waits() {
    let mut play = Play::from("03-13 18:00");
    play.at("03-14 22:00")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis);
    assert_eq!(play.alert("D.M.").state, AlertState::Uncovered);
    play.at("03-14 22:30")
        .duty(&[shift("R.E.", Jour, "03-14 21:00", "03-15 08:00")]);
    play.at("03-14 22:30");
    let line = "22:30:00 R.E. M1 – Brådskande. Kvittera i appen före 22:35.";
    assert_eq!(play.letters_since("03-14 22:00"), [line]);
}

#[test]
fn the_first_staffed_minute_with_nobody_who_may_see_passes_the_empty_rungs_at_once() {
    let mut play = Play::from("03-14 18:00");
    play.duty(&[shift("T.V.", Jour, "03-15 08:00", "03-15 17:00")]);
    only_region_may_see(&mut play, "D.M.");
    play.at("03-14 22:00")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis);
    play.at("03-15 08:00");
    assert_eq!(
        play.rung("D.M."),
        Some(Rung::T10),
        "T0, T+2 and T+5 have nobody"
    );
}

#[test]
fn a_ladder_that_begins_again_after_the_last_shift_waits_for_the_next_one() {
    let mut play = Play::from("03-12 08:00");
    play.duty(&[
        shift("A.N.", Day, "03-12 08:00", "03-12 17:00"),
        shift("A.N.", Day, "03-13 08:00", "03-13 17:00"),
    ]);
    play.at("03-12 16:45")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis);
    play.ack("A.N.", "D.M.").at("03-13 07:59:59");
    assert_eq!(play.alert("D.M.").state, AlertState::Uncovered);
    assert_eq!(
        play.letters_since("03-12 16:46"),
        NONE,
        "A.N. is off duty at 17:15"
    );
    play.at("03-13 08:00");
    let line = "08:00:00 A.N. M1 – Brådskande. Kvittera i appen före 08:05.";
    assert_eq!(play.letters_since("03-12 16:46"), [line]);
}

#[test]
fn a_reporter_who_is_first_is_asked_on_the_screen_and_the_ladder_goes_on() {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[
        shift("R.E.", Jour, "03-12 17:00", "03-13 08:00"),
        shift("T.V.", Bakjour, "03-12 17:00", "03-13 08:00"),
    ]);
    play.at("03-12 19:12")
        .place("R.E.", "D.M.", Level::Red, Reason::Crisis);
    assert_eq!(play.alert("D.M.").responsible, Some(staff("R.E.")));
    play.at("03-12 19:20").ack("R.E.", "D.M.");
    assert_eq!(
        play.letters_since("03-12 19:12"),
        [
            "19:12:00 T.V. M2 – Du är reserv. Läs i appen.",
            "19:17:00 T.V. M3 – Du är nu ansvarig. Kvittera före 19:22.",
            "19:20:00 T.V. M9 – Mottaget av en kollega.",
        ]
    );
    assert!(
        play.alert("D.M.").nobody_reached.is_empty(),
        "the reporter is somebody"
    );
}

#[test]
fn any_entry_by_anyone_after_the_acknowledgement_closes_the_alert_and_none_before_it() {
    let mut play = red_at_19_12();
    play.at("03-12 19:13")
        .call("Q.P.", "D.M.", false)
        .assess("Q.P.", "D.M.", Sign::Red);
    assert!(matches!(
        play.alert("D.M.").state,
        AlertState::Climbing { .. }
    ));
    play.at("03-12 19:14")
        .ack("R.E.", "D.M.")
        .at("03-12 19:43:59");
    play.assess("X.L.", "D.M.", Sign::Red);
    assert_eq!(
        play.alert("D.M.").state,
        AlertState::Closed { at: play.now }
    );
    let alert = play.alert("D.M.").number;
    assert_eq!(
        play.ask("T.V.", &Command::Acknowledge { alert }),
        Err(Rejection::AlertOver)
    );
    assert_eq!(
        play.ask("T.V.", &Command::Help { alert }),
        Err(Rejection::AlertOver)
    );
}

#[test]
fn an_alert_is_over_when_the_client_goes_to_hospital_or_back_to_the_plan() {
    for (level, why) in [
        (Level::Inpatient, Reason::Inpatient),
        (Level::Plan, Reason::Crisis),
    ] {
        let mut play = red_at_19_12();
        play.at("03-12 19:13").place("R.E.", "D.M.", level, why);
        assert_eq!(
            play.alert("D.M.").state,
            AlertState::Closed { at: play.now }
        );
        play.at("03-12 20:00");
        assert_eq!(play.letters_since("03-12 19:13"), NONE);
    }
}

#[test]
fn a_crisis_while_the_alert_is_open_joins_it_and_starts_no_new_ladder() {
    let mut play = red_at_19_12();
    let events = play
        .at("03-12 19:13")
        .ask("K.J.", &crate::play::call("D.M.", true));
    let alert = play.alert("D.M.").number;
    assert!(
        events
            .expect("possible")
            .contains(&Event::AlertJoined { alert })
    );
    play.at("03-12 19:14");
    assert_eq!(play.board.alerts.len(), 1);
    assert_eq!(
        play.letters_since("03-12 19:13").len(),
        1,
        "the second call to R.E. alone"
    );
}

#[test]
fn a_crisis_event_on_any_level_raises_an_alert() {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[shift("R.E.", Jour, "03-12 17:00", "03-13 08:00")]);
    for whom in ["F.N.", "D.M.", "B.T."] {
        match whom {
            "D.M." => drop(play.place("J.A.", whom, Level::Yellow, Reason::Somatic)),
            "B.T." => drop(play.place("J.A.", whom, Level::Inpatient, Reason::Inpatient)),
            _ => {}
        }
        play.call("J.A.", whom, true);
        assert!(play.alert(whom).is_open(), "{whom}");
    }
}

#[test]
fn a_number_rests_for_30_days() {
    let last = AlertNumber::new(4127).expect("four digits");
    let mut play = Play::from("03-12 18:00");
    let fill = |play: &mut Play, number: AlertNumber, raised: Timestamp| {
        let by = Actor::Staff(staff("Q.P."));
        let mut alert = Alert::new(number, client("F.N."), Class::P1, by, raised);
        alert.state = AlertState::Closed { at: raised };
        play.board.alerts.insert(number, alert);
    };
    let young = play.now - Span::days(30) + Span::millis(1);
    for number in (AlertNumber::FIRST..=AlertNumber::LAST).filter_map(AlertNumber::new) {
        fill(&mut play, number, young);
    }
    let old = play.now - Span::days(30);
    fill(&mut play, last, old);
    for seed in 0..20 {
        let mut fresh = Play {
            board: play.board.clone(),
            log: Vec::new(),
            now: play.now,
        };
        fresh.board.seq.0 += seed;
        fresh.place("Q.P.", "D.M.", Level::Red, Reason::Crisis);
        assert_eq!(
            fresh.alert("D.M.").number,
            last,
            "the only one that has rested"
        );
    }
}

#[test]
fn a_rung_is_not_climbed_before_its_time_or_twice() {
    let mut play = red_at_19_12();
    let alert = play.alert("D.M.").number;
    let second = Due::Climb {
        alert,
        rung: Rung::T2,
    };
    let begin = Due::Begin { alert };
    let carry = |play: &Play, due| due::carry_out(&play.board, &due, &play.ctx(Actor::Rules));
    assert_eq!(carry(&play, second), [], "it is 19:12");
    assert_eq!(carry(&play, begin), [], "it has begun");
    play.at("03-12 19:14");
    assert_eq!(carry(&play, second), [], "it has been climbed");
    play.ack("R.E.", "D.M.");
    assert_eq!(
        carry(&play, Due::Restart { alert }),
        [],
        "there are 30 minutes"
    );
    assert_eq!(
        carry(
            &play,
            Due::Climb {
                alert,
                rung: Rung::T5
            }
        ),
        [],
        "it has stopped"
    );
}
