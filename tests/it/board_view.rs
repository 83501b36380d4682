//! The view of the board that somebody chose follows them, and hides nobody from others.

use reqwest::StatusCode;
use shared::route;
use tests::person::Person;
use tests::server_process::Place;

#[tokio::test]
async fn the_last_view_follows_the_person_to_another_browser() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let laptop = Person::log_in(&server.origin, "nb").await;
    let other = Person::log_in(&server.origin, "nb").await;
    let colleague = Person::log_in(&server.origin, "mh").await;
    assert_eq!(laptop.board().await.view, "", "nobody is hidden at first");

    let chosen = laptop.post_form(&route::choose_view("mine"), &[]).await;
    assert_eq!(chosen.status(), StatusCode::SEE_OTHER);
    assert_eq!(chosen.headers()["location"], "/?view=mine");
    assert_eq!(other.board().await.view, "mine");
    assert_eq!(colleague.board().await.view, "", "the choice is one's own");

    // What the address says holds, and is not remembered: it may be a colleague's link.
    let region = other.board_at(&route::board_view("region")).await;
    assert_eq!(region.view, "region");
    assert_eq!(other.board().await.view, "mine");

    let no_view = laptop.post_form(&route::choose_view("nobody"), &[]).await;
    assert_eq!(no_view.status(), StatusCode::NOT_FOUND);
    assert_eq!(other.board().await.view, "mine");

    // A wall shows everyone, whoever logged it in.
    laptop
        .post_form("/settings/look", &[("masked", "1"), ("next", "/")])
        .await;
    assert_eq!(laptop.board().await.view, "");

    laptop.post_form(&route::choose_view("all"), &[]).await;
    assert_eq!(other.board().await.view, "all");
    server.stop().await;
}
