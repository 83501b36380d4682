use std::collections::BTreeMap;

use leptos::prelude::{Get, Owner};
use shared::access::ViewClass;
use shared::board::card::{Booking, Channel, ContactToday, Level, Reason, Sign, Stamped, Why};
use shared::board::event::Actor;
use shared::board::member::{Function, Member, Organisation};
use shared::people::ClientHead;
use shared::position::Seq;
use shared::{Span, StaffId};

use super::row::{Today, Tone};
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
    missed.bookings.push(Booking {
        id: id(4, 1),
        who: staff(2),
        at: at(15, 14),
        how: Channel::Phone,
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
