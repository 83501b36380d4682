//! A server is killed at each point of an alert's way, and another one, or the same one
//! started again, takes over: nothing is lost, nothing doubled.

use shared::ClientId;
use tests::chaos::checker::assert_good;
use tests::chaos::ground::{FIRST, Ground, REPORTER, raise};
use tests::chaos::point::Point;
use tests::person::{Person, client, fresh_id};
use tests::push_service::Received;
use tests::server_process::signal;
use tests::wait;

/// Who goes on when a server was killed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// The same server, started again.
    Restarted,
    /// Another server on the same Redis.
    Other,
}

async fn kill_at(point: Point, next: Next) {
    let ground = Ground::new(1, 0).await;
    let mut node = ground.node_with_phones().await;
    let nurse = node.person(REPORTER).await;
    let client = client(&nurse.snapshot().await, "c0");
    // The other one looks away until the first is dead, so that the point is the first one's.
    let other = match next {
        Next::Restarted => None,
        Next::Other => {
            let other = ground.node().await;
            let person = other.person(REPORTER).await;
            signal(other.process(), "STOP");
            Some((other, person))
        }
    };

    let (id, raise) = (fresh_id(), raise(client));
    let mut trap = point.set(&ground, &node);
    ground.asked_for(client);
    let kill = async {
        trap.reached(0).await;
        ground.breaks();
        node.kill().await;
    };
    let (answer, ()) = tokio::join!(nurse.try_command(id, &raise), kill);
    trap.spring();

    let nurse = match &other {
        None => {
            node.start().await;
            node.person(REPORTER).await
        }
        Some((other, _)) => {
            signal(other.process(), "CONT");
            other.person(REPORTER).await
        }
    };
    ground.mended();
    if answer.is_none() {
        // A browser keeps a command until it is answered, and sends it again.
        wait::until("the raise to be answered", async || {
            nurse.try_command(id, &raise).await?.ok()
        })
        .await;
    }
    for phone in FIRST {
        wait::until("a letter that was accepted", async || {
            let letters = ground.push.letters(phone);
            letters.iter().any(Received::is_accepted).then_some(())
        })
        .await;
    }
    ground.rest().await;
    assert_good(&ground.history());
    assert_eq!(alerts(&nurse, client).await, 1);
}

async fn alerts(person: &Person, client: ClientId) -> usize {
    let snapshot = person.snapshot().await;
    let alerts = snapshot.board.alerts.values();
    alerts.filter(|alert| alert.client == client).count()
}

macro_rules! killed {
    ($($name:ident: $point:ident),+ $(,)?) => {
        mod and_started_again {
            use super::*;
            $(#[tokio::test] async fn $name() { kill_at(Point::$point, Next::Restarted).await; })+
        }
        mod and_another_takes_over {
            use super::*;
            $(#[tokio::test] async fn $name() { kill_at(Point::$point, Next::Other).await; })+
        }
    };
}

killed! {
    killed_before_the_events_reach_redis: BeforeAppend,
    killed_when_the_events_are_in_the_log_and_nobody_knows: AfterAppend,
    killed_before_the_letters_are_claimed: BeforeClaim,
    killed_when_the_letters_are_claimed: AfterClaim,
    killed_while_a_letter_is_on_its_way: Sending,
    killed_when_a_letter_was_accepted_and_the_log_does_not_say_so: BeforeReport,
    killed_when_the_log_says_so_and_the_letter_is_not_settled: BeforeSettle,
    killed_when_the_letter_is_settled_and_nobody_knows: AfterSettle,
}
