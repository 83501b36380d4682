//! Faults of the rota before they happen, the daily rest, who is on now and next, and the
//! hand-over at the change of shifts.

use shared::Event;
use shared::board::card::{Level, Reason};
use shared::board::event::Actor;
use shared::duty::faults::{What, faults};
use shared::duty::now::now_and_next;
use shared::duty::{Ask, Need, Number, OnFree, Rules, ShiftKind, handover};
use shared::people::{People, StaffCard};
use shared::wording::{Language, duty as words};

use crate::duty::{WEEK, ask, hours};
use crate::fixture::{STAFF, at, client, initials, shift, staff};
use crate::play::Play;
use crate::show;

fn people() -> People {
    let mut people = People::default();
    for (who, employer, _) in STAFF {
        people.staff.insert(
            staff(who),
            StaffCard {
                initials: who.to_owned(),
                name: String::new(),
                title: String::new(),
                employer,
                phone: None,
                mail: None,
            },
        );
    }
    people
}

/// What is wrong, one line each: from, to, and the words.
fn wrong(play: &Play, language: Language) -> Vec<String> {
    let people = people();
    let lines = faults(&play.board, play.now).into_iter().map(|fault| {
        let to = fault.to.map(show::moment).unwrap_or_default();
        let words = words::fault(language, &fault, &people);
        format!("{} {to} {words}", show::moment(fault.from))
    });
    lines.collect()
}

fn need(kind: ShiftKind, days: &[u8], from: &str, to: &str, free: OnFree) -> Need {
    Need {
        kind,
        hours: hours(days, from, to, free),
        count: 1,
    }
}

fn rules(play: &mut Play, needs: Vec<Need>) {
    let rules = Rules {
        needs,
        ..Rules::default()
    };
    play.does("G.S.", &ask(Ask::SetRules { rules }));
}

/// Everybody's telephone has shown a test letter that was tapped.
fn prove(play: &mut Play) {
    let proven = STAFF.iter().map(|(who, ..)| Event::DevicesProven {
        staff: staff(who),
        devices: 1,
        last: Some(play.now),
    });
    play.happen(Actor::Server, proven.collect());
}

#[test]
fn those_who_answer_for_the_team_need_a_phone_that_has_proved_itself() {
    let mut play = Play::from("03-16 07:00");
    play.duty(&[
        shift("M.H.", ShiftKind::Day, "03-16 08:00", "03-16 17:00"),
        shift("L.K.", ShiftKind::DayCm, "03-16 08:00", "03-16 17:00"),
        shift("N.B.", ShiftKind::Jour, "03-16 17:00", "03-17 08:00"),
    ]);
    let unproven = |language| {
        let mut lines = wrong(&play, language);
        lines.retain(|line| line.contains("prov"));
        lines
    };
    assert_eq!(
        unproven(Language::Sv),
        [
            "03-16 08:00 03-16 17:00 Dag-CM L.K. har ingen provad telefon",
            "03-16 17:00 03-17 08:00 Jour N.B. har ingen provad telefon",
        ]
    );
    assert_eq!(unproven(Language::En).len(), 2);
    prove(&mut play);
    assert!(
        !wrong(&play, Language::Sv)
            .iter()
            .any(|line| line.contains("prov"))
    );
}

#[test]
fn a_rota_without_faults_has_none() {
    let mut play = Play::from("03-16 09:00");
    for (monday, friday) in [
        ("03-16", "03-20"),
        ("03-23", "03-27"),
        ("03-30", "04-03"),
        ("04-06", "04-10"),
        ("04-13", "04-17"),
    ] {
        play.days(&["M.H.", "P.S."], monday, friday);
    }
    assert_eq!(wrong(&play, Language::Sv), Vec::<String>::new());
}

#[test]
fn a_window_without_its_role_is_a_gap_also_in_the_night_of_the_clock() {
    let mut play = Play::from("03-27 12:00");
    prove(&mut play);
    play.duty(&[
        shift("R.E.", ShiftKind::Jour, "03-27 17:00", "03-28 08:00"),
        shift("N.B.", ShiftKind::Jour, "03-28 08:00", "03-29 01:00"),
        shift("T.V.", ShiftKind::Jour, "03-29 04:00", "03-29 08:00"),
    ]);
    play.does(
        "G.S.",
        &ask(Ask::Publish {
            to: crate::fixture::day("03-28"),
        }),
    );
    let every = [0, 1, 2, 3, 4, 5, 6];
    rules(
        &mut play,
        vec![need(
            ShiftKind::Jour,
            &every,
            "17:00",
            "08:00",
            OnFree::Keep,
        )],
    );
    let found = wrong(&play, Language::Sv);
    assert_eq!(
        found,
        [
            "03-29 00:00  Schemat är inte publicerat längre än så",
            "03-29 01:00 03-29 04:00 Jour saknas",
        ]
        .map(str::to_owned)
        .as_slice()
    );
    let gap = faults(&play.board, play.now)
        .into_iter()
        .find(|fault| fault.what != What::Unpublished);
    let gap = gap.expect("the gap");
    assert_eq!(gap.to.expect("an end").since(gap.from).to_string(), "2 h");
}

#[test]
fn a_public_holiday_is_needed_as_the_team_has_said() {
    let mut play = Play::from("04-01 12:00");
    play.days(&["M.H."], "04-01", "04-10");
    rules(
        &mut play,
        vec![
            need(ShiftKind::Day, &WEEK, "08:00", "17:00", OnFree::LeaveOut),
            need(ShiftKind::Jour, &WEEK, "08:00", "08:00", OnFree::Only),
        ],
    );
    let gaps: Vec<String> = wrong(&play, Language::En);
    assert_eq!(
        gaps,
        [
            "04-03 08:00 04-04 08:00 On call: nobody",
            "04-06 08:00 04-07 08:00 On call: nobody",
            "04-11 00:00  The rota is not published beyond this",
        ]
    );
}

#[test]
fn what_an_absence_leaves_on_call_is_a_gap_until_it_is_taken() {
    let mut play = Play::from("03-12 12:00");
    prove(&mut play);
    play.duty(&[shift("R.E.", ShiftKind::Jour, "03-12 17:00", "03-13 08:00")]);
    play.does(
        "G.S.",
        &ask(Ask::Publish {
            to: crate::fixture::day("05-01"),
        }),
    );
    play.does(
        "R.E.",
        &ask(Ask::Absent {
            who: staff("R.E."),
            from: at("03-12 17:00"),
            to: at("03-13 17:00"),
        }),
    );
    assert_eq!(
        wrong(&play, Language::Sv),
        ["03-12 17:00 03-13 08:00 Jour saknas"]
    );
    play.does(
        "N.B.",
        &ask(Ask::TakeSwap {
            swap: Number(2),
            who: None,
        }),
    );
    assert_eq!(wrong(&play, Language::Sv), Vec::<String>::new());
}

#[test]
fn two_shifts_at_once_a_missing_phone_and_a_missing_deputy_are_said() {
    let mut play = Play::from("03-16 07:00");
    play.duty(&[
        shift("R.E.", ShiftKind::Day, "03-16 08:00", "03-16 17:00"),
        shift("R.E.", ShiftKind::Jour, "03-16 16:00", "03-16 22:00"),
    ]);
    play.does(
        "G.S.",
        &ask(Ask::Publish {
            to: crate::fixture::day("05-01"),
        }),
    );
    play.happen(
        Actor::Server,
        vec![
            Event::DevicesChanged {
                staff: staff("R.E."),
                devices: 0,
            },
            Event::Appointed {
                client: client("D.M."),
                post: shared::board::card::Post::Deputy,
                who: None,
            },
        ],
    );
    assert_eq!(
        wrong(&play, Language::Sv),
        [
            "03-16 07:00  – saknar ställföreträdare",
            "03-16 08:00 03-16 17:00 Dag R.E. har ingen ansluten telefon",
            "03-16 16:00 03-16 17:00 R.E. är dubbelbokad: Dag och Jour",
        ]
    );
}

#[test]
fn a_deputy_who_only_acts_is_missing_after_the_last_date() {
    let mut play = Play::from("03-16 07:00");
    play.does(
        "G.S.",
        &ask(Ask::Publish {
            to: crate::fixture::day("05-01"),
        }),
    );
    play.happen(
        Actor::Server,
        vec![Event::Appointed {
            client: client("D.M."),
            post: shared::board::card::Post::Deputy,
            who: None,
        }],
    );
    play.does(
        "A.N.",
        &ask(Ask::ActFor {
            client: client("D.M."),
            who: staff("C.F."),
            first: crate::fixture::day("03-16"),
            last: crate::fixture::day("03-20"),
        }),
    );
    assert_eq!(wrong(&play, Language::En), ["03-21 00:00  – has no deputy"]);
}

/// A day from 08 to 17, an evening that begins so long before the next morning at 08.
fn rest(evening_ends: &str) -> Vec<String> {
    let mut play = Play::from("03-16 07:00");
    play.duty(&[
        shift("M.H.", ShiftKind::Day, "03-16 08:00", "03-16 12:00"),
        shift("M.H.", ShiftKind::Day, "03-16 18:00", evening_ends),
        shift("M.H.", ShiftKind::Day, "03-17 08:00", "03-17 17:00"),
    ]);
    play.does(
        "G.S.",
        &ask(Ask::Publish {
            to: crate::fixture::day("05-01"),
        }),
    );
    wrong(&play, Language::Sv)
}

#[test]
fn eleven_hours_of_rest_are_enough_and_a_minute_less_is_not() {
    assert_eq!(rest("03-16 21:00"), Vec::<String>::new());
    assert_eq!(
        rest("03-16 21:01"),
        ["03-16 08:00 03-17 08:00 M.H. får 10 h 59 min dygnsvila, minst 11 h krävs (ATL 13 §)"]
    );
}

#[test]
fn the_night_in_which_the_clock_changes_counts_as_long_as_it_is() {
    // 21:00 to 08:00 is ten hours in March and twelve in October.
    for (from, to, next, is_short) in [
        ("03-28 13:00", "03-28 21:00", "03-29 08:00", true),
        ("10-24 12:00", "10-24 20:30", "10-25 07:00", false),
    ] {
        let mut play = Play::from("03-16 07:00");
        if !is_short {
            play = Play::from("10-16 07:00");
        }
        let end = format!("{} 17:00", next.split(' ').next().unwrap_or_default());
        play.duty(&[
            shift("M.H.", ShiftKind::Day, from, to),
            shift("M.H.", ShiftKind::Day, next, &end),
        ]);
        let rests = faults(&play.board, play.now);
        let short = rests
            .iter()
            .any(|fault| matches!(fault.what, What::ShortRest { .. }));
        assert_eq!(short, is_short, "{to} to {next}");
    }
}

#[test]
fn being_on_call_is_rest_unless_the_team_says_it_is_work() {
    let mut play = Play::from("03-16 07:00");
    play.duty(&[
        shift("R.E.", ShiftKind::Day, "03-16 08:00", "03-16 17:00"),
        shift("R.E.", ShiftKind::Jour, "03-16 17:00", "03-17 08:00"),
        shift("R.E.", ShiftKind::Day, "03-17 08:00", "03-17 17:00"),
    ]);
    let short = |play: &Play| {
        let found = faults(&play.board, play.now);
        found
            .iter()
            .any(|fault| matches!(fault.what, What::ShortRest { .. }))
    };
    assert!(!short(&play));
    let rules = Rules {
        on_call_is_work: true,
        ..Rules::default()
    };
    play.does("G.S.", &ask(Ask::SetRules { rules }));
    assert!(short(&play));
}

#[test]
fn who_is_on_now_and_next() {
    let mut play = Play::from("03-12 16:00");
    play.duty(&[
        shift("L.K.", ShiftKind::DayCm, "03-12 08:00", "03-12 17:00"),
        shift("R.E.", ShiftKind::Jour, "03-12 17:00", "03-13 08:00"),
        shift("T.V.", ShiftKind::Bakjour, "03-12 12:00", "03-13 08:00"),
        shift("T.V.", ShiftKind::Bakjour, "03-13 08:00", "03-13 17:00"),
        shift("C.F.", ShiftKind::Bakjour, "03-13 17:00", "03-14 08:00"),
    ]);
    let lines: Vec<String> = now_and_next(&play.board, play.now)
        .into_iter()
        .map(|role| {
            let now: Vec<_> = role.now.into_iter().map(initials).collect();
            let next = role
                .next
                .map(|(who, from)| format!("{} {}", initials(who), show::moment(from)));
            format!("{} {now:?} {}", role.kind.word(), next.unwrap_or_default())
        })
        .collect();
    assert_eq!(
        lines,
        [
            r#"day_cm ["L.K."] "#,
            "jour [] R.E. 03-12 17:00",
            r#"bakjour ["T.V."] C.F. 03-13 17:00"#,
        ]
    );
}

#[test]
fn the_one_who_comes_on_reads_what_is_new_and_the_one_before_sees_it() {
    let mut play = Play::from("03-12 07:00");
    play.duty(&[
        shift("L.K.", ShiftKind::DayCm, "03-12 08:00", "03-12 17:00"),
        shift("R.E.", ShiftKind::Jour, "03-12 17:00", "03-13 08:00"),
    ]);
    play.place("A.N.", "F.N.", Level::Yellow, Reason::Crisis)
        .at("03-12 10:00")
        .place("A.N.", "D.M.", Level::Yellow, Reason::Crisis)
        .book("R.E.", "S.O.", "03-12 19:00")
        .book("A.N.", "B.T.", "03-13 10:00");
    play.at("03-12 15:00");
    assert_eq!(
        handover::list(&play.board, staff("R.E."), play.now),
        None,
        "too early"
    );
    play.at("03-12 16:30");
    let list = handover::list(&play.board, staff("R.E."), play.now).expect("a list");
    assert_eq!(list.from, [staff("L.K.")]);
    assert_eq!(list.since, at("03-12 08:00"));
    assert_eq!(list.raised, [client("D.M.")], "F.N. was raised before");
    let planned: Vec<_> = list.planned.iter().map(|(client, _)| *client).collect();
    assert_eq!(planned, [client("S.O.")], "B.T. is met after the shift");
    assert_eq!(list.alerts.len(), 2);
    assert_eq!(list.read, None);

    let receipt = |play: &Play| {
        let all = handover::receipts(&play.board, staff("L.K."), play.now);
        all.iter()
            .map(|one| (initials(one.who), one.read))
            .collect::<Vec<_>>()
    };
    assert_eq!(receipt(&play), [("R.E.", None)]);
    let read = || {
        ask(Ask::ReadHandOver {
            shift: at("03-12 17:00"),
        })
    };
    play.at("03-12 17:02").does("R.E.", &read());
    assert_eq!(receipt(&play), [("R.E.", Some(at("03-12 17:02")))]);
    assert_eq!(play.ask("R.E.", &read()), Ok(Vec::new()), "once is enough");
    assert!(play.ask("N.B.", &read()).is_err(), "it is not their shift");
}

/// Day shifts from Monday to Friday, and a shift in the week-end.
fn week(rules: Rules, kind: ShiftKind, from: &str, to: &str) -> Vec<String> {
    let mut play = Play::from("03-16 07:00");
    prove(&mut play);
    play.days(&["R.E."], "03-16", "03-20");
    play.duty(&[shift("R.E.", kind, from, to)]);
    let to = crate::fixture::day("05-01");
    play.does("G.S.", &ask(Ask::Publish { to }));
    play.does("G.S.", &ask(Ask::SetRules { rules }));
    wrong(&play, Language::Sv)
}

#[test]
fn a_week_needs_thirty_six_hours_of_rest_in_a_row_and_being_on_call_is_none() {
    let law = Rules::default;
    // From Friday 17:00 to Sunday 05:00 lie thirty-six hours, and a minute less to 04:59.
    for kind in [ShiftKind::Day, ShiftKind::Jour] {
        assert_eq!(
            week(law(), kind, "03-22 05:00", "03-22 12:00"),
            Vec::<String>::new()
        );
        assert_eq!(
            week(law(), kind, "03-22 04:59", "03-22 12:00"),
            [
                "03-16 07:00 03-23 00:00 R.E. får 35 h 59 min veckovila, minst 36 h i rad krävs (ATL 14 §)"
            ]
        );
    }
    let agreed = Rules {
        on_call_is_weekly_rest: true,
        ..Rules::default()
    };
    assert_eq!(
        week(agreed, ShiftKind::Jour, "03-20 17:00", "03-23 08:00"),
        Vec::<String>::new()
    );
}
