//! Properties of the board, held in long random histories of commands, times and faults.
//!
//! Each history is played once and checked by every property ([`properties::check`]). The
//! histories are the same on every run, and are shared out among four tests that run side
//! by side. `TAVLA_HISTORIES` says how many there are in all (10 000 unless it is set),
//! `TAVLA_SEED` begins elsewhere; `make histories` plays a million new ones. A history that
//! breaks a property is printed in its shortest form; its seed is kept in
//! `histories.regressions` beside this folder and is played first from then on.

mod converge;
mod counted;
mod kept;
mod letters;
mod oracle;
mod play;
mod properties;
mod story;
mod take;
mod team;
mod turn;

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence, RngSeed, TestRunner};

use crate::counted::Counted;

const SHARES: u32 = 4;

fn setting(name: &str) -> Option<u64> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test may be told how long to run"
    )]
    let value = std::env::var(name).ok()?;
    Some(value.parse().expect("a number"))
}

/// Plays one share of the histories.
fn play_share(share: u32) {
    let histories = setting("TAVLA_HISTORIES").unwrap_or(10_000);
    let seed = setting("TAVLA_SEED").unwrap_or(20_260_312) + u64::from(share);
    let cases = u32::try_from(histories).expect("not so many") / SHARES;
    let config = Config {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/histories.regressions",
        ))),
        max_shrink_iters: 20_000,
        max_shrink_time: 120_000,
        ..Config::default()
    };
    let counted = RefCell::new(Counted::default());
    let histories = (turn::history(), any::<u32>());
    let checked = TestRunner::new(config).run(&histories, |(turns, cut)| {
        let play = take::play(&turns);
        counted.borrow_mut().count(&play);
        properties::check(&play, cut)
    });
    if let Err(failure) = checked {
        panic!("TAVLA_SEED={seed} (share {share}): {failure}");
    }
    counted.borrow().check(cases);
}

#[test]
fn properties_hold_in_the_first_share_of_the_histories() {
    play_share(0);
}

#[test]
fn properties_hold_in_the_second_share_of_the_histories() {
    play_share(1);
}

#[test]
fn properties_hold_in_the_third_share_of_the_histories() {
    play_share(2);
}

#[test]
fn properties_hold_in_the_fourth_share_of_the_histories() {
    play_share(3);
}
