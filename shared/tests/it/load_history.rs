//! The daily figures of the load, against counting each day from the beginning.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use shared::alert::{AlertNumber, Class};
use shared::board::card::{HoldKind, Level, Reason};
use shared::board::event::{Actor, Event, Recorded};
use shared::deescalation::Transition;
use shared::load::history::{Day, History, RETURN_DAYS, weeks};
use shared::load::report::Report;
use shared::load::{Band, Counts, Load, Weights};
use shared::time::{days_after, weekday};
use shared::{Board, ClientId, Command, Span, Timestamp};

use crate::fixture::{CLIENTS, MORE_CLIENTS, at, client, day, staff};
use crate::meeting::start;
use crate::play::Play;

/// The first day of the synthetic year, and how many follow.
const FIRST: &str = "02-02";
const DAYS: u64 = 365;

fn placed(whom: ClientId, from: Level, level: Level) -> Event {
    Event::Placed {
        client: whom,
        from,
        level,
        reason: Reason::Crisis,
        text: "Sover inte".to_owned(),
        review: None,
    }
}

/// Everything that the figures are made from, as it was written, without the board.
#[derive(Default)]
struct Wrote {
    /// When which client was on which level from then on.
    levels: Vec<(Timestamp, ClientId, Level)>,
    /// What else is counted, by date.
    counted: BTreeMap<NaiveDate, Day>,
    /// When alerts of the first class were raised, and after how many seconds taken.
    taken: Vec<(Timestamp, Option<u32>)>,
}

/// A year of a team in which something happens on most days.
fn year(seed: u64) -> (Play, Wrote) {
    let mut chance = fastrand::Rng::with_seed(seed);
    let mut play = Play::from(&format!("{FIRST} 00:00"));
    let mut wrote = Wrote::default();
    let first = day(FIRST);
    let last = days_after(first, DAYS);
    let staffed: Vec<shared::duty::Shift> = (0..=DAYS)
        .map(|days| days_after(first, days))
        .filter(|date| weekday(*date) < 5)
        .flat_map(|date| {
            ["M.H.", "A.N.", "N.B."].map(|who| shared::duty::Shift {
                who: staff(who),
                kind: shared::duty::ShiftKind::Day,
                from: Timestamp::at_hour(date, 8),
                to: Timestamp::at_hour(date, 17),
            })
        })
        .collect();
    play.duty(&staffed);
    let all: Vec<ClientId> = CLIENTS.iter().map(|(who, ..)| client(who)).collect();
    let mut levels: BTreeMap<ClientId, Level> = all.iter().map(|one| (*one, Level::Plan)).collect();
    let mut number = AlertNumber::FIRST;
    while play.now.local().date() < last {
        // Now and then nothing happens for days.
        let quiet = if chance.u8(0..20) == 0 {
            4 * 1_440
        } else {
            600
        };
        play.now = play.now + Span::minutes(chance.i64(1..quiet));
        let date = play.now.local().date();
        let whom = all[chance.usize(0..all.len())];
        let from = levels[&whom];
        let figures = wrote.counted.entry(date).or_default();
        match chance.u8(0..10) {
            0..=4 => {
                let level = Level::ALL[chance.usize(0..Level::ALL.len())];
                let steps = [Level::Plan, Level::Stepdown, Level::Yellow, Level::Red];
                let step = |level| steps.iter().position(|one| *one == level);
                if let (Some(new), Some(old)) = (step(level), step(from)) {
                    figures.lowered += u32::from(new < old);
                }
                levels.insert(whom, level);
                wrote.levels.push((play.now, whom, level));
                play.happen(Actor::Staff(staff("M.H.")), vec![placed(whom, from, level)]);
            }
            5 if from == Level::Yellow => {
                figures.steps += 1;
                levels.insert(whom, Level::Plan);
                wrote.levels.push((play.now, whom, Level::Plan));
                let stepped = Event::SteppedDown {
                    client: whom,
                    transition: Transition::YellowToPlan,
                    policy: "RP-1".to_owned(),
                    verdicts: Vec::new(),
                };
                play.happen(Actor::Rules, vec![stepped]);
            }
            6 => {
                figures.vetoes += 1;
                let held = Event::HoldSet {
                    client: whom,
                    by: HoldKind::default(),
                    reason: "Vänta".to_owned(),
                    until: None,
                };
                play.happen(Actor::Staff(staff("M.H.")), vec![held]);
            }
            7 | 8 => {
                let alert = AlertNumber::new(number).expect("four digits");
                number += 1;
                let raised = Event::AlertRaised {
                    visit: false,
                    alert,
                    client: whom,
                    class: Class::P1,
                    tonight: false,
                    in_meeting: false,
                };
                let since = play.now;
                play.happen(Actor::Rules, vec![raised]);
                let seconds = chance.u32(5..1_500);
                let is_taken = chance.u8(0..5) > 0;
                if is_taken {
                    play.now = play.now + Span::seconds(seconds.into());
                    let taken = Event::Acknowledged {
                        alert,
                        letters: Vec::new(),
                    };
                    play.happen(Actor::Staff(staff("N.B.")), vec![taken]);
                    play.happen(Actor::Rules, vec![Event::AlertClosed { alert }]);
                }
                wrote.taken.push((since, is_taken.then_some(seconds)));
            }
            _ => {
                play.happen(Actor::Rules, vec![Event::Evaluated { date }]);
            }
        }
    }
    (play, wrote)
}

/// The figures of one day, by looking through the whole year.
fn from_scratch(wrote: &Wrote, date: NaiveDate) -> Day {
    let before = Timestamp::at_hour(date, 0);
    let after = Timestamp::at_hour(days_after(date, 1), 0);
    let counts_at = |until: Timestamp| {
        let mut levels = BTreeMap::new();
        for (at, whom, level) in wrote.levels.iter().filter(|(at, ..)| *at <= until) {
            let _ = at;
            levels.insert(*whom, *level);
        }
        Counts::of_levels(levels.into_values().map(|level| (level, 1)))
    };
    let weights = Weights::default();
    let moments = wrote.levels.iter().map(|(at, ..)| *at);
    let within = moments.filter(|at| *at >= before && *at < after);
    let highest = std::iter::once(before - Span::millis(1))
        .chain(within)
        .map(counts_at)
        // Of two that are the same the first counts.
        .reduce(|one, two| {
            if weights.work(two) > weights.work(one) {
                two
            } else {
                one
            }
        })
        .expect("the beginning of the day");
    let persons = if weekday(date) < 5 { 3 } else { 0 };
    let mut figures = wrote.counted.get(&date).cloned().unwrap_or_default();
    figures.counts = highest;
    figures.load = Load {
        minutes: weights.work(highest),
        capacity_minutes: weights.capacity(persons),
    };
    for (index, (at, whom, level)) in wrote.levels.iter().enumerate() {
        let earlier: Vec<_> = wrote.levels[..index]
            .iter()
            .filter(|(_, one, _)| one == whom)
            .collect();
        let was_off = earlier
            .last()
            .is_none_or(|(.., level)| *level == Level::Plan);
        if *at < before || *at >= after || !was_off || *level == Level::Plan {
            continue;
        }
        figures.raised += 1;
        // When the client left the board: the first of the entries that say the care plan.
        let off = earlier
            .iter()
            .rposition(|(.., level)| *level != Level::Plan)
            .map(|on| earlier[on + 1].0.local().date());
        let is_soon = off.is_some_and(|off| days_after(off, RETURN_DAYS) >= date);
        figures.returns += u32::from(is_soon);
    }
    for (at, seconds) in &wrote.taken {
        if *at >= before && *at < after {
            figures.p1.raised += 1;
            figures.p1.seconds.extend(seconds);
        }
    }
    figures.p1.seconds.sort_unstable();
    figures
}

/// Folds a log, and now and then stores what is there and reads it again, as a server that is
/// started anew.
fn fold(log: &[Recorded], restarts: Option<&mut fastrand::Rng>) -> (Board, History) {
    let (mut board, mut history) = (Board::default(), History::default());
    let mut restarts = restarts;
    for recorded in log {
        board.apply(recorded);
        history.apply(&board, recorded);
        let is_restart = restarts
            .as_deref_mut()
            .is_some_and(|chance| chance.u8(0..50) == 0);
        if is_restart {
            let kept = serde_json::to_string(&(&board, &history)).expect("JSON");
            (board, history) = serde_json::from_str(&kept).expect("what was kept");
        }
    }
    (board, history)
}

#[test]
fn a_year_of_daily_figures_is_what_counting_each_day_from_scratch_gives() {
    for seed in 1..=2 {
        let (play, wrote) = year(seed);
        let (board, history) = fold(&play.log, None);
        let restarted = fold(&play.log, Some(&mut fastrand::Rng::with_seed(seed)));
        assert_eq!(restarted.1, history, "restarts change nothing, seed {seed}");
        let today = play.now.local().date();
        let days = history.days(&board, today, 400);
        assert!(days.len() as u64 > DAYS, "{} days", days.len());
        for (date, figures) in &days {
            assert_eq!(*figures, from_scratch(&wrote, *date), "{date}, seed {seed}");
        }
        let raised: u32 = weeks(&days).iter().map(|week| week.sums.raised).sum();
        assert_eq!(raised, days.iter().map(|(_, day)| day.raised).sum::<u32>());
        assert!(days.iter().any(|(_, day)| day.returns > 0), "some returned");
    }
}

/// The board after the meeting of scenario 4.13, with eight persons by day.
fn after_the_meeting() -> (Play, Board, History) {
    let mut play = Play::from("03-16 07:00");
    let by_day = [
        "M.H.", "A.N.", "R.E.", "N.B.", "X.L.", "P.S.", "T.V.", "C.F.",
    ];
    play.days(&by_day, "03-16", "03-17");
    for (who, cm, deputy) in MORE_CLIENTS {
        let enrolled = Event::ClientEnrolled {
            client: client(who),
            cm: Some(staff(cm)),
            deputy: Some(staff(deputy)),
            open_to: Vec::new(),
        };
        play.happen(Actor::Server, vec![enrolled]);
    }
    play.now = at("03-16 08:48");
    for (level, whom) in [
        (Level::Red, vec!["U.K.", "D.M.", "V.B."]),
        (
            Level::Yellow,
            vec!["F.N.", "Ö.L.", "G.R.", "Y.P.", "Z.E.", "Å.M."],
        ),
        (Level::Stepdown, vec!["B.T.", "L.H."]),
        (Level::Inpatient, vec!["C.W."]),
    ] {
        for who in whom {
            play.happen(Actor::Server, vec![placed(client(who), Level::Plan, level)]);
        }
    }
    let (board, history) = fold(&play.log, None);
    (play, board, history)
}

#[test]
fn the_meeting_of_scenario_4_13_asks_for_fifteen_of_thirty_two_hours() {
    let (play, board, history) = after_the_meeting();
    let report = Report::of(&board, &history, play.now, 14);
    assert_eq!((report.load.minutes, report.staffed), (15 * 60, 8));
    assert_eq!(report.load.percent(), Some(47));
    assert_eq!(report.load.band(), Some(Band::Green));
    let (date, today) = report.days.last().unwrap();
    assert_eq!((*date, today.load), (day("03-16"), report.load));
    let counts = Counts {
        red: 3,
        yellow: 6,
        stepdown: 2,
        inpatient: 1,
    };
    assert_eq!((today.counts, today.raised), (counts, 12));
    // A night without an event: the clients are the same, the staff is that of the day.
    let tomorrow = history.days(&board, day("03-18"), 2);
    assert_eq!(
        tomorrow.iter().map(|(_, day)| day.load).collect::<Vec<_>>(),
        [
            report.load,
            Load {
                minutes: 15 * 60,
                capacity_minutes: 0
            }
        ]
    );
}

#[test]
fn the_meetings_of_a_year_and_a_month_are_listed_by_their_minutes() {
    let mut play = Play::from("03-16 08:30");
    let mut closed = Vec::new();
    for days in [0, 1, 200, 396] {
        play.now = at("03-16 08:30") + Span::days(days);
        play.does("G.S.", &start(&["M.H."]));
        play.now = play.now + Span::minutes(15);
        play.does("G.S.", &Command::CloseMeeting);
        closed.push((play.board.seq, play.now));
    }
    let mut restarts = fastrand::Rng::with_seed(1);
    let (_, history) = fold(&play.log, Some(&mut restarts));
    let listed: Vec<_> = history
        .meetings(None)
        .map(|(seq, one)| (seq, one.to))
        .collect();
    assert_eq!(
        listed,
        [closed[3], closed[2], closed[1]],
        "the first is too old"
    );
    let (_, one) = history.meetings(None).next().expect("a meeting");
    assert_eq!((one.chair, one.present), (staff("G.S."), 2));
    assert_eq!(one.to.since(one.from), Span::minutes(15));
    let before: Vec<_> = history
        .meetings(Some(closed[2].0))
        .map(|one| one.0)
        .collect();
    assert_eq!(before, [closed[1].0]);
}

#[test]
fn a_report_has_no_word_that_could_name_a_client() {
    let (play, board, history) = after_the_meeting();
    let report = Report::of(&board, &history, play.now, 14);
    let written = serde_json::to_string(&report).unwrap();
    for id in board.cards.keys() {
        assert!(!written.contains(&id.to_string()), "{id} is in the report");
    }
    assert!(!written.contains("Sover inte"));
    let clients: u32 = report.caseloads.iter().map(|(_, one)| one.all).sum();
    assert_eq!((clients, report.without_cm), (18, 0));
}

#[test]
fn exercises_and_what_the_meeting_raised_do_not_count() {
    let mut play = Play::from("03-16 07:00");
    let (invented, real) = (client("S.R."), client("F.N."));
    play.happen(
        Actor::Server,
        vec![Event::MarkedForExercise { client: invented }],
    );
    play.happen(
        Actor::Server,
        vec![placed(invented, Level::Plan, Level::Red)],
    );
    for (number, whom, in_meeting) in [(2000, invented, false), (2001, real, true)] {
        let alert = AlertNumber::new(number).expect("four digits");
        let raised = Event::AlertRaised {
            visit: false,
            alert,
            client: whom,
            class: Class::P1,
            tonight: false,
            in_meeting,
        };
        play.happen(Actor::Rules, vec![raised]);
    }
    let (board, history) = fold(&play.log, None);
    let report = Report::of(&board, &history, play.now, 1);
    assert_eq!(report.days, [(day("03-16"), Day::default())]);
    assert_eq!(report.load.minutes, 0);
    assert!(
        report
            .unanswered
            .iter()
            .all(|one| one.number != AlertNumber::new(2000).unwrap())
    );
}
