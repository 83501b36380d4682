//! What the team does for a client, in gates D4, D5, D6, D9, D10 and D13 (`policy.md` 2).

use shared::board::card::{ActionClass, Fact, HandOver, Level, Post, Reason};
use shared::board::event::Actor;
use shared::duty::Ask;
use shared::{Command, Event, Rejection};

use crate::fixture::{at, client, staff};
use crate::play::{Play, call, told};
use crate::stories::{in_vain, ready_on_monday, reviewed, stepped_down_on_11_march};

/// What a gate says about F.N. on a morning, if it is not open.
fn said(play: &mut Play, date: &str, gate: &str) -> Option<String> {
    play.at(&format!("{date} 06:00"));
    let prefix = format!("{gate} ");
    play.hinders("F.N.", date)
        .into_iter()
        .find(|line| line.starts_with(&prefix))
}

/// F.N. is ready, and M.H. would ring once more on Monday at 16:00.
fn booked_at_16() -> Play {
    let mut play = ready_on_monday();
    play.book("M.H.", "F.N.", "03-16 16:00");
    play
}

fn the_booking(play: &Play) -> shared::board::card::Booking {
    *play
        .card("F.N.")
        .bookings
        .iter()
        .find(|one| one.at == at("03-16 16:00"))
        .expect("the booking")
}

#[test]
fn d4_a_contact_without_an_entry_is_missed_60_minutes_after_its_time() {
    let mut play = booked_at_16();
    play.at("03-16 16:59:59");
    assert!(!the_booking(&play).missed);
    play.at("03-16 17:00");
    assert!(the_booking(&play).missed);
    assert_eq!(
        said(&mut play, "03-17", "D4").as_deref(),
        Some("D4 closed: missed 03-16 17:00")
    );
}

#[test]
fn d4_a_contact_is_missed_when_a_person_says_that_the_client_was_not_reached() {
    let mut play = booked_at_16();
    play.at("03-16 16:05").does("M.H.", &in_vain("F.N."));
    assert_eq!(
        said(&mut play, "03-17", "D4").as_deref(),
        Some("D4 closed: missed 03-16 16:05")
    );
}

#[test]
fn d4_stays_closed_for_72_hours_although_the_contact_was_made_good() {
    let mut play = booked_at_16();
    play.at("03-16 17:30").call("M.H.", "F.N.", false);
    for date in ["03-17", "03-18", "03-19"] {
        assert!(said(&mut play, date, "D4").is_some(), "{date}");
    }
    play.at("03-19 10:00").call("M.H.", "F.N.", false);
    assert_eq!(said(&mut play, "03-20", "D4"), None, "92 h later");
}

#[test]
fn d4_is_open_again_exactly_72_hours_after_the_miss() {
    for (planned, is_open) in [("03-17 12:00", true), ("03-17 12:01", false)] {
        let mut play = ready_on_monday();
        play.book("M.H.", "F.N.", planned);
        play.at("03-19 10:00").call("M.H.", "F.N.", false);
        assert_eq!(
            said(&mut play, "03-20", "D4").is_none(),
            is_open,
            "{planned}"
        );
    }
}

#[test]
fn d4_a_contact_up_to_half_an_hour_early_is_the_planned_one() {
    for (when, is_missed) in [
        ("03-16 15:29", true),
        ("03-16 15:30", false),
        ("03-16 16:59", false),
    ] {
        let mut play = booked_at_16();
        play.at(when).call("M.H.", "F.N.", false);
        assert_eq!(
            said(&mut play, "03-17", "D4").is_some(),
            is_missed,
            "{when}"
        );
    }
}

#[test]
fn d4_a_contact_that_was_called_off_is_not_missed() {
    let mut play = booked_at_16();
    let cancel = Command::CancelBooking {
        client: client("F.N."),
        booking: the_booking(&play).id,
    };
    play.at("03-16 15:50").does("M.H.", &cancel);
    assert_eq!(said(&mut play, "03-17", "D4"), None);
    assert_eq!(play.ask("M.H.", &cancel), Err(Rejection::NoSuchBooking));
}

#[test]
fn d4_a_contact_is_missed_at_its_time_although_the_server_was_away() {
    let mut play = booked_at_16();
    play.now = at("03-16 22:00");
    play.at("03-16 22:01");
    assert_eq!(
        said(&mut play, "03-17", "D4").as_deref(),
        Some("D4 closed: missed 03-16 17:00")
    );
}

/// B.T. on step-down with one open action.
fn with_action(class: ActionClass) -> Play {
    let mut play = stepped_down_on_11_march();
    play.does(
        "J.A.",
        &Command::OpenAction {
            client: client("B.T."),
            class,
            text: "Ringa hyresvärden".to_owned(),
            owner: staff("J.A."),
            due: at("03-20 12:00"),
        },
    );
    play
}

fn hand_over(play: &mut Play, due: &str) {
    let action = play.card("B.T.").actions[0].id;
    let to = HandOver {
        owner: staff("P.S."),
        due: at(due),
    };
    let wish = Command::HandOverAction {
        client: client("B.T."),
        action,
        to,
    };
    play.does("M.H.", &wish);
}

fn d5(play: &mut Play) -> bool {
    play.at("03-18 06:00");
    let hinders = play.hinders("B.T.", "03-18");
    !hinders.iter().any(|line| line.starts_with("D5 "))
}

#[test]
fn d5_off_step_down_every_open_action_needs_a_named_owner_and_time() {
    for class in [ActionClass::Other, ActionClass::Crisis] {
        assert!(!d5(&mut with_action(class)));
        let mut play = with_action(class);
        hand_over(&mut play, "03-25 12:00");
        assert!(d5(&mut play));
    }
}

#[test]
fn d5_the_new_time_lies_after_the_execution() {
    let mut play = with_action(ActionClass::Other);
    hand_over(&mut play, "03-18 13:00");
    assert!(!d5(&mut play));
}

#[test]
fn d5_an_action_that_was_closed_is_in_nobodys_way() {
    let mut play = with_action(ActionClass::Crisis);
    let action = play.card("B.T.").actions[0].id;
    let close = Command::CloseAction {
        client: client("B.T."),
        action,
    };
    play.does("J.A.", &close);
    assert!(d5(&mut play));
    assert_eq!(play.ask("J.A.", &close), Err(Rejection::NoSuchAction));
}

#[test]
fn d6_a_question_to_the_psychiatrist_closes_the_gate_until_it_is_answered() {
    let mut play = ready_on_monday();
    let ask = Command::AskPsychiatrist {
        client: client("F.N."),
        text: "Dosen?".to_owned(),
    };
    play.at("03-16 15:00").does("M.H.", &ask);
    assert_eq!(
        said(&mut play, "03-17", "D6").as_deref(),
        Some("D6 closed: psychiatrist asked 03-16 15:00")
    );
    let asked = play.card("F.N.").requests[0].seq;
    let answer = Command::AnswerPsychiatrist {
        client: client("F.N."),
        asked,
    };
    assert_eq!(
        play.ask("M.H.", &answer),
        Err(Rejection::PsychiatristDecides)
    );
    play.does("Q.P.", &answer);
    assert_eq!(said(&mut play, "03-18", "D6"), None);
    assert_eq!(play.ask("Q.P.", &answer), Err(Rejection::NoSuchRequest));
}

#[test]
fn d6_a_change_of_medication_rests_168_hours_to_the_minute() {
    for (changed, rests) in [("03-10 13:00", false), ("03-10 13:01", true)] {
        let mut play = Play::from("03-10 08:00");
        play.place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
        let changed_dose = Fact::MedicationChanged("Höjd dos".to_owned());
        play.at(changed).note("Q.P.", "F.N.", changed_dose);
        assert_eq!(said(&mut play, "03-17", "D6").is_some(), rests, "{changed}");
    }
}

#[test]
fn d6_a_change_that_the_psychiatrist_cleared_does_not_rest() {
    let mut play = ready_on_monday();
    play.note(
        "M.H.",
        "F.N.",
        Fact::MedicationChanged("Ny depå".to_owned()),
    );
    assert_eq!(
        said(&mut play, "03-17", "D6").as_deref(),
        Some("D6 closed: medication 22 h 40 min of 168 h")
    );
    let cleared = crate::play::note("F.N.", Fact::MedicationCleared);
    assert_eq!(
        play.ask("M.H.", &cleared),
        Err(Rejection::PsychiatristDecides)
    );
    play.does("Q.P.", &cleared);
    assert_eq!(said(&mut play, "03-18", "D6"), None);
}

#[test]
fn d6_only_the_psychiatrist_says_that_the_client_was_seen() {
    let mut play = ready_on_monday();
    let seen = crate::play::note("F.N.", reviewed("Bättre"));
    assert_eq!(play.ask("G.S.", &seen), Err(Rejection::PsychiatristDecides));
}

#[test]
fn d9_a_crisis_event_asks_for_the_crisis_plan_anew() {
    let mut play = stepped_down_on_11_march();
    let d9 = |play: &Play, date| {
        let hinders = play.hinders("B.T.", date);
        hinders.iter().any(|line| line == "D9 closed: plan Crisis")
    };
    play.at("03-17 06:00");
    assert!(!d9(&play, "03-17"));
    play.does("N.B.", &call("B.T.", true)).at("03-18 06:00");
    assert!(d9(&play, "03-18"));
    play.note("M.H.", "B.T.", Fact::CrisisPlanConfirmed)
        .at("03-19 06:00");
    assert!(!d9(&play, "03-19"));
}

fn appoint(post: Post, who: Option<&str>) -> Command {
    Command::Appoint {
        client: client("F.N."),
        post,
        who: who.map(staff),
    }
}

#[test]
fn d10_both_posts_are_held_by_somebody_who_may_see_the_client() {
    let mut play = ready_on_monday();
    play.does("G.S.", &appoint(Post::Deputy, None));
    assert_eq!(
        said(&mut play, "03-17", "D10").as_deref(),
        Some("D10 closed: no stallforetradande")
    );
    play.does("G.S.", &appoint(Post::Deputy, Some("R.E.")));
    assert_eq!(said(&mut play, "03-18", "D10"), None);
}

#[test]
fn d10_a_deputy_who_may_no_longer_see_the_client_holds_no_post() {
    let mut play = ready_on_monday();
    let consent = Command::SetConsent {
        client: client("F.N."),
        open_to: vec![shared::board::member::Organisation::Region],
    };
    play.does("M.H.", &consent);
    assert_eq!(
        said(&mut play, "03-17", "D10").as_deref(),
        Some("D10 closed: no stallforetradande")
    );
}

#[test]
fn d10_who_acts_as_deputy_fills_no_empty_post() {
    let mut play = ready_on_monday();
    play.does("G.S.", &appoint(Post::Deputy, None));
    let act = crate::duty::ask(Ask::ActFor {
        client: client("F.N."),
        who: staff("R.E."),
        first: crate::fixture::day("03-17"),
        last: crate::fixture::day("03-20"),
    });
    play.does("G.S.", &act);
    assert_eq!(
        said(&mut play, "03-17", "D10").as_deref(),
        Some("D10 closed: no stallforetradande")
    );
}

#[test]
fn d10_nobody_is_appointed_who_may_not_see_the_client() {
    let mut play = ready_on_monday();
    let answer = play.ask("G.S.", &appoint(Post::Cm, Some("O.D.")));
    assert_eq!(answer, Err(Rejection::NotTheirClient));
}

#[test]
fn d10_days_beyond_the_published_rota_are_unknown() {
    let mut play = ready_on_monday();
    play.happen(
        Actor::Server,
        vec![Event::ShiftsPlanned {
            shifts: Vec::new(),
            published_to: Some(crate::fixture::day("03-19")),
        }],
    );
    assert_eq!(
        said(&mut play, "03-17", "D10").as_deref(),
        Some("D10 unknown: no rota from 03-20")
    );
}

#[test]
fn d13_off_the_board_the_client_knows_and_the_view_is_written_down() {
    let mut play = ready_on_monday();
    play.at("03-16 14:21")
        .place("M.H.", "F.N.", Level::Red, Reason::Crisis)
        .place("M.H.", "F.N.", Level::Yellow, Reason::Crisis);
    assert_eq!(
        said(&mut play, "03-17", "D13").as_deref(),
        Some("D13 closed: not told"),
        "what was said in another stay does not count"
    );
    play.note("M.H.", "F.N.", told(None));
    assert_eq!(
        said(&mut play, "03-18", "D13").as_deref(),
        Some("D13 closed: no view")
    );
    play.tell("M.H.", "F.N.", "Okej");
    assert_eq!(said(&mut play, "03-19", "D13"), None);
}

#[test]
fn d13_an_attempt_in_vain_is_enough_for_step_down_and_not_for_the_plan() {
    let tried = Fact::Told(shared::board::card::Told {
        reached: false,
        view: None,
        no_view: None,
    });
    let mut play = Play::from("03-10 08:00");
    play.place("J.A.", "F.N.", Level::Red, Reason::Crisis)
        .note("M.H.", "F.N.", tried.clone());
    assert_eq!(said(&mut play, "03-11", "D13"), None);
    let mut play = Play::from("03-10 08:00");
    play.place("J.A.", "F.N.", Level::Yellow, Reason::Crisis)
        .note("M.H.", "F.N.", tried);
    assert_eq!(
        said(&mut play, "03-11", "D13").as_deref(),
        Some("D13 closed: not told")
    );
}

#[test]
fn a_client_whom_nobody_may_see_is_refused() {
    let mut play = ready_on_monday();
    let nobody = Command::SetConsent {
        client: client("F.N."),
        open_to: Vec::new(),
    };
    assert_eq!(play.ask("M.H.", &nobody), Err(Rejection::NobodyNamed));
    assert!(!play.card("F.N.").open_to.is_empty());
}
