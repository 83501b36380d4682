//! A ladder whose server was away, and one whose clock jumps.

use shared::alert::letter::Text;
use shared::alert::{AlertState, Rung};
use shared::board::card::Sign;
use shared::board::event::Recorded;
use shared::due::{self, Due};
use shared::people::People;
use shared::wording::{Language, timeline};
use shared::{Command, Event, Timestamp};

use crate::fixture::{at, client, staff};
use crate::ladder::red_at_19_12;
use crate::play::Play;

/// The rungs of the log from a number on, each with its time and that at which it was due.
fn rungs(play: &Play, from: usize) -> Vec<(Rung, Timestamp, Option<Timestamp>)> {
    let rung = |one: &Recorded| match one.event {
        Event::RungReached { rung, due, .. } | Event::NobodyReached { rung, due, .. } => {
            Some((rung, one.at, due))
        }
        _ => None,
    };
    play.log[from..].iter().filter_map(rung).collect()
}

fn signs(who: &str) -> Command {
    Command::Assess {
        client: client(who),
        sign: Sign::Yellow,
    }
}

/// The clock shows another time, and what is due then happens.
fn jump(play: &mut Play, moment: &str) {
    play.now = at(moment);
    play.until(at(moment));
}

#[test]
fn rungs_that_were_missed_come_once_in_order_and_say_when_they_were_due() {
    let mut play = red_at_19_12();
    let before = play.log.len();
    jump(&mut play, "03-12 19:24");
    let now = at("03-12 19:24");
    assert_eq!(
        rungs(&play, before),
        [
            (Rung::T2, now, Some(at("03-12 19:14"))),
            (Rung::T5, now, Some(at("03-12 19:17"))),
            (Rung::T10, now, Some(at("03-12 19:22"))),
        ]
    );
    let words = |language| {
        let lines = play.log[before..].iter();
        let lines = lines.map(|one| timeline::line(language, one, &People::default(), now));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert!(words(Language::Sv).contains("larmas igen, 10 min för sent"));
    assert!(words(Language::En).contains("told again, 10 min late"));

    // The next one comes in its time, and says nothing.
    let before = play.log.len();
    play.at("03-12 19:27");
    let next = rungs(&play, before)[0];
    assert_eq!(next, (Rung::T15, at("03-12 19:27"), None));
}

#[test]
fn a_clock_that_jumps_an_hour_ahead_brings_each_rung_once() {
    let mut play = red_at_19_12();
    let before = play.log.len();
    jump(&mut play, "03-12 20:13");
    let came: Vec<Rung> = rungs(&play, before)
        .iter()
        .map(|(rung, ..)| *rung)
        .collect();
    let repeats = (1..=5).map(Rung::Repeat);
    let ladder = [Rung::T2, Rung::T5, Rung::T10, Rung::T15];
    assert_eq!(came, ladder.into_iter().chain(repeats).collect::<Vec<_>>());
}

#[test]
fn a_clock_that_jumps_an_hour_back_begins_the_ladder_at_once_and_not_an_hour_later() {
    let mut play = red_at_19_12();
    play.at("03-12 19:15");
    let before = play.log.len();
    play.now = at("03-12 18:15");
    let number = play.alert("D.M.").number;
    let next = due::next(&play.board, play.now);
    assert_eq!(next, Some((play.now, Due::Begin { alert: number })));
    play.at("03-12 18:20");
    assert_eq!(
        rungs(&play, before),
        [
            (Rung::T0, at("03-12 18:15"), None),
            (Rung::T2, at("03-12 18:17"), None),
            (Rung::T5, at("03-12 18:20"), None),
        ]
    );
    let first = play.log[before].event.letters()[0];
    assert_eq!(
        (first.text, first.deadline),
        (Text::M1, Some(at("03-12 18:20")))
    );
}

#[test]
fn a_clock_that_jumps_back_gives_nobody_an_alert_that_a_colleague_has_taken() {
    let mut play = red_at_19_12();
    play.at("03-12 19:13").ack("R.E.", "D.M.");
    let before = play.log.len();
    play.now = at("03-12 18:15");
    play.at("03-12 18:44");
    assert_eq!(rungs(&play, before), []);
    assert!(matches!(
        play.alert("D.M.").state,
        AlertState::Acknowledged { .. }
    ));
}

/// The time at which the ladder began again.
fn restarted(play: &Play) -> Vec<Timestamp> {
    let is_one = |one: &&Recorded| matches!(one.event, Event::LadderRestarted { .. });
    play.log.iter().filter(is_one).map(|one| one.at).collect()
}

#[test]
fn after_a_jump_back_whoever_took_it_has_thirty_minutes_and_not_an_hour_more() {
    let mut play = red_at_19_12();
    play.at("03-12 19:13").ack("R.E.", "D.M.");
    play.now = at("03-12 18:15");
    let number = play.alert("D.M.").number;
    let next = due::next(&play.board, play.now);
    assert_eq!(next, Some((play.now, Due::Await { alert: number })));
    let before = play.log.len();
    play.at("03-12 18:45");
    assert_eq!(restarted(&play), [at("03-12 18:45")]);
    assert_eq!(
        rungs(&play, before),
        [(Rung::T0, at("03-12 18:45"), None)],
        "with the list of this minute"
    );
    // Whoever takes it now withdraws it from the phones of everyone else (M9).
    let before = play.log.len();
    play.at("03-12 18:46").ack("T.V.", "D.M.");
    let told = play.log[before].event.letters();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].to, told[0].text), (staff("R.E."), Text::M9));
    assert!(restarted(&play).len() == 1);
}

#[test]
fn after_a_jump_back_an_entry_ends_the_alert_and_nothing_begins_again() {
    let mut play = red_at_19_12();
    play.at("03-12 19:13").ack("R.E.", "D.M.");
    play.now = at("03-12 18:15");
    play.at("03-12 18:20");
    play.ask("R.E.", &signs("D.M.")).expect("the signs");
    play.at("03-12 20:00");
    assert_eq!(restarted(&play), []);
}

#[test]
fn a_jump_ahead_after_an_answer_begins_again_at_once_and_the_jump_home_does_not_lame_it() {
    let mut play = red_at_19_12();
    play.at("03-12 19:13").ack("R.E.", "D.M.");
    let before = play.log.len();
    jump(&mut play, "03-12 20:14");
    assert_eq!(restarted(&play), [at("03-12 20:14")], "once");
    assert_eq!(rungs(&play, before), [(Rung::T0, at("03-12 20:14"), None)]);
    // It is taken again, and the clock is set right.
    play.ack("T.V.", "D.M.");
    play.now = at("03-12 19:15");
    play.at("03-12 19:44");
    assert_eq!(restarted(&play).len(), 1);
    play.at("03-12 19:45");
    assert_eq!(restarted(&play).len(), 2, "thirty minutes after that");
}
