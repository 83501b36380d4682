use shared::protocol::Step;
use shared::{Board, people::People};

use super::*;

/// The device's clock is a whole day behind the server's, so that a mixed-up clock shows.
const DEVICE: i64 = 1_000_000;
const SERVER: i64 = DEVICE + 86_400_000;

fn epoch(letter: char) -> Epoch {
    format!("0000000000000000000000000{letter}")
        .parse()
        .unwrap()
}

fn position(seq: u64) -> Position {
    Position {
        epoch: epoch('A'),
        seq: Seq(seq),
    }
}

fn at(seconds: i64) -> At {
    At {
        now: Timestamp::from_millis(DEVICE + seconds * 1_000),
        chance: 0,
    }
}

fn server(seconds: i64) -> Timestamp {
    Timestamp::from_millis(SERVER + seconds * 1_000)
}

fn hello(position: Option<Position>) -> Action {
    Action::Send(ClientMessage::Hello {
        version: VERSION,
        position,
    })
}

fn step(seq: u64) -> Heard {
    ServerMessage::Step(Step {
        seq: Seq(seq),
        recorded: None,
    })
}

fn stepped(seq: u64) -> Action {
    Action::Deliver(News::Stepped(Seq(seq), None))
}

fn ping(seq: u64, seconds: i64) -> Heard {
    ServerMessage::Ping {
        seq: Seq(seq),
        now: server(seconds),
    }
}

fn resumed(seq: u64) -> Heard {
    ServerMessage::Resumed {
        position: position(seq),
    }
}

fn snapshot(epoch_letter: char, seq: u64, seconds: i64) -> Heard {
    ServerMessage::Snapshot(Box::new(Snapshot {
        position: Position {
            epoch: epoch(epoch_letter),
            seq: Seq(seq),
        },
        now: server(seconds),
        board: Board::default(),
        people: People::default(),
    }))
}

fn pong() -> Action {
    Action::Send(ClientMessage::Pong)
}

/// A machine whose page was rendered at number 7, second 0.
fn fresh() -> Machine {
    Machine::for_board(position(7), server(0))
}

/// A machine that follows the log at number 7, second 0.
fn live() -> Machine {
    let mut machine = fresh();
    machine.connect(at(0));
    machine.on_open(at(0));
    machine.on_message(resumed(7), at(0));
    assert_eq!(machine.link(), Link::Live);
    machine
}

/// Lets a second pass at a time, with a ping every ten.
fn pass(machine: &mut Machine, seconds: std::ops::RangeInclusive<i64>, seq: u64) {
    for second in seconds {
        machine.on_tick(at(second));
        if second % 10 == 0 {
            assert_eq!(machine.on_message(ping(seq, second), at(second)), [pong()]);
        }
    }
}

#[test]
fn a_page_joins_after_the_position_that_it_was_rendered_at() {
    let mut machine = fresh();
    assert_eq!(machine.link(), Link::Connecting);
    assert_eq!(machine.connect(at(0)), [Action::Open]);
    assert_eq!(machine.on_open(at(1)), [hello(Some(position(7)))]);
    assert_eq!(machine.link(), Link::Connecting);
    assert_eq!(
        machine.on_message(resumed(7), at(1)),
        [Action::Deliver(News::Ready)]
    );
    assert_eq!(machine.link(), Link::Live);
}

#[test]
fn connecting_twice_changes_nothing() {
    let mut machine = live();
    assert_eq!(machine.connect(at(1)), []);
    assert_eq!(machine.link(), Link::Live);
}

#[test]
fn a_board_that_missed_something_is_behind_until_the_last_step_is_there() {
    let mut machine = fresh();
    machine.connect(at(0));
    machine.on_open(at(3));
    machine.on_message(resumed(9), at(4));
    assert_eq!(machine.link(), Link::Behind { since: server(0) });
    assert_eq!(machine.on_message(step(8), at(4)), [stepped(8)]);
    assert_eq!(machine.link(), Link::Behind { since: server(0) });
    assert_eq!(machine.on_message(step(9), at(4)), [stepped(9)]);
    assert_eq!(machine.link(), Link::Live);
}

#[test]
fn a_snapshot_replaces_what_was_known_and_its_epoch_counts_from_then_on() {
    let mut machine = fresh();
    machine.connect(at(0));
    machine.on_open(at(1));
    let actions = machine.on_message(snapshot('B', 3, 1), at(1));
    assert!(matches!(
        &actions[..],
        [
            Action::Deliver(News::Replaced(_)),
            Action::Deliver(News::Ready)
        ]
    ));
    assert_eq!(machine.link(), Link::Live);
    assert_eq!(machine.on_message(step(4), at(2)), [stepped(4)]);

    machine.on_close(1006, at(3));
    machine.on_tick(at(4));
    let expected = Position {
        epoch: epoch('B'),
        seq: Seq(4),
    };
    assert_eq!(machine.on_open(at(4)), [hello(Some(expected))]);
}

#[test]
fn a_step_that_was_seen_already_is_not_delivered_again() {
    let mut machine = live();
    assert_eq!(machine.on_message(step(7), at(1)), []);
    assert_eq!(machine.on_message(step(8), at(1)), [stepped(8)]);
    assert_eq!(machine.on_message(step(8), at(1)), []);
    assert_eq!(machine.link(), Link::Live);
}

#[test]
fn a_gap_closes_the_line_and_the_position_is_resumed() {
    let mut machine = live();
    assert_eq!(machine.on_message(step(9), at(1)), [Action::Close]);
    assert_eq!(machine.link(), Link::Offline { since: server(0) });
    assert_eq!(
        machine.on_message(step(10), at(1)),
        [],
        "the closed socket counts no more"
    );
    assert_eq!(machine.on_tick(at(2)), [Action::Open]);
    assert_eq!(machine.on_open(at(2)), [hello(Some(position(7)))]);
}

#[test]
fn a_second_gap_at_the_same_number_asks_for_everything() {
    let mut machine = live();
    machine.on_message(step(9), at(1));
    machine.on_tick(at(2));
    machine.on_open(at(2));
    machine.on_message(resumed(9), at(2));
    assert_eq!(machine.on_message(step(9), at(2)), [Action::Close]);
    machine.on_tick(at(4));
    assert_eq!(machine.on_open(at(4)), [hello(None)]);
}

#[test]
fn a_server_that_knows_less_than_the_page_is_asked_for_everything() {
    let mut machine = fresh();
    machine.connect(at(0));
    machine.on_open(at(0));
    assert_eq!(machine.on_message(resumed(5), at(0)), [Action::Close]);
    machine.on_tick(at(1));
    assert_eq!(machine.on_open(at(1)), [hello(None)]);
}

#[test]
fn a_ping_shows_that_the_board_is_behind_and_the_next_one_that_it_stays_so() {
    let mut machine = live();
    assert_eq!(machine.on_message(ping(8, 5), at(5)), [pong()]);
    assert_eq!(machine.link(), Link::Behind { since: server(0) });
    assert_eq!(machine.on_message(ping(8, 15), at(15)), [Action::Close]);
    assert_eq!(machine.link(), Link::Offline { since: server(0) });
    machine.on_tick(at(16));
    assert_eq!(machine.on_open(at(16)), [hello(Some(position(7)))]);
}

#[test]
fn steps_that_come_before_the_next_ping_make_the_board_live_again() {
    let mut machine = live();
    machine.on_message(ping(8, 5), at(5));
    machine.on_message(step(8), at(6));
    assert_eq!(machine.link(), Link::Live);
    assert_eq!(
        machine.on_message(ping(9, 15), at(15)),
        [pong()],
        "a newer number, newly missing"
    );
    assert_eq!(machine.link(), Link::Behind { since: server(6) });
}

#[test]
fn silence_makes_the_board_doubtful_and_then_the_line_dead() {
    let mut machine = live();
    pass(&mut machine, 1..=24, 7);
    assert_eq!(machine.link(), Link::Live);
    for second in 25..35 {
        machine.on_tick(at(second));
    }
    assert_eq!(machine.link(), Link::Live, "one ping may be late");
    machine.on_tick(at(35));
    assert_eq!(machine.link(), Link::Behind { since: server(20) });
    for second in 36..45 {
        assert_eq!(machine.on_tick(at(second)), []);
    }
    assert_eq!(machine.on_tick(at(45)), [Action::Close, Action::Open]);
    assert_eq!(machine.link(), Link::Offline { since: server(20) });
}

#[test]
fn a_ping_after_a_doubtful_silence_makes_the_board_live_again() {
    let mut machine = live();
    for second in 1..=16 {
        machine.on_tick(at(second));
    }
    assert_eq!(machine.link(), Link::Behind { since: server(0) });
    machine.on_message(ping(7, 17), at(17));
    assert_eq!(machine.link(), Link::Live);
}

#[test]
fn a_tick_that_comes_far_too_late_means_that_the_device_slept() {
    let mut machine = live();
    machine.on_tick(at(1));
    assert_eq!(machine.on_tick(at(3_600)), [Action::Close, Action::Open]);
    assert_eq!(machine.link(), Link::Offline { since: server(0) });
    assert_eq!(machine.on_open(at(3_600)), [hello(Some(position(7)))]);
}

#[test]
fn a_message_that_waited_in_a_frozen_page_is_not_trusted() {
    let mut machine = live();
    machine.on_tick(at(1));
    assert_eq!(
        machine.on_message(ping(7, 60), at(60)),
        [Action::Close, Action::Open]
    );
    assert_eq!(machine.link(), Link::Offline { since: server(0) });
}

#[test]
fn ticks_that_browsers_slow_down_in_hidden_pages_are_no_sleep() {
    let mut machine = live();
    for second in (10..=180).step_by(10) {
        assert_eq!(machine.on_message(ping(7, second), at(second)), [pong()]);
        if second % 60 == 0 {
            assert_eq!(machine.on_tick(at(second)), []);
        }
    }
    assert_eq!(machine.link(), Link::Live);
}

#[test]
fn waking_up_tries_again_at_once() {
    let mut machine = live();
    machine.on_close(1006, at(1));
    for attempt in 0..8 {
        machine.on_wake(at(2 + attempt));
        machine.on_close(1006, at(2 + attempt));
    }
    assert_eq!(machine.on_tick(at(10)), [], "the wait has become long");
    assert_eq!(machine.on_wake(at(10)), [Action::Open]);
    assert_eq!(machine.on_wake(at(11)), [], "the new attempt gets a moment");
    assert_eq!(
        machine.on_wake(at(13)),
        [Action::Close, Action::Open],
        "this one hangs"
    );
}

#[test]
fn waking_up_with_a_line_that_seems_good_asks_for_proof() {
    let mut machine = live();
    pass(&mut machine, 1..=10, 7);
    assert_eq!(machine.on_wake(at(11)), []);
    assert_eq!(machine.on_message(ping(7, 20), at(20)), [pong()]);
    machine.on_tick(at(24));
    assert_eq!(machine.link(), Link::Live);

    assert_eq!(machine.on_wake(at(25)), []);
    for second in 26..37 {
        assert_eq!(machine.on_tick(at(second)), []);
    }
    assert_eq!(
        machine.on_tick(at(37)),
        [Action::Close, Action::Open],
        "no word since 20"
    );
}

#[test]
fn losing_the_network_is_believed_at_once() {
    let mut machine = live();
    assert_eq!(machine.on_lost(at(5)), [Action::Close]);
    assert_eq!(machine.link(), Link::Offline { since: server(0) });
    assert_eq!(machine.on_lost(at(5)), []);
    assert_eq!(machine.on_wake(at(6)), [Action::Open]);
}

#[test]
fn the_first_attempt_that_fails_dates_the_board_by_its_rendering() {
    let mut machine = fresh();
    machine.connect(at(2));
    assert_eq!(machine.on_close(1006, at(3)), []);
    assert_eq!(machine.link(), Link::Offline { since: server(0) });
}

#[test]
fn waits_grow_to_thirty_seconds_and_there_is_no_last_try() {
    let mut machine = live();
    let mut now = DEVICE;
    let mut waits = Vec::new();
    for _ in 0..40 {
        machine.on_close(
            1006,
            At {
                now: Timestamp::from_millis(now),
                chance: u64::MAX,
            },
        );
        let closed = now;
        loop {
            now += 50;
            let tick = At {
                now: Timestamp::from_millis(now),
                chance: 0,
            };
            if machine.on_tick(tick) == [Action::Open] {
                break;
            }
        }
        waits.push(now - closed);
    }
    assert!(
        waits.iter().all(|wait| (250..=30_050).contains(wait)),
        "{waits:?}"
    );
    let longest: Vec<i64> = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].into();
    for (wait, longest) in waits.iter().zip(longest) {
        assert!(
            (longest / 2..=longest + 50).contains(wait),
            "{wait} is not about {longest}"
        );
    }
}

#[test]
fn chance_spreads_a_wait_over_its_second_half() {
    let wait = |chance| spread(Span::millis(250), Span::millis(500), chance);
    assert_eq!(wait(0), Span::millis(250));
    assert_eq!(wait(250), Span::millis(500));
    assert_eq!(wait(251), Span::millis(250));
}

#[test]
fn a_ping_proves_a_connection_and_only_then_waits_are_short_again() {
    let mut machine = live();
    for _ in 0..6 {
        machine.on_close(1006, at(1));
        machine.on_wake(at(1));
        machine.on_open(at(1));
        machine.on_message(resumed(7), at(1));
    }
    machine.on_close(1006, at(2));
    assert_eq!(
        machine.on_tick(at(5)),
        [],
        "six connections that died at once"
    );
    machine.on_wake(at(6));
    machine.on_open(at(6));
    machine.on_message(resumed(7), at(6));
    machine.on_message(ping(7, 7), at(7));
    machine.on_close(1006, at(8));
    assert_eq!(machine.on_tick(at(9)), [Action::Open]);
}

#[test]
fn a_server_that_restarts_gets_its_clients_back_one_after_the_other() {
    for (chance, opens_at) in [(0, 1), (4_900, 6)] {
        let mut machine = live();
        let closed = At { chance, ..at(1) };
        machine.on_close(CloseCode::Restarting.code(), closed);
        assert_eq!(machine.link(), Link::Offline { since: server(0) });
        assert_eq!(machine.on_tick(at(opens_at)), [Action::Open]);
    }
}

#[test]
fn a_new_life_of_the_stream_is_joined_with_everything() {
    let mut machine = live();
    machine.on_close(CloseCode::NewEpoch.code(), at(1));
    machine.on_tick(at(2));
    assert_eq!(machine.on_open(at(2)), [hello(None)]);
}

#[test]
fn a_slow_reader_resumes() {
    let mut machine = live();
    machine.on_close(CloseCode::Slow.code(), at(1));
    machine.on_tick(at(2));
    assert_eq!(machine.on_open(at(2)), [hello(Some(position(7)))]);
}

#[test]
fn a_final_code_ends_the_line_and_nothing_brings_it_back() {
    for (code, ending) in [
        (CloseCode::BadMessage.code(), Ending::BadMessage),
        (CloseCode::OtherVersion.code(), Ending::OtherVersion),
        (CloseCode::LoggedOut.code(), Ending::LoggedOut),
        (4_999, Ending::OtherVersion),
    ] {
        let mut machine = live();
        assert_eq!(machine.on_close(code, at(1)), []);
        assert_eq!(machine.link(), Link::Ended(ending));
        assert_eq!(machine.on_tick(at(1_000)), []);
        assert_eq!(machine.on_wake(at(1_001)), []);
        assert_eq!(machine.on_lost(at(1_002)), []);
        assert_eq!(machine.link(), Link::Ended(ending));
    }
}

#[test]
fn a_message_that_cannot_be_read_comes_from_a_newer_server() {
    let mut machine = live();
    assert_eq!(machine.on_unreadable(), [Action::Close]);
    assert_eq!(machine.link(), Link::Ended(Ending::OtherVersion));
}

#[test]
fn an_attempt_that_hangs_is_given_up() {
    let mut machine = fresh();
    machine.connect(at(0));
    for second in 1..10 {
        assert_eq!(machine.on_tick(at(second)), []);
    }
    assert_eq!(machine.on_tick(at(10)), [Action::Close]);
    assert_eq!(machine.link(), Link::Offline { since: server(0) });
    assert_eq!(machine.on_tick(at(11)), [Action::Open]);
    machine.on_open(at(11));
    for second in 12..21 {
        machine.on_tick(at(second));
    }
    assert_eq!(
        machine.on_tick(at(21)),
        [Action::Close],
        "opened but never greeted"
    );
}

#[test]
fn a_step_before_the_greeting_is_a_fault() {
    let mut machine = fresh();
    machine.connect(at(0));
    machine.on_open(at(0));
    assert_eq!(machine.on_message(step(8), at(0)), [Action::Close]);
}

#[test]
fn the_servers_time_is_kept_on_a_device_with_a_wrong_clock() {
    let mut machine = live();
    machine.on_message(ping(7, 3_600), at(10));
    assert_eq!(machine.server_time(at(12).now), server(3_602));
}

#[test]
fn a_clock_that_is_set_back_does_not_stop_the_attempts() {
    let mut machine = live();
    machine.on_close(1006, at(3_600));
    machine.on_tick(at(0));
    assert_eq!(machine.server_time(at(0).now), server(3_600));
    assert_eq!(machine.on_tick(at(1)), [Action::Open]);
}
