//! What stands beside the log.

use chrono::NaiveDate;
use server::store::{Account, Device, Error, LogInFailures, Report, Session, VapidKeys};
use shared::board::member::Organisation;
use shared::dossier::{Dossier, Plans};
use shared::people::{ClientHead, StaffCard};
use shared::{DeviceId, Span, TeamId};

use crate::support::*;

fn dossier(version: u32, name: &str) -> Dossier {
    let born = NaiveDate::from_ymd_opt(1980, 5, 17).expect("a date");
    let head = ClientHead {
        initials: "F.N.".to_owned(),
        name: name.to_owned(),
        born,
    };
    Dossier {
        version,
        head,
        phone: None,
        do_first: vec!["Ring".to_owned()],
        avoid: Vec::new(),
        crisis_plan: None,
        safety: Vec::new(),
        medication: None,
        care_plan: Vec::new(),
        resource_group: Vec::new(),
        signs: Vec::new(),
        plans: Plans::default(),
        interpreter: None,
        children: None,
    }
}

#[tokio::test]
async fn a_dossier_is_replaced_only_by_the_version_that_follows() {
    let ground = Ground::new().await;
    let store = &ground.store;
    assert_eq!(store.dossier(&team(), client(1)).await, Ok(None));
    let skipped = store
        .save_dossier(&team(), client(1), &dossier(2, "Fia"))
        .await;
    assert_eq!(skipped, Err(Error::Outdated { version: 0 }));
    store
        .save_dossier(&team(), client(1), &dossier(1, "Fia"))
        .await
        .expect("saves");
    store
        .save_dossier(&team(), client(1), &dossier(2, "Fia Nord"))
        .await
        .expect("saves");
    let stale = store
        .save_dossier(&team(), client(1), &dossier(2, "Fia Norr"))
        .await;
    assert_eq!(stale, Err(Error::Outdated { version: 2 }));
    let stored = store.dossier(&team(), client(1)).await;
    assert_eq!(stored, Ok(Some(dossier(2, "Fia Nord"))));

    let people = store.people(&team()).await.expect("reads");
    assert_eq!(people.clients[&client(1)], dossier(2, "Fia Nord").head);
}

#[tokio::test]
async fn a_team_has_a_name_and_a_staff() {
    let ground = Ground::new().await;
    let store = &ground.store;
    assert_eq!(store.teams().await, Ok(Vec::new()));
    let south = TeamId::new("syd").expect("a team id");
    store.found(&south, "Team Syd").await.expect("founds");
    store.found(&team(), "Team Norr").await.expect("founds");
    assert_eq!(store.teams().await, Ok(vec![team(), south]));
    let card = StaffCard {
        initials: "N.B.".to_owned(),
        name: "Nils Berg".to_owned(),
        title: "CM".to_owned(),
        employer: Organisation::Region,
        phone: None,
        mail: Some("nils@example.se".to_owned()),
    };
    store
        .save_staff(&team(), staff(1), &card)
        .await
        .expect("saves");
    let people = store.people(&team()).await.expect("reads");
    assert_eq!(people.team, "Team Norr");
    assert_eq!(
        people.staff.into_iter().collect::<Vec<_>>(),
        [(staff(1), card)]
    );
}

#[tokio::test]
async fn accounts_and_sessions_are_found_again() {
    let ground = Ground::new().await;
    let store = &ground.store;
    let account = |user: &str| Account {
        staff: staff(1),
        team: team(),
        user: user.to_owned(),
        password_hash: Some("secret".to_owned()),
    };
    assert_eq!(store.account("nils").await, Ok(None));
    store.save_account(&account("nils")).await.expect("saves");
    store.save_account(&account("bo")).await.expect("saves");
    assert_eq!(store.account("nils").await, Ok(Some(account("nils"))));
    assert_eq!(
        store.accounts().await,
        Ok(vec![account("bo"), account("nils")])
    );
    assert!(!format!("{:?}", account("nils")).contains("secret"));

    let session = Session {
        staff: staff(1),
        team: team(),
        made: NOON,
    };
    store
        .create_session("ab", &session, Span::hours(12))
        .await
        .expect("creates");
    assert_eq!(store.session("ab").await, Ok(Some(session)));
    let left: i64 = ground
        .cli(&["TTL", "tavla:session:ab"])
        .parse()
        .expect("seconds");
    assert!((43_000..=43_200).contains(&left), "{left}");
    store.end_session("ab").await.expect("ends");
    assert_eq!(store.session("ab").await, Ok(None));
}

#[tokio::test]
async fn failures_to_log_in_are_counted_by_name_and_by_address() {
    let ground = Ground::new().await;
    let store = &ground.store;
    let failures = async |user, address| store.log_in_failures(user, address).await.expect("reads");
    assert_eq!(failures("nils", "::1").await, LogInFailures::default());
    for user in ["nils", "nils", "bo"] {
        store
            .log_in_failed(user, "::1", Span::minutes(10))
            .await
            .expect("counts");
    }
    let found = failures("nils", "::2").await;
    assert_eq!(found.count, 2);
    assert!((595..=600).contains(&found.seconds_left), "{found:?}");
    assert_eq!(failures("eva", "::1").await.count, 0);
    for _ in 0..27 {
        store
            .log_in_failed("bo", "::1", Span::minutes(10))
            .await
            .expect("counts");
    }
    assert_eq!(failures("eva", "::1").await.count, 3);
    store.log_in_succeeded("nils").await.expect("forgets");
    assert_eq!(failures("nils", "::2").await.count, 0);
    assert!(!ground.cli(&["KEYS", "*"]).contains("nils"));
}

#[tokio::test]
async fn an_endpoint_is_one_device_and_belongs_to_the_last_who_subscribed() {
    let ground = Ground::new().await;
    let store = &ground.store;
    let device = |number: u64, auth: &str| Device {
        id: DeviceId::new(NOON, &mut fastrand::Rng::with_seed(number)),
        endpoint: "https://push.example/abc".to_owned(),
        p256dh: "public".to_owned(),
        auth: auth.to_owned(),
        label: "phone".to_owned(),
        since: NOON,
        accepted: None,
        shown: None,
        tapped: None,
        proven: None,
        seen: None,
        key: None,
    };
    let first = store
        .save_device(&team(), staff(1), &device(1, "a"))
        .await
        .expect("saves");
    assert!(first.is_new && first.taken_from.is_none());
    let id = first.device.id;
    assert_eq!(
        store.mark_accepted(&team(), staff(1), id, NOON).await,
        Ok(true)
    );
    let tapped = Report::Tapped { test: true };
    assert_eq!(
        store
            .mark_reported(&team(), staff(1), id, tapped, NOON)
            .await,
        Ok(true)
    );

    let again = store
        .save_device(&team(), staff(1), &device(2, "a"))
        .await
        .expect("saves");
    assert!(!again.is_new);
    assert_eq!((again.device.id, again.device.shown), (id, Some(NOON)));
    assert_eq!(again.device.proven, Some(NOON));
    let new_keys = store
        .save_device(&team(), staff(1), &device(3, "b"))
        .await
        .expect("saves");
    assert_eq!((new_keys.device.id, new_keys.device.shown), (id, None));
    assert_eq!(new_keys.device.proven, None, "it is another subscription");
    assert_eq!(
        store.devices(&team(), staff(1)).await,
        Ok(vec![new_keys.device])
    );

    let taken = store
        .save_device(&team(), staff(2), &device(4, "b"))
        .await
        .expect("saves");
    assert_eq!(taken.taken_from, Some(staff(1)));
    assert_eq!(store.devices(&team(), staff(1)).await, Ok(Vec::new()));
    assert_eq!(
        store
            .remove_device(&team(), staff(1), taken.device.id)
            .await,
        Ok(false)
    );
    assert_eq!(
        store
            .remove_device(&team(), staff(2), taken.device.id)
            .await,
        Ok(true)
    );
    assert_eq!(
        store
            .mark_reported(&team(), staff(2), taken.device.id, Report::Shown, NOON)
            .await,
        Ok(false)
    );

    let shown = format!("{:?}", device(1, "a-secret"));
    assert!(
        !shown.contains("push.example") && !shown.contains("secret"),
        "{shown}"
    );
}

#[tokio::test]
async fn settings_are_shared() {
    let ground = Ground::new().await;
    let store = &ground.store;
    assert_eq!(store.clock_offset().await, Ok(Span::default()));
    store.set_clock_offset(Span::hours(3)).await.expect("sets");
    assert_eq!(store.clock_offset().await, Ok(Span::hours(3)));
}

#[tokio::test]
async fn a_new_key_is_made_once_and_an_earlier_one_is_never_lost() {
    let ground = Ground::new().await;
    let store = &ground.store;
    let keys = async |fresh| store.vapid_keys(fresh).await.expect("keys");
    let expect = |present: &str, earlier: &[&str]| VapidKeys {
        present: present.to_owned(),
        earlier: earlier.iter().map(|&key| key.to_owned()).collect(),
    };
    assert_eq!(keys("first").await, expect("first", &[]));
    assert_eq!(keys("second").await, expect("first", &[]));
    let rotated = store.rotate_vapid("second").await.expect("rotates");
    assert_eq!(rotated, expect("second", &["first"]));
    assert_eq!(keys("third").await, rotated);
    // Two who rotate at once: one of the new keys is the present one, and none is lost.
    let (a, b) = tokio::join!(store.rotate_vapid("third"), store.rotate_vapid("fourth"));
    a.and(b).expect("rotates");
    let all = keys("fifth").await;
    let mut known = all.earlier.clone();
    known.push(all.present);
    known.sort();
    assert_eq!(known, ["first", "fourth", "second", "third"]);
}
