//! A small team in which everything can happen: two employers, a psychiatrist, managers
//! with and without right, clients with and without a deputy.

use chrono::NaiveDate;
use shared::board::event::Event;
use shared::board::member::{Function, Member, Organisation};
use shared::calendar::Calendar;
use shared::deescalation::policy::Policy;
use shared::duty::{Shift, ShiftKind};
use shared::time::{days_after, weekday};
use shared::{ClientId, StaffId, Timestamp};

use Function::{Care, Manager, Psychiatrist, TeamLeader};
use Organisation::{Municipality, Region};

/// The staff, by their place in this list.
pub(crate) const STAFF: [(Organisation, Function); 10] = [
    (Region, Care),
    (Region, Care),
    (Region, Psychiatrist),
    (Region, TeamLeader),
    (Municipality, Care),
    (Municipality, Care),
    (Municipality, Manager),
    (Region, Care),
    (Municipality, Care),
    (Region, Care),
];

/// The team leader's place, and the psychiatrist's.
pub(crate) const LEADER: usize = 3;
pub(crate) const PSYCHIATRIST: usize = 2;

/// The CM and the deputy of each client, by their places.
pub(crate) const CLIENTS: [(usize, Option<usize>); 3] = [(0, Some(4)), (1, Some(5)), (0, None)];

/// The Monday on which every history begins, eighteen days before Good Friday.
pub(crate) const FIRST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(2026, 3, 16) {
    Some(day) => day,
    None => panic!("a date"),
};

/// A member of the staff by place.
pub(crate) fn staff(place: usize) -> StaffId {
    format!("{:026}", place + 1).parse().expect("an identifier")
}

/// A client by place.
pub(crate) fn client(place: usize) -> ClientId {
    format!("{:026}", place + 101)
        .parse()
        .expect("an identifier")
}

/// What makes the team: RP-1 in force, everybody with one phone, and consent for sharing.
pub(crate) fn founding() -> Vec<Event> {
    let policy = Policy {
        paused: false,
        ..Policy::default()
    };
    let calendar = Calendar::default();
    let mut events = vec![Event::PolicySet { policy, calendar }];
    let members = STAFF.iter().enumerate();
    events.extend(
        members.map(|(place, (employer, function))| Event::MemberJoined {
            staff: staff(place),
            member: Member {
                employer: *employer,
                function: *function,
                devices: 1,
                contact_lost: None,
            },
        }),
    );
    let clients = CLIENTS.iter().enumerate();
    events.extend(clients.map(|(place, (cm, deputy))| Event::ClientEnrolled {
        client: client(place),
        cm: Some(staff(*cm)),
        deputy: deputy.map(staff),
        open_to: vec![Region, Municipality],
    }));
    events
}

/// Two weeks of duty: days with a day-CM, nights with a jour, and no duty at all from
/// Saturday 17:00 to Sunday 17:00.
pub(crate) fn rota(from: NaiveDate) -> Vec<Shift> {
    let mut shifts = Vec::new();
    for number in 0..14 {
        let date = days_after(from, number);
        let (morning, evening) = (Timestamp::at_hour(date, 8), Timestamp::at_hour(date, 17));
        let night = Timestamp::at_hour(days_after(date, 1), 8);
        let mut plan = |place, kind, from, to| {
            shifts.push(Shift {
                who: staff(place),
                kind,
                from,
                to,
            });
        };
        if weekday(date) < 5 {
            for (place, kind) in [
                (0, ShiftKind::Day),
                (4, ShiftKind::Day),
                (5, ShiftKind::DayCm),
                (LEADER, ShiftKind::Day),
                (6, ShiftKind::Manager),
            ] {
                plan(place, kind, morning, evening);
            }
        }
        if weekday(date) != 5 {
            plan(7, ShiftKind::Jour, evening, night);
            plan(8, ShiftKind::Bakjour, evening, night);
        }
        if weekday(date) < 4 {
            plan(9, ShiftKind::Ledningsjour, evening, night);
        }
    }
    shifts
}
