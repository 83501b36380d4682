//! Team Öst of `scenarios.md` 0, by initials.

use chrono::{NaiveDate, NaiveDateTime};
use shared::board::event::Event;
use shared::board::member::{Function, Member, Organisation};
use shared::calendar::Calendar;
use shared::deescalation::policy::Policy;
use shared::duty::{Shift, ShiftKind};
use shared::{ClientId, StaffId, Timestamp};

use Function::{Care, Manager, Psychiatrist, TeamLeader};
use Organisation::{Municipality, Region};

/// The fifteen of the staff. W.T. has the right to see clients (`scenarios.md` 7.5).
pub(crate) const STAFF: [(&str, Organisation, Function); 15] = [
    ("M.H.", Region, Care),
    ("A.N.", Region, Care),
    ("R.E.", Region, Care),
    ("N.B.", Region, Care),
    ("Q.P.", Region, Psychiatrist),
    ("X.L.", Region, Care),
    ("G.S.", Region, TeamLeader),
    ("K.J.", Region, Care),
    ("P.S.", Municipality, Care),
    ("T.V.", Municipality, Care),
    ("C.F.", Municipality, Care),
    ("L.K.", Municipality, Care),
    ("J.A.", Municipality, Care),
    ("O.D.", Municipality, Manager),
    ("W.T.", Region, Care),
];

/// Clients with their CM and deputy.
pub(crate) const CLIENTS: [(&str, &str, &str); 9] = [
    ("F.N.", "M.H.", "P.S."),
    ("D.M.", "A.N.", "C.F."),
    ("S.O.", "N.B.", "P.S."),
    ("B.T.", "M.H.", "C.F."),
    ("E.L.", "A.N.", "P.S."),
    ("S.R.", "N.B.", "P.S."),
    ("K.O.", "M.H.", "T.V."),
    ("H.W.", "A.N.", "C.F."),
    ("I.S.", "M.H.", "P.S."),
];

/// The further clients of scenario 4 with their CM and deputy. A test that needs them
/// enrols them.
pub(crate) const MORE_CLIENTS: [(&str, &str, &str); 9] = [
    ("U.K.", "A.N.", "R.E."),
    ("V.B.", "N.B.", "C.F."),
    ("Ö.L.", "M.H.", "N.B."),
    ("G.R.", "A.N.", "T.V."),
    ("Y.P.", "N.B.", "P.S."),
    ("Z.E.", "R.E.", "L.K."),
    ("L.H.", "M.H.", "P.S."),
    ("C.W.", "R.E.", "A.N."),
    ("Å.M.", "M.H.", "L.K."),
];

/// The member of the staff with these initials.
pub(crate) fn staff(initials: &str) -> StaffId {
    let index = STAFF
        .iter()
        .position(|one| one.0 == initials)
        .expect("someone of the fixture");
    format!("{:026}", index + 1).parse().expect("an identifier")
}

/// The client with these initials.
pub(crate) fn client(initials: &str) -> ClientId {
    let index = CLIENTS
        .iter()
        .chain(&MORE_CLIENTS)
        .position(|one| one.0 == initials)
        .expect("a client of the fixture");
    format!("{:026}", index + 101)
        .parse()
        .expect("an identifier")
}

/// The initials of a member of the staff.
pub(crate) fn initials(of: StaffId) -> &'static str {
    STAFF
        .iter()
        .map(|one| one.0)
        .find(|one| staff(one) == of)
        .expect("someone of the fixture")
}

/// A date of 2026: `03-16`.
pub(crate) fn day(text: &str) -> NaiveDate {
    format!("2026-{text}").parse().expect("month and day")
}

/// What clocks in Stockholm show in 2026: `03-13 16:40` or `03-13 16:40:20`.
pub(crate) fn at(text: &str) -> Timestamp {
    let wall = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&format!("2026-{text}"), form).ok())
        .expect("month, day and time");
    Timestamp::at(wall.date(), wall.time())
}

/// One person's duty.
pub(crate) fn shift(who: &str, kind: ShiftKind, from: &str, to: &str) -> Shift {
    Shift {
        who: staff(who),
        kind,
        from: at(from),
        to: at(to),
    }
}

/// What makes the team: RP-1 in force, everybody with one phone, no shifts, and
/// consent for sharing between the two organisations.
pub(crate) fn team() -> Vec<Event> {
    let policy = Policy {
        paused: false,
        ..Policy::default()
    };
    let mut events = vec![Event::PolicySet {
        policy,
        calendar: Calendar::default(),
    }];
    events.extend(
        STAFF
            .iter()
            .map(|(who, employer, function)| Event::MemberJoined {
                staff: staff(who),
                member: Member {
                    employer: *employer,
                    function: *function,
                    devices: 1,
                    contact_lost: None,
                },
            }),
    );
    events.extend(
        CLIENTS
            .iter()
            .map(|(who, cm, deputy)| Event::ClientEnrolled {
                client: client(who),
                cm: Some(staff(cm)),
                deputy: Some(staff(deputy)),
                open_to: vec![Region, Municipality],
            }),
    );
    events
}
