//! Starting: a wrong setting stops it with a sentence that says how to mend it.

use std::process::Stdio;

use tests::server_process::Place;

fn complaint(place: &Place, task: &str, settings: &[(&str, &str)]) -> String {
    let ended = place
        .command(task)
        .envs(settings.iter().copied())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .output()
        .expect("the server's program is there");
    assert!(
        !ended.status.success(),
        "it does not start with {settings:?}"
    );
    String::from_utf8(ended.stderr).expect("text")
}

#[test]
fn a_wrong_setting_stops_the_start_with_a_sentence() {
    let place = Place::new();
    for (name, value, mend) in [
        ("TAVLA_ADDR", "here", "Write for example 127.0.0.1:3000."),
        ("TAVLA_PUSH_ALLOW", "push", "Write origins"),
        ("REDIS_URL", "127.0.0.1", "Write redis://"),
        ("TAVLA_SITE", "/nowhere", "make site"),
        ("REDIS_URL", "redis://127.0.0.1:1/", "REDIS_URL"),
    ] {
        let said = complaint(&place, "serve", &[(name, value)]);
        assert!(said.contains(mend), "{name}={value}: {said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn a_scenarios_team_that_cannot_be_read_stops_the_start_with_a_sentence() {
    let said = complaint(&Place::new(), "demo", &[("TAVLA_DEMO_TEAM", "/nowhere")]);
    assert!(said.contains("cannot be read from /nowhere"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

#[tokio::test]
async fn a_second_server_on_the_same_folder_is_refused() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let said = complaint(&place, "demo", &[("TAVLA_ADDR", "127.0.0.1:0")]);
    assert!(said.contains("TAVLA_DATA"), "{said}");
    server.stop().await;
}
