//! Entries made offline reach the server late and in another order.
//!
//! What people entered in a history is delivered twice: at the moments at which it
//! happened, and with delays of up to ten days for what depends on nothing else. Both
//! boards must show the same cards, in every field, when everything has arrived.
//!
//! Delivered on time in both, because they depend on one another: levels (a placing names
//! the one that it is based on), planned contacts and what becomes of them, actions,
//! vetoes, requests, who holds a post, and access in an emergency, which needs the server.
//! What the rules did is left out of both: they
//! act on what the server knows in that moment, and `policy.md` 5 says how that is mended.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use shared::board::Board;
use shared::board::event::{Actor, Recorded};
use shared::{Event, Span};

use crate::play::Play;

pub(crate) fn check(play: &Play, seed: u32) -> Result<(), TestCaseError> {
    let founded = play.log.iter().take_while(|one| one.by == Actor::Server);
    let mut moments = BTreeSet::new();
    let entered = play.log.iter().filter(|one| {
        let is_entry = matches!(one.by, Actor::Staff(_)) && one.event.is_entered();
        // Of two entries of the same moment neither is the later one.
        is_entry && moments.insert((one.event.client(), one.when()))
    });
    let entered: Vec<_> = entered.collect();
    let mut board = Board::default();
    for recorded in founded {
        board.apply(recorded);
    }
    let on_time = deliver(board.clone(), &entered, |_| Span::default());
    let late = deliver(board, &entered, |one| delay(one, seed));
    for (client, card) in &on_time.cards {
        prop_assert_eq!(Some(card), late.cards.get(client), "in order, and late");
    }
    Ok(())
}

fn deliver(mut board: Board, entered: &[&Recorded], delay: impl Fn(&Recorded) -> Span) -> Board {
    let mut all: Vec<_> = entered
        .iter()
        .map(|one| Recorded {
            at: one.when() + delay(one),
            happened: Some(one.when()),
            ..(*one).clone()
        })
        .collect();
    all.sort_by_key(|one| (one.at, one.seq));
    for recorded in &all {
        board.apply(recorded);
    }
    board.seq = shared::position::Seq::default();
    board
}

fn delay(recorded: &Recorded, seed: u32) -> Span {
    if !is_independent(&recorded.event) {
        return Span::default();
    }
    let salt = recorded.seq.0.wrapping_mul(2_654_435_761) ^ u64::from(seed);
    let delays = [0, 0, 20, 600, 14_400];
    let place = usize::try_from(salt / 7 % delays.len() as u64).unwrap_or_default();
    Span::minutes(delays[place])
}

/// Whether an entry says something on its own.
fn is_independent(event: &Event) -> bool {
    matches!(
        event,
        Event::Assessed { .. }
            | Event::Noted { .. }
            | Event::FlagRaised { .. }
            | Event::FlagCleared { .. }
            | Event::LegalChanged { .. }
            | Event::ReviewSet { .. }
            | Event::ContactNamed { .. }
    )
}
