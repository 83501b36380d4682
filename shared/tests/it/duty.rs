//! Patterns: which shifts a week makes, over midnight, holidays and the change of clocks.

use chrono::NaiveTime;
use shared::duty::{Ask, HolidayWeek, Hours, OnFree, Refusal, Rules, Shift, ShiftKind};
use shared::{Command, Rejection};

use crate::fixture::{at, day, initials, shift, staff};
use crate::play::Play;
use crate::show;

/// The weekdays from Monday to Friday.
pub(crate) const WEEK: [u8; 5] = [0, 1, 2, 3, 4];

pub(crate) fn ask(ask: Ask) -> Command {
    Command::Duty { ask }
}

pub(crate) fn refusal(play: &mut Play, who: &str, wish: Ask) -> Refusal {
    match play.ask(who, &ask(wish)) {
        Err(Rejection::Duty { why }) => why,
        other => panic!("a refusal about the rota was expected, not {other:?}"),
    }
}

pub(crate) fn hours(days: &[u8], from: &str, to: &str, free: OnFree) -> Hours {
    let time = |text| NaiveTime::parse_from_str(text, "%H:%M").expect("hours and minutes");
    Hours {
        days: days.to_vec(),
        from: time(from),
        to: time(to),
        free,
    }
}

fn pattern(who: &str, role: ShiftKind, hours: Hours, first: &str, last: &str) -> Ask {
    Ask::SetPattern {
        who: staff(who),
        role,
        hours,
        every: 1,
        first: day(first),
        last: day(last),
    }
}

/// The shifts of the board, one a line, as a clock on the wall shows them.
pub(crate) fn rota(play: &Play) -> Vec<String> {
    play.board.shifts.iter().map(line).collect()
}

fn line(shift: &Shift) -> String {
    let (from, to) = (show::moment(shift.from), show::moment(shift.to));
    format!("{} {} {from} {to}", initials(shift.who), shift.kind.word())
}

fn jour(first: &str, last: &str) -> Play {
    let mut play = Play::from("03-10 09:00");
    let nights = hours(&[4, 5, 6], "17:00", "08:00", OnFree::Keep);
    play.does(
        "G.S.",
        &ask(pattern("R.E.", ShiftKind::Jour, nights, first, last)),
    );
    play
}

#[test]
fn a_night_on_call_follows_the_clock_on_the_wall_when_summer_time_begins() {
    let play = jour("03-27", "03-29");
    assert_eq!(
        rota(&play),
        [
            "R.E. jour 03-27 17:00 03-28 08:00",
            "R.E. jour 03-28 17:00 03-29 08:00",
            "R.E. jour 03-29 17:00 03-30 08:00",
        ]
    );
    let lengths: Vec<String> = play
        .board
        .shifts
        .iter()
        .map(|shift| shift.to.since(shift.from).to_string())
        .collect();
    assert_eq!(lengths, ["15 h", "14 h", "15 h"]);
}

#[test]
fn a_night_on_call_is_an_hour_longer_when_summer_time_ends() {
    let play = jour("10-24", "10-24");
    assert_eq!(rota(&play), ["R.E. jour 10-24 17:00 10-25 08:00"]);
    let night = play.board.shifts[0];
    assert_eq!(night.to.since(night.from).to_string(), "16 h");
}

#[test]
fn hours_that_the_clock_skips_and_repeats_meet_without_a_hole() {
    for (from, to, length) in [("03-28", "03-29", "23 h"), ("10-24", "10-25", "25 h")] {
        let mut play = Play::from("03-10 09:00");
        let mut every_day = |who, begin, end, first| {
            let hours = hours(&[0, 1, 2, 3, 4, 5, 6], begin, end, OnFree::Keep);
            let wish = pattern(who, ShiftKind::Jour, hours, first, first);
            play.does("G.S.", &ask(wish));
        };
        every_day("R.E.", "02:30", "02:30", from);
        every_day("N.B.", "02:30", "08:00", to);
        let (before, after) = (play.board.shifts[0], play.board.shifts[1]);
        assert_eq!(
            before.to, after.from,
            "{to}: nobody is missing and nobody doubled"
        );
        let spring = before.to.since(before.from).to_string();
        let expected = if length == "23 h" {
            "23 h 30 min"
        } else {
            "24 h"
        };
        assert_eq!(
            spring, expected,
            "from {from} 02:30 to {to} 02:30 or what comes for it"
        );
    }
}

#[test]
fn easter_is_left_out_of_the_week_and_filled_by_another_pattern() {
    let mut play = Play::from("03-10 09:00");
    let office = hours(&WEEK, "08:00", "17:00", OnFree::LeaveOut);
    let feast = hours(&WEEK, "08:00", "08:00", OnFree::Only);
    play.does(
        "G.S.",
        &ask(pattern("L.K.", ShiftKind::DayCm, office, "03-30", "04-10")),
    );
    play.does(
        "G.S.",
        &ask(pattern("T.V.", ShiftKind::Jour, feast, "03-30", "04-10")),
    );
    let worked: Vec<String> = rota(&play)
        .into_iter()
        .map(|line| {
            line.rsplit_once(' ')
                .map(|(rest, _)| rest)
                .unwrap_or_default()
                .to_owned()
        })
        .collect();
    assert_eq!(
        worked,
        [
            "L.K. day_cm 03-30 08:00 03-30",
            "L.K. day_cm 03-31 08:00 03-31",
            "L.K. day_cm 04-01 08:00 04-01",
            // Skärtorsdagen is a working day.
            "L.K. day_cm 04-02 08:00 04-02",
            "T.V. jour 04-03 08:00 04-04",
            // Påskafton is an ordinary Saturday, and no weekday.
            "T.V. jour 04-06 08:00 04-07",
            "L.K. day_cm 04-07 08:00 04-07",
            "L.K. day_cm 04-08 08:00 04-08",
            "L.K. day_cm 04-09 08:00 04-09",
            "L.K. day_cm 04-10 08:00 04-10",
        ]
    );
}

#[test]
fn a_holiday_week_of_the_team_and_midsummers_eve_are_left_out() {
    let mut play = Play::from("05-10 09:00");
    let weeks = vec![HolidayWeek {
        name: "Nationaldagsveckan".to_owned(),
        first: day("06-01"),
        last: day("06-05"),
    }];
    let rules = Rules {
        weeks,
        ..Rules::default()
    };
    play.does("O.D.", &ask(Ask::SetRules { rules }));
    let office = hours(&WEEK, "08:00", "17:00", OnFree::LeaveOut);
    play.does(
        "O.D.",
        &ask(pattern("L.K.", ShiftKind::DayCm, office, "05-29", "06-22")),
    );
    let days: Vec<String> = play
        .board
        .shifts
        .iter()
        .map(|shift| shift.from.local().date().format("%m-%d").to_string())
        .collect();
    assert_eq!(
        days,
        [
            "05-29", "06-08", "06-09", "06-10", "06-11", "06-12", "06-15", "06-16", "06-17",
            "06-18", "06-22"
        ]
    );
}

#[test]
fn every_third_week_is_counted_from_the_week_of_the_first_date() {
    let mut play = Play::from("03-10 09:00");
    let mut wish = pattern(
        "R.E.",
        ShiftKind::Jour,
        hours(&[0, 2], "17:00", "08:00", OnFree::Keep),
        "03-18",
        "04-30",
    );
    if let Ask::SetPattern { every, .. } = &mut wish {
        *every = 3;
    }
    play.does("G.S.", &ask(wish));
    let begins: Vec<String> = play
        .board
        .shifts
        .iter()
        .map(|shift| show::moment(shift.from))
        .collect();
    assert_eq!(
        begins,
        [
            "03-18 17:00",
            "04-06 17:00",
            "04-08 17:00",
            "04-27 17:00",
            "04-29 17:00"
        ]
    );
}

#[test]
fn a_pattern_that_ends_takes_back_only_what_has_not_begun() {
    let mut play = jour("03-13", "04-30");
    play.at("03-14 12:00");
    let pattern = play.board.duty.patterns[0].number;
    play.does(
        "G.S.",
        &ask(Ask::EndPattern {
            pattern,
            from: day("03-01"),
        }),
    );
    assert_eq!(rota(&play), ["R.E. jour 03-13 17:00 03-14 08:00"]);
    assert_eq!(play.board.duty.patterns, []);
}

#[test]
fn a_pattern_never_books_somebody_twice_nor_a_manager_for_care() {
    let mut play = Play::from("03-10 09:00");
    play.duty(&[shift("R.E.", ShiftKind::Day, "03-13 08:00", "03-13 18:00")]);
    let nights = || hours(&[4], "17:00", "08:00", OnFree::Keep);
    let why = refusal(
        &mut play,
        "G.S.",
        pattern("R.E.", ShiftKind::Jour, nights(), "03-13", "03-20"),
    );
    assert_eq!(
        why,
        Refusal::Busy {
            who: staff("R.E."),
            role: ShiftKind::Day,
            from: at("03-13 08:00"),
            to: at("03-13 18:00"),
        }
    );
    let why = refusal(
        &mut play,
        "G.S.",
        pattern("O.D.", ShiftKind::Jour, nights(), "03-13", "03-20"),
    );
    assert_eq!(why, Refusal::NotTheirRole);
    let why = refusal(
        &mut play,
        "R.E.",
        pattern("R.E.", ShiftKind::Jour, nights(), "03-20", "03-27"),
    );
    assert_eq!(why, Refusal::LeaderDecides);
}
