//! Joining the log without a hole (`design.md` 4).

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use shared::position::{Gap, Seq, merge};
use shared::protocol::Step;

/// The same numbers on every run.
fn config() -> Config {
    Config {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_260_312),
        ..Config::default()
    }
}

fn steps(numbers: &[u64]) -> Vec<Step> {
    numbers
        .iter()
        .map(|number| Step {
            seq: Seq(*number),
            recorded: None,
        })
        .collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_merge_has_no_gap_or_says_after_which_number_it_is(
        after in 0_u64..6,
        read in vec(0_u64..12, 0..8),
        buffered in vec(0_u64..12, 0..8),
    ) {
        let newer: BTreeSet<u64> =
            read.iter().chain(&buffered).copied().filter(|number| *number > after).collect();
        let whole = newer.iter().zip(after + 1..).take_while(|(had, wanted)| *had == wanted);
        let last = whole.last().map_or(after, |(had, _)| *had);
        let merged = merge(Seq(after), steps(&read), steps(&buffered));
        if newer.last().is_none_or(|newest| *newest == last) {
            let numbers: Vec<u64> =
                merged.expect("no hole").into_iter().map(|step| step.seq.0).collect();
            prop_assert_eq!(numbers, (after + 1..=last).collect::<Vec<_>>());
        } else {
            prop_assert_eq!(merged, Err(Gap { after: Seq(last) }));
        }
    }
}
