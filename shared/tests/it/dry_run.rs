//! What other numbers would have proposed in the past weeks.

use chrono::NaiveDate;
use shared::deescalation::dry_run::{DryRun, Stay};
use shared::deescalation::policy::Policy;
use shared::{Event, Span, Timestamp};

use crate::fixture::{at, client, day};
use crate::play::Play;
use crate::stories::off_the_board;

/// F.N.'s stays on yellow that either set of numbers would have ended.
fn stays(play: &Play, present: &Policy, tried: &Policy) -> Vec<Stay> {
    let mut run = DryRun::new(present, tried, day("03-01"));
    for recorded in &play.log {
        run.read(recorded);
    }
    let mut found = run.finish(play.now).stays;
    found.retain(|stay| stay.client == client("F.N."));
    found
}

fn mornings(stays: &[Stay]) -> Vec<(Timestamp, Option<NaiveDate>, Option<NaiveDate>)> {
    stays
        .iter()
        .map(|stay| (stay.since, stay.present, stay.tried))
        .collect()
}

/// D1 of F.N. was 92 h 20 min on Tuesday 17 March at 13:00.
fn a_stay_of(hours: i64) -> Policy {
    let mut policy = Policy::default();
    policy.yellow_to_plan.stay = Span::hours(hours);
    policy
}

#[test]
fn numbers_that_ask_for_more_would_have_kept_the_client_on_the_board() {
    let play = off_the_board();
    let since = at("03-13 16:40");
    let tuesday = Some(day("03-17"));
    let rp_1 = Policy::default();
    for (present, tried, mornings_of_both) in [
        (&rp_1, &a_stay_of(92), (tuesday, tuesday)),
        (&rp_1, &a_stay_of(93), (tuesday, None)),
        (&a_stay_of(93), &rp_1, (None, tuesday)),
    ] {
        let (present, tried) = (
            mornings(&stays(&play, present, tried)),
            [(since, mornings_of_both.0, mornings_of_both.1)],
        );
        assert_eq!(present, tried);
    }
    assert_eq!(stays(&play, &a_stay_of(93), &a_stay_of(94)), []);
}

#[test]
fn a_pause_and_the_numbers_in_force_then_do_not_count() {
    let mut play = off_the_board();
    let paused = shared::Command::PauseTeam {
        reason: "semester".to_owned(),
    };
    play.does("G.S.", &paused);
    let present = Policy::default();
    assert!(present.paused);
    let found = stays(&play, &present, &a_stay_of(93));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].present, Some(day("03-17")));
}

#[test]
fn a_morning_on_which_the_rules_stood_still_proposes_nothing() {
    let play = off_the_board();
    let mut log = play.log.clone();
    let morning = at("03-17 06:00");
    let first = log.iter().position(|recorded| recorded.at >= morning);
    let first = first.expect("an entry on Tuesday");
    let mut stopped = log[first].clone();
    stopped.at = at("03-17 05:00");
    stopped.event = Event::RulesStopped {
        since: at("03-17 04:50"),
    };
    log.insert(first, stopped);
    let rp_1 = Policy::default();
    let mut run = DryRun::new(&rp_1, &rp_1, day("03-01"));
    for recorded in &log {
        run.read(recorded);
    }
    assert_eq!(run.finish(play.now).stays, []);
}
