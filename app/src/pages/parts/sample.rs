//! A made-up team on a Monday morning, with a client for each state of a row.

use std::collections::BTreeMap;
use std::str::FromStr;

use chrono::NaiveDate;
use shared::access::ViewClass;
use shared::alert::delivery::OtherWays;
use shared::alert::letter::Text;
use shared::alert::{
    Alert, AlertNumber, AlertState, Class, Delivery, Failure, LetterState, Rung, Written,
};
use shared::board::card::{
    Assessment, Booking, Card, Channel, Contact, ContactToday, Fact, Flag, Hold, HoldKind, Legal,
    LegalStatus, Level, Missed, PsychiatristClock, Reason, Sign, SipAnswer, Stamped, Told, Why,
};
use shared::board::event::Actor;
use shared::board::member::{Function, Member, Organisation};
use shared::deescalation::Transition;
use shared::deescalation::outlook;
use shared::deescalation::proposal::Proposal;
use shared::people::{ClientHead, People, StaffCard};
use shared::position::{Position, Seq};
use shared::protocol::Snapshot;
use shared::{Board, ClientId, Command, Span, StaffId, Timestamp};

use crate::page::{BoardContent, Content, Frame, Page, Viewer};

/// The colleagues, by their numbers.
const STAFF: [(&str, &str, &str, Organisation); 4] = [
    ("I.S.", "Ines Sandell", "CM", Organisation::Region),
    ("O.W.", "Olof Wiklund", "CM", Organisation::Municipality),
    ("T.H.", "Tuva Hallin", "psykiater", Organisation::Region),
    (
        "B.J.",
        "Bo Jarl",
        "boendestödjare",
        Organisation::Municipality,
    ),
];

/// What the rows show, in the order of the page.
pub const ALERT: u8 = 1;
/// A client whose alert somebody has taken, with a command that waits for its answer.
pub const SENDING: u8 = 2;
/// A task that nobody has taken.
const TASK: u8 = 3;
/// What is known is old, a contact was missed and the deputy is missing.
const STALE: u8 = 4;
/// A step is proposed.
const PROPOSED: u8 = 5;
/// A person holds the client on the board.
pub const HELD: u8 = 6;
/// Only time is missing; the client is invented, for an exercise.
const EXERCISE: u8 = 7;
/// In hospital, under compulsory care.
const INPATIENT: u8 = 8;

const CLIENTS: [(u8, &str, &str); 8] = [
    (ALERT, "A.R.", "Astrid Ranelid"),
    (SENDING, "H.F.", "Henrik Flod"),
    (TASK, "M.N.", "Mira Nordin"),
    (STALE, "S.K.", "Sixten Krans"),
    (PROPOSED, "E.A.", "Elin Aspman"),
    (HELD, "G.V.", "Göran Vall"),
    (EXERCISE, "Ö.P.", "Övning Provsson"),
    (INPATIENT, "K.D.", "Karin Dahlbom"),
];

/// A name of one of `kind` with a number.
fn id<T: FromStr>(kind: char, number: u8) -> T {
    let text = format!("0{kind}{number:024}");
    text.parse()
        .ok()
        .expect("an identifier is 26 digits and letters")
}

/// A colleague.
pub fn staff(number: u8) -> StaffId {
    id('1', number)
}

/// A client.
pub fn client(number: u8) -> ClientId {
    id('2', number)
}

/// A colleague who does something.
pub fn by(number: u8) -> Actor {
    Actor::Staff(staff(number))
}

/// A day of March 2026.
fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap_or_default()
}

/// A full hour of March 2026.
fn at(of: u32, hour: u32) -> Timestamp {
    Timestamp::at_hour(day(of), hour)
}

/// The time on this page: Monday 16 March 2026, 08:29.
pub fn now() -> Timestamp {
    at(16, 8) + Span::minutes(29)
}

/// Four digits that an alert could have.
fn number(number: u16) -> AlertNumber {
    AlertNumber::new(number).expect("an alert number has four digits")
}

/// Everybody's names.
pub fn people() -> People {
    let staff_card =
        |(initials, name, title, employer): (&str, &str, &str, Organisation)| StaffCard {
            initials: initials.to_owned(),
            name: name.to_owned(),
            title: title.to_owned(),
            employer,
            phone: None,
            mail: None,
        };
    let head = |(number, initials, name): (u8, &str, &str)| {
        let head = ClientHead {
            initials: initials.to_owned(),
            name: name.to_owned(),
            born: NaiveDate::from_ymd_opt(1960 + 5 * i32::from(number), 5, 9).unwrap_or_default(),
        };
        (client(number), head)
    };
    People {
        team: "Team Prov".to_owned(),
        staff: (1..).map(staff).zip(STAFF.map(staff_card)).collect(),
        clients: CLIENTS.map(head).into_iter().collect(),
        ..People::default()
    }
}

/// The page of the board, as one of the colleagues sees it.
pub fn page(frame: &Frame, board: Board) -> Page {
    let class = ViewClass::Care {
        employer: Organisation::Region,
    };
    let viewer = Viewer {
        staff: staff(1),
        class,
        initials: STAFF[0].0.to_owned(),
        team: people().team,
    };
    let frame = Frame {
        now: now(),
        viewer: Some(viewer),
        duty: None,
        digest: None,
        stale_since: None,
        masked: false,
        ..frame.clone()
    };
    let (epoch, seq) = (id('0', 1), board.seq);
    let snapshot = Snapshot {
        position: Position { epoch, seq },
        now: now(),
        board,
        people: people(),
    };
    let content = BoardContent {
        snapshot,
        read: Vec::new(),
        panel: None,
        search: String::new(),
        view: String::new(),
        meeting: false,
    };
    Page {
        frame,
        content: Content::Board(Box::new(content)),
    }
}

/// What somebody has just said and the server has not answered yet.
pub fn waiting() -> Vec<Command> {
    vec![Command::Assess {
        client: client(SENDING),
        sign: Sign::Yellow,
    }]
}

fn stamped<T>(value: T, at: Timestamp) -> Stamped<T> {
    Stamped {
        value,
        seq: Seq(1),
        at,
        by: by(1),
    }
}

fn card(number: u8, level: Level, since: Timestamp, reason: Reason, text: &str) -> Card {
    let mut card = Card::new(client(number), since);
    card.cm = Some(staff(1));
    card.deputy = Some(staff(2));
    card.open_to = vec![Organisation::Region, Organisation::Municipality];
    card.level = level;
    card.raised = Some(since);
    card.placed = Some(stamped(level, since));
    let text = text.to_owned();
    card.why = Some(stamped(Why { reason, text }, since));
    card
}

fn today(card: &mut Card, who: &[u8], hour: u32, how: Channel) {
    let who = who.iter().copied().map(staff).collect();
    let at = at(16, hour);
    card.contact_today = Some(stamped(ContactToday { who, at, how }, at));
}

fn met(card: &mut Card, at: Timestamp, how: Channel, reached: bool) {
    let by = by(1);
    card.last_contact = Some(Contact {
        at,
        by,
        how,
        reached,
    });
}

fn book(card: &mut Card, at: Timestamp) {
    card.bookings.push(Booking {
        id: id('3', 1),
        who: staff(1),
        at,
        how: Channel::Home,
        missed: false,
    });
}

fn assess(card: &mut Card, signs: &[(Sign, Timestamp)]) {
    let one = |(sign, at): &(Sign, Timestamp)| Assessment {
        sign: *sign,
        at: *at,
        by: by(1),
        seq: Seq(1),
    };
    card.assessments.extend(signs.iter().map(one));
}

fn in_crisis() -> [Card; 2] {
    use Sign::{Red, Yellow};
    let mut alert = card(
        ALERT,
        Level::Red,
        at(16, 8),
        Reason::Crisis,
        "Systern ringer: har inte sovit på tre nätter, rädd.",
    );
    for flag in [Flag::NeverAlone, Flag::Suicide] {
        alert.flags.insert(flag, stamped(true, at(16, 8)));
    }
    alert.psychiatrist = Some(PsychiatristClock {
        due: at(16, 7),
        overdue: true,
    });
    let mut sending = card(
        SENDING,
        Level::Red,
        at(13, 19),
        Reason::IntensiveShort,
        "Slutat med depån, rädd för grannarna.",
    );
    today(&mut sending, &[1, 4], 11, Channel::Home);
    met(&mut sending, at(16, 7), Channel::Phone, true);
    book(&mut sending, at(16, 11));
    assess(
        &mut sending,
        &[(Yellow, at(14, 9)), (Red, at(15, 9)), (Red, at(16, 7))],
    );
    [alert, sending]
}

fn watched() -> [Card; 3] {
    use Sign::{Green, Yellow};
    let mut task = card(
        TASK,
        Level::Yellow,
        at(16, 8),
        Reason::Prevention,
        "Sover under fyra timmar, drar sig undan.",
    );
    today(&mut task, &[2], 14, Channel::Phone);
    met(&mut task, at(15, 11), Channel::Phone, true);
    book(&mut task, at(16, 14));
    assess(&mut task, &[(Yellow, at(15, 11))]);
    let mut stale = card(
        STALE,
        Level::Yellow,
        at(5, 8),
        Reason::LifeEvent,
        "Brodern död, missat två samtal.",
    );
    stale.deputy = None;
    met(&mut stale, at(11, 14), Channel::Phone, false);
    assess(&mut stale, &[(Green, at(9, 9)), (Yellow, at(11, 14))]);
    stale.missed = vec![Missed {
        booking: id('3', 2),
        planned: Some(at(15, 14)),
        at: at(15, 15),
        seq: Seq(1),
        by: Actor::Rules,
    }];
    let mut proposed = ready(PROPOSED, Level::Yellow, "Sover igen, tar emot besök.");
    today(&mut proposed, &[1], 10, Channel::Office);
    [task, stale, proposed]
}

/// A client about whom every condition is met.
fn ready(number: u8, level: Level, text: &str) -> Card {
    let mut card = card(number, level, at(2, 8), Reason::Prevention, text);
    met(&mut card, at(15, 14), Channel::Home, true);
    book(&mut card, at(19, 10));
    let green = [11, 13, 15].map(|day| (Sign::Green, at(day, 14)));
    assess(&mut card, &green);
    card.review = Some(stamped(day(9), at(2, 8)));
    let told = Told {
        reached: true,
        view: Some("Vill ha ett samtal i veckan".to_owned()),
        no_view: None,
    };
    for fact in [
        Fact::CrisisPlanConfirmed,
        Fact::CarePlanChecked,
        Fact::SipAnswered(SipAnswer::Holds),
        Fact::Told(told),
    ] {
        card.facts.note(stamped((), at(13, 14)), &fact);
    }
    card
}

fn better() -> [Card; 3] {
    let mut held = card(
        HELD,
        Level::Stepdown,
        at(9, 8),
        Reason::Somatic,
        "Feberfri, äter igen.",
    );
    today(&mut held, &[4], 13, Channel::Home);
    met(&mut held, at(15, 10), Channel::Home, true);
    book(&mut held, at(16, 13));
    assess(
        &mut held,
        &[(Sign::Yellow, at(13, 10)), (Sign::Green, at(15, 10))],
    );
    held.holds = vec![Hold {
        seq: Seq(3),
        kind: HoldKind::Member,
        reason: "Systern är orolig".to_owned(),
        by: by(2),
        at: at(13, 9),
        since: at(13, 9),
        until: Some(day(18)),
    }];
    let mut exercise = ready(EXERCISE, Level::Stepdown, "Påhittad, för att öva.");
    exercise.is_exercise = true;
    exercise.since = at(15, 8);
    today(&mut exercise, &[1], 15, Channel::Phone);
    let mut inpatient = card(
        INPATIENT,
        Level::Inpatient,
        at(5, 9),
        Reason::Inpatient,
        "Avdelning 3, sover bättre.",
    );
    today(&mut inpatient, &[2], 10, Channel::Ward);
    met(&mut inpatient, at(13, 10), Channel::Ward, true);
    book(&mut inpatient, at(16, 10));
    inpatient.legal = Some(Legal {
        status: Some(LegalStatus::Lpt),
        changed: at(5, 9),
        ends: Some(day(19)),
    });
    [held, exercise, inpatient]
}

/// An alert with a letter in each state that a letter can be in.
pub fn alert(state: AlertState) -> Alert {
    let raised = now() - Span::minutes(3);
    let mut alert = Alert::new(number(4127), client(ALERT), Class::P1, by(1), raised);
    alert.state = state;
    alert.responsible = Some(staff(2));
    alert.reserve = Some(staff(4));
    let failed = |why| Delivery::Failed { at: raised, why };
    alert.letters = [
        (1, Delivery::Queued),
        (2, Delivery::Accepted { at: raised }),
        (3, Delivery::Shown { at: raised }),
        (4, failed(Failure::NoDevice)),
        (2, failed(Failure::Expired)),
        (3, failed(Failure::NotNeeded)),
    ]
    .into_iter()
    .zip(1..)
    .map(|((to, delivery), letter)| {
        let written = Written {
            id: id('5', letter),
            to: staff(to),
            text: Text::M1,
            class: Class::P1,
            deadline: Some(raised + Span::minutes(5)),
            count: None,
            all_ways: false,
        };
        LetterState {
            written,
            at: raised,
            delivery,
            others: OtherWays::default(),
        }
    })
    .collect();
    alert
}

/// An alert that waits for somebody.
pub fn climbing() -> AlertState {
    let rung = Some(Rung::T2);
    AlertState::Climbing { rung }
}

/// An alert that somebody has taken.
pub fn taken(who: u8) -> AlertState {
    let at = now() - Span::minutes(1);
    AlertState::Acknowledged { by: by(who), at }
}

fn alerts() -> BTreeMap<AlertNumber, Alert> {
    let mut had = Alert::new(number(5206), client(SENDING), Class::P1, by(2), at(16, 7));
    had.state = taken(2);
    let mut task = Alert::new(number(6310), client(TASK), Class::P2, by(3), at(16, 8));
    task.state = AlertState::Climbing {
        rung: Some(Rung::T0),
    };
    task.responsible = Some(staff(2));
    [alert(climbing()), had, task]
        .into_iter()
        .map(|alert| (alert.number, alert))
        .collect()
}

/// A board with nobody on it.
pub fn empty_board() -> Board {
    let mut board = Board {
        seq: Seq(41),
        ..Board::default()
    };
    board.policy.paused = false;
    board.members = (1..)
        .map(staff)
        .zip(STAFF.map(|(_, _, _, employer)| Member {
            employer,
            function: Function::Care,
            devices: 1,
            contact_lost: None,
        }))
        .collect();
    board
}

/// A board with one client, who is not the viewer's.
pub fn other_board() -> Board {
    let mut board = empty_board();
    let mut other = card(9, Level::Yellow, at(13, 9), Reason::Prevention, "");
    other.cm = Some(staff(2));
    other.deputy = None;
    board.cards = [(other.client, other)].into();
    board
}

/// A board with a client for each state of a row.
pub fn board() -> Board {
    let mut board = empty_board();
    let cards = in_crisis().into_iter().chain(watched()).chain(better());
    board.cards = cards.map(|card| (card.client, card)).collect();
    board.alerts = alerts();
    let proposed = client(PROPOSED);
    let outlook = board
        .cards
        .get(&proposed)
        .and_then(|card| outlook::of(&board, card, now()));
    let proposal = Proposal {
        transition: Transition::YellowToPlan,
        made: at(16, 6),
        execution: at(16, 13),
        verdicts: outlook.map(|outlook| outlook.verdicts).unwrap_or_default(),
        shown: None,
    };
    board.proposals.insert(proposed, proposal);
    board
}
