//! A team with times of its own on the ladder (`policy.md` 7, within limits).

use shared::alert::{AlertState, Class, Climbed, Delays, Rung};
use shared::board::card::{Level, Reason};
use shared::board::deviation::DeviationKind;
use shared::deescalation::dry_run::DryRun;
use shared::deescalation::policy::Policy;
use shared::due::{self, Due};
use shared::duty::ShiftKind::{Day, Manager};
use shared::wording::Language;
use shared::wording::fact::deviation;
use shared::{Command, Rejection, Span};

use crate::fixture::{at, day, shift};
use crate::play::Play;

/// A ladder that is quicker to the reserve and slower to the manager.
const OWN: Delays = Delays {
    again: 1,
    reserve: 3,
    everyone: 9,
    manager: 18,
    repeat: 4,
    later: 20,
    task_reserve: 10,
    task_leader: 40,
    action: 20,
};

/// An ordinary Thursday.
fn by_day() -> Play {
    let mut play = Play::from("03-12 07:00");
    let duty = [
        ("A.N.", Day),
        ("C.F.", Day),
        ("G.S.", Day),
        ("O.D.", Manager),
    ];
    play.duty(&duty.map(|(who, kind)| shift(who, kind, "03-12 08:00", "03-12 17:00")));
    play.at("03-12 09:00");
    play
}

fn set(play: &mut Play, ladder: Delays) {
    let policy = Policy {
        ladder,
        ..play.board.policy.clone()
    };
    let policy = Box::new(policy);
    play.does("G.S.", &Command::SetPolicy { policy });
}

/// The minutes after a moment at which rungs were reached, with their names.
fn rungs(play: &Play, from: &str) -> Vec<(i64, Rung)> {
    let reached = play.log.iter().filter(|recorded| recorded.at >= at(from));
    reached
        .filter_map(|recorded| match &recorded.event {
            shared::Event::RungReached { rung, .. } => {
                Some((recorded.at.since(at(from)).whole_minutes(), *rung))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn a_team_with_other_times_climbs_by_them_and_its_letters_say_so() {
    let mut play = by_day();
    set(&mut play, OWN);
    play.at("03-12 10:00")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 11:10");
    assert_eq!(
        rungs(&play, "03-12 10:00"),
        [
            (0, Rung::T0),
            (1, Rung::T2),
            (3, Rung::T5),
            (9, Rung::T10),
            (18, Rung::T15),
            (22, Rung::Repeat(1)),
            (26, Rung::Repeat(2)),
            (30, Rung::Repeat(3)),
            (50, Rung::Repeat(4)),
            (70, Rung::Repeat(5)),
        ]
    );
    let letters = play.letters_since("03-12 10:00");
    assert_eq!(
        letters[0],
        "10:00:00 A.N. M1 – Brådskande. Kvittera i appen före 10:03."
    );
    assert!(
        letters.contains(&"10:03:00 C.F. M3 – Du är nu ansvarig. Kvittera före 10:09.".to_owned()),
        "{letters:?}"
    );
}

#[test]
fn a_task_has_the_times_of_the_team_too() {
    let mut play = by_day();
    set(&mut play, OWN);
    play.at("03-12 10:00")
        .place("Q.P.", "D.M.", Level::Yellow, Reason::Prevention)
        .at("03-12 11:00");
    assert_eq!(
        rungs(&play, "03-12 10:00"),
        [(0, Rung::T0), (10, Rung::T15), (40, Rung::T30)]
    );
    assert_eq!(
        play.letters_since("03-12 10:00")[0],
        "10:00:00 A.N. M6 – Läs före 10:10."
    );
}

#[test]
fn an_alert_that_is_open_keeps_the_times_with_which_it_was_raised() {
    let mut play = by_day();
    play.at("03-12 10:00")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 10:04");
    set(&mut play, OWN);
    play.at("03-12 10:15");
    assert_eq!(
        rungs(&play, "03-12 10:00"),
        [
            (0, Rung::T0),
            (2, Rung::T2),
            (5, Rung::T5),
            (10, Rung::T10),
            (15, Rung::T15),
        ]
    );
    play.ack("A.N.", "D.M.");
    let restart = Due::Restart {
        alert: play.alert("D.M.").number,
    };
    let half_an_hour = play.now + Span::minutes(30);
    assert_eq!(
        due::next(&play.board, play.now),
        Some((half_an_hour, restart))
    );
}

#[test]
fn without_an_action_in_the_teams_own_time_the_ladder_begins_again() {
    let mut play = by_day();
    set(&mut play, OWN);
    play.at("03-12 10:00")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 10:01")
        .ack("A.N.", "D.M.");
    play.at("03-12 10:20");
    assert!(matches!(
        play.alert("D.M.").state,
        AlertState::Acknowledged { .. }
    ));
    play.at("03-12 10:21");
    assert_eq!(play.alert("D.M.").restarts, 1);
}

#[test]
fn late_is_what_comes_after_the_teams_own_hand_over_and_the_draft_says_how_late() {
    for (taken, is_late) in [("03-12 10:03", false), ("03-12 10:03:01", true)] {
        let mut play = by_day();
        set(&mut play, OWN);
        play.at("03-12 10:00")
            .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
            .at(taken)
            .ack("A.N.", "D.M.")
            .call("A.N.", "D.M.", false);
        let draft = play.board.deviations.first();
        assert_eq!(draft.is_some(), is_late, "taken at {taken}");
        if let Some(draft) = draft {
            assert_eq!(draft.about, DeviationKind::LateAcknowledgement);
            let words = deviation(Language::Sv, draft.about, draft.within);
            assert_eq!(words, "P1 ej kvitterat inom 3 min");
        }
    }
}

#[test]
fn a_rung_below_which_another_would_come_is_refused_with_its_limits() {
    let mut play = by_day();
    for (ladder, number, least, most) in [
        (Delays { reserve: 11, ..OWN }, "ladder.reserve", 2, 10),
        (Delays { manager: 21, ..OWN }, "ladder.manager", 4, 20),
        (Delays { action: 31, ..OWN }, "ladder.action", 10, 30),
        (Delays { again: 3, ..OWN }, "ladder.reserve", 4, 10),
        (Delays { everyone: 3, ..OWN }, "ladder.everyone", 4, 15),
        (
            Delays {
                later: 3,
                repeat: 2,
                ..OWN
            },
            "ladder.later",
            5,
            30,
        ),
    ] {
        let policy = Policy {
            ladder,
            ..Policy::default()
        };
        let policy = Box::new(policy);
        assert_eq!(
            play.ask("G.S.", &Command::SetPolicy { policy }),
            Err(Rejection::OutsideLimits {
                number: number.to_owned(),
                least,
                most,
            })
        );
    }
}

/// How many alerts reached each rung, with the times of RP-1 and with others.
fn climbed(play: &Play, tried: Delays) -> Vec<(Class, Rung, u32, u32)> {
    let tried = Policy {
        ladder: tried,
        ..Policy::default()
    };
    let mut run = DryRun::new(&Policy::default(), &tried, day("03-01"));
    for recorded in &play.log {
        run.read(recorded);
    }
    let line = |one: Climbed| (one.class, one.rung, one.present, one.tried);
    run.finish(play.now).climbed.into_iter().map(line).collect()
}

#[test]
fn a_try_counts_how_far_alerts_would_have_climbed_before_they_were_taken() {
    let mut play = by_day();
    // Taken after four minutes: RP-1 had told the first again, the others the reserve, too.
    play.at("03-12 10:00")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 10:04")
        .ack("A.N.", "D.M.")
        .call("A.N.", "D.M.", false);
    // A task that nobody has taken, twelve minutes after it was given.
    play.at("03-12 11:00")
        .place("Q.P.", "S.O.", Level::Yellow, Reason::Prevention)
        .at("03-12 11:12");
    assert_eq!(
        climbed(&play, OWN),
        [
            (Class::P1, Rung::T2, 1, 1),
            (Class::P1, Rung::T5, 0, 1),
            (Class::P1, Rung::T10, 0, 0),
            (Class::P1, Rung::T15, 0, 0),
            (Class::P1, Rung::Repeat(1), 0, 0),
            (Class::P2, Rung::T15, 0, 1),
            (Class::P2, Rung::T30, 0, 0),
        ]
    );
}

#[test]
fn a_try_at_the_times_that_held_counts_the_rungs_of_the_log() {
    let mut play = by_day();
    play.at("03-12 10:00")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 10:21");
    let reached = |rung| rungs(&play, "03-12 10:00").iter().any(|one| one.1 == rung);
    for (class, rung, present, tried) in climbed(&play, Delays::default()) {
        assert_eq!(present, tried);
        let expected = u32::from(class == Class::P1 && reached(rung));
        assert_eq!(present, expected, "{rung:?}");
    }
}
