//! The histories of kind `ladder` (`history.md`), played as the comparison plays them.

use serde_json::{Value, json};
use tests::histories::ladder;

#[track_caller]
fn steps(case: Value) -> Vec<String> {
    let case: ladder::Case = serde_json::from_value(case).expect("a case");
    let answer = ladder::answer(&case).expect("an answer");
    let answer = serde_json::to_value(answer).expect("JSON");
    let steps = answer["steps"].as_array().expect("steps");
    steps.iter().map(ToString::to_string).collect()
}

/// A step in one line: `18:17:00 T+5 TV: TV M3 19:22 push+sms+voice, RE M4 push`.
#[track_caller]
fn lines(case: Value) -> Vec<String> {
    let one = |text: String| {
        let step: Value = serde_json::from_str(&text).expect("JSON");
        let told: Vec<_> = step["to"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|told| {
                let word = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
                let ways: Vec<_> = told["channels"]
                    .as_array()
                    .expect("a list")
                    .iter()
                    .filter_map(Value::as_str)
                    .collect();
                let words = [word("who"), word("msg"), word("deadline"), ways.join("+")];
                words
                    .into_iter()
                    .filter(|word| !word.is_empty())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        let word = |key: &str| step[key].as_str().unwrap_or("-");
        let time = &word("t")[11..19];
        format!(
            "{time} {} {}: {}",
            word("rung"),
            word("responsible"),
            told.join(", ")
        )
    };
    steps(case).into_iter().map(one).collect()
}

fn scenario_2() -> Value {
    json!({
        "kind": "P1",
        "t0": "2026-03-12T18:12:00Z",
        "until": "2026-03-12T19:10:00Z",
        "relations": {"cm": "AN", "deputy": "CF", "team_leader": "GS"},
        "rights": ["AN", "CF", "GS", "RE", "TV", "QP"],
        "rota": [
            {"who": "RE", "kind": "jour", "from": "2026-03-12T16:00:00Z", "to": "2026-03-13T07:00:00Z"},
            {"who": "TV", "kind": "bakjour", "from": "2026-03-12T16:00:00Z", "to": "2026-03-13T07:00:00Z"},
            {"who": "OD", "kind": "manager", "from": "2026-03-12T16:00:00Z", "to": "2026-03-13T07:00:00Z"},
        ],
        "lost": {},
        "reporter": "QP",
        "acks": [],
        "actions": [],
    })
}

#[test]
fn scenario_2_step_by_step_until_it_is_taken_and_begins_again() {
    let mut case = scenario_2();
    case["acks"] = json!([
        {"t": "2026-03-12T18:11:00Z", "who": "RE"},
        {"t": "2026-03-12T18:13:00Z", "who": "OD"},
        {"t": "2026-03-12T18:18:40Z", "who": "TV"},
        {"t": "2026-03-12T18:22:00Z", "who": "RE"},
    ]);
    case["until"] = json!("2026-03-12T18:50:40Z");
    assert_eq!(
        lines(case),
        [
            "18:12:00 T0 RE: RE M1 19:17 push, TV M2 push",
            "18:14:00 T+2 RE: RE M1 19:17 push",
            "18:17:00 T+5 TV: TV M3 19:22 push+sms+voice, RE M4 push",
            "18:18:40 ack TV: RE M9 push",
            "18:48:40 T0 RE: RE M1 19:53 push, TV M2 push",
            "18:50:40 T+2 RE: RE M1 19:53 push",
        ]
    );
}

#[test]
fn an_acknowledgement_names_the_time_of_the_action_and_an_action_ends_it() {
    let mut case = scenario_2();
    case["acks"] = json!([{"t": "2026-03-12T18:17:00Z", "who": "RE"}]);
    case["actions"] = json!(["2026-03-12T18:13:00Z", "2026-03-12T18:47:00Z"]);
    let steps = steps(case);
    assert_eq!(steps.len(), 3, "at T+5 it had been taken");
    assert_eq!(
        serde_json::from_str::<Value>(&steps[2]).expect("JSON"),
        json!({
            "t": "2026-03-12T18:17:00Z",
            "rung": "ack",
            "responsible": "RE",
            "to": [{"who": "TV", "msg": "M9", "channels": ["push"]}],
            "action_by": "2026-03-12T18:47:00Z",
        })
    );
}

#[test]
fn without_an_answer_it_repeats_and_a_reporter_who_is_second_is_asked() {
    let mut case = scenario_2();
    case["reporter"] = json!("TV");
    case["until"] = json!("2026-03-12T18:32:00Z");
    assert_eq!(
        lines(case),
        [
            "18:12:00 T0 RE: RE M1 19:17 push, TV PROMPT screen",
            "18:14:00 T+2 RE: RE M1 19:17 push",
            "18:17:00 T+5 TV: TV PROMPT screen, RE M4 push",
            "18:22:00 T+10 TV: TV PROMPT screen, RE M5 push+sms+voice, GS M5 push+sms+voice",
            "18:27:00 T+15 TV: OD M5 push+sms+voice",
            "18:32:00 repeat TV: TV PROMPT screen, RE M5 push+sms+voice, \
             GS M5 push+sms+voice, OD M5 push+sms+voice",
        ]
    );
}

#[test]
fn a_first_whose_contact_was_lost_leaves_the_second_responsible() {
    let mut case = scenario_2();
    case["lost"] = json!({"RE": "2026-03-12T18:09:00Z"});
    case["until"] = json!("2026-03-12T18:22:00Z");
    assert_eq!(
        lines(case),
        [
            "18:12:00 T0 TV: RE M1 19:17 push, TV M3 19:17 push+sms+voice",
            "18:14:00 T+2 TV: RE M1 19:17 push",
            "18:22:00 T+10 TV: RE M5 push+sms+voice, TV M5 push+sms+voice, GS M5 push+sms+voice",
        ]
    );
}

#[test]
fn a_task_waits_for_the_morning_on_which_the_clocks_change() {
    let case = json!({
        "kind": "P2",
        "t0": "2026-03-29T00:58:00Z",
        "until": "2026-03-29T06:00:00Z",
        "relations": {"cm": null, "deputy": null, "team_leader": "GS"},
        "rights": ["NB", "GS"],
        "rota": [
            {"who": "NB", "kind": "jour", "from": "2026-03-28T16:00:00Z", "to": "2026-03-29T15:00:00Z"},
        ],
        "lost": {},
        "reporter": "QP",
        "acks": [],
        "actions": [],
        "read_at_night": false,
    });
    assert_eq!(
        lines(case.clone()),
        [
            "05:00:00 T0 NB: NB M6 07:15 push",
            "05:15:00 T+15 NB: ",
            "05:15:00 T+30 NB: ",
        ]
    );
    let mut tonight = case.clone();
    tonight["read_at_night"] = json!(true);
    assert_eq!(lines(tonight)[0], "00:58:00 T0 NB: NB M6 03:13 push");
    let mut uncovered = case;
    uncovered["rota"] = json!([]);
    assert_eq!(lines(uncovered), ["05:00:00 uncovered -: "]);
}
