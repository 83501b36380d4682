//! A line that dies under an open page is known to the ladder, and a page that is closed is not
//! taken for one.

use shared::StaffId;
use shared::protocol::ClientMessage;
use tests::person::{Person, staff};
use tests::server_process::Place;
use tests::wait;

async fn is_lost(viewer: &Person, who: StaffId) -> bool {
    let snapshot = viewer.snapshot().await;
    snapshot.board.members[&who].contact_lost.is_some()
}

#[tokio::test]
async fn a_page_that_no_longer_answers_is_lost_until_the_person_is_there_again() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let (leader, nurse) = (
        Person::log_in(&server.origin, "gs").await,
        Person::log_in(&server.origin, "mh").await,
    );
    let before = leader.snapshot().await;
    let [mh, ps, an] = ["M.H.", "P.S.", "A.N."].map(|who| staff(&before, who));

    // This page is closed as people close pages.
    let colleague = Person::log_in(&server.origin, "ps").await;
    let mut closed = colleague.go_live().await;
    closed.join_anew().await;
    drop(closed);

    // This one went to the background, where the browser has stopped it.
    let other = Person::log_in(&server.origin, "an").await;
    let mut hidden = other.go_live().await;
    hidden.join_anew().await;
    hidden
        .say(&ClientMessage::Visibility { hidden: true })
        .await;

    // This one is open, and nothing of it answers any more. It joined last, so the others
    // would be missed before it.
    let mut silent = nurse.go_live().await;
    silent.join_anew().await;
    wait::until("a line that is known to be dead", async || {
        is_lost(&leader, mh).await.then_some(())
    })
    .await;
    assert!(!is_lost(&leader, ps).await, "a closed page is no lost one");
    assert!(!is_lost(&leader, an).await, "a stopped one is none either");

    let mut again = nurse.go_live().await;
    again.join_anew().await;
    wait::until("the person is there again", async || {
        (!is_lost(&leader, mh).await).then_some(())
    })
    .await;
    server.stop().await;
}
