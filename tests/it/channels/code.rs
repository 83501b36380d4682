//! A call that is answered with a code.

use reqwest::StatusCode;
use serde_json::{Value, json};
use shared::alert::letter::Carrier::Voice;
use shared::alert::{Alert, AlertState};
use shared::board::event::Actor;
use tests::person::{Person, staff};

use super::evening::{Evening, SECRET, is_accepted, is_delivered, until};

/// What the server answers to a report with digits: whether the alert was taken.
async fn press(evening: &Evening, call: &str, digits: &str) -> Option<bool> {
    let body = json!({ "call": call, "digits": digits });
    let answer = evening.answer("voice", SECRET, &body).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let said: Value = answer.json().await.expect("JSON");
    said["taken"].as_bool()
}

async fn open_alert(person: &Person) -> Alert {
    let snapshot = person.snapshot().await;
    let mut alerts = snapshot.board.alerts.into_values();
    alerts.find(Alert::is_open).expect("an alert is open")
}

#[tokio::test]
async fn the_code_takes_the_alert_of_the_call_and_picking_up_does_not() {
    let mut evening = Evening::begin().await;
    let nurse = evening.raise().await;
    nurse.move_clock("5min").await;
    until(&nurse, "T.V.", Voice, is_accepted).await;

    // A voicemail answers: the call has arrived, and nobody has taken anything.
    let picked_up = json!({ "call": "voice-1", "result": "delivered", "digits": "" });
    let answer = evening.report("voice", SECRET, &picked_up).await;
    assert_eq!(answer, StatusCode::NO_CONTENT);
    until(&nurse, "T.V.", Voice, is_delivered).await;
    assert_eq!(press(&evening, "voice-1", "1").await, Some(false));
    assert!(open_alert(&nurse).await.is_unanswered(), "a wrong code");
    // Neither does whoever does not know the gateway's secret.
    let code = json!({ "call": "voice-1", "digits": "4711" });
    let refused = evening.report("voice", "fel-hemlighet-0123456789", &code);
    assert_eq!(refused.await, StatusCode::UNAUTHORIZED);
    let unknown = json!({ "call": "voice-99", "digits": "4711" });
    let refused = evening.report("voice", SECRET, &unknown).await;
    assert_eq!(refused, StatusCode::NOT_FOUND);
    // A text message cannot be answered so.
    let by_sms = json!({ "id": "sms-1", "digits": "4711" });
    let refused = evening.report("sms", SECRET, &by_sms).await;
    assert_eq!(refused, StatusCode::BAD_REQUEST);
    assert!(open_alert(&nurse).await.is_unanswered());

    for _ in 0..2 {
        assert_eq!(press(&evening, "voice-1", "4711#").await, Some(true));
    }
    let tv = staff(&nurse.snapshot().await, "T.V.");
    let by_tv = |alert: &Alert| matches!(alert.state, AlertState::Acknowledged { by, .. } if by == Actor::Staff(tv));
    assert!(by_tv(&open_alert(&nurse).await));
    evening.end().await;
}

#[tokio::test]
async fn a_code_that_comes_late_is_told_that_a_colleague_has_the_alert() {
    let mut evening = Evening::begin().await;
    let nurse = evening.raise().await;
    nurse.move_clock("5min").await;
    let alert = until(&nurse, "T.V.", Voice, is_accepted).await;
    let path = format!("/alerts/{}", alert.number);
    let first = evening.person("re").await;
    let taken = first.post_form(&path, &[]).await;
    assert_eq!(taken.status(), StatusCode::SEE_OTHER);
    assert_eq!(press(&evening, "voice-1", "4711").await, Some(false));
    let re = staff(&nurse.snapshot().await, "R.E.");
    let state = open_alert(&nurse).await.state;
    assert!(matches!(state, AlertState::Acknowledged { by, .. } if by == Actor::Staff(re)));
    evening.end().await;
}
