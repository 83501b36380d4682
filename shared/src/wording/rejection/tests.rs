//! What a person is told who was refused.

use chrono::NaiveDate;

use super::*;
use crate::board::event::Actor;
use crate::board::meeting::{Lack, Missing};
use crate::board::member::Organisation;
use crate::people::{ClientHead, StaffCard};
use crate::{ClientId, StaffId};

#[test]
fn a_conflict_says_who_and_when() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 16).unwrap();
    let (at, now) = (Timestamp::at_hour(day, 8), Timestamp::at_hour(day, 9));
    let staff = StaffId::new(at, &mut fastrand::Rng::with_seed(1));
    let mut people = People::default();
    people.staff.insert(
        staff,
        StaffCard {
            initials: "T.V.".to_owned(),
            name: String::new(),
            title: String::new(),
            employer: Organisation::Municipality,
            phone: None,
            mail: None,
        },
    );
    let conflict = Rejection::Conflict {
        field: Field::Level,
        by: Actor::Staff(staff),
        at,
    };
    let refusal = explain(Language::Sv, &conflict, &people, now);
    assert_eq!(
        refusal.happened,
        "T.V. ändrade nivån 08:00, medan du skrev."
    );
    let taken = Rejection::AlreadyAcknowledged {
        by: Actor::Staff(staff),
        at,
    };
    let refusal = explain(Language::En, &taken, &people, now);
    assert_eq!(refusal.happened, "Already taken by T.V. 08:00.");
}

#[test]
fn a_meeting_that_cannot_end_says_what_is_missing() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 16).unwrap();
    let now = Timestamp::at_hour(day, 8);
    let client = ClientId::new(now, &mut fastrand::Rng::with_seed(1));
    let mut people = People::default();
    people.clients.insert(
        client,
        ClientHead {
            initials: "Z.E.".to_owned(),
            name: String::new(),
            born: day,
        },
    );
    let missing = vec![Missing {
        client,
        lacks: vec![Lack::Contact, Lack::Review],
    }];
    let refusal = explain(
        Language::Sv,
        &Rejection::NotComplete { missing },
        &people,
        now,
    );
    assert_eq!(
        refusal.happened,
        "Mötet kan inte avslutas. Z.E.: kontakt i dag, omprövningsdatum."
    );
    let refusal = explain(
        Language::En,
        &Rejection::ContactMissing { client },
        &people,
        now,
    );
    assert_eq!(refusal.happened, "Nobody contacts Z.E. today.");
}
