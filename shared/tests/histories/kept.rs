//! Histories that once broke a property, in their shortest form.

use shared::board::card::{Level, Reason};

use crate::turn::{Turn, Wish};
use crate::{properties, take};

#[track_caller]
fn check(turns: &[Turn]) {
    let play = take::play(turns);
    for cut in [0, 7, 31, 1_000] {
        if let Err(broken) = properties::check(&play, cut) {
            panic!("{broken}");
        }
    }
}

fn better(days: u8, level: Level) -> Turn {
    Turn::Better {
        whom: 0,
        days,
        level,
        without: None,
        to_proposal: false,
    }
}

fn ask(wish: Wish, ago: i64) -> Turn {
    let (who, whom) = (0, 0);
    Turn::Ask {
        who,
        whom,
        wish,
        ago,
    }
}

fn place(level: Level, ago: i64) -> Turn {
    let (reason, stale) = (Reason::Crisis, false);
    let wish = Wish::Place {
        level,
        reason,
        stale,
    };
    ask(wish, ago)
}

/// A manager's view held the cards that are kept for late entries, and the drafts.
#[test]
fn a_manager_does_not_see_the_steps_that_were_taken() {
    check(&[better(12, Level::Red)]);
}

/// The level of a raise was lost where the clock of the device ran behind, and its alert
/// climbed for a client who was not on the board.
#[test]
fn a_raise_by_a_device_whose_clock_runs_behind_holds() {
    let crisis = Wish::LogContact {
        reached: true,
        crisis: true,
        planned: false,
    };
    let play = take::play(&[place(Level::Yellow, 1)]);
    assert_eq!(play.card(0).level, Level::Yellow);
    check(&[
        place(Level::Yellow, 1),
        ask(crisis, 0),
        better(8, Level::Yellow),
    ]);
    check(&[
        place(Level::Red, 1),
        place(Level::Yellow, 2),
        better(4, Level::Yellow),
    ]);
}

/// What was decided before the client was enrolled began before that: a crisis since then
/// belongs to the stay.
#[test]
fn a_stay_may_begin_before_the_client_was_enrolled() {
    let crisis = Wish::LogContact {
        reached: true,
        crisis: true,
        planned: false,
    };
    check(&[
        ask(crisis, 1),
        place(Level::Yellow, 2),
        better(4, Level::Yellow),
    ]);
}

/// A consent that is withdrawn holds on receipt. It takes no step back, and no letter goes
/// to somebody who has just lost the right.
#[test]
fn a_consent_that_was_withdrawn_before_a_step_takes_nothing_back() {
    let withdraw = Wish::Consent {
        region: false,
        municipality: false,
    };
    check(&[better(17, Level::Red), ask(withdraw, 61)]);
}

/// An hour after its time a contact is missed at that time, however late it was booked.
#[test]
fn a_contact_that_was_booked_too_late_was_missed_at_its_time() {
    let book = Wish::Book {
        with: 1,
        minutes: 760,
    };
    check(&[
        better(5, Level::Yellow),
        ask(book, 2_047),
        better(7, Level::Yellow),
    ]);
}

/// Setting the same level again does not keep a late crisis from taking the step back.
#[test]
fn the_same_level_again_is_no_change_by_a_person() {
    let crisis = Wish::LogContact {
        reached: true,
        crisis: true,
        planned: false,
    };
    check(&[
        better(9, Level::Red),
        place(Level::Stepdown, 0),
        ask(crisis, 61),
        better(13, Level::Red),
    ]);
}
