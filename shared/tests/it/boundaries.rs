//! Where elapsed time meets the calendar, and what is not known.

use shared::board::card::Sign;
use shared::calendar::Calendar;
use shared::deescalation::Transition;
use shared::deescalation::gate::{self, Gate, Purpose, State};
use shared::deescalation::policy::Policy;
use shared::{Span, Timestamp};

use crate::fixture::{at, day};
use crate::ripe::{Ripe, noted, sign};
use crate::show;

const STEPS: [Transition; 3] = [
    Transition::RedToStepdown,
    Transition::StepdownToPlan,
    Transition::YellowToPlan,
];

#[test]
fn everything_just_open_opens_every_step() {
    for transition in STEPS {
        let verdicts = Ripe::of(transition).judge();
        let gates: Vec<_> = verdicts.iter().map(|verdict| verdict.gate).collect();
        assert_eq!(gates, Gate::ALL, "none is left out");
        assert!(
            gate::all_open(&verdicts),
            "{transition:?}: {:?}",
            show::hinders(&verdicts)
        );
    }
}

#[test]
fn what_is_not_known_never_opens_a_step() {
    for transition in STEPS {
        for forget in [forget_assessments, forget_review, forget_reason] {
            let mut ripe = Ripe::of(transition);
            forget(&mut ripe);
            for purpose in [
                Purpose::Propose { late: ripe.late },
                Purpose::Execute {
                    shown: ripe.shown,
                    late: ripe.late,
                },
            ] {
                let verdicts = ripe.judge_for(purpose);
                assert!(
                    verdicts
                        .iter()
                        .any(|verdict| verdict.state == State::Unknown)
                );
                assert!(!gate::all_open(&verdicts), "missing is never green");
                assert!(gate::hinders(&verdicts).any(|one| one.state == State::Unknown));
            }
        }
    }
}

fn forget_assessments(ripe: &mut Ripe) {
    ripe.card.assessments.clear();
}

fn forget_review(ripe: &mut Ripe) {
    ripe.card.review = None;
}

fn forget_reason(ripe: &mut Ripe) {
    ripe.card.why = None;
}

#[test]
fn a_team_that_has_said_nothing_is_paused() {
    let mut ripe = Ripe::of(Transition::YellowToPlan);
    ripe.board.policy = Policy::default();
    assert_eq!(
        show::hinders(&ripe.judge()),
        ["D7 closed: the team is paused"]
    );
}

#[test]
fn in_the_morning_the_calendar_alone_counts_in_d11() {
    let ripe = Ripe::of(Transition::YellowToPlan);
    assert!(
        gate::all_open(&ripe.judge_for(Purpose::Propose { late: ripe.late })),
        "no meeting has been yet"
    );
}

/// Saturday 28 March 13:00 is 71 elapsed hours before Tuesday 31 March 13:00.
#[test]
fn a_stay_over_the_change_to_summer_time_is_counted_in_elapsed_hours() {
    let mut ripe = Ripe::of(Transition::YellowToPlan);
    ripe.on("03-31");
    ripe.card.assessments = vec![
        sign(Sign::Green, "03-29 15:00", "M.H."),
        sign(Sign::Green, "03-30 15:00", "J.A."),
    ];
    for fact in [&mut ripe.card.facts.told, &mut ripe.card.facts.view] {
        fact.as_mut().expect("told").at = at("03-30 15:20");
    }
    ripe.card.facts.crisis_plan = Some(noted("03-30 15:20", ()));
    ripe.card.since = at("03-28 13:00");
    assert_eq!(show::hinders(&ripe.judge()), ["D1 closed: 71 h of 72 h"]);
    ripe.card.since = at("03-28 12:00");
    assert_eq!(show::hinders(&ripe.judge()), Vec::<String>::new());
}

/// An assessment at 06:00 on the Saturday is 23 elapsed hours old at 06:00 on the Sunday.
#[test]
fn windows_are_local_and_ages_are_elapsed_on_the_night_of_the_change() {
    assert_eq!(at("03-29 06:00").since(at("03-28 06:00")), Span::hours(23));
    assert_eq!(at("03-30 13:00").since(at("03-29 13:00")), Span::hours(24));
    assert_eq!(
        at("10-25 06:00").since(at("10-24 06:00")),
        Span::hours(25),
        "and in autumn"
    );
    assert_eq!(
        at("03-30 13:00").millis() % 86_400_000,
        11 * 3_600_000,
        "13:00 is 11:00 UTC"
    );
    assert_eq!(
        at("03-27 13:00").millis() % 86_400_000,
        12 * 3_600_000,
        "13:00 was 12:00 UTC"
    );
}

#[test]
fn a_wall_clock_time_that_does_not_exist_is_the_instant_after_the_skip() {
    assert_eq!(at("03-29 02:30"), at("03-29 03:00"));
    assert_eq!(at("03-29 03:00").since(at("03-29 01:59")), Span::minutes(1));
    let repeated = at("10-25 02:30");
    assert_eq!(
        at("10-25 03:30").since(repeated),
        Span::hours(2),
        "the first of the two"
    );
}

#[test]
fn days_of_greens_are_local_dates() {
    let mut ripe = Ripe::of(Transition::YellowToPlan);
    // 23:30 UTC on 16 March is 00:30 on 17 March in Stockholm.
    ripe.card.assessments = vec![
        sign(Sign::Green, "03-17 00:30", "M.H."),
        sign(Sign::Green, "03-17 15:00", "J.A."),
    ];
    let hinders = show::hinders(&ripe.judge());
    assert_eq!(
        hinders,
        ["D3 closed: 2 of 2 greens on 1 of 2 days by 2 of 1 persons"]
    );
    ripe.card.assessments[0] = sign(Sign::Green, "03-16 23:30", "M.H.");
    assert!(gate::all_open(&ripe.judge()));
}

#[test]
fn lengths_are_shown_in_whole_hours_and_minutes_cut() {
    let cases = [
        (Span::minutes(68 * 60 + 20), "68 h 20 min"),
        (Span::millis((68 * 60 + 21) * 60_000 - 1), "68 h 20 min"),
        (Span::hours(168), "168 h"),
        (Span::seconds(59), "0 min"),
    ];
    for (span, text) in cases {
        assert_eq!(span.to_string(), text);
    }
    let nearest = [
        (Span::minutes(64 * 60 + 30), 65),
        (Span::minutes(64 * 60 + 29), 64),
    ];
    for (span, hours) in nearest {
        assert_eq!(span.nearest_hours(), hours, "D3f in whole hours, nearest");
    }
}

#[test]
fn steps_are_taken_only_from_monday_to_thursday_before_a_working_day() {
    let allowed: Vec<_> = (0..35)
        .map(|days| shared::time::days_after(day("03-23"), days))
        .filter(|date| Calendar::default().is_execution_day(*date))
        .map(|date| date.format("%m-%d").to_string())
        .collect();
    assert_eq!(
        allowed,
        [
            "03-23", "03-24", "03-25", "03-26", // an ordinary week
            "03-30", "03-31", "04-01", // Maundy Thursday is worked, but Good Friday follows
            "04-07", "04-08", "04-09", // after Easter Monday
            "04-13", "04-14", "04-15", "04-16", //
            "04-20", "04-21", "04-22", "04-23",
        ]
    );
}

#[test]
fn clock_times_are_cut_to_the_minute() {
    assert_eq!(
        (at("03-12 19:17:59") + Span::millis(999)).local().clock(),
        "19:17"
    );
    assert_eq!(Timestamp::from_millis(0).local().clock(), "01:00");
}
