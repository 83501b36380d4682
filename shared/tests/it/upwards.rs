//! Going up: the psychiatrist clock, and what the board advises (`policy.md` 6 and 4).

use shared::alert::Class;
use shared::board::card::{Emergency, Fact, Level, Reason, Sign};
use shared::board::deviation::DeviationKind;
use shared::deescalation::advice::{self, Advice};
use shared::{Command, Event, Timestamp};

use crate::fixture::{at, client};
use crate::play::Play;
use crate::stories::{in_vain, reviewed};

fn raised(moment: &str, level: Level) -> Play {
    let mut play = Play::from(moment);
    play.place("J.A.", "F.N.", level, Reason::Crisis);
    play
}

fn due(play: &Play) -> Option<Timestamp> {
    play.card("F.N.").psychiatrist.map(|clock| clock.due)
}

#[test]
fn the_psychiatrist_has_to_17_on_the_second_working_day_after_the_raise() {
    for (day, until) in [
        ("03-12 19:12", "03-16 17:00"), // 2.1: Thursday to Monday
        ("03-16 08:00", "03-18 17:00"),
        ("03-14 12:00", "03-17 17:00"), // a Saturday
        ("04-01 10:00", "04-07 17:00"), // over Easter
    ] {
        assert_eq!(due(&raised(day, Level::Red)), Some(at(until)), "{day}");
    }
}

#[test]
fn yellow_has_no_psychiatrist_clock() {
    assert_eq!(due(&raised("03-16 08:00", Level::Yellow)), None);
}

#[test]
fn the_clock_stops_when_the_client_is_seen_or_leaves_red() {
    let mut play = raised("03-16 08:00", Level::Red);
    play.at("03-16 10:00")
        .note("Q.P.", "F.N.", reviewed("Fortsätt"));
    assert_eq!(due(&play), None);
    for level in [Level::Yellow, Level::Inpatient, Level::Plan] {
        let mut play = raised("03-16 08:00", Level::Red);
        play.place("J.A.", "F.N.", level, Reason::Crisis);
        assert_eq!(due(&play), None, "{level:?}");
    }
}

#[test]
fn each_raise_starts_the_clock_anew() {
    let mut play = raised("03-16 08:00", Level::Red);
    play.at("03-16 10:00")
        .note("Q.P.", "F.N.", reviewed("Fortsätt"));
    play.at("03-17 10:00")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Crisis);
    play.at("03-17 11:00")
        .place("J.A.", "F.N.", Level::Red, Reason::Crisis);
    assert_eq!(due(&play), Some(at("03-19 17:00")));
}

#[test]
fn red_set_again_does_not_restart_the_clock() {
    let mut play = raised("03-16 08:00", Level::Red);
    play.at("03-17 10:00")
        .place("J.A.", "F.N.", Level::Red, Reason::Violence);
    assert_eq!(due(&play), Some(at("03-18 17:00")));
}

#[test]
fn a_missed_deadline_is_written_down_with_a_draft_of_a_deviation() {
    let mut play = raised("03-16 08:00", Level::Red);
    let overdue = |event: &Event| matches!(event, Event::PsychiatristOverdue { .. });
    play.at("03-18 16:59:59");
    assert!(!play.says("F.N.", overdue));
    play.at("03-18 17:00");
    assert!(play.says("F.N.", overdue));
    let clock = play.card("F.N.").psychiatrist.expect("the clock");
    assert!(clock.overdue, "and it runs on");
    let about: Vec<_> = play.board.deviations.iter().map(|one| one.about).collect();
    assert_eq!(about, [DeviationKind::PsychiatristOverdue]);
}

#[test]
fn a_running_clock_is_a_request_that_is_pending() {
    let mut play = raised("03-16 08:00", Level::Red);
    play.at("03-19 06:00");
    let hinders = play.hinders("F.N.", "03-19");
    let pending = "D6 closed: psychiatrist by 03-18 17:00".to_owned();
    assert!(hinders.contains(&pending), "{hinders:?}");
}

fn advised(play: &Play) -> Vec<Advice> {
    let long_red = play.board.policy.long_red;
    advice::of(play.card("F.N."), long_red, play.now)
}

#[test]
fn a_red_sign_proposes_a_raise_and_raises_nobody() {
    let mut play = raised("03-16 08:00", Level::Yellow);
    play.at("03-16 09:00").assess("J.A.", "F.N.", Sign::Red);
    let at = at("03-16 09:00");
    assert_eq!(advised(&play), [Advice::RedSign { at }]);
    assert_eq!(play.card("F.N.").level, Level::Yellow);
    assert_eq!(play.card("F.N.").crisis(), None, "no crisis event either");
    play.at("03-16 10:00").assess("J.A.", "F.N.", Sign::Green);
    assert_eq!(advised(&play), [], "the latest counts");
}

/// Two attempts in vain at the same planned contact.
fn missed_twice(level: Level, second: &str) -> Play {
    let mut play = raised("03-16 08:00", level);
    play.book("J.A.", "F.N.", "03-16 10:00");
    let booking = Some(play.card("F.N.").bookings[0].id);
    for moment in ["03-16 10:05", second] {
        let mut wish = in_vain("F.N.");
        if let Command::LogContact { booking: of, .. } = &mut wish {
            *of = booking;
        }
        play.at(moment).does("J.A.", &wish);
    }
    play
}

#[test]
fn two_attempts_missed_within_2_hours_propose_a_raise_on_yellow() {
    let twice = missed_twice(Level::Yellow, "03-16 12:05");
    let at = at("03-16 12:05");
    assert_eq!(advised(&twice), [Advice::MissedTwice { at }]);
    assert_eq!(advised(&missed_twice(Level::Yellow, "03-16 12:06")), []);
    assert_eq!(advised(&missed_twice(Level::Inpatient, "03-16 12:05")), []);
}

#[test]
fn attempts_at_two_contacts_are_not_two_attempts_at_one() {
    let mut play = raised("03-16 08:00", Level::Yellow);
    play.book("J.A.", "F.N.", "03-16 10:00")
        .book("J.A.", "F.N.", "03-16 11:30")
        .at("03-16 10:05")
        .does("J.A.", &in_vain("F.N."))
        .at("03-16 11:40")
        .does("J.A.", &in_vain("F.N."));
    assert_eq!(advised(&play), []);
}

#[test]
fn a_missed_depot_proposes_a_raise_with_a_yellow_sign_and_drafts_a_deviation() {
    let mut play = raised("03-16 08:00", Level::Yellow);
    play.at("03-16 09:00")
        .note("M.H.", "F.N.", Fact::DepotMissed);
    assert_eq!(advised(&play), []);
    play.assess("M.H.", "F.N.", Sign::Yellow);
    let at = at("03-16 09:00");
    assert_eq!(advised(&play), [Advice::DepotMissed { at }]);
    let about: Vec<_> = play.board.deviations.iter().map(|one| one.about).collect();
    assert_eq!(about, [DeviationKind::DepotMissed]);
}

#[test]
fn a_message_of_an_emergency_visit_or_the_police_proposes_a_raise() {
    for what in [Emergency::EmergencyRoom, Emergency::Police] {
        let mut play = raised("03-16 08:00", Level::Yellow);
        play.at("03-16 09:00")
            .note("M.H.", "F.N.", Fact::EmergencyReported(what));
        let at = at("03-16 09:00");
        assert_eq!(advised(&play), [Advice::Emergency { at }]);
    }
}

#[test]
fn what_happened_in_another_stay_proposes_nothing() {
    let mut play = raised("03-16 08:00", Level::Yellow);
    play.at("03-16 09:00").assess("J.A.", "F.N.", Sign::Red);
    play.at("03-16 10:00")
        .place("J.A.", "F.N.", Level::Inpatient, Reason::Inpatient);
    assert_eq!(advised(&play), []);
}

#[test]
fn red_for_more_than_42_days_asks_for_another_reason_and_removes_nothing() {
    let mut play = raised("03-02 08:00", Level::Red);
    play.until(at("03-02 08:00") + play.board.policy.long_red);
    assert_eq!(advised(&play), [], "42 days exactly");
    play.until(play.now + shared::Span::millis(1));
    let since = at("03-02 08:00");
    assert_eq!(advised(&play), [Advice::LongRed { since }]);
    assert_eq!(play.card("F.N.").level, Level::Red);
}

#[test]
fn access_in_an_emergency_is_a_crisis_event_for_a_client_on_the_board_only() {
    for (level, counts) in [(Level::Yellow, true), (Level::Plan, false)] {
        let mut play = raised("03-16 08:00", Level::Yellow);
        if level == Level::Plan {
            play.place("J.A.", "F.N.", level, Reason::Crisis);
        }
        let consent = Command::SetConsent {
            client: client("F.N."),
            open_to: vec![shared::board::member::Organisation::Region],
        };
        let access = Command::AccessInEmergency {
            client: client("F.N."),
            reason: "Fara för liv".to_owned(),
        };
        play.does("M.H.", &consent).at("03-16 22:10");
        play.does("T.V.", &access);
        let crisis = counts.then_some(at("03-16 22:10"));
        assert_eq!(play.card("F.N.").crisis(), crisis, "{level:?}");
        let alert = play.board.open_alert(client("F.N."));
        let is_p1 = alert.is_some_and(|alert| alert.class == Class::P1);
        assert_eq!(is_p1, counts, "{level:?}");
    }
}
