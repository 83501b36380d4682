//! A board like that of the worked scenarios, Monday 16 March 2026 at 08:29. Every person is
//! fictional.

use std::collections::BTreeMap;

use app::page::all_minutes::AllMinutesContent;
use app::page::{
    AlertContent, AlertWithoutIdentity, Assets, BoardContent, ChooseContent, Content, DeviceCard,
    DutyContent, EntryContent, EntryKind, Feed, Frame, Journaled, LoadContent, MinutesContent,
    MyDayContent, Page, Panel, Scheme, Settings, Tested, Viewer,
};
use chrono::Weekday;
use shared::access::ViewClass;
use shared::alert::delivery::OtherWays;
use shared::alert::letter::{Carrier, Text};
use shared::alert::{
    Alert, AlertNumber, AlertState, Class, Delays, Delivery, Failure, LetterState, Rung, Written,
};
use shared::board::card::{
    Action, ActionClass, Assessment, BackToPlan, Booking, Card, Channel, Contact, ContactToday,
    Emergency, Fact, Flag, HandOver, Hold, HoldKind, Legal, LegalStatus, Level, LevelNames, Missed,
    PsychiatristClock, Reason, Request, Sign, SipAnswer, Stamped, TakenBack, Told, Why,
};
use shared::board::event::{Actor, Event, Recorded};
use shared::board::meeting::{Meeting, Minutes, Move};
use shared::board::member::{Function, Member, Organisation};
use shared::deescalation::Transition;
use shared::deescalation::outlook;
use shared::deescalation::proposal::Proposal;
use shared::dossier::{Dossier, EarlySigns, Plans, ResourcePerson};
use shared::duty::{Shift, ShiftKind};
use shared::load::history::{History, MeetingHeld};
use shared::load::report::Report;
use shared::people::{ClientHead, People, StaffCard};
use shared::position::{Position, Seq};
use shared::protocol::Snapshot;
use shared::visit::Visit;
use shared::wording::Language;
use shared::{Board, ClientId, Span, StaffId, Timestamp};

use Organisation::{Municipality, Region};

/// Initials, name, title, employer, function and devices.
pub(crate) const STAFF: &[(&str, &str, &str, Organisation, Function, u16)] = &[
    (
        "M.H.",
        "Maria Holm",
        "CM, sjuksköterska",
        Region,
        Function::Care,
        1,
    ),
    (
        "A.N.",
        "Anders Nyman",
        "CM, skötare",
        Region,
        Function::Care,
        1,
    ),
    (
        "N.B.",
        "Nadia Berg",
        "CM, sjuksköterska",
        Region,
        Function::Care,
        2,
    ),
    (
        "R.E.",
        "Rolf Ek",
        "CM, sjuksköterska",
        Region,
        Function::Care,
        1,
    ),
    (
        "Q.P.",
        "Quirin Palm",
        "psykiater",
        Region,
        Function::Psychiatrist,
        1,
    ),
    (
        "G.S.",
        "Gunilla Sand",
        "teamledare",
        Region,
        Function::TeamLeader,
        1,
    ),
    ("X.L.", "Xenia Lund", "psykolog", Region, Function::Care, 0),
    (
        "K.J.",
        "Kim Juhlin",
        "brukarspecialist",
        Region,
        Function::Care,
        1,
    ),
    (
        "P.S.",
        "Petra Strand",
        "CM, boendestödjare",
        Municipality,
        Function::Care,
        1,
    ),
    (
        "T.V.",
        "Tomas Vik",
        "CM, socialpedagog",
        Municipality,
        Function::Care,
        1,
    ),
    (
        "C.F.",
        "Cecilia Fors",
        "CM, socialsekreterare",
        Municipality,
        Function::Care,
        0,
    ),
    (
        "L.K.",
        "Lena Krook",
        "CM, handläggare",
        Municipality,
        Function::Care,
        1,
    ),
    (
        "J.A.",
        "Joel Alm",
        "boendestödjare",
        Municipality,
        Function::Care,
        1,
    ),
    (
        "O.D.",
        "Olle Dahl",
        "enhetschef",
        Municipality,
        Function::Manager,
        1,
    ),
];

/// Initials, name and date of birth.
const CLIENTS: &[(&str, &str, &str)] = &[
    ("D.M.", "Doris Mård", "1984-06-02"),
    ("U.K.", "Ulf Kvist", "1996-11-20"),
    ("V.B.", "Viola Brandt", "1969-08-14"),
    ("F.N.", "Felix Norén", "1991-04-30"),
    ("Ö.L.", "Östen Lindh", "1978-09-09"),
    ("Y.P.", "Ylva Persson", "2002-12-24"),
    ("B.T.", "Bodil Torell", "1987-05-17"),
    ("L.H.", "Lars Hedman", "1961-01-08"),
    ("C.W.", "Carl Wester", "1964-03-03"),
    ("L.A.", "Lovisa Ask", "1999-07-21"),
    ("S.O.", "Sixten Ohlin", "1955-10-11"),
];

pub(crate) fn number(kind: u8, index: usize) -> String {
    format!("{kind:02}{index:024}")
}

pub(crate) fn staff(initials: &str) -> StaffId {
    let index = STAFF.iter().position(|one| one.0 == initials).unwrap();
    number(1, index).parse().unwrap()
}

pub(crate) fn client(initials: &str) -> ClientId {
    let index = CLIENTS.iter().position(|one| one.0 == initials).unwrap();
    number(2, index).parse().unwrap()
}

/// A moment of March 2026.
pub(crate) fn at(day: u32, clock: &str) -> Timestamp {
    let (hour, minute) = clock.split_once(':').unwrap();
    let date = format!("2026-03-{day:02}").parse().unwrap();
    Timestamp::at_hour(date, hour.parse().unwrap()) + Span::minutes(minute.parse().unwrap())
}

fn now() -> Timestamp {
    at(16, "08:29")
}

pub(crate) fn by(initials: &str) -> Actor {
    Actor::Staff(staff(initials))
}

pub(crate) fn people() -> People {
    People {
        team: "Team Öst".to_owned(),
        staff: STAFF
            .iter()
            .enumerate()
            .map(|(index, (initials, name, title, employer, ..))| {
                let card = StaffCard {
                    initials: (*initials).to_owned(),
                    name: (*name).to_owned(),
                    title: (*title).to_owned(),
                    employer: *employer,
                    phone: Some(format!("070-000 00 {index:02}")),
                    mail: None,
                };
                (staff(initials), card)
            })
            .collect(),
        clients: CLIENTS
            .iter()
            .map(|(initials, ..)| (client(initials), head(initials)))
            .collect(),
        levels: LevelNames::default(),
    }
}

fn head(initials: &str) -> ClientHead {
    let (initials, name, born) = CLIENTS.iter().find(|one| one.0 == initials).unwrap();
    ClientHead {
        initials: (*initials).to_owned(),
        name: (*name).to_owned(),
        born: born.parse().unwrap(),
    }
}

/// A card on a level since a moment, with its CM and deputy.
pub(crate) fn card(
    initials: &str,
    level: Level,
    since: Timestamp,
    cm: &str,
    deputy: Option<&str>,
    reason: Reason,
    text: &str,
) -> Card {
    let mut card = Card::new(client(initials), since);
    let stamp = |at| (Seq(7), at, by(cm));
    let (seq, placed, actor) = stamp(since);
    card.cm = Some(staff(cm));
    card.deputy = deputy.map(staff);
    card.open_to = vec![Region, Municipality];
    card.level = level;
    card.raised = Some(since);
    card.placed = Some(Stamped {
        value: level,
        seq,
        at: placed,
        by: actor,
    });
    let why = Why {
        reason,
        text: text.to_owned(),
    };
    card.why = Some(Stamped {
        value: why,
        seq,
        at: placed,
        by: actor,
    });
    card
}

fn today(card: &mut Card, who: &[&str], clock: &str, how: Channel) {
    let value = ContactToday {
        who: who.iter().map(|one| staff(one)).collect(),
        at: at(16, clock),
        how,
    };
    card.contact_today = Some(Stamped {
        value,
        seq: Seq(9),
        at: at(16, "07:50"),
        by: by("G.S."),
    });
}

fn met(card: &mut Card, when: Timestamp, who: &str, how: Channel, reached: bool) {
    card.last_contact = Some(Contact {
        at: when,
        by: by(who),
        how,
        reached,
    });
}

fn book(card: &mut Card, when: Timestamp, who: &str, how: Channel) {
    let id = number(4, card.bookings.len()).parse().unwrap();
    card.bookings.push(Booking {
        id,
        who: staff(who),
        at: when,
        how,
        missed: false,
    });
}

fn assess(card: &mut Card, signs: &[(Sign, Timestamp, &str)]) {
    card.assessments
        .extend(signs.iter().map(|(sign, at, who)| Assessment {
            sign: *sign,
            at: *at,
            by: by(who),
            seq: Seq(1),
        }));
}

fn flag(card: &mut Card, flag: Flag) {
    card.flags.insert(
        flag,
        Stamped {
            value: true,
            seq: Seq(8),
            at: at(12, "19:12"),
            by: by("Q.P."),
        },
    );
}

fn review(card: &mut Card, date: &str) {
    card.review = Some(stamped(date.parse().unwrap(), card.since, "G.S."));
}

fn stamped<T>(value: T, at: Timestamp, who: &str) -> Stamped<T> {
    Stamped {
        value,
        seq: Seq(8),
        at,
        by: by(who),
    }
}

fn note(card: &mut Card, at: Timestamp, who: &str, fact: &Fact) {
    card.facts.note(stamped((), at, who), fact);
}

fn cards() -> Vec<Card> {
    use Channel::{Home, Phone, Ward};
    use Sign::{Green, Red, Yellow};

    let mut doris = card(
        "D.M.",
        Level::Red,
        at(12, "19:12"),
        "A.N.",
        Some("C.F."),
        Reason::Crisis,
        "Hörs genom väggen, har inte sovit på tre dygn.",
    );
    today(&mut doris, &["A.N.", "J.A."], "11:00", Home);
    met(&mut doris, at(16, "07:40"), "T.V.", Phone, true);
    book(&mut doris, at(16, "11:00"), "A.N.", Home);
    assess(
        &mut doris,
        &[
            (Yellow, at(13, "13:52"), "Q.P."),
            (Red, at(15, "11:06"), "N.B."),
            (Red, at(16, "07:40"), "T.V."),
        ],
    );
    flag(&mut doris, Flag::NeverAlone);
    flag(&mut doris, Flag::Suicide);
    doris.crises = crises(at(12, "19:31"));
    review(&mut doris, "2026-03-19");
    doris.psychiatrist = Some(PsychiatristClock {
        due: at(16, "17:00"),
        overdue: false,
    });
    doris.requests = vec![Request {
        seq: Seq(31),
        at: at(15, "11:20"),
        by: by("N.B."),
        text: "Sömnmedicin?".to_owned(),
    }];
    doris.actions = vec![
        Action {
            id: number(3, 1).parse().unwrap(),
            class: ActionClass::Crisis,
            text: "Ring systern om natten".to_owned(),
            owner: staff("A.N."),
            due: at(16, "07:30"),
            hand_over: None,
        },
        Action {
            id: number(3, 2).parse().unwrap(),
            class: ActionClass::Other,
            text: "Ny tid på vårdcentralen".to_owned(),
            owner: staff("C.F."),
            due: at(19, "12:00"),
            hand_over: None,
        },
    ];

    let mut ulf = card(
        "U.K.",
        Level::Red,
        at(11, "08:20"),
        "M.H.",
        Some("P.S."),
        Reason::IntensiveShort,
        "Slutat med depån, rädd för grannarna.",
    );
    met(&mut ulf, at(15, "16:10"), "M.H.", Home, true);
    assess(
        &mut ulf,
        &[
            (Yellow, at(13, "10:00"), "M.H."),
            (Yellow, at(14, "10:00"), "N.B."),
            (Yellow, at(15, "16:10"), "M.H."),
        ],
    );
    ulf.psychiatrist = Some(PsychiatristClock {
        due: at(13, "17:00"),
        overdue: true,
    });
    ulf.crises = crises(at(11, "08:20"));
    review(&mut ulf, "2026-03-18");

    let mut viola = card(
        "V.B.",
        Level::Yellow,
        at(7, "06:00"),
        "A.N.",
        Some("T.V."),
        Reason::LifeEvent,
        "Brodern död, missat två samtal.",
    );
    today(&mut viola, &["M.H."], "11:00", Home);
    met(&mut viola, at(13, "14:20"), "A.N.", Phone, false);
    viola.missed = [("14:00", "15:00"), ("14:00", "15:40")]
        .map(|(planned, missed)| Missed {
            booking: number(4, 9).parse().unwrap(),
            planned: Some(at(15, planned)),
            at: at(15, missed),
            seq: Seq(1),
            by: Actor::Rules,
        })
        .to_vec();
    note(
        &mut viola,
        at(15, "22:10"),
        "N.B.",
        &Fact::EmergencyReported(Emergency::Police),
    );
    book(&mut viola, at(16, "11:00"), "M.H.", Home);
    assess(
        &mut viola,
        &[
            (Green, at(11, "09:00"), "A.N."),
            (Yellow, at(13, "14:20"), "A.N."),
        ],
    );
    review(&mut viola, "2026-03-16");

    let mut felix = card(
        "F.N.",
        Level::Yellow,
        at(13, "16:40"),
        "M.H.",
        Some("P.S."),
        Reason::Prevention,
        "Sover under fyra timmar, TV av ”för den pratar”.",
    );
    today(&mut felix, &["M.H."], "14:20", Home);
    met(&mut felix, at(15, "11:06"), "N.B.", Phone, true);
    book(&mut felix, at(16, "14:20"), "M.H.", Home);
    assess(
        &mut felix,
        &[
            (Yellow, at(13, "16:51"), "P.S."),
            (Yellow, at(14, "11:02"), "N.B."),
            (Green, at(15, "11:06"), "N.B."),
        ],
    );
    review(&mut felix, "2026-03-16");

    let mut osten = card(
        "Ö.L.",
        Level::Yellow,
        at(4, "08:00"),
        "R.E.",
        Some("C.F."),
        Reason::Medication,
        "Klozapin trappas, provtagning onsdag.",
    );
    today(&mut osten, &["X.L."], "13:00", Phone);
    met(&mut osten, at(14, "10:00"), "N.B.", Phone, true);
    book(&mut osten, at(16, "13:00"), "X.L.", Phone);
    assess(
        &mut osten,
        &[
            (Green, at(10, "10:00"), "R.E."),
            (Green, at(12, "10:00"), "R.E."),
            (Green, at(14, "10:00"), "N.B."),
        ],
    );

    let mut ylva = card(
        "Y.P.",
        Level::Yellow,
        at(13, "09:00"),
        "N.B.",
        None,
        Reason::Avoidant,
        "Öppnar inte, två försök planerade.",
    );
    today(&mut ylva, &["K.J.", "J.A."], "15:00", Home);
    met(&mut ylva, at(10, "15:00"), "K.J.", Home, false);
    book(&mut ylva, at(16, "15:00"), "K.J.", Home);

    let mut bodil = card(
        "B.T.",
        Level::Stepdown,
        at(9, "08:00"),
        "M.H.",
        Some("C.F."),
        Reason::Crisis,
        "Bättre sedan onsdag, vill ha samtal fredag.",
    );
    today(&mut bodil, &["J.A."], "15:00", Phone);
    met(&mut bodil, at(15, "14:00"), "M.H.", Home, true);
    book(&mut bodil, at(20, "10:00"), "M.H.", Home);
    assess(
        &mut bodil,
        &[
            (Green, at(11, "11:20"), "J.A."),
            (Green, at(13, "14:00"), "M.H."),
            (Green, at(15, "14:00"), "M.H."),
        ],
    );
    review(&mut bodil, "2026-03-09");

    let told = Told {
        reached: true,
        view: Some("Känns bra, vill ha ett samtal i veckan".to_owned()),
        no_view: None,
    };
    for fact in [
        Fact::CrisisPlanConfirmed,
        Fact::CarePlanChecked,
        Fact::SipAnswered(SipAnswer::Holds),
        Fact::Told(told),
        Fact::PsychiatristReviewed("Fortsätt som nu".to_owned()),
    ] {
        note(&mut bodil, at(13, "14:20"), "M.H.", &fact);
    }
    bodil.taken_back = Some(TakenBack {
        step: at(11, "13:00"),
        late: at(11, "12:50"),
    });

    let mut lars = card(
        "L.H.",
        Level::Stepdown,
        at(12, "13:00"),
        "R.E.",
        Some("P.S."),
        Reason::Somatic,
        "Feberfri, äter igen.",
    );
    today(&mut lars, &["R.E."], "09:30", Home);
    met(&mut lars, at(15, "10:00"), "N.B.", Phone, true);
    book(&mut lars, at(16, "09:30"), "R.E.", Home);
    assess(
        &mut lars,
        &[
            (Green, at(14, "10:00"), "N.B."),
            (Green, at(15, "10:00"), "N.B."),
        ],
    );
    let hold = |seq: u64, kind: HoldKind, who: &str, reason: &str, until: Option<&str>| Hold {
        seq: Seq(seq),
        kind,
        reason: reason.to_owned(),
        by: by(who),
        at: at(13, "09:10"),
        since: at(13, "09:10"),
        until: until.map(|date| date.parse().unwrap()),
    };
    lars.holds = vec![
        hold(
            11,
            HoldKind::Psychiatrist,
            "Q.P.",
            "Väntar på blodprov",
            None,
        ),
        hold(
            12,
            HoldKind::Member,
            "R.E.",
            "Systern orolig",
            Some("2026-03-18"),
        ),
    ];
    lars.actions = vec![Action {
        id: number(3, 3).parse().unwrap(),
        class: ActionClass::Other,
        text: "Läkarbesök på vårdcentralen".to_owned(),
        owner: staff("R.E."),
        due: at(17, "12:00"),
        hand_over: Some(HandOver {
            owner: staff("P.S."),
            due: at(24, "12:00"),
        }),
    }];
    note(
        &mut lars,
        at(13, "10:00"),
        "R.E.",
        &Fact::Objected("Vill ha täta besök".to_owned()),
    );

    let mut carl = card(
        "C.W.",
        Level::Inpatient,
        at(5, "09:00"),
        "A.N.",
        Some("P.S."),
        Reason::Inpatient,
        "Avdelning 3, sover bättre.",
    );
    today(&mut carl, &["A.N."], "10:00", Ward);
    met(&mut carl, at(12, "10:30"), "A.N.", Ward, true);
    book(&mut carl, at(16, "10:00"), "A.N.", Ward);
    carl.legal = Some(Legal {
        status: Some(LegalStatus::Lpt),
        changed: at(5, "09:00"),
        ends: Some("2026-03-19".parse().unwrap()),
    });

    let mut lovisa = card(
        "L.A.",
        Level::Plan,
        at(12, "13:00"),
        "N.B.",
        Some("C.F."),
        Reason::Prevention,
        "Sover igen, tar emot besök.",
    );
    met(&mut lovisa, at(13, "10:10"), "N.B.", Phone, true);
    book(&mut lovisa, at(19, "10:00"), "N.B.", Home);
    lovisa.back_to_plan = Some(BackToPlan {
        at: at(12, "13:00"),
        by: Actor::Rules,
        from: Level::Stepdown,
        aftercare_until: at(26, "13:00"),
        contact_by: Some(at(15, "13:00")),
        reached: Some(at(13, "10:10")),
        over: false,
    });

    let mut sixten = Card::new(client("S.O."), at(1, "09:00"));
    sixten.cm = Some(staff("N.B."));
    sixten.deputy = Some(staff("P.S."));
    sixten.open_to = vec![Region, Municipality];

    vec![
        doris, ulf, viola, felix, osten, ylva, bodil, lars, carl, lovisa, sixten,
    ]
}

fn open_alert(taken_by: Option<&str>) -> Alert {
    let started = at(16, "08:26");
    let letter = |index: usize, to: &str, text: Text, delivery: Delivery| LetterState {
        written: Written {
            id: number(5, index).parse().unwrap(),
            to: staff(to),
            text,
            class: Class::P1,
            deadline: Some(started + Span::minutes(5)),
            count: None,
            all_ways: false,
        },
        at: started,
        delivery,
        others: OtherWays::default(),
    };
    Alert {
        number: AlertNumber::new(4127).unwrap(),
        client: client("D.M."),
        class: Class::P1,
        reporter: by("Q.P."),
        raised: started,
        started,
        tonight: false,
        visit: false,
        in_meeting: false,
        delays: Delays::default(),
        state: taken_by.map_or(
            AlertState::Climbing {
                rung: Some(Rung::T2),
            },
            |who| AlertState::Acknowledged {
                by: by(who),
                at: started + Span::minutes(2),
            },
        ),
        responsible: Some(staff("R.E.")),
        reserve: Some(staff("T.V.")),
        reserve_leads: false,
        restarts: 0,
        nobody_reached: Vec::new(),
        helpers: taken_by.map(|_| vec![staff("N.B.")]).unwrap_or_default(),
        letters: vec![
            letter(1, "R.E.", Text::M1, Delivery::Accepted { at: started }),
            letter(2, "T.V.", Text::M2, Delivery::Shown { at: started }),
            letter(
                3,
                "C.F.",
                Text::M2,
                Delivery::Failed {
                    at: started,
                    why: Failure::NoDevice,
                },
            ),
        ],
    }
}

pub(crate) fn whole_board() -> Board {
    let mut board = Board {
        seq: Seq(41),
        ..Board::default()
    };
    board.policy.paused = false;
    board.members = STAFF
        .iter()
        .map(|(initials, _, _, employer, function, devices)| {
            let member = Member {
                employer: *employer,
                function: *function,
                devices: *devices,
                contact_lost: None,
            };
            (staff(initials), member)
        })
        .collect();
    board.cards = cards()
        .into_iter()
        .map(|card| (card.client, card))
        .collect();
    board.shifts = vec![
        Shift {
            who: staff("R.E."),
            kind: ShiftKind::Jour,
            from: at(15, "17:00"),
            to: at(16, "09:00"),
        },
        Shift {
            who: staff("C.F."),
            kind: ShiftKind::Bakjour,
            from: at(15, "17:00"),
            to: at(16, "09:00"),
        },
        Shift {
            who: staff("A.N."),
            kind: ShiftKind::Day,
            from: at(16, "08:00"),
            to: at(16, "17:00"),
        },
        Shift {
            who: staff("M.H."),
            kind: ShiftKind::Day,
            from: at(16, "08:00"),
            to: at(16, "17:00"),
        },
    ];
    let alert = open_alert(None);
    let task = |number: u16, initials: &str, rung: Option<Rung>| {
        let number = AlertNumber::new(number).unwrap();
        let mut task = Alert::new(
            number,
            client(initials),
            Class::P2,
            by("N.B."),
            at(16, "06:10"),
        );
        task.state = AlertState::Climbing { rung };
        task.started = at(16, "08:20");
        task.responsible = rung.map(|_| staff("M.H."));
        (number, task)
    };
    board.alerts = BTreeMap::from([
        (alert.number, alert),
        task(5207, "F.N.", Some(Rung::T0)),
        task(6310, "L.A.", None),
    ]);
    let bodil = client("B.T.");
    let outlook = outlook::of(&board, &board.cards[&bodil], now()).unwrap();
    board.proposals.insert(
        bodil,
        Proposal {
            transition: Transition::StepdownToPlan,
            made: at(16, "06:00"),
            execution: at(16, "13:00"),
            verdicts: outlook.verdicts,
            shown: None,
        },
    );
    board
}

pub(crate) fn dossier(initials: &str) -> Dossier {
    Dossier {
        version: 3,
        head: head(initials),
        phone: Some("070-000 01 01".to_owned()),
        do_first: vec![
            "Ring systern innan du ringer.".to_owned(),
            "Tala långsamt, sitt ner, erbjud te.".to_owned(),
            "Fråga vad rösterna säger om kvällen.".to_owned(),
        ],
        avoid: vec!["uniform".to_owned(), "flera samtidigt".to_owned()],
        crisis_plan: Some("2026-03-09".parse().unwrap()),
        safety: vec!["Hund i hallen".to_owned(), "Portkod 4711".to_owned()],
        medication: Some(
            "Depå senast 2 mar, nästa 30 mar. Vid behov enligt krisplan. Inga allergier."
                .to_owned(),
        ),
        care_plan: vec![
            "Hembesök tisdagar".to_owned(),
            "Boendestöd mån och tors".to_owned(),
            "Läkare var åttonde vecka".to_owned(),
        ],
        resource_group: vec![
            ResourcePerson {
                name: "Maj Mård".to_owned(),
                relation: "syster".to_owned(),
                phone: "070-000 01 02".to_owned(),
                consent: true,
            },
            ResourcePerson {
                name: "Per Åberg".to_owned(),
                relation: "hyresvärd".to_owned(),
                phone: "070-000 01 03".to_owned(),
                consent: false,
            },
        ],
        signs: [
            (Sign::Green, "Sover sju timmar", "Fasta tider"),
            (Sign::Yellow, "Drar ner persiennerna", "Ring CM samma dag"),
            (Sign::Red, "Öppnar inte dörren", "Lugnt rum, få personer"),
        ]
        .map(|(level, sign, help)| EarlySigns {
            level,
            signs: vec![sign.to_owned()],
            helps: vec![help.to_owned()],
        })
        .to_vec(),
        plans: Plans {
            care: Some("2025-02-03".parse().unwrap()),
            rehabilitation: None,
            implementation: Some("2025-11-20".parse().unwrap()),
            sip: Some("2025-10-01".parse().unwrap()),
            signs: Some("2026-03-16".parse().unwrap()),
            signs_in: BTreeMap::from([
                (Region, "2026-03-16".parse().unwrap()),
                (Municipality, "2026-01-12".parse().unwrap()),
            ]),
        },
        interpreter: Some("finska".to_owned()),
        children: Some("Ett barn, varannan vecka.".to_owned()),
    }
}

pub(crate) fn timeline(initials: &str) -> Vec<Recorded> {
    let client = client(initials);
    let happened = |seq: u64, at: Timestamp, by: Actor, event: Event| Recorded {
        seq: Seq(seq),
        at,
        happened: None,
        by,
        command: None,
        event,
    };
    vec![
        happened(
            20,
            at(12, "19:12"),
            by("Q.P."),
            Event::Placed {
                client,
                from: Level::Plan,
                level: Level::Red,
                reason: Reason::Crisis,
                text: "Akuten ringde: hörs genom väggen".to_owned(),
                review: Some("2026-03-19".parse().unwrap()),
            },
        ),
        happened(
            21,
            at(12, "19:12"),
            by("Q.P."),
            Event::FlagRaised {
                client,
                flag: Flag::Suicide,
            },
        ),
        happened(
            24,
            at(12, "19:31"),
            by("T.V."),
            Event::ContactLogged {
                client,
                how: Channel::Phone,
                reached: true,
                crisis: true,
                text: "Inte ensam, tar emot besök".to_owned(),
                booking: None,
            },
        ),
        happened(
            30,
            at(13, "13:52"),
            by("Q.P."),
            Event::Assessed {
                client,
                sign: Sign::Yellow,
            },
        ),
        happened(
            40,
            at(16, "07:40"),
            by("T.V."),
            Event::ContactLogged {
                client,
                how: Channel::Phone,
                reached: true,
                crisis: false,
                text: String::new(),
                booking: None,
            },
        ),
        happened(
            41,
            at(16, "07:40"),
            by("T.V."),
            Event::Assessed {
                client,
                sign: Sign::Red,
            },
        ),
    ]
}

fn content(board: Board, panel: Option<&str>) -> Content {
    let position = Position {
        epoch: number(0, 1).parse().unwrap(),
        seq: board.seq,
    };
    let panel = panel.map(|initials| Panel {
        client: client(initials),
        dossier: Some(dossier(initials)),
        timeline: timeline(initials),
    });
    let snapshot = Snapshot {
        position,
        now: now(),
        board,
        people: people(),
    };
    Content::Board(Box::new(BoardContent {
        snapshot,
        read: Vec::new(),
        panel: panel.map(Into::into),
        search: String::new(),
        view: String::new(),
        meeting: false,
    }))
}

/// The board, with the panel of a client if one is named.
pub(crate) fn board(panel: Option<&str>) -> Content {
    content(whole_board(), panel)
}

/// A board on which nobody is.
pub(crate) fn empty_board() -> Content {
    let mut board = whole_board();
    for card in board.cards.values_mut() {
        card.level = Level::Plan;
    }
    board.alerts.clear();
    board.proposals.clear();
    content(board, None)
}

/// The page of an alert that somebody has taken, or nobody.
pub(crate) fn alert(taken_by: Option<&str>) -> Content {
    let alert = open_alert(taken_by);
    let card = cards()
        .into_iter()
        .find(|card| card.client == alert.client)
        .unwrap();
    let rejection =
        taken_by
            .filter(|who| *who != "R.E.")
            .map(|who| shared::Rejection::AlreadyAcknowledged {
                by: by(who),
                at: at(16, "08:28"),
            });
    Content::Alert(Box::new(AlertContent {
        alert,
        card,
        dossier: Some(dossier("D.M.")),
        people: people(),
        timeline: timeline("D.M."),
        rejection,
        psychiatrists: people()
            .staff
            .values()
            .filter(|card| card.initials == "Q.P.")
            .cloned()
            .collect(),
        acute: Some("08-465 004 12".to_owned()),
        ids: (number(8, 1).parse().unwrap(), number(8, 2).parse().unwrap()),
        colleagues: (vec![staff("R.E."), staff("T.V.")], 2),
        visit_id: number(8, 3).parse().unwrap(),
        refreshes: taken_by.is_none(),
    }))
}

/// The page of an alert while nobody of the team is on duty.
pub(crate) fn uncovered() -> Content {
    let Content::Alert(mut content) = alert(None) else {
        unreachable!()
    };
    content.alert.state = AlertState::Uncovered;
    content.alert.letters.clear();
    content.alert.responsible = None;
    content.alert.reserve = None;
    Content::Alert(content)
}

/// The page of an alert for a manager.
pub(crate) fn alert_without_identity() -> Content {
    Content::AlertWithoutIdentity(AlertWithoutIdentity {
        number: AlertNumber::new(4127).unwrap(),
        team: "Team Öst".to_owned(),
        raised: at(16, "08:26"),
        answered: false,
        tried: vec![
            ("R.E.".to_owned(), Some("070-000 00 03".to_owned())),
            ("T.V.".to_owned(), Some("070-000 00 09".to_owned())),
            ("C.F.".to_owned(), None),
        ],
    })
}

/// The load.
pub(crate) fn load() -> Content {
    let (board, mut history) = (whole_board(), History::default());
    for seq in 1..=14 {
        let date = i64::try_from(seq).unwrap();
        let recorded = Recorded {
            seq: Seq(seq),
            at: now() - Span::days(14 - date),
            happened: None,
            by: Actor::Rules,
            command: None,
            event: Event::RulesStarted,
        };
        history.apply(&board, &recorded);
    }
    let report = Report::of(&board, &history, now(), 78);
    let initials = report.caseloads.iter().map(|_| "M.H.".to_owned()).collect();
    let Content::Board(shown) = self::board(None) else {
        unreachable!()
    };
    Content::Load(Box::new(LoadContent {
        report,
        initials,
        position: shown.snapshot.position,
    }))
}

/// The rota in the week of the sample.
pub(crate) fn duty() -> Content {
    let Content::Board(board) = board(None) else {
        unreachable!()
    };
    Content::Duty(Box::new(DutyContent {
        week: board
            .snapshot
            .now
            .local()
            .date()
            .week(Weekday::Mon)
            .first_day(),
        board: board.snapshot.board,
        people: board.snapshot.people,
        without_deputy: None,
        feed: Feed::None,
        rejection: None,
    }))
}

/// A meeting that has begun, and looks at the first client.
pub(crate) fn meeting() -> Content {
    let Content::Board(mut content) = board(None) else {
        unreachable!()
    };
    hold(&mut content.snapshot.board);
    content.meeting = true;
    Content::Board(content)
}

/// Begins a meeting, led by G.S., and turns it to the first client.
fn hold(board: &mut Board) {
    let mut meeting = Meeting::begin(board, staff("G.S."), &[staff("A.N.")], at(16, "08:25"));
    let first = meeting.agenda[0];
    meeting.moves.push(Move {
        client: first.client,
        section: first.section,
        at: at(16, "08:25"),
    });
    meeting.remote.insert(staff("A.N."));
    board.meeting = Some(meeting);
}

/// What that meeting left behind.
pub(crate) fn minutes() -> Content {
    let mut board = whole_board();
    hold(&mut board);
    let meeting = board.meeting.as_ref().unwrap();
    let first = meeting.agenda[0].client;
    let event = Event::ReviewSet {
        client: first,
        date: "2026-03-19".parse().unwrap(),
    };
    let recorded = Recorded {
        seq: Seq(42),
        at: at(16, "08:26"),
        happened: None,
        by: by("G.S."),
        command: None,
        event,
    };
    let tick = Journaled {
        client: first,
        organisation: Region,
        at: at(16, "08:28"),
        by: staff("A.N."),
    };
    Content::Minutes(Box::new(MinutesContent {
        number: Seq(43),
        minutes: Minutes::of(&board, meeting, now()),
        people: people(),
        decisions: BTreeMap::from([(first, vec![recorded])]),
        journaled: vec![tick],
        posts: BTreeMap::new(),
        care: STAFF.iter().map(|one| staff(one.0)).collect(),
        employer: Region,
    }))
}

/// The meetings of the past.
pub(crate) fn all_minutes() -> Content {
    let held = MeetingHeld {
        from: at(13, "08:30"),
        to: at(13, "08:46"),
        chair: staff("G.S."),
        present: 9,
    };
    Content::AllMinutes(Box::new(AllMinutesContent {
        meetings: vec![(Seq(43), held)],
        newer: false,
        older: true,
        people: people(),
    }))
}

/// The settings of somebody with two devices.
pub(crate) fn settings() -> Content {
    let device = |index: usize, label: &str, proven: Option<Timestamp>| DeviceCard {
        id: number(6, index).parse().unwrap(),
        label: label.to_owned(),
        since: at(2, "09:00"),
        accepted: Some(at(15, "17:00")),
        shown: proven,
        seen: Some(at(16, "07:55")),
        proven,
    };
    let settings = Settings {
        push_key: "BEl62iUYgUivxIkv69yViEuiBIa".to_owned(),
        devices: vec![
            device(1, "Chrome, Android", Some(at(15, "17:00"))),
            device(2, "Firefox, Windows", None),
        ],
        name: "Nadia Berg".to_owned(),
        ways: vec![
            (Carrier::Sms, None),
            (Carrier::Voice, Some(Failure::NotSetUp)),
            (Carrier::Mail, Some(Failure::NoAddress)),
        ],
    };
    Content::Settings(settings.into())
}

/// The day of somebody whose clients have news, with a visit whose check-in is late.
pub(crate) fn my_day() -> Content {
    let mut board = whole_board();
    if let Some(card) = board.cards.get_mut(&client("D.M.")) {
        card.visit = Some(visit());
    }
    Content::MyDay(Box::new(MyDayContent {
        board,
        people: people(),
        news: vec![(client("D.M."), timeline("D.M."))],
        saved: true,
        ids: vec![number(8, 4).parse().unwrap()],
    }))
}

/// A visit of two.
fn visit() -> Visit {
    Visit {
        who: vec![staff("R.E."), staff("T.V.")],
        began: at(16, "07:20"),
        heard: at(16, "07:20"),
        check_in: at(16, "08:20"),
        missed: true,
    }
}

/// Choosing a client, of whom none is found.
pub(crate) fn choose(search: &str) -> Content {
    Content::Choose(Box::new(ChooseContent {
        kind: EntryKind::Raise,
        board: whole_board(),
        people: people(),
        search: search.to_owned(),
    }))
}

/// A form about D.M., to whom nobody goes alone.
pub(crate) fn entry(kind: EntryKind) -> Content {
    let mut card = cards()
        .into_iter()
        .find(|card| card.client == client("D.M."))
        .unwrap();
    flag(&mut card, Flag::NeverAlone);
    let rejection = (kind == EntryKind::Visit).then_some(shared::Rejection::Visit {
        why: shared::visit::Refusal::NeverAlone,
    });
    Content::Entry(Box::new(EntryContent {
        kind,
        card,
        people: people(),
        dossier: Some(dossier("D.M.")),
        acute: Some("08-465 004 12".to_owned()),
        colleagues: (vec![staff("R.E."), staff("T.V."), staff("N.B.")], 2),
        said: vec![("who".to_owned(), staff("R.E.").to_string())],
        rejection,
        ids: (number(8, 1).parse().unwrap(), number(8, 2).parse().unwrap()),
        next: "/my-day".to_owned(),
    }))
}

/// The page behind a test letter.
pub(crate) fn tested() -> Content {
    Content::Tested(Tested {
        at: Some(at(15, "17:00")),
    })
}

/// A page for a member of the staff.
pub(crate) fn page(content: Content, initials: &str) -> Page {
    let one = STAFF.iter().find(|one| one.0 == initials).unwrap();
    let member = Member {
        employer: one.3,
        function: one.4,
        devices: one.5,
        contact_lost: None,
    };
    let mut page = without_viewer(content);
    page.frame.viewer = Some(Viewer {
        staff: staff(initials),
        class: ViewClass::of(&member),
        initials: initials.to_owned(),
        team: "Team Öst".to_owned(),
    });
    page
}

/// A page for nobody in particular.
pub(crate) fn without_viewer(content: Content) -> Page {
    let assets = std::env::var("PAGES_ASSETS")
        .ok()
        .and_then(|path| std::fs::read_to_string(path).ok())
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_else(|| Assets {
            script: "/pkg/start.js".to_owned(),
            preload: vec!["/pkg/app.js".to_owned(), "/pkg/app.wasm".to_owned()],
            later: "/pkg/later.wasm".to_owned(),
            style: "/pkg/style.css".to_owned(),
        });
    Page {
        frame: Frame {
            language: Language::Sv,
            scheme: Scheme::Auto,
            masked: false,
            demo: true,
            hints: true,
            now: now(),
            stale_since: None,
            viewer: None,
            duty: None,
            level_names: LevelNames::default(),
            digest: None,
            assets,
        },
        content,
    }
}

/// One crisis event.
fn crises(at: Timestamp) -> Vec<shared::board::card::Crisis> {
    vec![shared::board::card::Crisis {
        at,
        seq: Seq(1),
        by: Actor::Rules,
    }]
}
