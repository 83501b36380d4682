//! What happens in a history: what people do, what phones report, time that passes, and
//! faults. A new kind of event gets a [`Turn`] or a [`Wish`] here, and nothing else.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use shared::alert::Delays;
use shared::board::card::{ActionClass, Emergency, Fact, Flag, LegalStatus, Level, Post, Reason};
use shared::board::card::{Sign, SipAnswer, Told};

use crate::team::{CLIENTS, STAFF};

/// Something that happens. Staff and clients are named by their place in the team.
#[derive(Clone, Debug)]
pub(crate) enum Turn {
    /// Time passes, and what is due is done; first the open alerts are answered, or not.
    Wait { minutes: i64, answered: bool },
    /// Time passes until clocks show a full hour, and what is due is done.
    Until { hour: u32 },
    /// Time passes while the server is away; what was due is done late.
    Away { minutes: i64 },
    /// Somebody wants something about a client, entered some minutes ago.
    Ask {
        who: usize,
        whom: usize,
        wish: Wish,
        ago: i64,
    },
    /// Days in which everything is done that the gates ask for, or all but one thing; they
    /// may end on the morning of the first proposal.
    Better {
        whom: usize,
        days: u8,
        level: Level,
        without: Option<Duty>,
        to_proposal: bool,
    },
    /// The number of somebody's phones changes.
    Phones { who: usize, devices: u16 },
    /// A push service reports about a letter.
    Report { letter: u8, what: u8 },
    /// A device falls out of step, some hours ago, or is in step again.
    Device {
        number: u8,
        hours: Option<i64>,
        of: Option<usize>,
    },
    /// The rules stand still, or run again.
    Rules { stopped: bool },
    /// Two more weeks of the rota are published.
    Publish,
}

/// What somebody wants.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    Place {
        level: Level,
        reason: Reason,
        stale: bool,
    },
    NameContact {
        with: usize,
        minutes: i64,
    },
    Assess(Sign),
    LogContact {
        reached: bool,
        crisis: bool,
        planned: bool,
    },
    Book {
        with: usize,
        minutes: i64,
    },
    CancelBooking,
    OpenAction {
        class: ActionClass,
        owner: usize,
        minutes: i64,
    },
    CloseAction,
    HandOver {
        owner: usize,
        minutes: i64,
    },
    Raise(Flag),
    Clear(Flag),
    Review {
        days: u64,
    },
    Hold {
        days: Option<u64>,
    },
    LiftHold,
    Note(Fact),
    Appoint {
        post: Post,
        who: Option<usize>,
    },
    Consent {
        region: bool,
        municipality: bool,
    },
    Legal {
        status: Option<LegalStatus>,
    },
    AskPsychiatrist,
    AnswerPsychiatrist,
    Return,
    Emergency,
    Pause,
    Resume,
    Ladder(Pace),
    LongRed {
        days: i64,
    },
    Show,
    Acknowledge,
    Help,
    Visit {
        who: Vec<usize>,
        minutes: u16,
        alone: bool,
    },
    CheckIn {
        minutes: u16,
    },
    EndVisit,
}

/// Something that the gates ask for and that a course may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Duty {
    Meeting,
    Signs,
    SecondPerson,
    Psychiatrist,
    CrisisPlan,
    CarePlan,
    Sip,
    Told,
    Booking,
    Contact,
    Deputy,
    Rota,
}

/// A history: most are short and wild, some are weeks in which clients get better.
pub(crate) fn history() -> impl Strategy<Value = Vec<Turn>> {
    let course = prop_oneof![
        4 => better(),
        3 => until(),
        5 => ask(course_client(), disturbing(), Just(0)),
        5 => ask(course_client(), disturbing(), late()),
        1 => wait(),
        1 => turn(),
    ];
    prop_oneof![
        3 => vec(turn(), 1..80),
        1 => vec(course, 1..20),
    ]
}

fn turn() -> impl Strategy<Value = Turn> {
    let place = 0..STAFF.len();
    prop_oneof![
        14 => wait(),
        3 => until(),
        2 => (0_i64..1_700).prop_map(|minutes| Turn::Away { minutes }),
        50 => ask(any_client(), wish(), prop_oneof![6 => Just(0), 1 => late()]),
        1 => better(),
        2 => (place.clone(), 0_u16..2).prop_map(|(who, devices)| Turn::Phones { who, devices }),
        4 => (any::<u8>(), 0_u8..3).prop_map(|(letter, what)| Turn::Report { letter, what }),
        2 => (0_u8..3, option::of(0_i64..60), option::of(place.clone()))
            .prop_map(|(number, hours, of)| Turn::Device { number, hours, of }),
        1 => any::<bool>().prop_map(|stopped| Turn::Rules { stopped }),
        1 => Just(Turn::Publish),
    ]
}

fn wait() -> impl Strategy<Value = Turn> {
    let short = (0_i64..90, any::<bool>());
    let long = (0_i64..3_000, prop::bool::weighted(0.95));
    prop_oneof![2 => short.boxed(), 1 => long.boxed()]
        .prop_map(|(minutes, answered)| Turn::Wait { minutes, answered })
}

/// The hours around the two runs of the rules.
fn until() -> impl Strategy<Value = Turn> {
    prop_oneof![3 => Just(6_u32), 2 => Just(7), 1 => 12_u32..15]
        .prop_map(|hour| Turn::Until { hour })
}

/// How many minutes ago: an hour, two days, or more than the two weeks that count.
fn late() -> impl Strategy<Value = i64> {
    prop_oneof![0_i64..60, 0_i64..2_880, 0_i64..24_000]
}

fn better() -> impl Strategy<Value = Turn> {
    let without = select(vec![
        Duty::Meeting,
        Duty::Signs,
        Duty::SecondPerson,
        Duty::Psychiatrist,
        Duty::CrisisPlan,
        Duty::CarePlan,
        Duty::Sip,
        Duty::Told,
        Duty::Booking,
        Duty::Contact,
        Duty::Deputy,
        Duty::Rota,
    ]);
    let level = prop_oneof![Just((Level::Red, 8_u8..20)), Just((Level::Yellow, 4..8))];
    let level = level.prop_flat_map(|(level, days)| (Just(level), days));
    let without = option::weighted(0.35, without);
    (course_client(), level, without, any::<bool>()).prop_map(
        |(whom, (level, days), without, to_proposal)| Turn::Better {
            whom,
            days,
            level,
            without,
            to_proposal,
        },
    )
}

fn any_client() -> impl Strategy<Value = usize> {
    0..CLIENTS.len()
}

/// Most of a course is about one client.
fn course_client() -> impl Strategy<Value = usize> {
    prop_oneof![4 => Just(0), 1 => any_client()]
}

fn ask(
    whom: impl Strategy<Value = usize>,
    wish: impl Strategy<Value = Wish>,
    ago: impl Strategy<Value = i64>,
) -> impl Strategy<Value = Turn> {
    (0..STAFF.len(), whom, wish, ago).prop_map(|(who, whom, wish, ago)| Turn::Ask {
        who,
        whom,
        wish,
        ago,
    })
}

/// What ought to stop a step, or to take it back.
fn disturbing() -> impl Strategy<Value = Wish> {
    let action = (select(ActionClass::ALL), 0..STAFF.len());
    prop_oneof![
        1 => Just(Wish::LogContact { reached: true, crisis: true, planned: false }),
        1 => Just(Wish::LogContact { reached: false, crisis: false, planned: true }),
        2 => select(Sign::ALL).prop_map(Wish::Assess),
        2 => fact().prop_map(Wish::Note),
        1 => select(Flag::ALL).prop_map(Wish::Raise),
        1 => option::of(0_u64..6).prop_map(|days| Wish::Hold { days }),
        1 => action.prop_map(|(class, owner)| Wish::OpenAction { class, owner, minutes: 60 }),
        1 => Just(Wish::AskPsychiatrist),
        4 => wish(),
    ]
}

fn wish() -> impl Strategy<Value = Wish> {
    let place = 0..STAFF.len();
    let soon = || -30_i64..6_000;
    let level = prop_oneof![
        3 => Just(Level::Red),
        2 => Just(Level::Yellow),
        1 => Just(Level::Stepdown),
        1 => Just(Level::Plan),
        1 => Just(Level::Inpatient),
    ];
    let reason = prop_oneof![2 => Just(Reason::Crisis), 3 => select(Reason::ALL)];
    let flag = || select(Flag::ALL);
    let often = prop_oneof![
        8 => (level, reason, prop::bool::weighted(0.1))
            .prop_map(|(level, reason, stale)| Wish::Place { level, reason, stale }),
        2 => (place.clone(), soon()).prop_map(|(with, minutes)| Wish::NameContact { with, minutes }),
        5 => select(Sign::ALL).prop_map(Wish::Assess),
        6 => (any::<bool>(), prop::bool::weighted(0.2), any::<bool>())
            .prop_map(|(reached, crisis, planned)| Wish::LogContact { reached, crisis, planned }),
        4 => (place.clone(), soon()).prop_map(|(with, minutes)| Wish::Book { with, minutes }),
        1 => Just(Wish::CancelBooking),
        2 => (select(ActionClass::ALL), place.clone(), soon())
            .prop_map(|(class, owner, minutes)| Wish::OpenAction { class, owner, minutes }),
        1 => Just(Wish::CloseAction),
        2 => (place.clone(), soon()).prop_map(|(owner, minutes)| Wish::HandOver { owner, minutes }),
        6 => fact().prop_map(Wish::Note),
        3 => Just(Wish::Acknowledge),
        1 => Just(Wish::Help),
        2 => Just(Wish::Show),
        2 => Just(Wish::Return),
        4 => visit(),
    ];
    let seldom = prop_oneof![
        2 => flag().prop_map(Wish::Raise),
        2 => flag().prop_map(Wish::Clear),
        2 => (0_u64..9).prop_map(|days| Wish::Review { days }),
        3 => option::of(0_u64..20).prop_map(|days| Wish::Hold { days }),
        2 => Just(Wish::LiftHold),
        2 => (select(Post::ALL), option::of(place))
            .prop_map(|(post, who)| Wish::Appoint { post, who }),
        1 => (any::<bool>(), any::<bool>())
            .prop_map(|(region, municipality)| Wish::Consent { region, municipality }),
        1 => option::of(select(LegalStatus::ALL)).prop_map(|status| Wish::Legal { status }),
        1 => Just(Wish::AskPsychiatrist),
        2 => Just(Wish::AnswerPsychiatrist),
        1 => Just(Wish::Emergency),
        1 => Just(Wish::Pause),
        2 => Just(Wish::Resume),
        1 => select(Pace::ALL).prop_map(Wish::Ladder),
        1 => (30_i64..60).prop_map(|days| Wish::LongRed { days }),
    ];
    prop_oneof![5 => often, 2 => seldom]
}

/// A visit begins, goes on or is over; how long it shall last may be nonsense.
fn visit() -> impl Strategy<Value = Wish> {
    let minutes = || prop_oneof![3 => 1_u16..120, 1 => any::<u16>()];
    prop_oneof![
        3 => (vec(0..STAFF.len(), 0..3), minutes(), any::<bool>())
            .prop_map(|(who, minutes, alone)| Wish::Visit { who, minutes, alone }),
        1 => minutes().prop_map(|minutes| Wish::CheckIn { minutes }),
        1 => Just(Wish::EndVisit),
    ]
}

fn fact() -> impl Strategy<Value = Fact> {
    let line = || "Enligt samtal".to_owned();
    select(vec![
        Fact::CrisisPlanConfirmed,
        Fact::CarePlanChecked,
        Fact::RehabilitationPlanChecked,
        Fact::SipAnswered(SipAnswer::Holds),
        Fact::PsychiatristReviewed(line()),
        Fact::MedicationChanged(line()),
        Fact::MedicationCleared,
        Fact::DepotMissed,
        Fact::Objected(line()),
        Fact::ObjectionTalked,
        told(true),
        told(false),
        Fact::DischargeFollowedUp,
        Fact::DischargeTicked,
        Fact::AddictionContact,
        Fact::EmergencyReported(Emergency::Police),
    ])
}

/// The client was told and said what they think, or only tried.
pub(crate) fn told(reached: bool) -> Fact {
    Fact::Told(Told {
        reached,
        view: reached.then(|| "Vill prova".to_owned()),
        no_view: None,
    })
}

/// How quickly a team lets its ladder climb: as RP-1, and at both ends of the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    Rp1,
    Quickest,
    Slowest,
}

impl Pace {
    const ALL: &[Self] = &[Self::Rp1, Self::Quickest, Self::Slowest];

    pub(crate) fn delays(self) -> Delays {
        match self {
            Self::Rp1 => Delays::default(),
            Self::Quickest => Delays {
                again: 1,
                reserve: 2,
                everyone: 3,
                manager: 4,
                repeat: 2,
                later: 5,
                task_reserve: 5,
                task_leader: 10,
                action: 10,
            },
            Self::Slowest => Delays {
                again: 5,
                reserve: 10,
                everyone: 15,
                manager: 20,
                repeat: 15,
                later: 30,
                task_reserve: 30,
                task_leader: 60,
                action: 30,
            },
        }
    }
}
