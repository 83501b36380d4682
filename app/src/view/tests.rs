use std::collections::BTreeMap;

use leptos::prelude::{Get, Owner};
use shared::access::ViewClass;
use shared::alert::{Alert, AlertNumber, AlertState, Class, Rung};
use shared::board::card::{
    Assessment, Channel, ContactToday, Emergency, Fact, Hold, HoldKind, Level, Missed,
    PsychiatristClock, Reason, Sign, Stamped, Told, Why,
};
use shared::board::event::Actor;
use shared::board::member::{Function, Member, Organisation};
use shared::people::ClientHead;
use shared::position::Seq;
use shared::{Span, StaffId};

use super::panel::Remedy;
use super::row::{Mark, Today, Tone};
use super::*;

const LEVELS: [Level; 5] = Level::ALL;

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(kind: u8, index: usize) -> T {
    format!("{kind:02}{index:024}").parse().unwrap()
}

fn client(index: usize) -> ClientId {
    id(2, index)
}

fn staff(index: usize) -> StaffId {
    id(1, index)
}

/// Monday 16 March 2026 at 08:29.
fn now() -> Timestamp {
    at(16, 8) + Span::minutes(29)
}

fn at(day: u32, hour: u32) -> Timestamp {
    Timestamp::at_hour(format!("2026-03-{day:02}").parse().unwrap(), hour)
}

fn viewer() -> Viewer {
    Viewer {
        staff: staff(1),
        class: ViewClass::Care {
            employer: Organisation::Region,
        },
        initials: "M.H.".to_owned(),
        team: "Team Öst".to_owned(),
    }
}

/// A client on a level since a moment, met today by a colleague.
fn card(index: usize, level: Level, since: Timestamp) -> Card {
    let mut card = Card::new(client(index), since);
    card.level = level;
    card.cm = Some(staff(2));
    card.open_to = vec![Organisation::Region, Organisation::Municipality];
    let by = Actor::Staff(staff(2));
    let why = Why {
        reason: Reason::Crisis,
        text: "Sover inte".to_owned(),
    };
    card.why = Some(Stamped {
        value: why,
        seq: Seq(1),
        at: since,
        by,
    });
    let named = ContactToday {
        who: vec![staff(2)],
        at: at(16, 11),
        how: Channel::Home,
    };
    card.contact_today = Some(Stamped {
        value: named,
        seq: Seq(2),
        at: since,
        by,
    });
    card
}

fn board(cards: Vec<Card>) -> Board {
    let member = |employer| Member {
        employer,
        function: Function::Care,
        devices: 1,
        contact_lost: None,
    };
    Board {
        members: BTreeMap::from([
            (staff(1), member(Organisation::Region)),
            (staff(2), member(Organisation::Municipality)),
        ]),
        cards: cards.into_iter().map(|card| (card.client, card)).collect(),
        ..Board::default()
    }
}

fn people() -> People {
    let head = |index: usize| ClientHead {
        initials: format!("A.{index}"),
        name: format!("Anna {index}"),
        born: "1984-06-02".parse().unwrap(),
    };
    People {
        clients: (0..9).map(|index| (client(index), head(index))).collect(),
        ..People::default()
    }
}

fn view(board: &Board, pending: &[Command]) -> BoardView {
    project(board, &people(), pending, &viewer(), now(), Language::Sv)
}

#[test]
fn levels_come_in_the_order_of_attention_and_the_care_plan_is_no_level_of_the_board() {
    let cards = LEVELS
        .iter()
        .rev()
        .enumerate()
        .map(|(index, level)| card(index, *level, at(12, 9)));
    let view = view(&board(cards.collect()), &[]);
    let levels: Vec<_> = view.rows.iter().map(|row| row.level).collect();
    assert_eq!(
        levels,
        [Level::Red, Level::Yellow, Level::Stepdown, Level::Inpatient]
    );
}

#[test]
fn what_needs_a_decision_comes_first_then_who_has_waited_longest() {
    let calm_new = card(1, Level::Red, at(15, 9));
    let calm_old = card(2, Level::Red, at(12, 9));
    let mut missed = card(3, Level::Red, at(15, 9));
    missed.missed.push(Missed {
        booking: id(4, 1),
        planned: Some(at(15, 14)),
        at: at(15, 15),
        seq: Seq(1),
        by: Actor::Rules,
    });
    let mut nobody = card(4, Level::Red, at(16, 7));
    nobody.contact_today = None;
    let view = view(&board(vec![calm_new, calm_old, missed, nobody]), &[]);
    let order: Vec<_> = view.rows.iter().map(|row| row.client).collect();
    assert_eq!(order, [client(4), client(3), client(2), client(1)]);
    assert_eq!(view.rows[0].today, Today::Nobody);
    assert_eq!(
        view.rows[1].contacts.missed.as_ref().unwrap().words,
        "i går 14:00"
    );
}

#[test]
fn a_row_with_a_waiting_command_is_marked_and_no_other() {
    let board = board(vec![
        card(1, Level::Red, at(12, 9)),
        card(2, Level::Red, at(12, 9)),
    ]);
    let command = Command::Assess {
        client: client(2),
        sign: Sign::Green,
    };
    let sending: Vec<_> = view(&board, &[command])
        .rows
        .iter()
        .map(|row| row.sending)
        .collect();
    assert_eq!(sending, [false, true]);
}

#[test]
fn lists_follow_the_viewer_and_the_last_meeting_before_today() {
    let old = card(1, Level::Yellow, at(13, 8));
    let mut mine = card(2, Level::Yellow, at(13, 9));
    mine.cm = Some(staff(1));
    let view = view(&board(vec![old, mine]), &[]);
    let lists = |index: usize| view.rows[index].lists;
    assert_eq!(view.top.new_since, "fre 08:30");
    assert!(!lists(0).new && !lists(0).mine && lists(0).municipality);
    assert!(lists(1).new && lists(1).mine && lists(1).region);
}

#[test]
fn days_are_whole_days_on_the_level_and_old_signs_say_so() {
    let mut one = card(1, Level::Red, at(12, 19));
    one.assessments.push(shared::board::card::Assessment {
        sign: Sign::Yellow,
        at: at(14, 8),
        by: Actor::Staff(staff(2)),
        seq: Seq(1),
    });
    let view = view(&board(vec![one]), &[]);
    assert_eq!(view.rows[0].who.day, "dag 3");
    assert_eq!(view.rows[0].who.age, "41 år");
    assert_eq!(view.rows[0].signs.stale.as_deref(), Some("2 dygn"));
    // Without a review date time alone does not help.
    assert_eq!(view.rows[0].way.tone, Tone::Hindered);
}

#[test]
fn the_store_takes_rows_that_come_go_and_move() {
    let owner = Owner::new();
    owner.with(|| {
        let first = view(
            &board(vec![
                card(1, Level::Red, at(12, 9)),
                card(2, Level::Red, at(13, 9)),
            ]),
            &[],
        );
        let store = Store::new(first);
        let on = |level| {
            rows_of(store, level)
                .iter()
                .map(|row| row.client().get())
                .collect::<Vec<_>>()
        };
        assert_eq!(on(Level::Red), [client(1), client(2)]);
        view(
            &board(vec![
                card(3, Level::Red, at(11, 9)),
                card(2, Level::Yellow, at(16, 8)),
            ]),
            &[],
        )
        .show(store);
        assert_eq!(on(Level::Red), [client(3)]);
        assert_eq!(on(Level::Yellow), [client(2)]);
        view(&board(Vec::new()), &[]).show(store);
        assert_eq!(on(Level::Red), []);
    });
}

#[test]
fn a_task_is_no_alarm_and_waits_for_the_morning_calmly() {
    let night = at(16, 2);
    let alert = |number, class, rung| {
        let number = AlertNumber::new(number).unwrap();
        let mut alert = Alert::new(number, client(1), class, Actor::Server, night);
        alert.state = AlertState::Climbing { rung };
        alert
    };
    let mut board = board(vec![card(1, Level::Yellow, at(12, 9))]);
    let mut look = |alert: Alert| {
        board.alerts = BTreeMap::from([(alert.number, alert)]);
        let view = view(&board, &[]);
        let line = view.top.alerts[0].clone();
        assert_eq!(view.rows[0].alert.as_ref().unwrap().tone, line.tone);
        (line.name, line.tone)
    };
    assert_eq!(
        look(alert(4127, Class::P1, Some(Rung::T0))),
        ("Larm 4127".to_owned(), AlertTone::Urgent)
    );
    assert_eq!(
        look(alert(4128, Class::P2, Some(Rung::T0))),
        ("Uppgift 4128".to_owned(), AlertTone::Task)
    );
    assert_eq!(
        look(alert(4129, Class::P2, None)),
        ("Uppgift 4129".to_owned(), AlertTone::Waiting)
    );
}

#[test]
fn a_deputy_who_may_not_see_the_client_is_missing() {
    let mut one = card(1, Level::Red, at(12, 9));
    one.deputy = Some(staff(1));
    one.open_to = vec![Organisation::Municipality];
    let view = view(&board(vec![one]), &[]);
    assert_eq!(view.rows[0].team.deputy, None);
    assert!(view.rows[0].team.cm.is_some());
}

#[test]
fn the_psychiatrist_clock_and_what_is_proposed_stand_on_the_row() {
    let mut red = card(1, Level::Red, at(12, 9));
    red.psychiatrist = Some(PsychiatristClock {
        due: at(16, 17),
        overdue: false,
    });
    let mut yellow = card(2, Level::Yellow, at(12, 9));
    yellow.assessments.push(Assessment {
        sign: Sign::Red,
        at: at(16, 7),
        by: Actor::Staff(staff(2)),
        seq: Seq(1),
    });
    let mut long = card(3, Level::Red, at(12, 9) - Span::days(50));
    long.psychiatrist = Some(PsychiatristClock {
        due: at(13, 17),
        overdue: true,
    });
    let view = view(&board(vec![red, yellow, long]), &[]);
    let marks: Vec<Vec<_>> = view
        .rows
        .iter()
        .map(|row| {
            let words = |mark: &Mark| (mark.words.clone(), mark.urgent);
            row.why
                .proposal
                .iter()
                .chain(&row.why.marks)
                .map(words)
                .collect()
        })
        .collect();
    let mark = |words: &str, urgent| (words.to_owned(), urgent);
    assert_eq!(
        marks,
        [
            vec![
                mark("förslag: orsak intensiv lång", false),
                mark("psykiater försenad, senast fre 17:00", true)
            ],
            vec![mark("psykiater senast i dag 17:00", false)],
            vec![mark("förslag: höj till röd", true)],
        ]
    );
}

fn panel(board: &Board, viewer: &Viewer) -> PanelView {
    let panel = Panel {
        client: client(1),
        dossier: None,
        timeline: Vec::new(),
    };
    panel_of(board, &people(), &panel, viewer, now(), Language::Sv).unwrap()
}

#[test]
fn each_gate_that_a_person_can_open_says_how() {
    let mut board = board(vec![card(1, Level::Red, at(5, 9))]);
    let remedies = |board: &Board| -> Vec<_> {
        panel(board, &viewer())
            .way
            .gates
            .into_iter()
            .filter_map(|gate| gate.remedy)
            .collect()
    };
    let told = Fact::Told(Told {
        reached: true,
        view: None,
        no_view: None,
    });
    assert_eq!(
        remedies(&board),
        [
            Remedy::Assess,
            Remedy::Assess,
            Remedy::AskPsychiatrist,
            Remedy::Review,
            Remedy::Note(Fact::CrisisPlanConfirmed),
            Remedy::Note(told),
        ]
    );
    assert_eq!(panel(&board, &viewer()).way.gates.len(), 14);
    let psychiatrist = board.members.get_mut(&staff(1)).unwrap();
    psychiatrist.function = Function::Psychiatrist;
    assert!(remedies(&board).contains(&Remedy::Note(Fact::PsychiatristReviewed(String::new()))));
}

#[test]
fn what_one_tap_says_yes_to_is_written_out() {
    let mut one = card(1, Level::Yellow, at(12, 9));
    let said = Stamped {
        value: Emergency::Police,
        seq: Seq(3),
        at: at(15, 22),
        by: Actor::Staff(staff(2)),
    };
    one.facts.emergency = Some(said);
    let advice = panel(&board(vec![one]), &viewer()).advice.unwrap();
    assert_eq!(advice.because, "Kontakt med polisen i går 22:00");
    assert_eq!(advice.label, "Höj till röd: kris");
    let Command::Place { level, text, .. } = advice.command else {
        panic!("{:?}", advice.command)
    };
    assert_eq!((level, text), (Level::Red, advice.because));
}

#[test]
fn every_veto_that_holds_is_listed() {
    let mut one = card(1, Level::Yellow, at(12, 9));
    let hold = |seq, until: Option<&str>| Hold {
        seq: Seq(seq),
        kind: HoldKind::Member,
        reason: "Systern orolig".to_owned(),
        by: Actor::Staff(staff(2)),
        at: at(13, 9),
        since: at(13, 9),
        until: until.map(|date| date.parse().unwrap()),
    };
    one.holds = vec![
        hold(5, Some("2026-03-14")),
        hold(6, Some("2026-03-18")),
        hold(7, None),
    ];
    let board = board(vec![one]);
    let holds = panel(&board, &viewer()).way.holds;
    let listed: Vec<_> = holds.iter().map(|one| (one.seq, &*one.until)).collect();
    assert_eq!(
        listed,
        [(Seq(6), "t.o.m. ons 18 mar"), (Seq(7), "tills det hävs")]
    );
    assert_eq!(view(&board, &[]).rows[0].way.head, "hålls tills det hävs");
}

#[test]
fn who_is_ready_waits_for_a_working_day() {
    let sunday = at(15, 10);
    let mut one = card(1, Level::Yellow, at(2, 9));
    one.review = Some(Stamped {
        value: "2026-03-05".parse().unwrap(),
        seq: Seq(3),
        at: at(2, 9),
        by: Actor::Staff(staff(2)),
    });
    let board = board(vec![one]);
    let (people, viewer) = (people(), viewer());
    let look = |now| Look {
        board: &board,
        people: &people,
        pending: &[],
        viewer: &viewer,
        now,
        language: Language::Sv,
    };
    let card = &board.cards[&client(1)];
    let words = |now| {
        let outlook = shared::deescalation::outlook::of(&board, card, now).unwrap();
        look(now).ready(card, &outlook)
    };
    assert_eq!(
        words(sunday),
        "redo – väntar på vardag, tidigast mån 16 mar 13:00"
    );
    assert_eq!(words(at(16, 14)), "redo, tidigast tis 17 mar 13:00");
}
