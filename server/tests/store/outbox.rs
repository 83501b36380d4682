//! The outbox: no letter without its event, no event without its letters, one courier at a time.

use server::store::{Claimed, Error, Letters, Receipt, Settle, TestLetter};
use shared::alert::letter::{Carrier, Text};
use shared::position::Seq;
use shared::{DeviceId, Event, LetterId, Span};

use crate::support::*;

const LEASE: Span = Span::seconds(20);

fn ids(claimed: &[Claimed]) -> Vec<LetterId> {
    let mut ids: Vec<LetterId> = claimed.iter().map(|claimed| claimed.item.id).collect();
    ids.sort_unstable();
    ids
}

fn sorted(mut ids: Vec<LetterId>) -> Vec<LetterId> {
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn letters_are_in_the_outbox_if_and_only_if_their_event_is_in_the_log() {
    let ground = Ground::new().await;
    let start = ground.open().await;
    let (store, entries) = (&ground.store, [rung(1234, &[letter(1), letter(2)])]);

    let done = store
        .append(&team(), start, Some(command(1)), &entries, SEND)
        .await;
    done.expect("appends");
    assert_eq!(store.waiting(&team()).await, Ok(2));

    store
        .append(&team(), start, Some(command(1)), &entries, SEND)
        .await
        .expect("seen");
    let refused = [rung(1234, &[letter(3)])];
    let conflict = store.append(&team(), start, None, &refused, SEND).await;
    assert_eq!(conflict, Err(Error::Conflict { seq: Seq(1) }));
    let at = store.open(&team(), epoch(2)).await.expect("opens");
    let past = [rung(1235, &[letter(4)])];
    store
        .append(&team(), at, None, &past, Letters::Withhold)
        .await
        .expect("appends");

    let claimed = store.claim(&team(), NOON, LEASE, 10).await.expect("claims");
    assert_eq!(ids(&claimed), sorted(vec![letter(1), letter(2)]));
    let item = &claimed[0].item;
    assert_eq!(
        (item.alert, item.to, item.text),
        (Some(number(1234)), staff(1), Text::M1)
    );
    assert_eq!((item.attempts, item.device), (1, None));
    assert_eq!(item.give_up, NOON + Span::minutes(10));
}

#[tokio::test]
async fn a_lease_that_ran_out_belongs_to_the_next_courier() {
    let ground = Ground::new().await;
    let at = ground.open().await;
    ground.append(at, &[rung(1234, &[letter(1)])]).await;
    let store = &ground.store;

    let first = store
        .claim(&team(), NOON, LEASE, 10)
        .await
        .expect("claims")
        .remove(0);
    assert_eq!(store.claim(&team(), NOON, LEASE, 10).await, Ok(Vec::new()));
    assert_eq!(store.next_due(&team()).await, Ok(Some(NOON + LEASE)));

    let later = NOON + LEASE;
    let second = store
        .claim(&team(), later, LEASE, 10)
        .await
        .expect("claims")
        .remove(0);
    assert_eq!(second.item.attempts, 2);
    assert_eq!(store.settle(&team(), &first, Settle::Done).await, Ok(false));
    assert_eq!(store.waiting(&team()).await, Ok(1));

    let again = later + Span::seconds(1);
    assert_eq!(
        store.settle(&team(), &second, Settle::RetryAt(again)).await,
        Ok(true)
    );
    assert_eq!(store.next_due(&team()).await, Ok(Some(again)));
    assert_eq!(store.claim(&team(), later, LEASE, 10).await, Ok(Vec::new()));
    let third = store
        .claim(&team(), again, LEASE, 10)
        .await
        .expect("claims")
        .remove(0);
    assert_eq!(store.settle(&team(), &third, Settle::Done).await, Ok(true));
    assert_eq!(store.waiting(&team()).await, Ok(0));
    assert_eq!(store.next_due(&team()).await, Ok(None));
    assert_eq!(store.settle(&team(), &third, Settle::Done).await, Ok(false));
}

#[tokio::test]
async fn letters_that_wait_for_times_of_a_clock_that_went_back_are_made_due() {
    let ground = Ground::new().await;
    let at = ground.open().await;
    let entry = rung(1234, &[letter(1), letter(2)]);
    ground.append(at, &[entry]).await;
    let store = &ground.store;
    let claimed = store.claim(&team(), NOON, LEASE, 10).await.expect("claims");
    let settled = store.settle(&team(), &claimed[0], Settle::Done).await;
    assert_eq!(settled, Ok(true));

    let earlier = NOON - Span::hours(1);
    assert_eq!(
        store.claim(&team(), earlier, LEASE, 10).await,
        Ok(Vec::new())
    );
    store.all_due(&team()).await.expect("writes");
    let again = store
        .claim(&team(), earlier, LEASE, 10)
        .await
        .expect("claims");
    assert_eq!(ids(&again), ids(&claimed[1..]), "what is settled stays so");
    store
        .settle(&team(), &again[0], Settle::Done)
        .await
        .expect("settles");
    store
        .all_due(&team())
        .await
        .expect("an empty outbox is no fault");
}

#[tokio::test]
async fn a_letter_is_known_while_it_waits_and_after_it_was_sent() {
    let ground = Ground::new().await;
    let store = &ground.store;
    store.found(&team(), "Team Norr").await.expect("founds");
    let device = DeviceId::new(NOON, &mut fastrand::Rng::with_seed(5));
    let test = TestLetter {
        id: letter(1),
        to: staff(1),
        device,
        text: Text::M8,
        written: NOON,
    };
    assert_eq!(store.letter(letter(1)).await, Ok(None));
    store
        .put_test_letter(&team(), &test, NOON)
        .await
        .expect("puts");

    let found = store.letter(letter(1)).await.expect("asks").expect("waits");
    assert_eq!(
        (&found.team, found.to, found.device),
        (&team(), staff(1), Some(device))
    );
    assert_eq!((found.alert, found.text), (None, Text::M8));
    let claimed = store
        .claim(&team(), NOON, LEASE, 10)
        .await
        .expect("claims")
        .remove(0);
    assert_eq!(
        store.settle(&team(), &claimed, Settle::Done).await,
        Ok(true)
    );
    assert_eq!(store.letter(letter(1)).await, Ok(Some(found)));

    let key = format!("{{norr}}:outbox:sent:{}", letter(1));
    let left: i64 = ground.cli(&["TTL", &key]).parse().expect("seconds");
    assert!((604_000..=604_800).contains(&left), "{left}");
}

#[tokio::test]
async fn a_letter_that_cannot_be_read_holds_up_no_other() {
    let ground = Ground::new().await;
    let at = ground.open().await;
    ground
        .append(at, &[rung(1234, &[letter(1), letter(2)])])
        .await;
    ground.cli(&[
        "HSET",
        "{norr}:outbox:letters",
        &letter(1).to_string(),
        "{}",
    ]);
    let claimed = ground
        .store
        .claim(&team(), NOON, LEASE, 10)
        .await
        .expect("claims");
    assert_eq!(ids(&claimed), [letter(2)]);
    // It is not forgotten either: an audit still counts it.
    assert_eq!(ground.store.waiting(&team()).await, Ok(2));
}

#[tokio::test]
async fn each_way_of_a_letter_is_claimed_and_settled_by_itself() {
    let ground = Ground::new().await;
    let at = ground.open().await;
    let mut handed_over = rung(1234, &[letter(1)]);
    if let Event::RungReached { letters, .. } = &mut handed_over.event {
        letters[0].text = Text::M3;
    }
    ground.append(at, &[handed_over]).await;
    let store = &ground.store;

    let mut claimed = store.claim(&team(), NOON, LEASE, 10).await.expect("claims");
    claimed.sort_by_key(|claimed| claimed.item.carrier);
    let ways: Vec<Carrier> = claimed.iter().map(|one| one.item.carrier).collect();
    assert_eq!(ways, [Carrier::Push, Carrier::Sms, Carrier::Voice]);
    assert!(claimed.iter().all(|one| one.item.id == letter(1)));

    // The push is settled, the text message waits, the call is not settled at all.
    let again = NOON + Span::seconds(4);
    for (one, settle) in claimed.iter().zip([Settle::Done, Settle::RetryAt(again)]) {
        assert_eq!(store.settle(&team(), one, settle).await, Ok(true));
    }
    let second = store.claim(&team(), again, LEASE, 10).await;
    let second = second.expect("claims");
    let ways: Vec<(Carrier, u32)> = second
        .iter()
        .map(|one| (one.item.carrier, one.item.attempts))
        .collect();
    assert_eq!(ways, [(Carrier::Sms, 2)]);
    let third = store.claim(&team(), NOON + LEASE, LEASE, 10).await;
    let ways: Vec<Carrier> = third
        .expect("claims")
        .iter()
        .map(|one| one.item.carrier)
        .collect();
    assert_eq!(ways, [Carrier::Voice]);
}

#[tokio::test]
async fn an_item_from_before_there_were_ways_is_a_push() {
    let ground = Ground::new().await;
    let at = ground.open().await;
    ground.append(at, &[rung(1234, &[letter(1)])]).await;
    let key = "{norr}:outbox:letters";
    let id = letter(1).to_string();
    let stored = ground.cli(&["HGET", key, &id]);
    let old = stored
        .replace(r#""carrier":"push","#, "")
        .replace(r#","all_ways":false"#, "");
    assert!(old.len() < stored.len(), "{stored}");
    ground.cli(&["HSET", key, &id, &old]);
    let claimed = ground.store.claim(&team(), NOON, LEASE, 10).await;
    let claimed = claimed.expect("claims").remove(0);
    assert_eq!(claimed.item.carrier, Carrier::Push);
    let settled = ground.store.settle(&team(), &claimed, Settle::Done).await;
    assert_eq!(settled, Ok(true));
}

#[tokio::test]
async fn a_gateways_message_is_found_by_its_way_and_id() {
    let ground = Ground::new().await;
    let store = &ground.store;
    let receipt = Receipt {
        team: team(),
        alert: number(1234),
        letter: letter(1),
        carrier: Carrier::Sms,
    };
    store.keep_receipt("m-1", &receipt).await.expect("keeps");
    assert_eq!(store.receipt(Carrier::Sms, "m-1").await, Ok(Some(receipt)));
    assert_eq!(store.receipt(Carrier::Voice, "m-1").await, Ok(None));
    assert_eq!(store.receipt(Carrier::Sms, "m-2").await, Ok(None));
}
