//! What forbids automation, gate D7 (`policy.md` 2).

use shared::board::card::{Fact, Flag, LegalStatus, Level, Reason};
use shared::{Command, Rejection};

use crate::fixture::client;
use crate::play::{Play, note};
use crate::stories::{proposed, ready_on_monday};

/// What D7 says about F.N. on a morning, if it is not open.
fn d7(play: &mut Play, date: &str) -> Option<String> {
    play.at(&format!("{date} 06:00"));
    play.hinders("F.N.", date)
        .iter()
        .find_map(|line| line.strip_prefix("D7 closed: ").map(str::to_owned))
}

#[test]
fn an_objection_holds_until_the_cm_has_talked_with_the_client() {
    let mut play = ready_on_monday();
    play.note("J.A.", "F.N.", Fact::Objected("Vill inte".to_owned()));
    assert_eq!(
        d7(&mut play, "03-17").as_deref(),
        Some("objection 03-16 14:20")
    );
    play.note("M.H.", "F.N.", Fact::ObjectionTalked);
    assert_eq!(d7(&mut play, "03-18"), None);
}

#[test]
fn nobody_but_the_cm_says_that_the_talk_has_been() {
    let mut play = ready_on_monday();
    play.note("J.A.", "F.N.", Fact::Objected("Vill inte".to_owned()));
    for who in ["P.S.", "Q.P.", "G.S."] {
        let answer = play.ask(who, &note("F.N.", Fact::ObjectionTalked));
        assert_eq!(answer, Err(Rejection::CmTalks), "{who}");
    }
}

#[test]
fn an_objection_is_overdue_after_7_days_and_still_closes() {
    let mut play = ready_on_monday();
    play.note("J.A.", "F.N.", Fact::Objected("Vill inte".to_owned()));
    assert_eq!(
        d7(&mut play, "03-23").as_deref(),
        Some("objection 03-16 14:20")
    );
    assert_eq!(
        d7(&mut play, "03-24").as_deref(),
        Some("objection 03-16 14:20, overdue")
    );
}

#[test]
fn an_objection_after_the_meeting_stops_the_step() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting();
    play.note("J.A.", "F.N.", Fact::Objected("Vill inte".to_owned()))
        .at("03-17 13:00");
    assert_eq!(play.card("F.N.").level, Level::Yellow);
}

/// F.N. has been yellow because of medication since Friday.
fn on_medication() -> Play {
    let mut play = ready_on_monday();
    play.place("M.H.", "F.N.", Level::Yellow, Reason::Medication);
    play
}

#[test]
fn medicin_closes_even_when_the_psychiatrist_has_cleared_it_until_a_person_changes_it() {
    let mut play = on_medication();
    assert_eq!(d7(&mut play, "03-17").as_deref(), Some("reason medicin"));
    play.note("Q.P.", "F.N.", Fact::MedicationCleared);
    assert_eq!(d7(&mut play, "03-18").as_deref(), Some("reason medicin"));
    play.place("M.H.", "F.N.", Level::Yellow, Reason::Prevention);
    assert_eq!(d7(&mut play, "03-19"), None);
}

#[test]
fn medicin_is_not_changed_before_the_psychiatrist_has_cleared_it() {
    let mut play = on_medication();
    let wish = play.placing("F.N.", Level::Yellow, Reason::Prevention);
    assert_eq!(
        play.ask("M.H.", &wish),
        Err(Rejection::MedicationNotCleared)
    );
}

#[test]
fn a_clearance_from_before_the_reason_was_given_does_not_count() {
    let mut play = ready_on_monday();
    play.note("Q.P.", "F.N.", Fact::MedicationCleared)
        .at("03-16 15:00")
        .place("M.H.", "F.N.", Level::Yellow, Reason::Medication);
    let wish = play.placing("F.N.", Level::Yellow, Reason::Prevention);
    assert_eq!(
        play.ask("M.H.", &wish),
        Err(Rejection::MedicationNotCleared)
    );
}

#[test]
fn a_raise_never_waits_for_the_psychiatrist() {
    let mut play = on_medication();
    play.place("J.A.", "F.N.", Level::Red, Reason::Crisis);
    assert_eq!(play.card("F.N.").level, Level::Red);
}

#[test]
fn utskriven_closes_until_the_follow_up_is_done_and_ticked_in_the_meeting() {
    let mut play = ready_on_monday();
    play.place("M.H.", "F.N.", Level::Yellow, Reason::Discharged);
    assert_eq!(d7(&mut play, "03-17").as_deref(), Some("no follow-up"));
    play.note("M.H.", "F.N.", Fact::DischargeFollowedUp);
    assert_eq!(d7(&mut play, "03-18").as_deref(), Some("no follow-up"));
    let tick = note("F.N.", Fact::DischargeTicked);
    assert_eq!(play.ask("G.S.", &tick), Err(Rejection::MeetingDecides));
    play.gather("G.S.", &[]).does("G.S.", &tick);
    assert_eq!(d7(&mut play, "03-19"), None);
}

#[test]
fn missbruk_closes_until_a_contact_with_addiction_care_in_this_stay() {
    let mut play = Play::from("03-12 08:00");
    play.place("M.H.", "F.N.", Level::Yellow, Reason::Addiction)
        .note("M.H.", "F.N.", Fact::AddictionContact);
    assert_eq!(d7(&mut play, "03-13"), None);
    play.place("M.H.", "F.N.", Level::Red, Reason::Addiction);
    assert_eq!(
        d7(&mut play, "03-14").as_deref(),
        Some("no addiction care"),
        "a new stay"
    );
    play.note("M.H.", "F.N.", Fact::AddictionContact);
    assert_eq!(d7(&mut play, "03-15"), None);
}

#[test]
fn each_of_these_reasons_leaves_the_way_back_to_people() {
    for reason in [
        Reason::IntensiveLong,
        Reason::New,
        Reason::Avoidant,
        Reason::Legal,
        Reason::Inpatient,
        Reason::Other,
        Reason::Child,
        Reason::Violence,
    ] {
        let mut play = ready_on_monday();
        play.place("M.H.", "F.N.", Level::Yellow, reason);
        assert_eq!(
            d7(&mut play, "03-17"),
            Some(format!("reason {}", reason.word()))
        );
        assert!(play.outlook("F.N.").never);
        play.place("M.H.", "F.N.", Level::Yellow, Reason::Prevention);
        assert_eq!(d7(&mut play, "03-18"), None, "{reason:?}");
    }
}

#[test]
fn three_flags_close_and_never_alone_does_not() {
    for flag in Flag::ALL {
        let mut play = ready_on_monday();
        play.flag("J.A.", "F.N.", *flag);
        let expected = (*flag != Flag::NeverAlone).then(|| format!("flag {}", flag.word()));
        assert_eq!(d7(&mut play, "03-17"), expected);
    }
}

#[test]
fn violence_and_concern_for_a_child_are_cleared_by_those_in_the_meeting() {
    for flag in [Flag::Violence, Flag::Child] {
        let mut play = ready_on_monday();
        play.flag("J.A.", "F.N.", flag);
        let client = client("F.N.");
        let clear = Command::ClearFlag { client, flag };
        play.at("03-17 08:30").gather("G.S.", &["M.H."]);
        assert_eq!(play.ask("J.A.", &clear), Err(Rejection::MeetingDecides));
        play.does("M.H.", &clear);
        assert_eq!(d7(&mut play, "03-18"), None);
    }
}

#[test]
fn compulsory_care_that_began_changed_or_ended_closes_for_14_days() {
    for status in [Some(LegalStatus::Opt), None] {
        let mut play = ready_on_monday();
        let changed = Command::SetLegal {
            client: client("F.N."),
            status,
            ends: None,
        };
        play.does("Q.P.", &changed);
        assert!(d7(&mut play, "03-30").is_some(), "14 days less 1 h 20 min");
        assert_eq!(d7(&mut play, "03-31"), None);
    }
}

#[test]
fn tidigast_counts_the_rest_after_compulsory_care() {
    let mut play = ready_on_monday();
    let changed = Command::SetLegal {
        client: client("F.N."),
        status: None,
        ends: None,
    };
    play.does("Q.P.", &changed);
    let earliest = play.outlook("F.N.").earliest;
    assert_eq!(earliest, Some(crate::fixture::at("03-31 13:00")));
}
