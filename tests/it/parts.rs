//! The page of samples.

use reqwest::StatusCode;
use tests::person::Person;
use tests::server_process::Place;

#[tokio::test]
async fn the_page_of_samples_is_there_in_a_demonstration_and_nowhere_else() {
    let place = Place::new();
    let demonstration = place.start(&[]).await;
    let guest = Person::stranger(&demonstration.origin);
    assert_eq!(guest.get("/parts").await.status(), StatusCode::OK);
    demonstration.stop().await;

    let place = Place::new();
    let server = place.serve(&[]).await;
    let guest = Person::stranger(&server.origin);
    assert_eq!(guest.get("/log-in").await.status(), StatusCode::OK);
    assert_eq!(guest.get("/parts").await.status(), StatusCode::NOT_FOUND);
    server.stop().await;
}
