//! The load of a board (`policy.md` 8).

use shared::access::{self, ViewClass};
use shared::alert::letter::Text;
use shared::alert::notice;
use shared::board::card::{Level, Reason};
use shared::board::event::{Actor, Recorded};
use shared::duty::{Shift, ShiftKind};
use shared::load::{self, Counts, Load};
use shared::protocol::Tally;
use shared::{Board, Event};

use crate::fixture::{at, client, day, shift, staff};
use crate::play::Play;

fn by_day(who: &str, kind: ShiftKind) -> Shift {
    shift(who, kind, "03-16 08:00", "03-16 17:00")
}

/// Puts clients on a level without anything that a raise brings about.
fn put(play: &mut Play, whom: &[&str], level: Level) {
    for whom in whom {
        let from = play.card(whom).level;
        let event = Event::Placed {
            client: client(whom),
            from,
            level,
            reason: Reason::Crisis,
            text: "Sover inte".to_owned(),
            review: None,
        };
        play.happen(Actor::Server, vec![event]);
    }
}

/// Tells the board if the load has crossed a threshold.
fn tell(play: &mut Play) -> Option<bool> {
    let event = load::notice(&play.board, play.now)?;
    let Event::LoadCrossed { over } = event else {
        panic!("not a notice: {event:?}");
    };
    play.happen(Actor::Rules, vec![event]);
    Some(over)
}

#[test]
fn each_person_with_a_day_shift_counts_once() {
    let mut play = Play::from("03-16 07:00");
    play.duty(&[
        by_day("M.H.", ShiftKind::Day),
        by_day("M.H.", ShiftKind::DayCm),
        by_day("P.S.", ShiftKind::Day),
        by_day("O.D.", ShiftKind::Manager),
        shift("N.B.", ShiftKind::Jour, "03-16 17:00", "03-17 08:00"),
        shift("A.N.", ShiftKind::Day, "03-17 08:00", "03-17 17:00"),
    ]);
    assert_eq!(load::staffed(&play.board, day("03-16")), 2);
    assert_eq!(load::staffed(&play.board, day("03-17")), 1);
    assert_eq!(load::staffed(&play.board, day("03-18")), 0);
    let load = Load::of_board(&play.board, play.now);
    assert_eq!((load.minutes, load.capacity_minutes), (0, 8 * 60));
}

#[test]
fn crossing_the_capacity_is_told_once_each_way() {
    let mut play = Play::from("03-16 07:00");
    play.duty(&[by_day("M.H.", ShiftKind::Day)]);
    put(&mut play, &["F.N.", "D.M.", "S.O.", "B.T."], Level::Yellow);
    assert_eq!(tell(&mut play), None, "exactly full is not over");
    put(&mut play, &["E.L."], Level::Inpatient);
    assert_eq!(tell(&mut play), Some(true));
    assert!(play.board.overloaded);
    assert_eq!(tell(&mut play), None, "once");
    put(&mut play, &["E.L."], Level::Plan);
    assert_eq!(tell(&mut play), None, "over until less than 95 per cent");
    put(&mut play, &["F.N."], Level::Stepdown);
    assert_eq!(tell(&mut play), Some(false));
    assert!(!play.board.overloaded);
}

#[test]
fn a_manager_follows_the_crossings() {
    let mut play = Play::from("03-16 07:00");
    play.duty(&[by_day("M.H.", ShiftKind::Day)]);
    put(&mut play, &["F.N.", "D.M."], Level::Red);
    tell(&mut play);
    let mut seen = Board::default();
    let visible = |one: &Recorded| access::event(&play.board, one, ViewClass::Load);
    for recorded in play.log.iter().filter_map(visible) {
        seen.apply(&recorded);
    }
    assert!(seen.overloaded && seen.cards.is_empty());
    let seen = access::view(&play.board, ViewClass::Load);
    assert!(seen.overloaded);
    let counts = Counts::of_levels(Tally::of(&play.board, play.now).levels);
    assert_eq!(
        Load::on(&seen, counts, day("03-16")),
        Load::of_board(&play.board, play.now),
        "a manager sees the load without a card"
    );
}

#[test]
fn an_exercise_asks_for_no_hours() {
    let mut play = Play::from("03-16 07:00");
    play.duty(&[by_day("M.H.", ShiftKind::Day)]);
    put(&mut play, &["F.N.", "D.M."], Level::Red);
    let before = (
        Load::of_board(&play.board, play.now),
        Tally::of(&play.board, play.now).levels,
    );
    let event = Event::MarkedForExercise {
        client: client("E.L."),
    };
    play.happen(Actor::Server, vec![event]);
    put(&mut play, &["E.L."], Level::Red);
    let after = (
        Load::of_board(&play.board, play.now),
        Tally::of(&play.board, play.now).levels,
    );
    assert_eq!(after, before);
}

#[test]
fn the_manager_on_duty_gets_one_letter_by_day() {
    let mut play = Play::from("03-16 07:00");
    let mut chance = fastrand::Rng::with_seed(1);
    play.duty(&[
        by_day("M.H.", ShiftKind::Day),
        by_day("O.D.", ShiftKind::Manager),
    ]);
    let mut told = |moment: &str| {
        let letters = notice::overloaded(&play.board, at(moment), &mut chance);
        letters
            .iter()
            .map(|one| (one.to, one.text))
            .collect::<Vec<_>>()
    };
    assert_eq!(told("03-16 09:00"), [(staff("O.D."), Text::M8)]);
    assert_eq!(told("03-16 07:30"), [], "not on duty yet");
    assert_eq!(told("03-16 18:00"), []);
}
