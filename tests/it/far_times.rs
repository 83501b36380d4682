//! Times that nobody can mean, from a device or a program: no server falls, and no colleague
//! notices.

use serde_json::{Value, json};
use shared::board::card::Sign;
use shared::protocol::{CloseCode, Outcome};
use shared::{Command, Event};
use tests::person::{Person, client, fresh_id, staff};
use tests::server_process::Place;

/// The ends of what a number can be, and times that overflow when they are counted with.
const TIMES: [i64; 6] = [
    i64::MIN,
    i64::MIN + 1,
    -62_135_596_800_000,
    8_210_266_876_799_999,
    i64::MAX - 1_000,
    i64::MAX,
];
/// The ends of the calendar.
const DATES: [&str; 4] = ["-262143-01-01", "0001-01-01", "9999-12-31", "+262142-12-31"];

/// Every command with a time in it, with each far time.
fn wishes(client: &Value, who: &Value) -> Vec<Value> {
    let mut wishes = Vec::new();
    for at in TIMES {
        wishes.extend([
            json!({"kind":"book","client":client,"who":who,"at":at,"how":"video"}),
            json!({"kind":"name_contact","client":client,"who":[who],"at":at,"how":"hem","based_on":null}),
            json!({"kind":"open_action","client":client,"class":"annan","text":"Ring","owner":who,"due":at}),
            json!({"kind":"duty","ask":{"kind":"absent","who":who,"from":at,"to":i64::MAX}}),
            json!({"kind":"duty","ask":{"kind":"absent","who":who,"from":i64::MIN,"to":at}}),
            json!({"kind":"duty","ask":{"kind":"add","shift":{"who":who,"kind":"day","from":at,"to":i64::MAX}}}),
        ]);
    }
    for date in DATES {
        wishes.extend([
            json!({"kind":"set_review","client":client,"date":date}),
            json!({"kind":"hold","client":client,"reason":"Vila","until":date}),
            json!({"kind":"set_legal","client":client,"status":"LPT","ends":date}),
            json!({"kind":"duty","ask":{"kind":"publish","to":date}}),
            json!({"kind":"duty","ask":{"kind":"act_for","client":client,"who":who,"first":date,"last":"+262142-12-31"}}),
            json!({"kind":"duty","ask":{"kind":"set_pattern","who":who,"role":"day","hours":{"days":[0,3],"from":"08:00:00","to":"17:00:00","free":"leave_out"},"every":1,"first":date,"last":date}}),
        ]);
    }
    wishes
}

#[tokio::test]
async fn far_times_through_the_socket_and_as_json_end_nobodys_session() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let (mh, gs) = (
        Person::log_in(&server.origin, "mh").await,
        Person::log_in(&server.origin, "gs").await,
    );
    let snapshot = gs.snapshot().await;
    let of = |initials| client(&snapshot, initials);
    let (far, near) = (of("F.N."), of("B.T."));
    let text = |value| serde_json::to_value(value).expect("an id is text");
    let me = serde_json::to_value(staff(&snapshot, "M.H.")).expect("an id is text");
    let mut colleague = mh.go_live().await;
    colleague.join_anew().await;
    let mut line = gs.go_live().await;
    line.join_anew().await;

    let mut done = 0;
    for command in wishes(&text(far), &me) {
        for happened in [None, Some(i64::MIN), Some(i64::MAX)] {
            let wish = json!({"id": fresh_id(), "happened": happened, "command": command});
            let answer = gs.post_json("/commands", wish).await;
            assert_eq!(answer.status(), 200, "{command}");
            done += usize::from(matches!(
                answer.json().await.expect("an outcome"),
                Outcome::Done { .. }
            ));
        }
        let wish =
            json!({"type":"command","id": fresh_id(), "happened": i64::MIN, "command": command});
        line.say_text(&wish.to_string()).await;
    }
    assert!(done > 20, "not all were refused: {done}");
    // A number that is none ends the line of whoever said it, and no other.
    let mut own = gs.go_live().await;
    own.join_anew().await;
    own.say_text(r#"{"type":"command","id":"00000000000000000000000501","happened":1e300,"command":{"kind":"close_meeting"}}"#)
        .await;
    let ended = loop {
        if let Err(code) = own.hear().await {
            break code;
        }
    };
    assert_eq!(ended, CloseCode::BadMessage.code());

    // The colleague's line has lived through all of it, and so has the one that asked.
    let sign = Command::Assess {
        client: near,
        sign: Sign::Green,
    };
    line.command(fresh_id(), sign).await;
    let is_it = |event: &Event| matches!(event, Event::Assessed { client, .. } if *client == near);
    colleague.event(|recorded| is_it(&recorded.event)).await;
    line.event(|recorded| is_it(&recorded.event)).await;
    for path in ["/", "/duty", &format!("/clients/{far}")] {
        assert_eq!(gs.get(path).await.status(), 200, "{path}");
    }
    gs.panel(far).await;
    assert_eq!(gs.get("/health/ready").await.status(), 204);
    let (ended, log) = server.stop().await;
    assert!(ended.success(), "{log}");
    assert!(!log.contains("panicked"), "{log}");

    // What such times left in the log is read again at a start.
    let server = place.start(&[]).await;
    let gs = Person::log_in(&server.origin, "gs").await;
    gs.snapshot().await;
    server.stop().await;
}
