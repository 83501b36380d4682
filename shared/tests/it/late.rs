//! Entries that arrive late (`policy.md` 5).

use shared::alert::Class;
use shared::board::card::{Channel, Fact, Flag, Level, Post, Reason, Sign};
use shared::board::deviation::DeviationKind;
use shared::board::event::Actor;
use shared::board::member::Organisation;
use shared::rejection::Field;
use shared::{Command, Event, Rejection, Span, Timestamp};

use crate::fixture::{at, client, staff};
use crate::play::{Play, call, note};
use crate::ripe::JUST;
use crate::stories::{in_vain, off_the_board, proposed, shown_on_18_march};

fn sign(sign: Sign) -> Command {
    Command::Assess {
        client: client("F.N."),
        sign,
    }
}

fn hold() -> Command {
    Command::Hold {
        client: client("F.N."),
        reason: "Systern är orolig".to_owned(),
        until: None,
    }
}

/// Whether a step of a client was taken back.
fn is_reversed(play: &Play, whom: &str) -> bool {
    play.says(whom, |event| matches!(event, Event::Reversed { .. }))
}

/// F.N. has left the board at 13:00; at 14:00 the server hears of something earlier.
fn hears_at_14(who: &str, happened: &str, wish: &Command) -> Play {
    let mut play = off_the_board();
    play.at("03-17 14:00").late(who, happened, wish);
    play
}

/// F.N. has left the board, and was reached on Thursday.
fn reached_on_thursday() -> Play {
    let mut play = off_the_board();
    play.at("03-19 10:00").call("M.H.", "F.N.", false);
    play
}

#[test]
fn a_late_crisis_event_takes_the_step_back() {
    let play = hears_at_14("K.J.", "03-17 12:50", &call("F.N.", true));
    let card = play.card("F.N.");
    assert_eq!(card.level, Level::Yellow);
    assert_eq!(
        (card.since, card.raised),
        (at("03-13 16:40"), Some(at("03-13 16:40"))),
        "as before the step"
    );
    assert_eq!(card.crisis(), Some(at("03-17 12:50")), "when it happened");
    assert_eq!(card.back_to_plan, None);
}

#[test]
fn the_step_stays_visible_with_the_time_of_what_was_late() {
    let play = hears_at_14("K.J.", "03-17 12:50", &call("F.N.", true));
    let taken = play.card("F.N.").taken_back.expect("a step taken back");
    assert_eq!(
        (taken.step, taken.late),
        (at("03-17 13:00"), at("03-17 12:50"))
    );
    let stepped = |event: &Event| matches!(event, Event::SteppedDown { .. });
    assert!(play.says("F.N.", stepped), "history is never deleted");
}

#[test]
fn a_reversal_drafts_a_deviation_and_a_late_crisis_event_alerts() {
    let play = hears_at_14("K.J.", "03-17 12:50", &call("F.N.", true));
    let about: Vec<_> = play.board.deviations.iter().map(|one| one.about).collect();
    assert!(about.contains(&DeviationKind::Reversal), "{about:?}");
    assert_eq!(play.alert("F.N.").class, Class::P1);
}

#[test]
fn any_other_late_fact_that_takes_the_step_back_is_a_task() {
    let play = hears_at_14("J.A.", "03-17 12:50", &sign(Sign::Yellow));
    assert!(is_reversed(&play, "F.N."));
    assert_eq!(play.alert("F.N.").class, Class::P2);
}

#[test]
fn what_happened_strictly_before_the_step_takes_it_back() {
    for (happened, reversed) in [(at("03-17 13:00") - JUST, true), (at("03-17 13:00"), false)] {
        let mut play = off_the_board();
        play.at("03-17 14:00")
            .ask_late("K.J.", Some(happened), &call("F.N.", true))
            .expect("possible");
        assert_eq!(is_reversed(&play, "F.N."), reversed);
    }
}

#[test]
fn a_late_entry_counts_for_14_days_of_24_hours() {
    let last = at("03-17 13:00") + Span::days(14);
    for (received, reversed) in [(last, true), (last + JUST, false)] {
        let mut play = reached_on_thursday();
        play.until(received)
            .late("K.J.", "03-17 12:50", &call("F.N.", true));
        assert_eq!(is_reversed(&play, "F.N."), reversed);
    }
}

#[test]
fn a_crisis_event_takes_the_step_back_although_it_would_have_closed_no_gate() {
    let play = hears_at_14("K.J.", "03-10 12:00", &call("F.N.", true));
    assert!(is_reversed(&play, "F.N."), "before this stay");
}

#[test]
fn each_fact_that_would_have_closed_a_gate_takes_the_step_back() {
    let flag = Command::RaiseFlag {
        client: client("F.N."),
        flag: Flag::Child,
    };
    let nobody = Command::Appoint {
        client: client("F.N."),
        post: Post::Deputy,
        who: None,
    };
    let ask = Command::AskPsychiatrist {
        client: client("F.N."),
        text: "Dosen?".to_owned(),
    };
    let later = Command::SetReview {
        client: client("F.N."),
        date: crate::fixture::day("03-20"),
    };
    let objects = note("F.N.", Fact::Objected("Vill inte".to_owned()));
    let changed = note("F.N.", Fact::MedicationChanged("Höjd dos".to_owned()));
    for wish in [
        sign(Sign::Yellow),
        flag,
        nobody,
        ask,
        later,
        objects,
        changed,
        hold(),
    ] {
        let play = hears_at_14("J.A.", "03-17 12:50", &wish);
        assert!(is_reversed(&play, "F.N."), "{wish:?}");
        assert_eq!(play.card("F.N.").level, Level::Yellow);
    }
}

#[test]
fn a_planned_contact_that_was_missed_before_the_step_takes_it_back() {
    let mut play = proposed();
    play.book("J.A.", "F.N.", "03-17 12:30")
        .at("03-17 08:41")
        .meeting()
        .at("03-17 13:10")
        .late("J.A.", "03-17 12:40", &in_vain("F.N."));
    assert!(is_reversed(&play, "F.N."));
}

#[test]
fn a_contact_that_was_called_off_before_the_step_takes_it_back() {
    let mut play = off_the_board();
    let booking = play.card("F.N.").bookings[0].id;
    let cancel = Command::CancelBooking {
        client: client("F.N."),
        booking,
    };
    play.late("M.H.", "03-17 12:50", &cancel);
    assert!(is_reversed(&play, "F.N."), "D10");
}

#[test]
fn what_would_have_closed_no_gate_changes_nothing() {
    let wishes = [
        (sign(Sign::Green), "03-17 12:50"),
        // The green of Monday is newer.
        (sign(Sign::Yellow), "03-15 12:00"),
        (call("F.N.", false), "03-17 12:50"),
        (note("F.N.", Fact::CarePlanChecked), "03-17 12:50"),
    ];
    for (wish, happened) in wishes {
        let play = hears_at_14("J.A.", happened, &wish);
        assert!(!is_reversed(&play, "F.N."), "{wish:?}");
        assert_eq!(play.card("F.N.").level, Level::Plan);
    }
}

#[test]
fn two_late_facts_that_only_together_close_a_gate_take_the_step_back() {
    let mut play = off_the_board();
    let changed = note("F.N.", Fact::MedicationChanged("Höjd dos".to_owned()));
    let cleared = note("F.N.", Fact::MedicationCleared);
    play.at("03-17 14:00")
        .late("Q.P.", "03-17 09:10", &cleared)
        .late("M.H.", "03-17 09:00", &changed);
    assert!(!is_reversed(&play, "F.N."), "cleared after the change");
    play.late("M.H.", "03-17 09:20", &changed);
    assert!(is_reversed(&play, "F.N."), "changed again");
}

#[test]
fn neither_the_machinery_nor_the_rota_of_today_is_asked_about_an_old_step() {
    let mut play = off_the_board();
    let since = at("03-17 13:30");
    play.at("03-17 14:00")
        .happen(Actor::Server, vec![Event::RulesStopped { since }]);
    let consent = Command::SetConsent {
        client: client("F.N."),
        open_to: vec![Organisation::Region],
    };
    play.does("M.H.", &consent)
        .late("M.H.", "03-17 12:50", &sign(Sign::Green));
    assert!(!is_reversed(&play, "F.N."));
}

#[test]
fn a_level_that_a_person_has_set_since_is_not_taken_back() {
    let mut play = off_the_board();
    play.at("03-17 13:30")
        .place("M.H.", "F.N.", Level::Yellow, Reason::Prevention);
    play.at("03-17 14:00")
        .late("K.J.", "03-17 12:50", &call("F.N.", true));
    assert!(!is_reversed(&play, "F.N."));
    let card = play.card("F.N.");
    assert_eq!((card.level, card.since), (Level::Yellow, at("03-17 13:30")));
    assert_eq!(card.crisis(), Some(at("03-17 12:50")), "and D2 knows");
}

#[test]
fn where_a_person_has_set_another_level_since_only_the_cm_is_told() {
    let mut play = off_the_board();
    play.at("03-17 13:30")
        .place("M.H.", "F.N.", Level::Yellow, Reason::Prevention);
    play.at("03-17 14:00")
        .late("K.J.", "03-17 12:50", &sign(Sign::Yellow));
    assert_eq!(
        play.letters_since("03-17 14:00"),
        ["14:00:00 M.H. M8 – Tavlan är uppdaterad."]
    );
}

#[test]
fn a_step_after_which_the_rules_raised_the_client_again_is_not_taken_back() {
    let mut play = off_the_board();
    play.at("03-20 14:00");
    assert_eq!(play.card("F.N.").level, Level::Yellow, "72 hours");
    play.late("K.J.", "03-17 12:50", &call("F.N.", true));
    assert!(!is_reversed(&play, "F.N."));
    assert_eq!(play.card("F.N.").since, at("03-20 13:00"));
}

#[test]
fn a_step_is_taken_back_once() {
    let mut play = off_the_board();
    play.at("03-17 14:00")
        .late("K.J.", "03-17 12:50", &call("F.N.", true))
        .late("K.J.", "03-17 12:51", &call("F.N.", true));
    let reversed = play
        .log
        .iter()
        .filter(|recorded| matches!(recorded.event, Event::Reversed { .. }));
    assert_eq!(reversed.count(), 1);
}

/// B.T. stepped down on 11 March and left the board on 18 March.
fn two_steps() -> Play {
    let mut play = shown_on_18_march();
    play.at("03-18 14:00");
    assert_eq!(play.card("B.T.").level, Level::Plan);
    play
}

#[test]
fn the_earliest_step_that_falls_is_taken_back_with_those_after_it() {
    let mut play = two_steps();
    play.late("N.B.", "03-11 12:00", &call("B.T.", true));
    let card = play.card("B.T.");
    assert_eq!((card.level, card.since), (Level::Red, at("03-02 10:05")));
    assert_eq!(card.raised, Some(at("03-02 09:40").max(at("03-02 10:05"))));
    assert!(!play.board.steps.values().any(|steps| !steps.is_empty()));
}

#[test]
fn what_happened_between_two_steps_takes_the_later_one_back() {
    let mut play = two_steps();
    play.late("N.B.", "03-15 12:00", &call("B.T.", true));
    let card = play.card("B.T.");
    assert_eq!(
        (card.level, card.since),
        (Level::Stepdown, at("03-11 13:00"))
    );
}

/// What M.H. wished offline at 12:50, having seen the card of that time.
fn wished_at_12_50(level: Level) -> (Play, Command) {
    let mut play = proposed();
    play.at("03-17 08:41").meeting().at("03-17 12:50");
    let wish = play.placing("F.N.", level, Reason::Crisis);
    play.at("03-17 14:00");
    assert_eq!(play.card("F.N.").level, Level::Plan);
    (play, wish)
}

#[test]
fn a_raise_from_before_the_step_is_received_after_it() {
    let (mut play, wish) = wished_at_12_50(Level::Red);
    play.late("M.H.", "03-17 12:50", &wish);
    assert!(is_reversed(&play, "F.N."));
    let card = play.card("F.N.");
    assert_eq!((card.level, card.since), (Level::Red, at("03-17 12:50")));
    assert_eq!(card.raised, Some(at("03-13 16:40")));
    assert_eq!(card.crisis(), Some(at("03-17 12:50")));
    assert_eq!(card.psychiatrist.expect("the clock").due, at("03-19 17:00"));
}

#[test]
fn another_level_from_before_the_step_holds_from_then() {
    let (mut play, wish) = wished_at_12_50(Level::Inpatient);
    play.late("M.H.", "03-17 12:50", &wish);
    let card = play.card("F.N.");
    assert_eq!(
        (card.level, card.since),
        (Level::Inpatient, at("03-17 12:50"))
    );
}

#[test]
fn a_level_from_before_the_step_that_a_colleague_has_changed_since_is_a_conflict() {
    let mut play = proposed();
    play.at("03-17 08:00");
    let wish = play.placing("F.N.", Level::Red, Reason::Crisis);
    play.at("03-17 08:20")
        .place("P.S.", "F.N.", Level::Yellow, Reason::Somatic);
    play.at("03-17 08:41").meeting().at("03-17 14:00");
    assert_eq!(play.card("F.N.").level, Level::Plan);
    let answer = play.ask_late("M.H.", Some(at("03-17 08:10")), &wish);
    assert!(matches!(
        answer,
        Err(Rejection::Conflict {
            field: Field::Level,
            ..
        })
    ));
}

#[test]
fn a_flag_that_somebody_else_has_raised_since_still_takes_the_step_back() {
    let mut play = off_the_board();
    play.at("03-17 13:30").flag("P.S.", "F.N.", Flag::Child);
    let flag = Command::RaiseFlag {
        client: client("F.N."),
        flag: Flag::Child,
    };
    play.at("03-17 14:00").late("J.A.", "03-17 12:50", &flag);
    assert!(is_reversed(&play, "F.N."));
}

#[test]
fn a_clock_that_runs_ahead_does_not_enter_the_future() {
    let mut play = off_the_board();
    let ahead: Timestamp = at("03-17 18:00");
    let wish = sign(Sign::Yellow);
    let answer = play.ask_late("J.A.", Some(ahead), &wish);
    assert!(answer.is_ok());
    assert!(!is_reversed(&play, "F.N."));
}

#[test]
fn the_time_line_knows_both_times() {
    let play = hears_at_14("K.J.", "03-17 12:50", &call("F.N.", false));
    let entry = play.log.iter().rev().find(|recorded| {
        matches!(
            recorded.event,
            Event::ContactLogged {
                how: Channel::Phone,
                ..
            }
        )
    });
    let entry = entry.expect("the entry");
    assert_eq!(
        (entry.at, entry.when(), entry.by),
        (
            at("03-17 14:00"),
            at("03-17 12:50"),
            Actor::Staff(staff("K.J."))
        )
    );
}
