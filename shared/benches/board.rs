//! How fast the board folds, decides and evaluates. `cargo bench -p shared`.
//!
//! divan and not criterion: it adds four packages instead of a plotter and a thread pool,
//! and counts items a second, which is what the goal for the fold is given in.
//!
//! The team is a large one: 200 clients, 25 of them on the board, fifteen staff with a rota
//! of sixty days. Goals (`docs/measurements.md`): at least 500 000 events a second folded, a
//! full evaluation in less than a millisecond.

use divan::Bencher;
use divan::counter::ItemsCount;
use shared::board::card::{
    ActionClass, Channel, Fact, HoldKind, Level, Reason, Sign, SipAnswer, Told,
};
use shared::board::decide::{Ctx, decide};
use shared::board::event::{Actor, Recorded};
use shared::board::member::{Function, Member, Organisation};
use shared::calendar::Calendar;
use shared::deescalation::outlook;
use shared::deescalation::policy::Policy;
use shared::due::{self, Due};
use shared::duty::{Shift, ShiftKind};
use shared::time::days_after;
use shared::{Board, ClientId, Command, Event, Span, StaffId, Timestamp};

const CLIENTS: u32 = 200;
const ON_BOARD: u32 = 25;
const STAFF: u32 = 15;
const ROTA_DAYS: u64 = 60;
const CARE_DAYS: u64 = 20;

fn main() {
    divan::main();
}

fn staff(number: u32) -> StaffId {
    format!("{:026}", number + 1)
        .parse()
        .expect("an identifier")
}

fn client(number: u32) -> ClientId {
    format!("{:026}", number + 101)
        .parse()
        .expect("an identifier")
}

/// A board and the log that it is the fold of.
struct Team {
    board: Board,
    log: Vec<Recorded>,
    now: Timestamp,
}

impl Team {
    fn happen(&mut self, by: Actor, event: Event) {
        let recorded = Recorded {
            seq: self.board.seq.next(),
            at: self.now,
            happened: None,
            by,
            command: None,
            event,
        };
        self.board.apply(&recorded);
        self.log.push(recorded);
    }

    fn enter(&mut self, who: u32, event: Event) {
        self.now = self.now + Span::seconds(1);
        self.happen(Actor::Staff(staff(who)), event);
    }

    /// What is due up to a moment is done.
    fn until(&mut self, moment: Timestamp) {
        while let Some((time, due)) =
            due::next(&self.board, self.now).filter(|(time, _)| *time <= moment)
        {
            self.now = self.now.max(time);
            let events = due::carry_out(&self.board, &due, &ctx(Actor::Rules, self.now));
            for event in events {
                self.happen(Actor::Rules, event);
            }
        }
        self.now = moment;
    }
}

fn ctx(actor: Actor, now: Timestamp) -> Ctx {
    Ctx {
        now,
        happened: None,
        actor,
        chance: 7,
    }
}

/// Three weeks of a large team.
fn team() -> Team {
    let first = "2026-03-02".parse().expect("a date");
    let mut team = Team {
        board: Board::default(),
        log: Vec::new(),
        now: Timestamp::at_hour(first, 0),
    };
    let policy = Policy {
        paused: false,
        ..Policy::default()
    };
    let calendar = Calendar::default();
    team.happen(Actor::Server, Event::PolicySet { policy, calendar });
    for number in 0..STAFF {
        let employer = if number.is_multiple_of(2) {
            Organisation::Region
        } else {
            Organisation::Municipality
        };
        let member = Member {
            employer,
            function: Function::Care,
            devices: 1,
            contact_lost: None,
        };
        let staff = staff(number);
        team.happen(Actor::Server, Event::MemberJoined { staff, member });
    }
    for number in 0..CLIENTS {
        let event = Event::ClientEnrolled {
            client: client(number),
            cm: Some(staff(number % STAFF)),
            deputy: Some(staff((number + 1) % STAFF)),
            open_to: vec![Organisation::Region, Organisation::Municipality],
        };
        team.happen(Actor::Server, event);
    }
    let shifts = (0..ROTA_DAYS).flat_map(|day| {
        let date = days_after(first, day);
        (0..STAFF).map(move |number| Shift {
            who: staff(number),
            kind: ShiftKind::Day,
            from: Timestamp::at_hour(date, 8),
            to: Timestamp::at_hour(date, 17),
        })
    });
    let rota = Event::ShiftsPlanned {
        shifts: shifts.collect(),
        published_to: Some(days_after(first, ROTA_DAYS)),
    };
    team.happen(Actor::Server, rota);
    for day in 0..CARE_DAYS {
        let date = days_after(first, day);
        team.until(Timestamp::at_hour(date, 9));
        for number in 0..ON_BOARD {
            day_of_care(&mut team, number, day == 0);
        }
        team.until(Timestamp::at_hour(date, 23));
    }
    team.until(Timestamp::at_hour(days_after(first, CARE_DAYS), 5));
    team
}

/// What is entered about a client in a day. A veto keeps every client on the board.
fn day_of_care(team: &mut Team, number: u32, is_first: bool) {
    let (client, who) = (client(number), number % STAFF);
    let line = || "Enligt samtal".to_owned();
    if is_first {
        let red = number.is_multiple_of(2);
        let placed = Event::Placed {
            client,
            from: Level::Plan,
            level: if red { Level::Red } else { Level::Yellow },
            reason: Reason::Crisis,
            text: "Sover inte, öppnar inte".to_owned(),
            review: Some(team.now.local().date()),
        };
        let held = Event::HoldSet {
            client,
            by: HoldKind::Psychiatrist,
            reason: line(),
            until: None,
        };
        let told = Fact::Told(Told {
            reached: true,
            view: Some(line()),
            no_view: None,
        });
        team.enter(who, placed);
        team.enter(who, held);
        for fact in [
            Fact::PsychiatristReviewed(line()),
            Fact::CrisisPlanConfirmed,
            Fact::CarePlanChecked,
            Fact::SipAnswered(SipAnswer::Holds),
            told,
        ] {
            team.enter(who, Event::Noted { client, fact });
        }
    }
    let by = (who + u32::from(team.log.len().is_multiple_of(2))) % STAFF;
    let sign = Sign::Green;
    team.enter(by, Event::Assessed { client, sign });
    let contact = Event::ContactLogged {
        client,
        how: Channel::Phone,
        reached: true,
        crisis: false,
        text: line(),
        booking: None,
    };
    team.enter(who, contact);
    let (now, actor) = (team.now, Actor::Staff(staff(who)));
    let wishes = [
        Command::Book {
            client,
            who: staff(who),
            at: now + Span::days(1),
            how: Channel::Home,
        },
        Command::OpenAction {
            client,
            class: ActionClass::Other,
            text: line(),
            owner: staff(who),
            due: now + Span::days(3),
        },
    ];
    for wish in wishes.iter().take(if is_first { 2 } else { 1 }) {
        let ctx = Ctx {
            chance: team.board.seq.0,
            ..ctx(actor, now)
        };
        for event in decide(&team.board, wish, &ctx).expect("allowed") {
            team.enter(who, event);
        }
    }
}

/// The whole log, as after a start without a snapshot.
#[divan::bench]
fn fold(bencher: Bencher) {
    let log = team().log;
    bencher.counter(ItemsCount::new(log.len())).bench(|| {
        let mut board = Board::default();
        for recorded in divan::black_box(&log) {
            board.apply(recorded);
        }
        board
    });
}

/// One command: a green sign of a client on the board.
#[divan::bench]
fn decide_an_assessment(bencher: Bencher) {
    let team = team();
    let (client, sign) = (client(3), Sign::Green);
    let command = Command::Assess { client, sign };
    let ctx = ctx(Actor::Staff(staff(3)), team.now);
    bencher.bench(|| {
        decide(
            divan::black_box(&team.board),
            divan::black_box(&command),
            &ctx,
        )
    });
}

/// One command that raises an alert: a raise to red of a client off the board.
#[divan::bench]
fn decide_a_raise(bencher: Bencher) {
    let team = team();
    let command = Command::Place {
        client: client(100),
        level: Level::Red,
        reason: Reason::Crisis,
        text: "Sover inte, öppnar inte".to_owned(),
        review: None,
        tonight: false,
        based_on: None,
    };
    let ctx = ctx(Actor::Staff(staff(3)), team.now);
    bencher.bench(|| {
        decide(
            divan::black_box(&team.board),
            divan::black_box(&command),
            &ctx,
        )
    });
}

/// The morning's run: fourteen gates with their evidence for every client on the board.
#[divan::bench]
fn evaluate(bencher: Bencher) {
    let team = team();
    let date = days_after(team.now.local().date(), 3);
    let morning = Timestamp::at_hour(date, 6);
    let due = Due::Evaluate { date };
    let ctx = ctx(Actor::Rules, morning);
    assert!(
        due::carry_out(&team.board, &due, &ctx).len() > ON_BOARD as usize,
        "everybody on the board is looked at"
    );
    bencher.bench(|| due::carry_out(divan::black_box(&team.board), &due, &ctx));
}

/// What the next thing is that time makes due.
#[divan::bench]
fn next_due(bencher: Bencher) {
    let team = team();
    bencher.bench(|| due::next(divan::black_box(&team.board), team.now));
}

/// The outlook of one client, as the side panel shows it.
#[divan::bench]
fn outlook_of_a_client(bencher: Bencher) {
    let team = team();
    let card = &team.board.cards[&client(3)];
    bencher.bench(|| outlook::of(divan::black_box(&team.board), card, team.now));
}
